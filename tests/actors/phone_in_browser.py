"""Attendees' phones in a real browser, and what a thumb does on the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.fake_meeting import FakeMeeting, appraisee, card_url, meeting_round, serving_fake

SECRETS = [f"7K3M9QXA2B4D8EF{last}" for last in "0123456789ABCDEFGHJK"]
FARM = "立新农场党委"


def one_speaker_each(number: int = 2) -> FakeMeeting:
    """A meeting of rounds with one speaker each and three sheets."""
    names = ["场党委书记", "第一生产队党支部书记", "第二生产队党支部书记"]
    people = [appraisee(i + 1, names[i], unit=FARM, post="党组织书记") for i in range(number)]
    return FakeMeeting([meeting_round(i + 1, person) for i, person in enumerate(people)])


class Phone:
    """One attendee's phone. Errors in the page fail the test that calls `well()`; `hurried` waits no random while."""

    def __init__(self, context: BrowserContext, base: str, hurried: bool = True) -> None:
        self.context, self.base, self.hurried = context, base, hurried
        self.errors: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        """Another page of the same browser, as after the first was closed."""
        page = self.context.new_page()
        page.set_default_timeout(30000)
        if self.hurried:
            page.add_init_script("Math.random = () => 0.01")  # only waits are drawn from it: no secret is
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page = page
        return page

    def scan(self, meeting: FakeMeeting, secret: str = SECRETS[0], ballot_class: str = "C") -> None:
        """Open what the card's QR code holds."""
        self.page.goto(card_url(meeting, self.base, secret, ballot_class))

    def join(self, meeting: FakeMeeting, secret: str = SECRETS[0], ballot_class: str = "C") -> None:
        """Scan and tap 进入会场; returns when every pass is in."""
        self.join_with(card_url(meeting, self.base, secret, ballot_class))

    def join_with(self, card: str) -> None:
        """The same, with the address that a printed card's QR code holds."""
        self.page.goto(card)
        self.tap("进入会场")
        self.sees("全部议程")

    def tap(self, label: str) -> None:
        """Press a button by what stands on it."""
        self.page.get_by_role("button", name=label).click()

    def sees(self, text: str) -> None:
        """Wait until a text is on the page."""
        expect(self.page.locator("#app")).to_contain_text(text)

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

    def vote(self, marks: Sequence[str] = ("好", "较好", "弃权")) -> None:
        """Mark, look over and submit; returns when the ballot is said to be counted."""
        self.cast(marks)
        self.sees("已计入")

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


@dataclass
class Phones:
    """The phones in a room, and the meetings served to them until the stack is closed."""

    browser: Browser
    stack: ExitStack
    mobile: bool = False
    given: list[Phone] = field(default_factory=list)
    served: dict[FakeMeeting, str] = field(default_factory=dict)

    def new(
        self,
        meeting: FakeMeeting,
        size: tuple[int, int] = (390, 844),
        script: str = "",
        storage: StorageState | None = None,
    ) -> Phone:
        """One more phone in the room of this meeting; `script` runs before each page, `storage` is another's."""
        if meeting not in self.served:
            self.served[meeting] = self.stack.enter_context(serving_fake(meeting))
        viewport: Any = {"width": size[0], "height": size[1]}
        context = self.browser.new_context(
            viewport=viewport, has_touch=True, is_mobile=self.mobile, storage_state=storage
        )
        self.stack.callback(context.close)
        if script:
            context.add_init_script(script)
        self.given.append(Phone(context, self.served[meeting]))
        return self.given[-1]

    def joined(self, meeting: FakeMeeting) -> Phone:
        """A phone that has scanned its card and holds every pass."""
        phone = self.new(meeting)
        phone.join(meeting)
        return phone

    def at_the_form(self, meeting: FakeMeeting) -> Phone:
        """A phone that has joined, when the first round has been opened."""
        phone = self.joined(meeting)
        meeting.open(1)
        return phone

    def well(self) -> None:
        """Fail if a script has failed on any of them."""
        for phone in self.given:
            phone.well()
