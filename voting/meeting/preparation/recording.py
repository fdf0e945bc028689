"""Entering the 记录项 of each appraisee: what is not voted but counted, such as 问责 or an inspection score."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tally import Scheme
from tally.reading.figures import decimal_or_fraction, plain_decimal
from tally.regulation.scheme import Record, RecordKind
from tally.regulation.scheme_records import record_number
from voting.errors import BadInput
from voting.meeting.audit import note
from voting.meeting.finding import scheme_of
from voting.meeting.states import require_state
from voting.papers.wording import NONE
from voting.states import MeetingState
from voting.storage.registry import Meeting, Officer, RecordValue

LONGEST = 60  # characters: what the registry keeps of a value
NAME_LENGTH = 40  # characters of a title that still heads a column; a longer one gives way to the id
NAMED = 5  # records named in one line
Place = tuple[str, str]  # appraisee, record


def save_records(session: Session, who: Officer, meeting: Meeting, values: Mapping[Place, str]) -> None:
    """Replace the record values, (appraisee, record) → text; an empty text takes a value away.

    Raises BadInput with each faulty place in `fields` ("01/问责"), and keeps what was there.
    """
    require_state(meeting, MeetingState.DRAFT, MeetingState.READY, MeetingState.IN_SESSION)
    kept = {place: plain(value) for place, value in values.items() if plain(value)}
    faults = faults_in(meeting, kept)
    if faults:
        fields = {"/".join(place): fault for place, fault in faults.items()}
        raise BadInput("记录项没有保存：请改正标出的内容。", fields, in_words(meeting, faults))
    session.execute(delete(RecordValue).where(RecordValue.meeting_id == meeting.id))
    session.add_all(
        RecordValue(meeting_id=meeting.id, appraisee=code, record=record, value=value)
        for (code, record), value in kept.items()
    )
    note(session, who.name, "录入记录项", meeting.id, values={f"{c}/{r}": v for (c, r), v in kept.items()})


def entered_records(session: Session, meeting: Meeting) -> dict[Place, str]:
    """What has been entered, (appraisee, record) → text."""
    query = select(RecordValue).where(RecordValue.meeting_id == meeting.id)
    return {(one.appraisee, one.record): one.value for one in session.scalars(query)}


def record_lines(scheme: Scheme, entered: Mapping[Place, str], code: str) -> tuple[tuple[str, str], ...]:
    """Every record of one appraisee as the papers name it, in the order of the scheme: (name, value or its default)."""
    titles = [one.title if 0 < len(one.title) <= NAME_LENGTH else one.id for one in scheme.records]
    names = titles if len(set(titles)) == len(titles) else [one.id for one in scheme.records]
    return tuple(
        (name, entered.get((code, one.id)) or one.default or NONE)
        for name, one in zip(names, scheme.records, strict=True)
    )


def forget_strays(session: Session, who: Officer, meeting: Meeting) -> None:
    """Drop values that a changed roster or scheme has no place for: the count would stumble over them.

    What is dropped stands in the audit log.
    """
    entered = entered_records(session, meeting)
    strays = faults_in(meeting, entered)
    for code, record in strays:
        session.execute(
            delete(RecordValue).where(
                RecordValue.meeting_id == meeting.id, RecordValue.appraisee == code, RecordValue.record == record
            )
        )
    if strays:
        dropped = {f"{code}/{record}": entered[code, record] for code, record in strays}
        note(session, who.name, "清除无处安放的记录项", meeting.id, values=dropped)


def faults_in(meeting: Meeting, values: Mapping[Place, str]) -> dict[Place, str]:
    """What is wrong with each value, in words; values without a fault are left out."""
    records = {one.id: one for one in scheme_of(meeting).records} if meeting.scheme_text else {}
    names = {one.code: one.name for one in meeting.appraisees}
    found = {(code, record): _fault(records, names, code, record, text) for (code, record), text in values.items()}
    return {place: fault for place, fault in found.items() if fault}


def in_words(meeting: Meeting, faults: Mapping[Place, str]) -> list[str]:
    """The faults, each with whose and what it is."""
    names = {one.code: one.name for one in meeting.appraisees}
    return [f"{names.get(code, code)}的“{record}”：{fault}" for (code, record), fault in faults.items()]


def plain(text: str) -> str:
    """A value as typed; a number with full-width digits or signs is made ordinary."""
    number = unicodedata.normalize("NFKC", text).strip()
    return number if plain_decimal(number) is not None else text.strip()


def missing_records(meeting: Meeting, entered: Mapping[Place, str]) -> list[Place]:
    """Which values without a default are still to be entered, person by person."""
    records = scheme_of(meeting).records
    return [
        (person.code, record.id)
        for person in meeting.appraisees
        for record in records
        if record.default is None and not entered.get((person.code, record.id))
    ]


def missing_in_words(meeting: Meeting, missing: Sequence[Place]) -> list[str]:
    """The same, a line a person; of many records the first few are named and the rest are counted."""
    lines = []
    for person in meeting.appraisees:
        records = [record for code, record in missing if code == person.code]
        more = f"等{len(records)}项" if len(records) > NAMED else ""
        if records:
            lines.append(f"{person.name}：{'、'.join(records[:NAMED])}{more}")
    return lines


def _fault(records: Mapping[str, Record], names: Mapping[str, str], code: str, record_id: str, text: str) -> str:
    record = records.get(record_id)
    if record is None or code not in names:
        return "没有这个人或这一项。"
    if record.kind is RecordKind.FLAG:
        return "" if text in ("是", "否") else "请填“是”或“否”。"
    if record.kind is RecordKind.CHOICE:
        labels = [choice.label for choice in record.choices]
        return "" if text in labels else f"请从{'、'.join(labels)}中选择。"
    if len(text) <= LONGEST and record_number(record, text) is not None:
        return ""
    length = "" if len(text) <= LONGEST else f"，不超过{LONGEST}个字符"
    return f"须为{score_range(record)}之间的数{length}，现在是“{text}”。"


def score_range(record: Record) -> str:
    """The least and the greatest value of a score, in words."""
    low, high = record.minimum, record.maximum
    return f"{decimal_or_fraction(low)}至{decimal_or_fraction(high)}" if low is not None and high is not None else ""
