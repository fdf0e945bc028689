// 一表测评: everybody in one table, as on the paper form; people down, marks across, one sheet at a time.
// A name opens that person's page, where 回避, remarks and rubric sheets are.

import { ABSTENTION, isDone, isRubric, rubricTotal } from "../ballot.js";
import { button, h, inParts, title, within } from "../dom.js";
import { _ } from "../words.js";
import { lookDone, markButton } from "./person.js";

/** @import { Appraisee, Draft, Form, Sheet, Shown } from "../shapes" */
/** @import { Parts } from "./person.js" */

/**
 * One tab for each sheet, with how many people are done on it.
 * @param {Sheet[]} sheets
 * @param {number} at
 * @param {Appraisee[]} people
 * @param {Draft} draft
 * @param {(sheetAt: number) => void} onSheet
 * @returns {Shown}
 */
function tabs(sheets, at, people, draft, onSheet) {
  const buttons = sheets.map((sheet, i) =>
    h(
      "button",
      { type: "button", class: "tab", "aria-pressed": String(i === at), click: () => onSheet(i) },
      h("span", {}, sheet.id),
      h("small", {}),
    ),
  );
  const show = () =>
    buttons.forEach((tab, i) => {
      const done = people.filter(({ id }) => isDone(draft[id], sheets[i])).length;
      within(tab, "small").textContent = `${done}/${people.length}`;
      tab.classList.toggle("done", done === people.length);
    });
  return Object.assign(h("div", { class: "tabs", role: "group" }, buttons), { show });
}

/**
 * @param {Parts} parts
 * @param {string} mark
 */
function cell(parts, mark) {
  const look = mark === ABSTENTION ? "cell abstain" : "cell";
  const input = markButton(parts, mark, `${parts.appraisee.name} ${mark}`);
  return h("td", {}, h("label", { class: look }, input, h("span", {})));
}

/**
 * What stands across one person's row.
 * @param {Parts} parts
 * @param {string[]} marks
 */
function cells(parts, marks) {
  const { entry, sheet } = parts;
  /** @param {string} text */
  const across = (text) => [h("td", { colspan: marks.length, class: "across" }, text)];
  if (entry.recused) return across(_("已回避"));
  if (!isRubric(sheet)) return marks.map((mark) => cell(parts, mark));
  return across(isDone(entry, sheet) ? _("%(total)s 分", rubricTotal(entry, sheet)) : _("未填"));
}

/**
 * @param {Parts} parts
 * @param {string[]} marks
 * @param {() => void} onPerson
 */
function personRow(parts, marks, onPerson) {
  const { name } = parts.appraisee;
  const opens = button(inParts(name), "name", onPerson, { "aria-label": _("打开 %(name)s 的测评表", { name }) });
  return h("tr", {}, h("th", { scope: "row" }, opens), cells(parts, marks));
}

/**
 * @param {Sheet} sheet
 * @param {string[]} marks
 * @param {HTMLElement[]} rows
 */
function grid(sheet, marks, rows) {
  const heads = isRubric(sheet)
    ? h("th", { scope: "col", colspan: marks.length }, _("合计"))
    : marks.map((mark) => h("th", { scope: "col" }, mark === ABSTENTION ? _("弃权") : mark));
  return h(
    "table",
    { class: `grid cols-${Math.min(marks.length, 6)}`, "aria-label": sheet.title },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, _("姓名")), heads)),
    h("tbody", {}, rows),
  );
}

/**
 * The table of one sheet. `show(missingToo)` brings the rows' looks in line after a change.
 * @param {{people: Appraisee[], draft: Draft, form: Form, sheetAt: number, onSheet: (sheetAt: number) => void,
 *   onPerson: (at: number) => void, onChange: () => void}} parts
 * @returns {Shown}
 */
export function table({ people, draft, form, sheetAt, onSheet, onPerson, onChange }) {
  const { sheets } = form.scheme;
  const sheet = sheets[sheetAt];
  const marks = [...form.scheme.marks, ABSTENTION];
  const changed = () => {
    show();
    onChange();
  };
  const rows = people.map((appraisee, i) =>
    personRow({ appraisee, entry: draft[appraisee.id], sheet, onChange: changed }, marks, () => onPerson(i)),
  );
  const choice = sheets.length > 1 ? tabs(sheets, sheetAt, people, draft, onSheet) : null;
  const show = (missingToo = false) => {
    rows.forEach((row, i) => lookDone(row, isDone(draft[people[i].id], sheet), missingToo));
    if (choice) choice.show();
  };
  show();
  const hint = form.remarks ? _("要回避、要写意见建议的，请点姓名。") : _("要回避的，请点姓名。");
  const panel = h(
    "div",
    { class: "overview" },
    choice,
    title(sheet.title, { class: "sheet-title" }),
    h("p", { class: "hint table-hint" }, hint),
    grid(sheet, marks, rows),
  );
  return Object.assign(panel, { show });
}
