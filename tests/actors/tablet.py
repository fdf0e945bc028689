"""The shared tablet of a meeting, and what fingers do on it."""

from __future__ import annotations

import re
from dataclasses import replace

from playwright.sync_api import Browser, expect

from tally.words.catalogue import shipped_schemes
from tests.actors.browsers import hear
from tests.actors.officer import log_in
from tests.voting.meetings import DETAILS, Room, make_officers
from voting.meeting.house import House
from voting.meeting.preparation.drafting import adopt_scheme, new_meeting, set_parameters
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.roster import AppraiseeRow, make_seats, save_appraisees
from voting.meeting.seats.cards import print_cards

LANDSCAPE, PORTRAIT = (1280, 800), (800, 1280)


class Tablet:
    """A tablet in a meeting. `well()` fails the test if a script of a page has failed or the policy was broken."""

    def __init__(self, browser: Browser, base: str, size: tuple[int, int] = LANDSCAPE) -> None:
        viewport = {"width": size[0], "height": size[1]}
        self.context = browser.new_context(viewport=viewport, has_touch=True)  # type: ignore[arg-type] # a plain dict
        self.base = base
        self.page = self.context.new_page()
        self.page.set_default_timeout(15000)
        self.complaints: list[str] = []
        hear(self.page, self.complaints.append)

    def log_in(self, login: str = "jianpiao", then: str = "/kiosk/") -> None:
        """An officer logs in and is led to a page of the kiosk."""
        self.page.goto(self.base + then)
        log_in(self.page, login)
        expect(self.page).to_have_url(self.base + then)

    def start(self, login: str = "jianpiao") -> Tablet:
        """An officer logs in and starts the tablet for the one meeting there is."""
        self.log_in(login)
        self.tap("启动平板投票")
        expect(self.page).to_have_url(f"{self.base}/kiosk/booth")
        return self

    def tap(self, label: str) -> None:
        """Press a button by what stands on it."""
        self.page.get_by_role("button", name=label, exact=True).click()

    def sees(self, text: str) -> None:
        """Wait until a text is on the page."""
        expect(self.page.locator("main")).to_contain_text(text)

    def tap_in(self, short_code: str) -> None:
        """Tap a card's short code in on the screen."""
        ballot_class, _, rest = short_code.partition("-")
        expect(self.page.locator(".keypad")).to_be_visible()
        if self.page.locator(".class-key").count():
            self.page.locator(".class-key", has_text=ballot_class).click()
        for sign in rest.replace("-", ""):
            self.page.locator(".key", has_text=sign).click()

    def enter(self, short_code: str, go: str = "下一步") -> None:
        """Tap a code in and go on."""
        self.tap_in(short_code)
        self.tap(go)

    def scan(self, url: str) -> None:
        """What a hand scanner types."""
        self.page.keyboard.type(url)
        self.page.keyboard.press("Enter")

    def mark(self, *marks: str) -> None:
        """Mark the sheets of the person on the screen, from top to bottom."""
        for place, mark in enumerate(marks):
            self.page.locator("fieldset").nth(place).get_by_text(mark, exact=True).click()

    def vote(self, *marks: str) -> str:
        """Mark, look over, submit; the check number shown."""
        self.mark(*marks)
        self.tap("填好了，去核对")
        self.tap("确认提交")
        self.sees("已计入")
        number = self.page.locator(".number")
        expect(number).to_have_text(re.compile("^[0-9A-F]{4} [0-9A-F]{4}$"))
        return (number.text_content() or "").replace(" ", "")

    def traces(self) -> str:
        """Everything a page leaves where the next voter could find it."""
        return str(
            self.page.evaluate(
                """async () => JSON.stringify([
                    document.documentElement.outerHTML,
                    [...document.querySelectorAll("input,textarea")].map(f => f.value),
                    Object.entries(localStorage), Object.entries(sessionStorage), history.state, location.href,
                    (await indexedDB.databases()).map(d => d.name), self.caches ? await caches.keys() : [],
                    performance.getEntriesByType("resource").map(e => e.name),
                ])"""
            )
        )

    def well(self) -> None:
        """Fail if a script has failed; refused cards are answered with 4xx, which the browser notes by itself."""
        assert [line for line in self.complaints if "Failed to load resource" not in line] == []


def turnout(room: Room, number: int) -> int:
    """How many ballots of a round are recorded."""
    return sum(room.house.box.turnout((room.meeting_id, number)).values())


def make_rubric_room(house: House) -> Room:
    """A frozen meeting by a shipped scheme of one rubric sheet with twenty items, two appraisees in one round."""
    staff = make_officers(house)
    who = staff["secretary"]
    scheme = next(one for one in shipped_schemes() if one.name == "observation-liangxin")
    meeting_id = new_meeting(house, who, replace(DETAILS, round_plan="table")).id
    adopt_scheme(house, who, meeting_id, scheme.title, scheme.path.read_bytes())
    set_parameters(house, who, meeting_id, {"先进名额": "1", "落后名额": "0"})
    save_appraisees(house, who, meeting_id, [AppraiseeRow("01", "甲公司党支部"), AppraiseeRow("02", "乙协会党支部")])
    make_seats(house, who, meeting_id, {"A": 5})

    freeze(house, who, meeting_id)
    cards = print_cards(house, who, meeting_id)
    return Room(house, meeting_id, staff, tuple(cards))
