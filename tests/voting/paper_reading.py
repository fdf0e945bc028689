"""Opens papers again the way their readers do: Word, Excel and PDF files back to text and cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx
import numpy
import openpyxl
import pypdf
import pypdfium2
import zxingcpp
from docx.document import Document
from numpy.typing import NDArray

Pixels = NDArray[numpy.uint8]


def open_docx(paper: bytes) -> Document:
    return docx.Document(io.BytesIO(paper))


def docx_text(paper: bytes) -> str:
    """All text of the body in order, table cells parted by tabs."""
    document = open_docx(paper)
    blocks = []
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            blocks += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            blocks.append(block.text)
    return "\n".join(blocks)


def docx_table(paper: bytes, first: str) -> list[list[str]]:
    """The rows of the table whose first cell says this."""
    for table in open_docx(paper).tables:
        if table.cell(0, 0).text == first:
            return [[cell.text for cell in row.cells] for row in table.rows]
    raise AssertionError(f"no table begins with {first}")


def open_xlsx(paper: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(paper))


def overview_rows(paper: bytes) -> list[dict[str, Any]]:
    """The rows of the 汇总表 by heading; the columns of a mark are 好/票 and 好/%."""
    sheet = open_xlsx(paper)["汇总表"]
    upper = [cell.value for cell in sheet[3]]
    lower = [cell.value for cell in sheet[4]]
    heads: list[str] = []
    for top, below in zip(upper, lower, strict=True):
        name = top if top is not None else heads[-1].split("/")[0]
        heads.append(f"{name}/{below}" if below else name)
    rows = ([cell for cell in row] for row in sheet.iter_rows(min_row=5) if isinstance(row[0].value, int))
    return [dict(zip(heads, row, strict=True)) for row in rows]


def shown(cell: Any) -> str:
    """What Excel shows in a cell, for the formats that our papers use."""
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    percent = cell.number_format.endswith("%")
    pattern = cell.number_format.removesuffix("%")
    places = len(pattern.partition(".")[2])
    return f"{cell.value * (100 if percent else 1):.{places}f}{'%' if percent else ''}"


def pdf_text(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages)


def pdf_colours(paper: bytes) -> Pixels:
    """The first page in red, green and blue, 150 dots an inch."""
    page: Pixels = pypdfium2.PdfDocument(paper)[0].render(scale=150 / 72, rev_byteorder=True).to_numpy()[:, :, :3]
    return page


def pdf_fonts(paper: bytes) -> Iterator[tuple[str, bool]]:
    """The name of every font, and whether the PDF carries it."""
    pages: Any = pypdf.PdfReader(io.BytesIO(paper)).pages
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            below = font["/DescendantFonts"][0]
            descriptor = below["/FontDescriptor"]
            carried = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            yield str(font["/BaseFont"]), carried


def pdf_pictures(paper: bytes, dots_per_inch: int = 150) -> list[Pixels]:
    """Every page as gray pixels."""
    document = pypdfium2.PdfDocument(paper)
    try:
        pages = [document[number] for number in range(len(document))]
        return [page.render(scale=dots_per_inch / 72, grayscale=True).to_numpy().squeeze().copy() for page in pages]
    finally:
        document.close()


def cut(picture: Pixels, box: Sequence[float], dots_per_inch: int = 150) -> Pixels:
    """The part of a page between left, top, right, bottom in mm."""
    left, top, right, bottom = (round(side / 25.4 * dots_per_inch) for side in box)
    return picture[top:bottom, left:right]


def scan(picture: Pixels) -> list[str]:
    """The texts of the QR codes in a picture, as a phone would read them."""
    return [code.text for code in zxingcpp.read_barcodes(numpy.ascontiguousarray(picture))]
