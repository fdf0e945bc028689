"""What holds for every test with a browser: one for each file, in which nobody stays behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phones import chromium

# A page is waited for, not timed: on a busy machine five seconds, the library's own patience, are too few.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def shared_browser() -> Iterator[Browser]:
    """The Chromium of a file of tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(shared_browser: Browser) -> Iterator[Browser]:
    """The same; whom a test has let in leaves with it, or his page would go on asking a server that is gone."""
    before = list(shared_browser.contexts)
    yield shared_browser
    for context in shared_browser.contexts:
        if context not in before:
            context.close()
