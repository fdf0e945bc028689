"""The house: the two stores, the ballot box with its writer, the folder of keys; what every use-case works in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from sqlalchemy.orm import Session

from tally import Scheme
from voting.meeting.acting import Doing, Steps, Unchanged, in_steps
from voting.meeting.acts import Act
from voting.meeting.audit import meetings_noted
from voting.meeting.news import News
from voting.meeting.sealed_box.box import BallotBox
from voting.meeting.sealed_box.signing import KeyStore
from voting.storage.alone import Hold
from voting.storage.engines import Stores, for_writing
from voting.storage.registry import Officer


@dataclass(frozen=True)
class Poll:
    """An open round as a cast ballot meets it: whom it is about, by which scheme, signed by which keys."""

    meeting: int
    round: int
    fingerprint: bytes
    codes: tuple[str, ...]
    scheme: Scheme
    remarks: bool
    moduli: dict[str, int]


@dataclass(frozen=True)
class House:
    """One installation. `reading()` and `writing()` give sessions of the registry; the box has its own writer."""

    instance: Path
    stores: Stores
    keys: KeyStore
    box: BallotBox
    news: News = field(default_factory=News)
    one_at_a_time: Lock = field(default_factory=Lock)  # the chair's acts: two of them never cross
    polls: dict[tuple[int, int], Poll] = field(default_factory=dict)
    alone: Hold | None = None  # the lock that no second server gets
    announced: dict[int, int] = field(default_factory=dict)  # meeting → the round called up by its number, 0: a rest

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that is rolled back at the end."""
        with Session(self.stores.registry) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at the end, or rolled back whole when anything is refused.

        The room hears of every meeting that an act was noted of.
        """
        with Session(for_writing(self.stores.registry), expire_on_commit=False) as session, session.begin():
            yield session
        for meeting in meetings_noted(session):
            self.news.ring("room", meeting)

    @contextmanager
    def act(
        self, act: Act, who: Officer, meeting_id: int | None = None, unchanged: Unchanged | None = None
    ) -> Iterator[Doing]:
        """Do an act of the table: with its lock, in a session, by who may and when, with its log and its bells.

        `unchanged` is asked first whether the page that the act comes from still shows what is stored. Raises
        NotAllowed, NotFound, WrongState, and what `unchanged` raises; then, and where the body raises, nothing is done.
        """
        with in_steps(self, act, who, meeting_id, unchanged) as steps, steps.recording() as doing:
            yield doing

    def act_in_steps(self, act: Act, who: Officer, meeting_id: int) -> AbstractContextManager[Steps]:
        """The same in two steps, `checking` and `recording`, for what must not hold a session in between."""
        return in_steps(self, act, who, meeting_id)

    def close(self) -> None:
        """Let the writer finish and close both stores."""
        self.box.stop()
        self.stores.dispose()
        if self.alone is not None:
            self.alone.release()
