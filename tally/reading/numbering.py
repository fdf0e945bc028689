"""Short texts to whole numbers, a hundred thousand at a time: equal texts get the same number, others another.

A text is a row of 8-byte words, filled up with zero bytes (no text holds one), so that numpy hashes and compares
all texts of a block at once. What a hash finds is compared with the text itself: the numbers are exact whatever
the hashes are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Characters: TypeAlias = npt.NDArray[np.uint8]
Offsets: TypeAlias = npt.NDArray[np.int64]
Words: TypeAlias = npt.NDArray[np.uint64]
Numbers: TypeAlias = npt.NDArray[np.int32]

LONGEST = 248  # bytes of a text in words; a longer one is stood in for
PADDING = bytes(LONGEST + 8)  # after the characters of a block, so that words may be read past its last text
FREE = -1
GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing: 2**64 over the golden ratio, odd
FACTORS: Words = np.cumprod(np.full(len(PADDING) // 8, GOLDEN), dtype=np.uint64)
FOLD = np.uint64(29)


def words_at(characters: Characters, starts: Offsets, ends: Offsets) -> Words:
    """The texts from each start to its end (not included), none longer than LONGEST; `characters` end with PADDING."""
    lengths = ends - starts
    size = 8 * (int(lengths.max()) // 8 + 1)
    windows = np.ndarray((len(characters) - size + 1,), f"V{size}", characters, strides=(1,))
    words: Words = windows[starts].view(np.uint64).reshape(len(starts), -1)
    words &= _masks(size).take(lengths, axis=0)
    return words


def words_of(texts: Sequence[bytes]) -> Words:
    """The same of texts in hand, one at least."""
    size = 8 * (max(map(len, texts)) // 8 + 1)
    return np.array(texts, f"S{size}").view(np.uint64).reshape(len(texts), -1)


def _masks(size: int) -> Words:
    """For each length up to `size` bytes, the words that keep that many."""
    kept = np.arange(size) < np.arange(size + 1)[:, None]
    return np.where(kept, np.uint8(255), np.uint8(0)).view(np.uint64)


class Numbering:
    """The numbers of rows of words: 0, 1, 2 … as they are first seen.

    A number stands in the slot of its words' hash, or in the next one that was free.
    """

    def __init__(self) -> None:
        self._words: Words = np.zeros((0, 1), np.uint64)
        self._count = 0
        self._slots: Numbers = np.full(2, FREE, np.int32)

    def __len__(self) -> int:
        return self._count

    def words(self, start: int) -> Words:
        """The words of the numbers from `start` on."""
        return self._words[start : self._count]

    def text(self, number: int) -> bytes:
        """The text that has a number."""
        text: bytes = self._words[number].tobytes()
        return text.rstrip(b"\0")

    def numbers(self, words: Words) -> Numbers:
        """The number of each row, new ones for those not seen before."""
        self._make_room(*words.shape)
        words = _widened(words, self._words.shape[1])
        numbers: Numbers = np.empty(len(words), np.int32)
        left, slots = np.arange(len(words)), self._slots_of(words)
        while len(left):
            found = numbers[left] = self._standing_in(slots, words)
            others = different_rows(self._words.take(found, axis=0), words)
            left, words, slots = left[others], words[others], (slots[others] + 1) % len(self._slots)
        return numbers

    def _standing_in(self, slots: Offsets, words: Words) -> Numbers:
        """The number in each slot; one that is free goes to the first row that comes to it."""
        free = np.flatnonzero(self._slots.take(slots) == FREE)
        if len(free):
            claimed, rows = np.unique(slots[free], return_index=True)
            end = self._count + len(claimed)
            self._words[self._count : end] = words[free[rows]]
            self._slots[claimed] = np.arange(self._count, end)
            self._count = end
        return self._slots.take(slots)

    def _slots_of(self, words: Words) -> Offsets:
        hashes = words @ FACTORS[: words.shape[1]]
        hashes ^= hashes >> FOLD
        hashes *= FACTORS[-1]
        slots: Offsets = (hashes >> np.uint64(65 - len(self._slots).bit_length())).astype(np.int64)
        return slots

    def _make_room(self, more: int, width: int) -> None:
        """Room for that many more rows of that many words, with half of the slots free at least."""
        most, (rows, wide) = self._count + more, self._words.shape
        if most > rows or width > wide:
            grown = np.zeros((max(2 * most, rows), max(width, wide)), np.uint64)
            grown[: self._count, :wide] = self._words[: self._count]
            self._words = grown
        if 4 * most > len(self._slots):
            self._slots = np.full(1 << (4 * most).bit_length(), FREE, np.int32)
            self._place_again()

    def _place_again(self) -> None:
        """Put every number into a slot; of those that come to one slot the last stays, the others go on."""
        left = np.arange(self._count)
        slots = self._slots_of(self._words[: self._count])
        while len(left):
            free = self._slots.take(slots) == FREE
            self._slots[slots[free]] = left[free]
            others = self._slots.take(slots) != left
            left, slots = left[others], (slots[others] + 1) % len(self._slots)


def _widened(words: Words, width: int) -> Words:
    return np.pad(words, ((0, 0), (0, width - words.shape[1]))) if words.shape[1] < width else words


def different_rows(found: Words, words: Words) -> Offsets:
    """The rows in which the two differ; of most blocks there are none, or few."""
    rows: Offsets = np.flatnonzero(found != words)
    if len(rows) and words.shape[1] > 1:
        rows //= words.shape[1]
        rows = rows[np.diff(rows, prepend=-1) > 0]
    return rows
