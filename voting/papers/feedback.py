"""反馈意见: the letter to the appraisee, filled into a master that the office edits in Word."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.masters import fill_docx
from voting.papers.opinion import DATE_BY_HAND, addressee, grade_sentences

MASTER = "feedback.docx"


def feedback_docx(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> bytes:
    """The 反馈意见 to one appraisee as a .docx; raises MasterFault if the master does not fit."""
    return fill_docx(
        MASTER,
        {
            **addressee(meeting, appraisee),
            "等次意见": grade_sentences(meeting, appraisee, appraisee.grounds),
            "主要成绩": wording.paragraphs(appraisee.strengths),
            "存在问题": wording.paragraphs(appraisee.problems),
            "整改要求": wording.paragraphs(appraisee.demands),
            "回复期限": wording.until(appraisee.deadline) or DATE_BY_HAND,
        },
    )
