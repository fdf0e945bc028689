"""What unsure hands do to a phone, and what small phones, large letters and old browsers do to its pages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.actors.phone_in_browser import FARM, Phone, Phones, one_speaker_each
from tests.browser.fake_meeting import SHEETS, FakeMeeting, appraisee, meeting_round
from tests.browser.test_phone_screens import RUBRIC, TOO_SMALL, fit_for_everybody, table_meeting

LONG_NAME = "阿卜杜热合曼·买买提依明"
LONG_UNIT = "新疆生产建设兵团第二师铁门关市立新农场第十三生产队"
LARGE_LETTERS = (
    """document.addEventListener("DOMContentLoaded", () => (document.documentElement.style.fontSize = "150%"))"""
)
TWO_TAPS = """async ([x, y]) => {
    for (let tap = 0; tap < 2; tap++) {
        const click = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1, clientX: x, clientY: y });
        document.elementFromPoint(x, y).dispatchEvent(click);
        await Promise.resolve();
    }
}"""


@pytest.fixture
def mobile() -> bool:
    """Every phone here lays pages out as mobile browsers do."""
    return True


def tap_twice(phone: Phone, label: str, across: float = 0.5) -> None:
    """Two taps at one place of a button, faster than anybody reads; `across` is how far to its right."""
    button = phone.page.get_by_role("button", name=label)
    button.click(trial=True)  # it is there, and hears
    box = button.bounding_box()
    assert box is not None
    phone.page.evaluate(TWO_TAPS, [box["x"] + box["width"] * across, box["y"] + box["height"] / 2])


def test_a_double_tap_on_the_way_to_the_look_over_submits_nothing(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "好", "好"])
    tap_twice(phone, "填好了，去核对", across=0.75)  # 确认提交 comes up under it
    phone.sees("还没有提交")
    expect(phone.page.get_by_role("button", name="确认提交")).to_be_visible()
    assert meeting.ballots(1) == []
    phone.tap("确认提交")
    phone.sees("已计入")


def test_a_double_tap_on_change_marks_nothing_on_the_form(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "好", "好"])
    phone.tap("填好了，去核对")
    tap_twice(phone, "修改 场党委书记 的测评")
    phone.sees("抓基层党建工作责任")
    for sheet in range(3):
        expect(phone.page.locator("fieldset").nth(sheet).get_by_role("radio", name="好", exact=True)).to_be_checked()


def test_the_phone_s_own_back_leads_from_the_look_over_to_the_form(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "差", "好"])
    phone.tap("填好了，去核对")
    phone.sees("还没有提交")
    phone.page.evaluate("history.back()")
    phone.sees("回避")
    expect(phone.page.get_by_role("radio", name="差").nth(1)).to_be_checked()
    phone.tap("填好了，去核对")
    phone.sees("还没有提交")
    phone.tap("返回修改")
    phone.sees("全部填好了")
    phone.vote(["好", "一般", "好"])
    assert [mark for _, _, mark in meeting.ballots(1)[0]["slips"][0]["marks"]] == ["好", "一般", "好"]


def test_turning_the_phone_and_taking_a_call_lose_no_mark(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "一般"])
    phone.page.set_viewport_size({"width": 844, "height": 390})
    other = phone.context.new_page()  # the page is behind another one now
    other.bring_to_front()
    phone.page.bring_to_front()
    other.close()
    phone.sees("还有 1 处未填")
    expect(phone.page.get_by_role("radio", name="一般").nth(1)).to_be_checked()
    assert phone.page.evaluate(TOO_SMALL) == []


# By hand: 9 − 0.5 = 8.5, as before the abstention.
def test_a_rubric_abstained_from_by_mistake_has_its_points_and_reasons_back(phones: Phones) -> None:
    meeting = FakeMeeting([meeting_round(1, appraisee(1, "东村党支部", unit=FARM))], [RUBRIC])
    phone = phones.at_the_form(meeting)
    phone.tap("统一标识、统一口号 减分")
    phone.page.get_by_label("统一标识、统一口号 扣分原因").fill("门牌不统一")
    phone.page.get_by_text("本表弃权").click()
    phone.sees("已弃权")
    phone.page.reload()
    phone.page.get_by_text("本表弃权").click()
    phone.sees("8.5 / 9 分")
    expect(phone.page.get_by_label("统一标识、统一口号 扣分原因")).to_have_value("门牌不统一")
    item = phone.page.locator(".item").first
    item.get_by_role("checkbox").check()
    expect(item.locator(".value")).to_have_text("弃权")
    item.get_by_role("checkbox").uncheck()
    phone.sees("8.5 / 9 分")
    phone.sees("还有 1 处未填")


def test_whoever_lost_a_ballot_is_not_told_that_all_are_in(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.mark(["好"])
    meeting.close(1)
    phone.sees("您填了但没有提交")
    phone.tap("知道了")
    phone.sees("投票已全部结束")
    expect(phone.page.locator("#app")).not_to_contain_text("您的票都投完了")
    lost = phone.page.locator(".agenda li.lost")
    expect(lost).to_have_css("text-align", "left")


def test_the_last_round_promises_the_check_and_no_next_round(phones: Phones) -> None:
    meeting = one_speaker_each(2)
    phone = phones.at_the_form(meeting)
    phone.cast()
    phone.sees("下一轮开始时本页会自动打开")
    meeting.close(1)
    meeting.open(2)
    phone.cast()
    phone.sees("第 2 轮")
    phone.sees("本轮结束后，本页会自动核对您的票在不在计票结果中")
    meeting.close(2)
    phone.sees("您的票已在计票结果中")
    phone.tap("知道了")
    phone.sees("您的票都投完了")


def test_what_is_said_of_a_second_scan_is_said_once(phones: Phones) -> None:
    meeting = one_speaker_each(2)
    phone = phones.joined(meeting)
    phone.scan(meeting)
    phone.sees("这张票卡已在本机入场")
    meeting.open(1)
    phone.vote()
    phone.tap("知道了")
    phone.sees("全部议程")
    expect(phone.page.locator("#app")).not_to_contain_text("这张票卡已在本机入场")


def long_named(sheets: list[dict[str, Any]] | None = None) -> FakeMeeting:
    """Rounds with the longest names: a speaker's, and a table's."""
    speaker = appraisee(1, LONG_NAME, unit=LONG_UNIT, post="党支部书记、管理委员会主任", in_writing=True)
    others = [appraisee(i, LONG_NAME if i == 3 else f"第{i}生产队党支部书记") for i in range(2, 5)]
    return FakeMeeting([meeting_round(1, speaker), meeting_round(2, *others, title="各党支部书记述职评议")], sheets)


def small_faults(page: Page) -> None:
    """Fail where something is cut off, scrolls sideways, or is too small for a thumb."""
    assert page.evaluate(TOO_SMALL) == []


def test_the_narrowest_phone_has_room_for_every_form(phones: Phones) -> None:
    meeting = long_named()
    phone = phones.new(meeting, (320, 568))
    phone.scan(meeting)
    phone.sees("2026年12月25日")
    fit_for_everybody(phone.page)
    phone.tap("进入会场")
    phone.sees("全部议程")
    meeting.open(1)
    phone.sees("还有 3 处未填")
    fit_for_everybody(phone.page)
    phone.mark(["好", "较好", "弃权"])
    phone.tap("填好了，去核对")
    phone.sees("还没有提交")
    fit_for_everybody(phone.page)
    phone.tap("确认提交")
    phone.sees("已计入")
    meeting.close(1)
    meeting.open(2)
    phone.tap("一表测评")
    phone.sees("弃权")
    fit_for_everybody(phone.page)
    for sheet in range(3):
        for row in range(3):
            phone.page.locator("tbody tr").nth(row).locator("label").nth(sheet).click()
        if sheet < 2:
            phone.tap("下一张：")
    phone.tap("填好了，去核对")
    phone.sees("还没有提交")
    fit_for_everybody(phone.page)
    cells = phone.page.locator("table.summary tbody td").filter(has_text="较好")
    heights = cells.evaluate_all("cells => cells.map((cell) => cell.firstChild.parentElement.getClientRects().length)")
    assert heights == [1, 1, 1]


@pytest.mark.parametrize("size", [(390, 844), (320, 568)])
def test_letters_half_as_large_again_fit_too(phones: Phones, size: tuple[int, int]) -> None:
    meeting = long_named([*SHEETS[:2], RUBRIC])
    phone = phones.new(meeting, size, LARGE_LETTERS)
    phone.scan(meeting)
    phone.sees("进入会场")
    small_faults(phone.page)
    phone.tap("进入会场")
    phone.sees("全部议程")
    small_faults(phone.page)
    meeting.open(1)
    phone.sees("还有 3 处未填")
    small_faults(phone.page)
    marks = phone.page.locator("fieldset").first.locator(".mark span")
    lines = marks.evaluate_all(
        "all => all.map((one) => { const r = document.createRange(); r.selectNodeContents(one);"
        " return new Set(Array.from(r.getClientRects(), (rect) => Math.round(rect.top))).size; })"
    )
    assert lines == [1] * 5, "a mark is never broken into two lines"
    phone.mark(["好", "较好"])
    phone.page.get_by_role("button", name="确认本表").click()
    phone.tap("填好了，去核对")
    phone.sees("还没有提交")
    small_faults(phone.page)
    phone.tap("确认提交")
    phone.sees("已计入")
    small_faults(phone.page)


@pytest.mark.parametrize("width", [320, 390])
def test_three_ways_on_stand_in_one_line_at_the_foot(phones: Phones, width: int) -> None:
    meeting = table_meeting(SHEETS[:1], number=2)
    phone = phones.new(meeting, (width, 844))
    phone.join(meeting)
    meeting.open(1)
    phone.tap("逐人填写")
    phone.mark(["好"])
    phone.tap("下一位")
    phone.sees("第 2 / 2 位")
    phone.mark(["好"])
    phone.tap("上一位")
    phone.sees("第 1 / 2 位")
    foot = phone.page.locator(".foot .button")
    expect(foot).to_have_text(["上一位", "下一位", "去核对"])
    assert foot.evaluate_all("all => all.every((one) => one.getBoundingClientRect().height < 60)")
    phone.tap("填好了，去核对")
    phone.sees("还没有提交")


def test_the_table_says_where_recusal_and_remarks_are(phones: Phones) -> None:
    meeting = table_meeting(SHEETS[:1], number=2)
    phone = phones.at_the_form(meeting)
    phone.sees("要回避、要写意见建议的，请点姓名")
    phone.tap("打开 第2生产队党支部书记 的测评表")
    phone.sees("写意见建议")
    box = phone.page.locator("textarea")
    expect(box).to_have_attribute("autocomplete", "off")


def test_letters_too_large_for_the_look_over_s_table_get_a_block_for_each_person(phones: Phones) -> None:
    meeting = table_meeting(number=2)
    phone = phones.new(meeting, (360, 780), LARGE_LETTERS)
    phone.join(meeting)
    meeting.open(1)
    phone.tap("一表测评")
    for sheet in range(3):
        small_faults(phone.page)
        for row in range(2):
            phone.page.locator("tbody tr").nth(row).locator("label").nth(sheet + row).click()
        if sheet < 2:
            phone.tap("下一张：")
    phone.tap("填好了，去核对")
    blocks = phone.page.locator(".person-summary")
    expect(blocks).to_have_count(2)
    expect(blocks.nth(1)).to_contain_text("意识形态责任制差")
    small_faults(phone.page)
    phone.page.get_by_role("button", name="修改 第2生产队党支部书记 的测评").click()
    phone.sees("第 2 / 2 位")


def test_held_sideways_the_form_keeps_most_of_the_page(phones: Phones) -> None:
    meeting = table_meeting(number=3)
    phone = phones.new(meeting, (844, 390))
    phone.join(meeting)
    meeting.open(1)
    phone.sees("逐人填写")
    dock = phone.page.locator(".dock").bounding_box()
    assert dock is not None
    assert dock["height"] <= 80
    fit_for_everybody(phone.page)


def test_a_browser_that_cannot_read_the_app_is_told_where_to_vote(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.new(meeting)

    def too_new(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body="const a = ;")

    phone.page.route("**/phone/phone.js", too_new)
    phone.scan(meeting)
    phone.sees("浏览器版本太旧，或者页面没有下载完整")
    phone.sees("请到工作台用平板投票")
    assert not [line for line in meeting.requests if "/claim" in line]
    phone.errors.clear()  # the one that was made here


def test_a_phone_in_the_dark_keeps_its_own_colours(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.new(meeting)
    phone.page.emulate_media(color_scheme="dark")
    phone.scan(meeting)
    phone.sees("进入会场")
    expect(phone.page.locator("html")).to_have_css("color-scheme", "light only")
    fit_for_everybody(phone.page)
