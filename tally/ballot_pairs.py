"""Which (ballot, label) pairs there are among ten million rows, a label being what their entries are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from tally.ballot_numbers import Entry
from tally.ballot_rows import BallotRows, Block

Keys: TypeAlias = npt.NDArray[np.int64]
Label = TypeVar("Label", bound=Hashable)
DENSE = 8  # where all that is possible is no more than so many times what there is, it is ticked off, not sorted
PART = 1 << 18  # so that what is calculated of many pairs does not fill the memory


@dataclass(frozen=True)
class Pairs(Generic[Label]):
    """The different pairs in the order of the ballots, each as ballot × number of labels + label's number."""

    labels: Sequence[Label]
    keys: Keys

    def __len__(self) -> int:
        return len(self.keys)

    def parts(self) -> Iterator[tuple[Keys, Keys]]:
        """The pairs by pieces: the numbers of their ballots and of their labels."""
        for start in range(0, len(self.keys), PART):
            ballots, labels = np.divmod(self.keys[start : start + PART], len(self.labels))
            yield ballots, labels


def pairs(rows: BallotRows, label_of: Callable[[Entry], Label], blocks: Iterable[Block] | None = None) -> Pairs[Label]:
    """The pairs among all rows, or among some of them."""
    labels, numbers = labelled(rows, label_of)
    keys = (
        block.ballots * np.int64(len(labels)) + numbers.take(block.entries)
        for block in (rows.blocks if blocks is None else blocks)
    )
    return Pairs(labels, _distinct(keys, len(rows.ids) * len(labels), int(rows.heads.sum())))


def labelled(rows: BallotRows, label_of: Callable[[Entry], Label]) -> tuple[Sequence[Label], Keys]:
    """The different labels of the entries, and the number of each entry's among them."""
    found: dict[Label, int] = {}
    numbers = np.array([found.setdefault(label_of(entry), len(found)) for entry in rows.entries], np.int64)
    return list(found), numbers


def by_ballot(rows: BallotRows, ballots: Iterable[npt.NDArray[np.integer]]) -> Keys:
    """How often each ballot occurs, by its number."""
    found: Keys = np.zeros(len(rows.ids), np.int64)
    for some in ballots:
        if len(some):
            first = some.min()  # rows lie together by ballots, more or less
            times = np.bincount(some - first)
            found[first : first + len(times)] += times
    return found


def how_often(keys: Iterable[Keys], possible: int) -> Counter[int]:
    """How often each key occurs; all are below `possible`."""
    if possible > PART:
        found, times = np.unique(np.concatenate([np.zeros(0, np.int64), *keys]), return_counts=True)
    else:
        counts = sum((np.bincount(some, minlength=possible) for some in keys), start=np.zeros(possible, np.int64))
        found, times = np.flatnonzero(counts), counts[counts > 0]
    return Counter(dict(zip(found.tolist(), times.tolist(), strict=True)))


def _distinct(keys: Iterable[Keys], possible: int, most: int) -> Keys:
    """The different keys in order; all are below `possible`, and there are `most` or fewer."""
    if possible <= DENSE * most:
        ticked = np.zeros(possible, np.bool_)
        for some in keys:
            ticked[some] = True
        return np.flatnonzero(ticked)
    found, end = np.empty(most, np.int64), 0
    for some in keys:
        found[end : end + len(some)] = some
        end += len(some)
    found = found[:end]
    found.sort()
    return found[np.diff(found, prepend=-1) > 0]
