"""Which lines of a table are faulty, by the page alone: every row looked at by itself and beside all before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.tally.reference.counting import NO_MARK
from tests.tally.reference.files import COLUMNS
from tests.tally.reference.numbers import number

NO_LINE = 0  # a fault of a file without a line
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Row = Mapping[str, str]
Numbered = Sequence[tuple[int, Row]]  # rows with their lines


@dataclass
class Verdict:
    """`faulty`: lines that must be named; of each of `doubtful` at least one must be, all may be; `allowed` may be."""

    faulty: set[int] = field(default_factory=set)
    doubtful: list[set[int]] = field(default_factory=list)
    allowed: set[int] = field(default_factory=set)  # what only repeats a faulty row

    def fits(self, named: set[int]) -> bool:
        """Whether what was named is what must be."""
        allowed = self.faulty.union(self.allowed, *self.doubtful)
        return self.faulty <= named <= allowed and all(named & lines for lines in self.doubtful)


class Tables:
    """The tables of a meeting held to its scheme; no field of theirs has a quotation mark."""

    def __init__(self, scheme: Mapping[str, Any], people: Sequence[str]) -> None:
        self.people = set(people)
        self.classes = {one["id"] for one in scheme.get("class", ())}
        self.scale = set(scheme.get("scale", ()))
        self.sheets = {one["id"]: {item["id"]: item for item in one.get("item", ())} for one in scheme.get("sheet", ())}
        self.records = {one["id"]: one for one in scheme.get("record", ())}

    def verdict(self, kind: str, text: str) -> Verdict:
        """What is wrong with a table."""
        columns = list(COLUMNS[kind])
        if kind == "records" and any(one.get("several") for one in self.records.values()):
            columns.append("source")
        lines = [(index, line) for index, line in enumerate(re.split("\r\n|\r|\n", text), 1) if line]
        if not lines:
            return Verdict({NO_LINE})
        (first, header), *rest = lines
        names = header.split(",")
        extra = {"unit", "post"} if kind == "appraisees" else set()
        if len(set(names)) < len(names) or not set(columns) <= set(names) <= {*columns, *extra}:
            return Verdict({first})
        split = [(index, line.split(",")) for index, line in rest]
        found = Verdict({index for index, fields in split if len(fields) != len(names)})
        rows = [(i, dict(zip(names, fields, strict=True))) for i, fields in split if i not in found.faulty]
        getattr(self, f"check_{kind}")(rows, found)
        return found

    # a row by itself

    def is_marked(self, row: Row, blank: bool) -> bool:
        """Whether class, appraisee, sheet, item and mark of a row are what the scheme and the roster have."""
        items = self.sheets.get(row["sheet"])
        known = row["class"] in self.classes and row["appraisee"] in self.people and items is not None
        if not known or items is None or (row["item"] not in items if items else row["item"]):
            return False
        return row["mark"] in (*NO_MARK, *(["漏填"] if blank else [])) or (
            self.is_number(row["mark"], items[row["item"]]) if items else row["mark"] in self.scale
        )

    def is_number(self, mark: str, item: Mapping[str, Any]) -> bool:
        """Whether a mark is a number of an item."""
        if not DECIMAL.fullmatch(mark):
            return False
        return 0 <= Fraction(mark) <= number(item["max"]) and Fraction(mark) % number(item.get("step", "0.5")) == 0

    def is_value(self, row: Row) -> bool:
        """Whether a row of the records says something of somebody."""
        record = self.records.get(row["record"])
        if record is None or row["appraisee"] not in self.people:
            return False
        if bool(row.get("source")) != bool(record.get("several")):
            return False
        if record["kind"] != "score":
            return row["value"] in (record["options"] if record["kind"] == "choice" else ("是", "否"))
        is_decimal = DECIMAL.fullmatch(row["value"]) is not None
        return is_decimal and number(record["min"]) <= Fraction(row["value"]) <= number(record["max"])

    # the tables

    def check_appraisees(self, rows: Numbered, found: Verdict) -> None:
        """An id, and nobody twice."""
        found.faulty |= {index for index, row in rows if not row["id"]}
        found.faulty |= set(self.second((index, (row["id"],)) for index, row in rows if row["id"]))

    def check_ballots(self, rows: Numbered, found: Verdict) -> None:
        """Every row by itself; then what is marked twice, and who changes the class."""
        wrong = {index for index, row in rows if not row["ballot"] or not self.is_marked(row, blank=False)}
        found.faulty |= wrong
        sound = [(index, row) for index, row in rows if index not in wrong]
        self.hold_once(rows, sound, ("ballot", "appraisee", "sheet", "item"), found)
        for ballot in {row["ballot"] for _, row in sound}:
            mine = [(index, row["class"]) for index, row in sound if row["ballot"] == ballot]
            if len({name for _, name in mine}) > 1:
                found.doubtful.append({index for index, _ in mine})

    def check_counts(self, rows: Numbered, found: Verdict) -> None:
        """Every row by itself, no mark twice; and if all is sound, everywhere the same sum."""
        wrong = {i for i, row in rows if not (self.is_marked(row, True) and re.fullmatch("[0-9]+", row["heads"]))}
        found.faulty |= wrong
        sound = [(index, row) for index, row in rows if index not in wrong]
        keys = ("appraisee", "class", "sheet", "item")
        by_value = {index: {**row, "mark": self.by_value(row)} for index, row in sound}
        self.hold_once(rows, list(by_value.items()), (*keys, "mark"), found)
        if found.faulty:
            found.doubtful += [{NO_LINE} | found.faulty]
            return
        sums: Counter[tuple[str, ...]] = Counter()
        for _, row in sound:
            sums[tuple(row[key] for key in keys)] += int(row["heads"])
        targets = [(sheet, item) for sheet, items in self.sheets.items() for item in items or [""]]
        voters = {(row["appraisee"], row["class"]) for _, row in sound}
        if any(len({sums[*voter, *target] for target in targets}) > 1 for voter in voters):
            found.faulty.add(NO_LINE)

    def by_value(self, row: Row) -> str:
        """A mark, a number by its value."""
        return str(Fraction(row["mark"])) if row["item"] and DECIMAL.fullmatch(row["mark"]) else row["mark"]

    def check_records(self, rows: Numbered, found: Verdict) -> None:
        """Every row by itself, none twice; and if all is sound, every record that must be given."""
        wrong = {index for index, row in rows if not self.is_value(row)}
        found.faulty |= wrong
        sound = [(index, row) for index, row in rows if index not in wrong]
        several = ("source",) if rows and "source" in rows[0][1] else ()
        self.hold_once(rows, sound, ("appraisee", "record", *several), found)
        given = {(row["appraisee"], row["record"]) for _, row in sound}
        needed = {(one, id) for one in self.people for id, record in self.records.items() if "default" not in record}
        if needed - given and found.faulty:
            found.doubtful += [{NO_LINE} | found.faulty]
        elif needed - given:
            found.faulty.add(NO_LINE)

    def hold_once(self, rows: Numbered, sound: Numbered, keys: Sequence[str], found: Verdict) -> None:
        """No two sound rows may have the same of these; of one that repeats a faulty row, it may be said."""
        found.faulty |= set(self.second((index, tuple(row[key] for key in keys)) for index, row in sound))
        found.allowed |= set(self.second((index, tuple(row[key] for key in keys)) for index, row in rows))

    def second(self, keyed: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[int]:
        """The lines whose key has been there."""
        seen: set[tuple[str, ...]] = set()
        for index, key in keyed:
            if key in seen:
                yield index
            seen.add(key)
