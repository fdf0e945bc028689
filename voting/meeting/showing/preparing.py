"""What the secretary prepares before a meeting, step by step, and how far each step is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from tally import Scheme
from voting.meeting.finding import scheme_of
from voting.meeting.preparation.recording import entered_records, missing_records
from voting.meeting.seats.cards import cards_of
from voting.refusals.sentence import Sentence
from voting.states import CardState, MeetingState
from voting.storage.registry import Meeting
from voting.words import word


class StepState(StrEnum):
    """How far a step of the set-up is; `later`: its turn has not come."""

    DONE = "done"
    OPEN = "open"
    LATER = "later"


@dataclass(frozen=True)
class Step:
    """One step of the set-up: `key` names its page."""

    key: str
    title: str
    state: StepState
    summary: str


def date_words(day: date | None) -> str:
    """A day as papers print it: 2027年1月15日; nothing for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def steps(session: Session, meeting: Meeting) -> tuple[Step, ...]:
    """The steps in the order in which they are best taken."""
    scheme = scheme_of(meeting) if meeting.scheme_text else None
    found = [_details(meeting), _scheme(scheme), _people(meeting)]
    if scheme is None or scheme.sheets:
        found.append(_seats(meeting))
    if scheme is not None and scheme.records:
        found.append(_records(session, meeting))
    if scheme is None or scheme.sheets:
        found.append(_cards(session, meeting))
    return tuple(found)


def _details(meeting: Meeting) -> Step:
    wanted = ((word("日期"), meeting.held_on), (word("手机访问的地址"), meeting.address))
    missing = tuple(title for title, value in wanted if not value)
    if missing:
        return Step("details", word("会议信息"), StepState.OPEN, Sentence("still_missing", what=missing))
    summary = " · ".join(part for part in (date_words(meeting.held_on), meeting.place) if part)
    return Step("details", word("会议信息"), StepState.DONE, summary)


def _scheme(scheme: Scheme | None) -> Step:
    if scheme is None:
        return Step("scheme", word("方案"), StepState.OPEN, Sentence("not_chosen_yet"))
    unset = len(scheme.unset_parameters)
    if unset:
        return Step(
            "scheme", word("方案"), StepState.OPEN, Sentence("parameters_left", scheme=scheme.name, number=unset)
        )
    return Step("scheme", word("方案"), StepState.DONE, scheme.name)


def _people(meeting: Meeting) -> Step:
    number = len(meeting.appraisees)
    written = sum(one.in_writing for one in meeting.appraisees)
    summary = (
        Sentence("people_and_writing", number=number, written=written) if written else Sentence("people", number=number)
    )
    if not number:
        return Step("people", word("被评议人"), StepState.OPEN, Sentence("not_entered_yet"))
    return Step("people", word("被评议人"), StepState.DONE, summary)


def _seats(meeting: Meeting) -> Step:
    counts: dict[str, int] = {}
    for seat in meeting.seats:
        counts[seat.ballot_class] = counts.get(seat.ballot_class, 0) + 1
    if not counts:
        return Step("seats", word("座位"), StepState.OPEN, Sentence("not_entered_yet"))
    parts = tuple(Sentence("cards_of_class", name=name, number=number) for name, number in counts.items())
    return Step(
        "seats", word("座位"), StepState.DONE, Sentence("seats_by_class", number=len(meeting.seats), parts=parts)
    )


def _records(session: Session, meeting: Meeting) -> Step:
    missing = missing_records(meeting, entered_records(session, meeting))
    if not meeting.appraisees:
        return Step("records", word("记录项"), StepState.LATER, Sentence("people_first"))
    if missing:
        return Step("records", word("记录项"), StepState.OPEN, Sentence("records_left", number=len(missing)))
    return Step("records", word("记录项"), StepState.DONE, Sentence("records_whole"))


def _cards(session: Session, meeting: Meeting) -> Step:
    if meeting.state == MeetingState.DRAFT:
        return Step("cards", word("票卡"), StepState.LATER, Sentence("cards_after_freeze"))
    cards = cards_of(session, meeting)
    if not cards:
        return Step("cards", word("票卡"), StepState.OPEN, Sentence("cards_not_made"))
    void = sum(card.state == CardState.VOID for card in cards)
    summary = Sentence("cards_and_void", number=len(cards), void=void) if void else Sentence("cards", number=len(cards))
    return Step("cards", word("票卡"), StepState.DONE, summary)
