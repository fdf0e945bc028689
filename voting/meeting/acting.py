"""Doing an act of the table: its lock, its session, who may and when, its line in the log, its bells.

An act that asks the ballot box, or takes long, does so between two sessions of the registry, never inside one: it is
checked in the first and recorded in the second (`Steps`); every other act needs the second alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from voting.errors import NotFound
from voting.meeting.acts import Act, require_role, require_state
from voting.meeting.audit import meetings_noted, note
from voting.meeting.finding import find_meeting
from voting.storage.registry import AgendaRound, Meeting, Officer

if TYPE_CHECKING:
    from voting.meeting.house import House

Unchanged = Callable[[Session, Meeting], None]  # raises BadInput where the page was made of something else


@dataclass
class Doing:
    """An act in hand: the session it is written in, who does it, and the meeting it is about."""

    act: Act
    session: Session
    who: Officer
    _meeting: Meeting | None
    is_noted: bool = False

    @property
    def meeting(self) -> Meeting:
        """The meeting it is about; raises LookupError in an act of the house itself."""
        if self._meeting is None:
            raise LookupError(f"{self.act.key} is about no meeting")
        return self._meeting

    def is_about(self, meeting: Meeting) -> None:
        """Say which meeting it is about, where it has only now been made."""
        self._meeting = meeting

    def log(self, act: Act | None = None, /, **detail: object) -> None:
        """Note the act with its detail, or `act` beside it; an act that notes nothing is logged bare, at the end."""
        number = self._meeting.id if self._meeting is not None else None
        note(self.session, self.who.name, str((act or self.act).logged), number, **detail)
        self.is_noted = True

    def leaves_all_as_it_was(self) -> None:
        """Say that nothing came of it: neither log nor bells are to hear."""
        self.is_noted = True

    def round(self, number: int) -> AgendaRound:
        """A round of the agenda; raises NotFound."""
        found = self.session.get(AgendaRound, (self.meeting.id, number))
        if found is None or not found.codes:
            raise NotFound("no_round")
        return found


@dataclass(frozen=True)
class Steps:
    """An act in two steps, with time between them in which no session is held."""

    house: House
    act: Act
    who: Officer
    meeting_id: int | None
    unchanged: Unchanged | None = None

    @contextmanager
    def checking(self) -> Iterator[Doing]:
        """The first step, in a session that is rolled back: raises NotAllowed, NotFound, WrongState."""
        with self.house.reading() as session:
            yield self._in_hand(session)

    @contextmanager
    def recording(self) -> Iterator[Doing]:
        """The last step, checked again, committed at its end with the log; then whoever is to hear of it does."""
        is_kept = bool(self.act.logged)
        with self.house.writing() if is_kept else self.house.reading() as session:
            doing = self._in_hand(session)
            yield doing
            if self.act.target is not None:
                doing.meeting.state = self.act.target
            if is_kept and not doing.is_noted:
                doing.log()
        if self.act.phones_hear and meetings_noted(session):
            self.house.news.ring("phones", doing.meeting.id)
        if not is_kept:
            self.house.news.ring("room", doing.meeting.id)

    def _in_hand(self, session: Session) -> Doing:
        require_role(self.act, self.who.role)
        meeting = None if self.meeting_id is None else find_meeting(session, self.meeting_id)
        if meeting is not None:
            if self.unchanged is not None:
                self.unchanged(session, meeting)
            require_state(self.act, meeting.state)
        return Doing(self.act, session, self.who, meeting)


@contextmanager
def in_steps(
    house: House, act: Act, who: Officer, meeting_id: int | None, unchanged: Unchanged | None = None
) -> Iterator[Steps]:
    """An act, alone among those that cross none."""
    with house.one_at_a_time if act.crosses_none else nullcontext():
        yield Steps(house, act, who, meeting_id, unchanged)
