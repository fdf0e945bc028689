"""Where the Word and Typst masters lie, and how a Word master is filled in.

The office edits the .docx masters in Word; a master that no longer fits is refused with the name of
the field that does not exist, so nobody signs a paper with a hole in it.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx.document import Document
from docx.shared import Length
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from voting.errors import Refused
from voting.papers.master_fields import Fields, Master, context_of
from voting.papers.packing import without_times


class MasterFault(Refused):
    """A master under templates/documents is missing or no longer fits the figures."""

    code = "bad_master"


def documents_folder() -> Path:
    """The folder of the masters: inside the installed package, or at the top of the repository."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates" / "documents"
    return installed if installed.is_dir() else package.parent / "templates" / "documents"


def master_path(name: str) -> Path:
    """The master of this file name; raises MasterFault if the office has moved it away."""
    path = documents_folder() / name
    if not path.is_file():
        raise MasterFault("master_missing", file=name)
    return path


def fill_docx(master: Master[Fields], filled: Fields) -> bytes:
    """The Word master filled in, as the bytes of a .docx; user text never becomes markup or a field.

    Raises MasterFault when the master is missing, is no .docx, or asks for a field that is not there.
    """
    name, path = master.file, master_path(master.file)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(path)
        document.render(context_of(filled), jinja_env=environment, autoescape=True)
    except TemplateError as fault:
        raise MasterFault("master_not_filled", file=name, fault=fault.message or "") from fault
    except (ValueError, KeyError, zipfile.BadZipFile) as fault:
        raise MasterFault("master_broken", file=name) from fault
    fit_tables(document.docx)
    written = io.BytesIO()
    document.save(written)
    return without_times(written.getvalue())


def fit_tables(document: Document) -> None:
    """Sets every table to the width of the text, its columns in the proportions of its fullest row.

    A loop over columns makes more of them than the master has, so the widths no longer add up.
    """
    section = document.sections[0]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    width = (section.page_width or 0) - sides
    for table in document.tables:
        fit_table(table, Length(width))


def fit_table(table: Table, width: Length) -> None:
    """Scales one table; cells and grid agree, as LibreOffice reads the grid and Word the cells."""
    fullest = max(table._tbl.tr_lst, key=lambda row: len(row.tc_lst))
    asked = [cell.width or Length(1) for cell in fullest.tc_lst]
    widths = [Length(width * share // sum(asked)) for share in asked]
    for column, fitted in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = fitted
    for row in table._tbl.tr_lst:
        if len(row.tc_lst) == len(widths):
            for cell, fitted in zip(row.tc_lst, widths, strict=True):
                cell.width = fitted
