"""The count: marks in, explained grades out. Knows no web and no database."""

from __future__ import annotations

from tally.faults import Fault, Faults
from tally.scheme import Scheme
from tally.sources import Source

__all__ = ["Fault", "Faults", "Scheme", "Source"]
