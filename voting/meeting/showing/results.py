"""The released result as the projector pages through it: a ranking, and how the marks fell, eight people a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from voting.meeting.showing.room import place_of
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.wording import NONE

PEOPLE_A_PICTURE = 8  # at a thirtieth of the picture's height, the longest names on two lines
MOST_MARKS = 5  # columns of shares that a hall can still read
T = TypeVar("T")


def results_shown(figures: MeetingFigures) -> dict[str, Any]:
    """Everything the result pictures hold, from released figures alone; nothing is computed here."""
    ranked = sorted(figures.appraisees, key=_by_rank)
    marks = list(figures.mark_labels)
    columns = marks if len(marks) <= MOST_MARKS else []
    return {
        "confirmed": figures.confirmed,
        "graded": bool(figures.grade_names),
        "grades": list(figures.grade_names),
        "marks": columns,
        "tables": [[_line(one, columns, figures.confirmed) for one in people] for people in _pictures(ranked)],
        "charts": [_chart(people, marks) for people in _pictures(ranked)],
        "returned": figures.total_returned,
        "issued": figures.total_issued,
        "merged_note": figures.merged_note,
    }


def _by_rank(person: AppraiseeFigures) -> tuple[bool, int]:
    """Those without a rank stand last; equal ranks keep the order of the agenda."""
    return (person.rank == NONE, 0 if person.rank == NONE else int(person.rank))


def _line(person: AppraiseeFigures, marks: Sequence[str], confirmed: bool) -> dict[str, Any]:
    shares = {mark.mark: mark.share for mark in person.overall}
    return {
        "rank": person.rank,
        "name": person.name,
        "place": place_of(person.name, person.unit, person.post),
        "score": person.score,
        "shares": [shares.get(mark, NONE) for mark in marks],
        "proposed": person.proposed_grade,
        "final": person.final_grade if confirmed else "",
    }


def _chart(people: Sequence[AppraiseeFigures], marks: Sequence[str]) -> dict[str, Any]:
    """How the marks fell for each person, over all sheets; the scores where nothing is marked on a scale."""
    names = [one.name for one in people]
    if not marks:
        scores = [None if one.score == NONE else one.score for one in people]
        return {"categories": names, "series": [{"name": "得分", "values": scores}], "stacked": False}
    counts = [{mark.mark: mark.total for mark in one.overall} for one in people]
    series = [{"name": mark, "values": [heads.get(mark, 0) for heads in counts]} for mark in marks]
    most = max(sum(heads.values()) for heads in counts)
    return {"categories": names, "series": series, "stacked": True, "unit": "票", "max": most}


def _pictures(people: Sequence[T]) -> list[Sequence[T]]:
    """The people in as few pictures as hold them, of nearly equal length."""
    if not people:
        return []
    pictures = -(-len(people) // PEOPLE_A_PICTURE)
    size = -(-len(people) // pictures)
    return [people[start : start + size] for start in range(0, len(people), size)]
