"""How a sheet's score comes about: heads × points, sums, divisions, class weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tally.reading.figures import has_exact_decimal, reduced
from tally.regulation.scheme import Scheme, Sheet
from tally.result import AppraiseeResult
from tally.scoring import Sums, mean, sheet_sums
from tally.votes import REASONS
from tally.words.amount_words import number_words, percent_words
from tally.words.figured_words import value_words

MARKED_ALIKE = ""


def explain_sheet(scheme: Scheme, sheet: Sheet, one: AppraiseeResult, by_class: bool = True) -> Iterator[str]:
    """The score of one sheet of one appraisee, item by item, and who gave no mark.

    Without `by_class` the marks of single classes are left out where classes are weighted.
    """
    sums = sheet_sums(scheme, sheet, one.votes)
    if not sheet.is_rubric and sheet.id not in scheme.read_names:
        yield f"评分表“{sheet.id}”：{_heads_alone(scheme, sheet, one)}。"
        yield from _without_mark(sheet.id, one.votes.scale[sheet.id])
        return
    if not sheet.is_rubric:
        how = _mean(scheme, sums[MARKED_ALIKE], _scale_terms(scheme, sheet, one), by_class)
        yield f"评分表“{sheet.id}”：{how}。"
        yield from _without_mark(sheet.id, one.votes.scale[sheet.id])
        return
    for item in sheet.items:
        counts = one.votes.rubric[sheet.id][item.id]
        terms = {name: number_words(count.total) for name, count in counts.items()}
        how = _mean(scheme, sums[item.id], terms, by_class)
        yield f"评分表“{sheet.id}”第{item.id}项（满分{number_words(item.max)}）：{how}。"
        reasons = {reason: {name: count.reasons[reason] for name, count in counts.items()} for reason in REASONS}
        yield from _without_mark(f"{sheet.id} {item.id}", reasons)
    score = one.sheets[sheet.id]
    if score is None:
        yield f"评分表“{sheet.id}”有评分项无人打分，没有得分。"
    else:
        yield f"评分表“{sheet.id}”各项相加：{value_words(score, scheme.places)}。"


def _heads_alone(scheme: Scheme, sheet: Sheet, one: AppraiseeResult) -> str:
    """The votes of a sheet whose points nothing reads: a mean of them would only puzzle."""
    heads = {mark.label: sum(one.votes.scale[sheet.id][mark.label].values()) for mark in scheme.scale}
    listed = "、".join(f"“{label}”{number}票" for label, number in heads.items())
    return f"{listed}，有效票共{sum(heads.values())}张；只计票数，不折分"


def _scale_terms(scheme: Scheme, sheet: Sheet, one: AppraiseeResult) -> Mapping[str, str]:
    """Heads × points by class, or of all classes together where they are not weighted."""
    heads = one.votes.scale[sheet.id]
    return {
        name: " + ".join(
            f"{heads[label][name]}×{number_words(points)}"
            for label, points in scheme.points.items()
            if heads[label][name]
        )
        for name in scheme.class_ids
    } | {
        MARKED_ALIKE: " + ".join(
            f"{sum(heads[label].values())}×{number_words(points)}"
            for label, points in scheme.points.items()
            if any(heads[label].values())
        )
    }


def _mean(scheme: Scheme, sums: Sums, terms: Mapping[str, str], by_class: bool) -> str:
    """How a mean comes about: one division, or one for each class and then their weights."""
    value = mean(scheme, sums)
    if value is None:
        return "无人打分，没有得分"
    if not scheme.is_weighted:
        return _plain_mean(scheme, sums, terms, value)
    if not by_class:
        return f"各票类的平均分按权重加权 = {value_words(value, scheme.places)}（有票类的票数太少，不分列各类得票）"
    marked = {name: part for name, part in sums.items() if part[1]}
    weights = {c.id: c.weight or Fraction(0) for c in scheme.classes if c.id in marked}
    means = "；".join(
        f"{name}类({terms[name]})÷{count} = {value_words(total / count, scheme.places)}"
        for name, (total, count) in marked.items()
    )
    top = " + ".join(f"{_exact(Fraction(*marked[name]))}×{percent_words(w)}" for name, w in weights.items())
    bottom = " + ".join(map(percent_words, weights.values()))
    return f"{means}；加权({top})÷({bottom}) = {value_words(value, scheme.places)}"


def _plain_mean(scheme: Scheme, sums: Sums, terms: Mapping[str, str], value: Fraction) -> str:
    total = sum((part for part, _ in sums.values()), Fraction(0))
    count = sum(count for _, count in sums.values())
    fraction = f" = {reduced(value)}" if has_exact_decimal(value) and value.denominator != 1 else ""
    division = f"{number_words(total)}÷{count}{fraction} = {value_words(value, scheme.places)}"
    # the sum of a rubric's item is said of all ballots together: a small class must not be read out of it
    return f"({terms[MARKED_ALIKE]})÷{count} = {division}" if MARKED_ALIKE in terms else f"合计{division}"


def _exact(value: Fraction) -> str:
    return number_words(value) if has_exact_decimal(value) else reduced(value)


def _without_mark(place: str, counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    heads = {reason: sum(counts[reason].values()) for reason in REASONS}
    parts = [f"{reason}{number}票" for reason, number in heads.items() if number]
    if parts:
        yield f"“{place}”另有{'、'.join(parts)}，不计入。"
