"""What the papers on one appraisee open with: who, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures

TITLE_WIDTH = 19  # of twenty characters a line, one is kept for the 的 that may follow
DATE_BY_HAND = "　　　　年　　月　　日"


@dataclass(frozen=True)
class Addressee:
    """The fields that 综合评价意见 and 反馈意见 share."""

    is_draft: Annotated[bool, "待研究确定"]
    name: Annotated[str, "姓名"]
    honorific: Annotated[str, "同志"]
    unit_and_post: Annotated[str, "单位职务"]
    matter: Annotated[str, "事项"]
    plan: Annotated[str, "方案文件"]
    held_on: Annotated[str, "会议日期"]
    meeting: Annotated[str, "会议名称"]
    organisation: Annotated[str, "机关"]
    manner: Annotated[str, "述职方式"]
    signed_on: Annotated[str, "落款日期"]


def addressee(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> Addressee:
    """Who is written about or to, and by which meeting."""
    return Addressee(
        is_draft=not wording.is_final(meeting, appraisee),
        name=wording.plain(appraisee.name),
        honorific=wording.honorific(appraisee),
        unit_and_post=wording.unit_and_post(appraisee),
        matter=wording.balanced(wording.matter(meeting.title), TITLE_WIDTH),
        plan=wording.plan_name(meeting),
        held_on=wording.plain(meeting.held_on),
        meeting=wording.plain(meeting.title),
        organisation=wording.plain(meeting.organisation),
        manner="提交了书面述职报告" if appraisee.in_writing else "作了述职",
        signed_on=DATE_BY_HAND,
    )
