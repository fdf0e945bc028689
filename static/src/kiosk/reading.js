// A teller's form: one person of the paper ballot at a time, made for a keyboard as much as for a finger.

import { isRubric, remarkLength } from "../ballot/ballot.js";
import { button, fill, h, title } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";
import { ABSTENTION, fillAll, INVALID, itemsOf, pointsTyped, unreadPlaces } from "./transcript.js";
import { giveUpButton } from "./twice.js";

function choice(name, mark, label, entry, sheet, item, changed) {
  return h(
    "label",
    { class: `mark ${mark === ABSTENTION || mark === INVALID ? "abstain" : ""}` },
    h("input", {
      type: "radio",
      name,
      value: mark,
      checked: entry.marks[sheet.id][item.id] === mark,
      change: () => {
        entry.marks[sheet.id][item.id] = mark;
        changed();
      },
    }),
    h("span", {}, label),
  );
}

function scale({ appraisee, entry, sheet, marks, changed }) {
  const one = (mark, label) => choice(`${appraisee.id}/${sheet.id}`, mark, label, entry, sheet, { id: "" }, changed);
  return h(
    "div",
    { class: "marks all" },
    marks.map((mark) => one(mark, mark)),
    one(ABSTENTION, _("弃权")),
    one(INVALID, _("无效")),
  );
}

/** One item of a rubric: a number typed, or 弃权, or 无效. */
function points({ appraisee, entry, sheet, item, changed }) {
  const marks = entry.marks[sheet.id];
  const isNumber = marks[item.id] !== undefined && marks[item.id] !== ABSTENTION && marks[item.id] !== INVALID;
  const fault = h("small", { class: "problem" });
  const field = h("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    class: "points",
    value: isNumber ? marks[item.id] : "",
    "aria-label": _("%(item)s 得分", { item: item.title }),
    input: (event) => {
      marks[item.id] = pointsTyped(event.target.value, item);
      const wrong = event.target.value.trim() !== "" && marks[item.id] === undefined;
      fault.textContent = wrong ? _("只能填 0 至 %(max)s、每 %(step)s 分一档的数", item) : "";
      row.querySelectorAll("input[type=radio]").forEach((radio) => (radio.checked = false));
      changed();
    },
    keydown: (event) => {
      if (event.key !== "Enter") return;
      const fields = Array.from(row.closest(".person").querySelectorAll("input.points"));
      (fields[fields.indexOf(field) + 1] || document.querySelector(".dock .primary")).focus();
    },
  });
  const pick = (mark, label) =>
    choice(`${appraisee.id}/${sheet.id}/${item.id}`, mark, label, entry, sheet, item, () => {
      field.value = "";
      fault.textContent = "";
      changed();
    });
  const row = h(
    "li",
    { class: "item", "data-item": item.id },
    h("p", { class: "item-title" }, item.title, h("small", {}, _("0 至 %(max)s，每 %(step)s 一档", item))),
    h("div", { class: "point-row" }, field, pick(ABSTENTION, _("弃权")), pick(INVALID, _("无效"))),
    fault,
  );
  return row;
}

function sheetBox(parts) {
  const { sheet } = parts;
  const inner = isRubric(sheet)
    ? h(
        "ul",
        { class: "items" },
        sheet.items.map((item) => points({ ...parts, item })),
      )
    : scale(parts);
  return h("fieldset", { class: "sheet" }, h("legend", {}, sheet.title), inner);
}

function remark(appraisee, entry, form, changed) {
  const { most } = remarkLength({ ...entry, recused: true }, form);
  return h(
    "div",
    { class: "written-remark" },
    h("label", { class: "label", for: `remark-${appraisee.id}` }, _("纸上写的意见建议（没写就空着）")),
    h("textarea", {
      id: `remark-${appraisee.id}`,
      rows: "3",
      value: entry.remark,
      autocomplete: "off",
      maxlength: String(most),
      input: (event) => {
        entry.remark = event.target.value;
        changed();
      },
    }),
    h("p", { class: "hint" }, _("照抄原话，最多 %(most)s 字。第二位计票人在核对时看。", { most })),
  );
}

/**
 * The form. `heading` says whose reading it is; `draft` is filled in place; `remarks` whether written ones are read
 * too; `doneLabel` and `onDone` end it; it begins with the person `at`.
 */
export function reading({
  heading,
  lead,
  ballotClass,
  round,
  form,
  draft,
  remarks,
  at = 0,
  doneLabel,
  onDone,
  onGiveUp,
}) {
  const people = round.appraisees;
  const { sheets, marks } = form.scheme;
  const body = h("div", { class: "body" });
  const left = h("p", { class: "left" });
  const warning = h("p", { class: "problem", role: "alert" });
  const foot = h("div", { class: "foot" });
  let boxes = [];

  const open = (i) => unreadPlaces(draft[people[i].id], sheets);
  const all = () => people.reduce((sum, _, i) => sum + open(i), 0);

  function progress() {
    const todo = all();
    left.textContent = todo ? _("还有 %(n)s 处未录", { n: todo }) : _("全部填好了");
    left.classList.toggle("all", todo === 0);
    warning.textContent = "";
    const entry = draft[people[at].id];
    boxes.forEach((box, i) => {
      const done = itemsOf(sheets[i]).every(({ id }) => entry.recused || entry.marks[sheets[i].id][id] !== undefined);
      box.disabled = entry.recused;
      box.classList.toggle("done", done);
      if (done) box.classList.remove("missing");
    });
  }
  function draw() {
    const appraisee = people[at];
    const entry = draft[appraisee.id];
    boxes = sheets.map((sheet) => sheetBox({ appraisee, entry, sheet, marks, changed: progress }));
    const whole = (mark) => () => {
      fillAll(entry, sheets, mark);
      draw();
    };
    const recuse = () => {
      entry.recused = !entry.recused;
      draw();
    };
    fill(
      body,
      h(
        "div",
        { class: "person" },
        h(
          "div",
          { class: "who" },
          h("h2", {}, people.length > 1 ? `${at + 1}/${people.length} ${appraisee.name}` : appraisee.name),
          h("p", { class: "sub" }, [appraisee.unit, appraisee.post].filter(Boolean).join(" · ")),
        ),
        h(
          "div",
          { class: "quick" },
          button(_("回避"), "quiet", recuse, { "aria-pressed": String(entry.recused) }),
          button(_("此人全部弃权"), "quiet", whole(ABSTENTION)),
          button(_("此人全部无效"), "quiet", whole(INVALID)),
          button(_("此人重录"), "quiet", whole(undefined)),
        ),
        boxes,
        remarks && form.remarks && !entry.recused ? remark(appraisee, entry, form, progress) : null,
      ),
    );
    const last = at === people.length - 1;
    fill(
      foot,
      giveUpButton(onGiveUp),
      people.length > 1 ? button(_("上一位"), "plain", () => go(at - 1), { disabled: at === 0 }) : null,
      last ? button(doneLabel, "primary", finish) : button(_("下一位"), "primary", () => go(at + 1)),
      !last && all() === 0 ? button(doneLabel, "primary", finish) : null,
    );
    progress();
    scrollTo(0, 0);
  }
  function go(to) {
    if (to > at && open(at) > 0) return missing();
    at = to;
    return draw();
  }
  function finish() {
    if (all() === 0) return onDone();
    if (open(at) === 0) {
      at = people.findIndex((_, i) => open(i) > 0);
      draw();
    }
    return missing();
  }
  function missing() {
    boxes.forEach((box) => box.classList.toggle("missing", !box.classList.contains("done")));
    warning.textContent = _("此人还有未录的地方，已标红。");
    const first = body.querySelector(".missing");
    first.scrollIntoView({ block: "center" });
    first.querySelector("input").focus({ preventScroll: true });
  }

  draw();
  return h(
    "section",
    { class: "screen marking reading" },
    h(
      "p",
      { class: "round" },
      h("strong", { class: "paper-class" }, _("%(class)s 票", { class: ballotClass })),
      " " + _("第 %(n)s 轮", { n: round.round }),
    ),
    title(heading),
    h("p", { class: "hint" }, lead + _("空着没画的录“弃权”；同一处画了两个、认不清的录“无效”。")),
    body,
    h("div", { class: "dock" }, h("div", { class: "status" }, left), warning, foot),
  );
}
