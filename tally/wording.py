"""The sentences that stand in a result: steps and warnings, short enough for a table."""

from __future__ import annotations

from fractions import Fraction

from tally.reading.figures import fixed


def base_step(score: Fraction, rank: int, places: int) -> str:
    """Why an appraisee has its base grade."""
    return f"得分{fixed(score, places)},名次{rank}"


def rule_step(name: str) -> str:
    """Why a rule lowered a grade."""
    return f"符合“{name}”"


def quota_step(graded: int, may_stay: int) -> str:
    """Why a quota lowered a grade: how many of how many may stay."""
    return f"{graded}人中至多{may_stay}人可留"


def silent_class(appraisee: str, sheet: str, ballot_class: str) -> str:
    """That a weighted class marked nothing on a sheet that others marked."""
    return f"{appraisee} {sheet}:{ballot_class}类无一票,权重按其余票类折算"


def no_score(appraisee: str, reason: str) -> str:
    """That an appraisee has no 得分, and so no rank and no grade."""
    return f"{appraisee} 得分:{reason},因此没有得分,不排名次、不定等次"


def no_value_in_condition(appraisee: str, entry: str, reason: str) -> str:
    """That a condition could not be worked out, and so does not hold."""
    return f"{appraisee} {entry}:{reason},条件按不成立处理"
