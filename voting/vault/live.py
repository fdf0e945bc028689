"""The live figures of an open round: counts of marks over all classes, shown in steps that hide single ballots.

secrecy.md 7: in steps of at least k ballots, always holding back at least the newest k; no 弃权, no 回避，
no score; what was shown survives a restart. Turnout by class is open, and counts by class follow the release:
a step that took five of one class's eight ballots would give the other three away by subtraction. So steps are
taken in each class by itself, and what is shown is their sum. The order in which ballots came exists only here,
in memory, and only for the newest of each class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Place = tuple[str, str, str, str]  # appraisee, sheet, item, mark


@dataclass
class ClassTally:
    """What of one class has been shown, and the blocks of its ballots that wait to be."""

    k: int
    included: int = 0
    counts: Counter[Place] = field(default_factory=Counter)
    waiting: list[tuple[int, Counter[Place]]] = field(default_factory=list)

    def add(self, marks: Iterable[Place]) -> bool:
        """Take in the newest ballot; return True when what is shown has changed."""
        self.waiting.append((1, Counter(marks)))
        return self._advance()

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


@dataclass
class LiveTally:
    """What of one open round has been shown, class by class. Only the sum ever leaves this module unsealed."""

    k: int
    classes: dict[str, ClassTally] = field(default_factory=dict)

    def add(self, ballot_class: str, marks: Iterable[Place]) -> bool:
        """Take in the newest ballot of a class; return True when what is shown has changed."""
        return self.classes.setdefault(ballot_class, ClassTally(self.k)).add(marks)

    def shown(self) -> Counter[Place]:
        """The counts over all classes that may be shown now; empty until a class has 2k ballots."""
        return sum((one.counts for one in self.classes.values()), Counter())

    def state(self) -> dict[str, Any]:
        """What must survive a restart, as JSON: class → [ballots included, [[*place, heads] …]]. To be sealed."""
        return {
            name: [tally.included, [[*place, heads] for place, heads in sorted(tally.counts.items())]]
            for name, tally in self.classes.items()
        }

    def resume(self, state: Mapping[str, Any], ballots: Mapping[str, list[list[Place]]]) -> None:
        """After a restart: `state` as it was kept, and the marks of all ballots in the box by class.

        Their order is kept nowhere: what was not shown of a class waits as one block.
        """
        for name, marks in ballots.items():
            included, kept = state.get(name, (0, []))
            counts: Counter[Place] = Counter({(code, sheet, item, mark): n for code, sheet, item, mark, n in kept})
            rest = Counter(place for one in marks for place in one)
            rest.subtract(counts)
            waiting = [(len(marks) - included, +rest)] if len(marks) > included else []
            self.classes[name] = ClassTally(self.k, included, counts, waiting)
