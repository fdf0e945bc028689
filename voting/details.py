"""What a secretary says of a meeting before its scheme: its details, and what is known of each plain one.

A plain detail, a text of one line or a whole number, is a line of `Details` and an entry of `PLAIN`: its field in the
form, its line on the page of a frozen meeting, its bounds, what an earlier meeting hands on and what papers know of it
come from here. Storage has a column of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voting.words import Word, word


@dataclass(frozen=True)
class PlainDetail:
    """A text of at most `most` characters, or a whole number from 0 to `most`; `note` stands under its field."""

    name: str
    label: Word
    most: int
    note: Word | None = None
    is_number: bool = False


PLAIN = (
    PlainDetail("organisation", word("组织单位"), 120, word("文书落款用，如 中共××农场委员会")),
    PlainDetail("place", word("地点"), 120),
    PlainDetail("chair_name", word("主持人"), 60, word("写进报告单，可以只写职务")),
    PlainDetail("expected", word("应到人数"), 100_000, word("写进报告单"), is_number=True),
)


@dataclass(frozen=True)
class Details:
    """The details of a meeting, a column each."""

    title: str
    organisation: str = ""
    held_on: date | None = None
    place: str = ""
    chair_name: str = ""
    expected: int = 0
    live: bool = True
    remarks: bool = True
    k: int = 5
    round_plan: str = "speakers"
    address: str = ""
