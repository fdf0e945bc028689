/* A table that is typed into like a spreadsheet: rows are added, moved and taken out, Enter goes down, and a
   block copied out of Excel fills the cells from where it is pasted. Without script the empty rows at the end do.

   <table data-rows> with <template data-row> beside it; buttons data-row-add, data-row-undo (data-for="table id"),
   data-row-up, data-row-down, data-row-out inside a row. */

import { all, around, first, the } from "../kit/page.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/**
 * The fields of a row, from left to right.
 * @param {Element} row
 * @returns {Field[]}
 */
function fields(row) {
  return all("input, select", row);
}

/**
 * A pasted cell: into a select goes the option of that value or that text.
 * @param {Field | undefined} field
 * @param {string} text
 */
function put(field, text) {
  if (field instanceof HTMLInputElement) field.value = text;
  if (!(field instanceof HTMLSelectElement)) return;
  const option = Array.from(field.options).find(
    (each) => each.value === text || each.text.trim() === text || each.text.startsWith(`${text} `),
  );
  if (option) field.value = option.value;
}

/**
 * The lines and cells of what was copied out of a table; null where it is the text of one cell.
 * @param {ClipboardEvent} event
 */
function pastedBlock(event) {
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  return /[\t\n]/.test(plain) ? plain.split("\n").map((line) => line.split("\t")) : null;
}

/** One data-rows. */
class Rows {
  /** @param {HTMLTableElement} element */
  constructor(element) {
    this.element = element;
    this.body = element.tBodies[0];
    this.undo = first(`[data-row-undo="${element.id}"]`);
    this.adder = first(`[data-row-add="${element.id}"]`);
    /** @type {{row: Element, next: Element | null}[]} */
    this.removed = [];
    Array.from(this.body.rows).forEach((row) => this.ready(row));
    this.number();
    this.listen();
  }

  listen() {
    const { body, undo, adder } = this;
    body.addEventListener("click", (event) => this.tool(event));
    body.addEventListener("keydown", (event) => this.down(event));
    body.addEventListener("paste", (event) => this.paste(event));
    if (undo) undo.addEventListener("click", () => this.changed(() => this.back()));
    if (!adder) return;
    adder.hidden = false;
    adder.addEventListener("click", () => fields(this.add())[0].focus());
  }

  number() {
    Array.from(this.body.rows).forEach((row, i) => (the("[data-row-no]", row).textContent = String(i + 1)));
    if (this.undo) this.undo.hidden = this.removed.length === 0;
  }

  add() {
    /** @type {HTMLTemplateElement} */
    const template = the(`template[data-row="${this.element.id}"]`);
    const row = /** @type {HTMLTableRowElement} */ (the("tr", template.content).cloneNode(true));
    this.body.append(row);
    this.ready(row);
    this.number();
    return row;
  }

  /**
   * The row below, added where there is none.
   * @param {Element} row
   */
  below(row) {
    return row.nextElementSibling || this.add();
  }

  /** @param {Element} row */
  ready(row) {
    all("[data-row-tool]", row).forEach((tool) => (tool.hidden = false));
  }

  back() {
    const last = this.removed.pop();
    if (!last) return;
    this.body.insertBefore(last.row, last.next && last.next.parentNode === this.body ? last.next : null);
    fields(last.row)[0].focus();
  }

  /**
   * Do something to the rows; the form has changed then, though nobody typed: forms.js asks before it is lost.
   * @param {() => void} act
   */
  changed(act) {
    act();
    this.number();
    const any = first("input", this.element);
    if (any) any.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {MouseEvent} event */
  tool(event) {
    /** @type {HTMLElement | null} */
    const tool = around(event, "[data-row-tool]");
    const row = tool && tool.closest("tr");
    if (tool && row) this.changed(() => this.use(tool, row));
  }

  /**
   * @param {HTMLElement} tool
   * @param {Element} row
   */
  use(tool, row) {
    const { rowTool } = tool.dataset;
    const [above, below] = [row.previousElementSibling, row.nextElementSibling];
    if (rowTool === "out") {
      this.removed.push({ row, next: below });
      row.remove();
      return;
    }
    if (rowTool === "up" && above) above.before(row);
    if (rowTool === "down" && below) below.after(row);
    tool.focus();
  }

  /** @param {KeyboardEvent} event */
  down(event) {
    const { target } = event;
    if (event.key !== "Enter" || event.isComposing || !(target instanceof Element) || target.matches("button")) return;
    event.preventDefault();
    const row = target.closest("tr");
    if (row) fields(this.below(row))[fields(row).indexOf(/** @type {Field} */ (target))].focus();
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const block = pastedBlock(event);
    /** @type {Element | null} */
    let row = around(event, "tr");
    if (!block || !row) return;
    event.preventDefault();
    const from = fields(row).indexOf(/** @type {Field} */ (event.target));
    for (const [i, line] of block.entries()) {
      if (i) row = this.below(row);
      const cells = fields(row).slice(from);
      line.forEach((text, column) => put(cells[column], text.trim()));
    }
    this.changed(() => {});
  }
}

/** @type {HTMLTableElement[]} */
const tables = all("table[data-rows]");
tables.forEach((element) => new Rows(element));
