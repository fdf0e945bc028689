"""Two windows on one page: who saves what he opened before another saved is asked, not obeyed and not lost.

A page carries a mark of what was stored when it was made; it comes back with what was typed.
"""

from __future__ import annotations

import json
from hashlib import sha256

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from voting.errors import BadInput

SEEN = "seen"


def mark_of(stored: object) -> str:
    """A mark of what is stored: texts, numbers, dates, and lists and dicts of them."""
    return sha256(json.dumps(stored, sort_keys=True, default=str).encode()).hexdigest()[:16]


def require_unchanged(form: MultiDict[str, str], stored: object, sentence: str = "") -> None:
    """Raise BadInput where what is stored is not what the page was made of: a save would take the newer back.

    Check it before anything else that can be refused: the page that answers carries the mark of what is stored now,
    so that saving once more is the answer. `sentence` says more of what is stored.
    """
    now = mark_of(stored)
    if form.get(SEEN, now) != now:
        raise BadInput(
            sentence
            or _("没有保存：这一页打开以后，内容在别处又改过。请另开一页对照；再点一次保存，就以下面的内容为准。")
        )
