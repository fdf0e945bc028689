"""Freezing a draft: its rounds are laid out, its keys made, its manifest fingerprinted. Nothing of it changes after."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tally import Scheme
from tally.evidence.proof import canonical_json
from voting.errors import BadInput, WrongState
from voting.meeting.agenda import plan_rounds
from voting.meeting.audit import note
from voting.meeting.blocking import in_thread
from voting.meeting.classes import merged_classes, titles_of
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.house import House
from voting.meeting.preparation.roster import seats_by_class
from voting.meeting.sealed_box.casting import places_of
from voting.meeting.sealed_box.signing import SigningKey, make_key
from voting.meeting.states import require_move
from voting.states import MeetingState
from voting.storage.registry import Card, Claim, Meeting, Officer, PendingAct, RoundKey


@dataclass(frozen=True)
class Readiness:
    """What stands between a draft and its freezing, and what the secretary should know before."""

    missing: tuple[str, ...]
    remarks: tuple[str, ...]


def readiness(meeting: Meeting) -> Readiness:
    """Say in Chinese what is still missing, and what of the secrecy is limited (secrecy.md 1 and 7)."""
    scheme = scheme_of(meeting) if meeting.scheme_text else None
    if scheme is None:
        missing = ["还没有选定方案。"]
    else:
        missing = [f"参数“{one.title}”还没有设定。" for one in scheme.unset_parameters]
    if not meeting.appraisees:
        missing.append("还没有录入被评议人。")
    has_ballots = scheme is None or bool(scheme.sheets)
    if has_ballots and not meeting.seats:
        missing.append("还没有录入座位：没有座位就没有票卡。")
    if has_ballots and not meeting.address:
        missing.append("还没有确定手机访问的地址。")
    if scheme and scheme.sheets and not scheme.classes:
        missing.append("方案有专项、没有票类，不能投票：请选用写明票类的方案。")
    strangers = sorted(set(seats_by_class(meeting)) - set(scheme.class_ids)) if scheme else []
    if strangers:
        missing.append(f"座位名单中的票类{'、'.join(strangers)}不在本方案中，请重新录入座位。")
    missing += _misspelt(meeting, scheme)
    if meeting.held_on is None:
        missing.append("还没有填写会议日期。")
    remarks = _remarks(meeting, scheme) if scheme and not strangers else []
    return Readiness(tuple(missing), tuple(remarks))


def freeze(house: House, who: Officer, meeting_id: int) -> None:
    """Move a draft to ready: rounds, a signing key per round and class, manifest and fingerprint.

    Raises WrongState, NotAllowed, and BadInput with all that is missing. Keys take seconds to make, so they
    are made between two transactions; a draft that changed meanwhile is left as it is.
    """
    with house.reading() as session:
        meeting = find_meeting(session, meeting_id)
        require_move(meeting, "freeze", who)
        missing = readiness(meeting).missing
        if missing:
            raise BadInput("还不能冻结，请先补齐以下内容。", lines=missing)
        wanted = _keys_wanted(session, meeting)
        before = _content(meeting)
    keys = in_thread(lambda: {place: make_key() for place in wanted})
    with house.writing() as session:
        meeting = find_meeting(session, meeting_id)
        require_move(meeting, "freeze", who)
        if _content(meeting) != before:
            raise WrongState("冻结期间会议内容有改动，没有冻结。请核对后再冻结一次。")
        _keep(house, session, meeting, keys)
        note(session, who.name, "冻结方案", meeting.id, fingerprint=meeting.fingerprint)


def thaw(house: House, who: Officer, meeting_id: int) -> None:
    """Take a ready meeting back to draft: its keys and cards are destroyed, printed cards are worthless."""
    with house.writing() as session:
        meeting = find_meeting(session, meeting_id)
        require_move(meeting, "thaw", who)
        cards = [one.id for one in session.query(Card).where(Card.meeting_id == meeting.id)]
        session.execute(delete(Claim).where(Claim.card_id.in_(cards)))
        session.execute(delete(Card).where(Card.meeting_id == meeting.id))
        for kind in (RoundKey, PendingAct):
            session.execute(delete(kind).where(kind.meeting_id == meeting.id))
        meeting.rounds.clear()
        meeting.state, meeting.manifest, meeting.fingerprint = MeetingState.DRAFT, "", ""
        note(session, who.name, "退回起草", meeting.id, cards=len(cards))
    house.keys.destroy_meeting(meeting_id)
    house.news.rounds_changed(meeting_id)


def _keys_wanted(session: Session, meeting: Meeting) -> list[tuple[int, str]]:
    scheme = scheme_of(meeting)
    if not scheme.sheets:
        return []
    plan_rounds(session, meeting)
    numbers = [one.number for one in meeting.rounds]
    session.rollback()
    classes = sorted(set(merged_classes(scheme, seats_by_class(meeting), meeting.k).values()))
    return [(number, name) for number in numbers for name in classes]


def _content(meeting: Meeting) -> bytes:
    people = [(one.code, one.name, one.in_writing) for one in meeting.appraisees]
    seats = [(one.label, one.ballot_class) for one in meeting.seats]
    details = [meeting.title, meeting.scheme_text, meeting.settings, meeting.round_plan, meeting.k]
    return canonical_json([people, seats, details])


def _keep(house: House, session: Session, meeting: Meeting, keys: Mapping[tuple[int, str], SigningKey]) -> None:
    if keys:
        plan_rounds(session, meeting)
    for (number, ballot_class), key in keys.items():
        house.keys.save_signing_key(meeting.id, number, ballot_class, key)
        session.add(
            RoundKey(
                meeting_id=meeting.id,
                round=number,
                ballot_class=ballot_class,
                modulus=f"{key.modulus:0512x}",
            )
        )
    meeting.manifest = canonical_json(
        {
            "spec": 1,
            "meeting": meeting.title,
            "classes": merged_classes(scheme_of(meeting), seats_by_class(meeting), meeting.k),
            "keys": [
                {"round": number, "class": name, "modulus": f"{key.modulus:0512x}"}
                for (number, name), key in sorted(keys.items())
            ],
        }
    ).decode()
    meeting.fingerprint = sha256(meeting.manifest.encode()).hexdigest()
    meeting.state = MeetingState.READY


def _misspelt(meeting: Meeting, scheme: Scheme | None) -> list[str]:
    """What stands in leaves and keys has one spelling, NFC (secrecy.md 8): in another the phones would raise alarm."""
    words = [one.code for one in meeting.appraisees]
    if scheme:
        words += [*scheme.class_ids, *scheme.marks, *(part for place in places_of(scheme) for part in place)]
    wrong = sorted({word for word in words if unicodedata.normalize("NFC", word) != word})
    return [f"这些编号或名称含有拼合字符，校验码会不一致，请重新输入：{'、'.join(wrong)}。"] if wrong else []


def _remarks(meeting: Meeting, scheme: Scheme) -> list[str]:
    sizes = seats_by_class(meeting)
    titles = titles_of(scheme)
    if scheme.is_weighted:
        return [
            f"“{titles[name]}”只有{number}张票卡，不足{meeting.k}人：该票类单独计权重，"
            "从得分可能推算出这几个人的总体评价。如不合适，请改用不加权的方案。"
            for name, number in sizes.items()
            if number < meeting.k
        ]
    if 0 < len(meeting.seats) < meeting.k:
        return [
            f"全部票卡只有{len(meeting.seats)}张，不足{meeting.k}人：测评不能保密，手机上会这样提示。如不合适，请增加评议人。"
        ]
    merged = merged_classes(scheme, sizes, meeting.k)
    return [
        f"“{titles[name]}”只有{sizes[name]}张票卡，不足{meeting.k}人：与“{titles[into]}”合并投票和统计，以免被猜出。"
        for name, into in merged.items()
        if name != into and sizes.get(name)
    ]
