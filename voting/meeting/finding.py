"""Finding what an act or a question is about: a meeting, its scheme, one of its rounds, one of its appraisees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tally import Faults, Scheme, Source, read_scheme
from voting.errors import BadInput, NotFound
from voting.storage.registry import Appraisee, Meeting


def find_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting with this id; raises NotFound."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("no_meeting")
    return meeting


def all_meetings(session: Session) -> list[Meeting]:
    """Every meeting, the newest first."""
    return list(session.scalars(select(Meeting).order_by(Meeting.id.desc())))


def find_appraisee(meeting: Meeting, number: int) -> Appraisee:
    """The appraisee with this number in the list, counted from 1; raises NotFound."""
    if not 1 <= number <= len(meeting.appraisees):
        raise NotFound("no_appraisee")
    return meeting.appraisees[number - 1]


def scheme_of(meeting: Meeting) -> Scheme:
    """The meeting's scheme with its parameters; raises BadInput where none is chosen yet."""
    if not meeting.scheme_text:
        raise BadInput("no_scheme_yet")
    return scheme_in(meeting.scheme_name, meeting.scheme_text, meeting.settings)


def scheme_in(name: str, text: str, settings: Mapping[str, str]) -> Scheme:
    """The scheme of a file's text with these parameters set; raises BadInput with every fault of it."""
    try:
        return _read_once(name, text, tuple(settings.items()))
    except Faults as faults:
        raise BadInput("scheme_faulty", lines=str(faults).splitlines()) from faults


@lru_cache(maxsize=64)
def _read_once(name: str, text: str, settings: tuple[tuple[str, str], ...]) -> Scheme:
    """A scheme is frozen, and every screen asks for it at every ballot: reading takes longer than the rest together."""
    return read_scheme(Source(name, text.encode()), dict(settings))
