"""文书: what can be downloaded, made beside the event loop from the released figures and noted in the audit log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from sqlalchemy.orm import Session

from voting.errors import NotFound, WrongState
from voting.meeting.acting import Steps
from voting.meeting.acts import EXPORT, EXPORT_ARCHIVE
from voting.meeting.audit import entries
from voting.meeting.blocking import in_thread
from voting.meeting.house import House
from voting.meeting.outcome.archive import archive_of
from voting.meeting.outcome.disclosure import released_figures
from voting.papers.facts import MeetingFigures
from voting.papers.packing import numbered_name, safe_name
from voting.papers.paper import Bundle, Download, MeetingPaper, PersonPaper
from voting.papers.register import OF_MEETING, OF_PERSON
from voting.storage.registry import Meeting, Officer

Kind = TypeVar("Kind", bound=Download)
DRAFT, UNGRADED_DRAFT = "（建议等次）", "（待确认）"


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
    """Make a paper on the whole meeting, or its archive. Raises NotAllowed, NotFound, WrongState, MasterFault."""
    paper = _found(OF_MEETING, key)
    if isinstance(paper, Bundle):
        return _archive(house, who, meeting_id, paper)
    with house.act_in_steps(EXPORT, who, meeting_id) as steps:
        figures = _figures(house, steps, paper)
        content = in_thread(paper.make, figures)
        return _handed_out(steps, paper, _name(paper, figures, figures.title), content)


def export_of_person(house: House, who: Officer, meeting_id: int, key: str, code: str) -> Export:
    """Make a paper on one appraisee. Raises NotAllowed, NotFound, WrongState, MasterFault."""
    paper = _found(OF_PERSON, key)
    with house.act_in_steps(EXPORT, who, meeting_id) as steps:
        figures = _figures(house, steps, paper)
        numbered = enumerate(figures.appraisees, 1)
        found = next(((number, person) for number, person in numbered if person.id == code), None)
        if found is None:
            raise NotFound("no_appraisee")
        number, person = found
        content = in_thread(paper.make, figures, person)
        return _handed_out(steps, paper, _name(paper, figures, f"{number:02d}-{person.name}"), content, code)


def _archive(house: House, who: Officer, meeting_id: int, paper: Bundle) -> Export:
    """The archive of a confirmed or sealed meeting, the papers in it.

    The acts of the meeting are in it up to this one; its own making is noted after it.
    """
    with house.act_in_steps(EXPORT_ARCHIVE, who, meeting_id) as steps:
        with steps.checking() as act:
            figures = released_figures(house, act.session, act.meeting)
        papers = in_thread(archived_papers, figures)
        with steps.checking() as act:
            archive = archive_of(house, act.session, act.meeting, papers)
        return _handed_out(steps, paper, _name(paper, figures, figures.title), archive.data)


def archived_papers(figures: MeetingFigures) -> dict[str, bytes]:
    """Every paper that goes into the archive, by its name there; those on people in a folder a kind."""
    of_meeting = {
        f"{paper.title}.{paper.kind.ending}": paper.make(figures)
        for paper in OF_MEETING
        if paper.in_archive and isinstance(paper, MeetingPaper)
    }
    of_person = {
        f"{paper.title}/{numbered_name(number, person.name, paper.kind.ending)}": paper.make(figures, person)
        for number, person in enumerate(figures.appraisees, 1)
        for paper in OF_PERSON
        if paper.in_archive
    }
    return {**of_meeting, **of_person}


def exports(session: Session, meeting: Meeting) -> list[Handed]:
    """What was handed out so far, the newest first."""
    acts = [(entry, json.loads(entry.detail)) for entry in entries(session, meeting.id) if entry.act == EXPORT.logged]
    return [
        Handed(_local(entry.at), entry.officer, detail["file"], detail["sha256"]) for entry, detail in reversed(acts)
    ]


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()


def _found(papers: Sequence[Kind], key: str) -> Kind:
    for paper in papers:
        if paper.key == key:
            return paper
    raise NotFound("no_paper")


def _figures(house: House, steps: Steps, paper: Download) -> MeetingFigures:
    with steps.checking() as act:
        figures = released_figures(house, act.session, act.meeting)
    if paper.after_confirming and not figures.confirmed:
        to_the_person = isinstance(paper, PersonPaper)
        raise WrongState("paper_to_the_person" if to_the_person else "paper_after_confirming", paper=paper.label)
    return figures


def _name(paper: Download, figures: MeetingFigures, subject: str) -> str:
    draft = DRAFT if figures.grade_names else UNGRADED_DRAFT
    draft = draft if paper.has_grades and not figures.confirmed else ""
    return f"{safe_name(f'{paper.title}-{subject}')}{draft}.{paper.kind.ending}"


def _handed_out(steps: Steps, paper: Download, name: str, content: bytes, code: str = "") -> Export:
    with steps.recording() as act:
        act.log(paper=paper.title, appraisee=code, file=name, sha256=sha256(content).hexdigest())
    return Export(name, paper.kind.media_type, content)
