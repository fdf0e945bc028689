"""The pages of chair, projector and scrutineer as a browser asks for them, and what their buttons do."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.voting.desk_visitor import written
from tests.voting.meetings import ADDRESS, Room, make_room, vote_all
from tests.voting.paper_reading import pdf_pictures, scan
from tests.voting.python_phone import Directly, Phone
from voting.app import make_app
from voting.errors import CardRefused
from voting.meeting.house import House
from voting.meeting.session import rounds
from voting.storage.registry import Card, Meeting
from voting.views import board


@dataclass(frozen=True)
class Visitor:
    """A browser of an officer, or of nobody."""

    client: FlaskClient
    room: Room

    def get(self, path: str, **more: str) -> TestResponse:
        return self.client.get(path.format(id=self.room.meeting_id), headers=more)

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, answer.status_code
        return html.unescape(written(answer))

    def state(self, side: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.get(f"/{side}/{{id}}/state").get_data())
        return found

    def press(self, path: str, **fields: str) -> TestResponse:
        """Send a form and return the answer to it."""
        return self.client.post(path.format(id=self.room.meeting_id), data=fields)

    def pressed(self, path: str, **fields: str) -> str:
        """Send a form and read the page it leads back to."""
        answer = self.press(path, **fields)
        assert answer.status_code == 303, answer.status_code
        return self.text(answer.headers["Location"])


@dataclass(frozen=True)
class Stage:
    """A meeting with its app, and a browser for everyone who looks at it."""

    house: House
    room: Room
    app: Flask

    def visitor(self, role: str = "") -> Visitor:
        client = self.app.test_client()
        if role:
            who = self.room.officers[role]
            with client.session_transaction() as cookie:
                cookie["officer"], cookie["stamp"] = who.id, who.password_hash[-12:]
        return Visitor(client, self.room)


@pytest.fixture
def stage(house: House) -> Stage:
    """One class of six seats, two speakers."""
    app = make_app(house)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, ADDRESS=ADDRESS)
    return Stage(house, make_room(house, 2, {"C": 6}), app)


def vote(stage: Stage, number: int = 1, ballots: int = 6) -> list[Phone]:
    """All join, the round is opened, so many vote."""
    phones = stage.room.joined_phones()
    stage.room.open(number)
    vote_all(phones[:ballots], number, f"{number:02}", ["好"] * ballots)
    return phones


def test_the_chair_holds_a_whole_meeting_with_the_buttons_alone(stage: Stage) -> None:
    chair, scrutineer, hall = stage.visitor("chair"), stage.visitor("scrutineer"), stage.visitor()
    assert "宣布开会" in chair.text("/chair/{id}")
    assert "开启“第1支部书记”一轮" in chair.pressed("/chair/{id}/begin")
    phones = stage.room.joined_phones()
    for number in (1, 2):
        assert "结束投票" in chair.pressed(f"/chair/{{id}}/rounds/{number}/open")
        vote_all(phones, number, f"{number:02}", ["好"] * 6)
        chair.pressed(f"/chair/{{id}}/rounds/{number}/close")
    assert "可以计票了" in chair.text("/chair/{id}")
    assert "同意公布" in chair.pressed("/chair/{id}/count")
    assert "等待监票人签字" in chair.pressed("/chair/{id}/release")
    assert "90.00" not in hall.text("/screen/{id}")
    assert "监票人 监票人 已签字" in scrutineer.pressed("/watch/{id}/release")
    assert "90.00" in hall.text("/screen/{id}")
    assert "会议主持完成" in chair.text("/chair/{id}")


def twice(visitor: Visitor, path: str, **fields: str) -> None:
    """Press a button, and press it again on the page as it was."""
    for _ in range(2):
        assert "note-bad" not in visitor.pressed(path, **fields)


def test_every_button_pressed_twice_does_its_act_once_and_complains_of_nothing(stage: Stage) -> None:
    chair = stage.visitor("chair")
    twice(chair, "/chair/{id}/begin")
    phones = stage.room.joined_phones()
    twice(chair, "/chair/{id}/rounds/1/open")
    vote_all(phones, 1, "01", ["好"] * 6)
    twice(chair, "/chair/{id}/rounds/1/close")
    twice(chair, "/chair/{id}/rounds/1/void", reason="停电")
    twice(chair, "/chair/{id}/rounds/1/rerun")
    assert [one["number"] for one in chair.state("chair")["agenda"]] == [1, 3, 2]  # type: ignore[attr-defined] # a list
    for number, code in ((3, "01"), (2, "02")):
        twice(chair, f"/chair/{{id}}/rounds/{number}/open")
        vote_all(phones, number, code, ["好"] * 6)
        twice(chair, f"/chair/{{id}}/rounds/{number}/close")
    twice(chair, "/chair/{id}/count")
    twice(chair, "/chair/{id}/release")


def test_the_chair_changes_the_order_and_lets_the_room_rest_with_buttons(stage: Stage) -> None:
    chair, hall = stage.visitor("chair"), stage.visitor()
    assert 'data-dialog-open="ask-move-' not in chair.text("/chair/{id}"), "nothing is held yet"
    chair.pressed("/chair/{id}/begin")
    assert "开启“第2支部书记”一轮" in chair.pressed("/chair/{id}/rounds/1/move", to="last")
    assert "请选择“提到下一个”或“推到最后”" in chair.pressed("/chair/{id}/rounds/1/move")
    assert "投影上正显示“会议休息”" in chair.pressed("/chair/{id}/pause", on="1")
    assert "会议休息" in hall.text("/screen/{id}")
    assert "投影上正显示" not in chair.pressed("/chair/{id}/pause", on="0")
    assert "调整议程" in stage.visitor("scrutineer").text("/watch/{id}/log")


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/chair/{id}/rounds/1/close", "/chair/{id}"),
        ("/chair/{id}/seats/1", "/chair/{id}"),
        ("/watch/{id}/release", "/watch/{id}"),
    ],
)
@pytest.mark.parametrize("csrf", [False, True])
def test_a_button_pressed_after_the_log_in_was_lost_leads_to_it_and_back(
    stage: Stage, path: str, back: str, csrf: bool
) -> None:
    """With the cookie goes the form's token, too: that must not be a page about forgery."""
    stage.app.config["WTF_CSRF_ENABLED"] = csrf
    stranger = stage.visitor()
    answer = stranger.press(path)
    assert answer.status_code == 302
    place = back.format(id=stage.room.meeting_id).replace("/", "%2F")
    assert answer.headers["Location"].replace("/", "%2F").endswith(f"next={place}")
    assert "刚才按的一步没有做" in stranger.text(answer.headers["Location"])


def test_closing_early_comes_back_with_the_question_open_and_the_number_in_it(stage: Stage) -> None:
    chair = stage.visitor("chair")
    stage.room.begin()
    vote(stage, ballots=4)
    page = chair.pressed("/chair/{id}/rounds/1/close")
    assert 'data-ask-now="ask-close"' in page
    assert re.search(r'还有 <strong data-bind="turnout.missing">2</strong> 人已入场未投', page)
    assert "data-ask-now" not in chair.text("/chair/{id}"), "asked once"
    assert "刚结束：第1支部书记" in chair.pressed("/chair/{id}/rounds/1/close", sure="1")


def test_opening_for_few_phones_needs_the_box_ticked(stage: Stage) -> None:
    chair = stage.visitor("chair")
    stage.room.begin()
    for card in stage.room.cards[:4]:
        Phone(Directly(stage.house), card.url).join()
    page = chair.pressed("/chair/{id}/rounds/1/open")
    assert 'data-ask-now="ask-open"' in page
    assert "不能保密" in page
    assert "结束投票" in chair.pressed("/chair/{id}/rounds/1/open", consent="1")


def test_voiding_without_a_reason_says_what_is_missing_and_voids_nothing(stage: Stage) -> None:
    chair = stage.visitor("chair")
    stage.room.begin()
    vote(stage)
    assert "请写明作废本轮的原因" in chair.pressed("/chair/{id}/rounds/1/void", reason="  ")
    assert chair.state("screen")["phase"] == "open"


def test_a_server_at_another_address_than_the_cards_name_cannot_begin(stage: Stage) -> None:
    stage.app.config["ADDRESS"] = "http://192.0.2.9:80"
    chair = stage.visitor("chair")
    assert "手机会扫不开" in chair.text("/chair/{id}")
    assert "票卡上的地址是 http://meeting.test:8080" in chair.pressed("/chair/{id}/begin")
    assert chair.state("screen")["phase"] == "joining"


def test_a_refusal_is_shown_once_above_the_page_it_came_from(stage: Stage) -> None:
    chair = stage.visitor("chair")
    stage.room.begin()
    stage.room.joined_phones()
    assert "请按顺序进行" in chair.pressed("/chair/{id}/rounds/2/open")
    assert "请按顺序进行" not in chair.text("/chair/{id}")


def test_counting_too_early_names_what_is_still_to_be_held(stage: Stage) -> None:
    stage.room.begin()
    assert "这些轮次还没有结束：第1支部书记、第2支部书记" in stage.visitor("chair").pressed("/chair/{id}/count")


@pytest.mark.parametrize("role", ["secretary", "scrutineer", ""])
def test_nobody_but_the_chair_opens_the_chairs_pages(stage: Stage, role: str) -> None:
    visitor = stage.visitor(role)
    for page in ("", "{id}", "{id}/panel", "{id}/state", "{id}/stream", "{id}/seats"):
        assert visitor.get(f"/chair/{page}").status_code in (302, 403)
    assert visitor.press("/chair/{id}/begin").status_code in (302, 403)
    with stage.house.reading() as session:
        assert session.get_one(Meeting, stage.room.meeting_id).state == "ready"


@pytest.mark.parametrize("role", ["secretary", "chair", ""])
def test_nobody_but_the_scrutineer_opens_the_scrutineers_pages(stage: Stage, role: str) -> None:
    visitor = stage.visitor(role)
    for page in ("", "{id}", "{id}/panel", "{id}/state", "{id}/stream", "{id}/log", "{id}/seats"):
        assert visitor.get(f"/watch/{page}").status_code in (302, 403)


def test_the_projector_is_open_to_the_room_and_finds_the_meeting_in_session(stage: Stage) -> None:
    hall = stage.visitor()
    assert "年度述职评议会议" in hall.text("/screen/")
    stage.room.begin()
    assert hall.get("/screen/").headers["Location"] == f"/screen/{stage.room.meeting_id}"
    assert hall.get("/screen/999").status_code == 404


def test_a_poll_that_has_the_state_already_is_told_so(stage: Stage) -> None:
    for side, role in (("screen", ""), ("chair", "chair"), ("watch", "scrutineer")):
        visitor = stage.visitor(role)
        first = visitor.get(f"/{side}/{{id}}/state")
        again = visitor.get(f"/{side}/{{id}}/state", **{"If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code, again.get_data()) == (200, 304, b"")
    stage.room.begin()
    assert visitor.get("/watch/{id}/state", **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_stream_begins_with_the_whole_state(stage: Stage) -> None:
    visitor = stage.visitor("chair")
    answer = visitor.client.get(f"/chair/{stage.room.meeting_id}/stream", buffered=False)
    event = next(iter(answer.response))
    answer.close()
    text = event.decode() if isinstance(event, bytes) else str(event)
    assert answer.mimetype == "text/event-stream"
    assert json.loads(text.split("data: ")[1]) == visitor.state("chair")


def test_many_projectors_cost_one_drawing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    draw = board.Board._drawn

    def counted(self: board.Board, meeting_id: int) -> object:
        drawn.append(meeting_id)
        return draw(self, meeting_id)

    monkeypatch.setattr(board.Board, "_drawn", counted)
    for _ in range(20):
        stage.visitor().state("screen")
    assert len(drawn) == 1
    stage.room.begin()
    stage.visitor().state("screen")
    assert len(drawn) == 2


def test_no_picture_of_the_projector_holds_a_clock_or_an_abstention_while_votes_come_in(stage: Stage) -> None:
    stage.room.begin()
    phones = stage.room.joined_phones()
    hall = stage.visitor()
    pictures = [hall.text("/screen/{id}/picture")]
    stage.room.open(1)
    vote_all(phones, 1, "01", ["弃权", "回避", "好", "好", "好", "好"])
    pictures.append(hall.text("/screen/{id}/picture"))
    stage.room.close(1)
    pictures.append(hall.text("/screen/{id}/picture"))
    for picture in pictures:
        assert not re.search(r"\d{1,2}:\d{2}|弃权|回避", picture)


def test_the_root_stands_on_the_projector_and_on_the_scrutineers_page(stage: Stage) -> None:
    stage.room.begin()
    vote(stage)
    root = stage.room.close(1)
    for text in (stage.visitor().text("/screen/{id}"), stage.visitor("scrutineer").text("/watch/{id}")):
        assert root in re.sub(r"<[^>]+>|\s", "", text).lower()


def test_the_log_tells_officers_acts_and_that_its_chain_is_whole(stage: Stage) -> None:
    stage.room.begin()
    vote(stage)
    scrutineer = stage.visitor("scrutineer")
    text = scrutineer.text("/watch/{id}/log")
    assert "首尾相连" in text
    for act in ("冻结方案", "制作票卡", "宣布开会", "开启投票"):
        assert act in text
    assert "添加账号" not in text
    assert "添加账号" in scrutineer.text("/watch/{id}/log?all=1")


def secret_of(answer: TestResponse) -> str:
    """The address in the QR code of a one-card sheet."""
    assert answer.mimetype == "application/pdf"
    assert len(PdfReader(io.BytesIO(answer.get_data())).pages) == 1
    (address,) = (found for picture in pdf_pictures(answer.get_data()) for found in scan(picture))
    return str(address)


def seat_and_card(stage: Stage) -> tuple[int, str]:
    with stage.house.reading() as session:
        card = session.scalars(select(Card).order_by(Card.id)).first()
        assert card is not None
        return card.seat_id, str(card.id)


@pytest.mark.parametrize(("first", "second"), [("watch", "chair"), ("chair", "watch")])
def test_a_new_card_takes_two_signatures_and_comes_once(stage: Stage, first: str, second: str) -> None:
    roles = {"chair": "chair", "watch": "scrutineer"}
    stage.room.begin()
    seat, card = seat_and_card(stage)
    one, other = stage.visitor(roles[first]), stage.visitor(roles[second])
    assert "已签字" in one.pressed(f"/{first}/{{id}}/seats/{seat}", card=card)
    assert "note-bad" not in one.pressed(f"/{first}/{{id}}/seats/{seat}", card=card), "his own again changes nothing"
    answer = other.press(f"/{second}/{{id}}/seats/{seat}", card=card)
    phone = Phone(Directly(stage.house), secret_of(answer))
    phone.join()
    with pytest.raises(CardRefused):
        Phone(Directly(stage.house), stage.room.cards[0].url).join()
    assert "刚刚已经补发过" in other.pressed(f"/{second}/{{id}}/seats/{seat}", card=card)


def test_a_signature_for_a_new_card_can_be_taken_back_until_the_other_has_signed(stage: Stage) -> None:
    stage.room.begin()
    seat, card = seat_and_card(stage)
    chair, scrutineer = stage.visitor("chair"), stage.visitor("scrutineer")
    chair.pressed(f"/chair/{{id}}/seats/{seat}", card=card)
    assert "等待监票人签字" in chair.text("/chair/{id}/seats")
    assert "等待监票人签字" not in chair.pressed(f"/chair/{{id}}/seats/{seat}/withdraw")
    assert "还须主持人登录" in scrutineer.pressed(f"/watch/{{id}}/seats/{seat}", card=card)
    assert "不用撤回" in chair.pressed(f"/chair/{{id}}/seats/{seat}/withdraw")
    Phone(Directly(stage.house), stage.room.cards[0].url).join()


def test_a_card_re_issued_before_the_first_round_leaves_the_others_counted(stage: Stage) -> None:
    """The first of six cards had not joined when it was replaced, and cannot any more: six may vote."""
    seat, card = seat_and_card(stage)
    stage.visitor("chair").press(f"/chair/{{id}}/seats/{seat}", card=card)
    stage.visitor("scrutineer").press(f"/watch/{{id}}/seats/{seat}", card=card)
    assert stage.visitor().state("screen")["turnout"]["cards"] == 6  # type: ignore[index] # an object
    stage.room.begin()
    assert stage.visitor().state("screen")["turnout"]["cards"] == 6  # type: ignore[index] # an object


def test_the_scrutineer_cannot_sign_the_release_while_the_numbers_do_not_hold(stage: Stage) -> None:
    stage.room.begin()
    vote(stage)
    stage.room.close(1)
    rounds.open_round(stage.house, stage.room.officers["chair"], stage.room.meeting_id, 2)
    stage.room.close(2)
    chair, scrutineer = stage.visitor("chair"), stage.visitor("scrutineer")
    chair.pressed("/chair/{id}/count")
    assert re.search(r'data-dialog-open="ask-release" aria-haspopup="dialog">', scrutineer.text("/watch/{id}"))
    with stage.house.stores.registry.begin() as connection:
        connection.exec_driver_sql("UPDATE audit_entry SET act = '另一件事' WHERE sequence = 3")
    stage.house.news.ring("room", stage.room.meeting_id)
    text = scrutineer.text("/watch/{id}")
    assert "数字对不上，请立即停止下一步" in text
    assert re.search(r'data-dialog-open="ask-release" aria-haspopup="dialog" aria-disabled="true"', text)
