// A teller's form: one person of the paper ballot at a time, made for a keyboard as much as for a finger.

import { ABSTENTION, isRubric, markOf, remarkLength } from "../ballot/ballot.js";
import { button, fill, h, title, within } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";
import { fillAll, INVALID, pointsTyped, unreadPlaces } from "./transcript.js";
import { giveUpButton } from "./twice.js";

/** @import { Appraisee, Draft, Entry, Form, Item, Round, Sheet } from "../ballot/shapes" */
/** @typedef {{appraisee: Appraisee, entry: Entry, sheet: Sheet, changed: () => void}} Parts of one sheet */

/**
 * A radio button for one mark of a sheet or item.
 * @param {Parts} parts
 * @param {string} item its id, "" on a scale
 * @param {string} mark
 * @param {string} label
 */
function choice({ appraisee, entry, sheet, changed }, item, mark, label) {
  const marks = entry.marks[sheet.id];
  const change = () => {
    marks[item] = mark;
    changed();
  };
  const name = [appraisee.id, sheet.id, item].filter(Boolean).join("/");
  const input = h("input", { type: "radio", name, value: mark, checked: marks[item] === mark, change });
  const look = mark === ABSTENTION || mark === INVALID ? "mark abstain" : "mark";
  return h("label", { class: look }, input, h("span", {}, label));
}

/**
 * @param {Parts} parts
 * @param {string} item
 */
function withoutMark(parts, item) {
  return [choice(parts, item, ABSTENTION, _("弃权")), choice(parts, item, INVALID, _("无效"))];
}

/**
 * @param {Parts} parts
 * @param {string[]} marks
 */
function scale(parts, marks) {
  return h("div", { class: "marks all" }, [marks.map((mark) => choice(parts, "", mark, mark)), withoutMark(parts, "")]);
}

/**
 * From one number to the next, and from the last to the way on.
 * @param {HTMLInputElement} field
 */
function onward(field) {
  const fields = Array.from(document.querySelectorAll("input.points"));
  const next = fields[fields.indexOf(field) + 1] || within(document, ".dock .primary");
  /** @type {HTMLElement} */ (next).focus();
}

/**
 * One item of a rubric: a number typed, or 弃权, or 无效.
 * @param {Parts} parts
 * @param {Item} item
 */
function points(parts, item) {
  const { entry, sheet, changed } = parts;
  const mark = markOf(entry, sheet, item.id);
  const fault = h("small", { class: "problem" });
  /** @type {HTMLInputElement} */
  const field = h("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    class: "points",
    value: mark === ABSTENTION || mark === INVALID ? "" : mark,
    "aria-label": _("%(item)s 得分", { item: item.title }),
    input: () => {
      const typed = pointsTyped(field.value, item);
      const wrong = field.value.trim() !== "" && typed === undefined;
      entry.marks[sheet.id][item.id] = typed;
      fault.textContent = wrong ? _("只能填 0 至 %(max)s、每 %(step)s 分一档的数", outOf(item)) : "";
      row.querySelectorAll("input[type=radio]").forEach((radio) => Object.assign(radio, { checked: false }));
      changed();
    },
    keydown: ({ key }) => key === "Enter" && onward(field),
  });
  const chosen = () => {
    field.value = "";
    fault.textContent = "";
    changed();
  };
  const rule = h("small", {}, _("0 至 %(max)s，每 %(step)s 一档", outOf(item)));
  const row = h(
    "li",
    { class: "item", "data-item": item.id },
    h("p", { class: "item-title" }, item.title, rule),
    h("div", { class: "point-row" }, field, withoutMark({ ...parts, changed: chosen }, item.id)),
    fault,
  );
  return row;
}

/** @param {Item} item */
function outOf({ max, step }) {
  return { max, step };
}

/**
 * @param {Parts} parts
 * @param {string[]} marks
 */
function sheetBox(parts, marks) {
  const { sheet } = parts;
  const items = sheet.items.map((item) => points(parts, item));
  const inner = isRubric(sheet) ? h("ul", { class: "items" }, items) : scale(parts, marks);
  return h("fieldset", { class: "sheet" }, h("legend", {}, sheet.title), inner);
}

/**
 * @param {Appraisee} appraisee
 * @param {Entry} entry
 * @param {Form} form
 * @param {() => void} changed
 */
function remark(appraisee, entry, form, changed) {
  const { most } = remarkLength({ ...entry, recused: true }, form);
  const id = `remark-${appraisee.id}`;
  return h(
    "div",
    { class: "written-remark" },
    h("label", { class: "label", for: id }, _("纸上写的意见建议（没写就空着）")),
    h("textarea", {
      id,
      rows: "3",
      value: entry.remark,
      autocomplete: "off",
      maxlength: most,
      input: ({ target }) => {
        entry.remark = target.value;
        changed();
      },
    }),
    h("p", { class: "hint" }, _("照抄原话，最多 %(most)s 字。第二位计票人在核对时看。", { most })),
  );
}

/**
 * @param {Appraisee} appraisee
 * @param {string} position such as "2/5 ", or ""
 */
function head({ name, unit, post }, position) {
  const about = [unit, post].filter(Boolean).join(" · ");
  return h("div", { class: "who" }, h("h2", {}, position + name), h("p", { class: "sub" }, about));
}

/**
 * What is said of a whole person at once; each is followed by `redraw`.
 * @param {Entry} entry
 * @param {Sheet[]} sheets
 * @param {() => void} redraw
 */
function quick(entry, sheets, redraw) {
  const recuse = () => {
    entry.recused = !entry.recused;
    redraw();
  };
  /** @param {string | undefined} mark */
  const whole = (mark) => () => {
    fillAll(entry, sheets, mark);
    redraw();
  };
  return h(
    "div",
    { class: "quick" },
    button(_("回避"), "quiet", recuse, { "aria-pressed": String(entry.recused) }),
    button(_("此人全部弃权"), "quiet", whole(ABSTENTION)),
    button(_("此人全部无效"), "quiet", whole(INVALID)),
    button(_("此人重录"), "quiet", whole(undefined)),
  );
}

/**
 * The form. `heading` says whose reading it is; `draft` is filled in place; `remarks` whether written ones are read
 * too; `doneLabel` and `onDone` end it; it begins with the person `at`.
 * @param {{heading: string, lead: string, ballotClass: string, round: Round, form: Form, draft: Draft,
 *   remarks: boolean, at?: number, doneLabel: string, onDone: () => void, onGiveUp: () => void}} wanted
 */
export function reading(wanted) {
  const { heading, lead, ballotClass, round, form, draft, doneLabel, onDone, onGiveUp } = wanted;
  const people = round.appraisees;
  const { sheets, marks } = form.scheme;
  const body = h("div", { class: "body" });
  const left = h("p", { class: "left" });
  const warning = h("p", { class: "problem", role: "alert" });
  const foot = h("div", { class: "foot" });
  let at = wanted.at || 0;
  /** @type {HTMLFieldSetElement[]} */
  let boxes = [];

  /** @param {Appraisee} appraisee */
  const unreadOf = ({ id }) => sheets.reduce((sum, sheet) => sum + unreadPlaces(draft[id], sheet), 0);
  const all = () => people.reduce((sum, appraisee) => sum + unreadOf(appraisee), 0);

  function progress() {
    const todo = all();
    left.textContent = todo ? _("还有 %(n)s 处未录", { n: todo }) : _("全部填好了");
    left.classList.toggle("all", todo === 0);
    warning.textContent = "";
    const entry = draft[people[at].id];
    boxes.forEach((box, i) => {
      const done = unreadPlaces(entry, sheets[i]) === 0;
      box.disabled = entry.recused;
      box.classList.toggle("done", done);
      if (done) box.classList.remove("missing");
    });
  }
  function draw() {
    const appraisee = people[at];
    const entry = draft[appraisee.id];
    boxes = sheets.map((sheet) => sheetBox({ appraisee, entry, sheet, changed: progress }, marks));
    const withRemark = wanted.remarks && form.remarks && !entry.recused;
    const position = people.length > 1 ? `${at + 1}/${people.length} ` : "";
    const written = withRemark ? remark(appraisee, entry, form, progress) : null;
    fill(body, h("div", { class: "person" }, [head(appraisee, position), quick(entry, sheets, draw), boxes, written]));
    fill(foot, ways());
    progress();
    scrollTo(0, 0);
  }
  function ways() {
    const last = at === people.length - 1;
    const done = last || all() === 0 ? button(doneLabel, "primary", finish) : null;
    return [
      giveUpButton(onGiveUp),
      people.length > 1 ? button(_("上一位"), "plain", () => go(at - 1), { disabled: at === 0 }) : null,
      last ? null : button(_("下一位"), "primary", () => go(at + 1)),
      done,
    ];
  }
  /** @param {number} to */
  function go(to) {
    if (to > at && unreadOf(people[at]) > 0) return missing();
    at = to;
    return draw();
  }
  function finish() {
    if (all() === 0) return onDone();
    if (unreadOf(people[at]) === 0) {
      at = people.findIndex((appraisee) => unreadOf(appraisee) > 0);
      draw();
    }
    return missing();
  }
  function missing() {
    boxes.forEach((box) => box.classList.toggle("missing", !box.classList.contains("done")));
    warning.textContent = _("此人还有未录的地方，已标红。");
    const first = within(body, ".missing");
    first.scrollIntoView({ block: "center" });
    within(first, "input").focus({ preventScroll: true });
  }

  draw();
  const of = [h("strong", { class: "paper-class" }, _("%(class)s 票", { class: ballotClass })), " "];
  return h(
    "section",
    { class: "screen marking reading" },
    h("p", { class: "round" }, of, _("第 %(n)s 轮", { n: round.round })),
    title(heading),
    h("p", { class: "hint" }, lead + _("空着没画的录“弃权”；同一处画了两个、认不清的录“无效”。")),
    body,
    h("div", { class: "dock" }, h("div", { class: "status" }, left), warning, foot),
  );
}
