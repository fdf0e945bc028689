"""Scores to grades and lists the plain way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.tally.reference.counting import Person, Scores
from tests.tally.reference.expressions import WithoutValueError, worked_out
from tests.tally.reference.files import Files
from tests.tally.reference.numbers import whole


class Grades(Scores):
    """The second half of a count: grades with their steps, flags, lists."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.grades = [one["name"] for one in self.scheme.get("grade", [])]
        for person in self.ranked():
            self.grade(person)
        for quota in self.scheme.get("quota", []):
            self.limit(quota)
        self.lists = {one["name"]: self.draw(one) for one in self.scheme.get("list", [])}
        for entry in self.scheme.get("quota", []) + self.scheme.get("list", []):
            if "group" in entry and not any(one.row["group"] == entry["group"] for one in self.people):
                self.warnings.append((f"“{entry['name']}”:", f"“{entry['group']}”"))

    def holds(self, person: Person, text: str, name: str = "", base: str | None = None) -> bool:
        """Whether a condition holds; one without a value does not, and is named where it has a name."""
        try:
            return bool(worked_out(text, self.world(person, graded=True, base=base)))
        except WithoutValueError:
            if name:
                self.warn(person, f"“{name}”:")
            return False

    def lower(self, person: Person, kind: str, name: str, grade: str) -> None:
        """A step down."""
        person.steps.append((kind, name, person.grade, grade))
        person.grade = grade

    def grade(self, person: Person) -> None:
        """The base grade, then the rules; then whether another 分母 would have made it another."""
        if not self.grades:
            return
        for grade in self.scheme["grade"]:
            if "when" not in grade or self.holds(person, grade["when"], grade["name"]):
                person.base = grade["name"]
                self.lower(person, "base", grade["name"], grade["name"])
                break
        for rule in self.scheme.get("rule", []):
            holds = self.holds(person, rule["when"], rule["name"])
            if holds and self.grades.index(rule["grade"]) > self.grades.index(str(person.grade)):
                self.lower(person, "rule", rule["name"], rule["grade"])
        given = {"有效票": True, "收回票": True, "发出票": self.files.issued, "应到": self.files.expected}
        for base in (name for name, there in given.items() if there is not None):
            other = self.grade_by(person, base)
            if other != person.grade:
                person.flags.add("口径敏感")
                self.warn(person, "口径敏感", f"按{base}为“{other}”", f"本方案为“{person.grade}”")

    def grade_by(self, person: Person, base: str) -> str:
        """The grade after the rules if every vote share of a condition had this 分母."""
        grade = next(
            index
            for index, one in enumerate(self.scheme["grade"])
            if "when" not in one or self.holds(person, one["when"], base=base)
        )
        for rule in self.scheme.get("rule", []):
            if self.holds(person, rule["when"], base=base):
                grade = max(grade, self.grades.index(rule["grade"]))
        return str(self.grades[grade])

    def group(self, entry: Mapping[str, Any]) -> list[Person]:
        """Those with a rank, of the entry's group if it has one, best first."""
        there = [one for one in self.ranked() if entry.get("group") in (None, one.row["group"])]
        return sorted(there, key=self.rank)

    def of_them(self, entry: Mapping[str, Any], key: str, people: int, way: str) -> int:
        """So many of so many people, rounded as the entry says, or else this way."""
        return whole(self.amount(entry[key]) * people, entry.get("round", way))

    def limit(self, quota: Mapping[str, Any]) -> None:
        """One quota."""
        there, limit = self.group(quota), self.grades.index(quota["grade"])
        if "at_most" in quota:
            holders = [one for one in there if self.grades.index(str(one.grade)) == limit]
            stay, lower = self.of_them(quota, "at_most", len(there), "舍去"), self.grades[limit + 1]
        else:
            holders = [one for one in there if self.grades.index(str(one.grade)) < limit]
            stay, lower = len(there) - self.of_them(quota, "at_least", len(there), "进一"), quota["grade"]
        edge = {one.score for one in holders[:stay]} & {one.score for one in holders[stay:]}
        for index, one in enumerate(holders):
            if one.score in edge:
                one.flags.add("并列待定")
            if one.score in edge or index >= stay:
                self.lower(one, "quota", quota["name"], lower)

    def draw(self, entry: Mapping[str, Any]) -> list[str]:
        """One list."""
        there = self.group(entry)
        if entry["pick"] == "lowest":
            there.sort(key=self.rank, reverse=True)
        share = "share" in entry
        size = self.of_them(entry, "share", len(there), "进一") if share else int(self.amount(entry["count"]))
        edge = {one.score for one in there[:size]} & {one.score for one in there[size:]}
        for one in there:
            one.flags |= {"并列待定"} if one.score in edge else set()
        return [one.row["id"] for index, one in enumerate(there) if index < size or one.score in edge]
