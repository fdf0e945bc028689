"""How a sheet's score comes about: heads × points, sums, divisions, what a trim leaves out, class weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tally.means import ALIKE, Parts, PlainMean, mean, sheet_parts
from tally.reading.figures import has_exact_decimal, reduced
from tally.regulation.scheme import Item, Scheme, Sheet
from tally.result import AppraiseeResult
from tally.votes import REASONS, Points
from tally.words.amount_words import number_words, percent_words
from tally.words.figured_words import value_words


def explain_sheet(scheme: Scheme, sheet: Sheet, one: AppraiseeResult, by_class: bool = True) -> Iterator[str]:
    """The score of one sheet of one appraisee, item by item, and who gave no mark.

    Without `by_class` the marks of single classes are left out where classes are weighted.
    """
    if sheet.is_rubric:
        yield from _rubric(scheme, sheet, one, by_class)
        return
    heads = one.votes.scale[sheet.id]
    if sheet.id in scheme.read_names:
        how = _mean(scheme, sheet, sheet_parts(scheme, sheet, one.votes)[""], by_class)
        yield f"评分表“{sheet.id}”：{how}。"
        yield from _without_points(scheme, sheet, heads)
    else:
        yield f"评分表“{sheet.id}”：{_heads_alone(scheme, heads)}。"
    yield from _without_mark(sheet.id, heads)


def _rubric(scheme: Scheme, sheet: Sheet, one: AppraiseeResult, by_class: bool) -> Iterator[str]:
    parts = sheet_parts(scheme, sheet, one.votes)
    for item in sheet.items:
        counts = one.votes.rubric[sheet.id][item.id]
        how = _mean(scheme, sheet, parts[item.id], by_class)
        yield f"评分表“{sheet.id}”{_item_name(item)}（满分{number_words(item.max)}）：{how}。"
        reasons = {reason: {name: count.reasons[reason] for name, count in counts.items()} for reason in REASONS}
        yield from _without_mark(f"{sheet.id} {item.id}", reasons)
    score = one.sheets[sheet.id]
    if score is None:
        yield f"评分表“{sheet.id}”有评分项无人打分，没有得分。"
    else:
        yield f"评分表“{sheet.id}”各项相加：{value_words(score, scheme.places)}。"


def _item_name(item: Item) -> str:
    """An item as people call it: 第1.1项 where its id is a number, else by its id."""
    return f"第{item.id}项" if item.id[:1].isdigit() else f"“{item.id}”项"


def _heads_alone(scheme: Scheme, by_mark: Mapping[str, Mapping[str, int]]) -> str:
    """The votes of a sheet whose points nothing reads: a mean of them would only puzzle."""
    heads = {label: sum(by_mark[label].values()) for label in scheme.marks}
    listed = "、".join(f"“{label}”{number}票" for label, number in heads.items())
    return f"{listed}，有效票共{sum(heads.values())}张；只计票数，不折分"


def _mean(scheme: Scheme, sheet: Sheet, parts: Parts, by_class: bool) -> str:
    """How a mean comes about: one division, or one for each class and then their weights."""
    value = mean(scheme, parts)
    if value is None:
        return "无人打分，没有得分"
    if not scheme.is_weighted:
        return _division(scheme, sheet, parts[ALIKE])
    trimmed = "去掉最高分和最低分后" if any(part.left_out for part in parts.values()) else ""
    if not by_class:
        how = f"各票类{trimmed}的平均分按权重加权 = {value_words(value, scheme.places)}"
        return f"{how}（有票类的票数太少，不分列各类得票）"
    marked = {name: part for name, part in parts.items() if part.count}
    weights = {c.id: c.weight or Fraction(0) for c in scheme.classes if c.id in marked}
    means = "；".join(f"{name}类{_division(scheme, sheet, part)}" for name, part in marked.items())
    top = " + ".join(f"{number_words(marked[name].value)}×{percent_words(w)}" for name, w in weights.items())
    bottom = " + ".join(map(percent_words, weights.values()))
    return f"{means}；加权({top})÷({bottom}) = {value_words(value, scheme.places)}"


def _division(scheme: Scheme, sheet: Sheet, part: PlainMean) -> str:
    """How a plain mean comes about: what was left out, the sum, the number, the division."""
    value = value_words(part.value, scheme.places)
    left_out = _left_out(sheet, part)
    if not sheet.is_rubric:
        terms = " + ".join(f"{number}×{number_words(points)}" for points, number in sorted_down(part.kept or {}))
        worked = "" if scheme.is_weighted else _worked(scheme, part)
        return f"{left_out}({terms})÷{part.count} = {worked}{value}"
    # the marks on a rubric's item are said as a sum: whose class they are of must not be read out of them
    if not part.left_out:
        return f"{left_out}合计{_worked(scheme, part)}{value}"
    taken = (*sorted_down(part.highest), *sorted_down(part.lowest))
    less = "".join(f"-{_times(points, number)}" for points, number in taken)
    shorter = f"({number_words(part.given_total)}{less})÷({part.given}-{2 * part.left_out})"
    return (
        f"{part.given}人打分合计{number_words(part.given_total)}，{left_out}{shorter} = {_worked(scheme, part)}{value}"
    )


def _worked(scheme: Scheme, part: PlainMean) -> str:
    """The division of a sum by a number, and its fraction where the classes are not weighted and it is no whole."""
    value, division = part.value, f"{number_words(part.total)}÷{part.count} = "
    if scheme.is_weighted or value.denominator == 1 or not has_exact_decimal(value):
        return division
    return f"{division}{reduced(value)} = "


def _left_out(sheet: Sheet, part: PlainMean) -> str:
    """What a trim leaves out, or why it leaves out nothing; nothing of a sheet without one."""
    if sheet.trim is None or part.kept is None:
        return ""
    if part.left_out:
        return f"去掉最高分{_listed(part.highest)}、最低分{_listed(part.lowest)}，"
    if part.given < sheet.trim.start:
        return f"{part.given}人打分，不足{sheet.trim.start}人，不去高低分，"
    return f"{part.given}人打分，按比例不足去掉1人，不去高低分，"


def _listed(points: Points) -> str:
    """Points and, where more than one gave them, how many did."""
    return "、".join(
        number_words(value) if number == 1 else f"{number_words(value)}（{number}人）"
        for value, number in sorted_down(points)
    )


def _times(value: Fraction, number: int) -> str:
    return number_words(value) if number == 1 else f"{number_words(value)}×{number}"


def sorted_down(points: Points) -> list[tuple[Fraction, int]]:
    """Points and how often each was given, the highest first."""
    return sorted(points.items(), reverse=True)


def _without_points(scheme: Scheme, sheet: Sheet, by_mark: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """The marks that count as heads and in no mean."""
    heads = {mark.label: sum(by_mark[mark.label].values()) for mark in scheme.scale if not mark.has_points}
    told = "、".join(f"“{label}”{number}票" for label, number in heads.items() if number)
    if told:
        yield f"“{sheet.id}”另有{told}，计入有效票，不折分。"


def _without_mark(sheet: str, counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    heads = {reason: sum(counts[reason].values()) for reason in REASONS}
    parts = [f"{reason}{number}票" for reason, number in heads.items() if number]
    if parts:
        yield f"“{sheet}”另有{'、'.join(parts)}，不计入。"
