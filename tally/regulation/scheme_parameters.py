"""The numbers a committee may set: [[parameter]], `--set`, and every entry that names one in place of a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tally.reading.faults import shown
from tally.reading.figures import amount
from tally.reading.lookalikes import Lookalikes
from tally.reading.number_hints import number_hint
from tally.reading.toml_table import Table
from tally.regulation.scheme import Amount, Parameter, ParameterKind
from tally.regulation.scheme_names import refuse_reserved, refuse_twice

Parameters = Mapping[str, Parameter]  # by id
SETTING = "--set"
SET_WRONGLY = "\0"  # stands in for a value that was refused before: its parameter is set, and no more is said of it
A_SHARE = "要在0%至100%之间"
A_COUNT = "要是不小于0的整数"


def read_parameters(root: Table, settings: Mapping[str, str]) -> tuple[Parameter, ...]:
    """The [[parameter]]s, each with its value as set, else as written in the file, else None."""
    tables = root.tables("parameter", "parameter")
    in_file = tuple(map(_parameter, tables))
    refuse_twice(zip(tables, (parameter.id for parameter in in_file), strict=True), "参数")
    in_force = tuple(_as_set(parameter, settings) for parameter in in_file)
    for table, written, holding in zip(tables, in_file, in_force, strict=True):
        _refuse_value(table, written, holding, settings)
    in_file, in_force = tuple(map(_sound, in_file)), tuple(map(_sound, in_force))
    _refuse_order(tables, in_file, in_force, settings)
    return in_force


def _parameter(table: Table) -> Parameter:
    table.allow(("id", "title", "value", "kind", "min", "max", "below"))
    id = table.text("id")
    refuse_reserved(table, "id", id)
    value, low, high = (table.number(key) if key in table else None for key in ("value", "min", "max"))
    kind = table.choice("kind", [kind.value for kind in ParameterKind]) if "kind" in table else None
    if low and high and low.value > high.value:
        table.fault("min", "的“min”大于“max”")
        low = high = None
    return Parameter(
        id,
        table.text("title", id),
        value.text if value else None,
        value.value if value else None,
        ParameterKind(kind) if kind else None,
        low,
        high,
        table.text("below") if "below" in table else None,
    )


def _as_set(parameter: Parameter, settings: Mapping[str, str]) -> Parameter:
    """The parameter with the value that `--set` gives it, if it does."""
    if parameter.id not in settings:
        return parameter
    text = settings[parameter.id]
    return replace(parameter, value=text, worth=amount(text))


def _refuse_value(table: Table, written: Parameter, holding: Parameter, settings: Mapping[str, str]) -> None:
    """Note a value that breaks its kind, min or max: in the file, even where it is set anew, and as set."""
    for wanted in _wanted(written):
        table.fault("value", f"的“value”{wanted}")
    if holding.id in settings:
        for wanted in _wanted(holding):
            table.document.faults.add(SETTING, None, f"参数“{shown(holding.id)}”{wanted}，不能设成{holding.value}")


def _wanted(parameter: Parameter) -> Iterator[str]:
    """What a parameter's value ought to be and is not."""
    worth, low, high = parameter.worth, parameter.minimum, parameter.maximum
    if worth is None:
        return
    if parameter.kind is ParameterKind.SHARE and not is_share(worth):
        yield A_SHARE
    elif parameter.kind is ParameterKind.COUNT and not is_count(worth):
        yield A_COUNT
    elif low and worth < low.value:
        yield f"不能小于{low.text}"
    elif high and worth > high.value:
        yield f"不能大于{high.text}"


def _sound(parameter: Parameter) -> Parameter:
    """The parameter, without the worth of a value that was refused, so that no more is said of that."""
    return replace(parameter, worth=None) if any(_wanted(parameter)) else parameter


def _refuse_order(
    tables: Sequence[Table],
    in_file: Sequence[Parameter],
    in_force: Sequence[Parameter],
    settings: Mapping[str, str],
) -> None:
    """Note every `below` that names no parameter or leads back to itself, and every value that is not below."""
    written, holding = _by_id(in_file), _by_id(in_force)
    for table, parameter in zip(tables, in_file, strict=True):
        other = parameter.below
        if not other:
            continue
        if other not in written:
            table.fault("below", f"的“below”：没有叫“{shown(other)}”的参数{Lookalikes(written).hint(other)}")
        elif _leads_back(parameter, written):
            table.fault("below", f"的“below”绕成了一圈：顺着“{shown(other)}”又回到“{shown(parameter.id)}”")
        else:
            order = f"要小于参数“{shown(other)}”"
            if not _is_below(parameter.id, other, written):
                table.fault("value", f"的“value”{order}的值")
            if settings.keys() & {parameter.id, other} and not _is_below(parameter.id, other, holding):
                values = f"现在是{holding[parameter.id].value}和{holding[other].value}"
                table.document.faults.add(SETTING, None, f"参数“{shown(parameter.id)}”{order}，{values}")


def _leads_back(start: Parameter, parameters: Parameters) -> bool:
    """Whether the chain of `below` comes back to where it began."""
    here, steps = parameters.get(start.below or ""), 0
    while here is not None and here.id != start.id and steps < len(parameters):
        here, steps = parameters.get(here.below or ""), steps + 1
    return here is not None and here.id == start.id


def _is_below(id: str, other: str, parameters: Parameters) -> bool:
    """Whether one is less than the other, or one of them has no value yet."""
    less, more = parameters[id].worth, parameters[other].worth
    return less is None or more is None or less < more


def _by_id(parameters: Sequence[Parameter]) -> Parameters:
    return {parameter.id: parameter for parameter in parameters}


def refuse_settings(root: Table, parameters: Sequence[Parameter], settings: Mapping[str, str]) -> None:
    """Note every setting that names no parameter, or is no number as a scheme writes it."""
    known = {parameter.id for parameter in parameters}
    for id, value in settings.items():
        if value == SET_WRONGLY:
            continue
        if id not in known:
            root.document.faults.add(SETTING, None, f"方案里没有参数“{shown(id)}”{Lookalikes(known).hint(id)}")
        elif amount(value) is None:
            wanted = f"参数“{shown(id)}”要设成数、百分比或分数（如 0.1、10%、1/3）"
            root.document.faults.add(SETTING, None, f"{wanted}，不能是“{shown(value)}”{number_hint(value)}")


def read_amount(table: Table, key: str, parameters: Parameters) -> Amount | None:
    """The parameter that a string names, else the number that stands there; None where it is neither.

    An id may look like a number: what the committee has named comes first.
    """
    named = parameters.get(table.word(key))
    if named:
        return Amount(named.id, named.worth, named.id)
    written = table.try_number(key)
    return Amount(written.text, written.value) if written else None


def bounded(
    table: Table, key: str, parameters: Parameters, fits: Callable[[Fraction], bool], wanted: str
) -> Amount | None:
    """A number, or the parameter that holds it; None, and a fault, where it is neither or does not fit."""
    found = read_amount(table, key, parameters)
    if found is None:
        table.fault(key, f"的“{key}”{wanted}，可写数、百分比、分数（如 1/3）或参数的 id{table.no_number(key)}")
        return None
    if found.value is None or fits(found.value):
        return found
    refuse_amount(table, key, found, wanted)
    return None


def refuse_amount(table: Table, key: str, found: Amount, wanted: str) -> None:
    """Note that the number at a key is not what is wanted, naming the parameter that holds it."""
    table.fault(key, f"的“{key}”{held_by(found)}{wanted}")


def held_by(found: Amount | None) -> str:
    """The parameter that holds a number, in brackets; '' where it is written out."""
    return f"（参数“{shown(found.parameter)}”）" if found and found.parameter else ""


def is_share(value: Fraction) -> bool:
    """Whether a number is a share: 0 to 100%."""
    return 0 <= value <= 1


def is_count(value: Fraction) -> bool:
    """Whether a number is whole and not negative."""
    return value.denominator == 1 and value >= 0


def share_of(table: Table, key: str, parameters: Parameters) -> Amount | None:
    """A share of people at a key: 0 to 100%."""
    return bounded(table, key, parameters, is_share, A_SHARE)


def count_of(table: Table, key: str, parameters: Parameters) -> Amount | None:
    """A number of people at a key: whole, not negative."""
    return bounded(table, key, parameters, is_count, A_COUNT)


def whole_of(table: Table, key: str, parameters: Parameters) -> Amount | None:
    """A number of marks at a key: whole, 1 or more."""
    return bounded(table, key, parameters, lambda value: is_count(value) and value >= 1, "要是不小于1的整数")


def one_of(table: Table, first: str, second: str) -> str | None:
    """Which of two keys is there; None, and a fault, for both or neither."""
    if (first in table) == (second in table):
        table.fault(None, f"要写“{first}”和“{second}”中的一个，且只写一个")
        return None
    return first if first in table else second
