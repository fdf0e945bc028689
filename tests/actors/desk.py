"""The secretary at the desk of one meeting, in a browser."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.actors.officer import Officer
from tests.voting.counted import Counted

SIZES = {"desk": (1440, 900), "phone": (390, 844)}


class Desk(Officer):
    """The secretary of a counted meeting, who opens one page of it after another."""

    def __init__(self, meeting: Counted, browser: Browser, base: str) -> None:
        super().__init__(browser, base, "mishu")
        self.meeting = meeting

    def open(self, page: str, size: str = "desk") -> Page:
        """Open a page of the meeting, in a window as large as a desk's or a phone's."""
        width, height = SIZES[size]
        opened = self.new_page()
        opened.set_viewport_size({"width": width, "height": height})
        opened.goto(f"{self.base}/desk/{self.meeting.id}/{page}")
        return opened
