"""What the quotas and lists did to one appraisee: N, p·N, who may stay, who is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tally.grading import Graded
from tally.quotas import QuotaOutcome, apply_quota, is_of, list_size, quota_outcome
from tally.regulation.scheme import NameList, Pick, Quota
from tally.result import AppraiseeResult, Result
from tally.words.step_words import among_words, quota_words, ranks_words, share_of_words, step_words


def explain_quotas(result: Result, one: AppraiseeResult) -> Iterator[str]:
    """Every quota that concerns this appraisee, replayed in file order from the grades after the rules."""
    scheme = result.scheme
    lowered = {step.name: step for step in one.steps if step.kind == "quota"}
    graded = [before_quotas(other.graded) for other in result.appraisees]
    for quota in scheme.quotas:
        before = next(other for other in graded if other.id == one.id)
        if quota.name in lowered:
            yield step_words(scheme, lowered[quota.name])
        elif before.grade is not None and is_of(before, quota.group):
            yield _unchanged(quota, quota_outcome(scheme, quota, graded), before)
        graded = apply_quota(scheme, quota, graded)


def before_quotas(graded: Graded) -> Graded:
    """An appraisee as it stood before any quota."""
    steps = tuple(step for step in graded.steps if step.kind != "quota")
    return replace(graded, grade=steps[-1].after if steps else None, steps=steps)


def _unchanged(quota: Quota, outcome: QuotaOutcome, one: Graded) -> str:
    """What a quota came to, and that it left the grade of one appraisee as it was."""
    figures = outcome.ground(one)
    is_holder = one.id in {holder.id for holder in outcome.holders}
    return quota_words(quota, figures, f"{ranks_words(figures)}，可留" if is_holder else "此人不在其中，不变")


def explain_lists(result: Result, one: AppraiseeResult) -> Iterator[str]:
    """Every list that this appraisee stands on, how many it asks for, and what follows for him."""
    for names in result.scheme.lists:
        ids = result.lists[names.name]
        if one.id not in ids:
            continue
        ranked = sum(other.rank is not None and is_of(other.graded, names.group) for other in result.appraisees)
        head = f"名单“{names.name}”：{among_words(names.group)}有名次的{ranked}人，{_size(names, ranked)}"
        follows = f"：{names.consequence}" if names.consequence else ""
        yield f"{head}，列入{len(ids)}人，此人在内{follows}。"


def _size(names: NameList, ranked: int) -> str:
    """How many a list asks for, and from which end."""
    drawn = f"取最{'前' if names.pick is Pick.HIGHEST else '后'}{list_size(names, ranked)}人"
    if names.share is None:
        return drawn
    return f"{share_of_words(ranked, names.share.value or Fraction(0), names.rounding)}，{drawn}"
