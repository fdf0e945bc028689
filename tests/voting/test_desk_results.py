"""The desk after the count: results, one appraisee, decisions. 20 ballots, figures by hand.

01 16 好, 4 较好: (1440+320)/20 = 88.00 · 02 10/7/3: (900+560+210)/20 = 83.50, 一般+差 9/60 = 15.00% > 10% → 差
03 as 01 · 04 18/2: (1620+160)/20 = 89.00 · 05 8/9/2, 1 弃权: (720+720+140)/19 = 1580/19 = 83.16,
一般+差 6/57 = 10.53% > 10% of the marks but 6/60 = 10% of the ballots returned is not: 口径敏感.
好的比例 50%: floor(5 × 50%) = 2 may be 好; 04 is first, 01 and 03 share rank 2 and straddle the edge:
both 较好, 并列待定.
"""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.voting.counted import Counted, counted, hands, make_room
from voting.app import make_app
from voting.meeting.house import House
from voting.meeting.outcome.confirming import Ruling, decide
from voting.storage.registry import AuditEntry, Decision, Meeting

MARKS = [hands(16, 4), hands(10, 7, 3), hands(16, 4), hands(18, 2), hands(8, 9, 2, 0, 1)]
BODY, MINUTES = "场党委会议", "场党委会议纪要〔2026〕18号"


@pytest.fixture
def meeting(house: House) -> Counted:
    return counted(house, MARKS, {"02": ["材料写得多，下队少。", "<b>开会</b>太长"]})


@pytest.fixture
def app(house: House) -> Flask:
    return make_app(house)


@pytest.fixture
def desk(meeting: Counted, app: Flask) -> FlaskClient:
    meeting.release()
    return meeting.visitor(app)


def text_of(answer: object) -> str:
    """What is read on the page, tags and breaks taken out."""
    html = answer.get_data(as_text=True)  # type: ignore[attr-defined]  # a test response
    html = re.sub(r"<script.*?</script>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def rows_of(html: str) -> dict[str, dict[str, str]]:
    """The figures of the result table by appraisee."""
    table = {}
    for code, row in re.findall(r'<tr[^>]*data-appraisee="([^"]+)">(.*?)</tr>', html, re.DOTALL):
        cells = re.findall(r'data-figure="([^"]+)">(.*?)</td>', row, re.DOTALL)
        table[code] = {name: " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", cell).split()) for name, cell in cells}
    return table


def decision_of(meeting: Counted, code: str) -> Decision | None:
    with meeting.house.reading() as session:
        return session.get(Decision, (meeting.id, code))


def state_of(meeting: Counted) -> str:
    with meeting.house.reading() as session:
        found = session.get(Meeting, meeting.id)
        return found.state if found else ""


def acts(house: House) -> list[tuple[str, dict[str, object]]]:
    with house.reading() as session:
        return [(one.act, json.loads(one.detail)) for one in session.scalars(select(AuditEntry))]


def results(meeting: Counted, more: str = "") -> str:
    return f"/desk/{meeting.id}/results{more}"


def ruled(grade: str, **more: str) -> dict[str, str]:
    return {"final_grade": grade, "decided_by": BODY, "reason": "", "document": "", **more}


def test_before_the_session_the_page_says_that_there_is_no_result_yet(house: House, app: Flask) -> None:
    room = make_room(house, 2)
    for page in ("results", "opinions", "papers", "results/1", "opinions/2"):
        answer = Counted(house, room).visitor(app).get(f"/desk/{room.meeting_id}/{page}")
        assert answer.status_code == 200
        assert "还没有结果" in text_of(answer)


def test_an_open_round_is_named_and_nothing_is_counted(house: House, app: Flask) -> None:
    room = make_room(house, 2)
    room.begin()
    meeting = Counted(house, room)
    client = meeting.visitor(app)
    assert "还有 1 轮没有结束" in text_of(client.get(results(meeting)))
    answer = client.post(results(meeting, "/count"))
    assert answer.status_code == 409
    assert "这些轮次还没有结束" in text_of(answer)
    assert state_of(meeting) == "in_session"


def test_the_secretary_counts_when_all_rounds_are_closed(house: House, app: Flask) -> None:
    room = make_room(house, 1)
    room.begin()
    room.open(1, consent=True)
    room.close(1)
    meeting = Counted(house, room)
    client = meeting.visitor(app)
    assert "可以计票" in text_of(client.get(results(meeting)))
    assert client.post(results(meeting, "/count")).status_code == 302
    assert state_of(meeting) == "counted"


def test_nobody_sees_a_figure_before_release_and_the_page_says_who_has_signed(meeting: Counted, app: Flask) -> None:
    client = meeting.visitor(app)
    pages = [results(meeting), results(meeting, "/1"), f"/desk/{meeting.id}/opinions/1", f"/desk/{meeting.id}/papers"]
    for page in pages:
        text = text_of(client.get(page))
        assert "88.00" not in text
        assert "下队少" not in text
    assert client.get(results(meeting, "/state")).get_json() == {"version": "/", "released": False}
    meeting.release("scrutineer")
    text = text_of(client.get(results(meeting)))
    assert "监票人 已同意 监票人" in text
    assert "主持人 还没有同意 在主持页面点“同意公布” http://meeting.test:8080/chair/" in text
    meeting.release("chair")
    assert client.get(results(meeting, "/state")).get_json()["released"] is True
    assert "打开结果" in text_of(client.get(results(meeting, "/signed")))


def test_only_the_secretary_opens_these_pages(meeting: Counted, app: Flask) -> None:
    meeting.release()
    for role in ("chair", "scrutineer"):
        assert meeting.visitor(app, role).get(results(meeting)).status_code == 403
    assert app.test_client().get(results(meeting)).status_code == 302


def test_fewer_ballots_than_k_are_shown_only_if_the_chair_says_so(house: House, app: Flask) -> None:
    meeting = counted(house, [hands(2, 2)], seats={"A": 2, "B": 1, "C": 1})
    meeting.release()
    text = text_of(meeting.visitor(app).get(results(meeting)))
    assert "收回的票不足5张" in text
    assert "85.00" not in text


def test_the_table_has_every_figure_worked_by_hand(meeting: Counted, desk: FlaskClient) -> None:
    html = desk.get(results(meeting)).get_data(as_text=True)
    table = rows_of(html)
    assert list(table) == ["01", "02", "03", "04", "05"]
    assert table["02"] | {"final": ""} == {
        "returned": "20", "好": "30 50.00%", "较好": "21 35.00%", "一般": "9 15.00%", "差": "0 0.00%",
        "score": "83.50", "rank": "4", "proposed": "较好 差", "final": "",
    }  # fmt: skip
    assert [row["score"] for row in table.values()] == ["88.00", "83.50", "88.00", "89.00", "83.16"]
    assert [row["rank"] for row in table.values()] == ["2", "4", "2", "1", "5"]
    assert [row["proposed"].split()[-1] for row in table.values()] == ["较好", "差", "较好", "好", "差"]
    assert table["05"]["一般"] == "6 10.53%"


def test_flags_are_explained_with_what_to_decide_and_whom_they_concern(meeting: Counted, desk: FlaskClient) -> None:
    text = text_of(desk.get(results(meeting)))
    assert "口径敏感 计算得票率用哪个分母（有效票、收回票、发出票），会得出不同的结论。" in text
    assert "并列待定 得分相同的人正好跨在比例或名额的线上" in text
    page = text_of(desk.get(results(meeting, "/1")))
    assert "得分同为 88.00 的还有：第3党支部书记。" in page


def test_rows_are_sorted_and_filtered_by_the_address(meeting: Counted, desk: FlaskClient) -> None:
    def order(query: str) -> list[str]:
        return list(rows_of(desk.get(results(meeting, f"?{query}")).get_data(as_text=True)))

    assert order("sort=rank") == ["04", "01", "03", "02", "05"]
    assert order("sort=rank&down=1") == ["05", "02", "01", "03", "04"]
    assert order("group=社区") == ["02", "04"]
    assert order("group=农村&sort=rank") == ["01", "03", "05"]
    assert order("sort=flag") == ["01", "03", "05", "04", "02"]
    assert order("sort=proposed") == ["04", "01", "03", "02", "05"]
    assert order("group=没有这个组&sort=drop table&down=x") == ["01", "02", "03", "04", "05"]


def test_the_appraisees_page_can_be_redone_with_a_pencil(meeting: Counted, desk: FlaskClient) -> None:
    text = text_of(desk.get(results(meeting, "/5")))
    assert "1580 / 19" in text
    for line in meeting.figures().appraisees[4].explanation:
        words = re.findall(r"[\w.%]+", line)
        place = 0
        for word in words:  # every word of the explanation, in its order
            place = text.index(word, place)
    assert "弃权 1、回避 0、无效 0、漏填 0" in text
    assert "上一位 5 / 5" in text
    assert "下一位" not in text.replace("到下一位", "")


def test_a_place_that_is_not_on_the_agenda_is_said_so(meeting: Counted, desk: FlaskClient) -> None:
    answer = desk.get(results(meeting, "/9"))
    assert answer.status_code == 404
    assert "没有第9位被评议人，本次会议共5位" in text_of(answer)
    assert desk.post(results(meeting, "/9"), data=ruled("好")).status_code == 404


def test_remarks_are_shown_to_the_secretary_with_a_warning_and_never_as_markup(
    meeting: Counted, desk: FlaskClient
) -> None:
    html = desk.get(results(meeting, "/2")).get_data(as_text=True)
    assert "材料写得多，下队少。" in html
    assert "&lt;b&gt;开会&lt;/b&gt;太长" in html
    assert "用词和事例可能让人认出是谁写的" in html
    assert "没有人写意见" in desk.get(results(meeting, "/1")).get_data(as_text=True)


def test_a_grade_as_proposed_needs_only_the_body_that_decided(meeting: Counted, desk: FlaskClient) -> None:
    assert desk.post(results(meeting, "/4"), data=ruled("好")).headers["Location"].endswith("/results/4")
    kept = decision_of(meeting, "04")
    assert kept is not None
    assert (kept.final_grade, kept.decided_by) == ("好", BODY)
    then_next = desk.post(results(meeting, "/4"), data=ruled("好", then="next"))
    assert then_next.headers["Location"].endswith("/results/5#ruling")


def test_a_changed_grade_needs_its_reason_and_document_and_keeps_what_was_typed(
    meeting: Counted, desk: FlaskClient
) -> None:
    answer = desk.post(results(meeting, "/2"), data=ruled("一般", document="纪要"))
    assert answer.status_code == 400
    html = answer.get_data(as_text=True)
    assert "确定等次与建议等次不同，请写明理由。" in html
    assert 'value="纪要"' in html
    assert '<option value="一般" selected>' in html
    assert decision_of(meeting, "02") is None
    assert desk.post(results(meeting, "/2"), data=ruled("一般", document=MINUTES, reason="年中调岗")).status_code == 302
    assert decision_of(meeting, "02") is not None


def test_texts_too_long_for_the_registry_are_refused_in_words(meeting: Counted, desk: FlaskClient) -> None:
    answer = desk.post(results(meeting, "/4"), data=ruled("好", document="长" * 201))
    assert answer.status_code == 400
    assert "依据文件请控制在200字以内。" in text_of(answer)
    assert desk.post(results(meeting, "/4"), data=ruled("好", document="纪\0要")).status_code == 302


def test_a_decision_can_be_taken_back(meeting: Counted, desk: FlaskClient) -> None:
    desk.post(results(meeting, "/4"), data=ruled("好"))
    assert "撤回，改为待确定" in text_of(desk.get(results(meeting, "/4")))
    desk.post(results(meeting, "/4/take-back"))
    assert decision_of(meeting, "04") is None
    assert [act for act, _ in acts(meeting.house)][-2:] == ["确定等次", "撤回确定等次"]


def test_the_rest_is_confirmed_but_never_a_flagged_or_decided_one(meeting: Counted, desk: FlaskClient) -> None:
    answer = desk.post(results(meeting, "/rest"), data={"decided_by": "", "document": MINUTES})
    assert answer.status_code == 400
    assert "请填写决定的组织" in text_of(answer)
    assert f'value="{MINUTES}"' in answer.get_data(as_text=True)
    assert all(decision_of(meeting, code) is None for code in ("01", "02", "03", "04", "05"))
    answer = desk.post(results(meeting, "/rest"), data={"decided_by": BODY, "document": MINUTES}, follow_redirects=True)
    assert "已按建议等次确定 2 人。" in text_of(answer)
    decided = {code: decision_of(meeting, code) for code in ("01", "02", "03", "04", "05")}
    assert {code: one.final_grade for code, one in decided.items() if one} == {"02": "差", "04": "好"}


def test_a_meeting_is_confirmed_only_when_everybody_is_decided(meeting: Counted, desk: FlaskClient) -> None:
    desk.post(results(meeting, "/rest"), data={"decided_by": BODY, "document": MINUTES})
    answer = desk.post(results(meeting, "/confirm"))
    assert answer.status_code == 409
    assert "这些人还没有确定等次：欧阳·买买提·阿不都热合曼、第3党支部书记、第5党支部书记。" in text_of(answer)
    for place, grade in ((1, "较好"), (3, "较好"), (5, "差")):
        desk.post(results(meeting, f"/{place}"), data=ruled(grade))
    desk.post(results(meeting, "/confirm"))
    assert state_of(meeting) == "confirmed"
    assert "等次已经确认" in text_of(desk.get(results(meeting)))
    answer = desk.post(results(meeting, "/1"), data=ruled("较好"))
    assert answer.status_code == 409
    assert "会议现处于“已确认”" in text_of(answer)


def confirmed(meeting: Counted, desk: FlaskClient) -> None:
    """Everybody decided as proposed, and the meeting confirmed."""
    who = meeting.room.officers["secretary"]
    for one in meeting.figures().appraisees:
        decide(meeting.house, who, meeting.id, one.id, Ruling(one.proposed_grade, decided_by=BODY))
    desk.post(results(meeting, "/confirm"))


def test_a_confirmed_meeting_goes_back_only_with_a_reason(meeting: Counted, desk: FlaskClient) -> None:
    confirmed(meeting, desk)
    answer = desk.post(results(meeting, "/reconsider"), data={"reason": "  "})
    assert answer.status_code == 400
    assert "请写明原因。" in text_of(answer)
    assert state_of(meeting) == "confirmed"
    desk.post(results(meeting, "/reconsider"), data={"reason": "漏报一份材料"})
    assert state_of(meeting) == "counted"
    assert decision_of(meeting, "01") is not None
    assert acts(meeting.house)[-1] == ("退回复议", {"reason": "漏报一份材料"})


def test_a_meeting_is_sealed_after_the_word_was_typed_and_then_nothing_changes(
    meeting: Counted, desk: FlaskClient
) -> None:
    confirmed(meeting, desk)
    assert desk.post(results(meeting, "/seal"), data={"confirm_word": "封"}).status_code == 400
    assert state_of(meeting) == "confirmed"
    desk.post(results(meeting, "/seal"), data={"confirm_word": "封存"})
    assert state_of(meeting) == "sealed"
    assert desk.post(results(meeting, "/reconsider"), data={"reason": "再议"}).status_code == 409
    assert desk.post(f"/desk/{meeting.id}/opinions/1", data={"strengths": "好"}).status_code == 409
    assert "会议已封存" in text_of(desk.get(f"/desk/{meeting.id}/opinions/1"))


def test_a_counted_meeting_is_not_sealed(meeting: Counted, desk: FlaskClient) -> None:
    assert desk.post(results(meeting, "/seal"), data={"confirm_word": "封存"}).status_code == 409
    assert state_of(meeting) == "counted"


def test_a_get_changes_nothing(meeting: Counted, desk: FlaskClient) -> None:
    before = len(acts(meeting.house))
    for page in ("results", "results/1", "results/state", "results/signed", "opinions", "opinions/1", "papers"):
        assert desk.get(f"/desk/{meeting.id}/{page}").status_code == 200
    for page in ("results/confirm", "results/rest", "results/seal", "papers/summary", "papers/opinion/1"):
        assert desk.get(f"/desk/{meeting.id}/{page}").status_code in (404, 405)
    assert len(acts(meeting.house)) == before


def test_a_form_without_its_token_is_refused(meeting: Counted, desk: FlaskClient, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = desk.post(results(meeting, "/4"), data=ruled("好"))
    assert answer.status_code == 400
    assert "页面已过期，没有保存" in text_of(answer)
    assert decision_of(meeting, "04") is None
