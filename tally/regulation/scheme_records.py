"""The [[record]]s of a scheme, and what a value that is entered for one counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tally.reading.faults import shown
from tally.reading.figures import decimal_or_fraction, entered_decimal
from tally.reading.toml_table import Table
from tally.regulation.scheme import Amount, Choice, Record, RecordKind
from tally.regulation.scheme_names import refuse_reserved, refuse_twice
from tally.regulation.scheme_parameters import Parameters, read_amount

FLAG_WORDS = ("是", "否")
ENTRY = ("id", "kind", "title", "default", "department", "reason")


def read_records(root: Table, parameters: Parameters) -> tuple[Record, ...]:
    """The [[record]]s: flags, scores and choices."""
    tables = root.tables("record", "record")
    records = tuple(_record(table, parameters) for table in tables)
    refuse_twice(zip(tables, (record.id for record in records), strict=True), "记录项")
    return records


def _record(table: Table, parameters: Parameters) -> Record:
    id = table.text("id")
    refuse_reserved(table, "id", id)
    title = table.text("title", id)
    kind = table.choice("kind", [kind.value for kind in RecordKind])
    if kind is None:
        return Record(id, _likely_kind(table), title)
    if kind == RecordKind.SCORE:
        return _score_record(table, id, title)
    if kind == RecordKind.CHOICE:
        return _choice_record(table, id, title, parameters)
    return _flag_record(table, id, title)


def _likely_kind(table: Table) -> RecordKind:
    """What a record of a wrong kind was meant to be, so that no expression is blamed for it."""
    if "options" in table:
        return RecordKind.CHOICE
    return RecordKind.SCORE if "min" in table or "max" in table else RecordKind.FLAG


def _flag_record(table: Table, id: str, title: str) -> Record:
    table.allow(ENTRY)
    default = _default(table, FLAG_WORDS)
    number = None if default is None else Fraction(default == FLAG_WORDS[0])
    department, reason = table.text("department", ""), table.is_true("reason")
    return Record(
        id, RecordKind.FLAG, title, default=default, default_number=number, department=department, reason=reason
    )


def _score_record(table: Table, id: str, title: str) -> Record:
    table.allow((*ENTRY, "min", "max", "several"))
    low, high = table.number("min"), table.number("max")
    default = table.number("default") if "default" in table else None
    if low and high and low.value > high.value:
        table.fault("min", "的“min”大于“max”")
    elif low and high and default and not low.value <= default.value <= high.value:
        table.fault("default", f"的“default”要在{low.text}至{high.text}之间")
    return Record(
        id,
        RecordKind.SCORE,
        title,
        low.value if low else None,
        high.value if high else None,
        default=decimal_or_fraction(default.value) if default else None,
        default_number=default.value if default else None,
        department=table.text("department", ""),
        reason=table.is_true("reason"),
        several=table.is_true("several"),
    )


def _choice_record(table: Table, id: str, title: str, parameters: Parameters) -> Record:
    table.allow((*ENTRY, "options", "several"))
    options = table.table("options", f"{table.label}的 options", '{ "优秀" = 95, "合格" = 80 }')
    labels = list(options.keys) if options else []
    if not labels and (options or "options" not in table):
        table.fault("options", "要有“options”，写明各档及其分值")
    choices = tuple(_choice(options, label, parameters) for label in labels) if options else ()
    default = _default(table, labels) if labels else None
    return Record(
        id,
        RecordKind.CHOICE,
        title,
        choices=choices,
        default=default,
        default_number=next((choice.points.value for choice in choices if choice.label == default), None),
        department=table.text("department", ""),
        reason=table.is_true("reason"),
        several=table.is_true("several"),
    )


def _choice(options: Table, label: str, parameters: Parameters) -> Choice:
    points = read_amount(options, label, parameters)
    if not label:
        options.fault(label, "：选项不能为空")
    elif points is None:
        options.fault(label, f"：“{shown(label)}”的分值要是数或参数的 id{options.no_number(label)}")
    return Choice(label, points or Amount("", None))


def _default(table: Table, words: Sequence[str]) -> str | None:
    return table.choice("default", words) if "default" in table else None


def record_number(record: Record, written: str) -> Fraction | None:
    """What one value entered for a record counts in arithmetic; None where it is not one of this record's."""
    if record.kind is RecordKind.FLAG:
        return Fraction(written == FLAG_WORDS[0]) if written in FLAG_WORDS else None
    if record.kind is RecordKind.CHOICE:
        return next((choice.points.value for choice in record.choices if choice.label == written), None)
    value = entered_decimal(written)
    if value is None or record.minimum is None or record.maximum is None:
        return None
    return value if record.minimum <= value <= record.maximum else None
