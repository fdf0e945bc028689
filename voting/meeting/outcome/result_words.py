"""What a frozen result says in short, in the words and the full-width punctuation of a paper.

A step is worded from its ground by the count itself, which words it so in the explanation too; here it gets its clause.
"""

from __future__ import annotations

from typing import assert_never

from tally import Scheme
from tally.grading import Step
from tally.grounds import ByQuota, ByRule, ByScore
from tally.words import step_words

BRACKETS = str.maketrans("()", "（）")
STOPS = str.maketrans(",:", "，：")  # RESULT.json has them half-width


def step_sentence(scheme: Scheme, step: Step) -> str:
    """A step with the figures that decided it, and the clause of its rule or quota."""
    said, clause = step_words.step_words(scheme, step).translate(BRACKETS), clause_of(scheme, step)
    return f"{said}（原文：{clause}）" if clause else said


def clause_of(scheme: Scheme, step: Step) -> str:
    """The clause of the rule or quota that made a step; "" of a base grade, or where the scheme quotes none."""
    match step.ground:
        case ByScore():
            return ""
        case ByRule():
            return next(rule.clause for rule in scheme.rules if rule.name == step.name) or ""
        case ByQuota():
            return next(quota.clause for quota in scheme.quotas if quota.name == step.name) or ""
        case _:
            assert_never(step.ground)


def ground_sentence(step: Step) -> str:
    """What lowered the grade, without figures: fit for a letter. A base grade lowers nothing and is not asked for."""
    title = "比例限制" if isinstance(step.ground, ByQuota) else "规则"
    return f"按{title}“{step.name}”，{step_words.change_words(step)}。"


def warning_words(warning: str) -> str:
    """A warning of the count, as the desk and the papers print it."""
    return warning.translate(STOPS)
