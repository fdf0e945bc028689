"""The live figures of an open round: counts of marks over all classes, shown in steps that hide single ballots.

secrecy.md 7: in steps of at least k ballots, always holding back at least the newest k; no 弃权, no 回避,
no score; what was shown survives a restart. The order in which ballots came exists only here, in memory,
and only for the newest 2k of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Place = tuple[str, str, str, str]  # appraisee, sheet, item, mark


@dataclass
class LiveTally:
    """What of one open round has been shown, and the blocks of ballots that wait to be."""

    k: int
    included: int = 0
    counts: Counter[Place] = field(default_factory=Counter)
    waiting: list[tuple[int, Counter[Place]]] = field(default_factory=list)

    def add(self, marks: Iterable[Place]) -> bool:
        """Take in the newest ballot; return True when what is shown has changed."""
        self.waiting.append((1, Counter(marks)))
        return self._advance()

    def resume(self, ballots: int, counts: Mapping[Place, int]) -> None:
        """After a restart: all `ballots` in the box as one block, since their order is not kept anywhere.

        The block already shown is part of it, so it enters as the difference.
        """
        rest = Counter(counts)
        rest.subtract(self.counts)
        if ballots > self.included:
            self.waiting = [(ballots - self.included, +rest)]

    def _advance(self) -> bool:
        held = 0
        keep = len(self.waiting)
        while keep and held < self.k:
            keep -= 1
            held += self.waiting[keep][0]
        step = sum(size for size, _ in self.waiting[:keep])
        if held < self.k or step < self.k:
            return False
        for _, marks in self.waiting[:keep]:
            self.counts.update(marks)
        self.included += step
        del self.waiting[:keep]
        return True
