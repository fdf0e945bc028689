"""Phones for the tests: a Chromium in which meeting.test is this machine, and what a thumb does on the page."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.fake_meeting import FakeMeeting, appraisee, card_url, meeting_round

SECRETS = [f"7K3M9QXA2B4D8EF{last}" for last in "0123456789ABCDEFGHJK"]
FARM = "立新农场党委"


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that reaches this machine by a name, so that its pages are no secure contexts."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    rules = "--host-resolver-rules=MAP meeting.test 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path or None, args=["--no-sandbox", "--disable-background-networking", rules]
        )
        yield browser
        browser.close()


def one_speaker_each(number: int = 2) -> FakeMeeting:
    """A meeting of rounds with one speaker each and three sheets."""
    names = ["场党委书记", "第一生产队党支部书记", "第二生产队党支部书记"]
    people = [appraisee(i + 1, names[i], unit=FARM, post="党组织书记") for i in range(number)]
    return FakeMeeting([meeting_round(i + 1, person) for i, person in enumerate(people)])


class Phone:
    """One attendee's phone. Errors in the page fail the test that calls `well()`."""

    def __init__(self, browser: Browser, port: int, context: BrowserContext | None = None, width: int = 390) -> None:
        self.base = f"http://meeting.test:{port}"
        self.context = context or browser.new_context(viewport={"width": width, "height": 844}, has_touch=True)
        self.errors: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        """Another page of the same browser, as after the first was closed."""
        page = self.context.new_page()
        page.set_default_timeout(15000)
        page.add_init_script("Math.random = () => 0.01")  # only waits are drawn from it: no secret is
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page = page
        return page

    def scan(self, meeting: FakeMeeting, secret: str = SECRETS[0], ballot_class: str = "C") -> None:
        """Open what the card's QR code holds."""
        self.page.goto(card_url(meeting, self.base, secret, ballot_class))

    def join(self, meeting: FakeMeeting, secret: str = SECRETS[0], ballot_class: str = "C") -> None:
        """Scan and tap 进入会场; returns when every pass is in."""
        self.scan(meeting, secret, ballot_class)
        self.tap("进入会场")
        self.sees("全部议程")

    def tap(self, label: str) -> None:
        """Press a button by what stands on it."""
        self.page.get_by_role("button", name=label).click()

    def sees(self, text: str) -> None:
        """Wait until a text is on the page."""
        expect(self.page.locator("#app")).to_contain_text(text, timeout=15000)

    def mark(self, marks: Sequence[str]) -> None:
        """Mark the sheets of the person on the screen, from top to bottom."""
        for place, mark in enumerate(marks):
            self.page.locator("fieldset").nth(place).get_by_text(mark, exact=True).click()

    def cast(self, marks: Sequence[str] = ("好", "较好", "弃权")) -> None:
        """Mark, look over and submit, without waiting for the answer."""
        self.mark(marks)
        self.tap("填好了，去核对")
        self.sees("请核对")
        self.tap("确认提交")

    def kept(self) -> dict[str, str]:
        """Everything the browser keeps for the page."""
        return dict(self.page.evaluate("Object.entries(localStorage)"))

    def kept_round(self, number: int, name: str) -> object:
        """What is kept under a round's name, read; None where there is nothing."""
        found = [value for key, value in self.kept().items() if key.endswith(f"/{number}/{name}")]
        return json.loads(found[0]) if found else None

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until something outside the page has come about, as a ballot in the box."""
        for _ in range(600):
            if condition():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("it did not come about in half a minute")

    def well(self) -> None:
        """Fail if a script of the page has failed."""
        assert self.errors == []
