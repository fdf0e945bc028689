"""What is checked where ballots are cast and rounds opened and closed, never by the count: [[limit]], [quorum]."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tally.reading.faults import shown
from tally.reading.figures import is_written_as_share
from tally.reading.lookalikes import Lookalikes
from tally.reading.toml_table import Table
from tally.regulation.scheme import (
    Amount,
    BoundKind,
    Limit,
    ParameterKind,
    Quorum,
    Sheet,
    Turnout,
)
from tally.regulation.scheme_entries import CITATIONS, citations, default_rounding, read_rounding
from tally.regulation.scheme_names import refuse_twice
from tally.regulation.scheme_parameters import (
    A_COUNT,
    A_SHARE,
    Parameters,
    bounded,
    held_by,
    is_count,
    is_share,
    one_of,
    refuse_amount,
)

MORE_THAN_HALF = "过半数"


def read_limits(
    root: Table, parameters: Parameters, sheets: Sequence[Sheet], marks: tuple[str, ...]
) -> tuple[Limit, ...]:
    """The [[limit]]s, in file order."""
    tables = root.tables("limit", "limit")
    limits = [_limit(table, parameters, {sheet.id: sheet for sheet in sheets}, marks) for table in tables]
    refuse_twice(((table, table.word("name")) for table in tables), "每票限制", "name")
    return tuple(limit for limit in limits if limit)


def _limit(table: Table, parameters: Parameters, sheets: dict[str, Sheet], marks: tuple[str, ...]) -> Limit | None:
    table.allow(("name", *CITATIONS, "sheet", "marks", "from", "at_most", "at_least", "round", "group"))
    name, id = table.text("name"), table.text("sheet")
    sheet = sheets.get(id)
    if id and sheet is None:
        table.fault("sheet", f"的“sheet”：没有叫“{shown(id)}”的评分表{Lookalikes(sheets).hint(id)}")
    chosen = _marks(table, sheet, marks)
    least = _least(table, sheet, parameters)
    key = one_of(table, "at_most", "at_least")
    number = bounded(table, key, parameters, lambda _: True, "要是比例或人数") if key else None
    counts_a_share = _counts_a_share(number, parameters) if number else None
    if key and number:
        _refuse_number(table, key, number, counts_a_share)
    kind = BoundKind(key or BoundKind.AT_MOST)
    beside = f"“{key}”{held_by(number)}"
    rounding = read_rounding(table, default_rounding(kind), stands=counts_a_share is not False, beside=beside)
    if not (sheet and number):
        return None
    cited, group = citations(table), table.optional_text("group")
    return Limit(name, id, chosen, least, kind, number, counts_a_share, rounding, group, **cited)


def _marks(table: Table, sheet: Sheet | None, marks: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of the scale that a limit counts; a rubric has none."""
    if sheet is not None and sheet.is_rubric:
        if "marks" in table:
            table.fault("marks", f"的“marks”：评分表“{shown(sheet.id)}”逐项打分，没有档次，要写“from”")
        return ()
    if "marks" not in table:
        if sheet is not None:
            table.fault(None, f'缺“marks”：要写明限制评分表“{shown(sheet.id)}”的哪些档次，如 ["好"]')
        return ()
    chosen = table.texts("marks")
    for mark in dict.fromkeys(chosen):
        if mark not in marks:
            table.fault("marks", f"的“marks”：“{shown(mark)}”不是档次；[scale] 里没有它{Lookalikes(marks).hint(mark)}")
        elif chosen.count(mark) > 1:
            table.fault("marks", f"的“marks”：“{shown(mark)}”写了两次，每个档次只写一次")
    return chosen


def _least(table: Table, sheet: Sheet | None, parameters: Parameters) -> Amount | None:
    """The sheet total from which a limit counts a person; a scale sheet has none."""
    if sheet is None:
        return None
    if not sheet.is_rubric:
        if "from" in table:
            table.fault("from", f"的“from”：评分表“{shown(sheet.id)}”选档次，没有总分，要写“marks”")
        return None
    if "from" not in table:
        table.fault(None, f"缺“from”：要写明评分表“{shown(sheet.id)}”总分从多少分起算")
        return None
    most = sum((item.max for item in sheet.items), Fraction(0))
    return bounded(table, "from", parameters, lambda value: 0 <= value <= most, "要在0分至各评分项满分之和之间")


def _counts_a_share(number: Amount, parameters: Parameters) -> bool | None:
    """Whether a limit's number is a share; None while the parameter that will say so has no value.

    It is one if it is written with % or / or is below 1; a parameter of kind share or count decides by that.
    """
    parameter = parameters.get(number.parameter or "")
    if parameter and parameter.kind in (ParameterKind.SHARE, ParameterKind.COUNT):
        return parameter.kind is ParameterKind.SHARE
    if number.value is None:
        return None
    written = (parameter.value or "") if parameter else number.written
    return is_written_as_share(written) or number.value < 1


def _refuse_number(table: Table, key: str, number: Amount, counts_a_share: bool | None) -> None:
    """Note a share that is none and a count that is not whole."""
    if number.value is None:
        return
    if counts_a_share and not is_share(number.value):
        refuse_amount(table, key, number, f"是比例，{A_SHARE}")
    elif not counts_a_share and not is_count(number.value):
        refuse_amount(table, key, number, f"是人数，{A_COUNT}")


def read_quorum(root: Table, parameters: Parameters) -> Quorum:
    """The [quorum]: what must have come and what must have been returned."""
    table = root.table("quorum", "[quorum]")
    if table is None:
        return Quorum()
    table.allow(("present", "returned"))
    return Quorum(*(_turnout(table, key, parameters) for key in ("present", "returned")))


def _turnout(table: Table, key: str, parameters: Parameters) -> Turnout | None:
    if key not in table:
        return None
    if table.word(key) == MORE_THAN_HALF:
        return Turnout(None)
    least = bounded(table, key, parameters, is_share, f"{A_SHARE}，或是“{MORE_THAN_HALF}”")
    return Turnout(least) if least else None
