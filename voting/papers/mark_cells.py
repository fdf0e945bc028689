"""The cells under the marks of the scale, which several papers have: heads above, the share of all marks below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from voting.papers import wording
from voting.papers.facts import MarkFigures, MeetingFigures


@dataclass(frozen=True)
class MarkCell:
    """Heads and share of one mark."""

    heads: Annotated[int | str, "票数"]
    share: Annotated[str, "得票率"]


def mark_cells(meeting: MeetingFigures, marks: Sequence[MarkFigures]) -> tuple[MarkCell, ...]:
    """A cell for each mark of the scheme, in its order; dashes on a rubric sheet, which has no marks."""
    found = {figures.mark: figures for figures in marks}
    return tuple(_cell(found.get(label)) for label in meeting.mark_labels)


def _cell(figures: MarkFigures | None) -> MarkCell:
    if figures is None:
        return MarkCell(wording.NONE, "")
    return MarkCell(figures.total, figures.share)
