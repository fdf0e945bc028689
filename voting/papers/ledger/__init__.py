"""整改台账: what each appraisee is to put right, by when, and whether it is closed."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.paper import EXCEL, MeetingPaper, Pill
from voting.papers.workbook import Book, Page, height_of
from voting.words import Said

HEADS = (
    "序号",
    "党组织名称",
    "整改事项",
    "问题来源",
    "整改措施",
    "整改时限",
    "责任人",
    "佐证材料",
    "状态",
    "完成销号时间",
)
WIDTHS = (5.0, 22.0, 36.0, 12.0, 30.0, 14.0, 16.0, 16.0, 9.0, 14.0)
SOURCE, OPEN = "述职评议", "未完成"
STATES = (OPEN, "整改中", "已完成", "已销号")
STAMP = "单位（盖章）：　　　　　　　　　　时间：　　　　年　　月　　日"
FIRST_ROW = 3


def ledger_xlsx(meeting: MeetingFigures) -> bytes:
    """The 整改台账 as an .xlsx: a row for each problem the secretary wrote, the rest to be kept by hand."""
    book = Book("整改台账")
    page = book.sheet("整改台账")
    last = len(HEADS) - 1
    page.cells.merge_range(0, 0, 0, last, f"{wording.matter(meeting.title)}整改台账", page.look.title)
    page.cells.set_row(0, 34)
    page.cells.merge_range(1, 0, 1, last, STAMP, page.look.note)
    page.cells.set_row(1, 24)
    for column, (text, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        page.cells.write_string(2, column, text, page.look.head)
        page.cells.set_column(column, column, width)
    problems = [
        (person, text) for person in meeting.appraisees for text in wording.paragraphs(person.problems) or ("",)
    ]
    for number, (appraisee, text) in enumerate(problems, 1):
        write_problem(page, number, appraisee, text)
    page.cells.data_validation(FIRST_ROW, 8, FIRST_ROW + len(problems), 8, {"validate": "list", "source": list(STATES)})
    page.cells.freeze_panes(FIRST_ROW, 2)
    page.cells.repeat_rows(2)
    return book.close()


def write_problem(page: Page, number: int, appraisee: AppraiseeFigures, text: str) -> None:
    """One row: what was found, and whose it is."""
    row = FIRST_ROW + number - 1
    unit, person = wording.plain(appraisee.unit) or wording.plain(appraisee.name), wording.plain(appraisee.name)
    page.cells.set_row(row, height_of([(unit, WIDTHS[1]), (text, WIDTHS[2]), (person, WIDTHS[6])], 30))
    page.row(row, [number, unit, text, SOURCE, "", wording.plain(appraisee.deadline), person, "", OPEN, ""])
    page.put(row, 2, text, page.look.words)


PAPER = MeetingPaper(
    key="ledger",
    label=Said("整改台账", "Rectification ledger"),
    kind=EXCEL,
    about=Said(
        "每条存在问题一行，措施、责任人和销号情况由您续填",
        "One row for each problem; you add measures, people responsible and progress",
    ),
    pill=Pill(Said("工作表", "Worksheet")),
    make=ledger_xlsx,
)
