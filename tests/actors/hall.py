"""A meeting on a real server, and the pages in the hall that look at it: chair, projector, scrutineer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.actors.browsers import hear
from tests.actors.officer import log_in
from tests.actors.serving import serving
from tests.voting.meetings import ADDRESS, Room
from voting.app import make_app

LOGINS = {"chair": "zhuchi", "watch": "jianpiao"}
DESKTOP, PHONE, PROJECTOR = (1280, 800), (390, 844), (1920, 1080)


class Hall:
    """The pages that look at one meeting. `well()` fails the test if a script failed or the policy was broken."""

    def __init__(self, browser: Browser, room: Room, base: str) -> None:
        self.browser, self.room, self.base = browser, room, base
        self.complaints: list[str] = []

    def page(self, side: str, size: tuple[int, int] = DESKTOP, path: str = "") -> Page:
        """A page of this side in a browser of its own, logged in where that is asked."""
        viewport = {"width": size[0], "height": size[1]}
        page = self.browser.new_context(viewport=viewport).new_page()  # type: ignore[arg-type] # a plain dict
        page.set_default_timeout(20000)
        hear(page, self.complaints.append)
        page.goto(f"{self.base}/{side}/{self.room.meeting_id}{path}")
        if side in LOGINS:
            log_in(page, LOGINS[side])
            page.wait_for_url(f"**/{side}/{self.room.meeting_id}{path}")  # whole, with its scripts
        return page

    def well(self) -> None:
        """Fail if any page has complained."""
        assert self.complaints == []


@contextmanager
def open_hall(browser: Browser, room: Room) -> Iterator[Hall]:
    """Serve the room's house under the address that its cards name."""
    app = make_app(room.house)
    app.config["ADDRESS"] = ADDRESS
    with serving(app) as base:
        yield Hall(browser, room, base)
