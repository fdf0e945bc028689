"""A RESULT.json read back as the `Result` it was written from, grounds and all.

The file has the last word on every figure that stands in it. What it has only in words, the figures behind a step, is
worked out again from its figures, the scheme and the records. What a trim left out cannot be: the file holds the sum
and the number of a rubric's marks, not the marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tally.entered import NOTHING_ENTERED, Entered, record_numbers
from tally.grading import SENSITIVE, Graded, Step, grades_by_base, standings
from tally.grounds import ByRule, ByScore
from tally.quotas import quota_outcome
from tally.ranking import rank
from tally.reading.figures import fixed
from tally.regulation.scheme import Scheme, Sheet
from tally.result import AppraiseeResult, Result
from tally.roster import Appraisee
from tally.scoring import Assembly, Scored, assembly_of, score_appraisee
from tally.votes import REASONS, ItemCount, Votes

UNKNOWN = "算不出"  # of a value that the file has not, though nothing it reads is missing
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


class NotAResultError(ValueError):
    """The text is no RESULT.json, or not one of this scheme; the message says which."""


def read_result(
    text: str | bytes, scheme: Scheme, records: Entered = NOTHING_ENTERED, people: Iterable[Appraisee] = ()
) -> Result:
    """The result that a RESULT.json was written from; its bytes are those of the text.

    `scheme` has the parameters that were set for the count; `records` is what was entered, without which values that
    read a record are known as printed only; `people` know their unit and post. Raises `NotAResultError`.
    """
    try:
        written = json.loads(text)
        if written["scheme"]["sha256"] != scheme.sha256:
            raise NotAResultError("这份结果不是按这个方案计算的")
        return _result(written, scheme, records, {person.id: person for person in people})
    except NotAResultError:
        raise
    except BROKEN as reason:
        raise NotAResultError(f"这不是一份完整的计票结果（{type(reason).__name__}: {reason}）") from reason


def _result(written: Any, scheme: Scheme, records: Entered, known: Mapping[str, Appraisee]) -> Result:
    ballots, rows = written["ballots"], written["appraisees"]
    people = [known.get(row["id"], Appraisee(row["id"], row["name"], row["group"])) for row in rows]
    issued, expected = ballots["issued"], ballots.get("expected")
    assembly = assembly_of(people, issued, expected)
    scored = [_scored(scheme, person, row, records, assembly) for person, row in zip(people, rows, strict=True)]
    graded = _graded(scheme, rank(scored), rows)
    return Result(
        scheme=scheme,
        issued=issued,
        expected=expected,
        returned=ballots["returned"],
        appraisees=tuple(
            AppraiseeResult(person, dict(records.get(person.id, {})), one)
            for person, one in zip(people, graded, strict=True)
        ),
        lists={name: tuple(ids) for name, ids in written["lists"].items()},
        warnings=tuple(written["warnings"]),
    )


def _scored(scheme: Scheme, person: Appraisee, row: Any, records: Entered, assembly: Assembly) -> Scored:
    """The scores of one appraisee; a value is exact where what it reads is known, else as printed."""
    sheets = {sheet.id: _exact(row["sheets_exact"][sheet.id]) for sheet in scheme.sheets}
    entered = record_numbers(scheme, records.get(person.id, {}))
    found = score_appraisee(scheme, person, _votes(scheme, row["votes"]), sheets, entered, assembly)
    values = {
        line.name: _value(found.values[line.name], row["values"][line.name], scheme.places) for line in scheme.formula
    }
    return replace(
        found,
        values=values,
        score=_exact(row["score"]),
        facts=replace(found.facts, numbers={**found.facts.numbers, **values}),
        why={line.name: found.why.get(line.name, UNKNOWN) for line in scheme.formula if values[line.name] is None},
    )


def _exact(written: str | None) -> Fraction | None:
    return None if written is None else Fraction(written)


def _value(worked: Fraction | None, printed: str | None, places: int) -> Fraction | None:
    """The exact value, where it is the one that was printed."""
    return worked if worked is not None and fixed(worked, places) == printed else _exact(printed)


def _votes(scheme: Scheme, written: Any) -> Votes:
    scale = {
        sheet.id: {mark: dict(written[sheet.id][mark]) for mark in (*scheme.marks, *REASONS)}
        for sheet in scheme.scale_sheets
    }
    rubric = {
        sheet.id: {
            item.id: {name: _item_count(written[sheet.id][item.id][name]) for name in scheme.class_ids}
            for item in sheet.items
        }
        for sheet in scheme.sheets
        if sheet.is_rubric
    }
    votes = Votes(scale, rubric, dict.fromkeys(scheme.class_ids, 0))
    return replace(votes, covering=_covering(votes, scheme.sheets[0], scheme.class_ids)) if scheme.sheets else votes


def _item_count(written: Any) -> ItemCount:
    reasons = {reason: int(written[reason]) for reason in REASONS}
    return ItemCount(Fraction(written["sum"]), int(written["count"]), reasons)


def _covering(votes: Votes, sheet: Sheet, classes: Sequence[str]) -> Mapping[str, int]:
    """The ballots that cover the appraisee: each stands once on every sheet and item, marked or not."""
    if not sheet.is_rubric:
        return {name: sum(heads[name] for heads in votes.scale[sheet.id].values()) for name in classes}
    counts = votes.rubric[sheet.id][sheet.items[0].id]
    return {name: counts[name].count + sum(counts[name].reasons.values()) for name in classes}


def _graded(scheme: Scheme, scored: Sequence[Scored], rows: Any) -> list[Graded]:
    """The grades with every step as it is written, its ground worked out again."""
    everyone = [_before_quotas(scheme, one, row) for one, row in zip(scored, rows, strict=True)]
    for quota in scheme.quotas:
        outcome = quota_outcome(scheme, quota, everyone)
        steps = [_step_of(row, "quota", quota.name) for row in rows]
        everyone = [
            one if step is None else one.lowered(quota.name, step["to"], outcome.ground(one))
            for one, step in zip(everyone, steps, strict=True)
        ]
    for one, row in zip(everyone, rows, strict=True):
        if one.grade != row["grade"] or len(one.steps) != len(row["steps"]):
            raise NotAResultError(f"“{one.id}”的等次与步骤不符，或步骤不是这个方案的")
    return everyone


def _before_quotas(scheme: Scheme, scored: Scored, row: Any) -> Graded:
    graded = Graded(scored, row["base_grade"], None, (), frozenset(row["flags"]))
    if (base := row["base_grade"]) is None:
        return graded
    if scored.score is None or scored.rank is None or base not in standings(scheme):
        raise NotAResultError(f"“{scored.id}”没有得分却有等次，或方案没有这个等次")
    steps = [Step(base, None, base, ByScore(scored.score, scored.rank))]
    for rule in scheme.rules:
        if step := _step_of(row, "rule", rule.name):
            steps.append(Step(rule.name, step["from"], step["to"], ByRule(rule.when, scored.facts)))
    otherwise = grades_by_base(scheme, scored.facts, steps[-1].after) if SENSITIVE in graded.flags else {}
    return replace(graded, grade=steps[-1].after, steps=tuple(steps), otherwise=otherwise)


def _step_of(row: Any, kind: str, name: str) -> Any:
    """The step that the rule or quota of this name made; None where it made none."""
    return next((step for step in row["steps"] if (step["kind"], step["name"]) == (kind, name)), None)
