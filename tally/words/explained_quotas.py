"""What the quotas and lists did to one appraisee: N, p·N, who may stay, who is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from tally.grading import TIED, Graded, apply_rules, base_grade
from tally.quotas import QuotaOutcome, apply_quota, quota_outcome
from tally.regulation.scheme import BoundKind, Pick, Quota
from tally.result import AppraiseeResult, Result
from tally.words.amount_words import number_words, percent_words


def explain_quotas(result: Result, one: AppraiseeResult) -> Iterator[str]:
    """Every quota that concerns this appraisee, replayed in file order from the grades after the rules."""
    scheme = result.scheme
    graded = [
        apply_rules(scheme, base_grade(scheme, other.graded.scored, other.appraisee.group))
        for other in result.appraisees
    ]
    for quota in scheme.quotas:
        before = next(other for other in graded if other.id == one.id)
        if before.grade is not None and quota.group in (None, before.group):
            yield _quota(quota, quota_outcome(scheme, quota, graded), before)
        graded = apply_quota(scheme, quota, graded)


def _quota(quota: Quota, outcome: QuotaOutcome, before: Graded) -> str:
    share, people = quota.share.value or Fraction(0), outcome.graded
    product, stay = share * people, max(outcome.may_stay, 0)
    if quota.kind is BoundKind.AT_MOST:
        holding, rounding = f"定为“{quota.grade}”的", f"舍去零头，至多{stay}人可留"
    else:
        need = math.ceil(product)
        holding = f"高于“{quota.grade}”的"
        rounding = f"不足一人进为一人，{need}人要在“{quota.grade}”及以下，其余{people}-{need} = {stay}人可高于它"
    among = f"“{quota.group}”组" if quota.group is not None else ""
    sum_words = f"{people}×{percent_words(share)} = {number_words(product)}，{rounding}"
    head = f"比例限制“{quota.name}”：{among}已定等次的{people}人，{sum_words}；{holding}现有{len(outcome.holders)}人"
    return f"{head}，{_effect(outcome, before)}。"


def _effect(outcome: QuotaOutcome, before: Graded) -> str:
    """What a quota did to one appraisee."""
    if before.id not in {holder.id for holder in outcome.holders}:
        return "此人不在其中，不变"
    ranks = [str(holder.scored.rank) for holder in outcome.holders]
    listed = "、".join(ranks[:20]) + ("……" if len(ranks) > 20 else "")
    place = f"名次依次为{listed}，此人名次{before.scored.rank}"
    if before.id not in outcome.dropped:
        return f"{place}，可留"
    tie = f"；并列的人跨在可留的边上，不拆开，标“{TIED}”" if before.id in outcome.tied else ""
    return f"{place}，由“{before.grade}”降为“{outcome.lower}”{tie}"


def explain_lists(result: Result, one: AppraiseeResult) -> Iterator[str]:
    """Every list that this appraisee stands on, and how many it asks for."""
    for names in result.scheme.lists:
        ids = result.lists[names.name]
        if one.id not in ids:
            continue
        ranked = [o for o in result.appraisees if o.rank is not None and names.group in (None, o.appraisee.group)]
        among = f"“{names.group}”组" if names.group is not None else ""
        end = "前" if names.pick is Pick.HIGHEST else "后"
        if names.count:
            size = f"取最{end}{number_words(names.count.value or Fraction(0))}人"
        else:
            share = (names.share.value if names.share else None) or Fraction(0)
            product = share * len(ranked)
            size = (
                f"取最{end}{len(ranked)}×{percent_words(share)} = {number_words(product)}人，进为{math.ceil(product)}人"
            )
        yield f"名单“{names.name}”：{among}有名次的{len(ranked)}人，{size}，列入{len(ids)}人，此人在内。"
