"""The parts of a scheme that say how it is graded: formula, grades, rules, quotas, lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from tally.expressions.lexer import ExpressionError
from tally.expressions.parser import Vocabulary, condition, formula
from tally.expressions.syntax import Expression, NameKind, size
from tally.reading.faults import shown
from tally.reading.toml_table import Table
from tally.regulation.scheme import Amount, FormulaLine, Grade, NameList, Pick, Quota, QuotaKind, Rule
from tally.regulation.scheme_names import (
    SCORE,
    condition_vocabulary,
    formula_vocabulary,
    refuse_reserved,
    refuse_twice,
)
from tally.regulation.scheme_parts import read_amount

PLACES = 2
MOST_PLACES = 9
MOST_DIGITS = 20_000  # of a value; formulas of formulas grow without end, and no committee needs them


class Grammar:
    """What the expressions of this scheme may name, and how large the formula's lines may come out.

    `lines` are the names of the formula's lines, which are read in this order, before any condition.
    """

    def __init__(self, names: Mapping[str, NameKind], marks: tuple[str, ...], lines: tuple[str, ...]) -> None:
        self._above = dict(names)
        self._formula = formula_vocabulary(self._above, marks, lines)
        self._condition = condition_vocabulary(names, marks, lines)
        self._sizes: dict[str, int] = {}

    def formula(self, table: Table, name: str) -> Expression | None:
        """The formula line called `name`, the next of them; None, and a fault, where it cannot be read."""
        expression = self._read(table, name, formula, self._formula)
        self._above[name] = NameKind.FORMULA
        self._sizes[name] = size(expression.root, self._sizes) if expression else 1
        return expression

    def condition(self, table: Table, key: str) -> Expression | None:
        """The condition at a key; None, and a fault, where it cannot be read."""
        return self._read(table, key, condition, self._condition)

    def _read(
        self, table: Table, key: str, read: Callable[[str, Vocabulary], Expression], vocabulary: Vocabulary
    ) -> Expression | None:
        text = table.text(key)
        if not text:
            return None
        try:
            expression = read(text, vocabulary)
        except ExpressionError as error:
            table.fault(key, f"的“{shown(key)}”：{error}")
            return None
        if size(expression.root, self._sizes) > MOST_DIGITS:
            table.fault(key, f"的“{shown(key)}”：算出的数可能超过{MOST_DIGITS}位，请简化算式")
            return None
        return expression


def formula_names(root: Table) -> tuple[str, ...]:
    """The names of the formula's lines, from top to bottom."""
    table = root.table("formula", "[formula]")
    return table.keys if table else ()


def read_formula(root: Table, grammar: Grammar) -> tuple[FormulaLine, ...]:
    """The [formula], from top to bottom; 得分 is required."""
    table = root.table("formula", "[formula]")
    if table is None:
        if "formula" not in root:
            root.fault(None, "缺 [formula]，其中要有“得分”")
        return ()
    if SCORE not in table:
        table.fault(None, "缺“得分”")
    lines = []
    for name in table.keys:
        refuse_reserved(table, name, name)
        if not name:
            table.fault(name, "：公式的名字不能为空")
        expression = grammar.formula(table, name)
        if expression:
            lines.append(FormulaLine(name, expression.text, expression))
    return tuple(lines)


def read_places(root: Table) -> int:
    """The decimals of [rounding], 0 to 9, 2 if left out."""
    table = root.table("rounding", "[rounding]")
    if table is None:
        return PLACES
    table.allow(("places",))
    places = table.raw("places") if "places" in table else PLACES
    if isinstance(places, int) and not isinstance(places, bool) and 0 <= places <= MOST_PLACES:
        return places
    table.fault("places", f"的“places”要是0至{MOST_PLACES}的整数")
    return PLACES


def read_grades(root: Table, grammar: Grammar) -> tuple[Grade, ...]:
    """The [[grade]]s, best first; the last, and only the last, has no condition."""
    tables = root.tables("grade", "grade")
    grades = []
    for place, table in enumerate(tables):
        table.allow(("name", "when", "consequence"))
        is_last = place == len(tables) - 1
        when = grammar.condition(table, "when") if "when" in table else None
        if is_last and "when" in table:
            table.fault("when", "：最后一个等次不能有条件，其余的人都归入它")
        if not is_last and "when" not in table:
            table.fault(None, "缺“when”：只有最后一个等次没有条件")
        text = when.text if when else None
        grades.append(Grade(table.text("name"), text, when, table.text("consequence", "")))
    refuse_twice(zip(tables, (grade.name for grade in grades), strict=True), "等次", "name")
    return tuple(grades)


def read_rules(root: Table, grammar: Grammar, grades: Sequence[str]) -> tuple[Rule, ...]:
    """The [[rule]]s, in file order."""
    tables = root.tables("rule", "rule")
    rules = []
    for table in tables:
        table.allow(("name", "clause", "when", "grade"))
        name, when = table.text("name"), grammar.condition(table, "when")
        grade = _grade(table, grades)
        if when:
            rules.append(Rule(name, table.text("clause", ""), when.text, when, grade))
    refuse_twice(((table, table.word("name")) for table in tables), "规则", "name")
    return tuple(rules)


def read_quotas(root: Table, amounts: Mapping[str, Amount], grades: Sequence[str]) -> tuple[Quota, ...]:
    """The [[quota]]s, in file order; at_most for the last grade would have nowhere to drop to."""
    tables = root.tables("quota", "quota")
    quotas = [_quota(table, amounts, grades) for table in tables]
    refuse_twice(((table, table.word("name")) for table in tables), "比例限制", "name")
    return tuple(quota for quota in quotas if quota)


def _quota(table: Table, amounts: Mapping[str, Amount], grades: Sequence[str]) -> Quota | None:
    table.allow(("name", "clause", "grade", "at_most", "at_least", "group"))
    name, clause, grade = table.text("name"), table.text("clause", ""), _grade(table, grades)
    key = _one_of(table, "at_most", "at_least")
    if key == "at_most" and grades and grade == grades[-1]:
        table.fault("grade", f"：“{grade}”是最后一个等次，没有更低的等次可降，不能用 at_most")
    share = _share(table, key, amounts) if key else None
    group = table.optional_text("group")
    return Quota(name, clause, grade, QuotaKind(key), share, group) if key and share else None


def read_lists(root: Table, amounts: Mapping[str, Amount]) -> tuple[NameList, ...]:
    """The [[list]]s, in file order."""
    tables = root.tables("list", "list")
    lists = [_list(table, amounts) for table in tables]
    refuse_twice(((table, table.word("name")) for table in tables), "名单", "name")
    return tuple(names for names in lists if names)


def _list(table: Table, amounts: Mapping[str, Amount]) -> NameList | None:
    table.allow(("name", "pick", "share", "count", "group"))
    name, pick = table.text("name"), table.choice("pick", [pick.value for pick in Pick])
    key, group = _one_of(table, "share", "count"), table.optional_text("group")
    share = _share(table, "share", amounts) if key == "share" else None
    count = _count(table, amounts) if key == "count" else None
    return NameList(name, Pick(pick), share, count, group) if pick and (share or count) else None


def _grade(table: Table, grades: Sequence[str]) -> str:
    name = table.text("grade")
    if name and name not in grades:
        table.fault("grade", f"：没有叫“{shown(name)}”的等次")
    return name


def _one_of(table: Table, one: str, other: str) -> str | None:
    """Which of two keys is there; None, and a fault, for both or neither."""
    if (one in table) == (other in table):
        table.fault(None, f"要写“{one}”和“{other}”中的一个，且只写一个")
        return None
    return one if one in table else other


def _share(table: Table, key: str, amounts: Mapping[str, Amount]) -> Amount | None:
    """A share of people: 0 to 100%."""
    return _bounded(table, key, amounts, lambda value: 0 <= value <= 1, "要在0%至100%之间")


def _count(table: Table, amounts: Mapping[str, Amount]) -> Amount | None:
    """A number of people: whole, not negative."""
    return _bounded(table, "count", amounts, lambda value: value.denominator == 1 and value >= 0, "要是不小于0的整数")


def _bounded(
    table: Table,
    key: str,
    amounts: Mapping[str, Amount],
    fits: Callable[[Fraction], bool],
    wanted: str,
) -> Amount | None:
    """A number, or the parameter that holds it; None, and a fault, where it is neither or does not fit."""
    found = read_amount(table, key, amounts)
    if found is None:
        table.fault(key, f"的“{key}”要是数、百分比或参数的 id")
        return None
    if found.value is None or fits(found.value):
        return found
    if found.parameter in table.document.settings:
        message = f"参数“{found.parameter}”用作{table.label}的“{key}”，{wanted}"
        table.document.faults.add("--set", None, message)
    else:
        by = f"（参数“{found.parameter}”）" if found.parameter else ""
        table.fault(key, f"的“{key}”{by}{wanted}")
    return None
