"""The notice for the wall: in plain words, what the system can and cannot know (secrecy.md)."""

from __future__ import annotations

from voting.papers import wording
from voting.papers.typesetting import set_pdf

MASTER = "notice.typ"


def notice_pdf(meeting_title: str, held_on: str, fingerprint: str) -> bytes:
    """The one-page A4 notice of this meeting as a PDF; its text is in the master, for the office to edit."""
    return set_pdf(
        MASTER,
        {
            "title": wording.plain(meeting_title),
            "held_on": wording.plain(held_on),
            "fingerprint": wording.fingerprint_start(fingerprint),
        },
    )
