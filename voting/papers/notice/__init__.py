"""The notice for the wall: in plain words, what the system can and cannot know (secrecy.md)."""

from __future__ import annotations

from dataclasses import dataclass

from voting.papers import wording
from voting.papers.master_fields import Master
from voting.papers.paper import PDF, Paper
from voting.papers.typesetting import set_pdf
from voting.words import Said


@dataclass(frozen=True)
class NoticeFields:
    """What the master of the notice may ask for; its text is in the master, for the office to edit."""

    title: str
    held_on: str
    fingerprint: str


MASTER = Master("notice.typ", NoticeFields)


def notice_pdf(meeting_title: str, held_on: str, fingerprint: str) -> bytes:
    """The one-page A4 notice of this meeting as a PDF."""
    return set_pdf(
        MASTER,
        NoticeFields(
            title=wording.plain(meeting_title),
            held_on=wording.plain(held_on),
            fingerprint=wording.fingerprint_start(fingerprint),
        ),
    )


PAPER = Paper(key="notice", label=Said("投票保密告知", "Notice on secrecy"), kind=PDF, master=MASTER)
