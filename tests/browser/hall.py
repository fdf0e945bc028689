"""A meeting on a real server, and the pages in the hall that look at it: chair, projector, scrutineer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.kiosk_room import Quiet
from tests.voting.meetings import ADDRESS, PASSWORD, Room
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
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{self.base}/{side}/{self.room.meeting_id}{path}")
        if side in LOGINS:
            log_in(page, side)
            page.wait_for_url(f"**/{side}/{self.room.meeting_id}{path}")  # whole, with its scripts
        return page

    def well(self) -> None:
        """Fail if any page has complained."""
        assert self.complaints == []


def log_in(page: Page, side: str) -> None:
    """Fill in the log-in that the page shows, and send it."""
    page.get_by_label("用户名").fill(LOGINS[side])
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


@contextmanager
def open_hall(browser: Browser, room: Room) -> Iterator[Hall]:
    """Serve the room's house under the address that its cards name."""
    app = make_app(room.house)
    app.config["ADDRESS"] = ADDRESS
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined] # of ThreadingMixIn: streams end with the process
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Hall(browser, room, f"http://meeting.test:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()
