// One reading of a paper ballot: plain data in the shape of a ballot's entries, and how two readings are compared.

import { ABSTENTION, isRubric, slipMarks } from "../ballot/ballot.js";
import { ladder } from "../ballot/decimals.js";

export const INVALID = "无效";

/** The items of a sheet to be marked; one without a name where the sheet is a scale. */
export function itemsOf(sheet) {
  return isRubric(sheet) ? sheet.items : [{ id: "" }];
}

/** An entry in which nothing has been read yet. */
export function unread(sheets) {
  const entry = { recused: false, marks: {}, agreed: {}, reasons: {}, remark: "" };
  for (const sheet of sheets)
    Object.assign(entry, { marks: { ...entry.marks, [sheet.id]: {} }, reasons: { ...entry.reasons, [sheet.id]: {} } });
  return entry;
}

/** Put the same on every place of a person; undefined takes all back. */
export function fillAll(entry, sheets, mark) {
  entry.recused = false;
  for (const sheet of sheets) for (const { id } of itemsOf(sheet)) entry.marks[sheet.id][id] = mark;
}

/** How many places of an entry have not been read. */
export function unreadPlaces(entry, sheets) {
  if (entry.recused) return 0;
  return sheets.reduce(
    (sum, sheet) => sum + itemsOf(sheet).filter(({ id }) => entry.marks[sheet.id][id] === undefined).length,
    0,
  );
}

/** A number as it was typed, in its shortest form, if the item allows it; else undefined. */
export function pointsTyped(text, { max, step }) {
  const plain = text.normalize("NFKC").trim().replace("。", ".");
  if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const [whole, rest = ""] = plain.split(".");
  const digits = rest.replace(/0+$/, "");
  const shortest = `${whole.replace(/^0+(?=\d)/, "") || "0"}${digits ? `.${digits}` : ""}`;
  return ladder(max, step).includes(shortest) ? shortest : undefined;
}

/** Where two readings differ: [{appraisee, at, sheet, item, first, second}] in the order of the paper. */
export function differences(first, second, people, sheets) {
  const found = [];
  people.forEach((appraisee, at) => {
    const others = slipMarks(second[appraisee.id], sheets);
    slipMarks(first[appraisee.id], sheets).forEach(([sheetId, itemId, mark], i) => {
      const sheet = sheets.find(({ id }) => id === sheetId);
      const item = itemsOf(sheet).find(({ id }) => id === itemId);
      if (mark !== others[i][2]) found.push({ appraisee, at, sheet, item, first: mark, second: others[i][2] });
    });
  });
  return found;
}

export { ABSTENTION };
