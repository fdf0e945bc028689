"""Quotas and lists: how many may hold a grade, and who is drawn from an end of the ranking (7., 8.)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tally.grading import TIED, Graded, standings
from tally.grounds import ByQuota
from tally.regulation.scheme import BoundKind, NameList, Pick, Quota, Scheme


@dataclass(frozen=True)
class QuotaOutcome:
    """What a quota comes to: of `graded` appraisees the `holders`, by rank, and how many of them may stay.

    `share` of the graded is `product`, which rounds to `whole`. The `dropped` go down to `lower`; those in `tied`
    are equal to one who would have stayed.
    """

    graded: int
    share: Fraction
    whole: int
    may_stay: int
    lower: str
    holders: tuple[Graded, ...]
    dropped: frozenset[str]
    tied: frozenset[str]

    @property
    def ranks(self) -> tuple[int, ...]:
        """The ranks of the holders, best first."""
        return tuple(map(_rank, self.holders))

    def ground(self, one: Graded) -> ByQuota:
        """Why one of the holders dropped."""
        return ByQuota(self.graded, self.share, self.may_stay, self.ranks, _rank(one), one.id in self.tied)


def apply_quota(scheme: Scheme, quota: Quota, everyone: Sequence[Graded]) -> list[Graded]:
    """The same appraisees in the same order; holders beyond those who may stay have dropped."""
    outcome = quota_outcome(scheme, quota, everyone)
    return [_dropped(one, quota, outcome) if one.id in outcome.dropped else one for one in everyone]


def _dropped(one: Graded, quota: Quota, outcome: QuotaOutcome) -> Graded:
    lower = one.lowered(quota.name, outcome.lower, outcome.ground(one))
    return lower.flagged(TIED) if one.id in outcome.tied else lower


def quota_outcome(scheme: Scheme, quota: Quota, everyone: Sequence[Graded]) -> QuotaOutcome:
    """Who holds what the quota limits, and who of them must drop (7.)."""
    graded = [one for one in everyone if one.grade is not None and is_of(one, quota.group)]
    standing = standings(scheme)
    limit, share = standing[quota.grade], _exact(quota.share.value)
    whole = quota.rounding.whole(share * len(graded))
    if quota.kind is BoundKind.AT_MOST:
        holders = [one for one in graded if standing[str(one.grade)] == limit]
        may_stay, lower = whole, scheme.grades[limit + 1].name
    else:
        holders = [one for one in graded if standing[str(one.grade)] < limit]
        may_stay, lower = len(graded) - whole, quota.grade
    holders.sort(key=_rank)
    return QuotaOutcome(len(graded), share, whole, may_stay, lower, tuple(holders), *_beyond(holders, may_stay))


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
    ranked = [one for one in everyone if one.scored.rank is not None and is_of(one, names.group)]
    direction = 1 if names.pick is Pick.HIGHEST else -1
    ranked.sort(key=lambda one: direction * _rank(one))
    size = list_size(names, len(ranked))
    if size >= len(ranked):
        return [one.id for one in ranked], set()
    if size == 0:
        return [], set()
    edge = _rank(ranked[size - 1])
    if _rank(ranked[size]) != edge:
        return [one.id for one in ranked[:size]], set()
    taken = [one for one in ranked if direction * _rank(one) <= direction * edge]
    return [one.id for one in taken], {one.id for one in taken if _rank(one) == edge}


def list_size(names: NameList, ranked: int) -> int:
    """How many a list asks for: so many, or its share of the ranked, rounded as it says."""
    if names.count is not None:
        return int(_exact(names.count.value))
    return names.rounding.whole(_exact(names.share.value if names.share else None) * ranked)


def draw_lists(scheme: Scheme, everyone: Sequence[Graded]) -> tuple[Mapping[str, tuple[str, ...]], list[Graded]]:
    """Every list by its name, and the appraisees with the flags of ties at an edge."""
    drawn = {names.name: draw_list(names, everyone) for names in scheme.lists}
    tied = {id for _, ids in drawn.values() for id in ids}
    flagged = [one.flagged(TIED) if one.id in tied else one for one in everyone]
    return {name: tuple(ids) for name, (ids, _) in drawn.items()}, flagged


def empty_groups(scheme: Scheme, everyone: Sequence[Graded]) -> list[tuple[str, str]]:
    """The quotas, then the lists, by name, whose group no appraisee has, with that group."""
    groups = {one.group for one in everyone}
    named = [(quota.name, quota.group) for quota in scheme.quotas] + [(one.name, one.group) for one in scheme.lists]
    return [(name, group) for name, group in named if group is not None and group not in groups]


def _rank(one: Graded) -> int:
    return one.scored.rank or 0


def is_of(one: Graded, group: str | None) -> bool:
    """Whether an appraisee is among those that a quota or list of a group, or of all (None), is about."""
    return group is None or one.group == group


def _exact(value: Fraction | None) -> Fraction:
    """An amount of a scheme that is complete, as it is before a count."""
    if value is None:
        raise ValueError("a parameter has no value")
    return value
