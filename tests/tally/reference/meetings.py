"""Meetings made up at random from a seed: a scheme, people, ballots, votes counted by hand, records, options."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tests.tally.reference.chance import Chance
from tests.tally.reference.counting import NO_MARK
from tests.tally.reference.files import COLUMNS, Files
from tests.tally.reference.schemes import Item, RandomScheme

IDS = ("1", "01", "1.0", "NA", "甲", "a b", "=x", 'a"b', "甲,乙")


class Meeting:
    """One meeting of a seed; `files` is what it is counted from."""

    def __init__(self, seed: int) -> None:
        self.chance = Chance(seed)
        self.scheme = RandomScheme(self.chance)
        self.people = self.chance.sample(IDS, self.chance.randint(1, 7))
        self.columns = self.chance.choice(((), (), ("unit",), ("unit", "post")))
        self.covers: dict[tuple[str, str], int] = {}
        how = self.chance.choice(("ballots", "ballots", "counts", "both")) if self.scheme.sheets else "ballots"
        ballots = self.ballots() if how != "counts" else None
        counts = self.counts() if how != "ballots" else None
        text = self.scheme.text
        self.files = Files(
            text,
            [{"id": id, "name": f"{id}号", **self.details()} for id in self.people],
            ballots,
            counts,
            self.records() if self.scheme.records or self.chance.likely(0.3) else None,
            self.issued() if "发出票" in text or (self.scheme.classes and self.chance.likely(0.3)) else None,
            self.expected() if "应到" in text or self.chance.likely(0.3) else None,
            self.scheme.parameters.settings,
        )

    def details(self) -> dict[str, str]:
        """What else the roster says of somebody."""
        group = {"group": self.chance.choice(("", "农村", "社区", "农村"))}
        return group | {key: self.chance.choice(("", "一村", "书记, 主任")) for key in self.columns}

    def mark(self, item: Item | None) -> str:
        """A mark, a number, or none of them."""
        if self.chance.likely(0.12):
            return self.chance.choice(NO_MARK)
        if item is None:
            labels = self.scheme.labels
            return self.chance.choice((*labels[:2] * 3, *labels))
        steps = item.max // item.step
        points = item.step * self.chance.randint(max(0, steps - 3), steps)
        return self.chance.choice((f"{float(points):.2f}", f"{float(points):g}"))

    def targets(self) -> list[tuple[str, Item | None]]:
        """Every sheet and item that can be marked."""
        return [(sheet, item) for sheet, items in self.scheme.sheets.items() for item in (items if items else [None])]

    def ballots(self) -> list[dict[str, str]]:
        """Ballots that cover most of the people, and leave some things out."""
        rows: list[dict[str, str]] = []
        for name in self.scheme.classes:
            for number in range(self.chance.choice((0, 1, 3, 5, 6, 8))):
                for person in self.people:
                    there = self.ballot(f"{name}{number}", name, person) if self.chance.likely(0.85) else []
                    rows += there
                    self.covers[person, name] = self.covers.get((person, name), 0) + bool(there)
        self.chance.shuffle(rows)
        return rows

    def ballot(self, id: str, name: str, person: str) -> list[dict[str, str]]:
        """The rows of one ballot for one appraisee."""
        return [
            dict(zip(COLUMNS["ballots"], (id, name, person, sheet, item.id if item else "", mark), strict=True))
            for sheet, item in self.targets()
            for mark in [self.mark(item)]
            if self.chance.likely(0.9)
        ]

    def counts(self) -> list[dict[str, str]]:
        """Heads by hand: for one appraisee and class everywhere the same sum, what is blank entered as such."""
        rows: list[dict[str, str]] = []
        for name in self.scheme.classes:
            for person in self.people:
                heads = self.chance.choice((0, 1, 2, 4, 7, 12))
                if self.chance.likely(0.8):
                    rows += [row for target in self.targets() for row in self.sums(name, person, target, heads)]
                    self.covers[person, name] = self.covers.get((person, name), 0) + heads
        self.chance.shuffle(rows)
        return rows

    def sums(self, name: str, person: str, target: tuple[str, Item | None], heads: int) -> list[dict[str, str]]:
        """The rows of one sheet or item; a mark that nobody gave may have a row with 0."""
        sheet, item = target
        by_value: dict[Fraction | str, tuple[str, int]] = {}
        for head in range(heads + 2):
            mark = self.chance.choice((self.mark(item), self.mark(item), self.mark(item), "漏填"))
            value = Fraction(mark) if item and mark[0].isdigit() else mark
            so_far = by_value.get(value, (mark, 0))
            by_value[value] = (so_far[0], so_far[1] + (head < heads))
        return [
            dict(zip(COLUMNS["counts"], (person, name, sheet, item.id if item else "", mark, str(sum)), strict=True))
            for mark, sum in by_value.values()
            if sum or self.chance.likely(0.5)
        ]

    def records(self) -> list[Mapping[str, str]]:
        """Values entered, with their sources where any record has several."""
        has_sources = any(one.is_several for one in self.scheme.records)
        rows: list[Mapping[str, str]] = []
        for record in self.scheme.records:
            for person in self.people:
                if record.is_needed or self.chance.likely(0.5):
                    for source in self.chance.sample(
                        ("01", "1", "甲"), self.chance.randint(1, 3) if record.is_several else 1
                    ):
                        row = {"appraisee": person, "record": record.id, "value": self.chance.choice(record.values)}
                        rows.append(row | ({"source": source * record.is_several} if has_sources else {}))
        self.chance.shuffle(rows)
        return rows

    def issued(self) -> dict[str, int]:
        """As many as came back, or more."""
        return {
            name: max((self.covers.get((one, name), 0) for one in self.people), default=0) + self.chance.randint(0, 2)
            for name in self.scheme.classes
        }

    def expected(self) -> int:
        """As many as came, or more."""
        sums = [sum(self.covers.get((one, name), 0) for name in self.scheme.classes) for one in self.people]
        return max(sums) + self.chance.choice((0, 1, 2, 4, 9))
