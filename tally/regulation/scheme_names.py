"""Which names a scheme may give, and what each stands for in an expression."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tally.expressions.functions import FUNCTIONS, OPTIONS
from tally.expressions.lexer import WORDS
from tally.expressions.parser import Vocabulary
from tally.expressions.syntax import NameKind
from tally.reading.faults import shown
from tally.reading.toml_table import Table
from tally.regulation.scheme import Parameter, Record, RecordKind, Sheet

SCORE, RANK, RANK_FROM_BOTTOM, HEADCOUNT = "得分", "名次", "倒数名次", "人数"
GROUP_RANK, GROUP_RANK_FROM_BOTTOM, GROUP_HEADCOUNT = (f"组内{name}" for name in (RANK, RANK_FROM_BOTTOM, HEADCOUNT))
RANKS: Mapping[str, NameKind] = {
    RANK: NameKind.RANK,
    RANK_FROM_BOTTOM: NameKind.RANK_FROM_BOTTOM,
    GROUP_RANK: NameKind.GROUP_RANK,
    GROUP_RANK_FROM_BOTTOM: NameKind.GROUP_RANK_FROM_BOTTOM,
}
HEADCOUNTS: Mapping[str, NameKind] = {
    HEADCOUNT: NameKind.HEADCOUNT,
    GROUP_HEADCOUNT: NameKind.GROUP_HEADCOUNT,
}
NO_MARK = ("弃权", "回避", "无效")
UNDERVOTE = "漏填"
RESERVED = frozenset(
    {*RANKS, *HEADCOUNTS, *FUNCTIONS, *OPTIONS, *WORDS} | {value for choices in OPTIONS.values() for value in choices}
)


def refuse_reserved(table: Table, key: str | None, name: str) -> None:
    """Note a sheet, record, parameter or formula that is called like a word of the expressions."""
    if name in RESERVED or (name == SCORE and table.path[0] != "formula"):
        table.fault(key, f"：“{name}”是算式里的固定用语，不能用作名字")


def refuse_twice(tables: Iterable[tuple[Table, str]], what: str, key: str = "id") -> None:
    """Note every thing of one kind that is called like one before it; nameless ones were noted before."""
    seen: set[str] = set()
    for table, name in tables:
        if name and name in seen:
            table.fault(key, f"：{what}“{shown(name)}”重复了")
        seen.add(name)


def refuse_shared_names(root: Table) -> None:
    """Note each of the sheets, records, parameters and formulas that has the name of one further up in the file."""
    taken: dict[str, str] = {}
    for name, kind, table, key in sorted(_named(root), key=lambda entry: entry[2].line(entry[3])):
        if name and name not in RESERVED | {SCORE} and taken.setdefault(name, kind) != kind:
            table.fault(key, f"：“{shown(name)}”已用作{taken[name]}的名字")


def _named(root: Table) -> Iterator[tuple[str, str, Table, str]]:
    """The name of everything that expressions may name, what it is, and its place."""
    for kind, what in (("parameter", "参数"), ("sheet", "专项"), ("record", "记录项")):
        for table in root.tables(kind, kind):
            yield table.word("id"), what, table, "id"
    if lines := root.table("formula", "[formula]"):
        for name in lines.keys:
            yield name, "公式", lines, name


@dataclass(frozen=True)
class Names:
    """What every expression may name, by what it stands for, and of sheets without a score why it may not."""

    known: Mapping[str, NameKind]
    refused: Mapping[str, str]


def stands_for(
    sheets: Sequence[Sheet], records: Sequence[Record], parameters: Sequence[Parameter], *, has_points: bool
) -> Names:
    """What the names that every expression may use stand for; without points no scale sheet has a score."""
    scored = [sheet.id for sheet in sheets if sheet.is_rubric or has_points]
    flags = {record.id: record.kind is RecordKind.FLAG for record in records}
    known = {
        **dict.fromkeys(scored, NameKind.SHEET),
        **{name: NameKind.FLAG if is_flag else NameKind.RECORD for name, is_flag in flags.items()},
        **{parameter.id: NameKind.PARAMETER for parameter in parameters},
        **HEADCOUNTS,
    }
    without = [sheet.id for sheet in sheets if sheet.id not in known]
    return Names(known, dict.fromkeys(without, "这张评分表没有得分，[scale] 的各档都不计分；可用得票数()、得票率()"))


def formula_vocabulary(
    above: Mapping[str, NameKind], refused: Mapping[str, str], marks: tuple[str, ...], lines: Sequence[str]
) -> Vocabulary:
    """What a line of the formula may name: `above`, to which every line read is added, and no rank."""
    ranks = dict.fromkeys(RANKS, "名次要等得分算出才有，[formula] 里不能用")
    below = dict.fromkeys((SCORE, *lines), "它不在这一行的上面，公式自上而下计算")
    return Vocabulary(above, marks, {**refused, **ranks, **below})


def condition_vocabulary(names: Names, marks: tuple[str, ...], lines: Sequence[str]) -> Vocabulary:
    """What a condition may name: all lines of the formula, the rounded 得分 and the ranks."""
    ranked = {**dict.fromkeys(lines, NameKind.FORMULA), SCORE: NameKind.SCORE, **RANKS}
    return Vocabulary({**names.known, **ranked}, marks, names.refused)
