"""计票结果报告单: what the chief scrutineer reads out and the scrutineers sign, filled into a Word master."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures, RoundFigures
from voting.papers.mark_cells import mark_cells
from voting.papers.master_fields import Master
from voting.papers.masters import fill_docx
from voting.papers.paper import WORD, MeetingPaper, Pill
from voting.papers.report.fields import ClassRow, Heading, Proofs, ReportFields, ResultRow, RoundRow
from voting.papers.report.notes import BY_HAND, invalid_reasons, notices, reissue_note, table_note
from voting.words import Said

MASTER = Master("report.docx", ReportFields)
TITLE_WIDTH = 33  # characters of the title on the upper edge of a page on its side


def report_docx(meeting: MeetingFigures) -> bytes:
    """The 计票结果报告单 as a .docx; raises MasterFault if the master does not fit."""
    return fill_docx(MASTER, report_fields(meeting))


def report_fields(meeting: MeetingFigures) -> ReportFields:
    """What the master is filled with."""
    return ReportFields(
        heading=heading(meeting),
        classes=class_rows(meeting),
        validity=wording.validity(meeting),
        invalid_reasons=invalid_reasons(meeting),
        merged=wording.merged_classes(meeting),
        marks=tuple(wording.plain(label) for label in meeting.mark_labels),
        sheets=tuple(wording.plain(title) for title in meeting.sheet_titles),
        results=tuple(result_row(meeting, number, person) for number, person in enumerate(meeting.appraisees, 1)),
        table_note=table_note(meeting),
        notices=notices(meeting),
        proofs=proofs(meeting),
    )


def heading(meeting: MeetingFigures) -> Heading:
    """Meeting, time, venue, chair, 应到/实到 and scheme."""
    return Heading(
        meeting=wording.balanced(meeting.title, TITLE_WIDTH),
        held_on=wording.plain(meeting.held_on),
        venue=wording.plain(meeting.venue) or BY_HAND,
        chair=wording.plain(meeting.chair) or BY_HAND,
        expected=meeting.expected,
        present=meeting.present,
        scheme=wording.plain(meeting.scheme_name),
    )


def class_rows(meeting: MeetingFigures) -> tuple[ClassRow, ...]:
    """发出/收回/有效/无效 of each class, and in all."""
    rows = (
        ClassRow(wording.class_label(figures), figures.issued, figures.returned, figures.valid, figures.invalid)
        for figures in meeting.classes
    )
    total = (meeting.total_issued, meeting.total_returned, meeting.total_valid, meeting.total_invalid)
    return (*rows, ClassRow("合计", *total))


def result_row(meeting: MeetingFigures, number: int, appraisee: AppraiseeFigures) -> ResultRow:
    """One row of the result table; a dash for the score on a sheet where there is none."""
    kept = dict(appraisee.apart)
    scores = {sheet.title: sheet.score for sheet in appraisee.sheets}
    return ResultRow(
        number=number,
        name=wording.plain(appraisee.name),
        returned=appraisee.returned,
        valid=appraisee.valid,
        cells=mark_cells(meeting, appraisee.overall),
        abstained=kept.get("弃权", wording.NONE),
        recused=kept.get("回避", wording.NONE),
        sheets=tuple(wording.shown(scores.get(title, "")) for title in meeting.sheet_titles),
        score=wording.shown(appraisee.score),
        rank=wording.shown(appraisee.rank),
        proposed=wording.shown(appraisee.proposed_grade),
    )


def proofs(meeting: MeetingFigures) -> Proofs:
    """The proof of every round, re-issues beside the narrowest margin, version and hashes."""
    return Proofs(
        rounds=tuple(map(round_row, meeting.rounds)),
        reissues=meeting.reissues,
        narrowest_margin=wording.unstopped(meeting.narrowest_margin) or wording.NONE,
        reissue_note=reissue_note(meeting),
        fingerprint=meeting.fingerprint,
        result_sha256=meeting.result_sha256,
        version=wording.plain(meeting.version),
    )


def round_row(figures: RoundFigures) -> RoundRow:
    """The numbers and the root of one round."""
    title = f"第{figures.number}轮 {wording.plain(figures.title)}".rstrip()
    return RoundRow(title, figures.cards, figures.claims, figures.tokens, figures.slips, figures.root)


PAPER = MeetingPaper(
    key="report",
    label=Said("计票结果报告单", "Report of the count"),
    kind=WORD,
    master=MASTER,
    about=Said(
        "发出、收回、有效、无效票数，各人得票和得分，各轮校验码；监票人、计票人签字",
        "Ballots issued, returned, valid and invalid, votes and scores of each appraisee, check codes of the rounds; "
        "signed by scrutineers and tellers",
    ),
    pill=Pill(Said("计票结果", "Count"), "good"),
    make=report_docx,
)
