"""Why an appraisee has its grade: every step in words with its figures, to be redone with a pencil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tally.expressions.evaluator import Facts
from tally.grading import SENSITIVE
from tally.reading.figures import fixed
from tally.regulation.scheme import Record, Rule, Scheme
from tally.regulation.scheme_names import GROUP_RANK, GROUP_RANK_FROM_BOTTOM, SCORE
from tally.regulation.scheme_records import record_number
from tally.result import AppraiseeResult, Result
from tally.roster import Values
from tally.votes import Votes
from tally.words.amount_words import number_words
from tally.words.explained_quotas import explain_lists, explain_quotas
from tally.words.explained_sheets import explain_sheet
from tally.words.expression_words import words
from tally.words.figured_words import equated, figured_leaf, value_words
from tally.words.step_words import condition_words, step_words

MANY = 8  # more records than this are told in one breath: their figures stand in the formula again


def explain(result: Result, appraisee_id: str, by_class: bool = True) -> list[str]:
    """Every step from the ballots to the proposed grade of one appraisee, a sentence a line.

    `by_class` False leaves out what each weighted class has marked: for classes too small to be shown.
    KeyError where the result has no appraisee of this id.
    """
    one, scheme = result.of(appraisee_id), result.scheme
    return [
        *_ballots(result, one),
        *(line for sheet in scheme.sheets for line in explain_sheet(scheme, sheet, one, by_class)),
        *_records(scheme, one),
        *_formula(scheme, one),
        *_rank(result, one),
        *_base_grade(scheme, one),
        *(line for rule in scheme.rules for line in _rule(scheme, rule, one)),
        *_otherwise(scheme, one),
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


def _records(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    said = {record.id: _record(record, one, scheme.places) for record in scheme.records}
    if len(said) > MANY:
        yield f"记录项共{len(said)}项：{'；'.join(f'“{id}”{value}' for id, value in said.items())}。"
        return
    yield from (f"记录项“{id}”：{value}。" for id, value in said.items())


def _record(record: Record, one: AppraiseeResult, places: int) -> str:
    """What was entered for a record, by whom where several did, and what it counts."""
    values, points = one.records.get(record.id), one.graded.scored.facts.numbers[record.id]
    if values and record.several and points is not None:
        return _mean_of_sources(record, values, points, places)
    worth = f"，计{number_words(points)}分" if points is not None and record.choices else ""
    how = f"{record.default}（未录入，按默认）" if not values else "".join(values.values())
    return f"{how}{worth}"


def _mean_of_sources(record: Record, values: Values, points: Fraction, places: int) -> str:
    """The values of several sources, added up and divided by their number."""
    numbers = [record_number(record, value) or Fraction(0) for value in values.values()]
    told = "、".join(
        f"{source}{f'“{value}”计{number_words(number)}分' if record.choices else number_words(number)}"
        for (source, value), number in zip(values.items(), numbers, strict=True)
    )
    total = " + ".join(map(number_words, numbers))
    return f"{len(numbers)}个来源：{told}；平均({total})÷{len(numbers)} = {value_words(points, places)}"


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


def _base_grade(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    if one.base_grade is None:
        return
    for grade in scheme.grades:
        if grade.when is None:
            yield f"以上条件都不成立，基础等次为“{grade.name}”。"
            return
        said, holds = condition_words(scheme, grade.when, one.graded.scored.facts)
        yield f"等次“{grade.name}”：{said}{f'，基础等次为“{grade.name}”' if holds else ''}。"
        if holds:
            return


def _rule(scheme: Scheme, rule: Rule, one: AppraiseeResult) -> Iterator[str]:
    if one.base_grade is None:
        return
    step = next((step for step in one.steps if step.kind == "rule" and step.name == rule.name), None)
    if step:
        yield step_words(scheme, step)
        return
    said, holds = condition_words(scheme, rule.when, one.graded.scored.facts)
    yield f"规则“{rule.name}”：{said}{f'，等次已不高于“{rule.grade}”，不变' if holds else '，不降等'}。"


def _otherwise(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    """The grade by each 分母 that would give another one, with the conditions that then come out so."""
    if not one.graded.otherwise:
        return
    yield f"换一种分母，等次会不同，标“{SENSITIVE}”。"
    for base, grade in one.graded.otherwise.items():
        facts = replace(one.graded.scored.facts, base=base)
        said = "；".join(_by_other_base(scheme, facts))
        yield f"按{base.value}计算，{said}，等次为“{grade}”（本方案为“{one.graded.grade_after_rules}”）。"


def _by_other_base(scheme: Scheme, facts: Facts) -> Iterator[str]:
    """The conditions that hold a vote share, in file order: of grades up to the first that holds, then of all rules."""
    for grade in scheme.grades:
        if grade.when is None:
            break
        said, holds = condition_words(scheme, grade.when, facts)
        if holds or grade.when.has_vote_share:
            yield f"等次“{grade.name}”：{said}"
        if holds:
            break
    for rule in scheme.rules:
        if rule.when.has_vote_share:
            yield f"规则“{rule.name}”：{condition_words(scheme, rule.when, facts)[0]}"


def _conclusion(one: AppraiseeResult) -> Iterator[str]:
    if one.flags:
        yield f"标记：{'、'.join(one.flags)}。"
    if one.grade is not None:
        yield f"建议等次：“{one.grade}”。"
    elif one.score is None:
        yield "没有得分，不排名次、不定等次。"
