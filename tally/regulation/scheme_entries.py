"""What rules, quotas, lists and limits have in common: the document's own words, its article, `round`, a group."""

from __future__ import annotations

from collections.abc import Mapping

from tally.reading.toml_table import Table
from tally.regulation.scheme import BoundKind, Rounding

CITATIONS = ("clause", "article", "note")


def citations(table: Table) -> Mapping[str, str]:
    """The `clause`, `article` and `note` of an entry, '' where one is left out; none may be empty."""
    return {key: table.filled(key) for key in CITATIONS}


def default_rounding(kind: BoundKind) -> Rounding:
    """How people are rounded where nothing is said: at_most 舍去, at_least 进一."""
    return Rounding.DOWN if kind is BoundKind.AT_MOST else Rounding.UP


def read_rounding(table: Table, default: Rounding, *, stands: bool, beside: str = "") -> Rounding:
    """The `round` of an entry, which may stand beside a share alone; `beside` names what it stands beside."""
    if "round" not in table:
        return default
    if not stands:
        table.fault("round", f"的“round”只跟在比例后面；{beside}写的是人数，请删去“round”")
    return Rounding(table.choice("round", [rounding.value for rounding in Rounding]) or default)
