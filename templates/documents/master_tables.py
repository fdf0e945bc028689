"""Ruled tables of our Word masters: small type, heading rows that repeat, rows that never break."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from master_layout import BODY, HEAD, face, off_grid


def cell_text(cell: _Cell, text: str, size: float = 10.5, font: str = BODY, left: bool = False) -> Paragraph:
    """Fills a cell in small type, off the grid, centred unless told otherwise."""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(size * 1.45)
    face(paragraph.add_run(text), font, size)
    off_grid(paragraph)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    return paragraph


def table(document: DocumentType, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 10.5,
          heads: int = 1) -> Table:  # fmt: skip
    """A ruled table with these texts; widths in mm; the first rows in 黑体 and repeated on every page."""
    made = document.add_table(len(rows), len(widths), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row, texts in zip(made.rows, rows, strict=True):
        keep_row(row, repeat=row._index < heads)
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            cell_text(cell, text, size, HEAD if row._index < heads else BODY)
    narrow_margins(made)
    return made


def keep_row(row: object, repeat: bool) -> None:
    """No row breaks across pages; heading rows come again on every page."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]  # python-docx ships no types
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))


def narrow_margins(made: Table) -> None:
    """One millimetre on either side of a cell's text, so that long names fit."""
    sides = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")
