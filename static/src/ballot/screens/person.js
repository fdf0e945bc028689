// One appraisee: every sheet with its marks as large buttons, 回避 for the whole person, a remark if wanted.

import { ABSTENTION, isDone, isRubric, remarkLength } from "../ballot.js";
import { h, inParts, title } from "../dom.js";
import { _ } from "../words.js";
import { rubric } from "./rubric.js";

/** @import { Appraisee, Entry, Form, Sheet, Shown } from "../shapes" */
/** @typedef {{appraisee: Appraisee, entry: Entry, sheet: Sheet, onChange: () => void}} Parts of one sheet */

/**
 * A radio button that puts a mark on a scale sheet.
 * @param {Parts} parts
 * @param {string} mark
 * @param {string} [label] for those who do not see it
 */
export function markButton({ appraisee, entry, sheet, onChange }, mark, label) {
  const change = () => {
    entry.marks[sheet.id][""] = mark;
    onChange();
  };
  const name = `${appraisee.id}/${sheet.id}`;
  const checked = entry.marks[sheet.id][""] === mark;
  return h("input", { type: "radio", name, value: mark, checked, change, "aria-label": label });
}

/**
 * The marks of a scale sheet and 弃权, as radio buttons as large as a thumb.
 * @param {Parts} parts
 * @param {string[]} marks
 */
function scale(parts, marks) {
  /**
   * @param {string} mark
   * @param {string} label
   * @param {string} look
   */
  const choice = (mark, label, look) =>
    h("label", { class: `mark ${look}` }, markButton(parts, mark), h("span", {}, label));
  return h(
    "div",
    { class: `marks cols-${Math.min(marks.length + 1, 6)}` },
    marks.map((mark) => choice(mark, mark, "")),
    choice(ABSTENTION, _("弃权"), "abstain"),
  );
}

/**
 * @param {Parts} parts
 * @param {Form} form
 */
function sheetBox(parts, form) {
  const { sheet } = parts;
  const inner = isRubric(sheet) ? rubric({ ...parts, remarks: form.remarks }) : scale(parts, form.scheme.marks);
  return h("fieldset", { class: "sheet", "data-sheet": sheet.id }, h("legend", {}, sheet.title), inner);
}

/**
 * @param {Entry} entry
 * @param {() => void} onChange
 */
function recusal(entry, onChange) {
  /** @param {{target: HTMLInputElement}} event */
  const change = ({ target }) => {
    entry.recused = target.checked;
    onChange();
  };
  return h(
    "label",
    { class: "recuse" },
    h("input", { type: "checkbox", checked: entry.recused, change }),
    h("span", {}, h("strong", {}, _("回避")), h("small", {}, _("我与此人有应当回避的关系，对此人不作评价"))),
  );
}

/**
 * @param {Appraisee} appraisee
 * @param {Entry} entry
 * @param {string} hint the id of what describes the field
 * @param {() => void} onChange
 */
function remarkField(appraisee, entry, hint, onChange) {
  return h("textarea", {
    rows: "4",
    value: entry.remark,
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": _("意见建议") + " " + appraisee.name,
    "aria-describedby": hint,
    input: ({ target }) => {
      entry.remark = target.value;
      onChange();
    },
  });
}

/** @param {ReturnType<typeof remarkLength>} remark */
function counted({ length, most, tooLong }) {
  if (length === 0) return "";
  return tooLong
    ? _("连同扣分原因共 %(n)s 字，超过 %(most)s 字，请删减", { n: length, most })
    : _("连同扣分原因共 %(n)s 字，最多 %(most)s 字", { n: length, most });
}

/**
 * @param {Appraisee} appraisee
 * @param {Entry} entry
 * @param {Form} form
 * @param {() => void} onChange
 * @returns {Shown<HTMLDetailsElement>}
 */
function remark(appraisee, entry, form, onChange) {
  const id = `remark-hint-${appraisee.id}`;
  const count = h("p", { class: "count" });
  const box = h(
    "details",
    { class: "remark", open: entry.remark !== "" },
    h("summary", {}, _("写意见建议（可不写）")),
    remarkField(appraisee, entry, id, onChange),
    count,
    h("p", { class: "hint", id }, _("内容不署名；但笔调、所说的事可能让人认出是谁写的，请留意。")),
  );
  const show = () => {
    const length = remarkLength(entry, form);
    count.textContent = counted(length);
    box.classList.toggle("missing", length.tooLong);
    if (length.tooLong) box.open = true;
  };
  return Object.assign(box, { show });
}

/**
 * Who it is: name large, unit and post under it.
 * @param {Appraisee} appraisee
 */
function head(appraisee) {
  const about = [appraisee.unit, appraisee.post].filter(Boolean).join(" · ");
  return h(
    "header",
    { class: "who" },
    title(inParts(appraisee.name)),
    about ? h("p", { class: "sub" }, about) : null,
    appraisee.in_writing ? h("p", { class: "tag" }, _("书面述职")) : null,
  );
}

/**
 * Whether something is done, on the element it stands in; what is missing is shown as such once it was asked for.
 * @param {HTMLElement} element
 * @param {boolean} done
 * @param {boolean} missingToo
 */
export function lookDone(element, done, missingToo) {
  element.classList.toggle("done", done);
  element.classList.toggle("missing", !done && (missingToo || element.classList.contains("missing")));
}

/**
 * The panel of one appraisee. Its `show(missingToo)` brings looks in line with the entry after a change.
 * @param {{appraisee: Appraisee, entry: Entry, form: Form, onChange: () => void}} parts
 * @returns {Shown}
 */
export function person({ appraisee, entry, form, onChange }) {
  const changed = () => {
    show();
    onChange();
  };
  const { sheets } = form.scheme;
  const boxes = sheets.map((sheet) => sheetBox({ appraisee, entry, sheet, onChange: changed }, form));
  const written = form.remarks ? remark(appraisee, entry, form, changed) : null;
  const show = (missingToo = false) => {
    boxes.forEach((box, i) => {
      box.disabled = entry.recused;
      lookDone(box, isDone(entry, sheets[i]), missingToo);
    });
    if (!written) return;
    written.hidden = entry.recused;
    written.show();
  };
  show();
  const panel = h("div", { class: "person" }, head(appraisee), boxes, recusal(entry, changed), written);
  return Object.assign(panel, { show });
}
