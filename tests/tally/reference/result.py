"""RESULT.json of the second count, but for its wording."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.tally.reference.counting import NO_MARK, Person
from tests.tally.reference.grading import Grades
from tests.tally.reference.numbers import printed


class Reference(Grades):
    """One count; `to_dict` is its outcome, `warnings` how each begins and what it names."""

    def to_dict(self) -> dict[str, Any]:
        """The shape of RESULT.json, without `because` and without warnings."""
        returned = {name: max((self.covering(one, name) for one in self.people), default=0) for name in self.classes}
        return {
            "scheme": {
                "name": self.scheme["name"],
                "sha256": hashlib.sha256(self.files.scheme.encode()).hexdigest(),
                "parameters": self.written,
            },
            "ballots": {
                "issued": self.files.issued,
                "expected": self.files.expected,
                "returned": returned,
                "total_returned": sum(returned.values()),
            },
            "appraisees": list(map(self.appraisee, self.people)),
            "lists": self.lists,
        }

    def appraisee(self, person: Person) -> dict[str, Any]:
        """One of `appraisees`."""
        keys = ("kind", "name", "from", "to")
        return {
            **{key: person.row[key] for key in ("id", "name", "group")},
            "votes": {sheet["id"]: self.votes(person, sheet) for sheet in self.sheets},
            "sheets": {name: printed(value, self.places) for name, value in person.sheets.items()},
            "sheets_exact": {name: None if value is None else str(value) for name, value in person.sheets.items()},
            "values": {name: printed(value, self.places) for name, value in person.values.items()},
            "score": printed(person.score, self.places),
            "rank": None if person.score is None else self.rank(person),
            "base_grade": person.base,
            "grade": person.grade,
            "steps": [dict(zip(keys, step, strict=True)) for step in person.steps],
            "flags": [flag for flag in ("口径敏感", "并列待定") if flag in person.flags],
        }

    def votes(self, person: Person, sheet: Mapping[str, Any]) -> dict[str, Any]:
        """The votes on a sheet."""
        id = sheet["id"]
        if "item" in sheet:
            return {
                one["id"]: {name: self.item(person, id, one["id"], name) for name in self.classes}
                for one in sheet["item"]
            }
        heads = {
            mark: {name: self.heads(person, id, [mark], name=name) for name in self.classes}
            for mark in (*self.scale, *NO_MARK)
        }
        blank = {
            name: self.covering(person, name) - sum(by_class[name] for by_class in heads.values())
            for name in self.classes
        }
        return {**heads, "漏填": blank}

    def item(self, person: Person, sheet: str, item: str, name: str) -> dict[str, Any]:
        """The votes of a class on an item."""
        marks = self.marked(person, sheet, item, name)
        without = {reason: self.heads(person, sheet, [reason], item, name) for reason in NO_MARK}
        blank = self.covering(person, name) - len(marks) - sum(without.values())
        total = printed(sum(marks, Fraction(0)), 20) or ""
        return {"sum": total.rstrip("0").rstrip("."), "count": len(marks), **without, "漏填": blank}
