"""No ballot, however it is made up, keeps the others from being counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.voting.meetings import ADDRESS, DETAILS, Room, make_officers, make_room, on_all_sheets
from tests.voting.python_phone import Phone
from voting.errors import BadInput
from voting.meeting.house import House
from voting.meeting.outcome import counting
from voting.meeting.preparation.drafting import adopt_scheme, new_meeting
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.roster import AppraiseeRow, make_seats, save_appraisees
from voting.meeting.seats.cards import print_cards
from voting.meeting.seats.voting import cast
from voting.meeting.session.opening import open_house

RUBRIC = """
spec = 1
name = "一项一分"
[[class]]
id = "A"
[[sheet]]
id = "S"
title = "观摩"
  [[sheet.item]]
  id = "1"
  title = "标识"
  max = 3
  step = "1"
[formula]
"得分" = "S"
"""


def rubric_room(house: House) -> Room:
    """A meeting on one person, marked on one item; sheet, item and marks are single characters."""
    staff = make_officers(house)
    who = staff["secretary"]
    meeting_id = new_meeting(house, who, replace(DETAILS, address=ADDRESS)).id
    adopt_scheme(house, who, meeting_id, "一项一分", RUBRIC.encode())
    save_appraisees(house, who, meeting_id, [AppraiseeRow("01", "第一支部书记")])
    make_seats(house, who, meeting_id, {"A": 6})

    freeze(house, who, meeting_id)
    cards = print_cards(house, who, meeting_id)
    return Room(house, meeting_id, staff, tuple(cards))


def count(room: Room) -> None:
    counting.count_meeting(room.house, room.officers["chair"], room.meeting_id)


@pytest.mark.parametrize("extra", ["S13", 5, None, ["S", "1"], ["S", "1", {}], {"S": 1, "1": 1, "3": 1}])
def test_what_is_no_mark_beside_the_marks_refuses_the_ballot(house: House, extra: Any) -> None:
    """The text S13 unpacks into sheet S, item 1, mark 3: a second mark in one place, on which the count would fail."""
    room = rubric_room(house)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    for phone in phones[1:]:
        phone.vote(1, {"01": [("S", "1", "2")]})
    message = phones[0].message(1, {"01": [("S", "1", "2")]}, {})
    message["slips"][0]["marks"].append(extra)
    with pytest.raises(BadInput) as refused:
        cast(house, message)
    assert refused.value.code == "bad_ballot"
    room.close(1)
    count(room)


def with_salt_of(phone: Phone, other: dict[str, Any], number: int, code: str) -> dict[str, Any]:
    """A ballot for one person under the salt of another's ballot: two who conspire can agree on one."""
    message = phone.message(number, {code: on_all_sheets("差")}, {})
    message["slips"][0]["salt"] = other["slips"][0]["salt"]
    return message


@pytest.mark.parametrize("place", [1, -1])
def test_two_ballots_of_one_salt_are_never_both_taken(house: House, place: int) -> None:
    """A salt is its slip's ballot id in the count; phones 0 and 1 are of one class, the last of another."""
    room = make_room(house, people=1)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    first = phones[0].message(1, {"01": on_all_sheets("好")}, {})
    cast(house, first)
    with pytest.raises(BadInput):
        cast(house, with_salt_of(phones[place], first, 1, "01"))
    room.close(1)
    count(room)


@pytest.mark.parametrize("restarts", [False, True])
def test_a_salt_of_an_earlier_round_is_not_taken_again(house: House, restarts: bool) -> None:
    room = make_room(house)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    first = phones[0].message(1, {"01": on_all_sheets("好")}, {})
    cast(house, first)
    room.close(1)
    room.open(2)
    if restarts:
        house.close()
        room = replace(room, house=open_house(house.instance))
    with pytest.raises(BadInput):
        cast(room.house, with_salt_of(phones[-1], first, 2, "02"))
    room.close(2)
    count(room)
    room.house.close()


def test_a_salt_may_stand_in_two_meetings_of_the_house(house: House) -> None:
    one = make_room(house, people=1)
    other = make_room(house, people=1, officers=one.officers)
    messages = []
    for room in (one, other):
        room.begin()
        phones = room.joined_phones()
        room.open(1)
        messages.append(phones[0].message(1, {"01": on_all_sheets("好")}, {}))
    messages[1]["slips"][0]["salt"] = messages[0]["slips"][0]["salt"]
    for message in messages:
        cast(house, message)
    for room in (one, other):
        room.close(1)
        count(room)
