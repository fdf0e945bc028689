"""Freezing a draft: its rounds are laid out, its keys made, its manifest fingerprinted. Nothing of it changes after."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tally.evidence.proof import canonical_json
from voting.errors import BadInput, WrongState
from voting.meeting.acting import Doing
from voting.meeting.acts import FREEZE, THAW
from voting.meeting.agenda import plan_rounds
from voting.meeting.blocking import in_thread
from voting.meeting.classes import merged_classes
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.preparation.readiness import readiness
from voting.meeting.preparation.roster import seats_by_class
from voting.meeting.sealed_box.signing import make_key
from voting.storage.registry import Card, Claim, Meeting, Officer, PendingAct, RoundKey
from voting.vault.signing import SigningKey

Keys = Mapping[tuple[int, str], SigningKey]  # by round and the class that votes


def freeze(house: House, who: Officer, meeting_id: int) -> None:
    """Move a draft to ready: rounds, a signing key per round and class, manifest and fingerprint.

    Raises WrongState, NotAllowed, and BadInput with all that is missing. Keys take seconds to make, so they
    are made between two transactions; a draft that changed meanwhile is left as it is.
    """
    with house.act_in_steps(FREEZE, who, meeting_id) as steps:
        with steps.checking() as act:
            missing = readiness(act.meeting).missing
            if missing:
                raise BadInput("freeze_not_yet", lines=missing)
            wanted, before = _keys_wanted(act.session, act.meeting), _content(act.meeting)
        keys = in_thread(lambda: {which: make_key() for which in wanted})
        with steps.recording() as act:
            if _content(act.meeting) != before:
                raise WrongState("freeze_changed")
            _keep(house, act, keys)


def thaw(house: House, who: Officer, meeting_id: int) -> None:
    """Take a ready meeting back to draft: its keys and cards are destroyed, printed cards are worthless."""
    with house.act(THAW, who, meeting_id) as act:
        session, meeting = act.session, act.meeting
        cards = list(session.scalars(select(Card.id).where(Card.meeting_id == meeting_id)))
        session.execute(delete(Claim).where(Claim.card_id.in_(cards)))
        session.execute(delete(Card).where(Card.meeting_id == meeting_id))
        for kind in (RoundKey, PendingAct):
            session.execute(delete(kind).where(kind.meeting_id == meeting_id))
        meeting.rounds.clear()
        meeting.manifest, meeting.fingerprint = "", ""
        act.log(cards=len(cards))
    house.keys.destroy_meeting(meeting_id)


def _keys_wanted(session: Session, meeting: Meeting) -> list[tuple[int, str]]:
    scheme = scheme_of(meeting)
    if not scheme.sheets:
        return []
    plan_rounds(session, meeting)
    numbers = [planned.number for planned in meeting.rounds]
    session.rollback()
    classes = sorted(set(merged_classes(scheme, seats_by_class(meeting), meeting.k).values()))
    return [(number, name) for number in numbers for name in classes]


def _content(meeting: Meeting) -> bytes:
    people = [(person.code, person.name, person.in_writing) for person in meeting.appraisees]
    seats = [(seat.label, seat.ballot_class) for seat in meeting.seats]
    details = [meeting.title, meeting.scheme_text, meeting.settings, meeting.round_plan, meeting.k]
    return canonical_json([people, seats, details])


def _keep(house: House, act: Doing, keys: Keys) -> None:
    session, meeting = act.session, act.meeting
    if keys:
        plan_rounds(session, meeting)
    for (number, ballot_class), key in keys.items():
        house.keys.save_signing_key(meeting.id, number, ballot_class, key)
        session.add(RoundKey(meeting_id=meeting.id, round=number, ballot_class=ballot_class, modulus=_in_hex(key)))
    meeting.manifest = canonical_json(_manifest(meeting, keys)).decode()
    meeting.fingerprint = sha256(meeting.manifest.encode()).hexdigest()
    act.log(fingerprint=meeting.fingerprint)


def _manifest(meeting: Meeting, keys: Keys) -> dict[str, object]:
    return {
        "spec": 1,
        "meeting": meeting.title,
        "classes": merged_classes(scheme_of(meeting), seats_by_class(meeting), meeting.k),
        "keys": [
            {"round": number, "class": name, "modulus": _in_hex(key)} for (number, name), key in sorted(keys.items())
        ],
    }


def _in_hex(key: SigningKey) -> str:
    return f"{key.modulus:0512x}"
