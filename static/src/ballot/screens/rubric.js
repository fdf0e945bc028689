// A rubric sheet: every item starts at full marks; a step down asks for the reason; the total runs along.
// Full marks are no vote until the voter has pressed the button under the sheet.

import { ABSTENTION, abstainFromRubric, abstainsFromRubric, rubricTotal } from "../ballot.js";
import { ladder } from "../decimals.js";
import { button, fill, h } from "../dom.js";
import { _ } from "../words.js";

const REASON_LENGTH = 40; // characters
const FEW_RUNGS = 21; // more marks than this are picked from a list: nobody steps from 100 down to 85

/** A list of every mark an item can get; 弃权 stands in it only to be shown. */
function picker(rungs, label, set) {
  const options = rungs.map((mark) => h("option", { value: mark }, mark));
  const abstention = h("option", { value: ABSTENTION, disabled: true, hidden: true }, _("弃权"));
  return h(
    "select",
    { class: "value", "aria-label": label, change: (event) => set(event.target.value) },
    options,
    abstention,
  );
}

/** One item's row: − mark +, 弃权, and the reason once points are taken off. */
function itemRow({ entry, sheet, item, remarks, onChange }) {
  const rungs = ladder(item.max, item.step);
  const marks = entry.marks[sheet.id];
  const isLong = rungs.length > FEW_RUNGS;
  const label = item.title + " " + _("满分 %(max)s", { max: item.max });
  const value = isLong ? picker(rungs, label, (mark) => set(mark)) : h("output", { class: "value" });
  const less = button("−", "step", () => move(1), { "aria-label": _("%(item)s 减分", { item: item.title }) });
  const more = button("+", "step", () => move(-1), { "aria-label": _("%(item)s 加分", { item: item.title }) });
  let before = rungs[0]; // the points from before an abstention, for whoever thinks again
  const abstain = h("input", { type: "checkbox", change: (event) => set(event.target.checked ? ABSTENTION : before) });
  const reason = h("input", {
    type: "text",
    class: "reason",
    maxlength: REASON_LENGTH,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: _("扣分原因（可不写）"),
    "aria-label": _("%(item)s 扣分原因", { item: item.title }),
    value: entry.reasons[sheet.id][item.id] || "",
    input: (event) => {
      entry.reasons[sheet.id][item.id] = event.target.value;
      onChange();
    },
  });
  const set = (mark) => {
    marks[item.id] = mark;
    show();
    onChange();
  };
  const move = (by) => set(rungs[rungs.indexOf(marks[item.id]) + by]);
  function show() {
    const [mark, at] = [marks[item.id], rungs.indexOf(marks[item.id])];
    if (at >= 0) before = mark;
    value.value = mark === ABSTENTION && !isLong ? _("弃权") : mark;
    less.disabled = at < 0 || at === rungs.length - 1;
    more.disabled = at <= 0;
    abstain.checked = mark === ABSTENTION;
    reason.hidden = !remarks || at <= 0;
    row.classList.toggle("deducted", at > 0);
  }
  const row = h(
    "li",
    { class: "item" },
    h("p", { class: "item-title" }, `${item.title} `, h("small", {}, _("满分 %(max)s", { max: item.max }))),
    h(
      "div",
      { class: isLong ? "steps long" : "steps" },
      less,
      value,
      more,
      h("label", { class: "item-abstain" }, abstain, h("span", {}, _("弃权"))),
    ),
    reason,
  );
  row.show = show;
  show();
  return row;
}

function sections(items) {
  const found = [];
  for (const item of items) {
    if (!found.length || found[found.length - 1].name !== item.section) found.push({ name: item.section, items: [] });
    found[found.length - 1].items.push(item);
  }
  return found;
}

/** The whole sheet with its total and the button that makes it a vote. */
export function rubric({ entry, sheet, remarks, onChange }) {
  const rows = [];
  const total = h("p", { class: "total", "aria-live": "off" });
  const agree = button("", "primary", () => {
    entry.agreed[sheet.id] = true;
    changed();
  });
  const abstain = h("input", {
    type: "checkbox",
    change: (event) => {
      abstainFromRubric(entry, sheet, event.target.checked);
      rows.forEach((row) => row.show());
      changed();
    },
  });
  function changed() {
    show();
    onChange();
  }
  function show() {
    const sums = rubricTotal(entry, sheet);
    const none = abstainsFromRubric(entry, sheet);
    fill(total, _("合计"), h("strong", {}, none ? _("弃权") : _("%(total)s / %(max)s 分", sums)));
    agree.textContent = none
      ? _("已弃权")
      : entry.agreed[sheet.id]
        ? _("✓ 已确认本表 %(total)s 分", sums)
        : _("确认本表 %(total)s 分", sums);
    agree.classList.toggle("agreed", entry.agreed[sheet.id] === true);
    abstain.checked = none;
  }
  const lists = sections(sheet.items).map(({ name, items }) =>
    h(
      "div",
      { class: "section" },
      name ? h("h2", { class: "section-name" }, name) : null,
      h(
        "ul",
        { class: "items" },
        items.map((item) => {
          rows.push(itemRow({ entry, sheet, item, remarks, onChange: changed }));
          return rows[rows.length - 1];
        }),
      ),
    ),
  );
  show();
  return h(
    "div",
    { class: "rubric" },
    total,
    lists,
    agree,
    h("label", { class: "sheet-abstain" }, abstain, h("span", {}, _("本表弃权"))),
  );
}
