"""The shared tablet in Chromium against the real server: one voter after another, and nothing of the last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route, expect

from tests.browser.kiosk_room import LANDSCAPE, PORTRAIT, Tablet, serving, turnout
from tests.voting.meetings import Room, make_room, pooled_key
from tests.voting.python_phone import OverHttp, Phone
from voting.meeting.preparation import freezing
from voting.meeting.session.opening import open_house
from voting.meeting.session.withdrawing import withdraw_opening

STATIC = Path(__file__).parents[2] / "static"


@dataclass
class Hall:
    """A meeting in session on a server, and a started tablet in it."""

    room: Room
    base: str
    tablet: Tablet

    @property
    def here(self) -> str:
        """The server's address for this process, which does not know the browser's name for it."""
        return self.base.replace("meeting.test", "127.0.0.1")

    def code(self, place: int) -> str:
        """The short code printed on a card."""
        return self.room.cards[place].short_code


@pytest.fixture
def hall(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setattr(freezing, "make_key", pooled_key)
    house = open_house(tmp_path)
    room = make_room(house, seats={"A": 5, "B": 5, "C": 5})
    room.begin()
    with serving(house) as base:
        tablet = Tablet(browser, base).start()
        yield Hall(room, base, tablet)
        tablet.well()
        tablet.context.close()
    house.close()


def faults(tablet: Tablet) -> list[str]:
    """What axe finds wrong on the screen, one line a fault and place."""
    found = Axe().run(tablet.page).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


def test_a_card_votes_in_two_rounds_and_its_ballots_are_found_by_their_numbers(hall: Hall) -> None:
    tablet, room = hall.tablet, hall.room
    tablet.sees("现在没有开启的投票")
    numbers = []
    for number, marks in ((1, ("好", "较好", "弃权")), (2, ("差", "一般", "好"))):
        room.open(number, consent=True)
        tablet.enter(hall.code(0))
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


def test_a_number_that_was_never_given_is_not_found(hall: Hall) -> None:
    hall.tablet.tap("查票")
    hall.tablet.scan("0000 0000")
    hall.tablet.sees("还没有结束的轮次")
    hall.tablet.tap("返回")
    hall.room.open(1, consent=True)
    hall.room.close(1)
    hall.tablet.tap("查票")
    hall.tablet.scan("00000000")
    hall.tablet.sees("清单里没有这个查票号")


def test_the_next_voter_finds_nothing_of_the_last(hall: Hall) -> None:
    tablet = hall.tablet
    hall.room.open(1, consent=True)
    tablet.scan(hall.room.cards[0].url)
    tablet.sees("抓基层党建工作责任")
    tablet.mark("好", "较好", "差")
    tablet.page.get_by_text("写意见建议").click()
    tablet.page.get_by_role("textbox").fill("绝对不能留下的一句话")
    number = tablet.vote()
    tablet.tap("好了，清屏")
    tablet.sees("先点票号开头的票类")
    secret = hall.code(0).replace("-", "")[1:17]
    for step in ("at once", "back", "forward", "reload"):
        if step == "back":
            tablet.page.evaluate("history.back()")
        elif step == "forward":
            tablet.page.evaluate("history.forward()")
        elif step == "reload":
            tablet.page.reload()
        tablet.sees("先点票号开头的票类")
        left = tablet.traces()
        assert tablet.page.url == f"{hall.base}/kiosk/booth"
        for trace in (secret, secret.lower(), number, number.lower(), "绝对不能留下", hall.code(0)):
            assert trace not in left, step
        assert "较好" not in left, step


def test_the_browser_s_back_button_finds_the_log_in_and_not_the_officer_s_pages(hall: Hall) -> None:
    tablet = hall.tablet
    for path in ("/desk/", "/watch/", "/kiosk/"):
        tablet.page.goto(hall.base + path)
        expect(tablet.page.get_by_label("密码")).to_be_visible()
    tablet.page.goto(f"{hall.base}/kiosk/booth")
    tablet.sees("现在没有开启的投票")
    tablet.tap("工作人员")
    tablet.tap("结束，去登录页")
    expect(tablet.page.get_by_label("密码")).to_be_visible()


def test_a_browser_that_no_officer_started_is_no_tablet(hall: Hall, browser: Browser) -> None:
    other = Tablet(browser, hall.base)
    other.page.goto(f"{hall.base}/kiosk/booth")
    expect(other.page.get_by_label("密码")).to_be_visible()
    other.context.close()


def test_sixty_seconds_without_a_touch_clear_the_screen_and_cost_no_vote(hall: Hall) -> None:
    tablet = hall.tablet
    tablet.page.clock.install()
    tablet.page.reload()
    hall.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    tablet.enter(hall.code(0))
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
    tablet.enter(hall.code(0))
    expect(tablet.page.locator("input:checked")).to_have_count(0)
    tablet.vote("好", "好", "好")
    tablet.page.clock.run_for(30_000)
    tablet.sees("先点票号开头的票类")
    assert turnout(hall.room, 1) == 1


def test_a_half_typed_code_is_cleared_too(hall: Hall) -> None:
    tablet = hall.tablet
    tablet.page.clock.install()
    tablet.page.reload()
    hall.room.open(1, consent=True)
    tablet.tap_in(hall.code(0)[:9])
    expect(tablet.page.locator(".slot").nth(1)).to_have_text(hall.code(0)[2])
    tablet.page.clock.run_for(60_000)
    tablet.sees("先点票号开头的票类")


def test_a_slip_of_the_finger_is_caught_by_the_check_character_and_mended_in_place(hall: Hall) -> None:
    tablet, code = hall.tablet, hall.code(0)
    hall.room.open(1, consent=True)
    right, wrong = code[2], "7" if code[2] != "7" else "8"
    tablet.tap_in(code.replace(right, wrong, 1) if code[0] != right else f"{code[:2]}{wrong}{code[3:]}")
    tablet.sees("校验位对不上，有一位点错了")
    expect(tablet.page.get_by_role("button", name="下一步")).to_be_disabled()
    tablet.page.get_by_role("button", name=re.compile("^第 1 位")).click()
    tablet.page.locator(".key", has_text=right).click()
    tablet.sees("校验位对上了")
    tablet.tap("下一步")
    tablet.sees("抓基层党建工作责任")


def test_a_keyboard_does_as_well_and_reads_lookalikes(hall: Hall) -> None:
    tablet = hall.tablet
    hall.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    typed = hall.code(0).lower().replace("0", "o").replace("1", "l")
    for sign in typed:
        tablet.page.keyboard.press(sign)
        tablet.page.wait_for_timeout(5)
    tablet.sees("校验位对上了")
    tablet.page.keyboard.press("Enter")
    tablet.sees("抓基层党建工作责任")


def test_a_scanner_needs_no_enter_and_its_caps_lock_does_no_harm(hall: Hall) -> None:
    tablet = hall.tablet
    hall.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    tablet.page.keyboard.type(hall.room.cards[2].url.upper())
    tablet.sees("抓基层党建工作责任")
    tablet.tap("放弃，清屏")
    tablet.scan(hall.room.cards[0].url.replace("&k=", "&k=0")[:-1])
    tablet.sees("这张票卡不是本次会议的")


def test_a_wrong_code_and_a_used_card_are_told_kindly(hall: Hall) -> None:
    tablet = hall.tablet
    hall.room.open(1, consent=True)
    tablet.enter("A-0000-0000-0000-0000-0")
    tablet.sees("没有这张票卡。请对照票卡检查票号")
    tablet.enter(hall.code(0))
    tablet.vote("好", "好", "好")
    tablet.tap("好了，清屏")
    tablet.enter(hall.code(0))
    tablet.sees("这张票卡本轮已经在平板上投过了，谢谢您！下一轮开启后请再来。")
    Phone(OverHttp(hall.here), hall.room.cards[1].url).join()
    tablet.enter(hall.code(1))
    tablet.sees("已在一部手机上入场，请用那部手机投票")


def test_a_lost_answer_is_asked_for_again_and_counts_once(hall: Hall) -> None:
    tablet = hall.tablet
    hall.room.open(1, consent=True)
    tablet.enter(hall.code(0))
    lost = {"/claim": 1, "/cast": 1}

    def lose(route: Route) -> None:
        path = "/" + route.request.url.rpartition("/")[2]
        if not lost[path]:
            return route.continue_()
        lost[path] -= 1
        OverHttp(hall.here).post(path, json.loads(route.request.post_data or ""))
        return route.abort()

    tablet.page.route(re.compile("/(claim|cast)$"), lose)
    tablet.vote("好", "好", "好")
    tablet.tap("好了，清屏")
    assert turnout(hall.room, 1) == 1
    assert lost == {"/claim": 0, "/cast": 0}


def test_a_round_that_closes_over_an_unsent_ballot_says_so(hall: Hall) -> None:
    tablet = hall.tablet
    hall.room.open(1, consent=True)
    tablet.enter(hall.code(0))
    tablet.mark("好", "好", "好")
    hall.room.close(1)
    tablet.sees("未计入")
    tablet.sees("您填了但没有提交")
    tablet.tap("知道了，清屏")
    tablet.sees("现在没有开启的投票")
    hall.room.open(2, consent=True)
    tablet.enter(hall.code(0))
    tablet.vote("好", "好", "好")


def test_a_round_that_closes_on_the_way_says_not_counted(hall: Hall) -> None:
    tablet = hall.tablet
    hall.room.open(1, consent=True)
    tablet.enter(hall.code(0))
    tablet.mark("好", "好", "好")
    tablet.tap("填好了，去核对")
    tablet.page.route("**/claim", lambda route: (hall.room.close(1), route.continue_()))
    tablet.tap("确认提交")
    tablet.sees("本轮在您提交之前已经关闭，您这一轮的票未计入。")


def test_an_opening_taken_back_over_an_unsent_ballot_costs_the_card_nothing(hall: Hall) -> None:
    tablet, chair = hall.tablet, hall.room.officers["chair"]
    hall.room.open(1, consent=True)
    tablet.enter(hall.code(0))
    tablet.mark("好", "好", "好")
    withdraw_opening(hall.room.house, chair, hall.room.meeting_id, 1)
    tablet.sees("主持人撤回了这一轮的开启，一张票也没有收。")
    tablet.tap("知道了，清屏")
    hall.room.open(1, consent=True)
    tablet.enter(hall.code(0))
    tablet.vote("好", "好", "好")


def test_an_opening_taken_back_between_claim_and_cast_keeps_the_pass(hall: Hall) -> None:
    """The card has claimed the round: what is in the tablet's hand is its only way to vote in it."""
    tablet, chair = hall.tablet, hall.room.officers["chair"]
    hall.room.open(1, consent=True)
    tablet.enter(hall.code(0))
    tablet.mark("好", "好", "好")
    tablet.tap("填好了，去核对")

    def withdraw_first(route: Route) -> None:
        withdraw_opening(hall.room.house, chair, hall.room.meeting_id, 1)
        route.continue_()

    tablet.page.route("**/cast", withdraw_first, times=1)
    tablet.tap("确认提交")
    tablet.sees("请不要清屏")
    tablet.tap("返回修改")
    hall.room.open(1, consent=True)
    tablet.tap("填好了，去核对")
    tablet.tap("确认提交")
    tablet.sees("查票号")
    assert turnout(hall.room, 1) == 1


def test_nothing_is_claimed_before_the_ballot_is_submitted(hall: Hall) -> None:
    tablet = hall.tablet
    asked: list[str] = []
    tablet.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    hall.room.open(1, consent=True)
    tablet.enter(hall.code(0))
    tablet.mark("好", "好", "好")
    tablet.tap("填好了，去核对")
    assert "claim" not in asked
    tablet.tap("确认提交")
    tablet.sees("已计入")
    assert [name for name in asked if name in ("claim", "cast")] == ["claim", "cast"]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1024, 768)])
def test_every_screen_passes_axe_and_needs_no_sideways_scrolling(hall: Hall, size: tuple[int, int]) -> None:
    tablet = hall.tablet
    tablet.page.set_viewport_size({"width": size[0], "height": size[1]})

    def look(what: str) -> None:
        assert faults(tablet) == [], what
        assert tablet.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what

    tablet.sees("现在没有开启的投票")
    look("waiting")
    hall.room.open(1, consent=True)
    tablet.sees("先点票号开头的票类")
    look("class")
    tablet.tap_in(hall.code(0))
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
