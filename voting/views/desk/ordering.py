"""The order and the choice of rows on the results page; addresses carry them, so they print and can be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from voting.papers.facts import AppraiseeFigures, MeetingFigures

Row = tuple[int, AppraiseeFigures]
LAST = 10**6  # no rank, no grade: below everyone who has one


@dataclass(frozen=True)
class Choice:
    """Which rows, and how they are ordered: a group or "", the column sorted by, and whether from the bottom."""

    group: str = ""
    sort: str = "agenda"
    down: bool = False

    def asked(self, **changes: Any) -> dict[str, Any]:
        """The choice as the query of an address, with changes; what is as always is left out."""
        wanted = {"group": self.group, "sort": self.sort, "down": self.down, **changes}
        return {
            "group": wanted["group"] or None,
            "sort": wanted["sort"] if wanted["sort"] != "agenda" else None,
            "down": 1 if wanted["down"] else None,
        }

    def turned(self, column: str) -> dict[str, Any]:
        """The address to sort by a column: a second time, it turns the order round."""
        return self.asked(sort=column, down=self.sort == column and not self.down)


def choice_of(figures: MeetingFigures, group: str, sort: str, down: str) -> Choice:
    """A choice from the words of an address; words that mean nothing here are as if they were not there."""
    return Choice(group if group in groups(figures) else "", sort if sort in _KEYS else "agenda", down == "1")


def groups(figures: MeetingFigures) -> tuple[str, ...]:
    """The groups of the appraisees, in the order they first stand."""
    return tuple(dict.fromkeys(one.group for one in figures.appraisees if one.group))


def rows(figures: MeetingFigures, choice: Choice) -> list[Row]:
    """The appraisees of the choice with their place on the agenda; equal ones stay in the order of the agenda."""
    chosen = [row for row in enumerate(figures.appraisees, 1) if choice.group in ("", row[1].group)]
    key = _KEYS[choice.sort]
    return sorted(chosen, key=lambda row: key(figures, row), reverse=choice.down)


def _by_rank(_figures: MeetingFigures, row: Row) -> int:
    return int(row[1].rank) if row[1].rank.isdigit() else LAST


def _by_proposed(figures: MeetingFigures, row: Row) -> tuple[int, int]:
    return _place(figures, row[1].proposed_grade), _by_rank(figures, row)


def _by_final(figures: MeetingFigures, row: Row) -> tuple[int, int]:
    return _place(figures, row[1].final_grade), _by_rank(figures, row)


def _by_flag(figures: MeetingFigures, row: Row) -> tuple[bool, int]:
    return not row[1].flags, _by_rank(figures, row)


def _place(figures: MeetingFigures, grade: str) -> int:
    return figures.grade_names.index(grade) if grade in figures.grade_names else LAST


_KEYS: dict[str, Callable[[MeetingFigures, Row], Any]] = {
    "agenda": lambda _figures, row: row[0],
    "name": lambda _figures, row: row[1].name,
    "rank": _by_rank,
    "proposed": _by_proposed,
    "flag": _by_flag,
    "final": _by_final,
}
