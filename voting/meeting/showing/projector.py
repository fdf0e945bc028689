"""The projector's state: what the room may see at this moment, and nothing else (secrecy.md 7).

No clock, no 弃权, no 回避, no score before release. Turnout comes from `turnout`, every other figure from `disclosure`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from voting.errors import WrongState
from voting.meeting.acts import CALL_UP, REST, SIGN_RELEASE
from voting.meeting.agenda import used_rounds
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.outcome.disclosure import live_figures, released_figures
from voting.meeting.outcome.releasing import is_released
from voting.meeting.session.rounds import current_round, next_round
from voting.meeting.session.turnout import turnout
from voting.meeting.showing.results import results_shown
from voting.meeting.showing.room import (
    State,
    class_titles,
    identity,
    latest_round,
    numbers,
    proof,
    round_line,
    rounds_to_rerun,
    versioned,
)
from voting.meeting.signatures import signatures
from voting.states import WITH_CARDS, MeetingState, RoundState
from voting.storage.registry import AgendaRound, Meeting, Officer

PAUSE = 0  # called up in place of a round: nobody speaks, the meeting rests


def announce(house: House, who: Officer, meeting_id: int, number: int) -> None:
    """Call up the speaker of the next round on the projector. Nothing of it is kept: it is of this moment only."""
    with house.act(CALL_UP, who, meeting_id) as act:
        due = next_round(act.meeting)
        if due is None or due.number != number:
            raise WrongState("round_not_next")
        house.announced[meeting_id] = number


def pause(house: House, who: Officer, meeting_id: int, is_on: bool) -> None:
    """Show the room that the meeting rests, or take that back; opening a round ends it. Nothing of it is kept."""
    with house.act(REST, who, meeting_id) as act:
        opened = current_round(act.meeting)
        if is_on and opened is not None:
            raise WrongState("rest_while_open", title=opened.title)
        if is_on:
            house.announced[meeting_id] = PAUSE
        else:
            house.announced.pop(meeting_id, None)


def screen_state(house: House, session: Session, meeting: Meeting) -> State:
    """The whole picture of the projector; `phase` says which one it is.

    preparing, joining, speaking, pause, open, closed, void, unvoted, releasing, withheld, results.
    """
    structure = {"meeting": identity(meeting), "notices": [one.title for one in rounds_to_rerun(meeting)]}
    if meeting.state == MeetingState.DRAFT:
        return versioned({**structure, "phase": "preparing"}, {})
    if meeting.state in WITH_CARDS:
        return _before_the_count(house, session, meeting, structure)
    return versioned({**structure, **_after_the_count(house, session, meeting)}, {})


def _before_the_count(house: House, session: Session, meeting: Meeting, structure: State) -> State:
    opened, due, latest = current_round(meeting), next_round(meeting), latest_round(meeting)
    structure["next"] = round_line(meeting, due) if due else None
    if opened:
        return _open(house, session, meeting, opened, structure)
    if house.announced.get(meeting.id) == PAUSE:
        return versioned({**structure, "phase": "pause"}, {})
    if due and house.announced.get(meeting.id) == due.number:
        return _with_turnout(house, session, meeting, due, {**structure, "phase": "speaking"})
    if latest is None:
        return _joining(house, session, meeting, structure)
    structure["round"] = round_line(meeting, latest)
    if latest.state == RoundState.VOID:
        return versioned({**structure, "phase": "void"}, {})
    return versioned({**structure, "phase": "closed", "proof": proof(house, session, meeting, latest)}, {})


def _joining(house: House, session: Session, meeting: Meeting, structure: State) -> State:
    rounds = used_rounds(meeting)
    if not rounds:
        return versioned({**structure, "phase": "unvoted"}, {})
    return _with_turnout(house, session, meeting, rounds[0], {**structure, "phase": "joining"})


def _with_turnout(house: House, session: Session, meeting: Meeting, held: AgendaRound, structure: State) -> State:
    counted = turnout(house, session, meeting, held)
    return versioned({**structure, "classes": class_titles(counted)}, {"turnout": numbers(counted)})


def _open(house: House, session: Session, meeting: Meeting, held: AgendaRound, structure: State) -> State:
    counted = turnout(house, session, meeting, held)
    live = _live(house, meeting, held)
    sheets = [sheet.title or sheet.id for sheet in scheme_of(meeting).scale_sheets]
    structure |= {
        "phase": "open",
        "round": round_line(meeting, held),
        "classes": class_titles(counted),
        "sheets": sheets,
        "marks": list(scheme_of(meeting).marks),
        "shows": _what_is_shown(meeting, live, sheets),
    }
    return versioned(structure, {"turnout": numbers(counted), "live": live})


def _what_is_shown(meeting: Meeting, live: list[State], sheets: list[str]) -> str:
    """turnout: the meeting chose so · points: nothing but rubrics · early: fewer than 2k ballots · counts."""
    if not meeting.live:
        return "turnout"
    if not sheets:
        return "points"
    return "counts" if live else "early"


def _live(house: House, meeting: Meeting, held: AgendaRound) -> list[State]:
    """The live counts by person and sheet, every mark of the scale with its 0; empty while nothing may be shown.

    `top` is what the bars are measured by: the marks shown on that sheet, never the ballots behind them,
    for the difference would be 弃权 and 回避.
    """
    shown = live_figures(house, meeting, held)
    if not shown:
        return []
    scheme = scheme_of(meeting)
    return [
        {"sheets": [_live_sheet(shown.get(code, {}).get(sheet.id, {}), scheme.marks) for sheet in scheme.scale_sheets]}
        for code in held.codes
    ]


def _live_sheet(heads: dict[str, int], marks: tuple[str, ...]) -> State:
    counts = [{"mark": mark, "count": heads.get(mark, 0)} for mark in marks]
    return {"top": sum(heads.values()), "marks": counts}


def _after_the_count(house: House, session: Session, meeting: Meeting) -> dict[str, Any]:
    if not is_released(session, meeting):
        signed = signatures(session, meeting, SIGN_RELEASE)
        return {"phase": "releasing", "signed": sorted(signed)}
    try:
        figures = released_figures(house, session, meeting)
    except WrongState as refusal:
        return {"phase": "withheld", "why": refusal.message}
    return {"phase": "results", **results_shown(figures)}
