"""What is wrong with an input, and where: every fault of a run is gathered, then raised at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tally.reading.unseen import made_visible

SHOWN = 20
KEPT = 1000
CITED = 60  # characters of what was found, in a message


def shown(text: str) -> str:
    """A text for a message: cut short, and with every sign that nobody sees made visible."""
    return made_visible(text if len(text) <= CITED else text[:CITED] + "…")


@dataclass(frozen=True)
class Fault:
    """One thing wrong, at a place a person can open: `FILE:LINE: what is wrong`."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {' '.join(self.message.splitlines())}"


class Faults(Exception):
    """The input cannot be counted; `faults` says where and why, `total` how many there were in all.

    Of a file with a fault in every row the first KEPT are kept, so that a wrong file of ten million
    rows is refused in little memory.
    """

    def __init__(self, faults: Iterable[Fault], total: int | None = None) -> None:
        self.faults = tuple(faults)
        self.total = len(self.faults) if total is None else total
        super().__init__(*self.faults)

    def lines(self, shown: int = SHOWN) -> list[str]:
        """One line for each of the first `shown` faults, then how many more there are."""
        lines = [str(fault) for fault in self.faults[:shown]]
        more = self.total - len(lines)
        return [*lines, f"……另有{more}处错误未列出"] if more else lines

    def __str__(self) -> str:
        return "\n".join(self.lines())


class FaultList:
    """Gathers faults while a file is read; `raise_any` ends the reading if there were any."""

    def __init__(self) -> None:
        self._kept: list[Fault] = []
        self._total = 0

    def add(self, file: str, line: int | None, message: str) -> None:
        """Note one fault."""
        self._total += 1
        if len(self._kept) < KEPT:
            self._kept.append(Fault(file, line, message))

    def extend(self, faults: Faults) -> None:
        """Note the faults of another reading."""
        self._total += faults.total
        self._kept.extend(faults.faults[: KEPT - len(self._kept)])

    def __bool__(self) -> bool:
        return self._total > 0

    def raised(self) -> Faults:
        """What was noted, as the exception to raise."""
        return Faults(self._kept, self._total)

    def raise_any(self) -> None:
        """Raise `Faults` if anything was noted."""
        if self._total:
            raise self.raised()

    def blame(self, file: str, before: FaultList) -> None:
        """Say of every fault that was not there `before` that it lies in `file`, which has no lines."""
        known = set(before._kept)
        self._kept = [
            fault if fault in known or fault.line is None else Fault(file, None, fault.message) for fault in self._kept
        ]

    def sort_by_line(self) -> None:
        """Put what was noted in the order of the lines; what has no line comes first."""
        self._kept.sort(key=lambda fault: fault.line or 0)
