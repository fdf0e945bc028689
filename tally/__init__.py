"""The count: marks in, explained grades out. Knows no web and no database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tally.description import describe
from tally.faults import Fault, Faults
from tally.scheme import Scheme
from tally.scheme_file import read_scheme
from tally.sources import Source

if TYPE_CHECKING:
    from tally.result import Result
    from tally.tabulation import count

__all__ = ["Fault", "Faults", "Result", "Scheme", "Source", "count", "describe", "read_scheme"]


def __getattr__(name: str) -> Any:
    """Load what needs pandas only when it is asked for: reading a scheme back starts without it."""
    if name == "count":
        from tally.tabulation import count  # noqa: PLC0415 - see above

        return count
    if name == "Result":
        from tally.result import Result  # noqa: PLC0415 - see above

        return Result
    raise AttributeError(name)
