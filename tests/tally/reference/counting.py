"""Marks to scores and ranks the plain way: every figure is looked up in the rows again, and nothing is remembered."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.tally.reference.expressions import WithoutValueError, World, worked_out
from tests.tally.reference.files import Files, Rows
from tests.tally.reference.numbers import as_written, number, rounded

NO_MARK = ("弃权", "回避", "无效")
WITHOUT_POINTS = "不计分"


@dataclass
class Person:
    """One appraisee on the way through the count."""

    row: Mapping[str, str]
    rows: Rows
    counts: Rows
    sheets: dict[str, Fraction | None] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    steps: list[tuple[str, str, str | None, str]] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    score: Fraction | None = None
    base: str | None = None
    grade: str | None = None


class Votes:
    """The marks of a count: heads, points and means; those counted by hand beside those on ballots."""

    def __init__(self, files: Files) -> None:
        self.files, self.scheme = files, tomllib.loads(files.scheme, parse_float=Decimal)
        values = {one["id"]: one["value"] for one in self.scheme.get("parameter", []) if "value" in one}
        order = [one["id"] for one in self.scheme.get("parameter", [])]
        self.written = {id: as_written((values | dict(files.settings))[id]) for id in order}
        self.classes = [one["id"] for one in self.scheme.get("class", [])]
        self.weights = {one["id"]: number(one["weight"]) for one in self.scheme.get("class", []) if "weight" in one}
        self.scale = self.scheme.get("scale", {})
        self.sheets = self.scheme.get("sheet", [])
        self.scale_sheets = [one["id"] for one in self.sheets if "item" not in one]
        self.people = [
            Person(
                row,
                [one for one in files.ballots or () if one["appraisee"] == row["id"]],
                [one for one in files.counts or () if one["appraisee"] == row["id"]],
            )
            for row in files.appraisees
        ]

    def amount(self, written: object) -> Fraction:
        """A number, or a parameter's."""
        return number(self.written.get(str(written), written))

    def heads(self, person: Person, sheet: str, marks: Iterable[str], item: str = "", name: str | None = None) -> int:
        """How many put one of these marks there, in a class or in all."""
        chosen = set(marks)

        def is_meant(row: Mapping[str, str]) -> bool:
            there = (row["sheet"], row["item"]) == (sheet, item) and row["mark"] in chosen
            return there and name in (None, row["class"])

        return sum(map(is_meant, person.rows)) + sum(int(row["heads"]) for row in person.counts if is_meant(row))

    def covering(self, person: Person, name: str | None = None) -> int:
        """The ballots, of a class or of all, that have a row for the appraisee, and those counted by hand."""
        ballots = len({row["ballot"] for row in person.rows if name in (None, row["class"])})
        return ballots + sum(self.counted(person, one) for one in self.classes if name in (None, one))

    def counted(self, person: Person, name: str) -> int:
        """The ballots of a class that were counted by hand: the heads of every sheet and item alike."""
        sums = {
            sum(
                int(row["heads"])
                for row in person.counts
                if (row["sheet"], row["item"], row["class"]) == (sheet["id"], item["id"], name)
            )
            for sheet in self.sheets
            for item in sheet.get("item", [{"id": ""}])
        }
        assert len(sums) <= 1, sums
        return max(sums, default=0)

    def marked(self, person: Person, sheet: str, item: str, name: str) -> list[Fraction]:
        """What a class marked there, as numbers; of a scale, the points of the marks that have any."""
        rows = [(row, 1) for row in person.rows] + [(row, int(row["heads"])) for row in person.counts]
        marks = [
            row["mark"]
            for row, heads in rows
            for _ in range(heads)
            if (row["sheet"], row["item"], row["class"]) == (sheet, item, name)
            and row["mark"] not in (*NO_MARK, "漏填")
        ]
        if item:
            return [number(mark) for mark in marks]
        return [self.amount(self.scale[mark]) for mark in marks if self.scale[mark] != WITHOUT_POINTS]

    def average(self, marks: list[Fraction], trim: Mapping[str, Any] | None) -> Fraction:
        """A plain mean, without as many of the lowest and of the highest as a trim says."""
        cut, least = 0, Fraction(1)
        if trim and "each" in trim:
            cut = int(self.amount(trim["each"]))
            least = Fraction(2 * cut + 1)
        elif trim:
            cut = math.floor(self.amount(trim["share"]) * len(marks))
        if trim and "from" in trim:
            least = self.amount(trim["from"])
        left = sorted(marks)[cut : len(marks) - cut] if len(marks) >= least else marks
        return sum(left, Fraction(0)) / len(left)

    def mean(self, person: Person, sheet: Mapping[str, Any], item: str = "") -> Fraction | None:
        """The mean mark, weighted or not."""
        by_class = {name: self.marked(person, sheet["id"], item, name) for name in self.classes}
        everything = [mark for marks in by_class.values() for mark in marks]
        trim = sheet.get("trim")
        if not everything:
            return None
        if not self.weights:
            return self.average(everything, trim)
        there = {name: marks for name, marks in by_class.items() if marks}
        total = sum((self.weights[name] * self.average(marks, trim) for name, marks in there.items()), Fraction(0))
        return total / sum((self.weights[name] for name in there), Fraction(0))


class Scores(Votes):
    """The first half of a count: `people` with their scores; of `warnings` how each begins and what it names."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.places = self.scheme.get("rounding", {}).get("places", 2)
        self.warnings: list[tuple[str, ...]] = []
        self.allowed: list[tuple[str, ...]] = []  # what the page does not ask for, and a worked case has
        for person in self.people:
            self.score(person)

    def warn(self, person: Person, *words: str) -> None:
        """A warning about an appraisee."""
        self.warnings.append((f"{person.row['id']} ", *words))

    def score(self, person: Person) -> None:
        """Sheets, the formula's lines, 得分."""
        for sheet in self.sheets:
            items = [item["id"] for item in sheet.get("item", [{"id": ""}])]
            means = [self.mean(person, sheet, item) for item in items]
            person.sheets[sheet["id"]] = (
                None if None in means else sum((mean or Fraction(0) for mean in means), Fraction(0))
            )
            silent = [
                name for name in self.classes if not any(self.marked(person, sheet["id"], i, name) for i in items)
            ]
            if self.weights and len(silent) < len(self.classes):
                for name in silent:
                    self.warn(person, f"{sheet['id']}:{name}类")
            self.allowed += [
                (f"{person.row['id']} ", f"{sheet['id']} {item}:{name}类")
                for item in items
                for name in self.classes
                if item and self.weights and not self.marked(person, sheet["id"], item, name)
            ]
        for line, text in self.scheme["formula"].items():
            try:
                person.values[line] = Fraction(worked_out(text, self.world(person)))
            except WithoutValueError:
                person.values[line] = None
        if person.values["得分"] is None:
            self.warn(person, "得分:")
        else:
            person.score = rounded(person.values["得分"], self.places)

    def record(self, person: Person, record: Mapping[str, Any]) -> Fraction | bool:
        """What a record counts: of several sources, the mean."""
        given = [
            row["value"]
            for row in self.files.records or ()
            if (row["appraisee"], row["record"]) == (person.row["id"], record["id"])
        ] or [as_written(record["default"])]
        if record["kind"] == "flag":
            return given == ["是"]
        worth = [number(one) if record["kind"] == "score" else self.amount(record["options"][one]) for one in given]
        return sum(worth, Fraction(0)) / len(worth)

    # what expressions read

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
        if name.removeprefix("组内") in ("名次", "倒数名次", "人数"):
            return self.standing(person, name)
        known = person.values | person.sheets
        return known[name] if name in known else self.amount(name)

    def standing(self, person: Person, name: str) -> Fraction:
        """名次, 倒数名次 or 人数, among all or, with 组内 before it, among those of the same group."""
        among = [
            other for other in self.people if not name.startswith("组内") or other.row["group"] == person.row["group"]
        ]
        if name.endswith("人数"):
            return Fraction(len(among))
        if person.score is None:
            raise WithoutValueError
        scores = [other.score for other in among if other.score is not None]
        if name.endswith("倒数名次"):
            return Fraction(1 + sum(score < person.score for score in scores))
        return Fraction(1 + sum(score > person.score for score in scores))

    def votes_for(self, person: Person, function: str, marks: list[str], options: dict[str, str]) -> Fraction:
        """A 得票数 or 得票率."""
        tops = {sheet: self.heads(person, sheet, marks) for sheet in self.scale_sheets}
        if function == "得票数":
            return Fraction(sum(tops.values()))
        bottoms = {sheet: self.divisor(person, sheet, options.get("分母", "有效票")) for sheet in tops}
        if options.get("范围") == "最高":
            return max((Fraction(tops[sheet], bottoms[sheet]) for sheet in tops if bottoms[sheet]), default=Fraction(0))
        total = sum(bottoms.values())
        return Fraction(sum(tops.values()), total) if total else Fraction(0)

    def divisor(self, person: Person, sheet: str, base: str) -> int:
        """What one sheet adds to the divisor of a vote share."""
        return {
            "有效票": lambda: self.heads(person, sheet, self.scale),
            "收回票": lambda: self.covering(person),
            "发出票": lambda: sum((self.files.issued or {}).values()),
            "应到": lambda: self.files.expected or 0,
        }[base]()

    def ranked(self) -> list[Person]:
        """Those with a 得分, in file order."""
        return [person for person in self.people if person.score is not None]

    def rank(self, person: Person) -> int:
        """1, 1, 3."""
        return int(self.standing(person, "名次"))
