"""The meetings at the desk: begun, described, frozen, taken back, deleted; refusals keep what was typed."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tests.voting.desk_visitor import Desk, app_of, details_form, log_in, open_desk, people_form, read
from tests.voting.meetings import make_officers
from voting.meeting import officers
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.seats.cards import reissue
from voting.states import MeetingState
from voting.storage.registry import Card, Meeting, PendingAct, RecordValue


@pytest.fixture
def desk(house: House) -> Desk:
    return open_desk(house)


def count_of(house: House, kind: type) -> int:
    with house.reading() as session:
        return len(session.scalars(select(kind)).all())


def test_an_empty_house_says_what_to_do_first(house: House) -> None:
    client = log_in(app_of(house).test_client(), make_officers(house)["secretary"])
    page = read(client.get("/desk/"))
    assert "还没有会议" in page
    assert "新建会议" in page


def test_a_new_meeting_stands_in_the_list_and_asks_for_its_details(desk: Desk) -> None:
    assert "年度述职评议会议" in read(desk.client.get("/desk/"))
    assert "会议信息" in desk.get("details")


@pytest.mark.parametrize("title", ["", "   ", "长" * 121])
def test_a_meeting_without_a_proper_title_is_refused(desk: Desk, title: str) -> None:
    page = desk.client.post("/desk/new", data={"title": title, "source": "0"})
    assert page.status_code == 400
    assert "会议名称" in read(page)
    assert count_of(desk.house, Meeting) == 1


def test_an_unknown_meeting_to_take_over_is_refused(desk: Desk) -> None:
    assert desk.client.post("/desk/new", data={"title": "再开一次", "source": "77"}).status_code == 400
    assert desk.client.post("/desk/new", data={"title": "再开一次", "source": "x"}).status_code == 400
    assert count_of(desk.house, Meeting) == 1


def test_an_earlier_meeting_is_taken_over_without_its_date_and_records(desk: Desk) -> None:
    desk.complete()
    made = desk.client.post("/desk/new", data={"title": "明年的会议", "source": str(desk.meeting_id)})
    other = Desk(desk.house, desk.client, desk.staff, int(made.location.split("/")[2]))
    copy, origin = other.meeting(), desk.meeting()
    assert (copy.title, copy.held_on, copy.state) == ("明年的会议", None, "draft")
    assert (copy.scheme_text, copy.settings, copy.address) == (origin.scheme_text, origin.settings, origin.address)
    assert [one.name for one in copy.appraisees] == [one.name for one in origin.appraisees]
    assert [one.label for one in copy.seats] == [one.label for one in origin.seats]
    other.send("people", {"code": ["01"], "name": ["另一个人"]})
    assert len(desk.meeting().appraisees) == 2, "the earlier meeting keeps its own"


def test_the_details_are_saved_and_the_address_is_made_whole(desk: Desk) -> None:
    desk.send("details", details_form(place=" 三楼会议室 "))
    meeting = desk.meeting()
    assert (meeting.place, meeting.expected, meeting.live) == ("三楼会议室", 20, True)
    assert meeting.address == "http://192.168.1.20:8080"
    assert str(meeting.held_on) == "2026-12-26"


def test_the_address_of_this_machine_is_suggested(desk: Desk) -> None:
    assert 'value="http://192.168.1.20:8080"' in desk.raw("details")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "请填写会议名称"),
        ({"title": "长" * 121}, "太长，最多120字"),
        ({"organisation": "长" * 121}, "太长，最多120字"),
        ({"chair_name": "长" * 61}, "太长，最多60字"),
        ({"held_on": "明天"}, "不是有效的日期值"),
        ({"expected": "六十"}, "不是有效的整数"),
        ({"expected": "-1"}, "请填0到100000之间的整数"),
        ({"k": "4"}, "少于5人的分组会让人猜出谁投了什么"),
        ({"k": ""}, "请填5到1000之间的整数"),
        ({"round_plan": "anyhow"}, "不是有效的选择"),
        ({"shown": ""}, "不是有效的选择"),
        ({"address": "http://192.168.1.20:8080/v"}, "后面不要带路径"),
        ({"address": "我的电脑"}, "请填写完整的网址"),
        ({"address": "ftp://192.168.1.20"}, "请填写完整的网址"),
    ],
)
def test_a_faulty_detail_is_refused_beside_its_field_and_nothing_is_saved(
    desk: Desk, change: dict[str, str], sentence: str
) -> None:
    page = desk.send("details", details_form(place="三楼会议室") | change, status=400)
    assert sentence in page
    assert "您填的内容都还在" in page
    assert 'value="三楼会议室"' in page
    assert desk.meeting().place == ""


def test_every_fault_of_the_details_is_said_at_once(desk: Desk) -> None:
    page = desk.send("details", details_form(title="", k="1", address="?"), status=400)
    assert "有 3 处需要改正" in page


def test_a_draft_says_all_that_is_missing(desk: Desk) -> None:
    page = desk.get("")
    for sentence in (
        "还没有选定方案",
        "还没有录入被评议人",
        "还没有录入座位",
        "还没有确定手机访问的地址",
        "还没有填写会议日期",
    ):
        assert sentence in page
    assert "冻结方案？" not in page


def test_freezing_an_incomplete_draft_is_refused_with_what_is_missing(desk: Desk) -> None:
    desk.take_scheme()
    page = desk.send("freeze", status=400)
    assert "还不能冻结" in page
    assert "还没有设定" in page
    assert desk.meeting().state == "draft"


def test_a_complete_draft_is_frozen_and_shows_its_fingerprint(desk: Desk) -> None:
    desk.complete()
    assert "共 15 把" in desk.get(""), "two people and three spare rounds, three classes"
    page = desk.send("freeze")
    meeting = desk.meeting()
    assert meeting.state == "ready"
    start = meeting.fingerprint[:16]
    assert " ".join(start[at : at + 4] for at in range(0, 16, 4)) in page
    assert "现在制作票卡" in page
    assert "http://192.168.1.20:8080/chair/" in page


def test_a_frozen_meeting_takes_no_more_changes(desk: Desk) -> None:
    desk.complete()
    desk.send("freeze")
    before = desk.meeting()
    for page, data in (
        ("details", details_form(title="另一个名称")),
        ("people", {"code": ["01"], "name": ["另一个人"]}),
        ("people/paste", {"pasted": "01\t另一个人"}),
        ("seats", {"label": ["一号"], "ballot_class": ["A"]}),
        ("seats/numbers", {"number/A": "1"}),
        ("scheme/choose", {"name": "four-grade"}),
        ("scheme/parameters", {"parameter/好的比例": "90%"}),
        ("scheme/weights", {"weight/A": "40", "weight/B": "30", "weight/C": "30"}),
        ("delete", {"confirm_word": "删除"}),
        ("freeze", {}),
    ):
        assert "只" in desk.send(page, data, status=409), page
    after = desk.meeting()
    assert (after.title, after.settings, after.scheme_text) == (before.title, before.settings, before.scheme_text)
    assert "不能再改" in desk.get("details")
    assert "不能再改" in desk.get("people")


def test_a_small_class_is_pointed_out_before_the_freeze(desk: Desk) -> None:
    desk.complete()
    desk.send("seats/numbers", {"number/A": "3", "number/B": "10", "number/C": "42"})
    assert "“场领导班子成员”只有3张票卡，不足5人" in desk.get("")


def test_a_meeting_too_small_to_be_secret_is_pointed_out(desk: Desk) -> None:
    desk.complete()
    desk.send("seats/numbers", {"number/A": "2", "number/B": "1", "number/C": "1"})
    assert "全部票卡只有4张，不足5人" in desk.get("")


def test_the_secretary_is_warned_when_the_machine_has_moved(desk: Desk) -> None:
    desk.complete()
    desk.send("freeze")
    assert "手机会打不开" not in desk.get("")
    desk.client.application.config["ADDRESS"] = "http://10.0.0.9:8080"
    assert "本机现在的地址是 http://10.0.0.9:8080，与票卡上的 http://192.168.1.20:8080 不同" in desk.get("")


def test_taking_back_needs_its_word_and_makes_cards_worthless(desk: Desk) -> None:
    desk.complete()
    desk.send("freeze")
    desk.client.post(f"/desk/{desk.meeting_id}/cards/print")
    assert count_of(desk.house, Card) == 20
    assert "请在确认框中输入" in desk.send("thaw", {"confirm_word": "好"}, status=400)
    assert desk.meeting().state == "ready"
    page = desk.send("thaw", {"confirm_word": " 退回起草 "})
    assert "原来的票卡全部作废" in page
    assert desk.meeting().state == "draft"
    assert desk.meeting().fingerprint == ""
    assert count_of(desk.house, Card) == 0


def test_deleting_a_draft_needs_its_word(desk: Desk) -> None:
    desk.complete()
    desk.send("delete", status=400)
    assert count_of(desk.house, Meeting) == 1
    desk.send("delete", {"confirm_word": "删除"})
    assert count_of(desk.house, Meeting) == 0


def test_a_draft_that_has_been_used_is_deleted_with_all_that_hangs_on_it(desk: Desk) -> None:
    """Records were entered, it was frozen, cards made, a re-issue begun, and it was taken back."""
    desk.complete()
    desk.take_scheme("four-grade")
    desk.send("seats/numbers", {"number/A": "6"})
    desk.send("records", {"01/问责": "是"})
    unset = re.findall(r'name="parameter/([^"]+)" value=""[^>]*>\s*<span[^>]*>填数字', desk.raw("scheme"))
    falling = {f"parameter/{name}": f"{90 - 10 * step}%" for step, name in enumerate(unset)}  # 好 above 较好, and so on
    desk.send("scheme/parameters", falling)
    desk.send("freeze")
    desk.client.post(f"/desk/{desk.meeting_id}/cards/print")
    with desk.house.reading() as session:
        seat = find_meeting(session, desk.meeting_id).seats[0].id
    assert reissue(desk.house, desk.staff["chair"], desk.meeting_id, seat) is None
    desk.send("thaw", {"confirm_word": "退回起草"})
    desk.send("delete", {"confirm_word": "删除"})
    assert count_of(desk.house, Meeting) == 0
    assert count_of(desk.house, RecordValue) == 0
    assert count_of(desk.house, PendingAct) == 0


@pytest.mark.parametrize("page", ["freeze", "thaw", "delete", "people/paste", "seats/numbers", "scheme/weights"])
def test_opening_an_act_by_its_address_does_nothing(desk: Desk, page: str) -> None:
    desk.complete()
    answer = desk.client.get(f"/desk/{desk.meeting_id}/{page}")
    assert answer.status_code == 302
    assert desk.meeting().state == "draft"


def test_a_scheme_of_records_alone_asks_for_no_seats(desk: Desk) -> None:
    desk.send("details", details_form(address=""))
    desk.take_scheme("street-routine")
    desk.type_people("办公室")
    page = desk.get("")
    assert "内容已齐全" in page
    assert "不需要座位和票卡" in desk.get("seats")
    desk.send("freeze")
    assert "不需要票卡" in desk.get("cards")


@pytest.mark.parametrize("state", MeetingState)
def test_every_page_of_the_set_up_opens_in_every_state(desk: Desk, state: MeetingState) -> None:
    desk.complete()
    if state != MeetingState.DRAFT:
        desk.send("freeze")
        desk.client.post(f"/desk/{desk.meeting_id}/cards/print")
    with desk.house.writing() as session:
        session.get_one(Meeting, desk.meeting_id).state = state
    for page in ("", "details", "scheme", "scheme/choose", "scheme/preview", "people", "seats", "records", "cards"):
        assert "年度述职评议会议" in desk.get(page), page


def test_the_overview_says_which_accounts_a_meeting_still_lacks(house: House) -> None:
    desk = open_desk(house)
    assert "还没有能登录的账号" not in desk.get("")
    for role in ("chair", "scrutineer"):
        officers.set_active(house, desk.staff["secretary"], desk.staff[role].id, is_active=False)
    assert "还没有能登录的账号：主持人、监票人 宣布开会要主持人登录" in desk.get("")


def test_the_overview_says_before_the_freeze_that_the_cards_would_lead_elsewhere(house: House) -> None:
    desk = open_desk(house)
    desk.complete()
    assert "票卡上要印的是" not in desk.get("")
    desk.send("details", details_form(address="192.168.1.99"))
    assert "本机现在的地址是 http://192.168.1.20:8080，票卡上要印的是 http://192.168.1.99" in desk.get("")


def test_the_agenda_is_shown_before_it_is_frozen(house: House) -> None:
    desk = open_desk(house)
    desk.complete()
    desk.send("people", people_form([{"name": "甲"}, {"name": "乙"}, {"name": "丙", "in_writing": "是"}]))
    assert "议程 冻结前的样子 1 甲 2 乙 3 丙 书面述职" in desk.get("")
    desk.send("details", details_form(round_plan="table"))
    assert "议程 冻结前的样子 1 甲、乙、丙" in desk.get("")
