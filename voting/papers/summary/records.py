"""The sheet of the records in the 汇总表, where they are too many to stand in its own columns."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.facts import MeetingFigures
from voting.papers.workbook import Book, fitting, height_of, printed

MANY = 8
NAMED, VALUE = 34, 12  # widths of columns


def record_names(meeting: MeetingFigures) -> tuple[str, ...]:
    """The records of the scheme, which every appraisee has alike."""
    return tuple(title for title, _ in meeting.appraisees[0].records) if meeting.appraisees else ()


def write_records(book: Book, meeting: MeetingFigures) -> None:
    """记录项: a row for each record, a column for each appraisee, as in an office's own table of points."""
    page, names = book.sheet("记录项"), [wording.plain(name) for name in record_names(meeting)]
    people = [wording.plain(person.name) for person in meeting.appraisees]
    page.cells.merge_range(0, 0, 0, max(1, len(people)), "记录项", page.look.title)
    page.cells.set_row(0, 30)
    page.cells.set_row(1, max(height_of([(name, VALUE)]) for name in people))
    for column, text in enumerate(("记录项", *people)):
        page.cells.write_string(1, column, text, page.look.head)
    values = [dict(person.records) for person in meeting.appraisees]
    for row, (name, shown) in enumerate(zip(record_names(meeting), names, strict=True), 2):
        page.put(row, 0, shown, page.look.words)
        page.row(row, [printed(wording.shown(of_one.get(name, ""))) for of_one in values], 1)
    page.cells.set_column(0, 0, fitting(names, NAMED))
    page.cells.set_column(1, len(people), VALUE)
    page.cells.freeze_panes(2, 1)
    page.cells.repeat_rows(1)
    page.cells.repeat_columns(0)
