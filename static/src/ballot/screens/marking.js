// Filling in a round's ballot: one person a screen, or everybody in one table; the progress, and the way on.

/** @import { Appraisee, Draft, Form, Place, Round, Sheet, Shown } from "../shapes" */

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
 * `place` is where the voter is, kept by the caller while a round lasts; `keep()` stores the draft; `announce` speaks
 * to a screen reader; `onDone` is called when everything is filled in.
 * @typedef {{round: Round, form: Form, draft: Draft, place: Place, small: boolean, keep: () => unknown,
 *   announce: (text: string) => void, onDone: () => void}} Wanted
 */

/**
 * The screen on which a round's ballot is filled in.
 * @param {Wanted} wanted
 */
export function marking(wanted) {
  return new Marking(wanted).element();
}

/** The form while it is on the screen. */
class Marking {
  /** @param {Wanted} wanted */
  constructor(wanted) {
    this.wanted = wanted;
    this.people = wanted.round.appraisees;
    this.sheets = wanted.form.scheme.sheets;
    this.place = wanted.place;
    this.body = h("div", { class: "body" });
    this.bar = h("span", {});
    this.left = h("p", { class: "left" });
    this.warning = h("p", { class: "problem", role: "alert" });
    this.foot = h("div", { class: "foot" });
    this.panel = this.draw(false);
  }

  element() {
    const { round, small } = this.wanted;
    const progress = h("div", { class: "progress" }, this.bar);
    return h(
      "section",
      { class: "screen marking" },
      h("p", { class: "round" }, roundLine(round)),
      small ? promise(true) : null,
      this.body,
      small ? null : promise(false),
      h("div", { class: "dock" }, h("div", { class: "status" }, progress, this.left), this.warning, this.foot),
    );
  }

  /** @param {Appraisee} appraisee */
  entryOf({ id }) {
    return this.wanted.draft[id];
  }

  /** @param {Appraisee} appraisee */
  openOf(appraisee) {
    return obstacles(this.entryOf(appraisee), this.wanted.form);
  }

  open() {
    return this.people.reduce((sum, appraisee) => sum + this.openOf(appraisee), 0);
  }

  progress() {
    const todo = this.open();
    const whole = this.people.length * this.sheets.length;
    this.bar.style.width = `${(100 * Math.max(0, whole - todo)) / whole}%`;
    this.left.textContent = todo ? _("还有 %(n)s 处未填", { n: todo }) : _("全部填好了");
    this.left.classList.toggle("all", todo === 0);
    this.warning.textContent = "";
    this.ways(todo);
  }

  changed() {
    this.wanted.keep();
    this.progress();
  }

  /**
   * Go somewhere else in the form.
   * @param {Partial<Place>} where
   */
  go(where) {
    Object.assign(this.place, where);
    this.draw();
  }

  /** @returns {Shown} */
  draw(scroll = true) {
    this.panel = this.place.byTable ? this.drawTable() : this.drawPerson();
    fill(this.body, this.people.length > 1 ? this.switcher() : null, this.panel);
    this.progress();
    if (scroll) scrollTo(0, 0);
    return this.panel;
  }

  drawPerson() {
    const appraisee = this.people[this.place.at];
    const { form } = this.wanted;
    return person({ appraisee, entry: this.entryOf(appraisee), form, onChange: () => this.changed() });
  }

  drawTable() {
    const { form, draft } = this.wanted;
    return table({
      people: this.people,
      draft,
      form,
      sheetAt: this.place.sheetAt,
      onSheet: (sheetAt) => this.go({ sheetAt }),
      onPerson: (at) => this.go({ at, byTable: false }),
      onChange: () => this.changed(),
    });
  }

  switcher() {
    const { byTable: now, at } = this.place;
    /**
     * @param {string} label
     * @param {boolean} byTable
     */
    const half = (label, byTable) => {
      const pressed = String(now === byTable);
      const choose = () => this.go({ byTable });
      return h("button", { type: "button", class: "half", "aria-pressed": pressed, click: choose }, label);
    };
    const halves = [half(_("逐人填写"), false), half(_("一表测评"), true)];
    const position = _("第 %(n)s / %(all)s 位", { n: at + 1, all: this.people.length });
    return h(
      "div",
      {},
      h("div", { class: "switch", role: "group" }, halves),
      now ? null : h("p", { class: "position" }, position),
    );
  }

  /**
   * The buttons at the foot: back and on between people, and to the look-over once everything is filled in.
   * @param {number} todo
   */
  ways(todo) {
    const { byTable, at } = this.place;
    const sheet = this.nextSheet();
    const last = byTable ? sheet === null : at === this.people.length - 1;
    const wanted = `${byTable} ${at} ${sheet} ${todo === 0}`;
    if (this.foot.dataset.shows === wanted) return; // the button under somebody's thumb must not be replaced
    this.foot.dataset.shows = wanted;
    const walking = !byTable && this.people.length > 1;
    fill(
      this.foot,
      walking ? this.steps(todo, last) : null,
      sheet === null ? null : this.toSheet(sheet),
      last || todo === 0 ? this.wayOut(walking && !last) : null,
    );
  }

  /**
   * From one person to the next.
   * @param {number} todo
   * @param {boolean} last
   */
  steps(todo, last) {
    const { at } = this.place;
    const back = () => this.go({ at: at - 1 });
    const on = () => this.go({ at: at + 1 });
    return [
      button(_("上一位"), "plain", back, { disabled: at === 0 }),
      last ? null : button(_("下一位"), todo ? "primary" : "plain", on),
    ];
  }

  /** @param {number} sheetAt */
  toSheet(sheetAt) {
    const label = _("下一张：%(sheet)s", { sheet: this.sheets[sheetAt].id });
    return button(label, "primary", () => this.go({ sheetAt }));
  }

  /**
   * To the look-over.
   * @param {boolean} short where two more buttons stand beside it
   */
  wayOut(short) {
    const label = short ? _("去核对") : _("填好了，去核对");
    return button(label, "primary", () => this.finish(), { "aria-label": _("填好了，去核对") });
  }

  /** In the table, once a sheet is done: the index of the next sheet that is not; else null. */
  nextSheet() {
    const todo = (/** @type {Sheet} */ sheet) => this.people.some((each) => !isDone(this.entryOf(each), sheet));
    if (!this.place.byTable || todo(this.sheets[this.place.sheetAt])) return null;
    const next = this.sheets.findIndex(todo);
    return next < 0 ? null : next;
  }

  /** To the look-over, or to the first thing that is missing. */
  finish() {
    if (this.open() === 0) return this.wanted.onDone();
    const at = this.people.findIndex((appraisee) => this.openOf(appraisee) > 0);
    const [sheet] = missing(this.entryOf(this.people[at]), this.sheets);
    if (this.place.byTable && sheet) this.place.sheetAt = this.sheets.indexOf(sheet);
    else Object.assign(this.place, { at, byTable: false });
    this.draw(false).show(true);
    this.warning.textContent = sheet ? _("请先填标红的地方。") : _("意见建议超过字数，请删减后再提交。");
    this.wanted.announce(`${this.left.textContent} ${this.warning.textContent}`);
    return leadTo(this.panel);
  }
}
