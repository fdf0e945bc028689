"""The plain means behind a sheet's score: points added up, those that a trim leaves out told apart (2.)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from tally.regulation.scheme import Item, Scheme, Sheet, Trim
from tally.votes import ItemCount, Points, Votes

ALIKE = ""  # stands in for a class where the marks of all classes count alike


@dataclass(frozen=True)
class PlainMean:
    """One plain mean: sum and number of the points that stand in it, and those a trim has left out at either end.

    `kept` is how often each number of points stands in it; None of votes read back from RESULT.json, of which sum
    and number are known before a trim only.
    """

    total: Fraction
    count: int
    kept: Points | None = None
    lowest: Points = field(default_factory=dict)
    highest: Points = field(default_factory=dict)

    @property
    def value(self) -> Fraction:
        """The mean; ZeroDivisionError where nothing stands in it."""
        return self.total / self.count

    @property
    def left_out(self) -> int:
        """How many points a trim has left out at each end."""
        return sum(self.lowest.values())

    @property
    def given(self) -> int:
        """How many points there were before the trim."""
        return self.count + 2 * self.left_out

    @property
    def given_total(self) -> Fraction:
        """What the points came to before the trim."""
        ends = (*self.lowest.items(), *self.highest.items())
        return self.total + sum((value * number for value, number in ends), Fraction(0))


Parts: TypeAlias = Mapping[str, PlainMean]  # by class where classes are weighted, else one under ALIKE


def sheet_parts(scheme: Scheme, sheet: Sheet, votes: Votes) -> Mapping[str, Parts]:
    """The plain means of a sheet: for each item of a rubric, or, under "", of a scale sheet."""
    if sheet.is_rubric:
        return {item.id: _item_parts(scheme, sheet, item, votes) for item in sheet.items}
    return {
        "": {
            group: trimmed(_scale_points(scheme, sheet, votes, classes), sheet.trim)
            for group, classes in _averaged(scheme).items()
        }
    }


def _averaged(scheme: Scheme) -> Mapping[str, tuple[str, ...]]:
    """Which classes' marks stand in one plain mean: each alone where they are weighted, else all together."""
    return {name: (name,) for name in scheme.class_ids} if scheme.is_weighted else {ALIKE: scheme.class_ids}


def _scale_points(scheme: Scheme, sheet: Sheet, votes: Votes, classes: Iterable[str]) -> Points:
    points: Counter[Fraction] = Counter()
    for mark in scheme.scale:
        if mark.points is not None:
            points[mark.points] += votes.heads_of(sheet.id, mark.label, classes)
    return +points


def _item_parts(scheme: Scheme, sheet: Sheet, item: Item, votes: Votes) -> Parts:
    counts = votes.rubric[sheet.id][item.id]
    return {
        group: _item_part([counts[name] for name in classes], sheet.trim)
        for group, classes in _averaged(scheme).items()
    }


def _item_part(counts: Iterable[ItemCount], trim: Trim | None) -> PlainMean:
    counts, points = list(counts), Counter[Fraction]()
    if any(count.by_value is None for count in counts):
        return PlainMean(sum((count.total for count in counts), Fraction(0)), sum(count.count for count in counts))
    for count in counts:
        points.update(count.by_value or {})
    return trimmed(points, trim)


def trimmed(points: Points, trim: Trim | None) -> PlainMean:
    """The plain mean of points, without as many of the lowest and of the highest as a trim leaves out."""
    out = trim.left_out(sum(points.values())) if trim else 0
    lowest, highest = _first(sorted(points.items()), out), _first(sorted(points.items(), reverse=True), out)
    kept = Counter(points)
    kept.subtract(lowest)
    kept.subtract(highest)
    total = sum((value * number for value, number in kept.items()), Fraction(0))
    return PlainMean(total, kept.total(), +kept, lowest, highest)


def _first(points: Iterable[tuple[Fraction, int]], out: int) -> Points:
    """The first `out` of points, in the order given."""
    found: dict[Fraction, int] = {}
    for value, number in points:
        taken = min(number, out - sum(found.values()))
        if not taken:
            break
        found[value] = taken
    return found


def mean(scheme: Scheme, parts: Parts) -> Fraction | None:
    """Σ w·mean(class) / Σ w over the classes that have points, or the one mean of all marks; None without points."""
    if not scheme.is_weighted:
        return parts[ALIKE].value if parts[ALIKE].count else None
    marked = [(one.weight or Fraction(0), parts[one.id]) for one in scheme.classes if parts[one.id].count]
    weights = sum((weight for weight, _ in marked), Fraction(0))
    return sum((weight * part.value for weight, part in marked), Fraction(0)) / weights if marked else None
