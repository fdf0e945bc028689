// 一表测评: everybody in one table, as on the paper form; people down, marks across, one sheet at a time.
// A name opens that person's page, where 回避, remarks and rubric sheets are.

import { ABSTENTION, isDone, isRubric, rubricTotal } from "../ballot.js";
import { button, h, inParts, title } from "../dom.js";
import { _ } from "../words.js";

/** One tab for each sheet, with how many people are done on it. */
function tabs(sheets, at, people, draft, onSheet) {
  if (sheets.length === 1) return null;
  const buttons = sheets.map((sheet, i) =>
    h(
      "button",
      { type: "button", class: "tab", "aria-pressed": String(i === at), click: () => onSheet(i) },
      h("span", {}, sheet.id),
      h("small", {}),
    ),
  );
  const row = h("div", { class: "tabs", role: "group" }, buttons);
  row.show = () =>
    buttons.forEach((tab, i) => {
      const done = people.filter(({ id }) => isDone(draft[id], sheets[i])).length;
      tab.lastChild.textContent = `${done}/${people.length}`;
      tab.classList.toggle("done", done === people.length);
    });
  return row;
}

function cell(appraisee, entry, sheet, mark, onChange) {
  return h(
    "td",
    {},
    h(
      "label",
      { class: mark === ABSTENTION ? "cell abstain" : "cell" },
      h("input", {
        type: "radio",
        name: `${appraisee.id}/${sheet.id}`,
        value: mark,
        "aria-label": `${appraisee.name} ${mark}`,
        checked: entry.marks[sheet.id][""] === mark,
        change: () => {
          entry.marks[sheet.id][""] = mark;
          onChange();
        },
      }),
      h("span", {}),
    ),
  );
}

function cells(appraisee, entry, sheet, marks, onChange) {
  const across = (text) => h("td", { colspan: marks.length, class: "across" }, text);
  if (entry.recused) return [across(_("已回避"))];
  if (!isRubric(sheet)) return marks.map((mark) => cell(appraisee, entry, sheet, mark, onChange));
  return [across(isDone(entry, sheet) ? _("%(total)s 分", rubricTotal(entry, sheet)) : _("未填"))];
}

/** The table of one sheet. `show(missingToo)` brings the rows' looks in line after a change. */
export function table({ people, draft, form, sheetAt, onSheet, onPerson, onChange }) {
  const sheet = form.scheme.sheets[sheetAt];
  const marks = [...form.scheme.marks, ABSTENTION];
  const changed = () => {
    show(false);
    onChange();
  };
  const rows = people.map((appraisee, i) =>
    h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        button(inParts(appraisee.name), "name", () => onPerson(i), {
          "aria-label": _("打开 %(name)s 的测评表", { name: appraisee.name }),
        }),
      ),
      cells(appraisee, draft[appraisee.id], sheet, marks, changed),
    ),
  );
  function show(missingToo) {
    rows.forEach((row, i) => {
      const done = isDone(draft[people[i].id], sheet);
      row.classList.toggle("done", done);
      row.classList.toggle("missing", !done && (missingToo || row.classList.contains("missing")));
    });
    if (choice) choice.show();
  }
  const choice = tabs(form.scheme.sheets, sheetAt, people, draft, onSheet);
  const heads = isRubric(sheet)
    ? h("th", { scope: "col", colspan: marks.length }, _("合计"))
    : marks.map((mark) => h("th", { scope: "col" }, mark === ABSTENTION ? _("弃权") : mark));
  const panel = h(
    "div",
    { class: "overview" },
    choice,
    title(sheet.title, { class: "sheet-title" }),
    h(
      "p",
      { class: "hint table-hint" },
      form.remarks ? _("要回避、要写意见建议的，请点姓名。") : _("要回避的，请点姓名。"),
    ),
    h(
      "table",
      { class: `grid cols-${Math.min(marks.length, 6)}`, "aria-label": sheet.title },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, _("姓名")), heads)),
      h("tbody", {}, rows),
    ),
  );
  show(false);
  panel.show = show;
  return panel;
}
