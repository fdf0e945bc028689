"""The parts of a scheme that say how it is graded: formula, grades, rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tally.expressions.lexer import ExpressionError
from tally.expressions.parser import Vocabulary, condition, formula
from tally.expressions.size import size
from tally.expressions.syntax import Expression, NameKind
from tally.reading.faults import shown
from tally.reading.lookalikes import Lookalikes
from tally.reading.toml_table import Table
from tally.regulation.scheme import FormulaLine, Grade, Rule
from tally.regulation.scheme_entries import CITATIONS, citations
from tally.regulation.scheme_names import (
    SCORE,
    Names,
    condition_vocabulary,
    formula_vocabulary,
    refuse_reserved,
    refuse_twice,
)

PLACES = 2
MOST_PLACES = 9
MOST_DIGITS = 20_000  # of a value; formulas of formulas grow without end, and no committee needs them


class Grammar:
    """What the expressions of this scheme may name, and how large the formula's lines may come out.

    `lines` are the names of the formula's lines, which are read in this order, before any condition.
    """

    def __init__(self, names: Names, marks: tuple[str, ...], lines: tuple[str, ...]) -> None:
        self._above = dict(names.known)
        self._formula = formula_vocabulary(self._above, names.refused, marks, lines)
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
    for number, table in enumerate(tables, start=1):
        table.allow(("name", "article", "when", "consequence"))
        is_last = number == len(tables)
        when = grammar.condition(table, "when") if "when" in table else None
        if is_last and "when" in table:
            table.fault("when", "：最后一个等次不能有条件，其余的人都归入它")
        if not is_last and "when" not in table:
            table.fault(None, "缺“when”：只有最后一个等次没有条件")
        text, consequence, article = when.text if when else None, table.text("consequence", ""), table.filled("article")
        grades.append(Grade(table.text("name"), text, when, consequence, article))
    refuse_twice(zip(tables, (grade.name for grade in grades), strict=True), "等次", "name")
    return tuple(grades)


def read_rules(root: Table, grammar: Grammar, grades: Sequence[str]) -> tuple[Rule, ...]:
    """The [[rule]]s, in file order."""
    tables = root.tables("rule", "rule")
    rules = []
    for table in tables:
        table.allow(("name", *CITATIONS, "when", "grade"))
        name, when = table.text("name"), grammar.condition(table, "when")
        grade, cited = grade_of(table, grades), citations(table)
        if when:
            rules.append(Rule(name, when.text, when, grade, **cited))
    refuse_twice(((table, table.word("name")) for table in tables), "规则", "name")
    return tuple(rules)


def grade_of(table: Table, grades: Sequence[str]) -> str:
    """The grade that an entry names; a fault where the scheme has none of that name."""
    name = table.text("grade")
    if name and name not in grades:
        table.fault("grade", f"：没有叫“{shown(name)}”的等次{Lookalikes(grades).hint(name)}")
    return name
