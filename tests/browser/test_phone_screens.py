"""The phone's screens as an attendee of fifty-five meets them: large, complete, and open to everybody."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.actors.phone_in_browser import FARM, SECRETS, Phones, one_speaker_each
from tests.browser.fake_meeting import SHEETS, FakeMeeting, appraisee, meeting_round

RUBRIC = {
    "id": "观摩",
    "title": "村（社区）党建观摩测评得分表",
    "items": [
        {"id": "1.1", "section": "党建基础", "title": "统一标识、统一口号", "max": "3", "step": "0.5"},
        {
            "id": "1.2",
            "section": "党建基础",
            "title": "班子健全、按时换届、职责分工明确并上墙公示",
            "max": "2",
            "step": "0.5",
        },
        {"id": "2.1", "section": "组织建设", "title": "三会一课记录完整", "max": "4", "step": "1"},
    ],
}
TOO_SMALL = """() => {
    const seen = (element) => element.getClientRects().length > 0 && !element.closest(".unseen");
    const wrong = [];
    for (const element of document.querySelectorAll("button, label, summary, input[type=text], textarea")) {
        const { width, height } = element.getBoundingClientRect();
        if (seen(element) && !element.classList.contains("label") && (width < 48 || height < 48)) {
            wrong.push(`${element.textContent}: ${width} x ${height}`);
        }
    }
    for (const element of document.querySelectorAll(".mark span, .grid th, .button, .tab, .half, legend")) {
        const cut = seen(element) && element.scrollWidth > element.clientWidth + 1;
        if (cut) wrong.push(`cut off: ${element.textContent}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const size = parseFloat(getComputedStyle(parent).fontSize);
        const text = walker.currentNode.textContent.trim();
        if (text && seen(parent) && size < 18) wrong.push(`${size}px ${text}`);
    }
    const width = document.documentElement.scrollWidth;
    if (width > innerWidth) wrong.push(`scrolls sideways to ${width}`);
    return wrong;
}"""


def fit_for_everybody(page: Page) -> None:
    """Fail if axe finds a fault, a target is smaller than a thumb, or a text smaller than 18 pixels."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(TOO_SMALL) == []


def table_meeting(sheets: list[dict[str, Any]] | None = None, number: int = 12) -> FakeMeeting:
    """A round of many people."""
    people = [
        appraisee(i, f"第{i}生产队党支部书记", unit=f"第{i}生产队", post="党支部书记", in_writing=i == 5)
        for i in range(1, number + 1)
    ]
    return FakeMeeting([meeting_round(1, *people, title="各党支部书记")], sheets)


@pytest.mark.parametrize("width", [360, 430])
def test_every_screen_of_a_speaker_s_round_is_fit_for_everybody(phones: Phones, width: int) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting, (width, 844))
    phone.page.goto(phone.base + "/v")
    phone.sees("输入票号")
    fit_for_everybody(phone.page)
    phone.scan(meeting)
    phone.sees("进入会场")
    fit_for_everybody(phone.page)
    phone.tap("进入会场")
    phone.sees("全部议程")
    fit_for_everybody(phone.page)
    meeting.open(1)
    phone.mark(["好"])
    phone.page.locator("summary").click()
    phone.tap("填好了，去核对")
    phone.sees("请先填标红的地方")
    fit_for_everybody(phone.page)
    phone.mark(["好", "好", "弃权"])
    phone.tap("填好了，去核对")
    phone.sees("请核对")
    fit_for_everybody(phone.page)
    meeting.faults.hold.clear()
    phone.tap("确认提交")
    phone.sees("正在提交")
    fit_for_everybody(phone.page)
    meeting.faults.hold.set()
    phone.sees("已计入")
    fit_for_everybody(phone.page)
    meeting.close(1)
    phone.sees("您的票已在计票结果中")
    fit_for_everybody(phone.page)
    phone.tap("知道了")
    phone.sees("已查到")
    fit_for_everybody(phone.page)


def test_the_table_and_the_rubric_are_fit_for_everybody_on_the_narrowest_phone(phones: Phones) -> None:
    meeting = table_meeting([*SHEETS[:1], RUBRIC], 3)
    phone = phones.new(meeting, (360, 844))
    phone.join(meeting)
    meeting.open(1)
    phone.sees("逐人填写")
    phone.tap("统一标识、统一口号 减分")
    fit_for_everybody(phone.page)
    phone.tap("一表测评")
    fit_for_everybody(phone.page)


def test_the_welcome_shows_meeting_class_and_promise_word_for_word(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.scan(meeting)
    for text in (
        "立新农场党委2026年度落实主体责任述职评议会",
        "支部书记、党员代表",
        "谁投的、投了什么，系统里查不出来；您的票计没计进去，您自己查得到。",
        "请一直用这个浏览器，不要用无痕模式",
    ):
        phone.sees(text)
    expect(phone.page.locator(".letter")).to_have_text("C")
    size = phone.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.letter')).fontSize)")
    assert size >= 48


def test_a_small_class_reads_that_secrecy_cannot_be_kept_and_no_promise(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.joined(meeting)
    meeting.rounds[0]["small"] = ["C"]
    meeting.open(1)
    phone.sees("本票类人数少，不能保密")
    expect(phone.page.locator("#app")).not_to_contain_text("系统里查不出来")
    phone.mark(["好", "好", "好"])
    phone.tap("填好了，去核对")
    phone.sees("请核对")
    phone.sees("本票类人数少，不能保密")
    expect(phone.page.locator("#app")).not_to_contain_text("系统里查不出来")


def test_other_classes_read_the_promise_when_one_class_is_small(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.joined(meeting)
    meeting.rounds[0]["small"] = ["A"]
    meeting.open(1)
    phone.sees("系统里查不出来")
    expect(phone.page.locator("#app")).not_to_contain_text("不能保密")


def test_an_unmarked_sheet_is_pointed_out_and_nothing_is_sent(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.mark(["好"])
    phone.tap("填好了，去核对")
    phone.sees("请先填标红的地方")
    expect(phone.page.locator("fieldset.missing")).to_have_count(2)
    expect(phone.page.locator("#live")).to_contain_text("还有 2 处未填")
    expect(phone.page.locator("fieldset").nth(1).locator("input").first).to_be_focused()
    assert meeting.ballots(1) == []


def test_recusal_covers_the_whole_person_and_can_be_taken_back(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "差"])
    recusal = phone.page.get_by_role("checkbox")
    recusal.check()
    phone.sees("全部填好了")
    recusal.uncheck()
    phone.sees("还有 1 处未填")
    expect(phone.page.get_by_role("radio", name="好").first).to_be_checked()
    recusal.check()
    phone.tap("填好了，去核对")
    phone.tap("确认提交")
    phone.sees("已计入")
    assert [mark for _, _, mark in meeting.ballots(1)[0]["slips"][0]["marks"]] == ["回避"] * 3


def test_a_round_of_many_is_filled_in_person_by_person(phones: Phones) -> None:
    meeting = table_meeting(number=3)
    phone = phones.at_the_form(meeting)
    for place, marks in enumerate([["好", "好", "好"], ["较好", "一般", "差"], ["弃权", "好", "好"]]):
        phone.sees(f"第 {place + 1} / 3 位")
        phone.mark(marks)
        if place < 2:
            phone.tap("下一位")
    phone.tap("填好了，去核对")
    expect(phone.page.locator("table.summary tbody tr").nth(1)).to_contain_text("第2生产队党支部书记较好一般差")
    phone.page.get_by_role("button", name="修改 第2生产队党支部书记 的测评").click()
    phone.sees("第 2 / 3 位")
    phone.mark(["好"])
    phone.tap("填好了，去核对")
    phone.tap("确认提交")
    phone.sees("已计入")
    [ballot] = meeting.ballots(1)
    received = {slip["appraisee"]: [mark for _, _, mark in slip["marks"]] for slip in ballot["slips"]}
    assert received == {"01": ["好", "好", "好"], "02": ["好", "一般", "差"], "03": ["弃权", "好", "好"]}
    assert len({slip["salt"] for slip in ballot["slips"]}) == 3


def test_a_round_of_many_is_filled_in_on_one_table(phones: Phones) -> None:
    meeting = table_meeting(number=4)
    phone = phones.at_the_form(meeting)
    phone.tap("一表测评")
    rows = phone.page.locator("tbody tr")
    for sheet in range(3):
        for place in range(4):
            rows.nth(place).locator("label").nth((place + sheet) % 5).click()
        if sheet < 2:
            expect(phone.page.locator(".tab").nth(sheet)).to_contain_text("4/4")
            phone.tap("下一张：")
    phone.tap("填好了，去核对")
    phone.tap("确认提交")
    phone.sees("已计入")
    scale = ["好", "较好", "一般", "差", "弃权"]
    for place, slip in enumerate(meeting.ballots(1)[0]["slips"]):
        assert [mark for _, _, mark in slip["marks"]] == [scale[(place + sheet) % 5] for sheet in range(3)]


def test_one_sheet_and_many_people_begin_with_the_table(phones: Phones) -> None:
    meeting = table_meeting(SHEETS[:1], 3)
    phone = phones.at_the_form(meeting)
    expect(phone.page.locator("table.grid tbody tr")).to_have_count(3)
    phone.tap("填好了，去核对")
    expect(phone.page.locator("tr.missing")).to_have_count(3)
    phone.page.get_by_role("button", name="打开 第2生产队党支部书记 的测评表").click()
    phone.page.get_by_role("checkbox").check()
    phone.tap("一表测评")
    expect(phone.page.locator("tbody tr").nth(1)).to_contain_text("已回避")


# By hand: 3 − 0.5 = 2.5, 2 stays, 4 abstained from: 2.5 + 2 = 4.5 of the 5 that 3 and 2 make.
def test_a_rubric_starts_at_full_marks_asks_for_reasons_and_is_no_vote_until_confirmed(phones: Phones) -> None:
    meeting = FakeMeeting([meeting_round(1, appraisee(1, "东村党支部", unit=FARM))], [RUBRIC])
    phone = phones.at_the_form(meeting)
    phone.sees("9 / 9 分")
    phone.sees("还有 1 处未填")
    phone.tap("统一标识、统一口号 减分")
    phone.page.get_by_label("统一标识、统一口号 扣分原因").fill("门牌不统一")
    phone.page.locator(".item").nth(2).get_by_role("checkbox").check()
    phone.sees("4.5 / 5 分")
    phone.tap("确认本表 4.5 分")
    phone.page.locator("summary").click()
    phone.page.locator("textarea").fill("总体较好。")
    phone.tap("填好了，去核对")
    phone.sees("4.5 分 · 扣 1 项")
    phone.tap("确认提交")
    phone.sees("已计入")
    [ballot] = meeting.ballots(1)
    assert ballot["slips"][0]["marks"] == [["观摩", "1.1", "2.5"], ["观摩", "1.2", "2"], ["观摩", "2.1", "弃权"]]
    assert ballot["remarks"][0]["text"] == "统一标识、统一口号 扣0.5分：门牌不统一\n总体较好。"


def test_a_whole_rubric_can_be_abstained_from(phones: Phones) -> None:
    meeting = FakeMeeting([meeting_round(1, appraisee(1, "东村党支部"))], [RUBRIC])
    phone = phones.at_the_form(meeting)
    phone.page.get_by_text("本表弃权").click()
    phone.tap("填好了，去核对")
    phone.tap("确认提交")
    phone.sees("已计入")
    assert {mark for _, _, mark in meeting.ballots(1)[0]["slips"][0]["marks"]} == {"弃权"}


def test_a_remark_that_is_too_long_is_said_before_it_is_sent(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.mark(["好", "好", "好"])
    phone.page.locator("summary").click()
    phone.page.locator("textarea").fill("好" * 301)
    phone.sees("共 301 字，超过 300 字")
    phone.tap("填好了，去核对")
    phone.sees("意见建议超过字数")
    phone.page.locator("textarea").fill("好" * 300)
    phone.tap("填好了，去核对")
    phone.sees("请核对")


def test_the_page_is_there_in_english_and_remembers_it(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.new(meeting)
    phone.scan(meeting)
    phone.tap("English")
    phone.sees("Join the meeting")
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    phone.page.reload()
    phone.tap("Join the meeting")
    phone.sees("Agenda")
    fit_for_everybody(phone.page)
    meeting.open(1)
    phone.sees("3 still to fill in")
    fit_for_everybody(phone.page)
    phone.mark(["好", "Abstain"])
    phone.tap("Done, look it over")
    phone.sees("Please fill in what is marked red")


def test_the_table_has_room_for_the_words_in_english(phones: Phones) -> None:
    meeting = table_meeting(number=2)
    phone = phones.new(meeting)
    phone.scan(meeting)
    phone.tap("English")
    phone.tap("Join the meeting")
    phone.sees("Agenda")
    meeting.open(1)
    phone.tap("One table")
    phone.sees("Abstain")
    fit_for_everybody(phone.page)


def test_the_keyboard_alone_is_enough(phones: Phones) -> None:
    meeting = one_speaker_each(1)
    phone = phones.at_the_form(meeting)
    phone.sees("还有 3 处未填")
    for _ in range(3):
        phone.page.keyboard.press("Tab")
        phone.page.keyboard.press("Space")
        phone.page.keyboard.press("ArrowRight")
    phone.page.get_by_role("button", name="填好了，去核对").press("Enter")
    phone.sees("请核对")
    phone.page.get_by_role("button", name="确认提交").press("Enter")
    phone.sees("已计入")
    assert [mark for _, _, mark in meeting.ballots(1)[0]["slips"][0]["marks"]] == ["较好"] * 3


def test_a_new_screen_takes_the_focus_to_its_heading(phones: Phones) -> None:
    meeting = one_speaker_each()
    phone = phones.joined(meeting)
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    meeting.open(1)
    phone.sees("还有 3 处未填")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()


def test_a_state_that_changes_elsewhere_does_not_disturb_who_is_writing(phones: Phones) -> None:
    meeting = one_speaker_each(2)
    phone = phones.at_the_form(meeting)
    phone.page.locator("summary").click()
    text = phone.page.locator("textarea")
    text.press_sequentially("基层")
    meeting.change(2, title="第二项")
    with phone.page.expect_response("**/v/state*"):  # the change has come, by the stream or by this
        phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    text.press_sequentially("调研")
    expect(text).to_have_value("基层调研")
    expect(text).to_be_focused()


def test_names_are_text_and_never_markup(phones: Phones) -> None:
    person = appraisee(1, "<img src=x onerror=alert(1)>", unit="<b>单位</b>")
    meeting = FakeMeeting([meeting_round(1, person)])
    phone = phones.joined(meeting)
    phone.sees("<img src=x onerror=alert(1)>")
    meeting.open(1)
    phone.sees("<b>单位</b>")
    expect(phone.page.locator("#app img")).to_have_count(0)


def test_a_mark_of_four_characters_fits_its_button(phones: Phones) -> None:
    meeting = table_meeting(SHEETS[:1], 2)
    meeting.scheme["marks"] = ["优秀", "称职", "基本称职", "不称职"]
    phone = phones.new(meeting, (360, 844))
    phone.join(meeting, SECRETS[2])
    meeting.open(1)
    phone.sees("基本称职")
    fit_for_everybody(phone.page)
    phone.tap("逐人填写")
    fit_for_everybody(phone.page)
