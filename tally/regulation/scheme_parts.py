"""The parts of a scheme that say what is asked: parameters, classes, scale, sheets, records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tally.reading.faults import shown
from tally.reading.figures import amount, entered_decimal, exact_decimal
from tally.reading.toml_table import Table
from tally.regulation.scheme import (
    Amount,
    BallotClass,
    Choice,
    Item,
    Parameter,
    Record,
    RecordKind,
    ScaleMark,
    Sheet,
)
from tally.regulation.scheme_names import NO_MARK, UNDERVOTE, refuse_reserved, refuse_twice

FLAG_WORDS = ("是", "否")
DEFAULT_STEP = Fraction(1, 2)


def read_parameters(root: Table, settings: Mapping[str, str]) -> tuple[Parameter, ...]:
    """The [[parameter]]s, each with its value as set, else as written in the file, else None."""
    tables = root.tables("parameter", "parameter")
    parameters = tuple(_parameter(table, settings) for table in tables)
    refuse_twice(zip(tables, (one.id for one in parameters), strict=True), "参数")
    return parameters


def _parameter(table: Table, settings: Mapping[str, str]) -> Parameter:
    table.allow(("id", "title", "value"))
    id = table.text("id")
    refuse_reserved(table, "id", id)
    title = table.text("title", id)
    in_file = table.number("value") if "value" in table else None
    if id in settings:
        return Parameter(id, title, settings[id], amount(settings[id]))
    return Parameter(id, title, in_file.text, in_file.value) if in_file else Parameter(id, title, None, None)


def refuse_settings(root: Table, parameters: Sequence[Parameter], settings: Mapping[str, str]) -> None:
    """Note every setting that names no parameter, or is neither a number nor a percentage."""
    known = {parameter.id for parameter in parameters}
    for id, value in settings.items():
        if id not in known:
            root.document.faults.add("--set", None, f"方案里没有参数“{shown(id)}”")
        elif amount(value) is None:
            root.document.faults.add("--set", None, f"参数“{id}”要设成数或百分比，不能是“{shown(value)}”")


def parameter_amounts(parameters: Sequence[Parameter]) -> Mapping[str, Amount]:
    """What each parameter is worth, by id."""
    return {one.id: Amount(one.id, one.worth, one.id) for one in parameters}


def read_amount(table: Table, key: str, amounts: Mapping[str, Amount]) -> Amount | None:
    """The parameter that a string names, else the number that stands there; None where it is neither.

    An id may look like a number: what the committee has named comes first.
    """
    named = amounts.get(table.word(key))
    if named:
        return named
    written = table.try_number(key)
    return Amount(written.text, written.value) if written else None


def read_classes(root: Table) -> tuple[BallotClass, ...]:
    """The [[class]]es; weights for all of them, adding to 100%, or for none."""
    tables = root.tables("class", "class")
    classes = tuple(map(_class, tables))
    refuse_twice(zip(tables, (one.id for one in classes), strict=True), "票类")
    weighted = [table for table in tables if "weight" in table]
    weights = [one.weight for one in classes if one.weight is not None and one.weight > 0]
    for table in tables:
        if weighted and table not in weighted:
            table.fault(None, "缺“weight”：各票类要么都有权重，要么都没有")
    if tables and len(weights) == len(tables) and sum(weights) != 1:
        total = " + ".join(weight.text for table in tables if (weight := table.try_number("weight")))
        tables[0].fault("weight", f"起各票类的权重合计要是100%，现在不是（{shown(total)}）")
    return classes


def _class(table: Table) -> BallotClass:
    table.allow(("id", "title", "weight"))
    id = table.text("id")
    weight = table.number("weight") if "weight" in table else None
    if weight and weight.value <= 0:
        table.fault("weight", "的“weight”要大于0")
    return BallotClass(id, table.text("title", id), weight.value if weight else None)


def read_scale(root: Table) -> tuple[ScaleMark, ...]:
    """The [scale]: labels, best first, and their points."""
    table = root.table("scale", "[scale]")
    if table is None:
        return ()
    return tuple(_scale_mark(table, label) for label in table.keys)


def _scale_mark(table: Table, label: str) -> ScaleMark:
    if label in (*NO_MARK, UNDERVOTE):
        table.fault(label, f"：“{label}”另有含义，不能用作档次")
    if not label:
        table.fault(label, "：档次不能为空")
    points = table.number(label)
    return ScaleMark(label, points.value if points else Fraction(0))


def read_sheets(root: Table, has_scale: bool) -> tuple[Sheet, ...]:
    """The [[sheet]]s; one without items is marked on the scale, so there must be one."""
    tables = root.tables("sheet", "sheet")
    sheets = tuple(_sheet(table, has_scale) for table in tables)
    refuse_twice(zip(tables, (sheet.id for sheet in sheets), strict=True), "专项")
    return sheets


def _sheet(table: Table, has_scale: bool) -> Sheet:
    table.allow(("id", "title", "item"))
    id = table.text("id")
    refuse_reserved(table, "id", id)
    item_tables = table.tables("item", "sheet.item")
    items = tuple(map(_item, item_tables))
    refuse_twice(zip(item_tables, (item.id for item in items), strict=True), "评分项")
    if "item" in table and not items:
        table.fault("item", "没有评分项")
    elif not items and not has_scale:
        table.fault(None, "没有评分项，方案也没有 [scale]，无法填写")
    return Sheet(id, table.text("title", id), items)


def _item(table: Table) -> Item:
    table.allow(("id", "section", "title", "max", "step"))
    id = table.text("id")
    top, step = table.number("max"), table.number("step") if "step" in table else None
    if top and top.value <= 0:
        table.fault("max", "的“max”要大于0")
    if step and step.value <= 0:
        table.fault("step", "的“step”要大于0")
        step = None
    return Item(
        id,
        table.text("section", ""),
        table.text("title", id),
        top.value if top else Fraction(0),
        step.value if step else DEFAULT_STEP,
    )


def read_records(root: Table, amounts: Mapping[str, Amount]) -> tuple[Record, ...]:
    """The [[record]]s: flags, scores and choices."""
    tables = root.tables("record", "record")
    records = tuple(_record(table, amounts) for table in tables)
    refuse_twice(zip(tables, (record.id for record in records), strict=True), "记录项")
    return records


def _record(table: Table, amounts: Mapping[str, Amount]) -> Record:
    id = table.text("id")
    refuse_reserved(table, "id", id)
    title = table.text("title", id)
    kind = table.choice("kind", [kind.value for kind in RecordKind])
    if kind is None:
        return Record(id, _likely_kind(table), title)
    if kind == RecordKind.SCORE:
        return _score_record(table, id, title)
    if kind == RecordKind.CHOICE:
        return _choice_record(table, id, title, amounts)
    table.allow(("id", "kind", "title", "default"))
    return Record(id, RecordKind.FLAG, title, default=_default(table, FLAG_WORDS))


def _likely_kind(table: Table) -> RecordKind:
    """What a record of a wrong kind was meant to be, so that no expression is blamed for it."""
    if "options" in table:
        return RecordKind.CHOICE
    return RecordKind.SCORE if "min" in table or "max" in table else RecordKind.FLAG


def _score_record(table: Table, id: str, title: str) -> Record:
    table.allow(("id", "kind", "title", "min", "max", "default"))
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
        default=exact_decimal(default.value) if default else None,
    )


def _choice_record(table: Table, id: str, title: str, amounts: Mapping[str, Amount]) -> Record:
    table.allow(("id", "kind", "title", "options", "default"))
    options = table.table("options", f"{table.label}的 options")
    labels = list(options.keys) if options else []
    if not labels and (options or "options" not in table):
        table.fault("options", "要有“options”，写明各档及其分值")
    choices = tuple(_choice(options, label, amounts) for label in labels) if options else ()
    default = _default(table, labels) if labels else None
    return Record(id, RecordKind.CHOICE, title, choices=choices, default=default)


def _choice(options: Table, label: str, amounts: Mapping[str, Amount]) -> Choice:
    points = read_amount(options, label, amounts)
    if not label:
        options.fault(label, "：选项不能为空")
    elif points is None:
        options.fault(label, f"：“{shown(label)}”的分值要是数或参数的 id")
    return Choice(label, points or Amount("", None))


def _default(table: Table, words: Sequence[str]) -> str | None:
    return table.choice("default", words) if "default" in table else None


def record_number(record: Record, written: str) -> Fraction | None:
    """What a record's value counts in arithmetic; None where the value is not one of this record's."""
    if record.kind is RecordKind.FLAG:
        return Fraction(written == FLAG_WORDS[0]) if written in FLAG_WORDS else None
    if record.kind is RecordKind.CHOICE:
        return next((choice.points.value for choice in record.choices if choice.label == written), None)
    value = entered_decimal(written)
    if value is None or record.minimum is None or record.maximum is None:
        return None
    return value if record.minimum <= value <= record.maximum else None
