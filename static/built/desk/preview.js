/* Built by static/build.mjs; do not edit.
   Source: static/src/desk/preview.js */

// static/src/ballot/decimals.js
function places(text) {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}
function units(text, scale2) {
  const [whole, fraction = ""] = text.split(".");
  return Number(whole + fraction.padEnd(scale2, "0"));
}
function spell(value, scale2) {
  const digits = String(value).padStart(scale2 + 1, "0");
  const whole = digits.slice(0, digits.length - scale2);
  const fraction = digits.slice(digits.length - scale2).replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : whole;
}
function ladder(max, step) {
  const scale2 = Math.max(places(max), places(step));
  const [top, rung] = [units(max, scale2), units(step, scale2)];
  const marks = [];
  for (let value = top - top % rung; value >= 0; value -= rung) marks.push(spell(value, scale2));
  return marks;
}
function sum(texts) {
  const scale2 = Math.max(0, ...texts.map(places));
  return spell(
    texts.reduce((total, text) => total + units(text, scale2), 0),
    scale2
  );
}
function difference(a, b) {
  const scale2 = Math.max(places(a), places(b));
  return spell(units(a, scale2) - units(b, scale2), scale2);
}

// static/src/ballot/ballot.js
var ABSTENTION = "弃权";
var TITLE_LENGTH = 12;
var REMARK_LENGTH = 300;
function isRubric(sheet) {
  return sheet.items.length > 0;
}
function suggested(sheet) {
  const marks = {};
  for (const item of sheet.items) marks[item.id] = ladder(item.max, item.step)[0];
  return marks;
}
function blankEntry(sheets) {
  const entry = { recused: false, marks: {}, agreed: {}, reasons: {}, remark: "" };
  for (const sheet of sheets) {
    entry.marks[sheet.id] = isRubric(sheet) ? suggested(sheet) : {};
    entry.reasons[sheet.id] = {};
  }
  return entry;
}
function isDone(entry, sheet) {
  if (entry.recused) return true;
  return isRubric(sheet) ? entry.agreed[sheet.id] === true : entry.marks[sheet.id][""] !== void 0;
}
function abstainFromRubric(entry, sheet, abstain) {
  entry.before = entry.before || {};
  const marks = abstain ? {} : entry.before[sheet.id] || suggested(sheet);
  if (abstain) entry.before[sheet.id] = { ...entry.marks[sheet.id] };
  for (const item of sheet.items) entry.marks[sheet.id][item.id] = abstain ? ABSTENTION : marks[item.id];
  entry.agreed[sheet.id] = abstain;
}
function abstainsFromRubric(entry, sheet) {
  return sheet.items.every((item) => entry.marks[sheet.id][item.id] === ABSTENTION);
}
function rubricTotal(entry, sheet) {
  const marked = sheet.items.filter((item) => entry.marks[sheet.id][item.id] !== ABSTENTION);
  return {
    total: sum(marked.map((item) => entry.marks[sheet.id][item.id])),
    max: sum(marked.map((item) => item.max))
  };
}
function shortened(title2) {
  const characters = Array.from(title2);
  return characters.length > TITLE_LENGTH ? `${characters.slice(0, TITLE_LENGTH).join("")}…` : title2;
}
function reasonsOf(entry, sheet) {
  const lines = [];
  for (const item of sheet.items) {
    const [mark, reason] = [entry.marks[sheet.id][item.id], (entry.reasons[sheet.id][item.id] || "").trim()];
    const full = ladder(item.max, item.step)[0];
    if (!reason || mark === ABSTENTION || mark === full) continue;
    lines.push(`${shortened(item.title)} 扣${difference(full, mark)}分：${reason}`);
  }
  return lines;
}
function remarkText(entry, sheets) {
  if (entry.recused) return "";
  const lines = [].concat(...sheets.map((sheet) => reasonsOf(entry, sheet)));
  return [...lines, entry.remark.trim()].filter(Boolean).join("\n").normalize("NFC");
}
function remarkLength(entry, form2) {
  const length = form2.remarks ? Array.from(remarkText(entry, form2.scheme.sheets)).length : 0;
  const most = form2.remark_length || REMARK_LENGTH;
  return { length, most, tooLong: length > most };
}

// static/src/ballot/dom.js
var PROPERTIES = ["checked", "value", "disabled", "hidden"];
function put(element, name, value) {
  if (value === null || value === void 0 || value === false) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else if (PROPERTIES.includes(name)) element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes || {})) put(element, name, attributes[name]);
  fill(element, ...children);
  return element;
}
function fill(element, ...children) {
  element.textContent = "";
  for (const child of [].concat(...children)) {
    if (child === null || child === void 0 || child === false) continue;
    element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}
function button(label, look, onClick, attributes = {}) {
  return h("button", { type: "button", class: `button ${look}`, click: onClick, ...attributes }, label);
}
function inParts(name) {
  const parts = name.match(/[^·•・]+[·•・]*|[·•・]+/g) || [];
  return parts.length > 1 ? parts.map((part) => h("span", { class: "part" }, part)) : [name];
}
function title(text, attributes = {}) {
  return h("h1", { tabindex: "-1", ...attributes }, text);
}

// static/src/ballot/catalogue.js
var SENTENCES = { "zh-CN": ["弃权", "回避", "我与此人有应当回避的关系，对此人不作评价", "意见建议", "写意见建议（可不写）", "内容不署名；但笔调、所说的事可能让人认出是谁写的，请留意。", "连同扣分原因共 %(n)s 字，超过 %(most)s 字，请删减", "连同扣分原因共 %(n)s 字，最多 %(most)s 字", "书面述职", "满分 %(max)s", "%(item)s 减分", "%(item)s 加分", "扣分原因（可不写）", "%(item)s 扣分原因", "合计", "%(total)s / %(max)s 分", "已弃权", "✓ 已确认本表 %(total)s 分", "确认本表 %(total)s 分", "本表弃权", "第 %(n)s / %(all)s 位", "上一位", "下一位"], "en": ["Abstain", "Recuse", "I must recuse myself from this person and give no marks", "Remarks", "Write a remark (optional)", "It is not signed; but your wording, or what you tell, may show who wrote it.", "%(n)s characters, reasons included; %(most)s are the most", "%(n)s of %(most)s characters, reasons included", "Reports in writing", "out of %(max)s", "Fewer points for %(item)s", "More points for %(item)s", "Reason for the deduction (optional)", "Reason for the deduction at %(item)s", "Total", "%(total)s / %(max)s points", "Abstained", "✓ Confirmed: %(total)s", "Confirm this sheet: %(total)s", "Abstain here", "%(n)s of %(all)s", "Previous", "Next"] };

// static/src/ballot/words.js
var CHOICE = "vote/language";
function chosen() {
  try {
    return localStorage.getItem(CHOICE) || document.documentElement.lang;
  } catch (blocked) {
    return document.documentElement.lang;
  }
}
var language = chosen().slice(0, 2) === "en" ? "en" : "zh-CN";
document.documentElement.lang = language;
function _(sentence, values) {
  var said = (SENTENCES[language] || {})[sentence] || sentence;
  return said.replace(/%%|%\((\w+)\)s/g, function(found, name) {
    return name ? String((values || {})[name]) : "%";
  });
}

// static/src/ballot/screens/rubric.js
var REASON_LENGTH = 40;
var FEW_RUNGS = 21;
function picker(rungs, label, set) {
  const options = rungs.map((mark) => h("option", { value: mark }, mark));
  const abstention = h("option", { value: ABSTENTION, disabled: true, hidden: true }, _(0));
  return h(
    "select",
    { class: "value", "aria-label": label, change: (event) => set(event.target.value) },
    options,
    abstention
  );
}
function itemRow({ entry, sheet, item, remarks, onChange }) {
  const rungs = ladder(item.max, item.step);
  const marks = entry.marks[sheet.id];
  const isLong = rungs.length > FEW_RUNGS;
  const label = item.title + " " + _(9, { max: item.max });
  const value = isLong ? picker(rungs, label, (mark) => set(mark)) : h("output", { class: "value" });
  const less = button("−", "step", () => move(1), { "aria-label": _(10, { item: item.title }) });
  const more = button("+", "step", () => move(-1), { "aria-label": _(11, { item: item.title }) });
  let before = rungs[0];
  const abstain = h("input", { type: "checkbox", change: (event) => set(event.target.checked ? ABSTENTION : before) });
  const reason = h("input", {
    type: "text",
    class: "reason",
    maxlength: REASON_LENGTH,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: _(12),
    "aria-label": _(13, { item: item.title }),
    value: entry.reasons[sheet.id][item.id] || "",
    input: (event) => {
      entry.reasons[sheet.id][item.id] = event.target.value;
      onChange();
    }
  });
  const set = (mark) => {
    marks[item.id] = mark;
    show2();
    onChange();
  };
  const move = (by) => set(rungs[rungs.indexOf(marks[item.id]) + by]);
  function show2() {
    const [mark, at] = [marks[item.id], rungs.indexOf(marks[item.id])];
    if (at >= 0) before = mark;
    value.value = mark === ABSTENTION && !isLong ? _(0) : mark;
    less.disabled = at < 0 || at === rungs.length - 1;
    more.disabled = at <= 0;
    abstain.checked = mark === ABSTENTION;
    reason.hidden = !remarks || at <= 0;
    row.classList.toggle("deducted", at > 0);
  }
  const row = h(
    "li",
    { class: "item" },
    h("p", { class: "item-title" }, `${item.title} `, h("small", {}, _(9, { max: item.max }))),
    h(
      "div",
      { class: isLong ? "steps long" : "steps" },
      less,
      value,
      more,
      h("label", { class: "item-abstain" }, abstain, h("span", {}, _(0)))
    ),
    reason
  );
  row.show = show2;
  show2();
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
function rubric({ entry, sheet, remarks, onChange }) {
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
    }
  });
  function changed() {
    show2();
    onChange();
  }
  function show2() {
    const sums = rubricTotal(entry, sheet);
    const none = abstainsFromRubric(entry, sheet);
    fill(total, _(14), h("strong", {}, none ? _(0) : _(15, sums)));
    agree.textContent = none ? _(16) : entry.agreed[sheet.id] ? _(17, sums) : _(18, sums);
    agree.classList.toggle("agreed", entry.agreed[sheet.id] === true);
    abstain.checked = none;
  }
  const lists = sections(sheet.items).map(
    ({ name, items }) => h(
      "div",
      { class: "section" },
      name ? h("h2", { class: "section-name" }, name) : null,
      h(
        "ul",
        { class: "items" },
        items.map((item) => {
          rows.push(itemRow({ entry, sheet, item, remarks, onChange: changed }));
          return rows[rows.length - 1];
        })
      )
    )
  );
  show2();
  return h(
    "div",
    { class: "rubric" },
    total,
    lists,
    agree,
    h("label", { class: "sheet-abstain" }, abstain, h("span", {}, _(19)))
  );
}

// static/src/ballot/screens/person.js
function scale({ appraisee, entry, sheet, marks, onChange }) {
  const choice = (mark, look) => h(
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
      }
    }),
    h("span", {}, mark === ABSTENTION ? _(0) : mark)
  );
  return h(
    "div",
    { class: `marks cols-${Math.min(marks.length + 1, 6)}` },
    marks.map((mark) => choice(mark, "")),
    choice(ABSTENTION, "abstain")
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
      }
    }),
    h("span", {}, h("strong", {}, _(1)), h("small", {}, _(2)))
  );
}
function remark(appraisee, entry, form2, onChange) {
  const hint = `remark-hint-${appraisee.id}`;
  const count = h("p", { class: "count" });
  const text = h("textarea", {
    rows: "4",
    value: entry.remark,
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": _(3) + " " + appraisee.name,
    "aria-describedby": hint,
    input: (event) => {
      entry.remark = event.target.value;
      onChange();
    }
  });
  const box = h(
    "details",
    { class: "remark", open: entry.remark !== "" },
    h("summary", {}, _(4)),
    text,
    count,
    h("p", { class: "hint", id: hint }, _(5))
  );
  box.show = () => {
    const { length, most, tooLong } = remarkLength(entry, form2);
    count.textContent = length ? tooLong ? _(6, { n: length, most }) : _(7, { n: length, most }) : "";
    box.classList.toggle("missing", tooLong);
    if (tooLong) box.open = true;
  };
  return box;
}
function head(appraisee) {
  const about = [appraisee.unit, appraisee.post].filter(Boolean).join(" · ");
  return h(
    "header",
    { class: "who" },
    title(inParts(appraisee.name)),
    about ? h("p", { class: "sub" }, about) : null,
    appraisee.in_writing ? h("p", { class: "tag" }, _(8)) : null
  );
}
function person({ appraisee, entry, form: form2, onChange }) {
  const changed = () => {
    show2(false);
    onChange();
  };
  const boxes = form2.scheme.sheets.map(
    (sheet) => sheetBox({ appraisee, entry, sheet, marks: form2.scheme.marks, remarks: form2.remarks, onChange: changed })
  );
  const written = form2.remarks ? remark(appraisee, entry, form2, changed) : null;
  const panel = h("div", { class: "person" }, head(appraisee), boxes, recusal(entry, changed), written);
  function show2(missingToo) {
    boxes.forEach((box, i) => {
      const done = isDone(entry, form2.scheme.sheets[i]);
      box.disabled = entry.recused;
      box.classList.toggle("done", done);
      box.classList.toggle("missing", !done && (missingToo || box.classList.contains("missing")));
    });
    if (!written) return;
    written.hidden = entry.recused;
    written.show();
  }
  show2(false);
  panel.show = show2;
  return panel;
}

// static/src/desk/preview.js
var { form, people } = JSON.parse(document.getElementById("ballot").textContent);
var app = document.getElementById("app");
var draft = Object.fromEntries(people.map(({ id }) => [id, blankEntry(form.scheme.sheets)]));
function show(at) {
  const appraisee = people[at];
  const way = (label, to) => button(label, "plain", () => show(to), { disabled: to < 0 || to >= people.length });
  fill(
    app,
    h(
      "section",
      { class: "screen marking" },
      people.length > 1 ? h("p", { class: "position" }, _(20, { n: at + 1, all: people.length })) : null,
      h("div", { class: "body" }, person({ appraisee, entry: draft[appraisee.id], form, onChange: () => {
      } })),
      people.length > 1 ? h("div", { class: "foot" }, way(_(21), at - 1), way(_(22), at + 1)) : null
    )
  );
  scrollTo(0, 0);
}
show(0);
