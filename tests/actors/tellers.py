"""Two tellers at the tablet, who read one paper ballot after another, each for himself."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.actors.tablet import Tablet
from tests.voting.meetings import Room

FIRST, SECOND = "张三", "欧阳海燕"


class Tellers:
    """Two tellers at their table, in a meeting whose first round is open; the last card printed is set aside."""

    def __init__(self, tablet: Tablet, room: Room) -> None:
        self.tablet, self.room, self.page = tablet, room, tablet.page
        self.code = room.cards[-1].short_code

    def set_up(self) -> Tellers:
        """Set the card aside, name the tellers, and come to the entry."""
        self.tablet.log_in()
        self.page.get_by_role("link", name="纸质票").click()
        self.page.get_by_label(self.room.cards[-1].seat, exact=True).check()
        self.tablet.tap("保存")
        expect(self.page.get_by_text("已保存。")).to_be_visible()
        self.page.get_by_label("计票人甲").fill(FIRST)
        self.page.get_by_label("计票人乙").fill(SECOND)
        self.tablet.tap("开始录入")
        self.tablet.sees("取一张留作纸质票的票卡")
        return self

    def read_twice(self, first: tuple[str, ...], second: tuple[str, ...], remark: str = "") -> None:
        """Both tellers read the ballot of one person."""
        self.tablet.enter(self.code, "开始录这张票")
        self.tablet.sees(f"{FIRST} 录第一遍")
        self.tablet.mark(*first)
        if remark:
            self.page.get_by_role("textbox").fill(remark)
        self.tablet.tap("录完了")
        self.tablet.tap(f"我是 {SECOND}，开始录第二遍")
        self.tablet.sees("先不看第一遍录了什么")
        expect(self.page.locator("input:checked")).to_have_count(0)
        self.tablet.mark(*second)
        self.tablet.tap("录完了")

    def marks(self) -> list[list[str]]:
        """The marks of every slip of the first round, once it is closed, by appraisee."""
        self.room.close(1)
        slips = sorted(self.room.house.box.slips((self.room.meeting_id, 1)), key=lambda slip: slip[1])
        return [[mark for _, _, mark in marks] for _, _, marks, _ in slips]
