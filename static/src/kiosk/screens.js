// The tablet's own screens around those of the phone.

import { checkCharacter } from "../ballot/cards.js";
import { button, h, title } from "../ballot/dom.js";
import { groups } from "../ballot/slips.js";
import { t } from "../ballot/strings.js";
import { hashLine, roundName, speakerLine } from "../ballot/screens/parts.js";
import { classChooser, keypad } from "./keypad.js";
import { w } from "./words.js";

export const SECRET_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CHECK_SIGNS = "0123456789ABCDEF";

/** A wait with a word about it. */
export function busy(text) {
  return h("section", { class: "screen busy" }, h("div", { class: "spinner" }), title(text));
}

/** Class and code of a card; `onCard({secret, class})` once its check character fits. `press(key)` is for a keyboard. */
export function cardEntry({ classes, titles = {}, go, onCard }) {
  const judge = (code) => {
    const good = checkCharacter(code.slice(0, -1)) === code.slice(-1);
    return { good, text: w(good ? "codeRight" : "codeWrong") };
  };
  let pad = null;
  const chooser = classChooser(classes, titles, () => {
    if (!pad) return;
    pad.classList.toggle("choosing", chooser.value === null);
    pad.show(chooser.value === null ? w("chooseClass") : "");
  });
  pad = keypad({
    alphabet: SECRET_SIGNS,
    groups: [4, 4, 4, 4, 1],
    judge,
    go,
    before: chooser,
    ready: () => chooser.value !== null,
    onCode: (code) => onCard({ secret: code.slice(0, -1), class: chooser.value }),
  });
  const [press, wipe] = [pad.press, pad.wipe];
  pad.press = (key) => {
    const name = Object.keys(classes).find((one) => one.toUpperCase() === key.toUpperCase());
    if (chooser.value === null && name) return chooser.choose(name);
    return chooser.value === null ? undefined : press(key);
  };
  pad.wipe = () => {
    wipe();
    chooser.choose(Object.keys(classes).length === 1 ? Object.keys(classes)[0] : null);
  };
  pad.wipe();
  return pad;
}

function homeHead(open, over) {
  if (open) return [title(w("homeTitle")), h("p", { class: "lead" }, w("homeLead"))];
  return [title(w(over ? "overTitle" : "waitTitle")), h("p", { class: "lead" }, w(over ? "overLead" : "waitLead"))];
}

/** Between two voters. `entry` takes the card and stands here only while a round is open. */
export function home({ meeting, open, over, entry, problem, kind = false, idleAfter, onCheck, onStaff }) {
  const { fingerprint } = meeting;
  return h(
    "section",
    { class: open ? "screen home" : "screen home resting" },
    open ? h("p", { class: "now-open" }, w("nowOpen", { n: open.round, name: roundName(open) })) : null,
    homeHead(open, over),
    h("p", { class: kind ? "problem kind" : "problem", role: "alert" }, problem),
    open ? entry : null,
    h("ul", { class: "truths" }, h("li", {}, w("memoryOnly", { n: idleAfter })), h("li", {}, w("comeAgain"))),
    h(
      "div",
      { class: "home-foot" },
      h("p", { class: "hint" }, w("fingerprint"), h("span", { class: "mark-of" }, groups(fingerprint, 4))),
      button(w("checkOpen"), "quiet", onCheck),
      button(w("staff"), "quiet", onStaff),
    ),
  );
}

/** The staff's way out; the officer who started the tablet is not logged in on it any more. */
export function staff({ onBack, onLeave }) {
  return h(
    "section",
    { class: "screen stop" },
    title(w("staffTitle")),
    h("p", { class: "lead" }, w("staffLead")),
    button(w("staffStay"), "primary", onBack),
    button(w("staffLeave"), "plain", onLeave),
  );
}

/** The frozen ballot on its way. */
export function sending({ trouble, onRetry }) {
  return h(
    "section",
    { class: "screen busy" },
    h("div", { class: "spinner" }),
    title(w("sendingTitle")),
    h("p", { class: "lead", role: "status" }, w(trouble ? "sendingOffline" : "sendingLead")),
    trouble ? button(w("retry"), "primary", onRetry) : null,
  );
}

/** The server takes neither card nor ballot. `onMend` where going back can help. */
export function refused({ why, onMend, label = w("mend"), onDone }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign", "aria-hidden": "true" }, "!"),
    title(w("refusedTitle")),
    h("p", { class: "lead" }, w("refusedLead", { why })),
    h("p", {}, w("callStaff")),
    onMend ? button(label, "primary", onMend) : null,
    button(w("lostDone"), "plain", onDone),
  );
}

/** 已计入: green, whole, with the number by which the ballot can be looked up, and then nothing. */
export function counted({ round, token, onDone }) {
  return h(
    "section",
    { class: "screen counted" },
    h(
      "div",
      { class: "banner-good" },
      h("div", { class: "sign", "aria-hidden": "true" }, "✓"),
      title(w("countedTitle")),
      h("p", { class: "round-name" }, `${t("roundNumber", { n: round.round })} · ${roundName(round)}`),
      h("p", { class: "sub" }, speakerLine(round)),
    ),
    h("p", { class: "lead" }, `${w("countedLead")}${w("countedNext")}`),
    h(
      "div",
      { class: "check-number" },
      h("p", { class: "label" }, w("countedCode")),
      h(
        "p",
        { class: "number" },
        token
          .slice(0, 8)
          .toUpperCase()
          .replace(/(.{4})/, "$1 "),
      ),
      h("p", { class: "hint" }, w("countedCodeLead")),
    ),
    button(w("countedDone"), "primary", onDone),
  );
}

/** 未计入, as plainly; `why` is a sentence of the phone's. */
export function lost({ why, label = w("lostDone"), onDone }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign", "aria-hidden": "true" }, "✕"),
    title(t("lostTitle")),
    h("p", { class: "lead" }, why),
    h("p", {}, t("lostHelp")),
    button(label, "primary", onDone),
  );
}

/** Where a check number is tapped in. */
export function checkEntry({ pad, onBack }) {
  return h(
    "section",
    { class: "screen check-entry" },
    title(w("checkTitle")),
    h("p", { class: "lead" }, w("checkLead")),
    pad,
    button(w("checkBack"), "quiet", onBack),
  );
}

/** What the lists say of a check number: {found: [{round, root}], wrong: [round], closed}. */
export function checked({ result, onAgain, onBack }) {
  const good = result.found.length > 0 && result.wrong.length === 0;
  const lines = result.found.map(({ round, root }) => [
    h("h2", {}, `✓ ${w("found", { n: round.round, name: roundName(round) })}`),
    h("p", { class: "label" }, w("rootOf")),
    hashLine(root),
  ]);
  const bad = result.wrong.map((round) => h("p", { class: "problem" }, w("listsWrong", { n: round.round })));
  const nothing = result.closed === 0 ? w("checkNone") : w("notFound");
  return h(
    "section",
    { class: "screen" },
    title(w("checkTitle")),
    h(
      "div",
      { class: good ? "check good" : "check bad" },
      ...lines,
      bad,
      lines.length || bad.length ? null : h("p", { class: "lead" }, nothing),
    ),
    button(w("checkAgain"), "primary", onAgain),
    button(w("checkBack"), "plain", onBack),
  );
}
