"""Scores to grades and lists the plain way, and RESULT.json without its wording."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.tally.reference.counting import NO_MARK, Files, Person, Scores, printed
from tests.tally.reference.expressions import WithoutValueError, worked_out


class Reference(Scores):
    """One count; `people` and `lists` are its outcome, `warnings` (appraisee, about what)."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.grades = [one["name"] for one in self.scheme.get("grade", [])]
        for person in self.ranked():
            self.grade(person)
        for quota in self.scheme.get("quota", []):
            self.limit(quota)
        self.lists = {one["name"]: self.draw(one) for one in self.scheme.get("list", [])}

    def holds(self, person: Person, text: str, name: str = "", base: str | None = None) -> bool:
        """Whether a condition holds; one without a value does not, and is named where it has a name."""
        try:
            return bool(worked_out(text, self.world(person, graded=True, base=base)))
        except WithoutValueError:
            self.warnings += [(person.row["id"], f"“{name}”:")] if name else []
            return False

    def lower(self, person: Person, kind: str, name: str, grade: str) -> None:
        """A step down."""
        person.steps.append((kind, name, person.grade, grade))
        person.grade = grade

    def grade(self, person: Person) -> None:
        """The base grade, then the rules."""
        if not self.grades:
            return
        for grade in self.scheme["grade"]:
            if "when" not in grade or self.holds(person, grade["when"], grade["name"]):
                person.base = grade["name"]
                self.lower(person, "base", grade["name"], grade["name"])
                break
        for rule in self.scheme.get("rule", []):
            holds = self.holds(person, rule["when"], rule["name"])
            bases = ["有效票", "收回票", *(["发出票"] if self.files.issued else [])]
            if any(self.holds(person, rule["when"], base=base) != holds for base in bases):
                person.flags.add("口径敏感")
            if holds and self.grades.index(rule["grade"]) > self.grades.index(str(person.grade)):
                self.lower(person, "rule", rule["name"], rule["grade"])

    def group(self, entry: Mapping[str, Any]) -> list[Person]:
        """Those with a rank, of the entry's group if it has one, best first."""
        there = [one for one in self.ranked() if entry.get("group") in (None, one.row["group"])]
        return sorted(there, key=self.rank)

    def limit(self, quota: Mapping[str, Any]) -> None:
        """One quota."""
        there, limit = self.group(quota), self.grades.index(quota["grade"])
        if "at_most" in quota:
            holders = [one for one in there if self.grades.index(str(one.grade)) == limit]
            stay, lower = math.floor(self.amount(quota["at_most"]) * len(there)), self.grades[limit + 1]
        else:
            holders = [one for one in there if self.grades.index(str(one.grade)) < limit]
            stay, lower = len(there) - math.ceil(self.amount(quota["at_least"]) * len(there)), quota["grade"]
        edge = {one.score for one in holders[:stay]} & {one.score for one in holders[stay:]}
        for place, one in enumerate(holders):
            if one.score in edge:
                one.flags.add("并列待定")
            if one.score in edge or place >= stay:
                self.lower(one, "quota", quota["name"], lower)

    def draw(self, entry: Mapping[str, Any]) -> list[str]:
        """One list."""
        there = self.group(entry)
        if entry["pick"] == "lowest":
            there.sort(key=self.rank, reverse=True)
        share = "share" in entry
        size = math.ceil(self.amount(entry["share"]) * len(there)) if share else int(self.amount(entry["count"]))
        edge = {one.score for one in there[:size]} & {one.score for one in there[size:]}
        for one in there:
            one.flags |= {"并列待定"} if one.score in edge else set()
        return [one.row["id"] for place, one in enumerate(there) if place < size or one.score in edge]

    # RESULT.json, but for the wording

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
