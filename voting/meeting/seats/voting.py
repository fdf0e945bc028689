"""投票: a cast message is held against its round and handed to the sealed box. No card, no cookie, no time.

secrecy.md 4 and 5. The token's signature alone says that its bearer may vote, in which round, class and meeting.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from tally.evidence.proof import token_message, verify_token
from voting.errors import BadSignature, CastOtherwise, RoundClosed, RoundNotOpen
from voting.meeting.house import House, Poll
from voting.meeting.sealed_box.casting import Envelope, read_ballot, read_envelope
from voting.states import AFTER_THE_COUNT, MeetingState
from voting.storage.registry import Meeting, RoundKey


def cast(house: House, message: Any) -> None:
    """Return once the ballot is recorded; again and again for the same ballot, after the close too.

    Raises BadInput (bad_ballot), BadSignature, CastOtherwise, RoundClosed, RoundNotOpen; nothing is recorded then.
    """
    envelope = read_envelope(message)
    before = house.box.recorded(envelope.round, envelope.token)
    if before:
        if before[1] != envelope.receipt:
            raise CastOtherwise("cast_otherwise")
        return
    poll = _poll_for(house, envelope)
    ballot = read_ballot(message, poll.codes, poll.scheme, poll.remarks)
    house.box.cast((poll.meeting, poll.round), ballot)
    house.news.ring("room", poll.meeting)


def _poll_for(house: House, envelope: Envelope) -> Poll:
    """The open round whose key has signed this token: a token of another round, class or meeting fits none."""
    for poll in list(house.polls.values()):
        modulus = poll.moduli.get(envelope.ballot_class)
        if poll.round == envelope.round and modulus and _signed(poll.fingerprint, modulus, envelope):
            return poll
    meeting = _meeting_whose_key_signed(house, envelope)
    if meeting is not None:
        unopened = meeting.state == MeetingState.IN_SESSION and envelope.round not in house.box.states(meeting.id)
        raise RoundNotOpen("round_not_open") if unopened else RoundClosed("round_closed")
    raise BadSignature("bad_signature")


def _signed(fingerprint: bytes, modulus: int, envelope: Envelope) -> bool:
    message = token_message(fingerprint, envelope.round, envelope.ballot_class)
    return verify_token(modulus, envelope.token, message, envelope.signature)


def _meeting_whose_key_signed(house: House, envelope: Envelope) -> Meeting | None:
    """The meeting of a round that is not open (any more), if it is that: asked only when no open round knows it."""
    query = (
        select(RoundKey.modulus, Meeting)
        .join(Meeting, Meeting.id == RoundKey.meeting_id)
        .where(RoundKey.round == envelope.round, RoundKey.ballot_class == envelope.ballot_class)
        .where(Meeting.state.in_((MeetingState.IN_SESSION, *AFTER_THE_COUNT)))
    )
    with house.reading() as session:
        for modulus, meeting in session.execute(query):
            if _signed(bytes.fromhex(meeting.fingerprint), int(modulus, 16), envelope):
                return meeting
    return None
