"""名次: the ranks by 得分, among all appraisees and within each group (5.)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tally.regulation.scheme_names import GROUP_RANK, GROUP_RANK_FROM_BOTTOM, RANK, RANK_FROM_BOTTOM, SCORE
from tally.scoring import Scored


@dataclass(frozen=True)
class _Ranking:
    """The rank of each score among some appraisees, from the top and from the bottom."""

    from_top: Mapping[Fraction, int]
    from_bottom: Mapping[Fraction, int]

    @classmethod
    def of(cls, scored: Sequence[Scored]) -> _Ranking:
        scores = sorted((one.score for one in scored if one.score is not None), reverse=True)
        return cls(first_positions(scores), first_positions(scores[::-1]))

    def both(self, score: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
        """The two ranks of a score, as numbers that conditions read; None without a score."""
        return (None, None) if score is None else (Fraction(self.from_top[score]), Fraction(self.from_bottom[score]))


def rank(scored: Sequence[Scored]) -> list[Scored]:
    """The same appraisees with their 名次: by 得分, highest first, equal ones sharing a rank (5.)."""
    everyone = _Ranking.of(scored)
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        groups.setdefault(one.group, []).append(one)
    within = {group: _Ranking.of(members) for group, members in groups.items()}
    return [_ranked(one, everyone, within[one.group]) for one in scored]


def first_positions(scores: Sequence[Fraction]) -> Mapping[Fraction, int]:
    """The position, from 1, at which each score first stands."""
    positions: dict[Fraction, int] = {}
    for position, score in enumerate(scores, start=1):
        positions.setdefault(score, position)
    return positions


def _ranked(one: Scored, everyone: _Ranking, group: _Ranking) -> Scored:
    """The appraisee with its rank; its conditions see 得分 rounded and the ranks among all and in its group."""
    top, bottom = everyone.both(one.score)
    group_top, group_bottom = group.both(one.score)
    seen = {
        SCORE: one.score,
        RANK: top,
        RANK_FROM_BOTTOM: bottom,
        GROUP_RANK: group_top,
        GROUP_RANK_FROM_BOTTOM: group_bottom,
    }
    position = None if top is None else int(top)
    return replace(one, rank=position, facts=replace(one.facts, numbers={**one.facts.numbers, **seen}))
