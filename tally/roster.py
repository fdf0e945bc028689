"""Who is evaluated, and what is entered about each rather than voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tally.reading.csv_rows import Columns, Row, rows
from tally.reading.faults import FaultList, shown
from tally.reading.figures import ENTERED_DIGITS, exact_decimal, is_too_long
from tally.reading.sources import Source
from tally.regulation.scheme import Record, RecordKind, Scheme
from tally.regulation.scheme_records import FLAG_WORDS, record_number

APPRAISEE_COLUMNS = Columns(required=("id", "name", "group"), filled=("id",), optional=("unit", "post"))
RECORD_COLUMNS = Columns(required=("appraisee", "record", "value"), filled=("appraisee", "record"))


@dataclass(frozen=True)
class Appraisee:
    """The person or unit being evaluated."""

    id: str
    name: str
    group: str
    unit: str = ""
    post: str = ""


def read_appraisees(source: Source, faults: FaultList) -> tuple[Appraisee, ...]:
    """The appraisees, in file order; an id that stands twice is noted."""
    found: dict[str, Appraisee] = {}
    for row in rows(source, APPRAISEE_COLUMNS, faults):
        appraisee = Appraisee(**row.fields)
        if appraisee.id in found:
            faults.add(source.name, row.line, f"被评议人“{shown(appraisee.id)}”重复了")
        found.setdefault(appraisee.id, appraisee)
    return tuple(found.values())


def read_records(
    source: Source | None,
    records: Sequence[Record] | None,
    appraisees: Sequence[Appraisee] | None,
    faults: FaultList,
) -> Mapping[str, Mapping[str, str]]:
    """What was entered, by appraisee and record, as written; what is wrong is noted.

    `records` is None where the scheme could not be read, `appraisees` where their file could not: what
    depends on them is then left unchecked.
    """
    entered: dict[str, dict[str, str]] = {}
    known = None if records is None else {record.id: record for record in records}
    ids = None if appraisees is None else {appraisee.id for appraisee in appraisees}
    for row in rows(source, RECORD_COLUMNS, faults) if source else ():
        for problem in _problems(row, known, ids, entered):
            faults.add(source.name if source else "", row.line, problem)
        fields = row.fields
        entered.setdefault(fields["appraisee"], {}).setdefault(fields["record"], fields["value"])
    return entered


def _problems(
    row: Row,
    known: Mapping[str, Record] | None,
    ids: set[str] | None,
    entered: Mapping[str, Mapping[str, str]],
) -> list[str]:
    appraisee, name, value = row.fields["appraisee"], row.fields["record"], row.fields["value"]
    problems = []
    if ids is not None and appraisee not in ids:
        problems.append(f"被评议人名单里没有“{shown(appraisee)}”")
    if known is not None and name not in known:
        problems.append(f"方案里没有记录项“{shown(name)}”")
    elif known is not None and not is_value_of(known[name], value):
        problems.append(f"记录项“{name}”要是{_wanted(known[name], value)}，不能是“{shown(value)}”")
    if name in entered.get(appraisee, {}):
        problems.append(f"“{shown(appraisee)}”的记录项“{shown(name)}”重复了")
    return problems


def is_value_of(record: Record, value: str) -> bool:
    """Whether a text may be entered for a record."""
    if record.kind is RecordKind.CHOICE:
        return any(choice.label == value for choice in record.choices)
    return record_number(record, value) is not None


def _wanted(record: Record, value: str) -> str:
    """What a record takes, told to whoever entered something else."""
    if record.kind is RecordKind.FLAG:
        return "或".join(f"“{word}”" for word in FLAG_WORDS)
    if record.kind is RecordKind.CHOICE:
        return "、".join(f"“{choice.label}”" for choice in record.choices) + "之一"
    if is_too_long(value):
        return f"最多{ENTERED_DIGITS}个字符的数"
    low, high = record.minimum or Fraction(0), record.maximum or Fraction(0)
    return f"{exact_decimal(low)}至{exact_decimal(high)}之间的数"


def note_missing(
    source: Source | None,
    scheme: Scheme,
    appraisees: Sequence[Appraisee],
    entered: Mapping[str, Mapping[str, str]],
    faults: FaultList,
) -> None:
    """Note every record without a default that was not entered for an appraisee."""
    place = source.name if source else "--records"
    for appraisee in appraisees:
        for record in scheme.records:
            if record.default is None and record.id not in entered.get(appraisee.id, {}):
                faults.add(place, None, f"缺“{appraisee.id}”的记录项“{record.id}”，方案没有默认值，每人都要录入")


def record_numbers(scheme: Scheme, entered: Mapping[str, str]) -> Mapping[str, Fraction | None]:
    """What each record of one appraisee counts in arithmetic, its default where nothing was entered."""
    written = {record.id: entered.get(record.id, record.default) for record in scheme.records}
    return {
        record.id: None if (value := written[record.id]) is None else record_number(record, value)
        for record in scheme.records
    }
