"""Asked where docs/changing/scheme.md has been followed: the desk offers the scheme, a meeting is held by it.

No test of this tree: tests/changing/test_scheme.py runs it in a copy that has the guide's patch in it.
"""

from __future__ import annotations

import json

from tally.evidence.archive import read_archive
from tally.evidence.verify import verify
from tally.words.catalogue import shipped_schemes
from tests.voting.desk_visitor import open_desk
from tests.voting.meetings import DETAILS, Room, make_officers
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import confirming, counting, releasing
from voting.meeting.outcome.archive import archive_of, seal_meeting
from voting.meeting.preparation.drafting import adopt_scheme, new_meeting, set_parameters
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.roster import AppraiseeRow, make_seats, save_appraisees
from voting.meeting.seats.cards import print_cards

NAME, TITLE = "own-committee", "党组织书记向本级委员会述职评议"
POINTS = {"好分": "95", "较好分": "85", "一般分": "70", "差分": "50"}


def test_the_desk_offers_it_and_reads_it_back(house: House) -> None:
    desk = open_desk(house)
    assert TITLE in desk.get("scheme/choose")
    page = desk.send("scheme/choose", {"name": NAME})
    assert "还有 4 个参数必须设定" in page


def room_of(house: House) -> Room:
    """A frozen meeting by the new scheme: one appraisee, five seats."""
    staff = make_officers(house)
    who, meeting_id = staff["secretary"], new_meeting(house, staff["secretary"], DETAILS).id
    (scheme,) = (scheme for scheme in shipped_schemes() if scheme.name == NAME)
    adopt_scheme(house, who, meeting_id, scheme.title, scheme.path.read_bytes())
    set_parameters(house, who, meeting_id, POINTS)
    save_appraisees(house, who, meeting_id, [AppraiseeRow("01", "镇党委书记")])
    make_seats(house, who, meeting_id, {"A": 5})
    freeze(house, who, meeting_id)
    return Room(house, meeting_id, staff, tuple(print_cards(house, who, meeting_id)))


def sealed(room: Room) -> bytes:
    """The archive of the meeting, voted on and sealed: 好 three times, 较好, 弃权."""
    house, officers, meeting_id = room.house, room.officers, room.meeting_id
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    for phone, mark in zip(phones, ("好", "好", "好", "较好", "弃权"), strict=True):
        phone.vote(1, {"01": [("本级评议", "", mark)]})
    room.close(1)
    counting.count_meeting(house, officers["chair"], meeting_id)
    for role in ("chair", "scrutineer"):
        releasing.sign_release(house, officers[role], meeting_id)
    confirming.confirm(house, officers["secretary"], meeting_id)
    seal_meeting(house, officers["secretary"], meeting_id)
    with house.reading() as session:
        return archive_of(house, session, find_meeting(session, meeting_id), {"报告单.txt": b""}).data


def test_a_meeting_is_held_by_it_and_its_archive_is_recounted(house: House) -> None:
    archive = sealed(room_of(house))
    assert verify(archive) == []
    (name,) = (name for name in read_archive(archive) if name.endswith("result.json"))
    (person,) = json.loads(read_archive(archive)[name])["appraisees"]
    assert (person["score"], person["rank"]) == ("92.50", 1)  # (3 × 95 + 85) / 4
