"""综合评价意见（全部）: the opinions of all appraisees in one zip."""

from __future__ import annotations

from dataclasses import replace

from voting.papers.facts import MeetingFigures
from voting.papers.opinion import opinion_docx
from voting.papers.packing import numbered_name, packed
from voting.papers.paper import ZIP, MeetingPaper
from voting.words import Said


def opinions_zip(meeting: MeetingFigures) -> bytes:
    """The opinions of all appraisees in one zip, named 序号-姓名.docx; raises MasterFault as each of them does."""
    return packed(
        {
            numbered_name(number, appraisee.name, "docx"): opinion_docx(meeting, appraisee)
            for number, appraisee in enumerate(meeting.appraisees, 1)
        }
    )


PAPER = MeetingPaper(
    key="opinions",
    label=Said("综合评价意见（全部）", "Overall opinions (all)"),
    kind=replace(ZIP, form=Said("压缩包，每人一份 Word", "ZIP file, one Word file each")),
    about=Said("一次下载 {people} 人的意见", "the opinions on all {people} in one download"),
    in_archive=False,  # there each stands by itself
    is_main=True,
    make=opinions_zip,
)
