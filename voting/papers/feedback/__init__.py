"""反馈意见: the letter to the appraisee, filled into a master that the office edits in Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from voting.papers import wording
from voting.papers.addressee import DATE_BY_HAND, Addressee, addressee
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.grade_words import grade_sentences
from voting.papers.master_fields import Master
from voting.papers.masters import fill_docx
from voting.papers.paper import WORD, PersonPaper
from voting.words import Said


@dataclass(frozen=True)
class FeedbackFields:
    """What the master of 反馈意见 may ask for."""

    addressee: Addressee
    grade: Annotated[tuple[str, ...], "等次意见", "段"]
    strengths: Annotated[tuple[str, ...], "主要成绩", "段"]
    problems: Annotated[tuple[str, ...], "存在问题", "段"]
    demands: Annotated[tuple[str, ...], "整改要求", "段"]
    reply_by: Annotated[str, "回复期限"]


MASTER = Master("feedback.docx", FeedbackFields)


def feedback_docx(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> bytes:
    """The 反馈意见 to one appraisee as a .docx; raises MasterFault if the master does not fit."""
    return fill_docx(
        MASTER,
        FeedbackFields(
            addressee=addressee(meeting, appraisee),
            grade=grade_sentences(meeting, appraisee, appraisee.grounds),
            strengths=wording.paragraphs(appraisee.strengths),
            problems=wording.paragraphs(appraisee.problems),
            demands=wording.paragraphs(appraisee.demands),
            reply_by=wording.until(appraisee.deadline) or DATE_BY_HAND,
        ),
    )


PAPER = PersonPaper(
    key="feedback",
    label=Said("反馈意见", "Feedback"),
    kind=WORD,
    master=MASTER,
    about=Said(
        "反馈意见发给本人，确认等次之后才能制作",
        "The feedback goes to the person; it can be made once the grades are confirmed",
    ),
    after_confirming=True,
    make=feedback_docx,
)
