"""The meetings that other tests begin with stand where they are said to stand."""

from __future__ import annotations

import pytest

from tests.voting.meetings import Room
from voting.errors import WrongState
from voting.meeting.finding import find_meeting
from voting.meeting.outcome.disclosure import released_figures
from voting.meeting.preparation.readiness import readiness
from voting.states import MeetingState


def state_of(room: Room) -> MeetingState:
    with room.house.reading() as session:
        return MeetingState(find_meeting(session, room.meeting_id).state)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("draft", "draft"),
        ("ready", "ready"),
        ("in_session", "in_session"),
        ("closed", "in_session"),
        ("counted", "counted"),
        ("released", "counted"),
        ("confirmed", "confirmed"),
        ("sealed", "sealed"),
    ],
)
def test_the_fixtures_are_named_for_their_state(request: pytest.FixtureRequest, name: str, state: str) -> None:
    assert state_of(request.getfixturevalue(name)) == state


def test_a_draft_lacks_nothing_that_a_freeze_asks_for(draft: Room) -> None:
    with draft.house.reading() as session:
        assert readiness(find_meeting(session, draft.meeting_id)).missing == ()


def test_what_is_counted_is_not_released_and_what_is_released_is(counted: Room) -> None:
    with counted.house.reading() as session, pytest.raises(WrongState, match="还没有公布"):
        released_figures(counted.house, session, find_meeting(session, counted.meeting_id))
    counted.release()
    with counted.house.reading() as session:
        figures = released_figures(counted.house, session, find_meeting(session, counted.meeting_id))
    assert [one.score for one in figures.appraisees] == ["90.00"]
