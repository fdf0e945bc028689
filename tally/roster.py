"""Who is evaluated: the appraisees file."""

from __future__ import annotations

from dataclasses import dataclass

from tally.reading.csv_rows import Columns, rows
from tally.reading.faults import FaultList, shown
from tally.reading.sources import Source

APPRAISEE_COLUMNS = Columns(required=("id", "name", "group"), filled=("id",), optional=("unit", "post"))


@dataclass(frozen=True)
class Appraisee:
    """The person or unit being evaluated."""

    id: str
    name: str
    group: str
    unit: str = ""
    post: str = ""


def read_appraisees(source: Source, faults: FaultList) -> tuple[Appraisee, ...]:
    """The appraisees, in file order; an id that stands twice is noted."""
    found: dict[str, Appraisee] = {}
    for row in rows(source, APPRAISEE_COLUMNS, faults):
        appraisee = Appraisee(**row.fields)
        if appraisee.id in found:
            faults.add(source.name, row.line, f"被评议人“{shown(appraisee.id)}”重复了")
        found.setdefault(appraisee.id, appraisee)
    return tuple(found.values())
