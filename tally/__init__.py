"""The count: marks in, explained grades out. Knows no web and no database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tally.reading.faults import Fault, Faults
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme
from tally.regulation.scheme_file import read_scheme
from tally.result import Result
from tally.result_file import NotAResultError, read_result
from tally.words.description import describe
from tally.words.explanation import explain

if TYPE_CHECKING:
    from tally.tabulation import count

__all__ = [
    "Fault",
    "Faults",
    "NotAResultError",
    "Result",
    "Scheme",
    "Source",
    "count",
    "describe",
    "explain",
    "read_result",
    "read_scheme",
]


def __getattr__(name: str) -> Any:
    """Load the count only when it is asked for: it needs numpy, and reading a scheme back does not."""
    if name == "count":
        from tally.tabulation import count  # noqa: PLC0415 - see above

        return count
    raise AttributeError(name)
