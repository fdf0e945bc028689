"""The Chromium of the tests: one in which meeting.test is this machine, what its pages complain of, what axe finds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.actors.serving import NAME


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that reaches this machine by a name, so that its pages are no secure contexts."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path or None, args=["--no-sandbox", "--disable-background-networking", rules]
        )
        yield browser
        browser.close()


def hear(page: Page, note: Callable[[str], None]) -> None:
    """Note every fault of a page's scripts and every error on its console, such as a break of the content policy."""
    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", lambda said: note(said.text) if said.type == "error" else None)


def faults(page: Page) -> list[str]:
    """What axe finds wrong, one line a fault and element."""
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
