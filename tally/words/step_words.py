"""What decided a grade, in full: a step's ground worded with every figure, to be redone with a pencil (10.).

The one home of these sentences: an explanation, a paper and a page say a step in the same words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from tally.expressions.evaluator import Facts, NoValueError, truth
from tally.expressions.syntax import Expression
from tally.grading import TIED, Step
from tally.grounds import ByQuota, ByRule, ByScore
from tally.reading.figures import fixed, has_exact_decimal
from tally.regulation.scheme import BoundKind, Quota, Rounding, Scheme
from tally.words.amount_words import number_words, percent_words
from tally.words.expression_words import words
from tally.words.figured_words import figured_leaf, value_words, worked_value

MOST_RANKS = 20  # of the holders of a grade, told one by one
ROUNDED = {Rounding.DOWN: "舍去零头", Rounding.UP: "不足一人进为一人", Rounding.HALF_UP: "四舍五入"}


def step_words(scheme: Scheme, step: Step) -> str:
    """The sentence of a step, as it stands in the explanation; of a base step, a short one that stands alone."""
    match step.ground:
        case ByScore(score, rank):
            return f"基础等次“{step.after}”：得分{fixed(score, scheme.places)}，名次{rank}。"
        case ByRule(when, facts):
            said, _ = condition_words(scheme, when, facts)
            return f"规则“{step.name}”：{said}，等次{change_words(step)}。"
        case ByQuota():
            quota = next(quota for quota in scheme.quotas if quota.name == step.name)
            return quota_words(quota, step.ground, _dropped_words(step, step.ground))
        case _:
            assert_never(step.ground)


def change_words(step: Step) -> str:
    """From what to what a grade was lowered."""
    return f"由“{step.before}”降为“{step.after}”"


def condition_words(scheme: Scheme, when: Expression, facts: Facts) -> tuple[str, bool]:
    """A condition with its figures and whether it holds, in words, and the latter as a truth."""
    said = words(when.root, figured_leaf(scheme, facts, scheme.places), worked_value(facts, scheme.places))
    try:
        holds = truth(when.root, facts)
    except NoValueError as reason:
        return f"{said}：{reason}，按不成立处理", False
    return f"{said}：{'成立' if holds else '不成立'}", holds


def quota_words(quota: Quota, figures: ByQuota, effect: str) -> str:
    """A quota with its figures, and the effect it had."""
    people, stay = figures.graded, figures.may_stay
    if quota.kind is BoundKind.AT_MOST:
        holding, whole, outcome = f"定为“{quota.grade}”的", stay, f"至多{stay}人可留"
    else:
        holding, whole = f"高于“{quota.grade}”的", people - stay
        outcome = f"{whole}人要在“{quota.grade}”及以下，其余{people}-{whole} = {stay}人可高于它"
    sum_words = share_of_words(people, figures.share, quota.rounding)
    head = f"比例限制“{quota.name}”：{among_words(quota.group)}已定等次的{people}人，{sum_words}，{outcome}"
    return f"{head}；{holding}现有{len(figures.ranks)}人，{effect}。"


def share_of_words(people: int, share: Fraction, rounding: Rounding) -> str:
    """How many a share of some people is: the product, and how it is rounded where it is no whole number."""
    product = share * people
    worked = f"{people}×{share_words(share)} = {value_words(product, 0)}"
    return worked if product.denominator == 1 else f"{worked}，{ROUNDED[rounding]}"


def share_words(share: Fraction) -> str:
    """A share as a percentage where its decimals end, else as a fraction."""
    return percent_words(share) if has_exact_decimal(share) else number_words(share)


def among_words(group: str | None) -> str:
    """Of which group a quota or list speaks; nothing where of all."""
    return "" if group is None else f"“{group}”组"


def ranks_words(figures: ByQuota) -> str:
    """The ranks of the holders, and that of the appraisee among them."""
    ranks = "、".join(map(str, figures.ranks[:MOST_RANKS])) + ("……" if len(figures.ranks) > MOST_RANKS else "")
    return f"名次依次为{ranks}，此人名次{figures.rank}"


def _dropped_words(step: Step, figures: ByQuota) -> str:
    tie = f"；并列的人跨在可留的边上，不拆开，标“{TIED}”" if figures.is_tied else ""
    return f"{ranks_words(figures)}，{change_words(step)}{tie}"
