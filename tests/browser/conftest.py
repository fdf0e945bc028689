"""What holds for every test with a browser: one for each file, in which nobody stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.actors.browsers import chromium
from tests.actors.phone_in_browser import Phones
from tests.voting.meetings import pooled_key
from voting.meeting.house import House
from voting.meeting.preparation import freezing
from voting.meeting.session.opening import open_house

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


@pytest.fixture
def mobile() -> bool:
    """Whether the phones lay pages out as mobile browsers do; a file of tests that wants it says so."""
    return False


@pytest.fixture
def phones(browser: Browser, mobile: bool) -> Iterator[Phones]:
    """Phones for the meetings of a test; at the end every page on them must have run without a fault."""
    with ExitStack() as stack:
        given = Phones(browser, stack, mobile)
        yield given
        given.well()


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """An empty house on SQLite, whose keys are real, but made once for all tests."""
    monkeypatch.setattr(freezing, "make_key", pooled_key)
    opened = open_house(tmp_path)
    yield opened
    opened.close()
