"""What the pages after the count share: the figures if they may be shown, else a page that says what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from sqlalchemy.orm import Session

from voting.errors import NotFound, Refused, WrongState
from voting.meeting.acts import SIGN_RELEASE
from voting.meeting.agenda import standing_rounds
from voting.meeting.finding import scheme_of
from voting.meeting.outcome.counting import records_of
from voting.meeting.outcome.disclosure import released_figures
from voting.meeting.outcome.releasing import SIGNERS, is_released
from voting.meeting.preparation.recording import missing_in_words, missing_records
from voting.meeting.showing.room import shown_meeting
from voting.meeting.signatures import signatures
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.states import BEFORE_THE_COUNT, MeetingState, RoundState
from voting.storage.registry import Meeting
from voting.views.access import the_house

BEFORE = BEFORE_THE_COUNT


@dataclass(frozen=True)
class Person:
    """One appraisee at a place of the agenda, with the places before and after it (0: there is none)."""

    place: int
    figures: AppraiseeFigures
    before: int
    after: int


def figures_or_page(session: Session, meeting: Meeting, active: str) -> tuple[MeetingFigures | None, str]:
    """The released figures, or the page to show in their place; `active` is the entry of the navigation."""
    if meeting.state in BEFORE:
        return None, before_the_count(session, meeting, active)
    if not is_released(session, meeting):
        return None, render_template(
            "desk/results_waiting.html",
            meeting=shown_meeting(meeting),
            address=meeting.address,
            active=active,
            signed=signed(session, meeting),
        )
    try:
        return released_figures(the_house(), session, meeting), ""
    except WrongState as refusal:
        return None, render_template(
            "desk/results_small.html",
            meeting=shown_meeting(meeting),
            address=meeting.address,
            active=active,
            refusal=refusal,
        )


def before_the_count(session: Session, meeting: Meeting, active: str, refusal: Refused | None = None) -> str:
    """The page of a meeting that is not counted yet: what is still to be done before it can be."""
    is_begun = meeting.state == MeetingState.IN_SESSION
    rounds = standing_rounds(meeting) if is_begun else []
    entered = {(one.appraisee, one.record): one.value for one in records_of(session, meeting)}
    missing = missing_records(meeting, entered) if is_begun else []
    return render_template(
        "desk/results_before.html",
        meeting=shown_meeting(meeting),
        active=active,
        open_rounds=[one for one in rounds if one.state != RoundState.CLOSED],
        rounds=rounds,
        missing=missing,
        missing_lines=missing_in_words(meeting, missing),
        has_sheets=is_begun and bool(scheme_of(meeting).sheets),
        refusal=refusal,
    )


def signed(session: Session, meeting: Meeting) -> list[tuple[str, str]]:
    """The roles that must release the results, and who has; "" for who has not."""
    names = signatures(session, meeting, SIGN_RELEASE)
    return [(role, names.get(role, "")) for role in SIGNERS]


def person_at(figures: MeetingFigures, place: int) -> Person:
    """The appraisee at a place of the agenda, from 1; raises NotFound."""
    total = len(figures.appraisees)
    if not 1 <= place <= total:
        raise NotFound("no_person_here", number=place, total=total)
    return Person(place, figures.appraisees[place - 1], place - 1, place + 1 if place < total else 0)
