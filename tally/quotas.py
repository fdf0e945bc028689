"""Quotas and lists: how many may hold a grade, and who is drawn from an end of the ranking (7., 8.)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from tally import wording
from tally.grading import TIED, Graded, by_id
from tally.scheme import NameList, Pick, Quota, QuotaKind, Scheme


def apply_quota(scheme: Scheme, quota: Quota, everyone: Sequence[Graded]) -> list[Graded]:
    """The same appraisees in the same order; holders beyond those who may stay have dropped."""
    graded = [one for one in everyone if one.grade is not None and _is_of(one, quota.group)]
    place = {grade.name: number for number, grade in enumerate(scheme.grades)}
    limit, share = place[quota.grade], _exact(quota.share.value)
    if quota.kind is QuotaKind.AT_MOST:
        holders = [one for one in graded if place[str(one.grade)] == limit]
        may_stay, lower = math.floor(share * len(graded)), scheme.grades[limit + 1].name
    else:
        holders = [one for one in graded if place[str(one.grade)] < limit]
        may_stay, lower = len(graded) - math.ceil(share * len(graded)), quota.grade
    because = wording.quota_step(len(graded), may_stay)
    dropped, tied = _beyond(holders, may_stay, _rank)
    changed = {
        id: one.lowered("quota", quota.name, lower, because).flagged(TIED)
        if id in tied
        else one.lowered("quota", quota.name, lower, because)
        for id, one in by_id(dropped).items()
    }
    return [changed.get(one.id, one) for one in everyone]


def _beyond(holders: Sequence[Graded], may_stay: int, order: Callable[[Graded], int]) -> tuple[list[Graded], set[str]]:
    """Who must drop, and the ids of those who drop for a tie that straddles the edge.

    Where all may stay nobody drops, and where nobody may stay there is no edge.
    """
    by_rank = sorted(holders, key=order)
    if may_stay >= len(by_rank):
        return [], set()
    if may_stay <= 0:
        return by_rank, set()
    edge = order(by_rank[may_stay])
    tied = order(by_rank[may_stay - 1]) == edge
    dropped = [one for one in by_rank if order(one) >= edge]
    return dropped, {one.id for one in dropped if tied and order(one) == edge}


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
