"""The sheets of a scheme read back in sentences: what a ballot asks, how a sheet's score comes about, its limits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tally.regulation.scheme import BoundKind, Deduction, Item, Limit, Rounding, ScaleMark, Scheme, Sheet, Start, Trim
from tally.words.amount_words import count_words, number_words, points_words, rounding_words, share_words
from tally.words.described_ballots import titled
from tally.words.described_entries import cited

INNER_QUOTES = str.maketrans("“”", "‘’")
NOT_MARKED = "弃权、回避、无效、漏填"


def describe_sheets(scheme: Scheme) -> Iterator[str]:
    """Every sheet with its marks or its items, and how a sheet's score comes out of them."""
    for sheet in scheme.sheets:
        yield from _rubric(sheet) if sheet.is_rubric else _scale_sheet(scheme, sheet)
        yield from _trim(scheme, sheet)
    if any(sheet.id in scheme.read_names for sheet in scheme.scale_sheets):
        yield f"选档次的评分表，得分是各张有效票折合分值的平均数；{NOT_MARKED}不参加平均，无人评价的没有得分。"
        yield from _without_points(scheme)
    elif scheme.scale_sheets:
        yield f"档次的票数只数有效票；{NOT_MARKED}不计入。"
    if any(sheet.is_rubric for sheet in scheme.sheets):
        yield (
            f"逐项打分的评分表，每项取各张票打分的平均数，各项相加为得分；{NOT_MARKED}不参加平均，"
            "有一项无人打分的，整张表没有得分。"
        )


def _without_points(scheme: Scheme) -> Iterator[str]:
    marks = "".join(f"“{mark.label}”" for mark in scheme.scale if not mark.has_points)
    if marks:
        yield f"{marks}票是有效票，计入票数和得票率，但不折分、不参加平均。"


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
    return points_words(mark.label, mark.amount) if mark.amount else f"“{mark.label}”不计分"


def _rubric(sheet: Sheet) -> Iterator[str]:
    total, steps = sum((item.max for item in sheet.items), Fraction(0)), {item.step for item in sheet.items}
    step = f"，每{number_words(next(iter(steps)))}分一档" if len(steps) == 1 else ""
    most = f"共{len(sheet.items)}项，满分{number_words(total)}分{step}，每项从0分到该项满分"
    start = "；填写时每项先置满分，由评议人减分" if sheet.start is Start.FULL else ""
    yield f"{_sheet_name(sheet)}逐项打分：{most}{start}。"
    yield from (_item(item, len(steps) > 1) for item in sheet.items)


def _item(item: Item, says_step: bool) -> str:
    section = f"{item.section}·" if item.section else ""
    step = f"，每{number_words(item.step)}分一档" if says_step else ""
    title = "" if item.title in ("", item.id) else f"：{item.title.rstrip('。')}"
    taken = f"。常用扣分：{'；'.join(map(_deduction, item.deductions))}" if item.deductions else ""
    return f"{section}第{item.id}项，满分{number_words(item.max)}分{step}{title}{taken}。"


def _deduction(deduction: Deduction) -> str:
    times = "每次扣" if deduction.each else "扣"
    title = deduction.title.translate(INNER_QUOTES)
    return f"“{title}”{times}{number_words(deduction.points)}分"


def _trim(scheme: Scheme, sheet: Sheet) -> Iterator[str]:
    """What is left out of the means of a sheet, and from how many marks on."""
    if sheet.trim is None:
        return
    within = "每项" if len(sheet.items) > 1 else ""
    within += "在各票类内分别" if scheme.is_weighted else ""
    yield (f"{_sheet_name(sheet)}求平均数时，{within}{_left_out(sheet.trim)}；去掉的分只不参加平均，票数和得票率照计。")


def _left_out(trim: Trim) -> str:
    if trim.each is not None:
        number = count_words(trim.each)
        what = f"先去掉{number}个最高分和{number}个最低分"
    else:
        share = share_words(trim.share) if trim.share else ""
        what = f"先从最高分、最低分两头各去掉打分个数的{share}（{rounding_words(Rounding.DOWN, '一个')}）"
    if trim.fewest is not None:
        return f"{what}，不满{count_words(trim.fewest)}个分的不去"
    if trim.each is not None and trim.each.value is not None:
        return f"{what}，不满{trim.start}个分的不去"
    return what


def describe_limits(scheme: Scheme) -> Iterator[str]:
    """What one ballot may hold, and when that is looked at."""
    if scheme.limits:
        yield (
            "每张票还有以下限制，提交时检查，不符合的不能提交；纸质票不符合的，该评分表对票上所有人按“无效”录入；"
            "计票时不再检查。"
        )
    yield from (_limit(scheme, limit) for limit in scheme.limits)


def _limit(scheme: Scheme, limit: Limit) -> str:
    sheet = next(sheet for sheet in scheme.sheets if sheet.id == limit.sheet)
    among = "" if limit.group is None else f"“{limit.group}”组的人，"
    free = "；只在作出评价的人中要求，可以弃权" if limit.kind is BoundKind.AT_LEAST else ""
    counted = f"{among}{_sheet_name(sheet)}{_got(limit)}"
    return f"每票限制“{limit.name}”：一张票上，{counted}，{_size(limit)}{free}。{cited(limit)}"


def _got(limit: Limit) -> str:
    """Whom a limit counts: by a mark, or by the total of a rubric."""
    if limit.least is not None:
        points = count_words(limit.least)
        return f"总分在{points}分以上（含{points}分）的"
    return f"评为{''.join(f'“{mark}”' for mark in limit.marks)}的"


def _size(limit: Limit) -> str:
    bound = "至多" if limit.kind is BoundKind.AT_MOST else "至少"
    if limit.is_share is None:
        return f"{bound}{count_words(limit.number)}"
    if not limit.is_share:
        return f"{bound}{count_words(limit.number)}人"
    whole = "票上的全体被评议人" if limit.group is None else "票上该组的被评议人"
    rounding = rounding_words(limit.rounding)
    return f"{bound}占{whole}（弃权、回避的也算）的{share_words(limit.number)}，{rounding}；只有1人的不检查"
