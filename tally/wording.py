"""The sentences that stand in a result: steps and warnings, short enough for a table."""

from __future__ import annotations

from typing import assert_never

from tally.expressions.syntax import VoteBase
from tally.grounds import ByQuota, ByRule, ByScore, Ground
from tally.reading.figures import fixed


def because(name: str, ground: Ground, places: int) -> str:
    """Why a step was taken: the ground of the rule, quota or grade called `name`, as RESULT.json has it."""
    match ground:
        case ByScore(score, rank):
            return f"得分{fixed(score, places)},名次{rank}"
        case ByRule():
            return f"符合“{name}”"
        case ByQuota(graded, _, may_stay):
            return f"{graded}人中至多{may_stay}人可留"
        case _:
            assert_never(ground)


def silence(appraisee: str, sheet: str, item: str | None, ballot_class: str) -> str:
    """That a weighted class has no points on a sheet, or on an item of it, where others have some."""
    if item is not None:
        return f"{appraisee} {sheet} {item}:{ballot_class}类未评"
    return f"{appraisee} {sheet}:{ballot_class}类无一票,权重按其余票类折算"


def no_score(appraisee: str, reason: str) -> str:
    """That an appraisee has no 得分, and so no rank and no grade."""
    return f"{appraisee} 得分:{reason},因此没有得分,不排名次、不定等次"


def no_value_in_condition(appraisee: str, entry: str, reason: str) -> str:
    """That a condition could not be worked out, and so does not hold."""
    return f"{appraisee} {entry}:{reason},条件按不成立处理"


def sensitive(appraisee: str, base: VoteBase, other: str, grade: str) -> str:
    """That another 分母 would give another grade."""
    return f"{appraisee} 口径敏感:按{base.value}为“{other}”,本方案为“{grade}”"


def empty_group(name: str, group: str) -> str:
    """That a quota or list is about a group that no appraisee has."""
    return f"“{name}”:名单中没有“{group}”组"
