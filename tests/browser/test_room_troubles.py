"""What goes wrong with sixty people waiting: the network goes, the log-in is lost, a speaker does not come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.actors.hall import LOGINS, PROJECTOR, Hall, open_hall
from tests.actors.officer import log_in
from tests.voting.meetings import make_room, vote_all
from voting.meeting.house import House

NO_NETWORK = ("Failed to load resource",)  # Chromium notes it by itself


@pytest.fixture
def hall(browser: Browser, house: House) -> Iterator[Hall]:
    """Three speakers before one class of six."""
    with open_hall(browser, make_room(house, 3, {"C": 6})) as hall:
        yield hall
        hall.complaints = [said for said in hall.complaints if not said.startswith(NO_NETWORK)]
        hall.well()


def act(page: Page, kind: str) -> None:
    """Wait until the big act is of this kind and can be pressed."""
    expect(page.locator(f'#act.is-known[data-act^="{kind}"]')).to_be_visible()


def test_a_press_without_a_network_leaves_the_page_where_it_is_and_says_so(hall: Hall) -> None:
    chair = hall.page("chair")
    act(chair, "begin")
    said = chair.get_by_text("刚才按的一步没有做")
    expect(said).to_be_hidden()
    chair.context.set_offline(True)
    chair.locator("#act").click()
    expect(said).to_be_visible()
    expect(chair.locator("#act")).to_have_attribute("data-act", "begin")
    chair.context.set_offline(False)
    chair.locator("#act").click()
    act(chair, "open-1")
    expect(said).to_be_hidden()


def test_a_question_answered_without_a_network_is_put_away_and_can_be_answered_again(hall: Hall) -> None:
    room = hall.room
    room.begin()
    room.joined_phones()
    room.open(1)
    chair = hall.page("chair")
    act(chair, "close-1")
    chair.locator("#act").click()
    chair.context.set_offline(True)
    chair.get_by_role("button", name="确定结束").click()
    expect(chair.get_by_text("刚才按的一步没有做")).to_be_visible()
    expect(chair.locator("#ask-close")).to_be_hidden()
    chair.context.set_offline(False)
    chair.locator("#act").click()
    chair.get_by_role("button", name="确定结束").click()
    act(chair, "open-2")


def test_the_log_in_lost_in_mid_meeting_leads_back_to_the_act(hall: Hall) -> None:
    hall.room.begin()
    hall.room.joined_phones()
    chair = hall.page("chair")
    act(chair, "open-1")
    chair.context.clear_cookies()
    chair.locator("#act").click()
    expect(chair.get_by_text("登录已失效，刚才按的一步没有做")).to_be_visible()
    log_in(chair, LOGINS["chair"])
    act(chair, "open-1")
    chair.locator("#act").click()
    act(chair, "close-1")


IMPATIENT = """document.addEventListener("readystatechange", () => {
  const region = document.querySelector("[data-live]");
  if (region) region.dataset.liveSilence = "1000";  // forty seconds in a hall
})"""


def test_a_projector_cut_off_says_so_and_catches_up_by_itself(hall: Hall) -> None:
    room = hall.room
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    screen = hall.page("screen", PROJECTOR)
    screen.add_init_script(IMPATIENT)
    screen.reload()
    expect(screen.locator(".ring-count")).to_have_text("0")
    screen.context.set_offline(True)
    expect(screen.locator("[data-live-banner]")).to_contain_text("所显示的是断开前的内容")
    vote_all(phones, 1, "01", ["好"] * 6)
    expect(screen.locator(".ring-count")).to_have_text("0")
    screen.context.set_offline(False)
    expect(screen.locator(".ring-count")).to_have_text("6", timeout=20000)
    expect(screen.locator("[data-live-banner]")).to_be_hidden(timeout=20000)


def test_a_round_that_nobody_has_joined_is_not_said_to_be_voted_by_all(hall: Hall) -> None:
    hall.room.begin()
    hall.room.open(1, consent=True)
    chair = hall.page("chair")
    act(chair, "close-1")
    everyone = chair.get_by_text("已入场的人都投了")
    expect(everyone).to_be_hidden()
    phones = hall.room.joined_phones()
    vote_all(phones, 1, "01", ["好"] * 6)
    expect(everyone).to_be_visible()


def test_a_speaker_who_does_not_come_is_put_last_with_two_presses(hall: Hall) -> None:
    hall.room.begin()
    hall.room.joined_phones()
    chair, screen = hall.page("chair"), hall.page("screen", PROJECTOR)
    act(chair, "open-1")
    chair.get_by_role("button", name="调整“第1支部书记”一轮的顺序").click()
    chair.locator("dialog[open]").get_by_role("button", name="推到最后").click()
    act(chair, "open-2")
    expect(chair.locator(".agenda-title")).to_have_text(["第2支部书记", "第3支部书记", "第1支部书记"])
    chair.get_by_role("button", name="投影显示“会议休息”").click()
    expect(screen.locator(".hall-big")).to_have_text("会议休息")
    act(chair, "open-2")
    chair.locator("#act").click()
    expect(screen.locator(".speaker-name")).to_have_text("第2支部书记")


def test_an_opening_is_taken_back_while_nobody_has_voted_and_pressed_twice_it_is_done_once(hall: Hall) -> None:
    hall.room.begin()
    hall.room.joined_phones()
    hall.room.open(1)
    chair, screen = hall.page("chair"), hall.page("screen", PROJECTOR)
    act(chair, "close-1")
    expect(screen.locator(".speaker-name")).to_have_text("第1支部书记")
    chair.get_by_role("button", name="撤回开启").click()
    question = chair.locator("#ask-withdraw")
    expect(question).to_contain_text("不占用备用轮次")
    question.get_by_role("button", name="撤回开启").dblclick()
    act(chair, "open-1")
    expect(chair.locator(".agenda-waiting")).to_have_count(3)
    expect(chair.get_by_text("不能撤回开启")).to_have_count(0)
    expect(chair.locator(".panel-note")).to_contain_text("备用轮次还有 3 个")
    expect(screen.locator(".join-title")).to_be_visible()
    chair.locator("#act").click()
    act(chair, "close-1")


def test_the_first_ballot_takes_the_withdrawal_off_the_page_and_a_late_press_is_told_what_to_do(hall: Hall) -> None:
    hall.room.begin()
    phones = hall.room.joined_phones()
    hall.room.open(1)
    chair = hall.page("chair")
    act(chair, "close-1")
    withdraw = chair.get_by_role("button", name="撤回开启")
    withdraw.click()
    vote_all(phones[:1], 1, "01", ["好"])
    expect(chair.locator(".act-count strong")).to_have_text("1")
    chair.locator("#ask-withdraw").get_by_role("button", name="撤回开启").click()
    expect(chair.get_by_text("已经有人投了票，不能再撤回开启。")).to_be_visible()
    act(chair, "close-1")
    expect(withdraw).to_be_hidden()
