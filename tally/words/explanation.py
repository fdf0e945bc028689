"""Why an appraisee has its grade: every step in words with its figures, to be redone with a pencil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tally.reading.figures import fixed
from tally.regulation.scheme import Scheme
from tally.regulation.scheme_names import GROUP_RANK, GROUP_RANK_FROM_BOTTOM, SCORE
from tally.result import AppraiseeResult, Result
from tally.votes import Votes
from tally.words.explained_grades import explain_grades
from tally.words.explained_quotas import explain_lists, explain_quotas
from tally.words.explained_records import explain_records
from tally.words.explained_sheets import explain_sheet
from tally.words.expression_words import words
from tally.words.figured_words import equated, figured_leaf, value_words


def explain(result: Result, appraisee_id: str, by_class: bool = True) -> list[str]:
    """Every step from the ballots to the proposed grade of one appraisee, a sentence a line.

    `by_class` False leaves out what each weighted class has marked: for classes too small to be shown.
    KeyError where the result has no appraisee of this id.
    """
    one, scheme = result.of(appraisee_id), result.scheme
    return [
        *_ballots(result, one),
        *(line for sheet in scheme.sheets for line in explain_sheet(scheme, sheet, one, by_class)),
        *explain_records(scheme, one),
        *_formula(scheme, one),
        *_rank(result, one),
        *explain_grades(scheme, one),
        *explain_quotas(result, one),
        *explain_lists(result, one),
        *_conclusion(one),
    ]


def _ballots(result: Result, one: AppraiseeResult) -> Iterator[str]:
    votes = one.votes
    if not votes.covering:
        return
    names = [name for name in votes.covering if result.issued is None or result.issued[name]]  # others vote elsewhere
    given = [] if result.expected is None else [f"应到{result.expected}人"]
    given += [] if result.issued is None else [f"发出{_by_class(result.issued, names)}"]
    beside = f"（{'，'.join(given)}）" if given else ""
    yield f"收回评议此人的票：{_by_class(votes.covering, names)}，共{votes.returned}张{beside}{_by_hand(votes)}。"


def _by_hand(votes: Votes) -> str:
    """How many of the ballots were counted by hand; nothing where none were."""
    if not any(votes.by_hand.values()):
        return ""
    if sum(votes.by_hand.values()) == votes.returned:
        return "，均为手工计票"
    return f"，其中手工计票{_by_class(votes.by_hand, list(votes.by_hand))}"


def _by_class(numbers: Mapping[str, int], names: Sequence[str]) -> str:
    return "、".join(f"{name}类{numbers[name]}张" for name in names)


def _formula(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    scored = one.graded.scored
    numbers = {**scored.facts.numbers, **scored.values}
    leaf = figured_leaf(scheme, replace(scored.facts, numbers=numbers), scheme.places)
    for line in scheme.formula:
        value = one.values[line.name]
        said = words(line.expression.root, leaf)
        if value is None:
            yield f"{line.name} = {said}：{scored.why[line.name]}，没有值。"
        else:
            yield f"{line.name} = {equated(said, value_words(value, scheme.places))}。"
    exact = one.values[SCORE]
    if exact is not None and one.score is not None:
        printed = fixed(one.score, scheme.places)
        yield f"得分 {value_words(exact, scheme.places)}，四舍五入保留{scheme.places}位小数为{printed}。"


def _rank(result: Result, one: AppraiseeResult) -> Iterator[str]:
    if one.score is None or one.rank is None:
        return
    ranked = [other for other in result.appraisees if other.score is not None]
    tied = [other for other in ranked if other.score == one.score and other.id != one.id]
    beside = f"，与{_names(tied)}得分相同，并列" if tied else ""
    yield f"有得分的{len(ranked)}人中，得分高于此人的有{one.rank - 1}人，名次{one.rank}{beside}。"
    if result.scheme.read_names & {GROUP_RANK, GROUP_RANK_FROM_BOTTOM}:
        yield _rank_in_group(ranked, one, one.score)


def _rank_in_group(ranked: Sequence[AppraiseeResult], one: AppraiseeResult, score: Fraction) -> str:
    """The ranks among those of the appraisee's group, from the top and from the bottom."""
    scores = [other.score for other in ranked if other.score is not None and other.graded.group == one.graded.group]
    above, below = sum(other > score for other in scores), sum(other < score for other in scores)
    whose = f"“{one.graded.group}”组" if one.graded.group else "未分组的人"
    counted = f"得分高于此人的有{above}人、低于此人的有{below}人"
    return f"{whose}有得分的{len(scores)}人中，{counted}，组内名次{above + 1}，组内倒数名次{below + 1}。"


def _names(others: Sequence[AppraiseeResult]) -> str:
    shown = "、".join(f"{other.appraisee.name}（{other.id}）" for other in others[:10])
    return shown + (f"等{len(others)}人" if len(others) > 10 else "")


def _conclusion(one: AppraiseeResult) -> Iterator[str]:
    if one.flags:
        yield f"标记：{'、'.join(one.flags)}。"
    if one.grade is not None:
        yield f"建议等次：“{one.grade}”。"
    elif one.score is None:
        yield "没有得分，不排名次、不定等次。"
