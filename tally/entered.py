"""What is entered about each appraisee rather than voted: the records file, and what its values count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from tally.reading.csv_rows import Columns, rows
from tally.reading.faults import FaultList, shown
from tally.reading.figures import ENTERED_DIGITS, decimal_or_fraction, is_too_long
from tally.reading.lookalikes import Lookalikes
from tally.reading.number_hints import number_hint
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
    checker = _Checker(records, appraisees)
    for row in rows(source, record_columns(records), faults) if source else ():
        for problem in checker.problems(row.fields, entered):
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


class _Checker:
    """What the records of a scheme and the appraisees say of rows; without one of them less is checked."""

    def __init__(self, records: Sequence[Record] | None, appraisees: Sequence[Appraisee] | None) -> None:
        self._records = None if records is None else {record.id: record for record in records}
        self._ids = None if appraisees is None else {person.id for person in appraisees}
        self._records_alike, self._people_alike = Lookalikes(self._records or ()), Lookalikes(self._ids or ())

    def problems(self, row: Mapping[str, str], entered: Entered) -> list[str]:
        """What is wrong with a row, in the order of its columns, beside what was entered before it."""
        appraisee, name = row["appraisee"], row["record"]
        problems = []
        if self._ids is not None and appraisee not in self._ids:
            problems.append(f"被评议人名单里没有“{shown(appraisee)}”{self._people_alike.hint(appraisee)}")
        record = None if self._records is None else self._records.get(name)
        if record is None and self._records is not None:
            problems.append(f"方案里没有记录项“{shown(name)}”{self._records_alike.hint(name)}")
        if record is not None:
            problems += _value_problems(record, row["value"])
        return [*problems, *_source_problems(row, record, entered)]


def _value_problems(record: Record, value: str) -> list[str]:
    if is_value_of(record, value):
        return []
    words = FLAG_WORDS if record.kind is RecordKind.FLAG else [choice.label for choice in record.choices]
    hint = number_hint(value) if record.kind is RecordKind.SCORE else Lookalikes(words).hint(value)
    return [f"记录项“{record.id}”要是{_wanted(record, value)}，不能是“{shown(value)}”{hint}"]


def _source_problems(row: Mapping[str, str], record: Record | None, entered: Entered) -> list[str]:
    """That a source is missing, is too much, or had its row before."""
    appraisee, name, source = row["appraisee"], row["record"], row.get(SOURCE, "")
    if record is not None and record.several and not source:
        return [f"记录项“{name}”由几个来源分别给出，source 栏要写明来源"]
    if record is not None and not record.several and source:
        return [f"记录项“{name}”只有一个值，source 栏要空着，不能是“{shown(source)}”"]
    if source not in entered.get(appraisee, {}).get(name, {}):
        return []
    whose = f"来源“{shown(source)}”" if source else ""
    return [f"“{shown(appraisee)}”的记录项“{shown(name)}”{whose}重复了"]


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
