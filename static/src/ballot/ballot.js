// A ballot while it is filled in, and the slips it becomes. Plain data, no page: the kiosk fills in the same.
//
// One person's entry: {recused, marks: {sheet: {item or "": mark}}, agreed: {sheet: true}, reasons, remark, before},
// before: {sheet: {item: mark}} the points of a rubric that is now abstained from, for whoever thinks again.
// A rubric starts at full marks, which is a suggestion, never a mark: it counts once the voter has agreed to it.

import { toHex, randomBytes } from "./bytes.js";
import { difference, ladder, sum } from "./decimals.js";

export const ABSTENTION = "弃权";
export const RECUSAL = "回避";
const SALT_BYTES = 16;
const TITLE_LENGTH = 12; // characters of an item's title that go before the reason for a deduction
const REMARK_LENGTH = 300; // characters the server takes in one remark, where its form does not say

/** Whether a sheet is marked item by item with points. */
export function isRubric(sheet) {
  return sheet.items.length > 0;
}

function suggested(sheet) {
  const marks = {};
  for (const item of sheet.items) marks[item.id] = ladder(item.max, item.step)[0];
  return marks;
}

/** An entry with nothing marked; rubric sheets at full marks, not yet agreed to. */
export function blankEntry(sheets) {
  const entry = { recused: false, marks: {}, agreed: {}, reasons: {}, remark: "" };
  for (const sheet of sheets) {
    entry.marks[sheet.id] = isRubric(sheet) ? suggested(sheet) : {};
    entry.reasons[sheet.id] = {};
  }
  return entry;
}

/** Whether one sheet of an entry is done: marked, abstained from, or the person recused from. */
export function isDone(entry, sheet) {
  if (entry.recused) return true;
  return isRubric(sheet) ? entry.agreed[sheet.id] === true : entry.marks[sheet.id][""] !== undefined;
}

/** The sheets of an entry that still want a mark. */
export function missing(entry, sheets) {
  return sheets.filter((sheet) => !isDone(entry, sheet));
}

/** Abstain from a whole rubric sheet, or take that back: then the points and reasons of before stand again. */
export function abstainFromRubric(entry, sheet, abstain) {
  entry.before = entry.before || {};
  const marks = abstain ? {} : entry.before[sheet.id] || suggested(sheet);
  if (abstain) entry.before[sheet.id] = { ...entry.marks[sheet.id] };
  for (const item of sheet.items) entry.marks[sheet.id][item.id] = abstain ? ABSTENTION : marks[item.id];
  entry.agreed[sheet.id] = abstain;
}

/** Whether every item of a rubric sheet is abstained from. */
export function abstainsFromRubric(entry, sheet) {
  return sheet.items.every((item) => entry.marks[sheet.id][item.id] === ABSTENTION);
}

/** {total, max} of a rubric sheet, of the items not abstained from, as decimal texts. */
export function rubricTotal(entry, sheet) {
  const marked = sheet.items.filter((item) => entry.marks[sheet.id][item.id] !== ABSTENTION);
  return {
    total: sum(marked.map((item) => entry.marks[sheet.id][item.id])),
    max: sum(marked.map((item) => item.max)),
  };
}

/** [sheet, item, mark] of one person, in scheme order. */
export function slipMarks(entry, sheets) {
  const marks = [];
  for (const sheet of sheets) {
    const items = isRubric(sheet) ? sheet.items.map((item) => item.id) : [""];
    for (const item of items) marks.push([sheet.id, item, entry.recused ? RECUSAL : entry.marks[sheet.id][item]]);
  }
  return marks;
}

function shortened(title) {
  const characters = Array.from(title);
  return characters.length > TITLE_LENGTH ? `${characters.slice(0, TITLE_LENGTH).join("")}…` : title;
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

/** The written remark on one person: reasons for deductions, then the free text; "" where there is none. */
export function remarkText(entry, sheets) {
  if (entry.recused) return "";
  const lines = [].concat(...sheets.map((sheet) => reasonsOf(entry, sheet)));
  return [...lines, entry.remark.trim()].filter(Boolean).join("\n").normalize("NFC");
}

/** {length, most, tooLong} of the remark on one person, in characters. */
export function remarkLength(entry, form) {
  const length = form.remarks ? Array.from(remarkText(entry, form.scheme.sheets)).length : 0;
  const most = form.remark_length || REMARK_LENGTH;
  return { length, most, tooLong: length > most };
}

/** How many places of an entry stand in the way of sending it: sheets to mark, and a remark that is too long. */
export function obstacles(entry, form) {
  return missing(entry, form.scheme.sheets).length + (remarkLength(entry, form).tooLong ? 1 : 0);
}

/** The slips and remarks of a filled-in ballot, in the order of the round, each with a salt of its own. */
export function slipsOf(draft, appraisees, scheme, withRemarks) {
  const salt = () => toHex(randomBytes(SALT_BYTES));
  const slips = appraisees.map(({ id }) => ({
    appraisee: id,
    marks: slipMarks(draft[id], scheme.sheets),
    salt: salt(),
  }));
  const remarks = [];
  for (const { id } of withRemarks ? appraisees : []) {
    const text = remarkText(draft[id], scheme.sheets);
    if (text) remarks.push({ appraisee: id, text, salt: salt() });
  }
  return { slips, remarks };
}
