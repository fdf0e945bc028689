"""A counted meeting for the pages after the count: who was marked how, released or not, and who looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Flask
from flask.testing import FlaskClient

from tally.words.catalogue import shipped_schemes
from tests.voting.meetings import DETAILS, Room, make_officers, on_all_sheets
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome.disclosure import released_figures
from voting.meeting.preparation.drafting import adopt_scheme, new_meeting, set_parameters
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.roster import AppraiseeRow, make_seats, save_appraisees
from voting.meeting.seats.cards import print_cards
from voting.papers.facts import MeetingFigures

LONG = (
    ("欧阳·买买提·阿不都热合曼", "园林绿化与物业管理服务中心、职工文化活动中心联合党支部委员会", "党支部书记、主任"),
    ("场党委书记", "立新农场党委", "党委书记"),
)  # fmt: skip
SEATS = {"A": 5, "B": 5, "C": 10}


@dataclass(frozen=True)
class Counted:
    """A counted meeting and its room."""

    house: House
    room: Room

    @property
    def id(self) -> int:
        return self.room.meeting_id

    def release(self, *roles: str) -> None:
        """Sign the release, as scrutineer and chair unless said otherwise."""
        self.room.release(*roles)

    def figures(self) -> MeetingFigures:
        with self.house.reading() as session:
            return released_figures(self.house, session, find_meeting(session, self.id))

    def visitor(self, app: Flask, role: str = "secretary") -> FlaskClient:
        """A browser in which this officer has logged in."""
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        who, client = self.room.officers[role], app.test_client()
        with client.session_transaction() as cookie:
            cookie["officer"], cookie["stamp"] = who.id, who.password_hash[-12:]
        return client


def people(number: int) -> list[AppraiseeRow]:
    """So many appraisees in two groups, the first two with the longest of names."""
    rows = []
    for place in range(1, number + 1):
        name, unit, post = (
            LONG[place - 1] if place <= len(LONG) else (f"第{place}党支部书记", f"第{place}党支部", "书记")
        )
        rows.append(AppraiseeRow(f"{place:02}", name, unit, post, "农村" if place % 2 else "社区", place == number))
    return rows


def make_room(
    house: House,
    number: int,
    seats: Mapping[str, int] | None = None,
    quota: str = "50%",
    scheme: str = "three-sheet",
) -> Room:
    """A frozen meeting with one round for everybody."""
    staff = make_officers(house)
    who = staff["secretary"]
    meeting_id = new_meeting(house, who, replace(DETAILS, round_plan="table", remarks=True, expected=20)).id
    found = next(one for one in shipped_schemes() if one.name == scheme)
    adopt_scheme(house, who, meeting_id, found.title, found.path.read_bytes())
    if scheme == "three-sheet":
        set_parameters(house, who, meeting_id, {"好的比例": quota})
    save_appraisees(house, who, meeting_id, people(number))
    make_seats(house, who, meeting_id, dict(seats or SEATS))

    freeze(house, who, meeting_id)
    cards = print_cards(house, who, meeting_id)
    return Room(house, meeting_id, staff, tuple(cards))


def counted(
    house: House,
    marks: Sequence[Sequence[str]],
    remarks: Mapping[str, Sequence[str]] | None = None,
    seats: Mapping[str, int] | None = None,
    quota: str = "50%",
) -> Counted:
    """Hold the meeting: `marks` are, for each appraisee, what every phone in turn puts on all three sheets.

    A phone whose mark is "" has joined and casts nothing.
    """
    room = make_room(house, len(marks), seats, quota)
    room.begin()
    phones = room.joined_phones()
    room.open(1, consent=True)
    codes = [f"{place:02}" for place in range(1, len(marks) + 1)]
    for turn, phone in enumerate(phones):
        if not marks[0][turn]:
            continue
        said = {code: texts[turn] for code, texts in (remarks or {}).items() if turn < len(texts)}
        phone.vote(1, {code: on_all_sheets(given[turn]) for code, given in zip(codes, marks, strict=True)}, said)
    room.close(1)
    room.count()
    return Counted(house, room)


def hands(good: int, better: int, fair: int = 0, poor: int = 0, away: int = 0) -> list[str]:
    """So many 好, 较好, 一般, 差 and 弃权, in this order."""
    return ["好"] * good + ["较好"] * better + ["一般"] * fair + ["差"] * poor + ["弃权"] * away
