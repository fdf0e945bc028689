"""The card sheet: every card can be scanned and typed in, and its class is known at a glance."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path

import numpy
import pypdf
import pytest

from tests.voting.paper_reading import Pixels, cut, pdf_colours, pdf_fonts, pdf_pictures, pdf_text, scan
from voting.papers.cards import Border, Look, PrintedCard, card_sheet_pdf

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FINGERPRINT = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
TITLES = {"A": "领导班子成员", "B": "党委委员、纪委委员", "C": "支部书记、党员代表"}
LOOKS = {"A": Look(Border.THICK, "#000000"), "B": Look(Border.DOUBLE, "#000000"), "C": Look(Border.DASHED, "#000000")}
CARD = (105.0, 59.4)  # mm


def make_cards(number: int, classes: str = "ABC") -> list[PrintedCard]:
    """Cards with secrets of a fixed seed, in seats of six a row."""
    chance = random.Random(20261226)
    made = []
    for place in range(number):
        secret = "".join(chance.choice(ALPHABET) for _ in range(16))
        letter = classes[place % len(classes)]
        url = f"http://192.168.100.120:8000/v#c={secret}&g={letter}&k={FINGERPRINT}"
        groups = "-".join(secret[start : start + 4] for start in range(0, 16, 4))
        seat = f"{place // 6 + 1}排{place % 6 + 1:02d}号"
        made.append(PrintedCard(seat, letter, TITLES[letter], url, f"{letter}-{groups}-7", LOOKS[letter]))
    return made


def sheet(cards: list[PrintedCard]) -> bytes:
    return card_sheet_pdf(cards, "立新农场2026年度落实主体责任述职评议会议", "2026年12月26日", FINGERPRINT)


def card_picture(page: Pixels, place: int) -> Pixels:
    left, top = place % 2 * CARD[0], place // 2 * CARD[1]
    return cut(page, (left, top, left + CARD[0], top + CARD[1]))


@pytest.fixture(scope="module")
def three_pages() -> tuple[list[PrintedCard], bytes]:
    cards = make_cards(24)
    return cards, sheet(cards)


def test_every_card_of_three_pages_scans_to_its_own_address(three_pages: tuple[list[PrintedCard], bytes]) -> None:
    cards, paper = three_pages
    pages = pdf_pictures(paper)
    assert len(pages) == 3
    for number, card in enumerate(cards):
        assert scan(card_picture(pages[number // 10], number % 10)) == [card.url]


def test_ten_a_page_on_a4_and_no_empty_page_at_the_end() -> None:
    for number, pages in ((1, 1), (10, 1), (11, 2), (20, 2)):
        reader = pypdf.PdfReader(io.BytesIO(sheet(make_cards(number))))
        assert len(reader.pages) == pages
        box = reader.pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_the_code_beside_the_picture_can_be_typed(three_pages: tuple[list[PrintedCard], bytes]) -> None:
    cards, paper = three_pages
    text = pdf_text(paper)
    for card in cards:
        assert text.count(card.short_code) == 1
    assert text.count("192.168.100.120:8000/v") == len(cards)
    assert text.count("5e88 4898") == len(cards)
    assert "扫一扫" in text


def test_class_and_seat_are_printed_in_chinese_from_fonts_inside_the_pdf(
    three_pages: tuple[list[PrintedCard], bytes],
) -> None:
    cards, paper = three_pages
    text = pdf_text(paper).replace(" ", "")
    assert text.count("领导班子成员") == sum(card.ballot_class == "A" for card in cards)
    assert all(card.seat in text for card in cards)
    fonts = set(pdf_fonts(paper))
    assert any("NotoSansSC" in name for name, _ in fonts)
    assert all(carried for _, carried in fonts)


def test_each_class_has_a_border_that_black_and_white_shows(three_pages: tuple[list[PrintedCard], bytes]) -> None:
    _, paper = three_pages
    page = pdf_pictures(paper)[0]
    edges = [cut(card_picture(page, place), (5, 14, 9, 27)) < 128 for place in range(3)]  # left edge of A, B, C
    inked = [edge.any(axis=1).mean() for edge in edges]
    runs = [max(int((row[1:] & ~row[:-1]).sum()) for row in edge) for edge in edges]
    assert inked[0] == 1.0, "A: one unbroken line"
    assert runs[0] == 1
    assert inked[1] == 1.0, "B: two unbroken lines"
    assert runs[1] == 2
    assert 0.3 < inked[2] < 0.8, "C: a broken line"


def test_a_card_printed_alone_has_the_border_of_its_class() -> None:
    edges = [cut(card_picture(pdf_pictures(sheet([card]))[0], 0), (5, 14, 9, 27)) < 128 for card in make_cards(3)]
    runs = [max(int((row[1:] & ~row[:-1]).sum()) for row in edge) for edge in edges]
    assert runs[:2] == [1, 2], "A: one line; B: two"
    assert 0.3 < edges[2].any(axis=1).mean() < 0.8, "C: a broken line"


def test_the_badge_is_printed_in_the_colour_of_its_class() -> None:
    (card,) = make_cards(1)
    shares = []
    for colour in ("#000000", "#b00020"):
        page = pdf_colours(sheet([replace(card, look=Look(Border.THICK, colour))]))
        shares.append((page == (0xB0, 0x00, 0x20)).all(axis=2).mean())
    assert shares[0] == 0
    assert shares[1] > 0.001


def test_the_letter_of_the_class_is_larger_than_a_thumb_nail(three_pages: tuple[list[PrintedCard], bytes]) -> None:
    _, paper = three_pages
    badge = cut(card_picture(pdf_pictures(paper)[0], 0), (10, 14, 32, 28)) < 128
    rows = numpy.flatnonzero(badge.any(axis=1))
    assert (rows[-1] - rows[0]) / 150 * 25.4 > 10  # mm


def test_a_cut_line_runs_between_the_cards(three_pages: tuple[list[PrintedCard], bytes]) -> None:
    page = pdf_pictures(three_pages[1])[0]
    across = cut(page, (0, 59.0, 210, 59.8)) < 200
    assert 0.3 < across.any(axis=0).mean() < 0.9
    assert not (cut(page, (0, 56.5, 104, 58.5)) < 200).any(), "nothing is printed where the blade goes"


def test_long_titles_and_hostile_text_stay_inside_their_card() -> None:
    url = f"http://192.168.100.120:8000/v#c={'Z' * 16}&g=服务对象&k={FINGERPRINT}"
    title = "服务对象代表(乡镇、街道、社区、驻区单位和群众代表)#set page() $x$ " * 2
    code = "服-ZZZZ-ZZZZ-ZZZZ-ZZZZ-7"
    card = PrintedCard('主席台"1"<排>*_01_*号', "服务对象", title, url, code, LOOKS["A"])
    paper = card_sheet_pdf([card] * 3, "会议名称" * 30, "2026年12月26日", FINGERPRINT)
    page = pdf_pictures(paper)[0]
    assert scan(card_picture(page, 0)) == [url]
    assert not (cut(page, (0, 56.5, 105, 58.5)) < 200).any()
    assert '主席台"1"<排>*_01_*号' in pdf_text(paper).replace(" ", "")


def test_a_sheet_of_cards_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    monkeypatch.chdir(here)
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(temporary))
    sheet(make_cards(3))
    assert not list(here.rglob("*"))
    assert not list(temporary.rglob("*"))


def test_the_pdf_says_nothing_of_when_it_was_made() -> None:
    cards = make_cards(3)
    assert sheet(cards) == sheet(cards)


def baselines(paper: bytes, words: str) -> list[float]:
    """How far below the top of the first page each run of text stands that has one of these characters, in mm."""
    found = []

    def note(text: str, outer: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if set(text) & set(words):
            found.append(297 - (outer[3] * matrix[5] + outer[5]) / 72 * 25.4)

    pypdf.PdfReader(io.BytesIO(paper)).pages[0].extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("title", ["甲" * 20, "甲" * 43, "甲" * 120])
def test_the_longest_title_seat_and_class_stand_on_the_card_whole(title: str) -> None:
    (card,) = make_cards(1)
    long = replace(card, seat="乙" * 60, class_title="丙" * 60)
    paper = card_sheet_pdf([long], title, "2026年12月26日", FINGERPRINT)
    assert pdf_text(paper).count("甲") == len(title)
    assert all(4.4 < line < 11.4 for line in baselines(paper, "甲"))  # above the badge, 7 mm high
    below = baselines(paper, "乙丙")
    assert below
    assert all(30.4 < line < 44.4 for line in below)  # under the badge, beside the lower end of the picture
