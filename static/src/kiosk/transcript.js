// One reading of a paper ballot: plain data in the shape of a ballot's entries, and how two readings are compared.

import { isRubric, slipMarks, unmarkedEntry } from "../ballot/ballot.js";
import { ladder } from "../ballot/decimals.js";

/** @import { Appraisee, Draft, Entry, Item, Sheet } from "../ballot/shapes" */
/**
 * A place where two readings differ: at the `at`-th person.
 * @typedef {{appraisee: Appraisee, at: number, sheet: Sheet, item?: Item, first: string, second: string}} Difference
 */

export const INVALID = "无效";

/**
 * The items of a sheet to be marked, by id; one without a name where the sheet is a scale.
 * @param {Sheet} sheet
 */
export function itemIds(sheet) {
  return isRubric(sheet) ? sheet.items.map(({ id }) => id) : [""];
}

/**
 * A draft in which nothing has been read yet.
 * @param {Appraisee[]} people
 * @param {Sheet[]} sheets
 */
export function unread(people, sheets) {
  /** @type {Draft} */
  const draft = {};
  for (const { id } of people) draft[id] = unmarkedEntry(sheets);
  return draft;
}

/**
 * Put the same on every place of a person; undefined takes all back.
 * @param {Entry} entry
 * @param {Sheet[]} sheets
 * @param {string | undefined} mark
 */
export function fillAll(entry, sheets, mark) {
  entry.recused = false;
  for (const sheet of sheets) for (const id of itemIds(sheet)) entry.marks[sheet.id][id] = mark;
}

/**
 * How many places of a sheet have not been read.
 * @param {Entry} entry
 * @param {Sheet} sheet
 */
export function unreadPlaces(entry, sheet) {
  if (entry.recused) return 0;
  return itemIds(sheet).filter((id) => entry.marks[sheet.id][id] === undefined).length;
}

/**
 * A number as it was typed, in its shortest form, if the item allows it; else undefined.
 * @param {string} text
 * @param {Item} item
 */
export function pointsTyped(text, { max, step }) {
  const plain = text.normalize("NFKC").trim().replace("。", ".");
  if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const [whole, rest = ""] = plain.split(".");
  const digits = rest.replace(/0+$/, "");
  const shortest = `${whole.replace(/^0+(?=\d)/, "") || "0"}${digits ? `.${digits}` : ""}`;
  return ladder(max, step).includes(shortest) ? shortest : undefined;
}

/**
 * Where two readings differ, in the order of the paper.
 * @param {Draft} first
 * @param {Draft} second
 * @param {Appraisee[]} people
 * @param {Sheet[]} sheets
 */
export function differences(first, second, people, sheets) {
  /** @type {Difference[]} */
  const found = [];
  people.forEach((appraisee, at) => {
    for (const sheet of sheets) {
      const others = slipMarks(second[appraisee.id], [sheet]);
      slipMarks(first[appraisee.id], [sheet]).forEach(([, , mark], i) => {
        const other = others[i][2];
        if (mark !== other) found.push({ appraisee, at, sheet, item: sheet.items[i], first: mark, second: other });
      });
    }
  });
  return found;
}
