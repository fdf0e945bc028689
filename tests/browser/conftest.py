"""What holds for every test with a browser."""

from __future__ import annotations

from playwright.sync_api import expect

# A page is waited for, not timed: on a busy machine five seconds, the library's own patience, are too few.
expect.set_options(timeout=30_000)
