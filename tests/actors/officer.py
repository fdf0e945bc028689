"""A secretary, a chair or a scrutineer at a browser of his own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.actors.browsers import hear
from tests.voting.meetings import PASSWORD


def log_in(page: Page, login: str, password: str = PASSWORD) -> None:
    """Fill in the log-in that the page shows, and send it."""
    page.get_by_label("用户名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


class Officer:
    """An officer who has logged in. `well()` fails where a script or the content policy complained."""

    def __init__(
        self, browser: Browser, base: str, login: str, password: str = PASSWORD, size: tuple[int, int] = (1440, 900)
    ) -> None:
        self.base = base
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, accept_downloads=True, locale="zh-CN"
        )
        self.page = self.new_page()
        self.go("/log-in")
        log_in(self.page, login, password)
        expect(self.page.locator(".who")).to_be_visible()

    def new_page(self) -> Page:
        """Another page of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(30000)
        hear(page, self.complaints.append)
        return page

    def go(self, path: str) -> None:
        """Open a page of the house."""
        self.page.goto(self.base + path)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button with this name."""
        self.page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()

    def agree(self, name: str) -> None:
        """Say yes to the question that has come up."""
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        dialog.get_by_role("button", name=name, exact=True).click()
        expect(dialog).to_be_hidden()

    def download(self, press: Callable[[], None]) -> bytes:
        """What the browser saves after a press."""
        with self.page.expect_download() as saving:
            press()
        return Path(saving.value.path()).read_bytes()

    def well(self) -> None:
        """Fail if a page has complained; that a form came back with its faults the browser notes by itself."""
        assert [said for said in self.complaints if "the server responded with a status of 400" not in said] == []

    def close(self) -> None:
        """Leave, with every page."""
        self.context.close()
