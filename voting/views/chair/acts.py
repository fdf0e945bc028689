"""What the chair does. Every act is a form that leads back to the page; pressed twice, it is done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from voting.audience import serves
from voting.errors import WrongState
from voting.meeting.finding import find_meeting
from voting.meeting.outcome.counting import count_meeting
from voting.meeting.outcome.releasing import allow_small, sign_release
from voting.meeting.session import rounds, withdrawing
from voting.meeting.session.reordering import move_round
from voting.meeting.showing.control import close_when_sure
from voting.meeting.showing.projector import announce, pause
from voting.states import MeetingState, RoundState
from voting.storage.registry import AgendaRound
from voting.views.access import officer, the_house
from voting.views.acts import do
from voting.views.chair.pages import address

views = Blueprint("acts", __name__)


@views.post("/<int:meeting_id>/begin")
@serves("chair")
def begin(meeting_id: int) -> Response:
    """宣布开会."""
    act = partial(rounds.begin, the_house(), officer(), meeting_id, address())
    return _do(meeting_id, partial(_once, act, partial(_meeting_is, meeting_id, MeetingState.IN_SESSION)))


@views.post("/<int:meeting_id>/rounds/<int:number>/announce")
@serves("chair")
def call_up(meeting_id: int, number: int) -> Response:
    """Show the next speaker on the projector."""
    return _do(meeting_id, partial(announce, the_house(), officer(), meeting_id, number))


@views.post("/<int:meeting_id>/pause")
@serves("chair")
def rest(meeting_id: int) -> Response:
    """Show the room that the meeting rests, or that it goes on."""
    return _do(meeting_id, partial(pause, the_house(), officer(), meeting_id, request.form.get("on") == "1"))


@views.post("/<int:meeting_id>/rounds/<int:number>/open")
@serves("chair")
def open_round(meeting_id: int, number: int) -> Response:
    """开启一轮; a class with few phones needs the chair's consent."""
    consent = request.form.get("consent") == "1"
    act = partial(rounds.open_round, the_house(), officer(), meeting_id, number, consent)
    return _do(meeting_id, partial(_once, act, partial(_round_is, meeting_id, number, RoundState.OPEN)), "ask-open")


@views.post("/<int:meeting_id>/rounds/<int:number>/close")
@serves("chair")
def close_round(meeting_id: int, number: int) -> Response:
    """结束投票; asked first where somebody who has joined has not voted yet."""
    sure = request.form.get("sure") == "1"
    act = partial(close_when_sure, the_house(), officer(), meeting_id, number, sure)
    return _do(meeting_id, partial(_once, act, partial(_round_is, meeting_id, number, RoundState.CLOSED)), "ask-close")


@views.post("/<int:meeting_id>/rounds/<int:number>/withdraw")
@serves("chair")
def withdraw_opening(meeting_id: int, number: int) -> Response:
    """撤回开启, while nobody has voted."""
    act = partial(withdrawing.withdraw_opening, the_house(), officer(), meeting_id, number)
    return _do(meeting_id, partial(_once, act, partial(_round_is, meeting_id, number, RoundState.WAITING)))


@views.post("/<int:meeting_id>/rounds/<int:number>/void")
@serves("chair")
def void_round(meeting_id: int, number: int) -> Response:
    """作废一轮, with the reason."""
    act = partial(rounds.void_round, the_house(), officer(), meeting_id, number, request.form.get("reason", ""))
    return _do(
        meeting_id, partial(_once, act, partial(_round_is, meeting_id, number, RoundState.VOID)), f"ask-void-{number}"
    )


@views.post("/<int:meeting_id>/rounds/<int:number>/rerun")
@serves("chair")
def rerun_round(meeting_id: int, number: int) -> Response:
    """安排重投 with a spare."""
    act = partial(rounds.rerun_round, the_house(), officer(), meeting_id, number)
    return _do(meeting_id, partial(_once, act, partial(_is_rerun, meeting_id, number)))


@views.post("/<int:meeting_id>/rounds/<int:number>/move")
@serves("chair")
def move(meeting_id: int, number: int) -> Response:
    """调整议程: hold a round next, or last."""
    return _do(meeting_id, partial(move_round, the_house(), officer(), meeting_id, number, request.form.get("to", "")))


@views.post("/<int:meeting_id>/count")
@serves("chair")
def count(meeting_id: int) -> Response:
    """计票."""
    act = partial(count_meeting, the_house(), officer(), meeting_id)
    return _do(meeting_id, partial(_once, act, partial(_meeting_is, meeting_id, MeetingState.COUNTED)))


@views.post("/<int:meeting_id>/release")
@serves("chair")
def release(meeting_id: int) -> Response:
    """The chair's own signature under the release."""
    return _do(meeting_id, partial(sign_release, the_house(), officer(), meeting_id))


@views.post("/<int:meeting_id>/allow-small")
@serves("chair")
def show_small(meeting_id: int) -> Response:
    """The chair's decision to show figures of fewer than k ballots."""
    return _do(meeting_id, partial(allow_small, the_house(), officer(), meeting_id))


def _do(meeting_id: int, act: Callable[[], object], about: str = "") -> Response:
    return do(act, url_for("chair.pages.control", meeting_id=meeting_id), about)


def _once(act: Callable[[], object], is_done: Callable[[], bool]) -> None:
    """Do the act; where it is refused because it is done already, all is well: the button was pressed twice."""
    try:
        act()
    except WrongState:
        if not is_done():
            raise


def _meeting_is(meeting_id: int, state: MeetingState) -> bool:
    with the_house().reading() as session:
        return find_meeting(session, meeting_id).state == state


def _round_is(meeting_id: int, number: int, state: RoundState) -> bool:
    with the_house().reading() as session:
        found = session.get(AgendaRound, (meeting_id, number))
        return found is not None and found.state == state


def _is_rerun(meeting_id: int, number: int) -> bool:
    with the_house().reading() as session:
        return any(held.reruns == number for held in find_meeting(session, meeting_id).rounds)
