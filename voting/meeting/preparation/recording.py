"""Entering the 记录项 of each appraisee: what is not voted but counted, such as 问责 or an inspection score."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tally import Scheme
from tally.reading.figures import exact_decimal, plain_decimal
from tally.regulation.scheme import Record, RecordKind
from tally.regulation.scheme_records import record_number
from voting.errors import BadInput
from voting.meeting.acting import Doing, Unchanged
from voting.meeting.acts import ENTER_RECORDS, FORGET_RECORDS
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.papers.wording import NONE
from voting.refusals.sentence import Sentence
from voting.storage.registry import Meeting, Officer, RecordValue

LONGEST = 60  # characters: what the registry keeps of a value
NAME_LENGTH = 40  # characters of a title that still heads a column; a longer one gives way to the id
YES_OR_NO = ("是", "否")
NAMED = 5  # records named in one line
Cell = tuple[str, str]  # appraisee, record


def save_records(
    house: House, who: Officer, meeting_id: int, values: Mapping[Cell, str], unchanged: Unchanged | None = None
) -> None:
    """Enter values, (appraisee, record) → text; an empty text takes a value away, and cells not named stay.

    Raises NotAllowed, WrongState, BadInput with each faulty cell in `fields` ("01/问责"), and keeps what was there.
    """
    with house.act(ENTER_RECORDS, who, meeting_id, unchanged) as act:
        put_records(act, entered_records(act.session, act.meeting) | dict(values))


def put_records(act: Doing, values: Mapping[Cell, str]) -> None:
    """Replace all values within an act, and log it; raises BadInput as `save_records` does."""
    session, meeting = act.session, act.meeting
    kept = {cell: plain(value) for cell, value in values.items() if plain(value)}
    faults = faults_in(meeting, kept)
    if faults:
        fields = {"/".join(cell): fault for cell, fault in faults.items()}
        raise BadInput("records_faulty", fields, in_words(meeting, faults))
    session.execute(delete(RecordValue).where(RecordValue.meeting_id == meeting.id))
    session.add_all(
        RecordValue(meeting_id=meeting.id, appraisee=code, record=record, value=value)
        for (code, record), value in kept.items()
    )
    act.log(values={"/".join(cell): value for cell, value in kept.items()})


def entered_records(session: Session, meeting: Meeting) -> dict[Cell, str]:
    """What has been entered, (appraisee, record) → text."""
    query = select(RecordValue).where(RecordValue.meeting_id == meeting.id)
    return {(entered.appraisee, entered.record): entered.value for entered in session.scalars(query)}


def record_lines(scheme: Scheme, entered: Mapping[Cell, str], code: str) -> tuple[tuple[str, str], ...]:
    """Every record of one appraisee as the papers name it, in the order of the scheme: (name, value or its default)."""
    titles = [record.title if 0 < len(record.title) <= NAME_LENGTH else record.id for record in scheme.records]
    names = titles if len(set(titles)) == len(titles) else [one.id for one in scheme.records]
    return tuple(
        (name, entered.get((code, record.id)) or record.default or NONE)
        for name, record in zip(names, scheme.records, strict=True)
    )


def forget_strays(act: Doing) -> None:
    """Drop values that a changed roster or scheme has no place for: the count would stumble over them.

    What is dropped stands in the audit log.
    """
    session, meeting = act.session, act.meeting
    entered = entered_records(session, meeting)
    strays = faults_in(meeting, entered)
    for code, record in strays:
        session.execute(
            delete(RecordValue).where(
                RecordValue.meeting_id == meeting.id, RecordValue.appraisee == code, RecordValue.record == record
            )
        )
    if strays:
        act.log(FORGET_RECORDS, values={"/".join(cell): entered[cell] for cell in strays})


def faults_in(meeting: Meeting, values: Mapping[Cell, str]) -> dict[Cell, str]:
    """What is wrong with each value, in words; values without a fault are left out."""
    records = {one.id: one for one in scheme_of(meeting).records} if meeting.scheme_text else {}
    names = {one.code: one.name for one in meeting.appraisees}
    found = {(code, record): _fault(records, names, code, record, text) for (code, record), text in values.items()}
    return {cell: fault for cell, fault in found.items() if fault}


def in_words(meeting: Meeting, faults: Mapping[Cell, str]) -> list[str]:
    """The faults, each with whose and what it is."""
    names = {one.code: one.name for one in meeting.appraisees}
    return [
        Sentence("record_of", name=names.get(code, code), record=record, fault=fault)
        for (code, record), fault in faults.items()
    ]


def plain(text: str) -> str:
    """A value as typed; a number with full-width digits or signs is made ordinary."""
    number = unicodedata.normalize("NFKC", text).strip()
    return number if plain_decimal(number) is not None else text.strip()


def missing_records(meeting: Meeting, entered: Mapping[Cell, str]) -> list[Cell]:
    """Which values without a default are still to be entered, person by person."""
    records = scheme_of(meeting).records
    return [
        (person.code, record.id)
        for person in meeting.appraisees
        for record in records
        if record.default is None and not entered.get((person.code, record.id))
    ]


def missing_in_words(meeting: Meeting, missing: Sequence[Cell]) -> list[str]:
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
        return Sentence("record_unknown")
    if record.kind is RecordKind.FLAG:
        return "" if text in YES_OR_NO else Sentence("record_yes_or_no", yes=YES_OR_NO[0], no=YES_OR_NO[1])
    if record.kind is RecordKind.CHOICE:
        labels = tuple(choice.label for choice in record.choices)
        return "" if text in labels else Sentence("record_of_these", labels=labels)
    if len(text) > LONGEST:
        return Sentence("record_range_and_length", range=score_range(record), most=LONGEST, text=text)
    if record_number(record, text) is None:
        return Sentence("record_range", range=score_range(record), text=text)
    return ""


def score_range(record: Record) -> str:
    """The least and the greatest value of a score, in words."""
    low, high = record.minimum, record.maximum
    if low is None or high is None:
        return ""
    return Sentence("from_to", low=exact_decimal(low), high=exact_decimal(high))
