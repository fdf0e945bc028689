"""Counts to scores: sheets, formula, 得分 rounded once, ranks. Exact until it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tally.expressions.evaluator import Facts, Heads, NoValueError, number
from tally.reading.figures import round_half_up
from tally.regulation.scheme import Scheme, Sheet
from tally.regulation.scheme_names import HEADCOUNT, RANK, RANK_FROM_BOTTOM, SCORE
from tally.votes import Votes

Sums = Mapping[str, tuple[Fraction, int]]  # by class: the sum of the marks and their number


@dataclass(frozen=True)
class Scored:
    """One appraisee with its sheets, formula values and 得分; None where there is no value.

    `facts` is what its conditions read; `silent` names (sheet, class) where a weighted class marked
    nothing on a sheet that others marked; `why` says of each value that is missing what it lacked.
    """

    id: str
    votes: Votes
    sheets: Mapping[str, Fraction | None]
    values: Mapping[str, Fraction | None]
    score: Fraction | None
    facts: Facts
    silent: tuple[tuple[str, str], ...]
    why: Mapping[str, str]
    rank: int | None = None


def score_appraisee(
    scheme: Scheme,
    id: str,
    votes: Votes,
    entered: Mapping[str, Fraction | None],
    issued: int | None,
    headcount: int,
) -> Scored:
    """The scores of one appraisee; `entered` is what its records count, `issued` the ballots issued in all."""
    sheets = {sheet.id: sheet_score(scheme, sheet, votes) for sheet in scheme.sheets}
    numbers = {
        **{parameter.id: parameter.worth for parameter in scheme.parameters},
        **entered,
        **sheets,
        HEADCOUNT: Fraction(headcount),
    }
    facts = Facts(numbers, Heads(votes.heads(scheme), votes.returned, issued))
    values, why = _formula_values(scheme, facts)
    exact = values[SCORE]
    score = None if exact is None else round_half_up(exact, scheme.places)
    silent = tuple(_silent_classes(scheme, votes))
    return Scored(id, votes, sheets, values, score, replace(facts, numbers={**numbers, **values}), silent, why)


def sheet_score(scheme: Scheme, sheet: Sheet, votes: Votes) -> Fraction | None:
    """The mean of the marks' points, or, of a rubric, the sum over items of the mean mark (2.)."""
    means = [mean(scheme, sums) for sums in sheet_sums(scheme, sheet, votes).values()]
    present = [value for value in means if value is not None]
    return sum(present, Fraction(0)) if len(present) == len(means) else None


def sheet_sums(scheme: Scheme, sheet: Sheet, votes: Votes) -> Mapping[str, Sums]:
    """Sums and numbers of marks by class: for each item of a rubric, or, under "", for a scale sheet."""
    if sheet.is_rubric:
        return {
            item.id: {name: (counts.total, counts.count) for name, counts in votes.rubric[sheet.id][item.id].items()}
            for item in sheet.items
        }
    heads = votes.scale[sheet.id]
    return {
        "": {
            name: (
                sum((points * heads[label][name] for label, points in scheme.points.items()), Fraction(0)),
                sum(heads[label][name] for label in scheme.points),
            )
            for name in scheme.class_ids
        }
    }


def mean(scheme: Scheme, sums: Sums) -> Fraction | None:
    """The mean mark: Σ w·mean(class) / Σ w over the classes that marked, or of all marks alike."""
    if not scheme.is_weighted:
        total, count = sum((total for total, _ in sums.values()), Fraction(0)), sum(n for _, n in sums.values())
        return total / count if count else None
    marked = [
        (ballot_class.weight or Fraction(0), *sums[ballot_class.id])
        for ballot_class in scheme.classes
        if sums[ballot_class.id][1]
    ]
    weights = sum((weight for weight, _, _ in marked), Fraction(0))
    return sum((weight * total / count for weight, total, count in marked), Fraction(0)) / weights if marked else None


def _silent_classes(scheme: Scheme, votes: Votes) -> Iterable[tuple[str, str]]:
    """Where a weighted class marked nothing on a sheet that others marked."""
    for sheet in scheme.sheets if scheme.is_weighted else ():
        sums = sheet_sums(scheme, sheet, votes).values()
        marked = {name for by_class in sums for name, (_, count) in by_class.items() if count}
        for name in scheme.class_ids:
            if marked and name not in marked:
                yield sheet.id, name


def _formula_values(scheme: Scheme, facts: Facts) -> tuple[Mapping[str, Fraction | None], Mapping[str, str]]:
    """The formula's lines from top to bottom, each seeing those above it exact (3.), and why any is missing."""
    numbers = dict(facts.numbers)
    values: dict[str, Fraction | None] = {}
    why: dict[str, str] = {}
    for line in scheme.formula:
        try:
            values[line.name] = number(line.expression.root, replace(facts, numbers=numbers))
        except NoValueError as reason:
            values[line.name] = None
            why[line.name] = str(reason)
        numbers[line.name] = values[line.name]
    return values, why


def rank(scored: Sequence[Scored]) -> list[Scored]:
    """The same appraisees with their 名次: by 得分, highest first, equal ones sharing a rank (5.)."""
    scores = sorted((one.score for one in scored if one.score is not None), reverse=True)
    from_top = first_places(scores)
    from_bottom = first_places(scores[::-1])
    return [_ranked(one, from_top, from_bottom) for one in scored]


def first_places(scores: Sequence[Fraction]) -> Mapping[Fraction, int]:
    """The place, from 1, at which each score first stands."""
    places: dict[Fraction, int] = {}
    for place, score in enumerate(scores, start=1):
        places.setdefault(score, place)
    return places


def _ranked(one: Scored, from_top: Mapping[Fraction, int], from_bottom: Mapping[Fraction, int]) -> Scored:
    """The appraisee with its rank; its conditions see 得分 rounded and both ranks."""
    place = None if one.score is None else from_top[one.score]
    bottom = None if one.score is None else from_bottom[one.score]
    seen = {
        SCORE: one.score,
        RANK: None if place is None else Fraction(place),
        RANK_FROM_BOTTOM: None if bottom is None else Fraction(bottom),
    }
    return replace(one, rank=place, facts=replace(one.facts, numbers={**one.facts.numbers, **seen}))
