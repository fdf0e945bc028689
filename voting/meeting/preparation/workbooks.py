"""Reading filled-in .xlsx workbooks: every row as the texts a person sees, with the number Excel shows beside it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.exceptions import InvalidFileException

from voting.errors import BadInput
from voting.refusals.sentence import Sentence

MOST_ROWS = 5000
MOST_COLUMNS = 200
MOST_NAMED = 5  # merged cells that one line names
MOST_BYTES = 64 * 1024 * 1024  # unpacked; a workbook of 5,000 rows has about three million
# What openpyxl raises where a file is not a workbook, or only looks like one; a SyntaxError is the XML's.
NOT_A_WORKBOOK = (
    BadZipFile, InvalidFileException, SyntaxError, RuntimeError, zlib.error,
    KeyError, IndexError, ValueError, TypeError, AttributeError, OSError, EOFError,
)  # fmt: skip
MERGED = re.compile(rb"<mergeCell\s[^>]*?ref=\"([A-Z]+[0-9]+:[A-Z]+([0-9]+))\"")
ROW = re.compile(rb"<row\s[^>]*?\br=\"([0-9]+)\"")
VALUE = re.compile(rb"<(v|is)>[^<]|<is><")
Found = Mapping[str, Sequence[tuple[int, list[str]]]]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its head and as many rows as are allowed, whether there are more, which cells are merged."""

    rows: list[Sequence[Any]]
    has_more: bool
    merged: list[str]


def sheets_of(content: bytes, wanted: Mapping[str, Sequence[str]]) -> Found:
    """The rows of the wanted sheets, sheet → (row number, the wanted columns in their order); empty rows are left out.

    Raises BadInput where it is no workbook, or naming each sheet and column that is missing.
    """
    try:
        found = _sheets(content, wanted)
    except NOT_A_WORKBOOK as fault:
        raise BadInput("not_a_workbook") from fault
    faults: list[str] = []
    rows = {name: _columns(name, found.get(name), columns, faults) for name, columns in wanted.items()}
    if faults:
        raise BadInput("workbook_faulty", lines=faults)
    return rows


def cell_text(cell: Any) -> str:
    """A cell as the text a person sees: 1 and 1.0 are both "1", TRUE is 是."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        shown = format(Decimal(repr(cell)), "f")
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return str(cell).strip()


def _sheets(content: bytes, wanted: Mapping[str, Sequence[str]]) -> dict[str, Sheet]:
    with ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
            raise BadInput("workbook_too_large")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    names = [name for name in book.sheetnames if name in wanted and hasattr(book[name], "iter_rows")]
    return {name: _sheet(book[name], content) for name in names}


def _sheet(sheet: Any, content: bytes) -> Sheet:
    rows = list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True))
    with ZipFile(io.BytesIO(content)) as parts:
        written = parts.read(sheet._worksheet_path)  # openpyxl tells neither of these from a read-only sheet
    merged = [ref.decode() for ref, last in MERGED.findall(written) if int(last) > 1]
    has_more = any(map(cell_text, (cell for line in rows[MOST_ROWS + 1 :] for cell in line)))
    return Sheet(rows[: MOST_ROWS + 1], has_more or _has_far_rows(written), merged)


def _has_far_rows(written: bytes) -> bool:
    """Whether anything stands below the rows that are read: a million empty ones are passed over unread."""
    far = next((row.start() for row in ROW.finditer(written) if int(row[1]) > MOST_ROWS + 1), len(written))
    return bool(VALUE.search(written, far))


def _columns(name: str, sheet: Sheet | None, columns: Sequence[str], faults: list[str]) -> list[tuple[int, list[str]]]:
    if sheet is None:
        faults.append(Sentence("sheet_missing", sheet=name))
        return []
    head = [cell_text(cell) for cell in sheet.rows[0]] if sheet.rows else []
    missing = tuple(column for column in columns if column not in head)
    if missing:
        faults.append(Sentence("columns_missing", sheet=name, columns=missing))
        return []
    if sheet.has_more:
        faults.append(Sentence("sheet_too_long", sheet=name, most=MOST_ROWS))
        return []
    if sheet.merged:
        is_cut, named = len(sheet.merged) > MOST_NAMED, tuple(sheet.merged[:MOST_NAMED])
        faults.append(Sentence("cells_merged_and_more" if is_cut else "cells_merged", sheet=name, cells=named))
        return []
    wanted = [head.index(column) for column in columns]
    rows = []
    for number, line in enumerate(sheet.rows[1:], 2):
        cells = [line[at] if at < len(line) else None for at in wanted]
        faults += [
            Sentence("at_sheet_row", sheet=name, row=number, fault=said) for said in _cell_faults(columns, cells)
        ]
        rows.append((number, [cell_text(cell) for cell in cells]))
    return [(number, row) for number, row in rows if any(row)]


def _cell_faults(columns: Sequence[str], cells: Sequence[Any]) -> Iterator[str]:
    """What Excel made of a cell that nobody typed: a date out of 1-3, an error out of a formula."""
    for column, cell in zip(columns, cells, strict=True):
        if isinstance(cell, date | time | timedelta):
            yield Sentence("cell_is_date", column=column)
        elif cell in ERROR_CODES:
            yield Sentence("cell_is_error", column=column, error=str(cell))
