"""Why an appraisee has its grade: every step in words with its figures, to be redone with a pencil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tally.expressions.evaluator import Facts, NoValueError, truth
from tally.expressions.syntax import Node, VoteBase
from tally.grading import SENSITIVE
from tally.reading.figures import fixed
from tally.regulation.scheme import Record, Rule, Scheme
from tally.regulation.scheme_names import SCORE
from tally.result import AppraiseeResult, Result
from tally.words.amount_words import number_words
from tally.words.explained_quotas import explain_lists, explain_quotas
from tally.words.explained_sheets import explain_sheet
from tally.words.expression_words import words
from tally.words.figured_words import equated, figured_leaf, value_words, worked_value

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
        *explain_quotas(result, one),
        *explain_lists(result, one),
        *_conclusion(one),
    ]


def _ballots(result: Result, one: AppraiseeResult) -> Iterator[str]:
    covering = one.votes.covering
    if not covering:
        return
    names = [name for name in covering if result.issued is None or result.issued[name]]  # others vote in another's name
    by_class = "、".join(f"{name}类{covering[name]}张" for name in names)
    issued = "" if result.issued is None else f"（发出{'、'.join(f'{n}类{result.issued[n]}张' for n in names)}）"
    yield f"收回评议此人的票：{by_class}，共{one.votes.returned}张{issued}。"


def _records(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    said = {record.id: _record(record, one) for record in scheme.records}
    if len(said) > MANY:
        yield f"记录项共{len(said)}项：{'；'.join(f'“{id}”{value}' for id, value in said.items())}。"
        return
    yield from (f"记录项“{id}”：{value}。" for id, value in said.items())


def _record(record: Record, one: AppraiseeResult) -> str:
    entered, points = one.records.get(record.id), one.graded.scored.facts.numbers[record.id]
    worth = f"，计{number_words(points)}分" if points is not None and record.choices else ""
    how = f"{record.default}（未录入，按默认）" if entered is None else entered
    return f"{how}{worth}"


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
    others = [other for other in result.appraisees if other.score == one.score and other.id != one.id]
    ranked = sum(other.score is not None for other in result.appraisees)
    tied = f"，与{_names(others)}得分相同，并列" if others else ""
    yield f"有得分的{ranked}人中，得分高于此人的有{one.rank - 1}人，名次{one.rank}{tied}。"


def _names(others: Sequence[AppraiseeResult]) -> str:
    shown = "、".join(f"{other.appraisee.name}（{other.id}）" for other in others[:10])
    return shown + (f"等{len(others)}人" if len(others) > 10 else "")


def _condition(scheme: Scheme, when: Node, facts: Facts) -> tuple[str, bool]:
    """A condition with its figures and whether it holds, in words, and the latter as a truth."""
    said = words(when, figured_leaf(scheme, facts, scheme.places), worked_value(facts, scheme.places))
    try:
        holds = truth(when, facts)
    except NoValueError as reason:
        return f"{said}：{reason}，按不成立处理", False
    return f"{said}：{'成立' if holds else '不成立'}", holds


def _base_grade(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    if one.base_grade is None:
        return
    for grade in scheme.grades:
        if grade.when is None:
            yield f"以上条件都不成立，基础等次为“{grade.name}”。"
            return
        said, holds = _condition(scheme, grade.when.root, one.graded.scored.facts)
        yield f"等次“{grade.name}”：{said}{f'，基础等次为“{grade.name}”' if holds else ''}。"
        if holds:
            return


def _rule(scheme: Scheme, rule: Rule, one: AppraiseeResult) -> Iterator[str]:
    if one.base_grade is None:
        return
    said, holds = _condition(scheme, rule.when.root, one.graded.scored.facts)
    step = next((step for step in one.steps if step.kind == "rule" and step.name == rule.name), None)
    if step:
        effect = f"，等次由“{step.before}”降为“{step.after}”"
    else:
        effect = f"，等次已不高于“{rule.grade}”，不变" if holds else "，不降等"
    yield f"规则“{rule.name}”：{said}{effect}。"
    yield from _bases(scheme, rule, one, holds)


def _bases(scheme: Scheme, rule: Rule, one: AppraiseeResult, holds: bool) -> Iterator[str]:
    """The condition with every 分母, where one of them would have it come out otherwise."""
    facts = one.graded.scored.facts
    if not rule.when.has_vote_share:
        return
    issued = () if facts.heads.issued is None else (VoteBase.ISSUED,)
    found = {
        base: _condition(scheme, rule.when.root, replace(facts, base=base))
        for base in (VoteBase.MARKED, VoteBase.RETURNED, *issued)
    }
    if any(other != holds for _, other in found.values()):
        said = "；".join(f"按{base.value}，{text}" for base, (text, _) in found.items())
        yield f"规则“{rule.name}”换一种分母，结果不同，标“{SENSITIVE}”：{said}。"


def _conclusion(one: AppraiseeResult) -> Iterator[str]:
    if one.flags:
        yield f"标记：{'、'.join(one.flags)}。"
    if one.grade is not None:
        yield f"建议等次：“{one.grade}”。"
    elif one.score is None:
        yield "没有得分，不排名次、不定等次。"
