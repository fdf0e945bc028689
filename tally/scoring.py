"""Counts to scores: sheets, formula, 得分 rounded once. Exact until it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tally.expressions.evaluator import Facts, Heads, NoValueError, number
from tally.means import mean, sheet_parts
from tally.reading.figures import round_half_up
from tally.regulation.scheme import Scheme, Sheet
from tally.regulation.scheme_names import GROUP_HEADCOUNT, HEADCOUNT, SCORE
from tally.roster import Appraisee
from tally.votes import Votes


@dataclass(frozen=True)
class Silence:
    """That a weighted class has no points where others have some: on a whole sheet, or, if named, on one item of it."""

    sheet: str
    item: str | None
    ballot_class: str


@dataclass(frozen=True)
class Assembly:
    """What all scores have in common: the group of each appraisee, the ballots issued, the people expected.

    Ballots of all classes together; None where their number, or that of the people, was not given.
    """

    groups: tuple[str, ...]
    issued: int | None = None
    expected: int | None = None


@dataclass(frozen=True)
class Scored:
    """One appraisee with its sheets, formula values and 得分; None where there is no value.

    `facts` is what its conditions read; `silent` where weighted classes have no points beside others that have;
    `why` says of each value that is missing what it lacked.
    """

    id: str
    group: str
    votes: Votes
    sheets: Mapping[str, Fraction | None]
    values: Mapping[str, Fraction | None]
    score: Fraction | None
    facts: Facts
    silent: tuple[Silence, ...]
    why: Mapping[str, str]
    rank: int | None = None


def score_appraisee(
    scheme: Scheme,
    person: Appraisee,
    votes: Votes,
    sheets: Mapping[str, Fraction | None],
    entered: Mapping[str, Fraction | None],
    assembly: Assembly,
) -> Scored:
    """The scores of one appraisee from its `sheets`; `entered` is what its records count."""
    numbers = {
        **{parameter.id: parameter.worth for parameter in scheme.parameters},
        **entered,
        **sheets,
        HEADCOUNT: Fraction(len(assembly.groups)),
        GROUP_HEADCOUNT: Fraction(assembly.groups.count(person.group)),
    }
    facts = Facts(numbers, Heads(votes.heads(scheme), votes.returned, assembly.issued, assembly.expected))
    values, why = _formula_values(scheme, facts)
    exact = values[SCORE]
    return Scored(
        id=person.id,
        group=person.group,
        votes=votes,
        sheets=sheets,
        values=values,
        score=None if exact is None else round_half_up(exact, scheme.places),
        facts=replace(facts, numbers={**numbers, **values}),
        silent=tuple(_silences(scheme, votes)),
        why=why,
    )


def assembly_of(appraisees: Sequence[Appraisee], issued: Mapping[str, int] | None, expected: int | None) -> Assembly:
    """What the scores of these appraisees have in common."""
    groups = tuple(person.group for person in appraisees)
    return Assembly(groups, None if issued is None else sum(issued.values()), expected)


def sheet_scores(scheme: Scheme, votes: Votes) -> Mapping[str, Fraction | None]:
    """The exact score of every sheet, by id."""
    return {sheet.id: sheet_score(scheme, sheet, votes) for sheet in scheme.sheets}


def sheet_score(scheme: Scheme, sheet: Sheet, votes: Votes) -> Fraction | None:
    """The mean of the marks' points, or, of a rubric, the sum over items of the mean mark (2.)."""
    means = [mean(scheme, parts) for parts in sheet_parts(scheme, sheet, votes).values()]
    present = [value for value in means if value is not None]
    return sum(present, Fraction(0)) if len(present) == len(means) else None


def _silences(scheme: Scheme, votes: Votes) -> Iterator[Silence]:
    """Where a weighted class has no points and others have: on an item, and then on the whole of a sheet."""
    for sheet in scheme.sheets if scheme.is_weighted else ():
        parts = sheet_parts(scheme, sheet, votes)
        marked = {item: {name for name, part in by_class.items() if part.count} for item, by_class in parts.items()}
        anywhere = set().union(*marked.values())
        for item in sheet.items:
            yield from (Silence(sheet.id, item.id, name) for name in _missing(scheme, marked[item.id]))
        yield from (Silence(sheet.id, None, name) for name in _missing(scheme, anywhere))


def _missing(scheme: Scheme, marked: set[str]) -> Iterator[str]:
    """The classes that did not mark, where any did."""
    return (name for name in scheme.class_ids if marked and name not in marked)


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
