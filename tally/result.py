"""What a count gives out: proposed grades with every figure behind them, and RESULT.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tally.entered import Values
from tally.grading import FLAGS, Graded, Step
from tally.reading.figures import exact_decimal, fixed, reduced
from tally.regulation.scheme import Scheme
from tally.roster import Appraisee
from tally.votes import ItemCount, Votes
from tally.wording import because


@dataclass(frozen=True)
class AppraiseeResult:
    """One appraisee: who it is, what was entered for it, and what the count made of it."""

    appraisee: Appraisee
    records: Mapping[str, Values]
    graded: Graded

    @property
    def id(self) -> str:
        """The appraisee's id."""
        return self.appraisee.id

    @property
    def votes(self) -> Votes:
        """Its marks, counted."""
        return self.graded.scored.votes

    @property
    def sheets(self) -> Mapping[str, Fraction | None]:
        """Its exact sheet scores."""
        return self.graded.scored.sheets

    @property
    def values(self) -> Mapping[str, Fraction | None]:
        """Its exact formula values."""
        return self.graded.scored.values

    @property
    def score(self) -> Fraction | None:
        """Its 得分, rounded."""
        return self.graded.scored.score

    @property
    def rank(self) -> int | None:
        """Its 名次."""
        return self.graded.scored.rank

    @property
    def base_grade(self) -> str | None:
        """The grade by score alone."""
        return self.graded.base_grade

    @property
    def grade(self) -> str | None:
        """The proposed grade (建议等次)."""
        return self.graded.grade

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every change of grade, the base grade first."""
        return self.graded.steps

    @property
    def flags(self) -> tuple[str, ...]:
        """口径敏感 and 并列待定, in this order, each once."""
        return tuple(flag for flag in FLAGS if flag in self.graded.flags)


@dataclass(frozen=True)
class Result:
    """A whole count; `issued` and `expected` are None where they were not given."""

    scheme: Scheme
    issued: Mapping[str, int] | None
    expected: int | None
    returned: Mapping[str, int]
    appraisees: tuple[AppraiseeResult, ...]
    lists: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...]

    @property
    def total_returned(self) -> int:
        """The ballots returned, all classes together."""
        return sum(self.returned.values())

    def of(self, appraisee_id: str) -> AppraiseeResult:
        """The result of one appraisee; KeyError where there is none with this id."""
        for one in self.appraisees:
            if one.id == appraisee_id:
                return one
        raise KeyError(appraisee_id)

    def to_dict(self) -> dict[str, Any]:
        """The shape of RESULT.json."""
        scheme = self.scheme
        return {
            "scheme": {
                "name": scheme.name,
                "sha256": scheme.sha256,
                "parameters": {parameter.id: parameter.value for parameter in scheme.parameters},
            },
            "ballots": {
                "issued": None if self.issued is None else {name: self.issued[name] for name in scheme.class_ids},
                "expected": self.expected,
                "returned": dict(self.returned),
                "total_returned": self.total_returned,
            },
            "appraisees": [_appraisee(scheme, one) for one in self.appraisees],
            "lists": {name: list(ids) for name, ids in self.lists.items()},
            "warnings": list(self.warnings),
        }

    def to_bytes(self) -> bytes:
        """RESULT.json; the same count always gives the same bytes."""
        return (json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n").encode()


def _appraisee(scheme: Scheme, one: AppraiseeResult) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.appraisee.name,
        "group": one.appraisee.group,
        "votes": {sheet.id: _sheet_votes(one.votes, sheet.id) for sheet in scheme.sheets},
        "sheets": {name: _printed(value, scheme.places) for name, value in one.sheets.items()},
        "sheets_exact": {name: None if value is None else reduced(value) for name, value in one.sheets.items()},
        "values": {name: _printed(value, scheme.places) for name, value in one.values.items()},
        "score": _printed(one.score, scheme.places),
        "rank": one.rank,
        "base_grade": one.base_grade,
        "grade": one.grade,
        "steps": [_step(step, scheme.places) for step in one.steps],
        "flags": list(one.flags),
    }


def _sheet_votes(votes: Votes, sheet: str) -> dict[str, Any]:
    if sheet in votes.scale:
        return {label: dict(heads) for label, heads in votes.scale[sheet].items()}
    return {
        item: {name: _item_count(count) for name, count in counts.items()}
        for item, counts in votes.rubric[sheet].items()
    }


def _item_count(count: ItemCount) -> dict[str, Any]:
    return {"sum": exact_decimal(count.total), "count": count.count, **count.reasons}


def _step(step: Step, places: int) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "name": step.name,
        "from": step.before,
        "to": step.after,
        "because": because(step.name, step.ground, places),
    }


def _printed(value: Fraction | None, places: int) -> str | None:
    return None if value is None else fixed(value, places)
