"""Opening the house: at start-up the registry follows the box, and rounds that were open go on or are void."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.meeting.box import OPEN, BallotBox
from voting.meeting.cards import hand_out, has_begun
from voting.meeting.house import House
from voting.meeting.rounds import poll_of, size_of
from voting.meeting.signing import KeyStore
from voting.storage.engines import open_stores, vacuum
from voting.storage.registry import Meeting


def open_house(instance: Path, database_url: str = "") -> House:
    """Open the house in `instance`; `database_url` is a PostgreSQL URL, else SQLite files are used there.

    A round goes on if its box key is still here; after a restore from a backup it is not, and the round is
    void (secrecy.md 5). Keys that a crash left behind a closed round are destroyed (6).
    """
    stores = open_stores(instance, database_url)
    keys = KeyStore(instance / "keys")
    house = House(instance, stores, keys, BallotBox(stores.ballot_box, keys))
    with house.writing() as session:
        for meeting in session.scalars(select(Meeting)):
            if meeting.state == "in_session":
                _follow_the_box(house, session, meeting)
            elif meeting.state != "ready":  # counted, or a draft again: a crash may have left keys behind
                keys.destroy_meeting(meeting.id)
    vacuum(stores.ballot_box, "ballot", "slip", "remark", "shown", "box_round")
    return house


def _follow_the_box(house: House, session: Session, meeting: Meeting) -> None:
    states = house.box.states(meeting.id)
    for one in meeting.rounds:
        one.state = states.get(one.number, "waiting")
        where = (meeting.id, one.number)
        if one.state in ("closed", "void"):
            house.keys.destroy_round(*where)
        elif one.state == OPEN:
            if house.box.resume(where, size_of(meeting, one), meeting.k):
                house.polls[where] = poll_of(session, meeting, one)
            else:
                one.state = "void"
    if has_begun(meeting):  # the crash may have come between the box and the registry
        hand_out(session, meeting)
