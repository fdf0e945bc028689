"""What is entered about each appraisee rather than voted: the records file, and what its values count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from tally.reading.csv_rows import Columns, Row, rows
from tally.reading.faults import FaultList, shown
from tally.reading.figures import ENTERED_DIGITS, decimal_or_fraction, is_too_long
from tally.reading.sources import Source
from tally.regulation.scheme import Record, RecordKind, Scheme
from tally.regulation.scheme_records import FLAG_WORDS, record_number
from tally.roster import Appraisee

RECORD_COLUMNS = ("appraisee", "record", "value")
SOURCE = "source"
Values: TypeAlias = Mapping[str, str]  # of one record, as entered, by source; under "" where the record has one value
Entered: TypeAlias = Mapping[str, Mapping[str, Values]]  # by appraisee and record
NOTHING_ENTERED: Entered = MappingProxyType({})


def read_records(
    source: Source | None,
    records: Sequence[Record] | None,
    appraisees: Sequence[Appraisee] | None,
    faults: FaultList,
) -> Entered:
    """What was entered, by appraisee, record and source, as written; what is wrong is noted.

    `records` is None where the scheme could not be read, `appraisees` where their file could not: what
    depends on them is then left unchecked.
    """
    entered: dict[str, dict[str, dict[str, str]]] = {}
    known = None if records is None else {record.id: record for record in records}
    ids = None if appraisees is None else {appraisee.id for appraisee in appraisees}
    for row in rows(source, record_columns(records), faults) if source else ():
        for problem in _problems(row, known, ids, entered):
            faults.add(source.name if source else "", row.line, problem)
        fields = row.fields
        values = entered.setdefault(fields["appraisee"], {}).setdefault(fields["record"], {})
        values.setdefault(fields.get(SOURCE, ""), fields["value"])
    return entered


def record_columns(records: Sequence[Record] | None) -> Columns:
    """The columns of a records file: with the source where a record of the scheme has several, else without."""
    filled = ("appraisee", "record")
    if records is None:
        return Columns(RECORD_COLUMNS, filled, optional=(SOURCE,))
    needs_source = any(record.several for record in records)
    return Columns((*RECORD_COLUMNS, SOURCE) if needs_source else RECORD_COLUMNS, filled)


def _problems(
    row: Row,
    known: Mapping[str, Record] | None,
    ids: set[str] | None,
    entered: Entered,
) -> list[str]:
    appraisee, name, value = row.fields["appraisee"], row.fields["record"], row.fields["value"]
    problems = []
    if ids is not None and appraisee not in ids:
        problems.append(f"被评议人名单里没有“{shown(appraisee)}”")
    record = None if known is None else known.get(name)
    if record is None and known is not None:
        problems.append(f"方案里没有记录项“{shown(name)}”")
    elif record is not None and not is_value_of(record, value):
        problems.append(f"记录项“{name}”要是{_wanted(record, value)}，不能是“{shown(value)}”")
    source = row.fields.get(SOURCE, "")
    if record is not None and record.several and not source:
        problems.append(f"记录项“{name}”由几个来源分别给出，source 栏要写明来源")
    elif record is not None and not record.several and source:
        problems.append(f"记录项“{name}”只有一个值，source 栏要空着，不能是“{shown(source)}”")
    elif source in entered.get(appraisee, {}).get(name, {}):
        whose = f"来源“{shown(source)}”" if source else ""
        problems.append(f"“{shown(appraisee)}”的记录项“{shown(name)}”{whose}重复了")
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
    return f"{decimal_or_fraction(low)}至{decimal_or_fraction(high)}之间的数"


def note_missing(
    source: Source | None,
    scheme: Scheme,
    appraisees: Sequence[Appraisee],
    entered: Entered,
    faults: FaultList,
) -> None:
    """Note every record without a default that was not entered for an appraisee."""
    place = source.name if source else "--records"
    for appraisee in appraisees:
        for record in scheme.records:
            if record.default is None and record.id not in entered.get(appraisee.id, {}):
                faults.add(place, None, f"缺“{appraisee.id}”的记录项“{record.id}”，方案没有默认值，每人都要录入")


def record_numbers(scheme: Scheme, entered: Mapping[str, Values]) -> Mapping[str, Fraction | None]:
    """What each record of one appraisee counts in arithmetic: the exact mean over its sources, or its default."""
    return {
        record.id: values_number(record, entered[record.id]) if record.id in entered else record.default_number
        for record in scheme.records
    }


def values_number(record: Record, values: Values) -> Fraction | None:
    """The exact mean of a record's values; None where one of them counts nothing."""
    numbers = [record_number(record, value) for value in values.values()]
    present = [number for number in numbers if number is not None]
    return sum(present, Fraction(0)) / len(present) if present and len(present) == len(numbers) else None
