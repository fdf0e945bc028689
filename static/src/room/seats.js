/* A new card exists only in the answer to the second signature. So the answer is fetched, kept while this page is
   open, and can be saved again; only "finished" lets go of it. Without script the browser saves the answer itself. */

import { first, sentForm, the } from "../kit/page.js";

/** @type {HTMLDialogElement | null} */
const done = first("#card-done");
const reload = () => window.location.reload(); // the page says why

/**
 * @param {HTMLFormElement} form
 * @param {HTMLDialogElement} question what says that the card is there
 */
async function sign(form, question) {
  /** @type {HTMLButtonElement} */
  const button = the("button[type=submit]", form);
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  const body = new FormData(form);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", cache: "no-store" });
  if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("application/pdf")) return reload();
  /** @type {HTMLAnchorElement} */
  const link = the("#card-file");
  link.href = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: "application/pdf" }));
  link.download = form.dataset.download || "";
  /** @type {HTMLDialogElement | null} */
  const asked = form.closest("dialog");
  if (asked) asked.close();
  question.showModal();
  return link.click();
}

if (done) {
  done.addEventListener("close", reload);
  document.addEventListener(
    "submit",
    (event) => {
      const form = sentForm(event);
      if (!form.dataset.download) return;
      event.preventDefault();
      sign(form, done).catch(reload);
    },
    true,
  );
}
