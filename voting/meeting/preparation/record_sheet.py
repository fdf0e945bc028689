"""记录项 as an .xlsx file: the template to fill in, and reading it back. All of it or nothing is imported."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from tally import Scheme
from tally.regulation.scheme import Record, RecordKind
from voting.errors import BadInput
from voting.meeting.acting import Doing
from voting.meeting.acts import ENTER_RECORDS
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.preparation.recording import (
    Cell,
    entered_records,
    faults_in,
    in_words,
    plain,
    put_records,
    score_range,
)
from voting.meeting.preparation.workbooks import Found, sheets_of
from voting.refusals.sentence import Sentence
from voting.storage.registry import Meeting, Officer

SHEET, HELP = "记录项", "填写说明"
PERSON_COLUMNS = ("编号", "姓名")
COMMENT = 60  # characters that a comment of twice the usual width and the usual height holds
KINDS = {RecordKind.FLAG: "填“是”或“否”", RecordKind.SCORE: "填数字", RecordKind.CHOICE: "从下拉列表中选"}


def template(scheme: Scheme, people: Sequence[tuple[str, str]], values: Mapping[Cell, str]) -> bytes:
    """The workbook to fill in: a row for each (code, name), a column for each record, with what is known already."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2E6E6", "border": 1, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, len(PERSON_COLUMNS))
        for at, (title, width) in enumerate(zip(PERSON_COLUMNS, (8, 16), strict=True)):
            sheet.set_column(at, at, width, text)
            sheet.write_string(0, at, title, head)
        for at, record in enumerate(scheme.records, len(PERSON_COLUMNS)):
            _write_column(sheet, at, record, len(people), head, text)
        for line, (code, name) in enumerate(people, 1):
            known = (values.get((code, record.id), "") for record in scheme.records)
            for at, value in enumerate((code, name, *known)):
                sheet.write_string(line, at, value, text)
        _write_help(book.add_worksheet(HELP), scheme, book.add_format({"text_wrap": True, "valign": "top"}))
    return buffer.getvalue()


def read(content: bytes, scheme: Scheme) -> Found:
    """The rows of a filled-in workbook; raises BadInput where it is not one of this scheme's. Needs no session."""
    return sheets_of(content, {SHEET: [*PERSON_COLUMNS, *(record.id for record in scheme.records)]})


def import_records(house: House, who: Officer, meeting_id: int, found: Found) -> int:
    """Save what `read` found; returns for how many people. Those who are not in the sheet keep what they have.

    Raises NotAllowed, WrongState, BadInput naming the row of each fault, and imports nothing then.
    """
    with house.act(ENTER_RECORDS, who, meeting_id) as act:
        rows = {number: line for number, line in found[SHEET] if any(line)}
        values = _sound_values(act.meeting, rows)
        listed = {line[0] for line in rows.values()}
        _put_beside(act, listed, values)
        return len(listed)


def _sound_values(meeting: Meeting, rows: Mapping[int, list[str]]) -> dict[Cell, str]:
    """What the rows say, by cell; raises BadInput with every fault in them."""
    records, names = scheme_of(meeting).records, _names(meeting)
    faults, values = _row_faults(names, rows), dict[Cell, str]()
    for number, line in rows.items():
        texts = zip(records, map(plain, line[len(PERSON_COLUMNS) :]), strict=True)
        of_row = {(line[0], record.id): text for record, text in texts if text}
        wrong = in_words(meeting, faults_in(meeting, of_row)) if line[0] in names else []
        faults += [_at_row(number, fault) for fault in wrong]
        values |= of_row
    if faults or not rows:
        raise BadInput("records_not_imported", lines=faults or [Sentence("sheet_empty", sheet=SHEET)])
    return values


def _put_beside(act: Doing, listed: set[str], values: Mapping[Cell, str]) -> None:
    """Replace all values of the people listed; the others' stay."""
    entered = entered_records(act.session, act.meeting)
    put_records(act, {cell: text for cell, text in entered.items() if cell[0] not in listed} | dict(values))


def _names(meeting: Meeting) -> dict[str, str]:
    return {person.code: person.name for person in meeting.appraisees}


def _row_faults(names: Mapping[str, str], rows: Mapping[int, list[str]]) -> list[str]:
    """Rows of people who are not in the roster, whose name is another's, or who stand there twice."""
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, (code, name, *_) in rows.items():
        if code not in names:
            faults.append(_at_row(number, Sentence("number_unknown", code=code)))
        elif name and name != names[code]:
            faults.append(_at_row(number, Sentence("number_of_another", code=code, listed=names[code], typed=name)))
        if code in seen:
            faults.append(_at_row(number, Sentence("number_twice", code=code, row=seen[code])))
        seen.setdefault(code, number)
    return faults


def _at_row(number: int, fault: str) -> Sentence:
    return Sentence("at_sheet_row", sheet=SHEET, row=number, fault=fault)


def _write_column(sheet: Any, at: int, record: Record, people: int, head: Any, text: Any) -> None:
    sheet.set_column(at, at, max(10, min(24, 2 * len(record.id) + 2)), text)
    sheet.write_string(0, at, record.id, head)
    meaning = _meaning(record)
    sheet.write_comment(0, at, meaning, {"x_scale": 2, "y_scale": 1 + len(meaning) // COMMENT})
    offered = ["是", "否"] if record.kind is RecordKind.FLAG else [choice.label for choice in record.choices]
    if offered and people and len(",".join(offered)) <= 255:
        sheet.data_validation(1, at, people, at, {"validate": "list", "source": offered})


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
