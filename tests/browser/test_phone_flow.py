"""A phone's way through a meeting when everything goes wrong that secrecy.md's failure table names."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect

from tests.actors.phone_in_browser import SECRETS, Phones, one_speaker_each
from tests.browser.fake_meeting import leaf_of

KEEPS_SNAPSHOTS = """
    window.snapshots = {};
    const send = window.fetch;
    window.fetch = (path, options) => {
        if (options && options.method === "POST") {
            const kept = JSON.stringify(Object.entries(localStorage));
            (snapshots[path] = snapshots[path] || []).push([kept, options.body]);
        }
        return send(path, options);
    };
"""


def test_a_whole_round_from_scan_to_check(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.sees("抓基层党建工作责任")
    phone.vote(["好", "较好", "弃权"])
    phone.sees("第 1 轮 · 场党委书记")
    [ballot] = meeting.ballots(1)
    wanted = [["基层党建", "", "好"], ["党风廉政", "", "较好"], ["意识形态", "", "弃权"]]
    assert [(slip["appraisee"], slip["marks"]) for slip in ballot["slips"]] == [("01", wanted)]
    meeting.close(1)
    phone.sees("您的票已在计票结果中")
    root = meeting.lists(1)["root"]
    expect(phone.page.locator(".check .hash span")).to_have_text([root[i : i + 4] for i in range(0, 16, 4)])


def test_the_fragment_leaves_the_address_bar_and_no_request_ever_held_the_secret(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.joined(meeting)
    assert phone.page.url == f"{phone.base}/v"
    assert not [line for line in meeting.requests if SECRETS[0] in line]
    assert SECRETS[0] not in json.dumps(phone.kept())


def test_one_tap_claims_every_round_and_the_spare(phones: Phones) -> None:
    meeting = one_speaker_each(3)
    phones.joined(meeting)
    assert sorted(map(int, meeting.claims[SECRETS[0]])) == [1, 2, 3, 100]
    assert len(set(meeting.claims[SECRETS[0]].values())) == 4


def test_everything_is_stored_before_a_request_leaves(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.new(meeting)
    phone.page.add_init_script(KEEPS_SNAPSHOTS)
    phone.join(meeting)
    meeting.open(1)
    phone.vote()
    sent = phone.page.evaluate("snapshots")
    kept, body = sent["/claim"][0]
    claimed = json.loads(body)["blinded"]
    blanks = {key.split("/")[3]: json.loads(value) for key, value in json.loads(kept) if key.endswith("/blank")}
    assert {number: blank["blinded"] for number, blank in blanks.items()} == claimed
    kept, body = sent["/cast"][0]
    [stored] = [value for key, value in json.loads(kept) if key.endswith("/1/sent")]
    assert stored == body


def test_answers_lost_at_claim_are_asked_for_again_with_the_same_values(phones: Phones) -> None:
    meeting = one_speaker_each()
    meeting.faults.lost["/claim"] = 2
    phone = phones.joined(meeting)
    assert [line for line in meeting.requests if "/claim" in line] == ["POST /claim?"] * 3
    meeting.open(1)
    phone.vote()


def test_answers_lost_at_cast_count_once(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    meeting.faults.lost["/cast"] = 2
    phone.vote()
    assert len(meeting.ballots(1)) == 1
    assert len([line for line in meeting.requests if "/cast" in line]) == 3


def test_a_captive_portal_s_page_is_no_answer(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    answers = iter(["portal", "error"])

    def portal(route: Route) -> None:
        kind = next(answers, "")
        if kind == "portal":
            route.fulfill(status=200, content_type="text/html", body="<h1>请登录上网</h1>")
        elif kind == "error":
            route.fulfill(status=502, content_type="application/json", body='{"recorded": true}')
        else:
            route.continue_()

    phone.page.route("**/cast", portal)
    phone.vote()
    assert len(meeting.ballots(1)) == 1


def test_a_page_killed_while_joining_goes_on_with_the_same_values(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.scan(meeting)
    phone.sees("进入会场")
    meeting.faults.lost["/claim"] = 1000
    phone.tap("进入会场")
    expect(phone.page.locator("#offline")).to_contain_text("网络断开")
    phone.page.close()
    meeting.faults.lost["/claim"] = 0
    phone.new_page().goto(phone.base + "/v")
    phone.sees("全部议程")
    meeting.open(1)
    phone.vote()


def test_a_page_killed_while_sending_goes_on_by_itself(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "好", "差"])
    phone.tap("填好了，去核对")
    phone.sees("请核对")
    meeting.faults.broken["/cast"] = 1000
    phone.tap("确认提交")
    phone.sees("正在提交")
    first = phone.kept_round(1, "sent")
    phone.page.close()
    meeting.faults.broken["/cast"] = 0
    phone.new_page().goto(phone.base + "/v")
    phone.sees("已计入")
    assert meeting.ballots(1) == [first]


def test_a_lost_connection_is_shown_and_nothing_filled_in_is_lost(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.mark(["好"])
    phone.page.context.set_offline(True)
    banner = phone.page.locator("#offline")
    phone.mark(["好", "较好", "差"])
    phone.tap("填好了，去核对")
    phone.tap("确认提交")
    expect(banner).to_have_text("网络断开，正在重连…您已填的内容都在", timeout=15000)
    phone.sees("连上后自动提交")
    phone.page.context.set_offline(False)
    phone.sees("已计入")
    expect(banner).to_be_hidden()


def test_a_reload_in_the_middle_of_marking_keeps_what_was_marked(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "一般"])
    phone.page.locator("summary").click()
    phone.page.locator("textarea").fill("基层调研可以更深入。")
    phone.page.reload()
    phone.sees("还有 1 处未填")
    expect(phone.page.locator("textarea")).to_have_value("基层调研可以更深入。")
    phone.vote(["好", "一般", "好"])
    assert [remark["text"] for remark in meeting.ballots(1)[0]["remarks"]] == ["基层调研可以更深入。"]


def test_after_it_is_counted_no_mark_is_left_on_the_phone_and_after_the_check_no_leaf(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.vote(["好", "好", "好"])
    [ballot] = meeting.ballots(1)
    leaf = leaf_of(1, "C", ballot["slips"][0])
    kept = json.dumps(phone.kept(), ensure_ascii=False)
    assert "好" not in kept
    assert ballot["slips"][0]["salt"] not in kept
    assert leaf in kept
    expect(phone.page.locator("body")).not_to_contain_text("好")
    meeting.close(1)
    phone.sees("您的票已在计票结果中")
    assert leaf not in json.dumps(phone.kept())


def test_a_reload_after_the_answer_still_says_it_is_counted(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.vote()
    phone.page.reload()
    phone.sees("您填的内容已从本机删除")
    phone.tap("知道了")
    phone.sees("请稍候")


def test_the_next_round_opens_by_itself_over_the_green_page(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.vote()
    meeting.close(1)
    meeting.open(2)
    phone.sees("第 2 轮")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("第一生产队党支部书记")
    phone.sees("还有 3 处未填")


def test_a_round_closed_on_the_way_says_not_counted(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    meeting.faults.broken["/cast"] = 1000
    phone.cast()
    phone.sees("正在提交")
    meeting.close(1)
    meeting.faults.broken["/cast"] = 0
    phone.sees("本轮在您提交之前已经关闭，您这一轮的票未计入。")
    assert meeting.ballots(1) == []
    phone.tap("知道了")
    phone.sees("未计入")


def test_a_round_closed_after_the_lost_answer_says_counted(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    meeting.faults.hold.clear()
    meeting.faults.lost["/cast"] = 1
    phone.cast()
    phone.sees("正在提交")
    meeting.faults.hold.set()
    phone.until(lambda: meeting.ballots(1))
    meeting.close(1)
    phone.sees("已计入")
    phone.sees("您的票已在计票结果中")


def test_a_ballot_filled_in_but_never_sent_is_said_to_be_not_counted(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "差"])
    meeting.close(1)
    phone.sees("您填了但没有提交")
    assert phone.kept_round(1, "draft") is None


def test_a_void_round_says_so_and_its_rerun_opens(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.vote()
    meeting.change(1, state="void")
    phone.sees("本轮已作废")
    phone.tap("知道了")
    meeting.rounds.append({**meeting.rounds[0], "round": 100, "state": "open"})
    meeting.change()
    phone.sees("第 100 轮")
    phone.vote()
    assert len(meeting.ballots(100)) == 1


def test_an_opening_taken_back_leaves_the_marks_and_the_form_opens_again_with_them(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "差", "弃权"])
    phone.tap("填好了，去核对")
    phone.sees("请核对")
    meeting.change(1, state="waiting")
    phone.sees("请稍候")
    phone.sees("一轮的开启，没有收票。您已填的内容留在本机，再次开启时请核对后提交。")
    phone.page.reload()
    phone.sees("您已填的内容留在本机")
    meeting.open(1)
    phone.tap("填好了，去核对")
    phone.tap("确认提交")
    phone.sees("已计入")
    [ballot] = meeting.ballots(1)
    assert [mark for _, _, mark in ballot["slips"][0]["marks"]] == ["好", "差", "弃权"]


def test_an_opening_taken_back_before_a_mark_is_told_calmly(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.sees("填好了，去核对")
    meeting.change(1, state="waiting")
    phone.sees("一轮的开启，没有收票。再次开启时，本页会自动打开。")
    assert phone.kept_round(1, "outcome") is None
    meeting.open(1)
    phone.vote()


def test_a_ballot_sent_as_the_opening_is_taken_back_is_kept_and_cast_at_the_next(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    meeting.faults.broken["/cast"] = 1000
    phone.cast()
    phone.sees("正在提交")
    meeting.change(1, state="waiting")
    meeting.faults.broken["/cast"] = 0
    phone.sees("您已填的内容留在本机，再次开启时请核对后提交。")
    assert phone.kept_round(1, "outcome") is None
    assert phone.kept_round(1, "sent") is None
    meeting.open(1)
    phone.tap("填好了，去核对")
    phone.tap("确认提交")
    phone.sees("已计入")
    assert len(meeting.ballots(1)) == 1


def test_a_card_used_in_another_browser_is_sent_back_there(phones: Phones) -> None:
    meeting = one_speaker_each()
    first, second = phones.new(meeting), phones.new(meeting)
    first.join(meeting)
    second.scan(meeting)
    second.tap("进入会场")
    second.sees("已在另一浏览器入场，请回到那里")
    meeting.open(1)
    first.vote()


def test_a_second_scan_of_a_spent_card_is_answered_kindly(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.joined(meeting)
    phone.scan(meeting)
    phone.sees("这张票卡已在本机入场，不用再扫")
    meeting.open(1)
    phone.vote()
    phone.tap("知道了")
    phone.scan(meeting)
    phone.sees("您的票都已投出并计入，不用再扫")


def test_a_copied_browser_hears_that_the_other_ballot_was_counted(phones: Phones) -> None:
    meeting = one_speaker_each()
    first = phones.joined(meeting)
    copy = phones.new(meeting, storage=first.context.storage_state())
    copy.page.goto(copy.base + "/v")
    meeting.open(1)
    first.vote(["好", "好", "好"])
    copy.cast(["差", "差", "差"])
    copy.sees("此票已投出另一份答卷，本页所填未计入")
    assert [slip["marks"][0][2] for slip in meeting.ballots(1)[0]["slips"]] == ["好"]


def test_a_manifest_that_is_not_the_card_s_stops_everything(phones: Phones) -> None:
    meeting = one_speaker_each()
    meeting.manifest_lie = meeting.manifest.replace(b'"round":1}', b'"round":9}', 1)
    phone = phones.new(meeting)
    phone.scan(meeting)
    phone.sees("请停止操作")
    phone.sees("会议指纹与票卡上的不一致")
    assert not [line for line in meeting.requests if "POST" in line or "/v/form" in line]


def test_a_signature_by_another_key_stops_everything(phones: Phones, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = one_speaker_each()
    sign = meeting.sign
    monkeypatch.setattr(meeting, "sign", lambda number, _class, blinded: sign(number, "A", blinded))
    phone = phones.new(meeting)
    phone.scan(meeting)
    phone.tap("进入会场")
    phone.sees("服务器给出的签名无效")
    assert phone.kept_round(1, "pass") is None


def test_a_list_without_my_slip_is_an_alarm(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.vote()
    meeting.drop_from_lists = True
    meeting.close(1)
    phone.sees("在计票结果中没有找到您的票")
    phone.sees("马上联系监票人")


def test_lists_that_are_not_the_published_ones_are_an_alarm(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.vote()
    meeting.change(1, state="closed", root="ab" * 32)
    phone.sees("公布的清单与校验码对不上")


def test_a_card_of_a_merged_class_votes_in_the_class_it_was_merged_into(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    meeting.classes["A"] = "B"
    phone = phones.new(meeting)
    phone.join(meeting, SECRETS[1], "A")
    meeting.open(1)
    phone.vote()
    assert [ballot["class"] for ballot in meeting.ballots(1)] == ["B"]


def test_a_late_comer_joins_the_rounds_that_are_left(phones: Phones) -> None:
    meeting = one_speaker_each(2)
    meeting.open(1)
    meeting.close(1)
    phone = phones.joined(meeting)
    phone.sees("入场前已结束")
    meeting.open(2)
    phone.vote()


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [("void", "这张票卡已经作废"), ("unknown", "没有这张票卡"), ("early", "现在不能入场")],
)
def test_a_card_that_is_refused_hears_why(phones: Phones, refuse: str, sentence: str) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.scan(meeting)
    meeting.joining = refuse != "early"
    meeting.void_cards = {SECRETS[0]} if refuse == "void" else set()
    meeting.cards = {} if refuse == "unknown" else meeting.cards
    phone.tap("进入会场")
    phone.sees(sentence)


def test_joining_that_was_too_early_works_later_with_the_same_values(phones: Phones) -> None:
    meeting = one_speaker_each()
    meeting.joining = False
    phone = phones.new(meeting)
    phone.scan(meeting)
    phone.tap("进入会场")
    phone.sees("现在不能入场")
    blank = phone.kept_round(1, "blank")
    meeting.joining = True
    phone.tap("进入会场")
    phone.sees("全部议程")
    assert isinstance(blank, dict)
    assert meeting.claims[SECRETS[0]]["1"] == blank["blinded"]


def test_a_ballot_the_server_refuses_can_be_mended(phones: Phones) -> None:
    meeting = one_speaker_each()
    meeting.refusal = {"error": "bad_ballot", "message": "“基层党建”的评价不在可选范围内"}
    phone = phones.at_the_form(meeting)
    phone.cast()
    phone.sees("服务器没有收下这份答卷")
    phone.sees("不在可选范围内")
    meeting.refusal = None
    phone.tap("返回修改")
    phone.vote(["差", "差", "差"])
    assert [mark for _, _, mark in meeting.ballots(1)[0]["slips"][0]["marks"]] == ["差"] * 3


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
            "无痕模式",
        ),
        ("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }", "无痕模式"),
        ("delete window.BigInt", "浏览器版本太旧"),
    ],
    ids=["storage blocked", "no room", "no BigInt"],
)
def test_a_browser_that_cannot_vote_is_sent_to_the_kiosk_before_any_claim(
    phones: Phones, spoil: str, sentence: str
) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.page.add_init_script(spoil)
    phone.scan(meeting)
    phone.sees(sentence)
    phone.sees("请到工作台用平板投票")
    assert not [line for line in meeting.requests if "/claim" in line]


def test_storage_that_fails_at_the_tap_sends_no_claim(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.scan(meeting)
    phone.sees("进入会场")
    phone.page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }"
    )
    phone.tap("进入会场")
    phone.sees("请到工作台用平板投票")
    assert not [line for line in meeting.requests if "/claim" in line]


def test_without_a_stream_the_phone_asks_for_the_state(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.page.route("**/v/stream*", lambda route: route.abort())
    phone.join(meeting)
    meeting.open(1)
    phone.sees("还有 3 处未填")


def test_of_two_tabs_only_the_last_one_votes(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.joined(meeting)
    first = phone.page
    phone.new_page().goto(phone.base + "/v")
    phone.sees("全部议程")
    expect(first.locator("#app")).to_contain_text("本页已在别处打开")
    first.get_by_role("button", name="在这里继续").click()
    expect(first.locator("#app")).to_contain_text("全部议程")
    phone.sees("本页已在别处打开")


def test_two_cards_on_one_phone_keep_apart(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.new(meeting)
    phone.join(meeting, SECRETS[0])
    phone.join(meeting, SECRETS[1])
    meeting.open(1)
    phone.vote(["好", "好", "好"])
    phone.scan(meeting, SECRETS[0])
    phone.vote(["差", "差", "差"])
    marks = [ballot["slips"][0]["marks"][0][2] for ballot in meeting.ballots(1)]
    assert sorted(marks) == sorted(["好", "差"])


def test_a_typed_code_compares_the_fingerprint_and_joins(phones: Phones) -> None:
    meeting = one_speaker_each()
    meeting.cards[SECRETS[0]] = "C"
    phone = phones.new(meeting)
    phone.page.goto(phone.base + "/v")
    check = phone.page.evaluate(
        "(s) => import('/static/src/ballot/cards.js').then((c) => c.checkCharacter(s))", SECRETS[0]
    )
    phone.page.get_by_label("票号").fill(f"x-{SECRETS[0]}-{check}")
    phone.tap("下一步")
    phone.sees("票类字母不对")
    phone.page.get_by_label("票号").fill(f"c {SECRETS[0].lower()} {check}")
    phone.tap("下一步")
    phone.sees("请核对会议指纹")
    phone.sees(meeting.fingerprint[:4])
    phone.tap("一致，继续")
    phone.tap("进入会场")
    phone.sees("全部议程")


def test_a_broken_qr_code_asks_to_scan_again(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.page.goto(f"{phone.base}/v#c=7K3M&g=C")
    phone.sees("没有读全二维码")
    assert phone.page.url == f"{phone.base}/v"


def test_a_name_corrected_at_the_desk_stands_on_a_phone_that_had_the_wrong_one(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.joined(meeting)
    phone.sees("场党委书记")
    corrected = {**meeting.rounds[0]["appraisees"][0], "name": "场党委副书记"}
    meeting.change(1, title="场党委副书记", appraisees=[corrected])
    phone.sees("场党委副书记")
    meeting.open(1)
    phone.sees("抓基层党建工作责任")
    phone.sees("场党委副书记")
    phone.vote()
