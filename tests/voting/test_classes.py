"""票类: how each looks by its place in the scheme, and which vote together where k = 5."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tally import Scheme, Source, read_scheme
from tests.voting.meetings import make_room
from voting.meeting.classes import BLACK, LOOKS, look_of, merged_classes, titles_of
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.house import House
from voting.meeting.seats.cards import cards_of, reissue
from voting.papers.cards import Border

TEXT = 'spec = 1\nname = "评分"\n{classes}[scale]\n"好" = 90\n[[sheet]]\nid = "测评"\n[formula]\n"得分" = "测评"\n'


def scheme(*names: str, weight: str = "") -> Scheme:
    """A scheme with these classes, in this order."""
    classes = "".join(f'[[class]]\nid = "{name}"\n{weight}' for name in names)
    return read_scheme(Source("方案", TEXT.format(classes=classes).encode()), {})


def test_a_class_looks_by_its_place_in_the_scheme_whatever_it_is_called() -> None:
    named = scheme("主任", "代表", "群众")
    assert [look_of(named, name) for name in ("主任", "代表", "群众")] == list(LOOKS[:3])
    assert [look.border for look in LOOKS] == list(Border)  # no two have one border


def test_a_seventh_class_begins_anew() -> None:
    seven = scheme(*"ABCDEFG")
    assert look_of(seven, "F") == LOOKS[5]
    assert look_of(seven, "G") == LOOKS[0]


def test_every_colour_can_be_read_on_white() -> None:
    """4.5 to 1, as WCAG 2.2 asks (1.4.3): the luminance of white is 1, so (1 + 0.05) / (its own + 0.05)."""
    for look in LOOKS:
        assert re.fullmatch("#[0-9a-f]{6}", look.colour)
        parts = [int(look.colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        own = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        assert 1.05 / (own + 0.05) >= 4.5, look


def test_a_colour_of_its_own_is_looked_at_on_a_card() -> None:
    """Printers differ and eyes too: whoever gives a class a colour says in a test where it is to be seen."""
    tests = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.rglob("test_*.py")]
    for look in LOOKS:
        assert look.colour == BLACK or any(look.colour in text for text in tests), look


def test_a_class_without_a_title_is_called_by_its_name() -> None:
    assert titles_of(scheme("A", "群众")) == {"A": "A", "群众": "群众"}


def test_a_small_class_joins_the_next_smallest_until_all_have_enough() -> None:
    three = scheme("A", "B", "C")
    assert merged_classes(three, {"A": 3, "B": 4, "C": 5}, 5) == {"A": "B", "B": "B", "C": "C"}  # 3 + 4 = 7
    assert merged_classes(three, {"A": 1, "B": 2, "C": 3}, 5) == {"A": "C", "B": "C", "C": "C"}  # 3 < 5: all
    assert merged_classes(three, {"A": 5, "B": 5, "C": 5}, 5) == {"A": "A", "B": "B", "C": "C"}


@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_a_reissued_card_looks_like_its_class(house: House, name: str) -> None:
    room = make_room(house)
    first = next(card for card in room.cards if card.ballot_class == name)
    with house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        look = look_of(scheme_of(meeting), name)
        seat = next(card.seat_id for card in cards_of(session, meeting) if card.seat.label == first.seat)
    again = [reissue(house, room.officers[role], room.meeting_id, seat) for role in ("scrutineer", "chair")][-1]
    assert again is not None
    assert (again.look, again.ballot_class) == (look, name)
    assert replace(again, url=first.url, short_code=first.short_code) == first
