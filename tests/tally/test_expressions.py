"""Expressions: what they mean, in every form of writing, and that nothing else gets in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tally.expressions import functions, parser
from tally.expressions.evaluator import Facts, Heads, NoValueError, number, truth
from tally.expressions.functions import FUNCTIONS, NumberFunction
from tally.expressions.lexer import ExpressionError
from tally.expressions.parser import Vocabulary, condition, formula
from tally.expressions.syntax import NameKind

NAMES = {"甲": NameKind.SHEET, "乙_2": NameKind.RECORD, "问责": NameKind.FLAG, "线": NameKind.PARAMETER}
VOCABULARY = Vocabulary({**NAMES, "得分": NameKind.SCORE, "名次": NameKind.RANK}, ("好", "差"))
HEADS = Heads({"甲": {"好": 3, "差": 1}}, 5, 8)
VALUES = {
    "甲": Fraction(7),
    "乙_2": Fraction(2),
    "问责": Fraction(1),
    "线": Fraction(1, 10),
    "得分": None,
    "名次": Fraction(3),
}
FACTS = Facts({**VALUES, "得分": None}, HEADS)

# Full-width forms of ASCII punctuation, as an input method writes them.
FULL = {ord(mark): ord(mark) + 0xFEE0 for mark in "()<>=!+-*/%,._"} | {ord(" "): 0x3000}


WORKED = (
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("10 - 3 - 2", "5"),
    ("12 / 3 / 2", "2"),
    ("2 - -3", "5"),
    ("--3", "3"),
    ("-2 * -甲", "14"),
    ("0.1 + 0.2", "3/10"),
    ("10% * 甲", "7/10"),
    ("12.5%", "1/8"),
    ("007", "7"),
    ("最大(1, 甲, 乙_2)", "7"),
    ("最小(甲)", "7"),
    ("最大(问责, 0) + 1", "2"),
    ("得票数(好, 差)", "4"),
    ("得票率(差)", "1/4"),
    ("得票率(差, 分母=收回票)", "1/5"),
    ("得票率(差, 范围=最高, 分母=发出票)", "1/8"),
    ("问责 * 3 + (甲 > 1)", "4"),
    ("-问责", "-1"),
    ("1/3*3", "1"),
)


@pytest.mark.parametrize(("text", "value"), WORKED)
def test_a_formula_comes_to_its_exact_value(text: str, value: str) -> None:
    assert number(formula(text, VOCABULARY).root, FACTS) == Fraction(value)
    assert number(formula(text.translate(FULL), VOCABULARY).root, FACTS) == Fraction(value)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_is_worked_out_above(function: str) -> None:
    assert any(f"{function}(" in text for text, _ in WORKED)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("甲 >= 7", True),
        ("甲 != 7", False),
        ("1 < 甲 < 10", True),
        ("1 < 甲 < 5", False),
        ("9 > 甲 == 7 != 6", True),
        ("问责", True),
        ("非 问责", False),
        ("not not 问责", True),
        ("问责 == 1", True),
        ("甲 > 9 or 乙_2 > 1 and 问责", True),
        ("(甲 > 9 或 乙_2 > 1) 且 非(问责)", False),
        ("not 甲 > 9 and 问责", True),
        ("非 甲 > 9 且 甲 < 9", True),
        ("(甲>1)且(甲<9)", True),
        ("(甲 > 1) == (乙_2 > 1)", True),
        ("得票率(好) > 线", True),
    ],
)
def test_a_condition_holds_or_does_not(text: str, holds: bool) -> None:
    assert truth(condition(text, VOCABULARY).root, FACTS) is holds
    assert truth(condition(text.translate(FULL), VOCABULARY).root, FACTS) is holds


@pytest.mark.parametrize("text", ["得分 > 1", "甲 / (甲 - 7) > 1", "甲 > 9 or 得分 > 1", "甲 > 1 and 得分 > 1"])
def test_what_has_no_value_is_said_to_have_none(text: str) -> None:
    with pytest.raises(NoValueError):
        truth(condition(text, VOCABULARY).root, FACTS)


@pytest.mark.parametrize("text", ["甲 > 1 or 得分 > 1", "not (甲 > 9 and 得分 > 1)", "not (9 < 甲 < 得分)"])
def test_what_is_settled_before_is_not_read(text: str) -> None:
    assert truth(condition(text, VOCABULARY).root, FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "甲 > ",
        "> 1",
        "甲 > 1 2",
        "甲 = 7",
        "甲 <> 7",
        "甲 =< 7",
        "甲 ** 9 > 1",
        "甲 // 2 > 1",
        "7 % 2 > 1",
        "甲 > +1",
        "甲 > .5",
        "甲 > 5.",
        "甲 > 1.2.3",
        "甲 > 1e5",
        "甲 > 1_000",
        "甲 > 0x10",
        "甲 > 10 %",
        "甲 > 5%%",
        "甲 > 5且 问责",
        "甲 > 5%且 问责",
        "甲 > 1且问责",
        "甲 > \uff15",
        "甲 \u2265 7",
        "甲 > 1、2",
        "甲 && 问责",
        "甲 > 1 && 问责",
        "!问责",
        "问责 ? 1 : 2",
        "(甲 > 1",
        "甲 > 1)",
        "(甲 > 1))(",
        "()",
        "丙 > 1",
        "好 > 1",
        "and",
        "甲 and 问责",
        "1 or 问责",
        "not 甲",
        "1 + not 问责",
        "问责 and 得票数(好)",
        "最大() > 1",
        "最大(1,) > 1",
        "最大 > 1",
        "绝对值(甲) > 1",
        "甲(1) > 1",
        "得票数() > 1",
        "得票数(优) > 1",
        "得票数(甲) > 1",
        "得票数(好 差) > 1",
        "得票数(好, 好) > 1",
        "得票数(好, 分母=收回票) > 1",
        "得票率(好, 差, 好) > 1",
        "得票率(范围=最高) > 1",
        "得票率(好, 范围=最低) > 1",
        "得票率(好, 范围=最高, 范围=最高) > 1",
        "得票率(好, 范围) > 1",
        "得票率(好, 分母=) > 1",
        "得票率(分母=收回票, 好) > 1",
        "得票率(好, 分母=收回票, 差) > 1",
        "得票率(好, 票=收回票) > 1",
        "得票率(1) > 1",
        "_甲 > 1",
        "甲\u00a0> 1",
        "甲\x00 > 1",
        "甲;问责",
        "甲 > '1'",
        '甲 > "1"',
        "甲 # 1",
        "甲 > 1 if 问责 else 2",
        "[甲 > 1]",
        "{甲}",
        "lambda: 问责",
        "甲.__class__ > 1",
        "().__class__.__bases__",
        "__import__('os').system('true')",
        "eval(甲) > 1",
        "甲 := 1",
        "true",
        "True",
        "问责 == true",
        "甲 @ 1 > 1",
        "~甲 > 1",
        "甲 | 1 > 1",
        "得分\\n > 1",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        condition(text, VOCABULARY)


def test_a_refusal_cites_the_word() -> None:
    with pytest.raises(ExpressionError, match="党建考核"):
        condition("党建考核 > 85", VOCABULARY)
    with pytest.raises(ExpressionError, match="&"):
        condition("甲 > 1 & 问责", VOCABULARY)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("甲 + 1 and 问责", "“甲 + 1”是数"),
        ("问责 或　甲　或 问责", "“甲”是数"),
        ("问责 且 (甲) 且 问责", "“(甲)”是数"),
        ("not 得票率(好)", "“得票率(好)”是数"),
        ("(问责 and 1) or 问责", "“1”是数"),
    ],
)
def test_a_number_that_is_no_condition_is_cited(text: str, cited: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        condition(text, VOCABULARY)
    assert str(refused.value).startswith(cited)


@pytest.mark.parametrize(("sign", "spelled"), [("≥", ">="), ("≤", "<="), ("≠", "!="), ("×", "*"), ("÷", "/")])
def test_a_sign_of_the_regulations_is_refused_with_its_spelling(sign: str, spelled: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        condition(f"甲{sign}1 > 1", VOCABULARY)
    assert str(refused.value) == f"认不得“{sign}”，要写成“{spelled}”"


def test_a_function_without_brackets_is_said_to_be_one() -> None:
    with pytest.raises(ExpressionError, match="“得票率”：它是函数"):
        condition("得票率 > 10%", VOCABULARY)


def test_a_formula_is_a_number() -> None:
    for text in ("甲 > 1", "问责", "not 问责", "问责 and 问责"):
        with pytest.raises(ExpressionError, match="不是数"):
            formula(text, VOCABULARY)


def test_the_limits_are_4000_characters_50_brackets_and_numbers_of_40_characters() -> None:
    long = "甲 > 1" + " " * 3995
    assert condition(long, VOCABULARY)
    assert condition("(" * 50 + "甲 > 1" + ")" * 50, VOCABULARY)
    assert condition("最大(" * 50 + "甲" + ")" * 50 + " > 1", VOCABULARY)
    assert condition("甲 > " + "1" * 40, VOCABULARY)
    assert condition("甲 > 0." + "1" * 38 + "%", VOCABULARY)
    for text in (long + " ", "(" * 51 + "甲 > 1" + ")" * 51, "最大(" * 51 + "甲" + ")" * 51 + " > 1"):
        with pytest.raises(ExpressionError, match="最多"):
            condition(text, VOCABULARY)
    for text in ("甲 > " + "1" * 41, "甲 > 0." + "1" * 39):
        with pytest.raises(ExpressionError, match="最多40个"):
            condition(text, VOCABULARY)


def test_every_kind_of_nesting_at_its_deepest_is_read_and_worked_out() -> None:
    deepest = "甲"
    for _ in range(50):
        deepest = f"(非 1 < 2 - 3 * -{deepest} 或 问责 且 问责)"
    assert truth(condition(deepest, VOCABULARY).root, FACTS)
    deepest = "甲"
    for _ in range(50):
        deepest = f"最大(非 1 < 2 - 3 * -{deepest} 或 问责 且 问责)"
    assert number(formula(deepest, VOCABULARY).root, FACTS) == 1
    assert truth(condition("非 " * 1900 + "问责", VOCABULARY).root, FACTS)
    assert number(formula("-" * 3990 + "甲", VOCABULARY).root, FACTS) == 7
    assert number(formula("+".join(["1"] * 2000), VOCABULARY).root, FACTS) == 2000
    assert truth(condition(" or ".join(["问责"] * 600), VOCABULARY).root, FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "(" * 1_000_000,
        "甲" * 1_000_000,
        "-" * 1_000_000,
        "9**" * 300_000 + "9",
        " " * 1_000_000,
        "(" * 4000,
    ],
)
def test_hostile_texts_are_refused_at_once(text: str) -> None:
    with pytest.raises(ExpressionError):
        condition(text, VOCABULARY)


@pytest.mark.parametrize(
    ("fewest", "most", "text", "wanted"),
    [(2, 2, "差额(甲)", "2个数"), (1, 2, "差额(1, 2, 3)", "1至2个数"), (2, None, "差额(甲)", "2个以上的数")],
)
def test_a_function_of_the_table_takes_as_many_numbers_as_it_says(
    monkeypatch: pytest.MonkeyPatch, fewest: int, most: int | None, text: str, wanted: str
) -> None:
    difference = NumberFunction(
        "差额", lambda numbers: max(numbers) - min(numbers), "差额".join, max, (), fewest=fewest, most=most
    )
    monkeypatch.setattr(functions, "FUNCTIONS", {"差额": difference})
    monkeypatch.setattr(parser, "FUNCTIONS", {"差额": difference})
    with pytest.raises(ExpressionError, match=wanted):
        formula(text, VOCABULARY)
    assert number(formula("差额(甲, 线)", VOCABULARY).root, FACTS) == Fraction(69, 10)


@pytest.mark.parametrize(
    ("text", "value"),
    [("得票率(差, 分母=应到)", "1/9"), ("组内人数 * 2", "6"), ("最大(组内人数, 人数)", "12")],
)
def test_the_people_expected_and_the_group_can_be_counted_with(text: str, value: str) -> None:
    names = {**NAMES, "人数": NameKind.HEADCOUNT, "组内人数": NameKind.GROUP_HEADCOUNT}
    facts = Facts({"人数": Fraction(12), "组内人数": Fraction(3)}, Heads({"甲": {"好": 3, "差": 1}}, 5, None, 9))
    assert number(formula(text, Vocabulary(names, ("好", "差"))).root, facts) == Fraction(value)
    with pytest.raises(NoValueError, match="应到"):
        number(formula("得票率(差, 分母=应到)", VOCABULARY).root, FACTS)
