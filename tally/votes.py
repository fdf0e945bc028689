"""The marks of one appraisee, counted: by sheet, mark (or item) and class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from tally.reading.figures import entered_decimal
from tally.regulation.scheme import Item, Scheme, Sheet
from tally.regulation.scheme_names import NO_MARK, UNDERVOTE

REASONS = (*NO_MARK, UNDERVOTE)
Points: TypeAlias = Mapping[Fraction, int]  # how often each number of points was given
Given: TypeAlias = Mapping[str, int]  # how often each mark, or word in its place, was given


@dataclass(frozen=True)
class ItemCount:
    """The marks of one class on one item: their sum and number, and those who gave none, by reason.

    `by_value` is how often each number was given; None where only sum and number are known, as RESULT.json has them.
    """

    total: Fraction
    count: int
    reasons: Mapping[str, int]
    by_value: Points | None = None


@dataclass(frozen=True)
class Votes:
    """The marks of one appraisee.

    `scale[sheet][label or reason][class]` are heads, `rubric[sheet][item][class]` sums; `covering[class]`
    the ballots that have a row for the appraisee, of which `by_hand[class]` were counted by hand, as far as that is
    known. Every class stands under everything, with 0; under `by_hand` only where any were.
    """

    scale: Mapping[str, Mapping[str, Mapping[str, int]]]
    rubric: Mapping[str, Mapping[str, Mapping[str, ItemCount]]]
    covering: Mapping[str, int]
    by_hand: Mapping[str, int] = field(default_factory=dict)

    @property
    def returned(self) -> int:
        """The ballots that cover the appraisee, all classes together."""
        return sum(self.covering.values())

    def heads(self, scheme: Scheme) -> Mapping[str, Mapping[str, int]]:
        """Heads by scale sheet and label, all classes together, without those who gave no mark."""
        return {
            sheet.id: {label: sum(self.scale[sheet.id][label].values()) for label in scheme.marks}
            for sheet in scheme.scale_sheets
        }

    def is_rubric(self, sheet: str) -> bool:
        """Whether the sheet of this id is marked item by item."""
        return sheet in self.rubric

    def heads_of(self, sheet: str, mark: str, classes: Iterable[str]) -> int:
        """How many of these classes put a label or reason on a sheet; a reason on a rubric: over all its items."""
        if self.is_rubric(sheet):
            return sum(counts[name].reasons.get(mark, 0) for counts in self.rubric[sheet].values() for name in classes)
        return sum(self.scale[sheet][mark][name] for name in classes)


def mark_value(item: Item, mark: str) -> Fraction | None:
    """The number a mark puts against an item; None where it is outside 0…max or off the step."""
    return _value_within(mark, item.max.as_integer_ratio(), item.step.as_integer_ratio())


@lru_cache(maxsize=1 << 14)
def _value_within(mark: str, most: tuple[int, int], step: tuple[int, int]) -> Fraction | None:
    """The same; asked again for every appraisee and class, and fractions are slow."""
    value = entered_decimal(mark)
    if value is None or mark.startswith("-") or value > Fraction(*most) or value % Fraction(*step):
        return None
    return value


def scale_heads(
    marks: tuple[str, ...], given: Mapping[str, Given], covers: Mapping[str, int]
) -> Mapping[str, Mapping[str, int]]:
    """Heads on a scale sheet by label or reason and class."""
    reasons = {name: _reasons(given[name], covers[name]) for name in given}
    return {
        **{mark: {name: given[name].get(mark, 0) for name in given} for mark in marks},
        **{reason: {name: reasons[name][reason] for name in given} for reason in REASONS},
    }


def item_count(item: Item, given: Given, covers: int) -> ItemCount:
    """The marks of one class on an item, from how often each was given."""
    by_value: Counter[Fraction] = Counter()
    for mark, times in given.items():
        if times and (value := mark_value(item, mark)) is not None:
            by_value[value] += times
    total = sum((value * times for value, times in by_value.items()), Fraction(0))
    return ItemCount(total, by_value.total(), _reasons(given, covers), by_value)


def _reasons(given: Given, covers: int) -> Mapping[str, int]:
    """Heads without a mark, by reason: what was put down, and 漏填 for ballots that put down nothing here."""
    here = sum(times for mark, times in given.items() if mark != UNDERVOTE)
    return {**{reason: given.get(reason, 0) for reason in NO_MARK}, UNDERVOTE: covers - here}


def votes_of(
    scheme: Scheme, given: Callable[[Sheet, Item | None], Mapping[str, Given]], covers: Mapping[str, int]
) -> Votes:
    """The votes of one appraisee: `given` what each class put on a scale sheet (None) or an item, by class."""
    return Votes(
        {sheet.id: scale_heads(scheme.marks, given(sheet, None), covers) for sheet in scheme.scale_sheets},
        {
            sheet.id: {
                item.id: {name: item_count(item, marks, covers[name]) for name, marks in given(sheet, item).items()}
                for item in sheet.items
            }
            for sheet in scheme.sheets
            if sheet.is_rubric
        },
        covers,
    )


def together(some: Votes, more: Votes) -> Votes:
    """The votes of one appraisee from two sources: every figure of one added to that of the other."""
    return Votes(
        {
            sheet: {mark: _sums(heads, more.scale[sheet][mark]) for mark, heads in by_mark.items()}
            for sheet, by_mark in some.scale.items()
        },
        {
            sheet: {
                item: {name: _item_together(count, more.rubric[sheet][item][name]) for name, count in counts.items()}
                for item, counts in by_item.items()
            }
            for sheet, by_item in some.rubric.items()
        },
        _sums(some.covering, more.covering),
        {name: number for name, number in (Counter(some.by_hand) + Counter(more.by_hand)).items()},
    )


def _sums(some: Mapping[str, int], more: Mapping[str, int]) -> Mapping[str, int]:
    return {name: number + more[name] for name, number in some.items()}


def _item_together(some: ItemCount, more: ItemCount) -> ItemCount:
    by_value = Counter(some.by_value or {})
    by_value.update(more.by_value or {})
    return ItemCount(some.total + more.total, some.count + more.count, _sums(some.reasons, more.reasons), by_value)
