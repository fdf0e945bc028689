"""综合评价意见: one Word paper for each appraisee, filled into a master that the office edits in Word."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.addressee import DATE_BY_HAND, addressee
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.grade_words import grade_sentences
from voting.papers.master_fields import Master
from voting.papers.masters import fill_docx
from voting.papers.opinion.fields import Ballots, OpinionFields, marks_rows
from voting.papers.opinion.score_words import score_sentences
from voting.papers.paper import WORD, PersonPaper
from voting.words import Said

MASTER = Master("opinion.docx", OpinionFields)


def opinion_docx(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> bytes:
    """The 综合评价意见 of one appraisee as a .docx; raises MasterFault if the master does not fit."""
    return fill_docx(MASTER, opinion_fields(meeting, appraisee))


def opinion_fields(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> OpinionFields:
    """What the master is filled with."""
    return OpinionFields(
        addressee=addressee(meeting, appraisee),
        ballots=ballots(meeting, appraisee),
        marks=tuple(wording.plain(label) for label in meeting.mark_labels),
        rows=marks_rows(meeting, appraisee),
        score=score_sentences(appraisee),
        strengths=wording.paragraphs(appraisee.strengths),
        problems=wording.paragraphs(appraisee.problems),
        grade=grade_sentences(meeting, appraisee),
        demands=wording.paragraphs(appraisee.demands),
        deadline=wording.unstopped(appraisee.deadline) or DATE_BY_HAND,
    )


def ballots(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> Ballots:
    """应到/实到 of the meeting and 发出/收回/有效/无效 of this appraisee."""
    return Ballots(
        expected=meeting.expected,
        present=meeting.present,
        issued=appraisee.issued,
        returned=appraisee.returned,
        valid=appraisee.valid,
        invalid=appraisee.invalid,
        merged=wording.merged_classes(meeting),
    )


PAPER = PersonPaper(
    key="opinion",
    label=Said("综合评价意见", "Overall opinion"),
    kind=WORD,
    master=MASTER,
    make=opinion_docx,
)
