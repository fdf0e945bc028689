"""Typst masters to PDF, in fonts that travel with the program: Chinese shows on any machine."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pylopdf_fonts_zh_cn as chinese
import typst

from voting.papers.masters import MasterFault, master_path


def set_pdf(name: str, data: Mapping[str, object]) -> bytes:
    """The Typst master of this name set with the data, as a PDF that carries its fonts.

    Nothing is written to disk and no time stands in the PDF; raises MasterFault if the master is broken.
    """
    path = master_path(name)
    try:
        return typst.compile(
            path,
            root=path.parent,
            font_paths=[chinese.sans_path().parent],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
            pdf_tags=False,
        )
    except typst.TypstError as fault:
        raise MasterFault(f"文书模板“{name}”排不出来：{fault.message}。请换回原来的模板。") from fault
