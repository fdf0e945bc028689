"""Acts of an officer on a page that follows the room: done, and back to the page; refused, and back with the sentence.

What was refused is shown in its place on the page, once. It travels in the officer's own session cookie.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voting.errors import Refused
from voting.views.words import told

FAULT = "fault"
MOST_LINES = 8  # a browser keeps four kilobytes of cookie


def do(act: Callable[[], object], back: str, about: str = "") -> Response:
    """Do the act and go `back`; a refusal is kept for that page, with what it was `about`."""
    try:
        act()
    except Refused as refusal:
        keep_fault(refusal, about)
    return redirect(back, 303)


def keep_fault(refusal: Refused, about: str = "") -> None:
    """Keep a refusal for the page that is shown next."""
    lines = [told(line)[:100] for line in getattr(refusal, "lines", ())]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [_("……还有 %(number)s 条", number=len(lines) - MOST_LINES)]
    session[FAULT] = {"message": told(refusal.message), "code": refusal.code, "lines": lines, "about": about}


def fault_shown() -> dict[str, Any] | None:
    """The refusal kept for this page, if any; asked for once, it is gone."""
    fault: dict[str, Any] | None = session.pop(FAULT, None)
    return fault
