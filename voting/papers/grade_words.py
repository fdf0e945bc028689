"""综合评价等次 in words: proposed or determined, by which rule, why changed, what follows."""

from __future__ import annotations

from collections.abc import Sequence

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures

BY_HAND = "＿＿＿＿＿＿"


def grade_sentences(
    meeting: MeetingFigures, appraisee: AppraiseeFigures, lowered: Sequence[str] | None = None
) -> tuple[str, ...]:
    """The paragraphs on the grade of one appraisee.

    `lowered` says what lowered the grade, where the paper is to say it otherwise than with every figure.
    """
    lowered = lowered_by(appraisee) if lowered is None else lowered
    if not wording.is_final(meeting, appraisee):
        said = proposal(appraisee, lowered)
    elif appraisee.final_grade == appraisee.proposed_grade:
        document = wording.unstopped(appraisee.document)
        source = f"依据文件：{document}。" if document else ""
        said = [*lowered, f"{decision(meeting, appraisee)}。{source}"]
    else:
        said = changed(meeting, appraisee, lowered)
    follows = wording.sentence(wording.plain(appraisee.consequence))
    return (*said, f"结果运用：{follows}") if follows else tuple(said)


def proposal(appraisee: AppraiseeFigures, lowered: Sequence[str]) -> list[str]:
    """What the count proposes; the committee has still to decide."""
    if not wording.has_grade(appraisee.proposed_grade):
        return ["本次计票没有形成建议等次，综合评价等次待研究确定。"]
    return [
        *lowered,
        f"按照方案计票，建议等次为“{wording.plain(appraisee.proposed_grade)}”（待研究确定）。",
        "本意见未经研究确定，不作为正式意见使用。",
    ]


def lowered_by(appraisee: AppraiseeFigures) -> list[str]:
    """The clauses and quotas that lowered the grade, each with its figures."""
    return [wording.sentence(wording.plain(step)) for step in appraisee.steps[1:]]


def decision(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> str:
    """经…研究,综合评价等次确定为…, without a full stop."""
    body = wording.plain(appraisee.decided_by) or wording.plain(meeting.organisation)
    return f"经{body}研究，综合评价等次确定为“{wording.plain(appraisee.final_grade)}”"


def changed(meeting: MeetingFigures, appraisee: AppraiseeFigures, lowered: Sequence[str]) -> list[str]:
    """确定 other than 建议: both grades, the reason, and the document it stands in."""
    proposed = wording.plain(appraisee.proposed_grade)
    first = f"按照方案计票，建议等次为“{proposed}”。" if wording.has_grade(proposed) else "本次计票没有形成建议等次。"
    return [
        *lowered,
        f"{first}{decision(meeting, appraisee)}，与建议等次不同。",
        f"调整理由：{wording.unstopped(appraisee.reason) or BY_HAND}。"
        f"依据文件：{wording.unstopped(appraisee.document) or BY_HAND}。",
    ]
