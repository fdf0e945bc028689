/* Built by static/build.mjs; do not edit.
   Source: static/src/room/seats.js */

// static/src/room/seats.js
var done = document.getElementById("card-done");
async function sign(form) {
  const button = form.querySelector("button[type=submit]");
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    redirect: "manual",
    cache: "no-store"
  });
  if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("application/pdf")) {
    window.location.reload();
    return;
  }
  const link = document.getElementById("card-file");
  link.href = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: "application/pdf" }));
  link.download = form.dataset.download;
  form.closest("dialog").close();
  done.showModal();
  link.click();
}
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.dataset.download || !done) return;
    event.preventDefault();
    sign(form).catch(() => window.location.reload());
  },
  true
);
if (done) done.addEventListener("close", () => window.location.reload());
