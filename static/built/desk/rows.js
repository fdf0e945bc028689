/* Built by static/build.mjs; do not edit.
   Source: static/src/desk/rows.js */

// static/src/desk/rows.js
var inputs = (row) => Array.from(row.querySelectorAll("input, select"));
function table(element) {
  const body = element.tBodies[0];
  const template = document.querySelector(`template[data-row="${element.id}"]`);
  const button = (name) => document.querySelector(`[data-row-${name}="${element.id}"]`);
  const undo = button("undo");
  const removed = [];
  function number() {
    Array.from(body.rows).forEach((row, at) => {
      row.querySelector("[data-row-no]").textContent = at + 1;
    });
    if (undo) undo.hidden = removed.length === 0;
  }
  function add() {
    const row = template.content.firstElementChild.cloneNode(true);
    body.append(row);
    ready(row);
    number();
    return row;
  }
  function ready(row) {
    row.querySelectorAll("[data-row-tool]").forEach((tool) => {
      tool.hidden = false;
    });
  }
  function out(row) {
    removed.push({ row, next: row.nextElementSibling });
    row.remove();
  }
  function back() {
    const { row, next } = removed.pop();
    body.insertBefore(row, next && next.parentNode === body ? next : null);
    inputs(row)[0].focus();
  }
  body.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-row-tool]");
    if (!tool) return;
    const row = tool.closest("tr");
    if (tool.dataset.rowTool === "up" && row.previousElementSibling) row.previousElementSibling.before(row);
    if (tool.dataset.rowTool === "down" && row.nextElementSibling) row.nextElementSibling.after(row);
    if (tool.dataset.rowTool === "out") out(row);
    else tool.focus();
    number();
    mark();
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.matches("button")) return;
    event.preventDefault();
    const row = event.target.closest("tr");
    const at = inputs(row).indexOf(event.target);
    inputs(row.nextElementSibling || add())[at].focus();
  });
  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    let row = event.target.closest("tr");
    const from = inputs(row).indexOf(event.target);
    text.split("\n").forEach((line, at) => {
      if (at) row = row.nextElementSibling || add();
      line.split("	").forEach((cell, beside) => put(inputs(row)[from + beside], cell.trim()));
    });
    mark();
  });
  if (button("add")) button("add").addEventListener("click", () => inputs(add())[0].focus());
  if (undo)
    undo.addEventListener("click", () => {
      back();
      number();
      mark();
    });
  function mark() {
    const first = element.querySelector("input");
    if (first) first.dispatchEvent(new Event("input", { bubbles: true }));
  }
  Array.from(body.rows).forEach(ready);
  [button("add")].filter(Boolean).forEach((one) => {
    one.hidden = false;
  });
  number();
}
function put(input, text) {
  if (!input) return;
  if (input.tagName !== "SELECT") {
    input.value = text;
    return;
  }
  const option = Array.from(input.options).find(
    (one) => one.value === text || one.text.trim() === text || one.text.startsWith(`${text} `)
  );
  if (option) input.value = option.value;
}
document.querySelectorAll("table[data-rows]").forEach(table);
