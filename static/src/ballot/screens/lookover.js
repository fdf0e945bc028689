// 请核对: everything as it will be sent, a way back to each person, and the one button that sends it.

/** @import { Appraisee, Draft, Entry, Form, Round, Sheet } from "../shapes" */

import { ABSTENTION, isRubric, markOf, remarkText, rubricTotal, slipMarks } from "../ballot.js";
import { ladder } from "../decimals.js";
import { button, fill, h, inParts, title, within } from "../dom.js";
import { _ } from "../words.js";
import { promise, roundLine } from "./parts.js";

const LEAST_ROOM = 3.5; // characters that a name's column must be wide, its borders' padding included

/**
 * @param {Entry} entry
 * @param {Sheet} sheet
 */
function deductions(entry, sheet) {
  return sheet.items.filter(({ id, max, step }) => {
    const mark = markOf(entry, sheet, id);
    return mark !== ABSTENTION && mark !== ladder(max, step)[0];
  }).length;
}

/**
 * What stands against one sheet, in words.
 * @param {Entry} entry
 * @param {Sheet} sheet
 */
function shown(entry, sheet) {
  if (entry.recused) return _("回避");
  const marks = slipMarks(entry, [sheet]).map(([, , mark]) => mark);
  if (marks.every((mark) => mark === ABSTENTION)) return _("弃权");
  if (!isRubric(sheet)) return marks[0];
  const taken = deductions(entry, sheet);
  return _("%(total)s 分", rubricTotal(entry, sheet)) + (taken ? " · " + _("扣 %(n)s 项", { n: taken }) : "");
}

/**
 * @param {Entry} entry
 * @param {Form} form
 */
function written(entry, form) {
  const text = form.remarks ? remarkText(entry, form.scheme.sheets) : "";
  return text ? h("p", { class: "written" }, h("strong", {}, _("意见建议：")), text) : null;
}

/**
 * @param {Appraisee} appraisee
 * @param {() => void} run
 */
function changeButton(appraisee, run) {
  return button(_("修改"), "quiet", run, { "aria-label": _("修改 %(name)s 的测评", { name: appraisee.name }) });
}

/**
 * @param {Appraisee} appraisee
 * @param {Entry} entry
 * @param {Form} form
 * @param {() => void} onChange
 */
function onePerson(appraisee, entry, form, onChange) {
  const lines = form.scheme.sheets.map((sheet) =>
    h("div", { class: "line" }, h("dt", {}, sheet.title), h("dd", {}, shown(entry, sheet))),
  );
  return h(
    "div",
    { class: "person-summary" },
    h("div", { class: "summary-head" }, h("h2", {}, inParts(appraisee.name)), changeButton(appraisee, onChange)),
    h("dl", {}, lines),
    written(entry, form),
  );
}

/**
 * @param {Appraisee[]} people
 * @param {Draft} draft
 * @param {Form} form
 * @param {(at: number) => void} onChange
 */
function manyPeople(people, draft, form, onChange) {
  const sheets = form.scheme.sheets;
  const rows = people.map((appraisee, i) => {
    const entry = draft[appraisee.id];
    const remark = written(entry, form);
    return [
      h(
        "tr",
        {},
        h("th", { scope: "row" }, inParts(appraisee.name)),
        sheets.map((sheet) => h("td", {}, shown(entry, sheet))),
        h(
          "td",
          {},
          changeButton(appraisee, () => onChange(i)),
        ),
      ),
      remark ? h("tr", { class: "remark-row" }, h("td", { colspan: sheets.length + 2 }, remark)) : null,
    ];
  });
  return h(
    "table",
    { class: "summary" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, _("姓名")),
        sheets.map((sheet) => h("th", { scope: "col" }, sheets.length > 1 ? sheet.id : sheet.title)),
        h("th", { scope: "col" }, h("span", { class: "unseen" }, _("修改"))),
      ),
    ),
    h("tbody", {}, rows),
  );
}

/**
 * The table where it leaves a name a few characters a line; a block for each person where letters are too large.
 * @param {Appraisee[]} people
 * @param {Draft} draft
 * @param {Form} form
 * @param {(at: number) => void} onChange
 */
function fitted(people, draft, form, onChange) {
  const box = h("div", { class: "summaries" }, manyPeople(people, draft, form, onChange));
  // once it is on the page
  Promise.resolve().then(() => {
    const name = within(box, "tbody th");
    const room = name.clientWidth / parseFloat(getComputedStyle(name).fontSize);
    if (room > LEAST_ROOM) return;
    fill(
      box,
      people.map((appraisee, i) => onePerson(appraisee, draft[appraisee.id], form, () => onChange(i))),
    );
  });
  return box;
}

/**
 * `onChange(i)` goes back to the i-th person, `onBack` to where one was, `onSubmit` freezes and sends.
 * @param {{round: Round, form: Form, draft: Draft, small: boolean, onChange: (at: number) => void, onBack: () => void, onSubmit: () => void}} parts
 */
export function lookover({ round, form, draft, small, onChange, onBack, onSubmit }) {
  const people = round.appraisees;
  const summary =
    people.length === 1
      ? onePerson(people[0], draft[people[0].id], form, () => onChange(0))
      : fitted(people, draft, form, onChange);
  return h(
    "section",
    { class: "screen lookover" },
    h("p", { class: "round" }, roundLine(round)),
    title(_("请核对")),
    h("p", { class: "lead" }, _("还没有提交。提交后不能修改。")),
    summary,
    promise(small),
    h(
      "div",
      { class: "dock" },
      h("div", { class: "foot" }, button(_("返回修改"), "plain", onBack), button(_("确认提交"), "primary", onSubmit)),
    ),
  );
}
