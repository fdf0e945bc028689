"""What goes into a count, read back in sentences: who votes, on which sheets, and what is entered beside them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tally.regulation.scheme import BallotClass, Item, Record, RecordKind, ScaleMark, Scheme, Sheet
from tally.words.amount_words import count_words, number_words, percent_words

NOT_MARKED = "弃权、回避、无效、漏填"
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


def _class(one: BallotClass) -> str:
    weight = "" if one.weight is None else f"占{percent_words(one.weight)}"
    return f"{one.id}类{_bracketed(one.id, one.title)}{weight}"


def describe_sheets(scheme: Scheme) -> Iterator[str]:
    """Every sheet with its marks or its items, and how a sheet's score comes out of them."""
    for sheet in scheme.sheets:
        yield from _rubric(sheet) if sheet.is_rubric else _scale_sheet(scheme, sheet)
    scored = [sheet for sheet in scheme.scale_sheets if sheet.id in scheme.read_names]
    if scored:
        yield f"选档次的评分表，得分是各张有效票折合分值的平均数；{NOT_MARKED}不参加平均，无人评价的没有得分。"
    elif scheme.scale_sheets:
        yield f"档次的票数只数有效票；{NOT_MARKED}不计入。"
    if any(sheet.is_rubric for sheet in scheme.sheets):
        yield (
            f"逐项打分的评分表，每项取各张票打分的平均数，各项相加为得分；{NOT_MARKED}不参加平均，"
            "有一项无人打分的，整张表没有得分。"
        )


def _sheet_name(sheet: Sheet) -> str:
    return f"评分表{titled(sheet.id, sheet.title)}"


def _scale_sheet(scheme: Scheme, sheet: Sheet) -> Iterator[str]:
    if sheet.id in scheme.read_names:
        marks = "、".join(map(_mark, scheme.scale))
        yield f"{_sheet_name(sheet)}选一个档次：{marks}。"
    else:
        marks = "、".join(f"“{mark.label}”" for mark in scheme.scale)
        yield f"{_sheet_name(sheet)}选一个档次：{marks}；只计票数，不折分。"


def _mark(mark: ScaleMark) -> str:
    return f"“{mark.label}”计{count_words(mark.amount)}分" if mark.amount else f"“{mark.label}”不计分"


def _rubric(sheet: Sheet) -> Iterator[str]:
    total, steps = sum((item.max for item in sheet.items), Fraction(0)), {item.step for item in sheet.items}
    step = f"，每{number_words(next(iter(steps)))}分一档" if len(steps) == 1 else ""
    most = f"共{len(sheet.items)}项，满分{number_words(total)}分{step}，每项从0分到该项满分"
    yield f"{_sheet_name(sheet)}逐项打分：{most}。"
    yield from (_item(item, len(steps) > 1) for item in sheet.items)


def _item(item: Item, says_step: bool) -> str:
    section = f"{item.section}·" if item.section else ""
    step = f"，每{number_words(item.step)}分一档" if says_step else ""
    title = "" if item.title in ("", item.id) else f"：{item.title.rstrip('。')}"
    return f"{section}第{item.id}项，满分{number_words(item.max)}分{step}{title}。"


def describe_records(scheme: Scheme) -> Iterator[str]:
    """What is entered for each appraisee and not voted."""
    if scheme.records:
        yield f"另有{len(scheme.records)}个记录项不投票，由工作人员逐人录入；没有写明不填按什么计的，每人都要录入。"
    yield from map(_record, scheme.records)


def _record(record: Record) -> str:
    default = "" if record.default is None else f"，不填的按“{record.default}”"
    if len(record.title) > LONG:
        return f"记录项“{record.id}”{_entered(record)}{default}。内容：{record.title.rstrip('。')}。"
    return f"记录项{titled(record.id, record.title)}{_entered(record)}{default}。"


def _entered(record: Record) -> str:
    if record.kind is RecordKind.FLAG:
        return "填“是”或“否”"
    if record.kind is RecordKind.SCORE:
        low, high = record.minimum or Fraction(0), record.maximum or Fraction(0)
        return f"填{number_words(low)}至{number_words(high)}分（含{number_words(low)}分和{number_words(high)}分）"
    return "选一项：" + "、".join(f"“{choice.label}”计{count_words(choice.points)}分" for choice in record.choices)
