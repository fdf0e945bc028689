"""Texts get numbers by their hashes: equal texts the same one, others another, whatever the hashes are."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.reading import numbering
from tally.reading.numbering import PADDING, Numbering, words_at, words_of

TEXTS = [b"%d" % (number % 700) for number in range(2000)] + [b"a long text, longer than a word", b"", b"7"]


@pytest.mark.parametrize(
    "factors", [numbering.FACTORS, np.zeros_like(numbering.FACTORS)], ids=["as they are", "all equal"]
)
def test_numbers_are_exact_whatever_the_hashes_are(factors: numbering.Words) -> None:
    with mock.patch.object(numbering, "FACTORS", factors):
        found = Numbering()
        numbers = [*found.numbers(words_of(TEXTS[:1000])), *found.numbers(words_of(TEXTS[1000:]))]
    assert [found.text(number) for number in numbers] == TEXTS
    assert len(found) == len(set(TEXTS)) == max(numbers) + 1


@settings(deadline=None)
@given(st.lists(st.lists(st.binary(max_size=20).filter(lambda text: b"\0" not in text), min_size=1), min_size=1))
def test_numbers_are_given_from_0_in_blocks_of_any_width(blocks: list[list[bytes]]) -> None:
    found, known = Numbering(), dict[bytes, int]()
    for block in blocks:
        for text, number in zip(block, found.numbers(words_of(block)).tolist(), strict=True):
            assert known.setdefault(text, number) == number
    assert sorted(known.values()) == list(range(len(found)))


def test_texts_are_cut_out_of_characters_where_they_start_and_end() -> None:
    characters = np.frombuffer("一张票,v,12345678,123456789,".encode() + PADDING, np.uint8)
    ends = np.flatnonzero(characters == ord(","))
    starts = np.concatenate(([0], ends[:-1] + 1))
    cut = [words.tobytes().rstrip(b"\0").decode() for words in words_at(characters, starts, ends)]
    assert cut == ["一张票", "v", "12345678", "123456789"]
