"""How our Excel papers are laid out: faces, borders, printing, and numbers that show as printed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from math import ceil
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from voting.papers.wording import plain

A4 = 9  # Excel's number for the paper
TITLE_FACE, HEAD_FACE, BODY_FACE = "方正小标宋简体", "黑体", "宋体"
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 6, 34
LINE_HEIGHT = 14.0  # points, for 10.5 pt type

Cell = str | int | Decimal


@dataclass(frozen=True)
class Look:
    """The formats of one workbook."""

    title: Format
    head: Format
    text: Format
    words: Format
    note: Format
    whole: Format


class Book:
    """A workbook in memory; user text stays text, never a formula, a link or a number."""

    def __init__(self, title: str) -> None:
        self.bytes = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False}  # fmt: skip
        self.file: Workbook = xlsxwriter.Workbook(self.bytes, options)
        self.file.set_properties({"title": title, "created": datetime(1980, 1, 1)})  # noqa: DTZ001 - no time of making; Excel has no zones
        self.look = make_look(self.file)
        self.formats: dict[str, Format] = {}
        self.names: set[str] = set()

    def close(self) -> bytes:
        """The finished .xlsx; nothing can be written afterwards."""
        self.file.close()
        return self.bytes.getvalue()

    def sheet(self, name: str, landscape: bool = True) -> Page:
        """A new A4 sheet under a name that Excel takes, fitted to one page's width."""
        made = self.file.add_worksheet(self.free_name(name))
        made.set_paper(A4)
        if landscape:
            made.set_landscape()
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        made.center_horizontally()
        made.set_footer("&C— &P / &N —")
        return Page(self, made)

    def free_name(self, name: str) -> str:
        """The name without what Excel forbids, at most 31 characters, and unlike every other."""
        stem = FORBIDDEN.sub("_", plain(name)).strip("' ")[:31] or "工作表"
        free, number = stem, 2
        while free.casefold() in self.names:
            ending = f"({number})"
            free, number = stem[: 31 - len(ending)] + ending, number + 1
        self.names.add(free.casefold())
        return free

    def decimal(self, value: Decimal) -> Format:
        """The format that shows this number with the places it was printed with."""
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return self.number_format("0." + "0" * places if places else "0")

    def number_format(self, pattern: str) -> Format:
        """The body format with this number pattern, made once."""
        if pattern not in self.formats:
            self.formats[pattern] = self.file.add_format(body() | {"num_format": pattern})
        return self.formats[pattern]


@dataclass(frozen=True)
class Page:
    """One sheet of a book: `cells` to lay out, and ways to write that keep text as text."""

    book: Book
    cells: Worksheet

    @property
    def look(self) -> Look:
        """The formats of the book."""
        return self.book.look

    def put(self, row: int, column: int, value: Cell, style: Format | None = None) -> None:
        """Writes text as text, a count as a whole number, a printed figure with exactly its places."""
        if isinstance(value, Decimal):
            self.cells.write_number(row, column, value, style or self.book.decimal(value))
        elif isinstance(value, int):
            self.cells.write_number(row, column, value, style or self.look.whole)
        elif not value:
            self.cells.write_blank(row, column, None, style or self.look.text)
        else:
            self.cells.write_string(row, column, value, style or self.look.text)

    def row(self, row: int, values: Sequence[Cell], start: int = 0) -> None:
        """Writes one row of the body."""
        for column, value in enumerate(values, start):
            self.put(row, column, value)

    def put_share(self, row: int, column: int, share: str) -> None:
        """Writes "62.50%" as the number 0.625 shown as 62.50%, a dash as text."""
        value = printed(share.removesuffix("%"))
        if not isinstance(value, Decimal):
            self.put(row, column, plain(share))
            return
        style = self.book.decimal(value).num_format
        self.cells.write_number(row, column, value / 100, self.book.number_format(f"{style}%"))


def body() -> dict[str, object]:
    """The properties that every bordered cell shares."""
    return {"font_name": BODY_FACE, "font_size": 10.5, "border": 1, "align": "center", "valign": "vcenter",
            "text_wrap": True}  # fmt: skip


def make_look(file: Workbook) -> Look:
    """The formats of the house."""
    return Look(
        title=file.add_format({"font_name": TITLE_FACE, "font_size": 18, "align": "center", "valign": "vcenter",
                               "text_wrap": True}),
        head=file.add_format(body() | {"font_name": HEAD_FACE, "bg_color": "#EDEDED"}),
        text=file.add_format(body()),
        words=file.add_format(body() | {"align": "left"}),
        note=file.add_format({"font_name": BODY_FACE, "font_size": 10, "valign": "vcenter", "text_wrap": True}),
        whole=file.add_format(body() | {"num_format": "0"}),
    )  # fmt: skip


def printed(text: str) -> Decimal | str:
    """A printed figure as the number it shows ("85.60" keeps both places); anything else as text."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return plain(text)
    return value if value.is_finite() else plain(text)


def width_of(text: str) -> int:
    """The width of a text in Excel's columns: a Chinese character is two wide."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def fitting(texts: Sequence[str], widest: int = WIDEST) -> int:
    """A column width for these texts, within bounds; longer ones wrap."""
    return max(NARROWEST, min(widest, max(map(width_of, texts), default=0) + 2))


def height_of(texts: Sequence[tuple[str, float]], least: float = 20) -> float:
    """The height in points of a row that holds these (text, column width) pairs, wrapped."""
    lines = max((ceil(width_of(text) / max(1.0, width - 1)) for text, width in texts), default=1)
    return max(least, lines * LINE_HEIGHT + 5)
