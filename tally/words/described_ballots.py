"""What goes into a count, read back in sentences: who votes, and what is entered beside the votes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tally.regulation.scheme import BallotClass, Record, RecordKind, Scheme
from tally.words.amount_words import number_words, percent_words, points_words

LONG = 40  # characters of a title that still reads well in the middle of a sentence


def titled(id: str, title: str) -> str:
    """An id in quotation marks, with its title where that says more."""
    return f"“{id}”{_bracketed(id, title)}"


def _bracketed(id: str, title: str) -> str:
    """A title in brackets, in those that may hold others where it has some of its own."""
    if title in ("", id):
        return ""
    return f"〔{title}〕" if "（" in title else f"（{title}）"


def describe_classes(scheme: Scheme) -> Iterator[str]:
    """Who votes, and what a ballot of each class weighs."""
    if not scheme.classes:
        return
    names = "、".join(map(_class, scheme.classes))
    if len(scheme.classes) == 1:
        yield f"投票人只有一类：{names}；一人一票，一票一权。"
        return
    if scheme.is_weighted:
        yield f"投票人分为{names}；先分类求平均，再按权重合计。有一类无人打分的，按其余各类的权重折算，并作提示。"
    else:
        yield f"投票人分为{names}；各类票一票一权，不加权。"
    yield "一人兼有几种身份的，只投一票，投在排在前面的一类。"


def _class(ballot_class: BallotClass) -> str:
    weight = "" if ballot_class.weight is None else f"占{percent_words(ballot_class.weight)}"
    return f"{ballot_class.id}类{_bracketed(ballot_class.id, ballot_class.title)}{weight}"


def describe_records(scheme: Scheme) -> Iterator[str]:
    """What is entered for each appraisee and not voted."""
    if scheme.records:
        yield f"另有{len(scheme.records)}个记录项不投票，由工作人员逐人录入；没有写明不填按什么计的，每人都要录入。"
    yield from map(_record, scheme.records)


def _record(record: Record) -> str:
    default = "" if record.default is None else f"，不填的按“{record.default}”"
    said = f"{_entered(record)}{default}{_entry(record)}"
    if len(record.title) > LONG:
        return f"记录项“{record.id}”{said}。内容：{record.title.rstrip('。')}。"
    return f"记录项{titled(record.id, record.title)}{said}。"


def _entered(record: Record) -> str:
    if record.kind is RecordKind.FLAG:
        return "填“是”或“否”"
    if record.kind is RecordKind.SCORE:
        low, high = record.minimum or Fraction(0), record.maximum or Fraction(0)
        return f"填{number_words(low)}至{number_words(high)}分（含{number_words(low)}分和{number_words(high)}分）"
    return "选一项：" + "、".join(points_words(choice.label, choice.points) for choice in record.choices)


def _entry(record: Record) -> str:
    """Who enters a record, and what is asked for at it."""
    said = "；可由几个来源各填一个，取平均数" if record.several else ""
    said += f"；由{record.department}录入" if record.department else ""
    return said + ("；录入时要写明理由" if record.reason else "")
