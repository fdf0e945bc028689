"""How the opinion tells of the score: records, intermediate values, and the last line of the formula."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures

MANY_RECORDS = 20


def score_sentences(appraisee: AppraiseeFigures) -> tuple[str, ...]:
    """Records and intermediate values, if the scheme has any, and the final score."""
    listed = appraisee.records if len(appraisee.records) <= MANY_RECORDS else ()  # of many, their sums say enough
    records = "、".join(f"“{wording.plain(title)}”为“{wording.plain(value)}”" for title, value in listed)
    values = "、".join(f"{wording.plain(name)}{value}分" for name, value in stated(appraisee))
    parts = [f"记录事项：{records}。"] if records else []
    parts += [f"其中{values}。"] if values else []
    if not has_score(appraisee):
        return (*parts, "本次测评没有形成最后得分。")
    return (*parts, f"按照方案计算，最后得分为{appraisee.score}分。")


def stated(appraisee: AppraiseeFigures) -> list[tuple[str, str]]:
    """The lines of the formula beside 得分 that have a value."""
    return [(name, value) for name, value in appraisee.values if name != "得分" and value != wording.NONE]


def has_score(appraisee: AppraiseeFigures) -> bool:
    """Whether the formula has a value."""
    return appraisee.score not in ("", wording.NONE)
