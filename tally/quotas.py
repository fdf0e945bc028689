"""Quotas and lists: how many may hold a grade, and who is drawn from an end of the ranking (7., 8.)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tally import wording
from tally.grading import TIED, Graded
from tally.regulation.scheme import BoundKind, NameList, Pick, Quota, Scheme


@dataclass(frozen=True)
class QuotaOutcome:
    """What a quota comes to: of `graded` appraisees the `holders` by rank, and how many of them may stay.

    The `dropped` go down to `lower`; those in `tied` are equal to one who would have stayed.
    """

    graded: int
    may_stay: int
    lower: str
    holders: tuple[Graded, ...]
    dropped: frozenset[str]
    tied: frozenset[str]


def apply_quota(scheme: Scheme, quota: Quota, everyone: Sequence[Graded]) -> list[Graded]:
    """The same appraisees in the same order; holders beyond those who may stay have dropped."""
    outcome = quota_outcome(scheme, quota, everyone)
    because = wording.quota_step(outcome.graded, outcome.may_stay)
    return [_dropped(one, quota, outcome, because) if one.id in outcome.dropped else one for one in everyone]


def _dropped(one: Graded, quota: Quota, outcome: QuotaOutcome, because: str) -> Graded:
    lower = one.lowered("quota", quota.name, outcome.lower, because)
    return lower.flagged(TIED) if one.id in outcome.tied else lower


def quota_outcome(scheme: Scheme, quota: Quota, everyone: Sequence[Graded]) -> QuotaOutcome:
    """Who holds what the quota limits, and who of them must drop (7.)."""
    graded = [one for one in everyone if one.grade is not None and _is_of(one, quota.group)]
    place = {grade.name: number for number, grade in enumerate(scheme.grades)}
    limit, share = place[quota.grade], _exact(quota.share.value)
    if quota.kind is BoundKind.AT_MOST:
        holders = [one for one in graded if place[str(one.grade)] == limit]
        may_stay, lower = math.floor(share * len(graded)), scheme.grades[limit + 1].name
    else:
        holders = [one for one in graded if place[str(one.grade)] < limit]
        may_stay, lower = len(graded) - math.ceil(share * len(graded)), quota.grade
    holders.sort(key=_rank)
    return QuotaOutcome(len(graded), may_stay, lower, tuple(holders), *_beyond(holders, may_stay))


def _beyond(holders: Sequence[Graded], may_stay: int) -> tuple[frozenset[str], frozenset[str]]:
    """Which of the holders, by rank, must drop, and who of them for a tie that straddles the edge.

    Where all may stay nobody drops, and where nobody may stay there is no edge.
    """
    if may_stay >= len(holders):
        return frozenset(), frozenset()
    if may_stay <= 0:
        return frozenset(one.id for one in holders), frozenset()
    edge = _rank(holders[may_stay])
    dropped = frozenset(one.id for one in holders if _rank(one) >= edge)
    if _rank(holders[may_stay - 1]) != edge:
        return dropped, frozenset()
    return dropped, frozenset(one.id for one in holders if _rank(one) == edge)


def draw_list(names: NameList, everyone: Sequence[Graded]) -> tuple[list[str], set[str]]:
    """The ids from that end of the ranking, ties in file order, and those of a tie at the edge (8.)."""
    ranked = [one for one in everyone if one.scored.rank is not None and _is_of(one, names.group)]
    direction = 1 if names.pick is Pick.HIGHEST else -1
    ranked.sort(key=lambda one: direction * _rank(one))
    size = _size(names, len(ranked))
    if size >= len(ranked):
        return [one.id for one in ranked], set()
    if size == 0:
        return [], set()
    edge = _rank(ranked[size - 1])
    if _rank(ranked[size]) != edge:
        return [one.id for one in ranked[:size]], set()
    taken = [one for one in ranked if direction * _rank(one) <= direction * edge]
    return [one.id for one in taken], {one.id for one in taken if _rank(one) == edge}


def _size(names: NameList, ranked: int) -> int:
    """How many a list asks for: so many, or its share rounded up."""
    if names.count is not None:
        return int(_exact(names.count.value))
    return math.ceil(_exact(names.share.value if names.share else None) * ranked)


def draw_lists(scheme: Scheme, everyone: Sequence[Graded]) -> tuple[Mapping[str, tuple[str, ...]], list[Graded]]:
    """Every list by its name, and the appraisees with the flags of ties at an edge."""
    drawn = {names.name: draw_list(names, everyone) for names in scheme.lists}
    tied = {id for _, ids in drawn.values() for id in ids}
    flagged = [one.flagged(TIED) if one.id in tied else one for one in everyone]
    return {name: tuple(ids) for name, (ids, _) in drawn.items()}, flagged


def _rank(one: Graded) -> int:
    return one.scored.rank or 0


def _is_of(one: Graded, group: str | None) -> bool:
    return group is None or one.group == group


def _exact(value: Fraction | None) -> Fraction:
    """An amount of a scheme that is complete, as it is before a count."""
    if value is None:
        raise ValueError("a parameter has no value")
    return value
