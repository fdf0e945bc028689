"""汇总表: the whole result as an Excel workbook, sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.paper import EXCEL, MeetingPaper
from voting.papers.summary.notes import write_explanations, write_scheme
from voting.papers.summary.records import MANY, record_names, write_records
from voting.papers.summary.sheets import write_sheet
from voting.papers.workbook import Book, Cell, Page, fitting, height_of, printed
from voting.words import Said

WRAPPED = 18  # characters a line in the columns of words, a Chinese one counting two
SCORE = 8.0
NARROW = {"序号": 4.5, "发出": 4.8, "收回": 4.8, "有效": 4.8, "无效": 4.8, "票": 4.8, "%": 7.5,
          "弃权": 4.8, "回避": 4.8, "得分": 7.0, "名次": 4.8, "建议等次": 6.0, "确定等次": 6.0}  # fmt: skip
FIRST_ROW = 4  # title, meeting, two rows of headings
APART = ("弃权", "回避")
NOTE = "注：得分、得票率为按方案规定位数四舍五入后的公布数，等次和名次按公布数评定；各档次票数为全部专项合计。"
FOOT = "监票人：＿＿＿＿＿＿＿＿　　　　计票人：＿＿＿＿＿＿＿＿　　　　日期：＿＿＿＿年＿＿月＿＿日"


def summary_xlsx(meeting: MeetingFigures) -> bytes:
    """The 汇总表 as an .xlsx: 汇总表, a sheet for each 专项, many 记录项, 计算说明, 方案与参数."""
    book = Book(wording.plain(meeting.title))
    write_overview(book, meeting)
    for title in meeting.sheet_titles:
        write_sheet(book, meeting, title)
    if len(record_names(meeting)) > MANY:
        write_records(book, meeting)
    write_explanations(book, meeting)
    write_scheme(book, meeting)
    return book.close()


def write_overview(book: Book, meeting: MeetingFigures) -> None:
    """The first sheet: one row for each appraisee."""
    page = book.sheet("汇总表")
    heads = headings(meeting)
    last = len(heads) - 1
    page.cells.merge_range(0, 0, 0, last, f"{wording.plain(meeting.title)}测评结果汇总表", page.look.title)
    page.cells.set_row(0, 34)
    page.cells.merge_range(1, 0, 1, last, meeting_line(meeting), page.look.note)
    page.cells.set_row(1, 20)
    page.cells.set_row(2, 20)
    page.cells.set_row(3, 34)
    write_heads(page, heads)
    for row, appraisee in enumerate(meeting.appraisees, FIRST_ROW):
        page.cells.set_row(row, row_height(meeting, appraisee))
        write_appraisee(page, row, meeting, appraisee)
    write_foot(page, FIRST_ROW + len(meeting.appraisees), last)
    for column, width in enumerate(widths(meeting, heads)):
        page.cells.set_column(column, column, width)
    page.cells.freeze_panes(FIRST_ROW, 2)
    page.cells.repeat_rows(2, FIRST_ROW - 1)


def meeting_line(meeting: MeetingFigures) -> str:
    """When, where, 应到/实到, and whether the grades are the committee's."""
    state = "等次已研究确定" if meeting.confirmed else "等次为建议等次，待研究确定"
    return (
        f"时间：{wording.plain(meeting.held_on)}　地点：{wording.plain(meeting.venue)}　"
        f"应到{meeting.expected}人　实到{meeting.present}人　{state}"
    )


def headings(meeting: MeetingFigures) -> list[tuple[str, str]]:
    """The columns as (upper heading, lower heading); an empty lower one stands alone."""
    single = ("序号", "姓名", "职务", "发出", "收回", "有效", "无效")
    heads = [(name, "") for name in single]
    for mark in meeting.mark_labels:
        heads += [(wording.plain(mark), "票"), (wording.plain(mark), "%")]
    heads += [(name, "") for name in (*APART, *map(wording.plain, meeting.sheet_titles))]
    heads += [(wording.plain(name), "") for name in (*record_titles(meeting), *value_names(meeting))]
    return heads + [(name, "") for name in ("得分", "名次", "建议等次", "确定等次", "备注")]


def record_titles(meeting: MeetingFigures) -> tuple[str, ...]:
    """The records that stand in columns of this sheet: all of them, or none where they have a sheet of their own."""
    return names if len(names := record_names(meeting)) <= MANY else ()


def value_names(meeting: MeetingFigures) -> tuple[str, ...]:
    """The lines of the formula beside 得分, which every appraisee has alike."""
    names = (name for name, _ in meeting.appraisees[0].values) if meeting.appraisees else iter(())
    return tuple(name for name in names if name != "得分")


def write_heads(page: Page, heads: Sequence[tuple[str, str]]) -> None:
    """Two rows of headings: a mark over its 票 and %, everything else over both rows."""
    for column, (upper, lower) in enumerate(heads):
        if not lower:
            page.cells.merge_range(2, column, 3, column, upper, page.look.head)
            continue
        page.cells.write_string(3, column, lower, page.look.head)
        if lower == "票":
            page.cells.merge_range(2, column, 2, column + 1, upper, page.look.head)


def write_appraisee(page: Page, row: int, meeting: MeetingFigures, appraisee: AppraiseeFigures) -> None:
    """One row, column by column as `headings` has them."""
    before: list[Cell] = [
        row - FIRST_ROW + 1,
        wording.plain(appraisee.name),
        wording.unit_and_post(appraisee),
        appraisee.issued,
        appraisee.returned,
        appraisee.valid,
        appraisee.invalid,
    ]
    page.row(row, before)
    column = write_marks(page, row, len(before), meeting, appraisee)
    page.row(row, results(meeting, appraisee), column)
    remark_column = len(headings(meeting)) - 1
    page.put(row, remark_column, wording.remarks(meeting, appraisee), page.look.words)


def write_marks(page: Page, row: int, column: int, meeting: MeetingFigures, appraisee: AppraiseeFigures) -> int:
    """票 and % of every mark over all sheets; returns the next free column."""
    found = {figures.mark: figures for figures in appraisee.overall}
    for mark in meeting.mark_labels:
        figures = found.get(mark)
        page.put(row, column, figures.total if figures else wording.NONE)
        page.put_share(row, column + 1, figures.share if figures else wording.NONE)
        column += 2
    return column


def results(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> list[Cell]:
    """From 弃权 to 确定等次."""
    kept = dict(appraisee.apart)
    scores = {sheet.title: sheet.score for sheet in appraisee.sheets}
    records, values = dict(appraisee.records), dict(appraisee.values)
    final = appraisee.final_grade if wording.is_final(meeting, appraisee) else ""
    return [
        *(kept.get(name, wording.NONE) for name in APART),
        *(printed(wording.shown(scores.get(title, ""))) for title in meeting.sheet_titles),
        *(printed(wording.shown(records.get(title, ""))) for title in record_titles(meeting)),
        *(printed(wording.shown(values.get(name, ""))) for name in value_names(meeting)),
        printed(wording.shown(appraisee.score)),
        printed(wording.shown(appraisee.rank)),
        wording.shown(appraisee.proposed_grade),
        wording.plain(final),
    ]


def write_foot(page: Page, row: int, last: int) -> None:
    """What the figures are, and the places to sign."""
    page.cells.merge_range(row, 0, row, last, NOTE, page.look.note)
    page.cells.merge_range(row + 1, 0, row + 1, last, FOOT, page.look.note)
    page.cells.set_row(row, 22)
    page.cells.set_row(row + 1, 36)


def widths(meeting: MeetingFigures, heads: Sequence[tuple[str, str]]) -> list[float]:
    """Wide enough to wrap the longest name, post and remark decently; figures narrow, to print large."""
    texts = {
        "姓名": [wording.plain(person.name) for person in meeting.appraisees],
        "职务": [wording.unit_and_post(person) for person in meeting.appraisees],
        "备注": ["备注备注", *(wording.remarks(meeting, person) for person in meeting.appraisees)],
    }
    return [
        float(fitting(texts[upper], WRAPPED)) if upper in texts else NARROW.get(lower or upper, SCORE)
        for upper, lower in heads
    ]


def row_height(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> float:
    """Room for the longest of name, post and remark, in points."""
    said = (
        wording.plain(appraisee.name),
        wording.unit_and_post(appraisee),
        wording.remarks(meeting, appraisee),
    )
    return height_of([(text, WRAPPED) for text in said], 24)


PAPER = MeetingPaper(
    key="summary",
    label=Said("测评结果汇总表", "Summary of the results"),
    kind=EXCEL,
    about=Said(
        "全部人员的票数、得票率、各专项得分、名次和等次，附计算说明、方案与参数",
        "Votes, vote shares, sheet scores, ranks and grades of everyone, with the working, the scheme and its "
        "parameters",
    ),
    make=summary_xlsx,
)
