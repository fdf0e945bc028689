"""记录项 as an .xlsx file: the template to fill in, and reading it back. All of it or nothing is imported."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from sqlalchemy.orm import Session

from tally import Scheme
from tally.regulation.scheme import Record, RecordKind
from voting.errors import BadInput
from voting.meeting.finding import scheme_of
from voting.meeting.preparation.recording import (
    Place,
    entered_records,
    faults_in,
    in_words,
    plain,
    save_records,
    score_range,
)
from voting.meeting.preparation.workbooks import Found, sheets_of
from voting.storage.registry import Meeting, Officer

SHEET, HELP = "记录项", "填写说明"
PERSON_COLUMNS = ("编号", "姓名")
COMMENT = 60  # characters that a comment of twice the usual width and the usual height holds
KINDS = {RecordKind.FLAG: "填“是”或“否”", RecordKind.SCORE: "填数字", RecordKind.CHOICE: "从下拉列表中选"}


def template(scheme: Scheme, people: Sequence[tuple[str, str]], values: Mapping[Place, str]) -> bytes:
    """The workbook to fill in: a row for each (code, name), a column for each record, with what is known already."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2E6E6", "border": 1, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, len(PERSON_COLUMNS))
        for place, (title, width) in enumerate(zip(PERSON_COLUMNS, (8, 16), strict=True)):
            sheet.set_column(place, place, width, text)
            sheet.write_string(0, place, title, head)
        for place, record in enumerate(scheme.records, len(PERSON_COLUMNS)):
            _write_column(sheet, place, record, len(people), head, text)
        for line, (code, name) in enumerate(people, 1):
            known = (values.get((code, record.id), "") for record in scheme.records)
            for place, value in enumerate((code, name, *known)):
                sheet.write_string(line, place, value, text)
        _write_help(book.add_worksheet(HELP), scheme, book.add_format({"text_wrap": True, "valign": "top"}))
    return buffer.getvalue()


def read(content: bytes, scheme: Scheme) -> Found:
    """The rows of a filled-in workbook; raises BadInput where it is not one of this scheme's. Needs no session."""
    return sheets_of(content, {SHEET: [*PERSON_COLUMNS, *(record.id for record in scheme.records)]})


def import_records(session: Session, who: Officer, meeting: Meeting, found: Found) -> int:
    """Save what `read` found; returns for how many people. Those who are not in the sheet keep what they have.

    Raises BadInput naming the row of each fault, and imports nothing then.
    """
    records = scheme_of(meeting).records
    rows = {number: line for number, line in found[SHEET] if any(line)}
    values = {
        number: {(line[0], one.id): plain(text) for one, text in zip(records, line[2:], strict=True) if plain(text)}
        for number, line in rows.items()
    }
    faults = _row_faults(meeting, rows) + [
        f"“{SHEET}”表第{number}行：{fault}"
        for number, of_row in values.items()
        if rows[number][0] in _codes(meeting)
        for fault in in_words(meeting, faults_in(meeting, of_row))
    ]
    if faults or not rows:
        lines = faults or [f"“{SHEET}”表中没有内容。"]
        raise BadInput("记录项没有导入，原有内容不变。请在表中改正以下各处后重新上传。", lines=lines)
    listed = {line[0] for line in rows.values()}
    kept = {place: text for place, text in entered_records(session, meeting).items() if place[0] not in listed}
    save_records(session, who, meeting, kept | {place: text for one in values.values() for place, text in one.items()})
    return len(listed)


def _codes(meeting: Meeting) -> dict[str, str]:
    return {one.code: one.name for one in meeting.appraisees}


def _row_faults(meeting: Meeting, rows: Mapping[int, list[str]]) -> list[str]:
    """Rows of people who are not in the roster, whose name is another's, or who stand there twice."""
    names = _codes(meeting)
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, (code, name, *_) in rows.items():
        place = f"“{SHEET}”表第{number}行"
        if code not in names:
            faults.append(f"{place}：名单中没有编号“{code}”。")
        elif name and name != names[code]:
            faults.append(f"{place}：编号“{code}”在名单中是“{names[code]}”，表中是“{name}”。")
        if code in seen:
            faults.append(f"{place}：编号“{code}”与第{seen[code]}行重复。")
        seen.setdefault(code, number)
    return faults


def _write_column(sheet: Any, place: int, record: Record, people: int, head: Any, text: Any) -> None:
    sheet.set_column(place, place, max(10, min(24, 2 * len(record.id) + 2)), text)
    sheet.write_string(0, place, record.id, head)
    meaning = _meaning(record)
    sheet.write_comment(0, place, meaning, {"x_scale": 2, "y_scale": 1 + len(meaning) // COMMENT})
    offered = ["是", "否"] if record.kind is RecordKind.FLAG else [one.label for one in record.choices]
    if offered and people and len(",".join(offered)) <= 255:
        sheet.data_validation(1, place, people, place, {"validate": "list", "source": offered})


def _meaning(record: Record) -> str:
    what = KINDS[record.kind] + (f"，{score_range(record)}" if record.kind is RecordKind.SCORE else "")
    default = f"；空着按“{record.default}”计" if record.default is not None else "；必须填写"
    title = "" if record.title in ("", record.id) else f"。{record.title.rstrip('。')}"
    return f"{what}{default}{title}"


def _write_help(sheet: Any, scheme: Scheme, wrapped: Any) -> None:
    sheet.set_column(0, 0, 110)
    lines = [
        "一行一人，编号、姓名与被评议人名单一致，不要改动；不在表中的人，系统里已录入的内容不变。",
        "表头和工作表名称请不要改动。有一处填错，整张表都不导入，系统会指出行号。",
        *(f"{record.id}：{_meaning(record)}。" for record in scheme.records),
    ]
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line, wrapped)
