"""The sheet of one 专项 in the 汇总表: heads by ballot class, share and score of every appraisee."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MarkFigures, MeetingFigures, SheetFigures
from voting.papers.workbook import Book, Page, fitting, height_of, printed

FIRST_ROW = 4
NAME_WIDTH = 22
APART = ("弃权", "回避", "无效", "漏填")
EXACT = "精确值"


def write_sheet(book: Book, meeting: MeetingFigures, title: str) -> None:
    """Adds the sheet of one 专项."""
    page = book.sheet(title)
    classes = tuple(figures.ballot_class for figures in meeting.classes)
    last = 1 + len(meeting.mark_labels) * (len(classes) + 2) + len(APART) + 2
    page.cells.merge_range(0, 0, 0, last, wording.plain(title), page.look.title)
    page.cells.set_row(0, 30)
    page.cells.set_row(1, 20)
    page.cells.set_row(2, 20)
    page.cells.merge_range(1, 0, 1, last, class_line(meeting), page.look.note)
    write_heads(page, meeting, classes)
    for number, appraisee in enumerate(meeting.appraisees):
        page.cells.set_row(FIRST_ROW + number, height_of([(wording.plain(appraisee.name), NAME_WIDTH)], 22))
        write_appraisee(page, number, meeting, appraisee, title)
    set_widths(page, meeting, last)
    page.cells.freeze_panes(FIRST_ROW, 2)
    page.cells.repeat_rows(2, FIRST_ROW - 1)


def class_line(meeting: MeetingFigures) -> str:
    """What the class letters stand for, and why some are shown together."""
    named = "　".join(wording.class_label(figures) for figures in meeting.classes)
    return f"{named}　{wording.merged_classes(meeting)}".rstrip()


def write_heads(page: Page, meeting: MeetingFigures, classes: tuple[str, ...]) -> None:
    """Each mark over its classes, 合计 and %; the rest over both rows."""
    page.cells.merge_range(2, 0, 3, 0, "序号", page.look.head)
    page.cells.merge_range(2, 1, 3, 1, "姓名", page.look.head)
    column = 2
    for mark in meeting.mark_labels:
        below = (*(wording.plain(name) for name in classes), "合计", "%")
        page.cells.merge_range(2, column, 2, column + len(below) - 1, wording.plain(mark), page.look.head)
        for offset, text in enumerate(below):
            page.cells.write_string(3, column + offset, text, page.look.head)
        column += len(below)
    for offset, text in enumerate((*APART, "得分", EXACT)):
        page.cells.merge_range(2, column + offset, 3, column + offset, text, page.look.head)


def write_appraisee(
    page: Page,
    number: int,
    meeting: MeetingFigures,
    appraisee: AppraiseeFigures,
    title: str,
) -> None:
    """One row; dashes where the appraisee was not marked on this sheet."""
    row = FIRST_ROW + number
    page.row(row, [number + 1, wording.plain(appraisee.name)])
    figures = next((sheet for sheet in appraisee.sheets if sheet.title == title), None)
    marks = {mark.mark: mark for mark in figures.marks} if figures else {}
    column = 2
    for mark in meeting.mark_labels:
        column = write_mark(page, row, column, meeting, marks.get(mark))
    write_results(page, row, column, figures)


def write_mark(page: Page, row: int, column: int, meeting: MeetingFigures, figures: MarkFigures | None) -> int:
    """Heads by class, in all, and the share; returns the next free column."""
    heads = dict(figures.by_class) if figures else {}
    for ballot_class in meeting.classes:
        page.put(row, column, heads.get(ballot_class.ballot_class, wording.NONE))
        column += 1
    page.put(row, column, figures.total if figures else wording.NONE)
    page.put_share(row, column + 1, figures.share if figures else wording.NONE)
    return column + 2


def write_results(page: Page, row: int, column: int, figures: SheetFigures | None) -> None:
    """弃权 to 漏填, the score as printed, and the exact fraction as text."""
    kept = dict(figures.apart) if figures else {}
    apart = [kept.get(name, wording.NONE) for name in APART]
    score = printed(wording.shown(figures.score if figures else ""))
    page.row(row, [*apart, score, wording.shown(figures.exact if figures else "")], column)


def set_widths(page: Page, meeting: MeetingFigures, last: int) -> None:
    """The name as wide as it needs, figures narrow, shares a little wider."""
    page.cells.set_column(0, 0, 6)
    page.cells.set_column(1, 1, fitting([wording.plain(person.name) for person in meeting.appraisees], NAME_WIDTH))
    page.cells.set_column(2, last, 5)
    group = len(meeting.classes) + 2
    for number in range(len(meeting.mark_labels)):
        column = 1 + (number + 1) * group
        page.cells.set_column(column, column, 7.5)
    page.cells.set_column(last - 1, last, 9)
