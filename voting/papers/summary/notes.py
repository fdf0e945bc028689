"""The last two sheets of the 汇总表: every grade in words, and the scheme with its parameters and proofs."""

from __future__ import annotations

from collections.abc import Sequence

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.workbook import Book, Cell, Page, fitting, height_of

EXPLAINED, NAMED, LABEL, FIGURE = 68, 22, 30, 15  # widths of columns


def write_explanations(book: Book, meeting: MeetingFigures) -> None:
    """计算说明: how each score and grade came about, a line a step, to be redone with a pencil."""
    page = book.sheet("计算说明", landscape=False)
    page.cells.merge_range(0, 0, 0, 3, "计算说明", page.look.title)
    page.cells.set_row(0, 30)
    for column, text in enumerate(("序号", "姓名", "步骤", "说明")):
        page.cells.write_string(1, column, text, page.look.head)
    row = 2
    for number, appraisee in enumerate(meeting.appraisees, 1):
        row = write_explanation(page, row, number, appraisee)
    page.cells.set_column(0, 0, 6)
    page.cells.set_column(1, 1, fitting([wording.plain(person.name) for person in meeting.appraisees], NAMED))
    page.cells.set_column(2, 2, 6)
    page.cells.set_column(3, 3, EXPLAINED)
    page.cells.freeze_panes(2, 2)
    page.cells.repeat_rows(1)


def write_explanation(page: Page, row: int, number: int, appraisee: AppraiseeFigures) -> int:
    """The steps of one appraisee, a named row for each; returns the next free row."""
    lines = appraisee.explanation or appraisee.steps or ("没有得分，未形成等次。",)
    for step, text in enumerate(lines, 1):
        page.cells.set_row(row, height_of([(wording.plain(text), EXPLAINED), (wording.plain(appraisee.name), NAMED)]))
        page.row(row, [number, wording.plain(appraisee.name), step])
        page.put(row, 3, wording.plain(text), page.look.words)
        row += 1
    return row


def write_scheme(book: Book, meeting: MeetingFigures) -> None:
    """方案与参数: what was counted by, who voted, and the proofs to compare with the projector."""
    page = book.sheet("方案与参数", landscape=False)
    page.cells.merge_range(0, 0, 0, 4, "方案与参数", page.look.title)
    page.cells.set_row(0, 30)
    row = write_pairs(page, 1, about(meeting))
    row = write_block(page, row + 1, ("票类", "发出", "收回", "有效", "无效"), class_rows(meeting))
    row = write_block(page, row + 1, ("轮次", "票卡", "入场", "投票凭证", "每人票页"), round_rows(meeting))
    write_pairs(page, row + 1, proofs(meeting))
    page.cells.set_column(0, 0, LABEL)
    page.cells.set_column(1, 4, FIGURE)


def about(meeting: MeetingFigures) -> list[tuple[str, str]]:
    """The meeting, the scheme, its parameters, the lists and the warnings."""
    return [
        ("会议", meeting.title),
        ("组织单位", meeting.organisation),
        ("方案", meeting.scheme_name),
        ("方案出处", meeting.scheme_source),
        *meeting.parameters,
        *((f"“{name}”名单", "、".join(names) or "无") for name, names in meeting.lists),
        *(("提示", warning) for warning in meeting.warnings),
    ]


def proofs(meeting: MeetingFigures) -> list[tuple[str, str]]:
    """Roots, re-issues, margin, hashes and version."""
    return [
        *((f"第{held.number}轮根值", held.root) for held in meeting.rounds),
        ("补发票卡", f"{meeting.reissues}张"),
        ("最小分差", meeting.narrowest_margin),
        ("密钥指纹", meeting.fingerprint),
        ("结果校验值（SHA-256）", meeting.result_sha256),
        ("软件版本", meeting.version),
    ]


def class_rows(meeting: MeetingFigures) -> list[list[Cell]]:
    """发出/收回/有效/无效 by class and in all."""
    rows: list[list[Cell]] = [
        [wording.class_label(figures), figures.issued, figures.returned, figures.valid, figures.invalid]
        for figures in meeting.classes
    ]
    total = [meeting.total_issued, meeting.total_returned, meeting.total_valid, meeting.total_invalid]
    return [*rows, ["合计", *total]]


def round_rows(meeting: MeetingFigures) -> list[list[Cell]]:
    """The proof of each round in numbers."""
    return [
        [
            f"第{held.number}轮 {wording.plain(held.title)}".rstrip(),
            held.cards,
            held.claims,
            held.tokens,
            held.slips,
        ]
        for held in meeting.rounds
    ]


def write_pairs(page: Page, row: int, pairs: Sequence[tuple[str, str]]) -> int:
    """Label and text, the text over four columns; returns the next free row."""
    for label, text in pairs:
        page.cells.set_row(row, height_of([(wording.plain(label), LABEL), (wording.plain(text), 4 * FIGURE)]))
        page.cells.write_string(row, 0, wording.plain(label), page.look.head)
        page.cells.merge_range(row, 1, row, 4, "", page.look.words)
        page.put(row, 1, wording.shown(text), page.look.words)
        row += 1
    return row


def write_block(page: Page, row: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
    """A small table; returns the next free row."""
    for column, text in enumerate(heads):
        page.cells.write_string(row, column, text, page.look.head)
    for values in rows:
        row += 1
        page.cells.set_row(row, height_of([(str(values[0]), LABEL)]))
        page.row(row, values)
    return row + 1
