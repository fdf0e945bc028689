"""Tables that are typed into: rows as the browser sends them, and rows pasted out of Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from werkzeug.datastructures import MultiDict

from voting.meeting.acting import Unchanged
from voting.storage.registry import Meeting
from voting.views.desk.seen import require_unchanged

Row = dict[str, str]


def same_rows(form: MultiDict[str, str], stored: Callable[[Meeting], Sequence[Row]]) -> Unchanged:
    """Whether the stored rows are those that the page was made of, asked within the act: a save replaces them."""
    return lambda _session, meeting: require_unchanged(form, stored(meeting), len(stored(meeting)))


def typed_rows(form: MultiDict[str, str], columns: Sequence[str]) -> list[Row]:
    """The rows of a table whose inputs are named `column`, one of each in every row; empty rows are left out."""
    lists = [form.getlist(column) for column in columns]
    length = max(map(len, lists), default=0)
    padded = [[*values, *[""] * (length - len(values))] for values in lists]
    rows = [dict(zip(columns, (text.strip() for text in line), strict=True)) for line in zip(*padded, strict=True)]
    return [row for row in rows if any(row.values())]


def pasted_rows(text: str, titles: dict[str, str]) -> list[Row]:
    """Rows copied out of a spreadsheet: tabs between cells, a line a row.

    `titles` is column → its title. A first line of titles says which column is which; without one the cells
    are taken in the order of `titles`.
    """
    lines = [[cell.strip() for cell in line.split("\t")] for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    named = {title: column for column, title in titles.items()}
    if any(cell in named for cell in lines[0]):
        order = [named.get(cell, "") for cell in lines[0]]
        lines = lines[1:]
    else:
        order = list(titles)
    blank = dict.fromkeys(titles, "")
    return [blank | {column: cell for column, cell in zip(order, line, strict=False) if column} for line in lines]
