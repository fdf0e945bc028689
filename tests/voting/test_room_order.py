"""The order of a meeting changes while it is held: a speaker is late, ill, or must leave early; a round is rerun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Thread

import pytest

from tests.voting.counted import Counted
from tests.voting.meetings import Room, make_room, on_all_sheets, vote_all
from tests.voting.python_phone import Phone
from voting.errors import BadInput, NotAllowed, WrongState
from voting.meeting.audit import entries
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import counting
from voting.meeting.session import rounds
from voting.meeting.session.reordering import move_round
from voting.meeting.showing.control import chair_state
from voting.meeting.showing.projector import PAUSE, announce, pause, screen_state
from voting.meeting.showing.room import State


@pytest.fixture
def room(house: House) -> Room:
    """Four speakers before six seats, in session."""
    room = make_room(house, 4, {"C": 6})
    room.begin()
    return room


def move(room: Room, number: int, to: str, role: str = "chair") -> None:
    move_round(room.house, room.officers[role], room.meeting_id, number, to)


def chair(room: Room) -> State:
    with room.house.reading() as session:
        return chair_state(room.house, session, find_meeting(session, room.meeting_id), "")


def screen(room: Room) -> State:
    with room.house.reading() as session:
        return screen_state(room.house, session, find_meeting(session, room.meeting_id))


def order(room: Room) -> list[int]:
    return [line["number"] for line in chair(room)["agenda"]]


def hold(room: Room, phones: Sequence[Phone], number: int, code: str) -> None:
    room.open(number)
    vote_all(phones, number, code, ["好"] * len(phones))
    room.close(number)


def test_a_speaker_who_is_ill_is_put_last_and_the_next_is_opened(room: Room) -> None:
    room.joined_phones()
    move(room, 1, "last")
    assert order(room) == [2, 3, 4, 1]
    with pytest.raises(WrongState, match="按议程下一轮是“第2支部书记”"):
        room.open(1)
    room.open(2)
    assert chair(room)["act"]["kind"] == "close"


def test_a_speaker_who_must_leave_early_is_held_next_and_what_was_held_stays_where_it_was(room: Room) -> None:
    phones = room.joined_phones()
    hold(room, phones, 1, "01")
    move(room, 4, "next")
    assert order(room) == [1, 4, 2, 3]
    assert [line["turn"] for line in chair(room)["agenda"]] == [1, 2, 3, 4]
    hold(room, phones, 4, "04")
    assert screen(room)["round"]["title"] == "第4支部书记"
    assert screen(room)["next"]["title"] == "第2支部书记"


def test_moving_twice_is_moving_once_and_every_move_is_in_the_log(room: Room) -> None:
    for _ in range(2):
        move(room, 3, "next")
    assert order(room) == [3, 1, 2, 4]
    with room.house.reading() as session:
        last = entries(session, room.meeting_id)[-1]
    assert (last.act, last.officer) == ("调整议程", "主持人")
    assert "提到下一个" in last.detail


def test_what_was_opened_cannot_be_moved_nor_can_anyone_but_the_chair_move(room: Room) -> None:
    room.joined_phones()
    room.open(1)
    with pytest.raises(WrongState, match="已经开启过"):
        move(room, 1, "last")
    with pytest.raises(NotAllowed):
        move(room, 2, "last", role="secretary")
    with pytest.raises(BadInput):
        move(room, 2, "sideways")
    assert order(room) == [1, 2, 3, 4]


def test_the_page_offers_to_move_only_where_there_is_a_choice(room: Room) -> None:
    phones = room.joined_phones()
    assert chair(room)["movable"] == [1, 2, 3, 4]
    for number in (1, 2, 3):
        hold(room, phones, number, f"{number:02}")
    assert chair(room)["movable"] == []


def test_a_speaker_called_up_and_then_put_off_is_no_longer_on_the_projector(room: Room) -> None:
    announce(room.house, room.officers["chair"], room.meeting_id, 1)
    assert screen(room)["phase"] == "speaking"
    move(room, 1, "last")
    assert screen(room)["phase"] == "joining"


def test_a_rerun_of_an_earlier_round_is_held_next_and_is_then_the_one_just_ended(room: Room) -> None:
    phones = room.joined_phones()
    hold(room, phones, 1, "01")
    hold(room, phones, 2, "02")
    rounds.void_round(room.house, room.officers["chair"], room.meeting_id, 1, "有人代投")
    spare = rounds.rerun_round(room.house, room.officers["chair"], room.meeting_id, 1)
    assert order(room) == [1, 2, spare, 3, 4]
    hold(room, phones, spare, "01")
    assert screen(room)["round"]["title"] == "第1支部书记（重投）"
    assert chair(room)["latest"]["number"] == spare


def test_who_never_comes_is_opened_and_closed_without_ballots_and_has_no_grade(room: Room) -> None:
    """What the question beside “调整” tells the chair to do."""
    phones = room.joined_phones()
    move(room, 1, "last")
    for number in (2, 3, 4):
        hold(room, phones, number, f"{number:02}")
    room.open(1)
    room.close(1)
    counting.count_meeting(room.house, room.officers["chair"], room.meeting_id)
    done = Counted(room.house, room)
    done.release()
    absent, *others = done.figures().appraisees
    assert (absent.name, absent.proposed_grade, absent.rank) == ("第1支部书记", "—", "—")
    assert {one.score for one in others} == {"90.00"}


def test_phones_vote_in_the_order_that_was_changed(room: Room) -> None:
    phones = room.joined_phones()
    move(room, 2, "next")
    room.open(2)
    phones[0].vote(2, {"02": on_all_sheets("好")})
    assert room.house.box.turnout((room.meeting_id, 2)) == {"C": 1}


def test_the_room_rests_until_the_chair_ends_it_or_opens_a_round(room: Room) -> None:
    boss = room.officers["chair"]
    room.joined_phones()
    pause(room.house, boss, room.meeting_id, is_on=True)
    assert (screen(room)["phase"], chair(room)["announced"]) == ("pause", PAUSE)
    pause(room.house, boss, room.meeting_id, is_on=False)
    assert screen(room)["phase"] == "joining"
    pause(room.house, boss, room.meeting_id, is_on=True)
    room.open(1)
    assert screen(room)["phase"] == "open"
    with pytest.raises(WrongState, match="还在投票"):
        pause(room.house, boss, room.meeting_id, is_on=True)
    room.close(1)
    assert screen(room)["phase"] == "closed"


def test_only_the_chair_lets_the_room_rest(room: Room) -> None:
    with pytest.raises(NotAllowed):
        pause(room.house, room.officers["scrutineer"], room.meeting_id, is_on=True)


@pytest.mark.parametrize("act", ["announce", "pause", "rerun"])
def test_an_act_of_the_chair_waits_for_the_one_that_is_under_way(room: Room, act: str) -> None:
    """A rest set in the middle of an opening would stand on the projector when the round has closed."""
    house, who, meeting_id = room.house, room.officers["chair"], room.meeting_id
    hold(room, room.joined_phones(), 1, "01")
    rounds.void_round(house, who, meeting_id, 1, "有人代投")
    acts: dict[str, Callable[[], object]] = {
        "announce": lambda: announce(house, who, meeting_id, 2),
        "pause": lambda: pause(house, who, meeting_id, is_on=True),
        "rerun": lambda: rounds.rerun_round(house, who, meeting_id, 1),
    }
    pressed = Thread(target=acts[act])
    with house.one_at_a_time:
        before = screen(room), chair(room)
        pressed.start()
        pressed.join(0.5)
        assert (screen(room), chair(room)) == before
    pressed.join()
    assert (screen(room), chair(room)) != before
