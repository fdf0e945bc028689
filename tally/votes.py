"""The marks of one appraisee, counted: by sheet, mark (or item) and class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tally.reading.figures import entered_decimal
from tally.regulation.scheme import Item, Scheme
from tally.regulation.scheme_names import NO_MARK, UNDERVOTE

REASONS = (*NO_MARK, UNDERVOTE)


@dataclass(frozen=True)
class ItemCount:
    """The marks of one class on one item: their sum and number, and those who gave none, by reason."""

    total: Fraction
    count: int
    reasons: Mapping[str, int]


@dataclass(frozen=True)
class Votes:
    """The marks of one appraisee.

    `scale[sheet][label or reason][class]` are heads, `rubric[sheet][item][class]` sums; `covering[class]`
    the ballots that have a row for the appraisee. Every class stands under everything, with 0.
    """

    scale: Mapping[str, Mapping[str, Mapping[str, int]]]
    rubric: Mapping[str, Mapping[str, Mapping[str, ItemCount]]]
    covering: Mapping[str, int]

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


def mark_value(item: Item, mark: str) -> Fraction | None:
    """The number a mark puts against an item; None where it is outside 0…max or off the step."""
    value = entered_decimal(mark)
    if value is None or mark.startswith("-") or value > item.max or value % item.step:
        return None
    return value


def scale_heads(
    marks: tuple[str, ...], given: Mapping[str, Mapping[str, int]], covers: Mapping[str, int]
) -> Mapping[str, Mapping[str, int]]:
    """Heads on a scale sheet by label or reason and class."""
    reasons = {name: _reasons(given[name], covers[name]) for name in given}
    return {
        **{mark: {name: given[name].get(mark, 0) for name in given} for mark in marks},
        **{reason: {name: reasons[name][reason] for name in given} for reason in REASONS},
    }


def item_count(item: Item, given: Mapping[str, int], covers: int) -> ItemCount:
    """The marks of one class on an item, from how often each was given."""
    values = [(mark_value(item, mark), times) for mark, times in given.items() if mark not in NO_MARK]
    total = sum(((value or Fraction(0)) * times for value, times in values), Fraction(0))
    return ItemCount(total, sum(times for _, times in values), _reasons(given, covers))


def _reasons(given: Mapping[str, int], covers: int) -> Mapping[str, int]:
    """Heads without a mark, by reason: what was put down, and 漏填 for ballots without a row here."""
    return {**{reason: given.get(reason, 0) for reason in NO_MARK}, UNDERVOTE: covers - sum(given.values())}
