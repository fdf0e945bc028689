"""票卡 at the desk: made, streamed and forgotten; which were not handed out; what the page warns of."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from sqlalchemy import select

from tests.voting.desk_visitor import Desk, open_desk, read
from tests.voting.python_phone import Directly, Phone
from voting.meeting.house import House
from voting.meeting.seats.cards import print_cards, reissue
from voting.meeting.session import rounds
from voting.storage.registry import Card, Seat


@pytest.fixture
def desk(house: House) -> Desk:
    """Frozen: 5 A, 5 B and 10 C seats, two appraisees."""
    desk = open_desk(house)
    desk.complete()
    desk.send("freeze")
    return desk


def states(desk: Desk) -> dict[str, str]:
    """Seat → the state of its newest card."""
    with desk.house.reading() as session:
        query = select(Seat.label, Card.state).join(Card, Card.seat_id == Seat.id).order_by(Card.id)
        return {label: state for label, state in session.execute(query)}


def seat(desk: Desk, label: str) -> str:
    with desk.house.reading() as session:
        return str(session.scalars(select(Seat.id).where(Seat.label == label)).one())


def make(desk: Desk) -> bytes:
    answer = desk.client.post(f"/desk/{desk.meeting_id}/cards/print")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"].startswith("no-")
    sheet: bytes = answer.data
    return sheet


def joined_phone(desk: Desk) -> str:
    """Make the cards and let the phone of the first one join; the label of its seat."""
    cards = print_cards(desk.house, desk.staff["secretary"], desk.meeting_id)
    Phone(Directly(desk.house), cards[0].url).join()
    return cards[0].seat


def test_a_draft_has_no_cards_and_says_why(house: House) -> None:
    desk = open_desk(house)
    assert "还不能制作票卡" in desk.get("cards")
    assert desk.client.post(f"/desk/{desk.meeting_id}/cards/print").status_code == 409
    assert desk.client.get(f"/desk/{desk.meeting_id}/cards/notice.pdf").status_code == 409


def test_the_sheet_has_a_card_for_every_seat_ten_a_page(desk: Desk) -> None:
    pages = pypdf.PdfReader(io.BytesIO(make(desk))).pages
    assert len(pages) == 2
    assert set(states(desk).values()) == {"printed"}
    assert len(states(desk)) == 20
    assert "A01" in pages[0].extract_text()


def test_no_secret_of_a_card_stays_in_the_house(desk: Desk) -> None:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(make(desk))).pages)
    codes = re.findall(r"[ABC](?:-[0-9A-Z]{4}){4}-[0-9A-Z]", text)
    assert len(codes) == 20
    kept = b"".join(path.read_bytes() for path in desk.house.instance.rglob("*") if path.is_file())
    for code in codes:
        assert code.encode() not in kept
        assert code[2:-2].replace("-", "").encode() not in kept


def test_making_again_makes_other_cards_and_the_page_warns_of_it(desk: Desk) -> None:
    make(desk)
    with desk.house.reading() as session:
        before = set(session.scalars(select(Card.secret_hash)))
    assert "以前印好的 20 张票卡立即全部作废" in desk.get("cards")
    make(desk)
    with desk.house.reading() as session:
        after = set(session.scalars(select(Card.secret_hash)))
    assert len(after) == 20
    assert not before & after


def test_once_somebody_has_joined_the_cards_are_not_made_again(desk: Desk) -> None:
    joined_phone(desk)
    assert "重新制作全部票卡" not in desk.get("cards")
    answer = desk.client.post(f"/desk/{desk.meeting_id}/cards/print", headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert "已有人用票卡入场" in answer.get_json()["message"]


def test_cards_that_were_not_handed_out_are_void_and_can_be_taken_back(desk: Desk) -> None:
    make(desk)
    page = desk.send("cards/unissued", {"seat": [seat(desk, "A01"), seat(desk, "C10")]})
    assert "2 张没有发出，已作废" in page
    assert {label for label, state in states(desk).items() if state == "void"} == {"A01", "C10"}
    numbers = re.search(r"各票类的票卡 .*? A 5 1 4 0 B 5 0 5 0 C 10 1 9 0 合计 20 2 18 0", page)
    assert numbers, page
    assert "票卡全部发出" in desk.send("cards/unissued")
    assert set(states(desk).values()) == {"printed"}


def test_a_card_that_has_joined_is_not_voided_and_the_ticks_stay(desk: Desk) -> None:
    label = joined_phone(desk)
    page = desk.send("cards/unissued", {"seat": [seat(desk, label), seat(desk, "C10")]}, status=409)
    assert f"这些座位的票卡已入场，不能作废：{label}" in page
    assert re.search(rf'value="{seat(desk, "C10")}"[^>]* checked', page)
    assert "void" not in states(desk).values()


def test_a_replaced_card_stays_void_whatever_is_registered(desk: Desk) -> None:
    make(desk)
    for role in ("scrutineer", "chair"):
        reissue(desk.house, desk.staff[role], desk.meeting_id, int(seat(desk, "A01")))
    desk.send("cards/unissued", {"seat": [seat(desk, "B01")]})
    with desk.house.reading() as session:
        cards = session.scalars(select(Card).where(Card.seat_id == int(seat(desk, "A01"))).order_by(Card.id)).all()
        assert [card.state for card in cards] == ["void", "printed"]
    assert "补发" in desk.get("cards")


def test_after_the_first_round_has_opened_nothing_is_registered_any_more(desk: Desk) -> None:
    make(desk)
    chair = desk.staff["chair"]
    rounds.begin(desk.house, chair, desk.meeting_id, "http://192.168.1.20:8080")
    rounds.open_round(desk.house, chair, desk.meeting_id, 1, True)
    assert "保存登记" not in desk.get("cards")
    assert "第一轮已经开启" in desk.send("cards/unissued", {"seat": [seat(desk, "A01")]}, status=409)
    assert set(states(desk).values()) == {"handed_out"}


def test_ticks_that_are_no_seats_are_passed_over(desk: Desk) -> None:
    make(desk)
    desk.send("cards/unissued", {"seat": ["x", "-1", "99999"]})
    assert set(states(desk).values()) == {"printed"}


def test_the_notice_for_the_wall_is_a_pdf_with_the_fingerprint(desk: Desk) -> None:
    answer = desk.client.get(f"/desk/{desk.meeting_id}/cards/notice.pdf")
    assert answer.status_code == 200
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages)
    assert desk.meeting().fingerprint[:4] in text.lower()
    assert "年度述职评议会议" in text


def test_files_have_names_a_person_can_read(desk: Desk) -> None:
    answer = desk.client.post(f"/desk/{desk.meeting_id}/cards/print")
    header = answer.headers["Content-Disposition"]
    assert header.isascii(), "the server sends nothing else in a header"
    assert "filename*=UTF-8''%E7%A5%A8%E5%8D%A1.pdf" in header
    assert "票卡" in read(desk.client.get(f"/desk/{desk.meeting_id}/cards"))
