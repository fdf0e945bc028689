"""The fields that each master may use, as an office is told of them: `python3 start.py fields`."""

from __future__ import annotations

from typing import Any

from voting.papers.master_fields import Master, fields_of
from voting.papers.register import PAPERS


def field_list() -> str:
    """The masters in the order of the register, each with its paper and its fields, one a line."""
    return "\n\n".join(_told(paper.master, paper.label.zh) for paper in PAPERS if paper.master)


def _told(master: Master[Any], paper: str) -> str:
    return "\n".join((f"{master.file}　{paper}", *(f"  {field}" for field in fields_of(master.fields))))
