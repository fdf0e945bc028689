"""Entering the 记录项 of each appraisee: what is not voted but counted, such as 问责 or an inspection score."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tally.scheme import Record, RecordKind
from voting.errors import BadInput
from voting.meeting.audit import note
from voting.meeting.drafting import scheme_of
from voting.meeting.states import require_state
from voting.storage.registry import Meeting, Officer, RecordValue

DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def save_records(session: Session, who: Officer, meeting: Meeting, values: Mapping[tuple[str, str], str]) -> None:
    """Replace the record values, (appraisee, record) → text; an empty text takes a value away.

    Raises BadInput with each faulty place in `fields` ("01/问责"), and keeps what was there.
    """
    require_state(meeting, "draft", "ready", "in_session")
    records = {one.id: one for one in scheme_of(meeting).records}
    names = {one.code: one.name for one in meeting.appraisees}
    kept = {place: value.strip() for place, value in values.items() if value.strip()}
    faults = {f"{code}/{record}": _fault(records, names, code, record, text) for (code, record), text in kept.items()}
    faults = {place: fault for place, fault in faults.items() if fault}
    if faults:
        raise BadInput("记录项没有保存:请改正标出的内容。", faults, tuple(faults.values()))
    session.execute(delete(RecordValue).where(RecordValue.meeting_id == meeting.id))
    session.add_all(
        RecordValue(meeting_id=meeting.id, appraisee=code, record=record, value=value)
        for (code, record), value in kept.items()
    )
    note(session, who.name, "录入记录项", meeting.id, values={f"{c}/{r}": v for (c, r), v in kept.items()})


def missing_records(meeting: Meeting, entered: Mapping[tuple[str, str], str]) -> list[str]:
    """Which values without a default are still to be entered, in words."""
    return [
        f"{person.name}:{record.title or record.id}"
        for person in meeting.appraisees
        for record in scheme_of(meeting).records
        if record.default is None and not entered.get((person.code, record.id))
    ]


def _fault(records: Mapping[str, Record], names: Mapping[str, str], code: str, record_id: str, text: str) -> str:
    record = records.get(record_id)
    if record is None or code not in names:
        return f"没有“{code}”的“{record_id}”这一项。"
    place = f"{names[code]}的“{record.title or record.id}”"
    if record.kind is RecordKind.FLAG:
        return "" if text in ("是", "否") else f"{place}请填“是”或“否”。"
    if record.kind is RecordKind.CHOICE:
        labels = [choice.label for choice in record.choices]
        return "" if text in labels else f"{place}请从{'、'.join(labels)}中选择。"
    low, high = record.minimum or Fraction(0), record.maximum or Fraction(0)
    if DECIMAL.fullmatch(text) and low <= Fraction(text) <= high:
        return ""
    return f"{place}须为{low}至{high}之间的数,现在是“{text}”。"
