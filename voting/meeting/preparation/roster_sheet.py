"""The roster as an .xlsx file: the template to fill in, and reading it back. All of it or nothing is imported."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from tally import Scheme
from voting.errors import BadInput
from voting.meeting.acts import SAVE_APPRAISEES
from voting.meeting.house import House
from voting.meeting.preparation.roster import (
    AppraiseeRow,
    SeatRow,
    appraisee_faults,
    class_named,
    numbered,
    put_appraisees,
    put_seats,
    save_appraisees,
    save_seats,
    seat_faults,
)
from voting.meeting.preparation.workbooks import MOST_ROWS, Found, sheets_of
from voting.refusals.sentence import Sentence
from voting.storage.registry import Officer

APPRAISEES, SEATS, HELP = "被评议人", "座位", "填写说明"
APPRAISEE_COLUMNS = ("编号", "姓名", "单位", "职务", "组别", "书面述职")
SEAT_COLUMNS = ("座位", "票类")
YES, NO = ("是", "书面", "√", "Y", "y", "1"), ("", "否", "现场", "N", "n", "0")


def template(scheme: Scheme, appraisees: Sequence[AppraiseeRow] = (), seats: Sequence[SeatRow] = ()) -> bytes:
    """The workbook to fill in, with what is known already; classes are offered as a drop-down list."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2E6E6", "border": 1, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        people = book.add_worksheet(APPRAISEES)
        rows = [
            (row.code, row.name, row.unit, row.post, row.group, "是" if row.in_writing else "否") for row in appraisees
        ]
        _write(people, APPRAISEE_COLUMNS, rows, head, text, (8, 14, 30, 24, 12, 10))
        people.data_validation(1, 5, MOST_ROWS, 5, {"validate": "list", "source": ["是", "否"]})
        room = book.add_worksheet(SEATS)
        _write(room, SEAT_COLUMNS, [(row.label, row.ballot_class) for row in seats], head, text, (24, 10))
        classes = [one.id for one in scheme.classes]
        if classes:
            room.data_validation(1, 1, MOST_ROWS, 1, {"validate": "list", "source": classes})
        _write_help(book.add_worksheet(HELP), scheme)
    return buffer.getvalue()


def read(content: bytes, classes: Sequence[str]) -> tuple[list[AppraiseeRow], list[SeatRow]]:
    """Read a filled-in workbook; raises BadInput naming sheet and row of each fault, and imports nothing then.

    A sheet without rows gives an empty list: what was entered before is to stay.
    """
    found = sheets_of(content, {APPRAISEES: APPRAISEE_COLUMNS, SEATS: SEAT_COLUMNS})
    faults: list[str] = []
    people = [_appraisee(line, number, faults) for number, line in found[APPRAISEES]]
    people = numbered(people)
    seats = [SeatRow(label, class_named(name, classes)) for _, (label, name) in found[SEATS]]
    faults += _at_their_rows(APPRAISEES, found, appraisee_faults(people, _row_numbers(APPRAISEES, found)))
    faults += _at_their_rows(SEATS, found, seat_faults(seats, classes, _row_numbers(SEATS, found)))
    if faults:
        raise BadInput("roster_not_imported", lines=faults)
    if not people and not seats:
        raise BadInput("roster_empty", people=APPRAISEES, seats=SEATS)
    return people, seats


def import_roster(
    house: House, who: Officer, meeting_id: int, people: Sequence[AppraiseeRow], seats: Sequence[SeatRow]
) -> None:
    """Keep what `read` found, both lists or neither; one that is empty leaves what was there.

    Raises NotAllowed, WrongState, BadInput.
    """
    if not seats:
        save_appraisees(house, who, meeting_id, people)
    elif not people:
        save_seats(house, who, meeting_id, seats)
    else:
        with house.act(SAVE_APPRAISEES, who, meeting_id) as act:
            put_appraisees(act, people)
            put_seats(act, seats)


def _at_their_rows(name: str, found: Found, faults: Iterable[tuple[int, str]]) -> list[str]:
    """Faults of a list at the rows of the sheet it was read from."""
    rows = _row_numbers(name, found)
    return [Sentence("at_sheet_row", sheet=name, row=rows[number - 1], fault=fault) for number, fault in faults]


def _row_numbers(name: str, found: Found) -> list[int]:
    return [number for number, _ in found[name]]


def _appraisee(line: list[str], row: int, faults: list[str]) -> AppraiseeRow:
    code, name, unit, post, group, writing = line
    if writing not in (*YES, *NO):
        said = Sentence("yes_or_no_in_writing", column=APPRAISEE_COLUMNS[-1], yes=YES[0], no=NO[1], text=writing)
        faults.append(Sentence("at_sheet_row", sheet=APPRAISEES, row=row, fault=said))
    return AppraiseeRow(code, name, unit, post, group, writing in YES)


def _write(
    sheet: Any, columns: Sequence[str], rows: Iterable[Sequence[str]], head: Any, text: Any, widths: Any
) -> None:
    sheet.freeze_panes(1, 0)
    for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(at, at, width, text)  # as text, so that 01 stays 01
        sheet.write_string(0, at, column, head)
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            sheet.write_string(number, at, value, text)


def _write_help(sheet: Any, scheme: Scheme) -> None:
    sheet.set_column(0, 0, 90)
    lines = [
        "“被评议人”表：一行一人（或一个单位），按发言顺序填写。姓名必填；"
        "编号会印在统计表里，如 01、02，空着则按顺序自动编。",
        "“组别”用于分组比例（如 农村、社区），不分组就空着。“书面述职”填“是”的不上台发言，仍参加测评。",
        "“座位”表：一行一张票卡。座位可写座号或岗位，如 一排3号、党委委员2；不必写姓名。",
        "票类按方案填写：" + ";".join(f"{one.id} {one.title}" for one in scheme.classes) + "。",
        "一人兼两类身份的，只按排在前面的票类登记一次。",
        "表头和工作表名称请不要改动。有一处填错，整张表都不导入，系统会指出行号。",
    ]
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)
