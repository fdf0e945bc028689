"""Marks to scores and ranks the plain way: every figure is looked up in the rows again, and nothing is remembered."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.tally.reference.expressions import WithoutValueError, World, worked_out

NO_MARK = ("弃权", "回避", "无效")
Rows = Sequence[Mapping[str, str]]


@dataclass
class Files:
    """What a count is made from: a scheme's text, rows of the three tables, and the options."""

    scheme: str
    appraisees: Rows
    ballots: Rows
    records: Rows
    issued: Mapping[str, int] | None
    settings: Mapping[str, str]


@dataclass
class Person:
    """One appraisee on the way through the count."""

    row: Mapping[str, str]
    rows: Rows
    sheets: dict[str, Fraction | None] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    steps: list[tuple[str, str, str | None, str]] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    score: Fraction | None = None
    base: str | None = None
    grade: str | None = None


def number(text: object) -> Fraction:
    """A number or percentage as written."""
    written = str(text)
    return Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)


def rounded(value: Fraction, places: int) -> Fraction:
    """Half up by magnitude."""
    magnitude = Fraction(math.floor(abs(value) * 10**places + Fraction(1, 2)), 10**places)
    return magnitude if value > 0 else -magnitude


def printed(value: Fraction | None, places: int) -> str | None:
    """Rounded, with so many decimals."""
    if value is None:
        return None
    whole, rest = divmod(abs(rounded(value, places)), 1)
    sign = "-" if rounded(value, places) < 0 else ""
    return f"{sign}{whole}" + (f".{int(rest * 10**places):0{places}d}" if places else "")


class Scores:
    """The first half of a count: `people` with their scores, `warnings` (appraisee, about what)."""

    def __init__(self, files: Files) -> None:
        self.files, self.scheme = files, tomllib.loads(files.scheme, parse_float=str)
        parameters = {one["id"]: one.get("value") for one in self.scheme.get("parameter", [])} | dict(files.settings)
        self.written = {id: str(value) for id, value in parameters.items()}
        self.classes = [one["id"] for one in self.scheme.get("class", [])]
        self.weights = {one["id"]: number(one["weight"]) for one in self.scheme.get("class", []) if "weight" in one}
        self.scale = {label: number(points) for label, points in self.scheme.get("scale", {}).items()}
        self.sheets = self.scheme.get("sheet", [])
        self.scale_sheets = [one["id"] for one in self.sheets if "item" not in one]
        self.places = self.scheme.get("rounding", {}).get("places", 2)
        self.warnings: list[tuple[str, str]] = []
        self.people = [
            Person(row, [one for one in files.ballots if one["appraisee"] == row["id"]]) for row in files.appraisees
        ]
        for person in self.people:
            self.score(person)

    # marks

    def heads(self, person: Person, sheet: str, marks: Iterable[str], item: str = "", name: str | None = None) -> int:
        """How many put one of these marks there, in a class or in all."""
        chosen = set(marks)
        return sum(
            (row["sheet"], row["item"]) == (sheet, item) and row["mark"] in chosen and name in (None, row["class"])
            for row in person.rows
        )

    def covering(self, person: Person, name: str | None = None) -> int:
        """The ballots, of a class or of all, that have a row for the appraisee."""
        return len({row["ballot"] for row in person.rows if name in (None, row["class"])})

    def marked(self, person: Person, sheet: str, item: str, name: str) -> list[Fraction]:
        """What a class marked there, as numbers."""
        marks = [
            row["mark"]
            for row in person.rows
            if (row["sheet"], row["item"], row["class"]) == (sheet, item, name) and row["mark"] not in NO_MARK
        ]
        return [number(mark) if item else self.scale[mark] for mark in marks]

    def mean(self, person: Person, sheet: str, item: str = "") -> Fraction | None:
        """The mean mark, weighted or not."""
        by_class = {name: self.marked(person, sheet, item, name) for name in self.classes}
        everything = [mark for marks in by_class.values() for mark in marks]
        if not everything:
            return None
        if not self.weights:
            return sum(everything, Fraction(0)) / len(everything)
        there = {name: marks for name, marks in by_class.items() if marks}
        means = {name: sum(marks, Fraction(0)) / len(marks) for name, marks in there.items()}
        total = sum((self.weights[name] * mean for name, mean in means.items()), Fraction(0))
        return total / sum((self.weights[name] for name in there), Fraction(0))

    # scores

    def score(self, person: Person) -> None:
        """Sheets, the formula's lines, 得分."""
        for sheet in self.sheets:
            items = [item["id"] for item in sheet.get("item", [{"id": ""}])]
            means = [self.mean(person, sheet["id"], item) for item in items]
            person.sheets[sheet["id"]] = (
                None if None in means else sum((mean or Fraction(0) for mean in means), Fraction(0))
            )
            silent = [
                name for name in self.classes if not any(self.marked(person, sheet["id"], i, name) for i in items)
            ]
            if self.weights and len(silent) < len(self.classes):
                self.warnings += [(person.row["id"], f"{sheet['id']}:{name}类") for name in silent]
        for line, text in self.scheme["formula"].items():
            try:
                person.values[line] = Fraction(worked_out(text, self.world(person)))
            except WithoutValueError:
                person.values[line] = None
        exact = person.values["得分"]
        if exact is None:
            self.warnings.append((person.row["id"], "得分:"))
        else:
            person.score = rounded(exact, self.places)

    def record(self, person: Person, record: Mapping[str, Any]) -> Fraction | bool:
        """What a record counts."""
        given = [
            row["value"]
            for row in self.files.records
            if (row["appraisee"], row["record"]) == (person.row["id"], record["id"])
        ]
        value = given[0] if given else record["default"]
        if record["kind"] == "flag":
            return bool(value == "是")
        return number(value) if record["kind"] == "score" else self.amount(record["options"][value])

    def amount(self, written: object) -> Fraction:
        """A number, or a parameter's."""
        return number(self.written.get(str(written), str(written)))

    def world(self, person: Person, graded: bool = False, base: str | None = None) -> World:
        """What the expressions read of an appraisee; conditions see 得分 rounded, and `base` as every 分母."""
        return World(
            lambda name: person.score if name == "得分" and graded else self.named(person, name),
            lambda function, marks, options: self.votes_for(
                person, function, marks, options | ({"分母": base} if base else {})
            ),
        )

    def named(self, person: Person, name: str) -> Any:
        """What a name is worth; None where it has no value."""
        records = {one["id"]: one for one in self.scheme.get("record", [])}
        if name in records:
            return self.record(person, records[name])
        if name == "名次":
            return Fraction(self.rank(person))
        if name == "倒数名次":
            return Fraction(1 + sum((other.score or 0) < (person.score or 0) for other in self.ranked()))
        if name == "人数":
            return Fraction(len(self.people))
        known = person.values | person.sheets
        return known[name] if name in known else self.amount(name)

    def votes_for(self, person: Person, function: str, marks: list[str], options: dict[str, str]) -> Fraction:
        """A 得票数 or 得票率."""
        tops = {sheet: self.heads(person, sheet, marks) for sheet in self.scale_sheets}
        if function == "得票数":
            return Fraction(sum(tops.values()))
        bottoms = {sheet: self.divisor(person, sheet, options.get("分母", "有效票")) for sheet in tops}
        if options.get("范围") == "最高":
            return max((Fraction(tops[sheet], bottoms[sheet]) for sheet in tops if bottoms[sheet]), default=Fraction(0))
        whole = sum(bottoms.values())
        return Fraction(sum(tops.values()), whole) if whole else Fraction(0)

    def divisor(self, person: Person, sheet: str, base: str) -> int:
        """What one sheet adds to the divisor of a vote share."""
        if base == "有效票":
            return self.heads(person, sheet, self.scale)
        return self.covering(person) if base == "收回票" else sum((self.files.issued or {}).values())

    def ranked(self) -> list[Person]:
        """Those with a 得分, in file order."""
        return [person for person in self.people if person.score is not None]

    def rank(self, person: Person) -> int:
        """1, 1, 3."""
        return 1 + sum((other.score or 0) > (person.score or 0) for other in self.ranked())
