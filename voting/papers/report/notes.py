"""What the report says in words: why ballots were invalid, what the figures are, lists and warnings, re-issues."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.facts import MeetingFigures

NO_INVALID = "无"
BY_HAND = "＿" * 20


def invalid_reasons(meeting: MeetingFigures) -> str:
    """Why ballots were invalid; a line to fill in by hand where nobody has entered it."""
    if meeting.invalid_reasons:
        parts = (f"{wording.unstopped(reason)}{number}张" for reason, number in meeting.invalid_reasons)
        return wording.sentence("、".join(parts))
    return BY_HAND if meeting.total_invalid else f"{NO_INVALID}。"


def table_note(meeting: MeetingFigures) -> str:
    """What the figures under the marks are, and that the grades are the count's."""
    pooled = "，为全部专项合计" if len(meeting.sheet_titles) > 1 else ""
    marks = f"各档次栏上为票数、下为得票率{pooled}；" if meeting.mark_labels else ""
    return f"注：{marks}得分、得票率四舍五入。建议等次由计票得出，综合评价等次由组织研究确定。"


def notices(meeting: MeetingFigures) -> tuple[str, ...]:
    """Lists drawn up from the ranking, and the warnings of the count."""
    lists = (
        f"“{wording.plain(name)}”名单：{'、'.join(wording.plain(person) for person in names) or NO_INVALID}。"
        for name, names in meeting.lists
    )
    return (*lists, *(f"提示：{wording.sentence(wording.plain(warning))}" for warning in meeting.warnings))


def reissue_note(meeting: MeetingFigures) -> str:
    """What a re-issued card could mean for the result."""
    if not meeting.reissues:
        return ""
    return f"每张补发的票卡最多可能多出一票，请对照最小分差判断{meeting.reissues}票是否影响结果。"
