"""Scores to grades: the base grade, then the rules, which only lower (3., 4., 6.)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tally import wording
from tally.expressions.evaluator import Facts, NoValueError, truth
from tally.expressions.syntax import Expression, VoteBase
from tally.regulation.scheme import Scheme
from tally.scoring import Scored

SENSITIVE, TIED = "口径敏感", "并列待定"
FLAGS = (SENSITIVE, TIED)


@dataclass(frozen=True)
class Step:
    """One change of grade: what, from, to, by which rule or quota, and the figures that decided it."""

    kind: str
    name: str
    before: str | None
    after: str
    because: str


@dataclass(frozen=True)
class Graded:
    """A scored appraisee with its grade so far, the steps it took, and its flags."""

    scored: Scored
    group: str
    base_grade: str | None = None
    grade: str | None = None
    steps: tuple[Step, ...] = ()
    flags: frozenset[str] = field(default_factory=frozenset)
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The appraisee's id."""
        return self.scored.id

    def flagged(self, flag: str) -> Graded:
        """The same with a flag."""
        return replace(self, flags=self.flags | {flag})

    def lowered(self, kind: str, name: str, grade: str, because: str) -> Graded:
        """The same at a lower grade, with the step that says why."""
        step = Step(kind, name, self.grade, grade, because)
        return replace(self, grade=grade, steps=(*self.steps, step))


def base_grade(scheme: Scheme, scored: Scored, group: str) -> Graded:
    """The first grade whose condition holds; none without a 得分 or without grades."""
    graded = Graded(scored, group)
    if scored.score is None or scored.rank is None:
        return graded
    for grade in scheme.grades:
        holds, warnings = (True, ()) if grade.when is None else _holds(grade.when, scored, f"等次“{grade.name}”")
        graded = replace(graded, warnings=(*graded.warnings, *warnings))
        if holds:
            because = wording.base_step(scored.score, scored.rank, scheme.places)
            step = Step("base", grade.name, None, grade.name, because)
            return replace(graded, base_grade=grade.name, grade=grade.name, steps=(step,))
    return graded


def apply_rules(scheme: Scheme, graded: Graded) -> Graded:
    """The rules in file order; one whose grade is not below the present one does nothing (6.)."""
    if graded.grade is None:
        return graded
    place = {grade.name: number for number, grade in enumerate(scheme.grades)}  # the higher, the worse
    for rule in scheme.rules:
        holds, warnings = _holds(rule.when, graded.scored, f"规则“{rule.name}”")
        graded = replace(graded, warnings=(*graded.warnings, *warnings))
        if _is_sensitive(rule.when, graded.scored.facts, holds):
            graded = graded.flagged(SENSITIVE)
        if holds and place[rule.grade] > place[str(graded.grade)]:
            graded = graded.lowered("rule", rule.name, rule.grade, wording.rule_step(rule.name))
    return graded


def _holds(when: Expression, scored: Scored, entry: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a condition holds, and the warning where it has no value (so that it does not hold)."""
    try:
        return truth(when.root, scored.facts), ()
    except NoValueError as reason:
        return False, (wording.no_value_in_condition(scored.id, entry, str(reason)),)


def _is_sensitive(when: Expression, facts: Facts, holds: bool) -> bool:
    """Whether the condition would come out otherwise with another 分母 in every 得票率 (4.)."""
    if not when.has_vote_share:
        return False
    issued = () if facts.heads.issued is None else (VoteBase.ISSUED,)
    return any(
        _holds_with(when, replace(facts, base=base)) != holds for base in (VoteBase.MARKED, VoteBase.RETURNED, *issued)
    )


def _holds_with(when: Expression, facts: Facts) -> bool:
    try:
        return truth(when.root, facts)
    except NoValueError:
        return False
