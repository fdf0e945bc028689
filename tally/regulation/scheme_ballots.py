"""The parts of a scheme that make its ballots: classes, scale, sheets with their items."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tally.reading.faults import shown
from tally.reading.toml_table import Table
from tally.regulation.scheme import Amount, BallotClass, Deduction, Item, ScaleMark, Sheet, Start, Trim
from tally.regulation.scheme_names import NO_MARK, UNDERVOTE, refuse_reserved, refuse_twice
from tally.regulation.scheme_parameters import (
    Parameters,
    bounded,
    held_by,
    one_of,
    read_amount,
    refuse_amount,
    whole_of,
)

DEFAULT_STEP = Fraction(1, 2)
NO_POINTS = "不计分"
HALF = Fraction(1, 2)


def read_classes(root: Table) -> tuple[BallotClass, ...]:
    """The [[class]]es; weights for all of them, adding to 100%, or for none."""
    tables = root.tables("class", "class")
    classes = tuple(map(_class, tables))
    refuse_twice(zip(tables, (ballot_class.id for ballot_class in classes), strict=True), "票类")
    weighted = [table for table in tables if "weight" in table]
    weights = [given.weight for given in classes if given.weight is not None and given.weight > 0]
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


def read_scale(root: Table, parameters: Parameters) -> tuple[ScaleMark, ...]:
    """The [scale]: labels, best first, and their points; those without any stand last."""
    table = root.table("scale", "[scale]")
    if table is None:
        return ()
    marks = tuple(_scale_mark(table, label, parameters) for label in table.keys)
    without = next((mark.label for mark in marks if not mark.has_points), None)
    for mark in marks[[mark.label for mark in marks].index(without) :] if without is not None else ():
        if mark.has_points:
            table.fault(mark.label, f"：“{shown(mark.label)}”有分，要写在不计分的“{shown(str(without))}”前面")
    return marks


def _scale_mark(table: Table, label: str, parameters: Parameters) -> ScaleMark:
    if label in (*NO_MARK, UNDERVOTE):
        table.fault(label, f"：“{label}”另有含义，不能用作档次")
    if not label:
        table.fault(label, "：档次不能为空")
    if table.word(label) == NO_POINTS:
        return ScaleMark(label, None, None)
    points = read_amount(table, label, parameters)
    if points is None:
        table.fault(label, f"：“{shown(label)}”的分值要是数、参数的 id，或“{NO_POINTS}”{table.no_number(label)}")
    return ScaleMark(label, points.value if points else None, points or Amount("", None))


def read_sheets(root: Table, has_scale: bool, parameters: Parameters) -> tuple[Sheet, ...]:
    """The [[sheet]]s; one without items is marked on the scale, so there must be one."""
    tables = root.tables("sheet", "sheet")
    sheets = tuple(_sheet(table, has_scale, parameters) for table in tables)
    refuse_twice(zip(tables, (sheet.id for sheet in sheets), strict=True), "专项")
    return sheets


def _sheet(table: Table, has_scale: bool, parameters: Parameters) -> Sheet:
    table.allow(("id", "title", "start", "trim", "item"))
    id = table.text("id")
    refuse_reserved(table, "id", id)
    items = _items(table)
    if "item" in table and not items:
        table.fault("item", "没有评分项")
    elif not items and not has_scale:
        table.fault(None, "没有评分项，方案也没有 [scale]，无法填写")
    if "start" in table and not items:
        table.fault("start", "的“start”只用在有评分项的评分表上，请删去")
    start = table.choice("start", [start.value for start in Start]) if "start" in table else None
    return Sheet(id, table.text("title", id), items, _trim(table, parameters), Start(start or Start.BLANK))


def _items(table: Table) -> tuple[Item, ...]:
    tables = table.tables("item", "sheet.item")
    items = tuple(map(_item, tables))
    refuse_twice(zip(tables, (item.id for item in items), strict=True), "评分项")
    return items


def _item(table: Table) -> Item:
    table.allow(("id", "section", "title", "max", "step", "deductions"))
    id = table.text("id")
    top, step = table.number("max"), table.number("step") if "step" in table else None
    if top and top.value <= 0:
        table.fault("max", "的“max”要大于0")
        top = None
    if step and step.value <= 0:
        table.fault("step", "的“step”要大于0")
        step = None
    steps = step.value if step else DEFAULT_STEP
    deductions = tuple(
        _deduction(deduction, steps, top.value if top else None)
        for deduction in table.tables("deductions", "sheet.item.deductions", '[{ title = "未公示", points = 1 }]')
    )
    return Item(
        id, table.text("section", ""), table.text("title", id), top.value if top else Fraction(0), steps, deductions
    )


def _deduction(table: Table, step: Fraction, most: Fraction | None) -> Deduction:
    table.allow(("title", "points", "each"))
    points = table.number("points")
    if points and points.value <= 0:
        table.fault("points", "的“points”要大于0，是扣去的分")
    elif points and points.value % step:
        table.fault("points", "的“points”要是评分项“step”的整数倍")
    elif points and most is not None and points.value > most:
        table.fault("points", "的“points”不能大于评分项的“max”")
    return Deduction(table.text("title"), points.value if points else Fraction(0), table.is_true("each"))


def _trim(sheet: Table, parameters: Parameters) -> Trim | None:
    """The `trim` of a sheet: so many, or a share, from each end of what is averaged (2.)."""
    table = sheet.table("trim", f"{sheet.label}的 trim", "{ each = 1 }")
    if table is None:
        return None
    table.allow(("each", "share", "from"))
    key = one_of(table, "each", "share")
    each = whole_of(table, "each", parameters) if key == "each" else None
    share = (
        bounded(table, "share", parameters, lambda value: 0 < value < HALF, "要大于0、小于50%")
        if key == "share"
        else None
    )
    fewest = whole_of(table, "from", parameters) if "from" in table else None
    if each and fewest and _leaves_none(each, fewest):
        refuse_amount(table, "from", fewest, f"太小：两头各去掉“each”{held_by(each)}个，至少要有2×each+1个")
    return Trim(each, share, fewest) if each or share else None


def _leaves_none(each: Amount, fewest: Amount) -> bool:
    """Whether nothing would be left of the fewest marks that are trimmed."""
    return each.value is not None and fewest.value is not None and fewest.value < 2 * each.value + 1


def points_are_given(scale: Sequence[ScaleMark]) -> bool:
    """Whether a mark of the scale has points, so that a sheet marked on it can have a score."""
    return any(mark.has_points for mark in scale)
