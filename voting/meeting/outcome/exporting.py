"""文书: what can be downloaded, made beside the event loop from the released figures and noted in the audit log."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from sqlalchemy.orm import Session

from voting.errors import NotFound, WrongState
from voting.meeting.audit import entries, note
from voting.meeting.blocking import in_thread
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome.archive import archive_of
from voting.meeting.outcome.disclosure import released_figures
from voting.meeting.states import require_state
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.feedback import feedback_docx
from voting.papers.ledger import ledger_xlsx
from voting.papers.opinion import opinion_docx, opinions_zip, safe_name
from voting.papers.report import report_docx
from voting.papers.summary import summary_xlsx
from voting.states import MeetingState
from voting.storage.registry import Meeting, Officer

Make = TypeVar("Make")
EXPORTING = "导出文书"
DRAFT, UNGRADED_DRAFT = "（建议等次）", "（待确认）"
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its name in addresses and the log, its title, its file's kind, and when it may be made.

    `has_grades`: before the committee has confirmed, it is a draft and its file name says so.
    `after_confirming`: it goes out of the house, so it is made of confirmed grades only.
    """

    key: str
    title: str
    kind: str
    has_grades: bool = True
    after_confirming: bool = False


MEETING_PAPERS: dict[Paper, Callable[[MeetingFigures], bytes]] = {
    Paper("report", "计票结果报告单", "docx", has_grades=False): report_docx,
    Paper("summary", "测评结果汇总表", "xlsx"): summary_xlsx,
    Paper("opinions", "综合评价意见（全部）", "zip"): opinions_zip,
    Paper("ledger", "整改台账", "xlsx", has_grades=False): ledger_xlsx,
}
PERSON_PAPERS: dict[Paper, Callable[[MeetingFigures, AppraiseeFigures], bytes]] = {
    Paper("opinion", "综合评价意见", "docx"): opinion_docx,
    Paper("feedback", "反馈意见", "docx", after_confirming=True): feedback_docx,
}


ARCHIVE = Paper("archive", "归档", "zip", has_grades=False)


@dataclass(frozen=True)
class Export:
    """A file to be handed out: its name as the office would write it, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Handed:
    """A file that was handed out: when, in this machine's time, by whom, under which name, and its SHA-256."""

    at: datetime
    officer: str
    file: str
    sha256: str


def export_of_meeting(house: House, who: Officer, meeting_id: int, key: str) -> Export:
    """Make a paper on the whole meeting. Raises NotFound, WrongState, MasterFault."""
    paper, make = _paper(MEETING_PAPERS, key)
    figures = _figures(house, meeting_id, paper)
    content = in_thread(make, figures)
    return _handed_out(house, who, meeting_id, paper, _name(paper, figures, figures.title), content)


def export_of_person(house: House, who: Officer, meeting_id: int, key: str, code: str) -> Export:
    """Make a paper on one appraisee. Raises NotFound, WrongState, MasterFault."""
    paper, make = _paper(PERSON_PAPERS, key)
    figures = _figures(house, meeting_id, paper)
    place = next((number for number, one in enumerate(figures.appraisees, 1) if one.id == code), 0)
    if not place:
        raise NotFound("没有这位被评议人。")
    person = figures.appraisees[place - 1]
    content = in_thread(make, figures, person)
    name = _name(paper, figures, f"{place:02d}-{person.name}")
    return _handed_out(house, who, meeting_id, paper, name, content, code)


def export_archive(house: House, who: Officer, meeting_id: int) -> Export:
    """Make the archive of a confirmed or sealed meeting, every paper in it. Raises WrongState, MasterFault.

    The acts of the meeting are in it up to this one; its own making is noted after it.
    """
    with house.reading() as session:
        meeting = find_meeting(session, meeting_id)
        require_state(meeting, MeetingState.CONFIRMED, MeetingState.SEALED)
        figures = released_figures(house, session, meeting)
    papers = in_thread(_every_paper, figures)
    with house.reading() as session:
        archive = archive_of(house, session, find_meeting(session, meeting_id), papers)
    name = _name(ARCHIVE, figures, figures.title)
    return _handed_out(house, who, meeting_id, ARCHIVE, name, archive.data)


def _every_paper(figures: MeetingFigures) -> dict[str, bytes]:
    of_meeting = {f"{paper.title}.{paper.kind}": make(figures) for paper, make in MEETING_PAPERS.items()}
    people = enumerate(figures.appraisees, 1)
    of_person = {
        f"{paper.title}/{place:02d}-{safe_name(person.name)}.{paper.kind}": make(figures, person)
        for place, person in people
        for paper, make in PERSON_PAPERS.items()
    }
    return {name: content for name, content in {**of_meeting, **of_person}.items() if not name.endswith(".zip")}


def exports(session: Session, meeting: Meeting) -> list[Handed]:
    """What was handed out so far, the newest first."""
    acts = [(one, json.loads(one.detail)) for one in entries(session, meeting.id) if one.act == EXPORTING]
    return [Handed(_local(one.at), one.officer, detail["file"], detail["sha256"]) for one, detail in reversed(acts)]


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()


def _paper(papers: dict[Paper, Make], key: str) -> tuple[Paper, Make]:
    for paper, make in papers.items():
        if paper.key == key:
            return paper, make
    raise NotFound("没有这种文书。请回到“文书”页面重新选择。")


def _figures(house: House, meeting_id: int, paper: Paper) -> MeetingFigures:
    with house.reading() as session:
        figures = released_figures(house, session, find_meeting(session, meeting_id))
    if paper.after_confirming and not figures.confirmed:
        raise WrongState(f"{paper.title}要发给本人，须在确认等次之后制作。请先到“结果”页面确认等次。")
    return figures


def _name(paper: Paper, figures: MeetingFigures, subject: str) -> str:
    draft = DRAFT if figures.grade_names else UNGRADED_DRAFT
    draft = draft if paper.has_grades and not figures.confirmed else ""
    return f"{safe_name(f'{paper.title}-{subject}')}{draft}.{paper.kind}"


def _handed_out(
    house: House, who: Officer, meeting_id: int, paper: Paper, name: str, content: bytes, code: str = ""
) -> Export:
    with house.writing() as session:
        digest = sha256(content).hexdigest()
        note(session, who.name, EXPORTING, meeting_id, paper=paper.title, appraisee=code, file=name, sha256=digest)
    return Export(name, MEDIA_TYPES[paper.kind], content)
