"""What people type into one line of a form or a cell, as it is kept."""

from __future__ import annotations

import re
import unicodedata

BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
# Control characters (PostgreSQL keeps no NUL, XML none of the others), and what turns the direction of the text
# round it or has no width: two names that look alike must be alike.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def one_line(text: str) -> str:
    """The text in NFC on one line, without the blanks around it and without characters that nobody can see."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", BREAKS.sub(" ", text))).strip()
