"""Scores to grades: the base grade, then the rules, which only lower (3., 4., 6.)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tally import wording
from tally.expressions.evaluator import Facts, NoValueError, truth
from tally.expressions.syntax import Expression, VoteBase
from tally.grounds import ByRule, ByScore, Ground
from tally.regulation.scheme import Scheme
from tally.scoring import Scored

SENSITIVE, TIED = "口径敏感", "并列待定"
FLAGS = (SENSITIVE, TIED)


@dataclass(frozen=True)
class Step:
    """One change of grade: by the rule or quota of this name (a base step has its grade's), from what, to what, why."""

    name: str
    before: str | None
    after: str
    ground: Ground

    @property
    def kind(self) -> str:
        """What made the change: base, rule or quota."""
        return self.ground.kind


@dataclass(frozen=True)
class Graded:
    """A scored appraisee with its grade so far, the steps it took, and its flags.

    `otherwise` is the grade after the rules by each 分母 that would give another one.
    """

    scored: Scored
    base_grade: str | None = None
    grade: str | None = None
    steps: tuple[Step, ...] = ()
    flags: frozenset[str] = field(default_factory=frozenset)
    otherwise: Mapping[VoteBase, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The appraisee's id."""
        return self.scored.id

    @property
    def group(self) -> str:
        """The appraisee's group, "" for none."""
        return self.scored.group

    @property
    def grade_after_rules(self) -> str | None:
        """The grade before any quota."""
        settled = [step.after for step in self.steps if step.kind != "quota"]
        return settled[-1] if settled else None

    def flagged(self, flag: str) -> Graded:
        """The same with a flag."""
        return replace(self, flags=self.flags | {flag})

    def lowered(self, name: str, grade: str, ground: Ground) -> Graded:
        """The same at a lower grade, with the step that says why."""
        return replace(self, grade=grade, steps=(*self.steps, Step(name, self.grade, grade, ground)))

    def warned(self, warnings: tuple[str, ...]) -> Graded:
        """The same with more warnings."""
        return replace(self, warnings=(*self.warnings, *warnings))


def grade_by_rules(scheme: Scheme, scored: Scored) -> Graded:
    """The base grade, lowered by the rules, with the flag of a grade that hangs on the 分母; none without a 得分."""
    return flag_sensitive(scheme, apply_rules(scheme, base_grade(scheme, scored)))


def base_grade(scheme: Scheme, scored: Scored) -> Graded:
    """The first grade whose condition holds; none without a 得分 or without grades."""
    graded = Graded(scored)
    if scored.score is None or scored.rank is None:
        return graded
    for grade in scheme.grades:
        holds, warnings = (True, ()) if grade.when is None else _holds(grade.when, scored, f"等次“{grade.name}”")
        graded = graded.warned(warnings)
        if holds:
            step = Step(grade.name, None, grade.name, ByScore(scored.score, scored.rank))
            return replace(graded, base_grade=grade.name, grade=grade.name, steps=(step,))
    return graded


def apply_rules(scheme: Scheme, graded: Graded) -> Graded:
    """The rules in file order; one whose grade is not below the present one does nothing (6.)."""
    if graded.grade is None:
        return graded
    standing = standings(scheme)
    for rule in scheme.rules:
        holds, warnings = _holds(rule.when, graded.scored, f"规则“{rule.name}”")
        graded = graded.warned(warnings)
        if holds and standing[rule.grade] > standing[str(graded.grade)]:
            graded = graded.lowered(rule.name, rule.grade, ByRule(rule.when, graded.scored.facts))
    return graded


def standings(scheme: Scheme) -> Mapping[str, int]:
    """Every grade with its number from the best, 0, down."""
    return {grade.name: number for number, grade in enumerate(scheme.grades)}


def flag_sensitive(scheme: Scheme, graded: Graded) -> Graded:
    """The same with 口径敏感 and a warning for each 分母 in every 得票率 that would give another grade (4.)."""
    grade = graded.grade
    if grade is None or not any(when.has_vote_share for when in _conditions(scheme)):
        return graded
    otherwise = grades_by_base(scheme, graded.scored.facts, grade)
    warnings = tuple(wording.sensitive(graded.id, base, other, grade) for base, other in otherwise.items())
    flagged = graded.flagged(SENSITIVE) if otherwise else graded
    return replace(flagged, otherwise=otherwise).warned(warnings)


def grades_by_base(scheme: Scheme, facts: Facts, grade: str) -> Mapping[VoteBase, str]:
    """The grade after the rules by each 分母, in every 得票率, that would give another one than `grade`."""
    found = {base: grade_of(scheme, replace(facts, base=base)) for base in bases(facts)}
    return {base: other for base, other in found.items() if other != grade}


def _conditions(scheme: Scheme) -> tuple[Expression, ...]:
    return (*(grade.when for grade in scheme.grades if grade.when), *(rule.when for rule in scheme.rules))


def bases(facts: Facts) -> tuple[VoteBase, ...]:
    """What a vote share may be taken over here: marks, ballots returned, and what else was given."""
    given = {VoteBase.ISSUED: facts.heads.issued, VoteBase.EXPECTED: facts.heads.expected}
    return (VoteBase.MARKED, VoteBase.RETURNED, *(base for base, number in given.items() if number is not None))


def grade_of(scheme: Scheme, facts: Facts) -> str:
    """The grade after the rules by some facts; a condition without a value does not hold."""
    standing = standings(scheme)
    grade = next(grade.name for grade in scheme.grades if grade.when is None or holds_by(grade.when, facts))
    for rule in scheme.rules:
        if standing[rule.grade] > standing[grade] and holds_by(rule.when, facts):
            grade = rule.grade
    return grade


def holds_by(when: Expression, facts: Facts) -> bool:
    """Whether a condition has a value and holds."""
    try:
        return truth(when.root, facts)
    except NoValueError:
        return False


def _holds(when: Expression, scored: Scored, entry: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a condition holds, and the warning where it has no value (so that it does not hold)."""
    try:
        return truth(when.root, scored.facts), ()
    except NoValueError as reason:
        return False, (wording.no_value_in_condition(scored.id, entry, str(reason)),)
