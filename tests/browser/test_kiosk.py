"""The shared tablet in Chromium against the real server: one voter after another, and nothing of the last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.actors.browsers import faults
from tests.actors.serving import from_here, serving
from tests.actors.tablet import LANDSCAPE, PORTRAIT, Tablet, turnout
from tests.voting.meetings import Room, make_room
from tests.voting.python_phone import OverHttp, Phone
from voting.app import make_app
from voting.meeting.house import House
from voting.meeting.session.withdrawing import withdraw_opening

STATIC = Path(__file__).parents[2] / "static"


@dataclass
class Booth:
    """A meeting in session on a server, and a started tablet in it."""

    room: Room
    base: str
    tablet: Tablet

    @property
    def here(self) -> str:
        """The server's address for this process, which does not know the browser's name for it."""
        return from_here(self.base)

    def code(self, place: int) -> str:
        """The short code printed on a card."""
        return self.room.cards[place].short_code


@pytest.fixture
def booth(browser: Browser, house: House) -> Iterator[Booth]:
    room = make_room(house, seats={"A": 5, "B": 5, "C": 5})
    room.begin()
    with serving(make_app(house)) as base:
        tablet = Tablet(browser, base).start()
        yield Booth(room, base, tablet)
        tablet.well()
        tablet.context.close()


def test_a_card_votes_in_two_rounds_and_its_ballots_are_found_by_their_numbers(booth: Booth) -> None:
    tablet, room = booth.tablet, booth.room
    tablet.sees("现在没有开启的投票")
    numbers = []
    for number, marks in ((1, ("好", "较好", "弃权")), (2, ("差", "一般", "好"))):
        room.open(number, consent=True)
        tablet.enter(booth.code(0))
        numbers.append(tablet.vote(*marks))
        tablet.tap("好了，清屏")
        assert turnout(room, number) == 1
        room.close(number)
    slips = [room.house.box.slips((room.meeting_id, number))[0] for number in (1, 2)]
    marked = [[mark for _, _, mark in marks] for _, _, marks, _ in slips]
    assert marked == [["好", "较好", "弃权"], ["差", "一般", "好"]]
    for turn, noted in enumerate(numbers, 1):
        tablet.tap("查票")
        for sign in noted:
            tablet.page.locator(".key", has_text=sign).click()
        tablet.tap("查")
        tablet.sees(f"第 {turn} 轮 · 第{turn}支部书记：这张票在计票清单里")
        tablet.tap("返回")


def test_a_number_that_was_never_given_is_not_found(booth: Booth) -> None:
    booth.tablet.tap("查票")
    booth.tablet.scan("0000 0000")
    booth.tablet.sees("还没有结束的轮次")
    booth.tablet.tap("返回")
    booth.room.open(1, consent=True)
    booth.room.close(1)
    booth.tablet.tap("查票")
    booth.tablet.scan("00000000")
    booth.tablet.sees("清单里没有这个查票号")


def test_the_next_voter_finds_nothing_of_the_last(booth: Booth) -> None:
    tablet = booth.tablet
    booth.room.open(1, consent=True)
    tablet.scan(booth.room.cards[0].url)
    tablet.sees("抓基层党建工作责任")
    tablet.mark("好", "较好", "差")
    tablet.page.get_by_text("写意见建议").click()
    tablet.page.get_by_role("textbox").fill("绝对不能留下的一句话")
    number = tablet.vote()
    tablet.tap("好了，清屏")
    tablet.sees("先点票号开头的票类")
    secret = booth.code(0).replace("-", "")[1:17]
    for step in ("at once", "back", "forward", "reload"):
        if step == "back":
            tablet.page.evaluate("history.back()")
        elif step == "forward":
            tablet.page.evaluate("history.forward()")
        elif step == "reload":
            tablet.page.reload()
        tablet.sees("先点票号开头的票类")
        left = tablet.traces()
        assert tablet.page.url == f"{booth.base}/kiosk/booth"
        for trace in (secret, secret.lower(), number, number.lower(), "绝对不能留下", booth.code(0)):
            assert trace not in left, step
        assert "较好" not in left, step


def test_the_browser_s_back_button_finds_the_log_in_and_not_the_officer_s_pages(booth: Booth) -> None:
    tablet = booth.tablet
    for path in ("/desk/", "/watch/", "/kiosk/"):
        tablet.page.goto(booth.base + path)
        expect(tablet.page.get_by_label("密码")).to_be_visible()
    tablet.page.goto(f"{booth.base}/kiosk/booth")
    tablet.sees("现在没有开启的投票")
    tablet.tap("工作人员")
    tablet.tap("结束，去登录页")
    expect(tablet.page.get_by_label("密码")).to_be_visible()


def test_a_browser_that_no_officer_started_is_no_tablet(booth: Booth, browser: Browser) -> None:
    other = Tablet(browser, booth.base)
    other.page.goto(f"{booth.base}/kiosk/booth")
    expect(other.page.get_by_label("密码")).to_be_visible()
    other.context.close()


def test_sixty_seconds_without_a_touch_clear_the_screen_and_cost_no_vote(booth: Booth) -> None:
    tablet = booth.tablet
    tablet.page.clock.install()
    tablet.page.reload()
    booth.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    tablet.enter(booth.code(0))
    tablet.sees("抓基层党建工作责任")
    tablet.mark("好")
    tablet.page.clock.run_for(45_000)
    expect(tablet.page.locator("#clock")).to_contain_text("15 秒后自动清屏")
    tablet.tap("还在填，不要清")
    expect(tablet.page.locator("#clock")).to_contain_text("60 秒不碰就清屏")
    tablet.page.clock.run_for(59_000)
    tablet.sees("抓基层党建工作责任")
    tablet.page.clock.run_for(1_000)
    tablet.sees("先点票号开头的票类")
    assert "抓基层党建" not in tablet.traces()
    tablet.enter(booth.code(0))
    expect(tablet.page.locator("input:checked")).to_have_count(0)
    tablet.vote("好", "好", "好")
    tablet.page.clock.run_for(30_000)
    tablet.sees("先点票号开头的票类")
    assert turnout(booth.room, 1) == 1


def test_a_half_typed_code_is_cleared_too(booth: Booth) -> None:
    tablet = booth.tablet
    tablet.page.clock.install()
    tablet.page.reload()
    booth.room.open(1, consent=True)
    tablet.tap_in(booth.code(0)[:9])
    expect(tablet.page.locator(".slot").nth(1)).to_have_text(booth.code(0)[2])
    tablet.page.clock.run_for(60_000)
    tablet.sees("先点票号开头的票类")


def test_a_slip_of_the_finger_is_caught_by_the_check_character_and_mended_in_place(booth: Booth) -> None:
    tablet, code = booth.tablet, booth.code(0)
    booth.room.open(1, consent=True)
    right, wrong = code[2], "7" if code[2] != "7" else "8"
    tablet.tap_in(code.replace(right, wrong, 1) if code[0] != right else f"{code[:2]}{wrong}{code[3:]}")
    tablet.sees("校验位对不上，有一位点错了")
    expect(tablet.page.get_by_role("button", name="下一步")).to_be_disabled()
    tablet.page.get_by_role("button", name=re.compile("^第 1 位")).click()
    tablet.page.locator(".key", has_text=right).click()
    tablet.sees("校验位对上了")
    tablet.tap("下一步")
    tablet.sees("抓基层党建工作责任")


def test_a_keyboard_does_as_well_and_reads_lookalikes(booth: Booth) -> None:
    tablet = booth.tablet
    booth.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    typed = booth.code(0).lower().replace("0", "o").replace("1", "l")
    for sign in typed:
        tablet.page.keyboard.press(sign)
        tablet.page.wait_for_timeout(5)
    tablet.sees("校验位对上了")
    tablet.page.keyboard.press("Enter")
    tablet.sees("抓基层党建工作责任")


def test_a_scanner_needs_no_enter_and_its_caps_lock_does_no_harm(booth: Booth) -> None:
    tablet = booth.tablet
    booth.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    tablet.page.keyboard.type(booth.room.cards[2].url.upper())
    tablet.sees("抓基层党建工作责任")
    tablet.tap("放弃，清屏")
    tablet.scan(booth.room.cards[0].url.replace("&k=", "&k=0")[:-1])
    tablet.sees("这张票卡不是本次会议的")


def test_a_wrong_code_and_a_used_card_are_told_kindly(booth: Booth) -> None:
    tablet = booth.tablet
    booth.room.open(1, consent=True)
    tablet.enter("A-0000-0000-0000-0000-0")
    tablet.sees("没有这张票卡。请对照票卡检查票号")
    tablet.enter(booth.code(0))
    tablet.vote("好", "好", "好")
    tablet.tap("好了，清屏")
    tablet.enter(booth.code(0))
    tablet.sees("这张票卡本轮已经在平板上投过了，谢谢您！下一轮开启后请再来。")
    Phone(OverHttp(booth.here), booth.room.cards[1].url).join()
    tablet.enter(booth.code(1))
    tablet.sees("已在一部手机上入场，请用那部手机投票")


def test_a_lost_answer_is_asked_for_again_and_counts_once(booth: Booth) -> None:
    tablet = booth.tablet
    booth.room.open(1, consent=True)
    tablet.enter(booth.code(0))
    lost = {"/claim": 1, "/cast": 1}

    def lose(route: Route) -> None:
        path = "/" + route.request.url.rpartition("/")[2]
        if not lost[path]:
            return route.continue_()
        lost[path] -= 1
        OverHttp(booth.here).post(path, json.loads(route.request.post_data or ""))
        return route.abort()

    tablet.page.route(re.compile("/(claim|cast)$"), lose)
    tablet.vote("好", "好", "好")
    tablet.tap("好了，清屏")
    assert turnout(booth.room, 1) == 1
    assert lost == {"/claim": 0, "/cast": 0}


def test_a_round_that_closes_over_an_unsent_ballot_says_so(booth: Booth) -> None:
    tablet = booth.tablet
    booth.room.open(1, consent=True)
    tablet.enter(booth.code(0))
    tablet.mark("好", "好", "好")
    booth.room.close(1)
    tablet.sees("未计入")
    tablet.sees("您填了但没有提交")
    tablet.tap("知道了，清屏")
    tablet.sees("现在没有开启的投票")
    booth.room.open(2, consent=True)
    tablet.enter(booth.code(0))
    tablet.vote("好", "好", "好")


def test_a_round_that_closes_on_the_way_says_not_counted(booth: Booth) -> None:
    tablet = booth.tablet
    booth.room.open(1, consent=True)
    tablet.enter(booth.code(0))
    tablet.mark("好", "好", "好")
    tablet.tap("填好了，去核对")
    tablet.page.route("**/claim", lambda route: (booth.room.close(1), route.continue_()))
    tablet.tap("确认提交")
    tablet.sees("本轮在您提交之前已经关闭，您这一轮的票未计入。")


def test_an_opening_taken_back_over_an_unsent_ballot_costs_the_card_nothing(booth: Booth) -> None:
    tablet, chair = booth.tablet, booth.room.officers["chair"]
    booth.room.open(1, consent=True)
    tablet.enter(booth.code(0))
    tablet.mark("好", "好", "好")
    withdraw_opening(booth.room.house, chair, booth.room.meeting_id, 1)
    tablet.sees("主持人撤回了这一轮的开启，一张票也没有收。")
    tablet.tap("知道了，清屏")
    booth.room.open(1, consent=True)
    tablet.enter(booth.code(0))
    tablet.vote("好", "好", "好")


def test_an_opening_taken_back_between_claim_and_cast_keeps_the_pass(booth: Booth) -> None:
    """The card has claimed the round: what is in the tablet's hand is its only way to vote in it."""
    tablet, chair = booth.tablet, booth.room.officers["chair"]
    booth.room.open(1, consent=True)
    tablet.enter(booth.code(0))
    tablet.mark("好", "好", "好")
    tablet.tap("填好了，去核对")

    def withdraw_first(route: Route) -> None:
        withdraw_opening(booth.room.house, chair, booth.room.meeting_id, 1)
        route.continue_()

    tablet.page.route("**/cast", withdraw_first, times=1)
    tablet.tap("确认提交")
    tablet.sees("请不要清屏")
    tablet.tap("返回修改")
    booth.room.open(1, consent=True)
    tablet.tap("填好了，去核对")
    tablet.tap("确认提交")
    tablet.sees("查票号")
    assert turnout(booth.room, 1) == 1


def test_nothing_is_claimed_before_the_ballot_is_submitted(booth: Booth) -> None:
    tablet = booth.tablet
    asked: list[str] = []
    tablet.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    booth.room.open(1, consent=True)
    tablet.enter(booth.code(0))
    tablet.mark("好", "好", "好")
    tablet.tap("填好了，去核对")
    assert "claim" not in asked
    tablet.tap("确认提交")
    tablet.sees("已计入")
    assert [name for name in asked if name in ("claim", "cast")] == ["claim", "cast"]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1024, 768)])
def test_every_screen_passes_axe_and_needs_no_sideways_scrolling(booth: Booth, size: tuple[int, int]) -> None:
    tablet = booth.tablet
    tablet.page.set_viewport_size({"width": size[0], "height": size[1]})

    def look(what: str) -> None:
        assert faults(tablet.page) == [], what
        assert tablet.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what

    tablet.sees("现在没有开启的投票")
    look("waiting")
    booth.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    look("class")
    tablet.tap_in(booth.code(0))
    box = tablet.page.get_by_role("button", name="下一步").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size[1], "the keys and the way on are on one screen"
    if size[0] > size[1]:
        rows = tablet.page.locator(".slot").evaluate_all("all => new Set(all.map((one) => one.offsetTop)).size")
        assert rows == 1, "the code stands in one line, as on the card"
    look("code")
    tablet.tap("下一步")
    tablet.sees("抓基层党建工作责任")
    look("marking")
    tablet.mark("好", "好", "弃权")
    tablet.tap("填好了，去核对")
    tablet.sees("还没有提交")
    look("lookover")
    tablet.tap("确认提交")
    tablet.sees("查票号")
    look("counted")
    tablet.tap("好了，清屏")
    tablet.tap("查票")
    tablet.sees("8 位查票号")
    look("check")
