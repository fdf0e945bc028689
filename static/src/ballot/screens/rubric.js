// A rubric sheet: every item starts at full marks; a step down asks for the reason; the total runs along.
// Full marks are no vote until the voter has pressed the button under the sheet.

import { ABSTENTION, abstainFromRubric, abstainsFromRubric, markOf, rubricTotal } from "../ballot.js";
import { ladder } from "../decimals.js";
import { button, fill, h } from "../dom.js";
import { _ } from "../words.js";

/** @import { Entry, Item, Sheet, Shown } from "../shapes" */
/** @typedef {{entry: Entry, sheet: Sheet, remarks: boolean, onChange: () => void}} Parts */

const REASON_LENGTH = 40; // characters
const FEW_RUNGS = 21; // more marks than this are picked from a list: nobody steps from 100 down to 85

/**
 * A list of every mark an item can get; 弃权 stands in it only to be shown.
 * @param {string[]} rungs
 * @param {string} label
 * @param {(mark: string) => void} set
 */
function picker(rungs, label, set) {
  const options = rungs.map((mark) => h("option", { value: mark }, mark));
  const abstention = h("option", { value: ABSTENTION, disabled: true, hidden: true }, _("弃权"));
  const change = (/** @type {{target: HTMLSelectElement}} */ { target }) => set(target.value);
  return h("select", { class: "value", "aria-label": label, change }, options, abstention);
}

/**
 * The reason for a deduction, kept beside the mark.
 * @param {Parts} parts
 * @param {Item} item
 */
function reasonField({ entry, sheet, onChange }, item) {
  return h("input", {
    type: "text",
    class: "reason",
    maxlength: REASON_LENGTH,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: _("扣分原因（可不写）"),
    "aria-label": _("%(item)s 扣分原因", { item: item.title }),
    value: entry.reasons[sheet.id][item.id] || "",
    input: ({ target }) => {
      entry.reasons[sheet.id][item.id] = target.value;
      onChange();
    },
  });
}

/**
 * One item's row: − mark +, 弃权, and the reason once points are taken off.
 * @param {Parts} parts
 * @param {Item} item
 * @returns {Shown}
 */
function itemRow(parts, item) {
  const { entry, sheet, remarks, onChange } = parts;
  const rungs = ladder(item.max, item.step);
  const isLong = rungs.length > FEW_RUNGS;
  let before = rungs[0]; // the points from before an abstention, for whoever thinks again
  /** @param {string} mark */
  const set = (mark) => {
    entry.marks[sheet.id][item.id] = mark;
    show();
    onChange();
  };
  /** @param {number} by */
  const move = (by) => set(rungs[rungs.indexOf(markOf(entry, sheet, item.id)) + by]);
  const outOf = _("满分 %(max)s", { max: item.max });
  const value = isLong ? picker(rungs, item.title + " " + outOf, set) : h("output", { class: "value" });
  const less = button("−", "step", () => move(1), { "aria-label": _("%(item)s 减分", { item: item.title }) });
  const more = button("+", "step", () => move(-1), { "aria-label": _("%(item)s 加分", { item: item.title }) });
  /** @type {HTMLInputElement} */
  const abstain = h("input", { type: "checkbox", change: () => set(abstain.checked ? ABSTENTION : before) });
  const reason = reasonField(parts, item);
  const row = h(
    "li",
    { class: "item" },
    h("p", { class: "item-title" }, `${item.title} `, h("small", {}, outOf)),
    h(
      "div",
      { class: isLong ? "steps long" : "steps" },
      [less, value, more],
      h("label", { class: "item-abstain" }, abstain, h("span", {}, _("弃权"))),
    ),
    reason,
  );
  const show = () => {
    const mark = markOf(entry, sheet, item.id);
    const at = rungs.indexOf(mark);
    if (at >= 0) before = mark;
    value.value = mark === ABSTENTION && !isLong ? _("弃权") : mark;
    less.disabled = at < 0 || at === rungs.length - 1;
    more.disabled = at <= 0;
    abstain.checked = mark === ABSTENTION;
    reason.hidden = !remarks || at <= 0;
    row.classList.toggle("deducted", at > 0);
  };
  show();
  return Object.assign(row, { show });
}

/**
 * Items one after another that stand in the same section of the sheet.
 * @param {Item[]} items
 */
function sections(items) {
  /** @type {{name: string | undefined, items: Item[]}[]} */
  const found = [];
  for (const item of items) {
    if (!found.length || found[found.length - 1].name !== item.section) found.push({ name: item.section, items: [] });
    found[found.length - 1].items.push(item);
  }
  return found;
}

/**
 * What stands on the button that makes the sheet a vote.
 * @param {Parts} parts
 */
function agreement({ entry, sheet }) {
  if (abstainsFromRubric(entry, sheet)) return _("已弃权");
  const sums = rubricTotal(entry, sheet);
  return entry.agreed[sheet.id] ? _("✓ 已确认本表 %(total)s 分", sums) : _("确认本表 %(total)s 分", sums);
}

/**
 * The whole sheet with its total and the button that makes it a vote.
 * @param {Parts} parts
 */
export function rubric(parts) {
  const { entry, sheet, onChange } = parts;
  const changed = () => {
    show();
    onChange();
  };
  const agree = button("", "primary", () => {
    entry.agreed[sheet.id] = true;
    changed();
  });
  /** @type {HTMLInputElement} */
  const abstain = h("input", {
    type: "checkbox",
    change: () => {
      abstainFromRubric(entry, sheet, abstain.checked);
      rows.forEach((row) => row.show());
      changed();
    },
  });
  const total = h("p", { class: "total", "aria-live": "off" });
  const show = () => {
    const none = abstainsFromRubric(entry, sheet);
    fill(total, _("合计"), h("strong", {}, none ? _("弃权") : _("%(total)s / %(max)s 分", rubricTotal(entry, sheet))));
    agree.textContent = agreement(parts);
    agree.classList.toggle("agreed", entry.agreed[sheet.id] === true);
    abstain.checked = none;
  };
  const rows = sheet.items.map((item) => itemRow({ ...parts, onChange: changed }, item));
  const lists = sections(sheet.items).map(({ name, items }) =>
    h(
      "div",
      { class: "section" },
      name ? h("h2", { class: "section-name" }, name) : null,
      h(
        "ul",
        { class: "items" },
        items.map((item) => rows[sheet.items.indexOf(item)]),
      ),
    ),
  );
  show();
  const whole = h("label", { class: "sheet-abstain" }, abstain, h("span", {}, _("本表弃权")));
  return h("div", { class: "rubric" }, [total, lists, agree, whole]);
}
