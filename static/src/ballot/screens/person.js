// One appraisee: every sheet with its marks as large buttons, 回避 for the whole person, a remark if wanted.

import { ABSTENTION, isDone, isRubric, remarkLength } from "../ballot.js";
import { h, inParts, title } from "../dom.js";
import { _ } from "../words.js";
import { rubric } from "./rubric.js";

/** The marks of a scale sheet and 弃权, as radio buttons as large as a thumb. */
function scale({ appraisee, entry, sheet, marks, onChange }) {
  const choice = (mark, look) =>
    h(
      "label",
      { class: `mark ${look}` },
      h("input", {
        type: "radio",
        name: `${appraisee.id}/${sheet.id}`,
        value: mark,
        checked: entry.marks[sheet.id][""] === mark,
        change: () => {
          entry.marks[sheet.id][""] = mark;
          onChange();
        },
      }),
      h("span", {}, mark === ABSTENTION ? _("弃权") : mark),
    );
  return h(
    "div",
    { class: `marks cols-${Math.min(marks.length + 1, 6)}` },
    marks.map((mark) => choice(mark, "")),
    choice(ABSTENTION, "abstain"),
  );
}

function sheetBox(parts) {
  const inner = isRubric(parts.sheet) ? rubric(parts) : scale(parts);
  return h("fieldset", { class: "sheet", "data-sheet": parts.sheet.id }, h("legend", {}, parts.sheet.title), inner);
}

function recusal(entry, onChange) {
  return h(
    "label",
    { class: "recuse" },
    h("input", {
      type: "checkbox",
      checked: entry.recused,
      change: (event) => {
        entry.recused = event.target.checked;
        onChange();
      },
    }),
    h("span", {}, h("strong", {}, _("回避")), h("small", {}, _("我与此人有应当回避的关系，对此人不作评价"))),
  );
}

function remark(appraisee, entry, form, onChange) {
  const hint = `remark-hint-${appraisee.id}`;
  const count = h("p", { class: "count" });
  const text = h("textarea", {
    rows: "4",
    value: entry.remark,
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": _("意见建议") + " " + appraisee.name,
    "aria-describedby": hint,
    input: (event) => {
      entry.remark = event.target.value;
      onChange();
    },
  });
  const box = h(
    "details",
    { class: "remark", open: entry.remark !== "" },
    h("summary", {}, _("写意见建议（可不写）")),
    text,
    count,
    h("p", { class: "hint", id: hint }, _("内容不署名；但笔调、所说的事可能让人认出是谁写的，请留意。")),
  );
  box.show = () => {
    const { length, most, tooLong } = remarkLength(entry, form);
    count.textContent = length
      ? tooLong
        ? _("连同扣分原因共 %(n)s 字，超过 %(most)s 字，请删减", { n: length, most })
        : _("连同扣分原因共 %(n)s 字，最多 %(most)s 字", { n: length, most })
      : "";
    box.classList.toggle("missing", tooLong);
    if (tooLong) box.open = true;
  };
  return box;
}

/** Who it is: name large, unit and post under it. */
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

/** The panel of one appraisee. Its `show(missingToo)` brings looks in line with the entry after a change. */
export function person({ appraisee, entry, form, onChange }) {
  const changed = () => {
    show(false);
    onChange();
  };
  const boxes = form.scheme.sheets.map((sheet) =>
    sheetBox({ appraisee, entry, sheet, marks: form.scheme.marks, remarks: form.remarks, onChange: changed }),
  );
  const written = form.remarks ? remark(appraisee, entry, form, changed) : null;
  const panel = h("div", { class: "person" }, head(appraisee), boxes, recusal(entry, changed), written);
  function show(missingToo) {
    boxes.forEach((box, i) => {
      const done = isDone(entry, form.scheme.sheets[i]);
      box.disabled = entry.recused;
      box.classList.toggle("done", done);
      box.classList.toggle("missing", !done && (missingToo || box.classList.contains("missing")));
    });
    if (!written) return;
    written.hidden = entry.recused;
    written.show();
  }
  show(false);
  panel.show = show;
  return panel;
}
