"""Paper ballots in Chromium against the real server: two tellers read one sheet, and it is cast when both agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.actors.serving import serving
from tests.actors.tablet import Tablet, make_rubric_room, turnout
from tests.actors.tellers import FIRST, SECOND, Tellers
from tests.voting.meetings import make_room
from voting.app import make_app
from voting.meeting.house import House


@pytest.fixture
def table(house: House, browser: Browser) -> Iterator[Tellers]:
    room = make_room(house, seats={"A": 5, "B": 5, "C": 5})
    room.begin()
    room.open(1, consent=True)
    with serving(make_app(house)) as base:
        tablet = Tablet(browser, base)
        yield Tellers(tablet, room).set_up()
        tablet.well()
        tablet.context.close()


def test_two_readings_that_agree_are_cast(table: Tellers) -> None:
    table.read_twice(("好", "无效", "弃权"), ("好", "无效", "弃权"), "望多到生产一线。")
    table.tablet.sees("两遍完全一致")
    table.tablet.sees("望多到生产一线。")
    assert turnout(table.room, 1) == 0
    table.tablet.tap("两人一致，计入")
    table.tablet.sees("已计入")
    assert turnout(table.room, 1) == 1
    assert table.marks() == [["好", "无效", "弃权"]]
    assert table.room.house.box.remarks(table.room.meeting_id, "01") == ["望多到生产一线。"]


def test_two_readings_that_differ_are_not_cast_until_one_is_mended(table: Tellers) -> None:
    table.read_twice(("好", "较好", "弃权"), ("好", "一般", "弃权"))
    table.tablet.sees("有 1 处两遍不一致")
    row = table.page.locator("tbody tr")
    expect(row).to_contain_text("落实党风廉政建设主体责任")
    expect(row.locator("td").nth(0)).to_have_text("较好")
    expect(row.locator("td").nth(1)).to_have_text("一般")
    table.tablet.tap(f"改{FIRST}的")
    table.tablet.mark("好", "差")
    table.tablet.tap("改好了，再比一次")
    table.tablet.sees("有 1 处两遍不一致")
    assert turnout(table.room, 1) == 0
    table.tablet.tap(f"改{FIRST}的")
    table.tablet.mark("好", "一般")
    table.tablet.tap("改好了，再比一次")
    table.tablet.tap("两人一致，计入")
    table.tablet.sees("已计入")
    assert table.marks() == [["好", "一般", "弃权"]]


def test_a_card_serves_one_paper_ballot_a_round_and_no_other_card_serves(table: Tellers) -> None:
    table.read_twice(("好", "好", "好"), ("好", "好", "好"))
    table.tablet.tap("两人一致，计入")
    table.tablet.tap("录下一张")
    table.tablet.enter(table.code, "开始录这张票")
    table.tablet.sees("这张票卡本轮已经录过一张票，请换一张同票类的票卡。")
    table.tablet.scan(table.room.cards[0].url)
    table.tablet.sees("这张票卡没有留作纸质票")
    table.tablet.page.get_by_role("link", name="结束录入").click()
    expect(table.page.get_by_role("row", name="第 1 轮 C 1 1")).to_be_visible()
    expect(table.page.get_by_label(table.room.cards[-1].seat, exact=True)).to_be_disabled()
    table.tablet.tap("保存")
    expect(table.page.get_by_text("已保存。")).to_be_visible()
    expect(table.page.get_by_label(table.room.cards[-1].seat, exact=True)).to_be_checked()


def test_a_place_not_read_is_pointed_at_and_giving_up_asks_first(table: Tellers) -> None:
    table.tablet.enter(table.code, "开始录这张票")
    table.tablet.mark("好")
    table.tablet.tap("录完了")
    table.tablet.sees("此人还有未录的地方，已标红。")
    expect(table.page.locator("fieldset.missing")).to_have_count(2)
    table.tablet.tap("此人全部无效")
    expect(table.page.locator("input:checked")).to_have_count(3)
    table.tablet.tap("回避")
    expect(table.page.locator("fieldset:disabled")).to_have_count(3)
    table.tablet.tap("放弃这张票")
    table.tablet.tap("真的放弃？所录内容会清除")
    table.tablet.sees("取一张留作纸质票的票卡")
    table.tablet.enter(table.code, "开始录这张票")
    expect(table.page.locator("input:checked")).to_have_count(0)


def test_a_round_that_closes_over_a_half_entered_ballot_says_so(table: Tellers) -> None:
    table.tablet.enter(table.code, "开始录这张票")
    table.tablet.mark("好", "好", "好")
    table.room.close(1)
    table.tablet.sees("未计入")
    table.tablet.tap("知道了")
    table.tablet.sees("纸质票要在本轮开启之后、结束之前录入")


def test_the_tellers_must_be_two_and_what_was_typed_stays(table: Tellers) -> None:
    table.page.get_by_role("link", name="结束录入").click()
    table.page.get_by_label("计票人甲").fill(FIRST)
    table.page.get_by_label("计票人乙").fill(FIRST)
    table.tablet.tap("开始录入")
    expect(table.page.get_by_text("两位计票人要是两个人")).to_be_visible()
    expect(table.page.get_by_label("计票人甲")).to_have_value(FIRST)


def test_the_screens_pass_axe(table: Tellers) -> None:
    def look(what: str) -> None:
        found = Axe().run(table.page).response["violations"]
        assert [(fault["id"], node["target"]) for fault in found for node in fault["nodes"]] == [], what

    table.tablet.sees("取一张留作纸质票的票卡")
    look("card")
    table.read_twice(("好", "较好", "弃权"), ("好", "一般", "弃权"))
    table.tablet.sees("有 1 处两遍不一致")
    look("differ")
    table.tablet.tap(f"改{SECOND}的")
    table.tablet.sees(f"改 {SECOND} 录的")
    look("reading")
    table.tablet.mark("好", "较好")
    table.tablet.tap("改好了，再比一次")
    table.tablet.sees("两遍完全一致")
    look("agree")
    table.page.once("dialog", lambda asked: asked.accept())  # the browser asks: a ballot is half entered
    table.page.get_by_role("link", name="结束录入").click()
    expect(table.page.get_by_label("计票人甲")).to_be_visible()
    look("seats")


def test_points_are_typed_item_by_item(house: House, browser: Browser) -> None:
    room = make_rubric_room(house)
    room.begin()
    room.open(1, consent=True)
    with serving(make_app(house)) as base:
        table = Tellers(Tablet(browser, base), room).set_up()
        table.tablet.enter(table.code, "开始录这张票")
        for reading in ("first", "second"):
            for person in range(2):
                fields = table.page.locator("input.points")
                fields.nth(0).fill("9")
                table.tablet.sees("只能填 0 至 5、每 0.5 分一档的数")
                expect(fields).to_have_count(20)
                for place in range(20):
                    fields.nth(place).fill("1.50" if place else "03")
                table.page.locator("li.item").nth(19).get_by_text("无效", exact=True).click()
                if person == 0:
                    table.tablet.tap("下一位")
            table.tablet.tap("录完了")
            if reading == "first":
                table.tablet.tap(f"我是 {SECOND}，开始录第二遍")
                table.tablet.sees("先不看第一遍录了什么")
        table.tablet.tap("两人一致，计入")
        table.tablet.sees("已计入")
        assert table.marks() == [["3", *["1.5"] * 18, "无效"]] * 2
        table.tablet.well()
        table.tablet.context.close()
