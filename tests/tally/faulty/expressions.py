"""Expressions that the page does not allow, and odd ones that it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.tally.faulty.case import CLASSES, HEAD, MARK, SCALE, SHEET, Case

RECORDS = (
    '[[record]]\nid = "问责"\nkind = "flag"\ndefault = "否"\n[[record]]\nid = "1.1"\nkind = "flag"\ndefault = "否"\n'
)
NAMES = HEAD + CLASSES + SCALE + SHEET + RECORDS + '[[parameter]]\nid = "上限"\nvalue = "10%"\n'
LAST = '[[grade]]\nname = "差"\n'


def formula(expression: str, mark: str = MARK) -> Case:
    """A scheme whose formula has this in it."""
    return Case(NAMES + f'[formula]\n"甲" = \'{expression}\'{mark}\n"得分" = "述职"\n')


def condition(expression: str, mark: str = MARK) -> Case:
    """A scheme whose first grade has this condition."""
    return Case(NAMES + f'[formula]\n"得分" = "述职"\n[[grade]]\nname = "好"\nwhen = \'{expression}\'{mark}\n' + LAST)


FAULTY: Mapping[str, Sequence[Case]] = {
    "+ - * /, unary minus, brackets, numbers, percentages, comparisons, and or not, names: anything else is an error": [
        formula(one)
        for one in (
            *("", " ", "述职 +", "+ 述职", "* 2", "述职 2", "2 述职", "(述职", "述职)", "()", "((述职)", "述职 ^ 2"),
            *(
                "述职 ** 2",
                "述职 // 2",
                "述职 % 2",
                "述职 & 1",
                "述职 | 1",
                "!述职",
                "述职 = 1",
                "述职, 1",
                "[述职]",
                "{述职}",
            ),
            *(
                '"述职"',
                "述职;",
                "述职.x",
                "@",
                "$",
                "#",
                "述职 ? 1",
                "lambda",
                "1 if 2",
                "__import__",
                "述职(1)",
                "最大",
                "。",
                "、",
            ),
            *("述职 × 2", "述职 ÷ 2", "述职 － ", "√4", "½", "²", "π", "\\\\", "`", "~1", "1\t+ 1"),
        )
    ],
    "a name is one of the scheme's": [
        formula("总分"),
        formula("述职2"),
        formula("_述职"),
        formula("好"),
        formula("A"),
        formula("测评"),
        condition("总分 > 1"),
        condition("好 > 1"),
        condition("差 == 1"),
    ],
    "numbers: digits, at most one point with digits after it": [
        formula(one)
        for one in ("1.", ".5", "1.2.3", "1e3", "1E3", "0x10", "1_000", "1,000", "10%%", "%", "%10", "１", "二", "1a")
    ],
    "a number of more than 40 characters, more than 4,000 characters, brackets deeper than 50": [
        formula("1" * 41),
        formula("0." + "1" * 39),
        formula("1" + " " * 4000),
        formula("+".join(["1"] * 2001)),
        formula("(" * 51 + "1" + ")" * 51),
        condition("(" * 51 + "1" + ")" * 51 + " > 0"),
        formula("最大(" * 51 + "1" + ")" * 51),
    ],
    "且 或 非 as words of their own, with a space, bracket or operator on each side": [
        condition("得分 > 1 且得分 < 2"),
        condition("得分 > 1且 得分 < 2"),
        condition("得分 > 1且得分 < 2"),
        condition("得分 > 1 或得分 < 2"),
        condition("非得分 > 1"),
        condition("得分 > 1 and得分 < 2"),
        condition("得分 > 1and 得分 < 2"),
        condition("not得分 > 1"),
    ],
    "and or not and conditions take truths only": [
        condition("得分"),
        condition("1"),
        condition("得分 + 1"),
        condition("得分 and 得分 > 1"),
        condition("得分 > 1 or 1"),
        condition("not 得分"),
        condition("not 1"),
        condition("得票率(好)"),
        condition("最大(1, 2)"),
        condition("-问责"),
        condition("问责 * 1"),
        condition("(得分 > 1) + 1"),
        condition("名次"),
    ],
    "the values of [formula] are numbers": [
        formula("述职 > 1"),
        formula("述职 > 1 and 述职 < 2"),
        formula("not 问责"),
        formula("1 < 2 < 3"),
        formula("问责 or 问责"),
        Case(HEAD + f'[formula]\n"得分" = "1 > 0"{MARK}\n'),
    ],
    "名次 and 倒数名次, 组内 too, may not be used in [formula]": [
        formula(one) for one in ("名次", "倒数名次", "组内名次", "组内倒数名次", "述职 + 名次 * 0", "最大(组内名次, 1)")
    ],
    "an id that is not a name cannot stand in an expression": [formula("1.1 + 问责 + 1.1.1"), condition("1.1")],
    "最大(), 最小() of one or more": [
        formula("最大()"),
        formula("最小( )"),
        formula("最大(1,)"),
        formula("最大(,1)"),
        formula("最大(1 2)"),
        formula("最大 1"),
        formula("平均(1, 2)"),
        formula("max(1, 2)"),
        formula("绝对值(-1)"),
        formula("最大(1, 范围=合计)"),
    ],
    "得票数(marks…), 得票率(marks…, 范围=合计|最高, 分母=有效票|收回票|发出票|应到)": [
        condition(one)
        for one in (
            *("得票率() > 1", "得票数() > 1", "得票率(范围=最高) > 1", "得票率 > 1", "得票率(好, 范围=全部) > 1"),
            *(
                "得票率(好, 分母=实到) > 1",
                "得票率(好, 分母=总票) > 1",
                "得票率(好, 分子=有效票) > 1",
                "得票率(好, 范围) > 1",
            ),
            *(
                "得票率(好, 范围=) > 1",
                "得票率(好, =最高) > 1",
                "得票率(好, 范围=最高, 范围=合计) > 1",
                "得票率(好 差) > 1",
            ),
            *(
                "得票率(好, 范围==最高) > 1",
                "得票率(好, 分母=有效票 + 1) > 1",
                "得票率(好 + 差) > 1",
                "得票率((好)) > 1",
            ),
            *(
                "得票率(好, ) > 1",
                "得票率(, 好) > 1",
                '得票率("好") > 1',
                "得票数(好, 范围=最高) > 1",
                "得票数(好, 分母=应到) > 1",
            ),
            *(
                "得票率(90) > 1",
                "得票率(好",
                "得票率(述职) > 1",
                "得票率(优秀) > 1",
                "得票率(弃权) > 1",
                "得票率(漏填) > 1",
            ),
            *("得票率(好, 范围=有效票) > 1", "得票率(好, 分母=最高) > 1"),
        )
    ],
    "in either, each mark is named once": [
        condition("得票率(好, 好) > 1"),
        condition("得票率(好, 差, 好) > 1"),
        condition("得票数(差, 差) > 1"),
    ],
}

SOUND: Mapping[str, Sequence[Case]] = {
    "+ - * /, unary minus, brackets, numbers, percentages": [
        formula(one, "")
        for one in (
            *(
                "1+2-3*4/5",
                "-述职",
                "--述职",
                "- - 1",
                "1 - -1",
                "2 * -述职",
                "(述职)",
                "((1))",
                "10%",
                "0.5",
                "00.50",
                "12.5%",
            ),
            *("1/3", "述职*50% + 1", "上限", "述职 / (1 - 1)", "人数", "组内人数 * 人数"),
        )
    ],
    "< <= > >= == !=, a < b < c; and or not, 且 或 非": [
        condition(one, "")
        for one in (
            *(
                "得分<1",
                "得分 <= 1",
                "得分>1",
                "得分 >= 1",
                "得分 == 1",
                "得分 != 1",
                "1 < 得分 < 2",
                "1 <= 得分 < 2 <= 3",
            ),
            *(
                "得分 > 1 and 得分 < 2 or not 得分 > 3",
                "得分 > 1 且 得分 < 2 或 非 得分 > 3",
                "(得分 > 1)且(得分 < 2)",
                "非(得分 > 1)",
            ),
            *("not(得分 > 1)and(问责)", "问责", "not 问责", "非 非 问责", "问责 and 问责", "问责 + 1 > 0", "问责 > 0"),
            *("(得分 > 1) + (得分 > 2) >= 1", "(1 < 2) * 3 > 得分", "问责 或(得分 > 1)"),
        )
    ],
    "names: 得分 · 名次 · 倒数名次 · 人数, 组内 before them": [
        condition(f"{one} <= 1", "")
        for one in (
            "得分",
            "名次",
            "倒数名次",
            "人数",
            "组内名次",
            "组内倒数名次",
            "组内人数",
            "名次 / 人数",
            "述职",
            "甲乙 * 0 + 上限",
        )
        if "甲" not in one
    ],
    "functions: of one or more; options in any order, the first of each if left out": [
        condition(one, "")
        for one in (
            *(
                "最大(1) > 0",
                "最小(1, 2, 3) > 0",
                "最大(最小(1, 述职), 得分) > 0",
                "得票数(好) > 1",
                "得票数(好, 差) > 1",
            ),
            *(
                "得票率(好) > 1",
                "得票率(好, 较好, 一般, 差) > 1",
                "得票率(好, 范围=合计) > 1",
                "得票率(好, 范围=最高) > 1",
            ),
            *("得票率(好, 分母=有效票) > 1", "得票率(好, 分母=收回票) > 1", "得票率(好, 分母=收回票, 范围=最高) > 1"),
            *(
                "得票率(好,范围 = 最高 , 分母 = 有效票)>1",
                "得票率(好) > 得票率(差)",
                "最大(得票率(好), 得票率(差)) > 50%",
            ),
        )
    ]
    + [formula("得票率(好) * 100 + 得票数(差, 一般)", "")],
    "every full-width form of the ASCII punctuation, and the full-width space, means the same as half-width": [
        formula("（述职＋１）".replace("１", "1"), ""),
        formula("述职　－　1　＊　2　／　3", ""),
        formula("10％", ""),
        formula("0．5", ""),
        formula("最大（1，2）", ""),
        condition("得分＞1", ""),
        condition("得分＞＝1 且 得分＜＝2", ""),
        condition("得分＝＝1", ""),
        condition("得分！＝1", ""),
        condition("（得分＞1）且（得分＜2）", ""),
        condition("得票率（好，范围＝最高，分母＝收回票）＞10％", ""),
    ],
    "a number of 40 characters, 4,000 characters, brackets 50 deep": [
        formula("1" * 40, ""),
        formula("0." + "1" * 38, ""),
        formula("1" + " " * 3999, ""),
        formula("(" * 50 + "1" + ")" * 50, ""),
        condition("(" * 50 + "1 > 0" + ")" * 50, ""),
    ],
    "a condition that divides by zero or reads something without a value does not hold": [
        condition("1 / 0 > 1", ""),
        condition("述职 > 1", ""),
        condition("1 / (人数 - 人数) > 0 or 得分 > 1", ""),
    ],
}
