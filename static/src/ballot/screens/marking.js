// Filling in a round's ballot: one person a screen, or everybody in one table; the progress, and the way on.

/** @import { Draft, Form, Place, Round, Sheet, Shown } from "../shapes" */

import { isDone, missing, obstacles } from "../ballot.js";
import { button, fill, h, within } from "../dom.js";
import { _ } from "../words.js";
import { person } from "./person.js";
import { table } from "./table.js";
import { promise, roundLine } from "./parts.js";

/**
 * Take the voter to the first thing that is missing.
 * @param {HTMLElement} panel
 */
function leadTo(panel) {
  const first = within(panel, ".missing");
  first.scrollIntoView({ block: "center" });
  const input = /** @type {HTMLElement | null} */ (first.querySelector("input, textarea, button"));
  if (input) input.focus({ preventScroll: true });
}

/**
 * `place` is where the voter is, {byTable, at, sheetAt}, kept by the caller while a round lasts; `keep()` stores
 * the draft; `announce` speaks to a screen reader; `onDone` is called when everything is filled in.
 * @param {{round: Round, form: Form, draft: Draft, place: Place, small: boolean, keep: () => unknown,
 *   announce: (text: string) => void, onDone: () => void}} parts
 */
export function marking({ round, form, draft, place, small, keep, announce, onDone }) {
  const people = round.appraisees;
  const sheets = form.scheme.sheets;
  const whole = people.length * sheets.length;
  const body = h("div", { class: "body" });
  const bar = h("span", {});
  const left = h("p", { class: "left" });
  const warning = h("p", { class: "problem", role: "alert" });
  const foot = h("div", { class: "foot" });
  /** @type {Shown} */
  let panel;

  const open = () => people.reduce((sum, { id }) => sum + obstacles(draft[id], form), 0);

  function progress() {
    const todo = open();
    bar.style.width = `${(100 * Math.max(0, whole - todo)) / whole}%`;
    left.textContent = todo ? _("还有 %(n)s 处未填", { n: todo }) : _("全部填好了");
    left.classList.toggle("all", todo === 0);
    warning.textContent = "";
    ways(todo);
  }

  function changed() {
    keep();
    progress();
  }

  /** @param {number} at */
  function go(at) {
    place.at = at;
    place.byTable = false;
    draw();
  }

  function drawPerson() {
    const appraisee = people[place.at];
    return person({ appraisee, entry: draft[appraisee.id], form, onChange: changed });
  }

  /** @param {number} sheetAt */
  function onSheet(sheetAt) {
    place.sheetAt = sheetAt;
    draw();
  }

  function drawTable() {
    return table({ people, draft, form, sheetAt: place.sheetAt, onSheet, onPerson: go, onChange: changed });
  }

  function draw(scroll = true) {
    panel = place.byTable ? drawTable() : drawPerson();
    fill(body, people.length > 1 ? switcher() : null, panel);
    progress();
    if (scroll) scrollTo(0, 0);
  }

  function switcher() {
    /**
     * @param {string} label
     * @param {boolean} byTable
     */
    const half = (label, byTable) => {
      const pressed = String(place.byTable === byTable);
      const choose = () => {
        place.byTable = byTable;
        draw();
      };
      return h("button", { type: "button", class: "half", "aria-pressed": pressed, click: choose }, label);
    };
    const position = place.byTable
      ? null
      : h("p", { class: "position" }, _("第 %(n)s / %(all)s 位", { n: place.at + 1, all: people.length }));
    return h(
      "div",
      {},
      h("div", { class: "switch", role: "group" }, half(_("逐人填写"), false), half(_("一表测评"), true)),
      position,
    );
  }

  /**
   * The buttons at the foot: back and on between people, and to the look-over once everything is filled in.
   * @param {number} todo
   */
  function ways(todo) {
    const sheet = nextSheet();
    const last = place.byTable ? sheet === null : place.at === people.length - 1;
    const wanted = `${place.byTable} ${place.at} ${sheet} ${todo === 0}`;
    if (foot.dataset.shows === wanted) return; // the button under somebody's thumb must not be replaced
    foot.dataset.shows = wanted;
    const walking = !place.byTable && people.length > 1;
    const next = _("下一张：%(sheet)s", { sheet: sheet === null ? "" : sheets[sheet].id });
    fill(
      foot,
      walking ? steps(todo, last) : null,
      sheet === null ? null : button(next, "primary", () => onSheet(sheet)),
      last || todo === 0 ? wayOut(walking && !last) : null,
    );
  }

  /**
   * From one person to the next.
   * @param {number} todo
   * @param {boolean} last
   */
  function steps(todo, last) {
    return [
      button(_("上一位"), "plain", () => go(place.at - 1), { disabled: place.at === 0 }),
      last ? null : button(_("下一位"), todo ? "primary" : "plain", () => go(place.at + 1)),
    ];
  }

  /**
   * To the look-over; `short` where two more buttons stand beside it.
   * @param {boolean} short
   */
  function wayOut(short) {
    const label = short ? _("去核对") : _("填好了，去核对");
    return button(label, "primary", finish, { "aria-label": _("填好了，去核对") });
  }

  /**
   * In the table, once a sheet is done: the place of the next sheet that is not; else null.
   * @returns {number | null}
   */
  function nextSheet() {
    const todo = (/** @type {Sheet} */ sheet) => people.some(({ id }) => !isDone(draft[id], sheet));
    if (!place.byTable || todo(sheets[place.sheetAt])) return null;
    const next = sheets.findIndex(todo);
    return next < 0 ? null : next;
  }

  /** To the look-over, or to the first thing that is missing. */
  function finish() {
    const todo = open();
    if (todo === 0) return onDone();
    const at = people.findIndex(({ id }) => obstacles(draft[id], form) > 0);
    const [sheet] = missing(draft[people[at].id], sheets);
    if (place.byTable && sheet) place.sheetAt = sheets.indexOf(sheet);
    else Object.assign(place, { at, byTable: false });
    draw(false);
    panel.show(true);
    warning.textContent = sheet ? _("请先填标红的地方。") : _("意见建议超过字数，请删减后再提交。");
    announce(`${left.textContent} ${warning.textContent}`);
    leadTo(panel);
  }

  draw(false);
  return h(
    "section",
    { class: "screen marking" },
    h("p", { class: "round" }, roundLine(round)),
    small ? promise(true) : null,
    body,
    small ? null : promise(false),
    h(
      "div",
      { class: "dock" },
      h("div", { class: "status" }, h("div", { class: "progress" }, bar), left),
      warning,
      foot,
    ),
  );
}
