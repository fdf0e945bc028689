"""What the tests of secrecy do with a room again and again."""

from __future__ import annotations

import random
from typing import Any

from tests.voting.meetings import SHEETS, Room, on_all_sheets
from tests.voting.python_phone import Marks, Phone
from voting.meeting.finding import find_meeting
from voting.meeting.outcome.disclosure import released_figures
from voting.papers.facts import MeetingFigures

MARKS = ("好", "较好", "一般", "差")


def some_marks(rng: random.Random) -> Marks:
    """One slip's marks by chance, now and then 弃权 on a sheet, or 回避 on all."""
    if rng.random() < 0.03:
        return on_all_sheets("回避")
    return [(sheet, "", rng.choice([*MARKS, "弃权"])) for sheet in SHEETS]


def a_ballot(phone: Phone, number: int = 1, code: str = "01", mark: str = "好") -> dict[str, Any]:
    """A well-formed cast message on one appraisee."""
    return phone.message(number, {code: on_all_sheets(mark)}, {})


def open_room(room: Room, number: int = 1) -> list[Phone]:
    """Begin the session, let everyone join, open a round; the phones."""
    room.begin()
    phones = room.joined_phones()
    room.open(number, consent=True)
    return phones


def slips_in_box(room: Room, number: int) -> list[tuple[str, str, list[list[str]], str]]:
    """Class, appraisee, marks and salt of the slips of a closed round."""
    return room.house.box.slips((room.meeting_id, number))


def count_and_release(room: Room) -> MeetingFigures:
    """Count the meeting, let both sign, and return what may then be shown."""
    room.count("chair")
    room.release("chair", "scrutineer")
    with room.house.reading() as session:
        return released_figures(room.house, session, find_meeting(session, room.meeting_id))
