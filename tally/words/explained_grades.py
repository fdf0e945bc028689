"""How a grade comes about before any quota: the base grade, the rules, and what another 分母 would make of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tally.expressions.evaluator import Facts
from tally.grading import SENSITIVE
from tally.regulation.scheme import Rule, Scheme
from tally.result import AppraiseeResult
from tally.words.step_words import condition_words, step_words


def explain_grades(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    """The base grade, every rule, and the grade that another 分母 would give, where it is another one."""
    yield from _base_grade(scheme, one)
    for rule in scheme.rules:
        yield from _rule(scheme, rule, one)
    yield from _otherwise(scheme, one)


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
