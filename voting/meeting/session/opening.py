"""Opening the house: at start-up the registry follows the box, and rounds that were open go on or are void."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.meeting.acts import CLOSE_ROUND, OPEN_ROUND, VOID_ROUND, WITHDRAW_OPENING
from voting.meeting.audit import note
from voting.meeting.house import House
from voting.meeting.sealed_box.box import BallotBox
from voting.meeting.sealed_box.signing import KeyStore
from voting.meeting.seats.cards import hand_out, has_begun, take_back
from voting.meeting.session.rounds import poll_of, size_of
from voting.states import MeetingState, RoundState
from voting.storage.alone import Hold
from voting.storage.engines import Stores, for_writing, open_stores, vacuum
from voting.storage.registry import AgendaRound, Instance, Meeting
from voting.vault.places import key_place

SYSTEM = "系统（重启后补记）"
ACTS = {
    RoundState.WAITING: WITHDRAW_OPENING,
    RoundState.OPEN: OPEN_ROUND,
    RoundState.CLOSED: CLOSE_ROUND,
    RoundState.VOID: VOID_ROUND,
}
LOST_KEY = "重启时票箱密钥不在，或票箱内容与密钥不符：本轮作废，须重投。"
CUT_OFF = "作废时系统中断，填写的原因没有来得及记下，请主持人另作说明。"


def open_house(
    instance: Path, database_url: str = "", keys_home: Path | None = None, alone: Hold | None = None
) -> House:
    """Open the house in `instance`; `database_url` is a PostgreSQL URL, else SQLite files are used there.

    Private keys lie outside it, in the user's local data directory or below `keys_home`: a copy of the instance opens
    nothing. A round goes on if its box key is still there; after a restore from a backup it is not, and the round is
    void. Keys that a crash left behind a closed round are destroyed. A server brings the lock that keeps a second one
    out, and it is let go with the house. Raises BadKeyPlace.
    """
    stores = open_stores(instance, database_url)
    keys = KeyStore(key_place(instance, _number_of(stores), keys_home))
    keys.take_in(instance / "keys")  # where a release before this one kept them
    house = House(instance, stores, keys, BallotBox(stores.ballot_box, keys), alone=alone)
    with house.writing() as session:
        for meeting in session.scalars(select(Meeting)):
            if meeting.state == MeetingState.IN_SESSION:
                _follow_the_box(house, session, meeting)
            elif meeting.state != MeetingState.READY:  # counted, or a draft again: a crash may have left keys behind
                keys.destroy_meeting(meeting.id)
    vacuum(stores.ballot_box, "ballot", "slip", "remark", "shown", "box_round")
    return house


def _number_of(stores: Stores) -> str:
    """The house's own number, drawn when it is first opened."""
    with Session(for_writing(stores.registry)) as session, session.begin():
        kept = session.scalar(select(Instance.number))
        if kept is None:
            kept = token_hex(16)
            session.add(Instance(number=kept))
        return kept


def _follow_the_box(house: House, session: Session, meeting: Meeting) -> None:
    states = house.box.states(meeting.id)
    for held in meeting.rounds:
        before, held.state = held.state, states.get(held.number, RoundState.WAITING)
        where = (meeting.id, held.number)
        if held.state in (RoundState.CLOSED, RoundState.VOID):
            house.keys.destroy_round(*where)
        elif held.state == RoundState.OPEN:
            if house.box.resume(where, size_of(meeting, held), meeting.k):
                house.polls[where] = poll_of(session, meeting, held)
            else:
                held.state = RoundState.VOID
        else:  # withdrawn, and perhaps cut off before its key was gone
            house.keys.destroy_box_key(*where)
        if held.state != before and (held.state != RoundState.WAITING or before == RoundState.OPEN):
            why_void = CUT_OFF if states.get(held.number) == RoundState.VOID else LOST_KEY
            _note_what_was_cut_off(house, session, held, why_void)
    if has_begun(meeting):  # the crash may have come between the box and the registry
        hand_out(session, meeting)
    else:
        take_back(session, meeting)


def _note_what_was_cut_off(house: House, session: Session, held: AgendaRound, why_void: str) -> None:
    """The box did something that the log does not know of yet: a crash came between, or a key is gone."""
    said: dict[str, object] = {"round": held.number, "title": held.title}
    if held.state == RoundState.CLOSED:
        said["root"] = house.box.root((held.meeting_id, held.number))
    if held.state == RoundState.VOID:
        said["reason"] = why_void
    note(session, SYSTEM, ACTS[held.state].logged, held.meeting_id, **said)
