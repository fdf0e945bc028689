"""The table of `docs/schemes.md`: what an expression may name, made from the table of functions."""

from __future__ import annotations

from collections.abc import Iterator

from tally.expressions.functions import FUNCTIONS, GuideRow

HEADINGS = GuideRow("写法", "意思")
NAMES = (
    ("得分", "四舍五入后的得分，只用在条件里"),
    ("名次、倒数名次", "从高到低、从低到高的名次，只用在条件里"),
    ("组内名次、组内倒数名次", "在同组（group 一栏相同）的人中的名次，只用在条件里；没有写组的算一组"),
    ("人数、组内人数", "全体被评议人、同组被评议人有几人，没有得分的也算"),
)


def expression_table() -> str:
    """The table in Markdown, one row for each way of writing."""
    rows = [
        HEADINGS,
        GuideRow("---", "---"),
        *_names(),
        *(row for one in FUNCTIONS.values() for row in _written(one.guide)),
    ]
    return "".join(f"| {row.written} | {row.meaning} |\n" for row in rows)


def _names() -> Iterator[GuideRow]:
    for names, meaning in NAMES:
        yield GuideRow("、".join(f"`{name}`" for name in names.split("、")), meaning)


def _written(rows: tuple[GuideRow, ...]) -> Iterator[GuideRow]:
    for row in rows:
        yield GuideRow(f"`{row.written}`", row.meaning)
