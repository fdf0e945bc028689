"""The table of the check code: distinct, common, no two that look alike, nothing that reads as something else."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tally.evidence.check_code import TABLE, check_characters

STROKES = Path(__file__).parent / "strokes_of_check_characters.tsv"
# One of each is a slip of the eye away from the other; at most one of each may stand in the table.
LOOK_ALIKE = (
    "未末",
    "土士",
    "日曰",
    "己已巳",
    "人入八",
    "大太犬",
    "天夭",
    "干千于",
    "午牛",
    "木本术",
    "田由甲申",
    "刀力",
)
NEVER = set("党国政官军法死亡病鬼神佛毒赌杀战争民主自由权台港藏习毛邓江胡一二三四五六七八九十百千万你我他她不没")


def strokes() -> dict[str, str]:
    lines = (line.split("\t") for line in STROKES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return dict((sign, sequence) for sign, sequence in lines)


def test_it_has_1024_characters_one_a_line() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == 1024
    assert {len(line) for line in lines} == {1}
    assert "".join(lines) == check_characters()


def test_every_character_is_common_enough_for_the_oldest_character_set() -> None:
    assert [sign for sign in check_characters() if len(sign.encode("gb2312")) != 2] == []


@pytest.mark.parametrize("alike", LOOK_ALIKE)
def test_no_two_of_a_family_that_is_mixed_up_stand_in_it(alike: str) -> None:
    assert len(set(alike) & set(check_characters())) <= 1


def test_nothing_of_politics_death_belief_persons_or_numbers_stands_in_it() -> None:
    assert NEVER & set(check_characters()) == set()


def test_no_two_characters_are_a_stroke_apart() -> None:
    known = strokes()
    assert set(known) == set(check_characters())
    by_length: dict[int, list[str]] = {}
    for sign in known:
        by_length.setdefault(len(known[sign]), []).append(sign)
    near = [
        (one, other)
        for length, signs in by_length.items()
        for one, other in (*combinations(signs, 2), *((a, b) for a in signs for b in by_length.get(length + 1, ())))
        if is_near(known[one], known[other])
    ]
    assert near == []


def is_near(one: str, other: str) -> bool:
    """Whether one sequence becomes the other by changing, adding or taking away one stroke."""
    shorter, longer = sorted((one, other), key=len)
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) == len(longer):
        return shorter[start + 1 :] == longer[start + 1 :]
    return shorter[start:] == longer[start + 1 :]


@pytest.mark.parametrize(
    ("one", "other", "near"), [("121", "121", True), ("121", "122", True), ("12", "121", True), ("121", "212", False)]
)
def test_a_stroke_apart_means_one_changed_or_added(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is near
