"""Typst masters to PDF, in fonts that travel with the program: Chinese shows on any machine."""

from __future__ import annotations

import json

import pylopdf_fonts_zh_cn as chinese
import typst

from voting.papers.master_fields import Fields, Master, context_of
from voting.papers.masters import MasterFault, master_path


def set_pdf(master: Master[Fields], filled: Fields) -> bytes:
    """The Typst master set with these fields, as a PDF that carries its fonts.

    Nothing is written to disk and no time stands in the PDF; raises MasterFault if the master is broken.
    """
    path = master_path(master.file)
    try:
        return typst.compile(
            path,
            root=path.parent,
            font_paths=[chinese.sans_path().parent],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(context_of(filled), ensure_ascii=False)},
            timestamp=0,
            pdf_tags=False,
        )
    except typst.TypstError as fault:
        raise MasterFault("master_not_set", file=master.file, fault=fault.message) from fault
