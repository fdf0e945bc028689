// A ballot while it is filled in, and the slips it becomes. Plain data, no page: the kiosk fills in the same.
//
// One person's entry is shapes.d.ts's: marks stand under their sheet and item, that of a scale under "".
// A rubric starts at full marks, which is a suggestion, never a mark: it counts once the voter has agreed to it.

/** @import { Appraisee, Draft, Entry, Form, Place, Sheet, SlipMark } from "./shapes" */

import { toHex, randomBytes } from "./bytes.js";
import { difference, ladder, sum } from "./decimals.js";

export const ABSTENTION = "弃权";
export const RECUSAL = "回避";
const SALT_BYTES = 16;
const TITLE_LENGTH = 12; // characters of an item's title that go before the reason for a deduction
const REMARK_LENGTH = 300; // characters the server takes in one remark, where its form does not say

/**
 * The mark under a sheet and item; "" where there is none yet.
 * @param {Entry} entry
 * @param {Sheet} sheet
 * @param {string} item
 */
export function markOf(entry, sheet, item) {
  return entry.marks[sheet.id][item] || "";
}

/**
 * Whether a sheet is marked item by item with points.
 * @param {Sheet} sheet
 */
export function isRubric(sheet) {
  return sheet.items.length > 0;
}

/** @param {Sheet} sheet */
function suggested(sheet) {
  /** @type {Record<string, string>} */
  const marks = {};
  for (const item of sheet.items) marks[item.id] = ladder(item.max, item.step)[0];
  return marks;
}

/**
 * An entry with nothing marked on any sheet.
 * @param {Sheet[]} sheets
 */
export function unmarkedEntry(sheets) {
  /** @type {Entry} */
  const entry = { recused: false, marks: {}, agreed: {}, reasons: {}, remark: "" };
  for (const sheet of sheets) [entry.marks[sheet.id], entry.reasons[sheet.id]] = [{}, {}];
  return entry;
}

/**
 * An entry as a voter finds it: rubric sheets at full marks, not yet agreed to; nothing else marked.
 * @param {Sheet[]} sheets
 */
export function blankEntry(sheets) {
  const entry = unmarkedEntry(sheets);
  for (const sheet of sheets.filter(isRubric)) entry.marks[sheet.id] = suggested(sheet);
  return entry;
}

/**
 * Where a voter begins: in the table where there is one sheet of marks for several people, else at a person.
 * @param {Appraisee[]} people
 * @param {Sheet[]} sheets
 * @param {number} [at]
 * @returns {Place}
 */
export function firstPlace(people, sheets, at = 0) {
  return { byTable: people.length > 1 && sheets.length === 1 && !isRubric(sheets[0]), at, sheetAt: 0 };
}

/**
 * Whether one sheet of an entry is done: marked, abstained from, or the person recused from.
 * @param {Entry} entry
 * @param {Sheet} sheet
 */
export function isDone(entry, sheet) {
  if (entry.recused) return true;
  return isRubric(sheet) ? entry.agreed[sheet.id] === true : entry.marks[sheet.id][""] !== undefined;
}

/**
 * The sheets of an entry that still want a mark.
 * @param {Entry} entry
 * @param {Sheet[]} sheets
 */
export function missing(entry, sheets) {
  return sheets.filter((sheet) => !isDone(entry, sheet));
}

/**
 * Abstain from a whole rubric sheet, or take that back: then the points and reasons of before stand again.
 * @param {Entry} entry
 * @param {Sheet} sheet
 * @param {boolean} abstain
 */
export function abstainFromRubric(entry, sheet, abstain) {
  /** @type {NonNullable<Entry["before"]>} */
  const before = entry.before || {};
  entry.before = before;
  const marks = before[sheet.id] || suggested(sheet);
  if (abstain) before[sheet.id] = { ...entry.marks[sheet.id] };
  for (const item of sheet.items) entry.marks[sheet.id][item.id] = abstain ? ABSTENTION : marks[item.id];
  entry.agreed[sheet.id] = abstain;
}

/**
 * Whether every item of a rubric sheet is abstained from.
 * @param {Entry} entry
 * @param {Sheet} sheet
 */
export function abstainsFromRubric(entry, sheet) {
  return sheet.items.every((item) => entry.marks[sheet.id][item.id] === ABSTENTION);
}

/**
 * {total, max} of a rubric sheet, of the items not abstained from, as decimal texts.
 * @param {Entry} entry
 * @param {Sheet} sheet
 */
export function rubricTotal(entry, sheet) {
  const marked = sheet.items.filter((item) => entry.marks[sheet.id][item.id] !== ABSTENTION);
  return {
    total: sum(marked.map((item) => markOf(entry, sheet, item.id))),
    max: sum(marked.map((item) => item.max)),
  };
}

/**
 * [sheet, item, mark] of one person, in scheme order.
 * @param {Entry} entry
 * @param {Sheet[]} sheets
 */
export function slipMarks(entry, sheets) {
  /** @type {SlipMark[]} */
  const marks = [];
  for (const sheet of sheets) {
    const items = isRubric(sheet) ? sheet.items.map((item) => item.id) : [""];
    for (const item of items) marks.push([sheet.id, item, entry.recused ? RECUSAL : markOf(entry, sheet, item)]);
  }
  return marks;
}

/** @param {string} title */
function shortened(title) {
  const characters = Array.from(title);
  return characters.length > TITLE_LENGTH ? `${characters.slice(0, TITLE_LENGTH).join("")}…` : title;
}

/**
 * @param {Entry} entry
 * @param {Sheet} sheet
 */
function reasonsOf(entry, sheet) {
  const lines = [];
  for (const item of sheet.items) {
    const [mark, reason] = [markOf(entry, sheet, item.id), (entry.reasons[sheet.id][item.id] || "").trim()];
    const full = ladder(item.max, item.step)[0];
    if (!reason || mark === ABSTENTION || mark === full) continue;
    lines.push(`${shortened(item.title)} 扣${difference(full, mark)}分：${reason}`);
  }
  return lines;
}

/**
 * The written remark on one person: reasons for deductions, then the free text; "" where there is none.
 * @param {Entry} entry
 * @param {Sheet[]} sheets
 */
export function remarkText(entry, sheets) {
  if (entry.recused) return "";
  const reasons = sheets.map((sheet) => reasonsOf(entry, sheet).join("\n"));
  return [...reasons, entry.remark.trim()].filter(Boolean).join("\n").normalize("NFC");
}

/**
 * {length, most, tooLong} of the remark on one person, in characters.
 * @param {Entry} entry
 * @param {Form} form
 */
export function remarkLength(entry, form) {
  const length = form.remarks ? Array.from(remarkText(entry, form.scheme.sheets)).length : 0;
  const most = form.remark_length || REMARK_LENGTH;
  return { length, most, tooLong: length > most };
}

/**
 * How many places of an entry stand in the way of sending it: sheets to mark, and a remark that is too long.
 * @param {Entry} entry
 * @param {Form} form
 */
export function obstacles(entry, form) {
  return missing(entry, form.scheme.sheets).length + (remarkLength(entry, form).tooLong ? 1 : 0);
}

/**
 * The slips and remarks of a filled-in ballot, in the order of the round, each with a salt of its own.
 * @param {Draft} draft
 * @param {Appraisee[]} appraisees
 * @param {Form["scheme"]} scheme
 * @param {boolean} withRemarks
 */
export function slipsOf(draft, appraisees, scheme, withRemarks) {
  const salt = () => toHex(randomBytes(SALT_BYTES));
  const slips = appraisees.map(({ id }) => ({
    appraisee: id,
    marks: slipMarks(draft[id], scheme.sheets),
    salt: salt(),
  }));
  const written = appraisees.map(({ id }) => ({ appraisee: id, text: remarkText(draft[id], scheme.sheets) }));
  const remarks = written.filter(({ text }) => withRemarks && text).map((remark) => ({ ...remark, salt: salt() }));
  return { slips, remarks };
}
