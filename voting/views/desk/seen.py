"""Two windows on one page: who saves what he opened before another saved is asked, not obeyed and not lost.

A page carries a mark of what was stored when it was made; it comes back with what was typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from voting.errors import BadInput
from voting.meeting.acting import Unchanged
from voting.storage.registry import Meeting

SEEN = "seen"


def mark_of(stored: object) -> str:
    """A mark of what is stored: texts, numbers, dates, and lists and dicts of them."""
    return sha256(json.dumps(stored, sort_keys=True, default=str).encode()).hexdigest()[:16]


def require_unchanged(form: MultiDict[str, str], stored: object, rows: int | None = None) -> None:
    """Raise BadInput where what is stored is not what the page was made of: a save would take the newer back.

    Check it before anything else that can be refused: the page that answers carries the mark of what is stored now,
    so that saving once more is the answer. `rows` is how many rows are stored, where it is a list of them.
    """
    now = mark_of(stored)
    if form.get(SEEN, now) == now:
        return
    if rows is None:
        raise BadInput("changed_elsewhere")
    raise BadInput("rows_changed_elsewhere", num=rows)


def unchanged_in(form: MultiDict[str, str], stored: Callable[[Session, Meeting], object]) -> Unchanged:
    """The same, to be asked within the act that saves; `stored` tells what is stored then."""
    return lambda session, meeting: require_unchanged(form, stored(session, meeting))
