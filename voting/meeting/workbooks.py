"""Reading filled-in .xlsx workbooks: every row as the texts a person sees, with the number Excel shows beside it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from voting.errors import BadInput

MOST_ROWS = 5000
MOST_COLUMNS = 200
MOST_BYTES = 64 * 1024 * 1024  # unpacked; a workbook of 5,000 rows has about three million
# What openpyxl raises where a file is not a workbook, or only looks like one; a SyntaxError is the XML's.
NOT_A_WORKBOOK = (
    BadZipFile, InvalidFileException, SyntaxError, RuntimeError, zlib.error,
    KeyError, IndexError, ValueError, TypeError, AttributeError, OSError, EOFError,
)  # fmt: skip
Found = Mapping[str, Sequence[tuple[int, list[str]]]]


def sheets_of(content: bytes, wanted: Mapping[str, Sequence[str]]) -> Found:
    """The rows of the wanted sheets, sheet → (row number, the wanted columns in their order); empty rows are left out.

    Raises BadInput where it is no workbook, or naming each sheet and column that is missing.
    """
    try:
        found = {name: list(lines) for name, lines in _sheets(content).items() if name in wanted}
    except NOT_A_WORKBOOK as fault:
        raise BadInput("这不是 .xlsx 文件。请用下载的模板填写，另存为“Excel 工作簿(.xlsx)”再上传。") from fault
    faults: list[str] = []
    rows = {name: _columns(name, found.get(name), columns, faults) for name, columns in wanted.items()}
    if faults:
        raise BadInput("表格没有导入，原有内容不变。请改正以下各处后重新上传。", lines=faults)
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


def _sheets(content: bytes) -> dict[str, Iterator[list[str]]]:
    with ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
            raise BadInput("这个文件展开后太大，没有读取。请用下载的模板填写后再上传。")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return {name: _lines(book[name]) for name in book.sheetnames if hasattr(book[name], "iter_rows")}


def _lines(sheet: Any) -> Iterator[list[str]]:
    """The lines of a sheet, and one more than is allowed where there are too many."""
    rows: Iterable[Sequence[Any]] = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
    for row in rows:
        yield [cell_text(cell) for cell in row]


def _columns(
    name: str, lines: list[list[str]] | None, columns: Sequence[str], faults: list[str]
) -> list[tuple[int, list[str]]]:
    if lines is None:
        faults.append(f"缺少工作表“{name}”。请用下载的模板填写。")
        return []
    head = lines[0] if lines else []
    missing = [column for column in columns if column not in head]
    if missing:
        faults.append(f"“{name}”表第1行缺少列：{'、'.join(missing)}。表头请不要改动。")
        return []
    if any(map(any, lines[MOST_ROWS + 1 :])):
        faults.append(f"“{name}”表超过{MOST_ROWS}行，请分场次导入。")
        return []
    places = [head.index(column) for column in columns]
    rows = ((number, [line[at] if at < len(line) else "" for at in places]) for number, line in enumerate(lines[1:], 2))
    return [(number, row) for number, row in rows if any(row)]
