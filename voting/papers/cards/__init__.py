"""The sheet of voting cards: ten on an A4 page, to be cut, folded and handed out by class.

The secrets pass through memory only: the sheet is made, streamed and forgotten (secrecy.md 2).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from voting.papers import wording
from voting.papers.master_fields import Master
from voting.papers.paper import PDF, Paper
from voting.papers.typesetting import set_pdf
from voting.words import Said

QUIET_ZONE = 4  # modules, as the QR standard asks


class Border(StrEnum):
    """The borders that the master can draw; black and white shows which is which."""

    THICK = "thick"
    DOUBLE = "double"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASH_DOTTED = "dash-dotted"
    DOUBLE_THICK = "double-thick"


@dataclass(frozen=True)
class Look:
    """How a class is known at a glance: the border and the colour (#rrggbb) of its badge."""

    border: Border
    colour: str


@dataclass(frozen=True)
class PrintedCard:
    """One card as it is printed: where it lies, the class it votes in, and its two ways in."""

    seat: str
    ballot_class: str
    class_title: str
    url: str  # http://HOST:PORT/v#c=…&g=…&k=…
    short_code: str  # C-7K3M-9QXA-2B4D-8EFG-X
    look: Look


@dataclass(frozen=True)
class CardFields:
    """One card, as the master may ask for it."""

    seat: str
    ballot_class: Annotated[str, "class"]
    class_title: str
    border: str
    colour: str
    qr: str
    address: str
    code: str


@dataclass(frozen=True)
class SheetFields:
    """What the master of the cards may ask for."""

    title: str
    held_on: str
    fingerprint: str
    cards: Annotated[tuple[CardFields, ...], "cards", "card"]


MASTER = Master("cards.typ", SheetFields)


def card_sheet_pdf(cards: Sequence[PrintedCard], meeting_title: str, held_on: str, fingerprint: str) -> bytes:
    """The A4 sheets of these cards in their order, 2 × 5 a page, as one PDF.

    Every card brings the look of its class, so that one printed alone looks as among all the others.
    """
    return set_pdf(
        MASTER,
        SheetFields(
            title=wording.plain(meeting_title),
            held_on=wording.plain(held_on),
            fingerprint=wording.fingerprint_start(fingerprint),
            cards=tuple(card_fields(card) for card in cards),
        ),
    )


def card_fields(card: PrintedCard) -> CardFields:
    """What the master needs of one card."""
    return CardFields(
        seat=wording.plain(card.seat),
        ballot_class=wording.plain(card.ballot_class),
        class_title=wording.plain(card.class_title),
        border=card.look.border,
        colour=card.look.colour,
        qr=qr_svg(card.url),
        address=f"{urlsplit(card.url).netloc}/v",
        code=card.short_code,
    )


def qr_svg(text: str) -> str:
    """A QR code as an SVG picture: error correction M, four modules of quiet zone, black on white."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE, image_factory=SvgPathImage)
    code.add_data(text)
    code.make(fit=True)
    written = io.BytesIO()
    code.make_image().save(written)
    return written.getvalue().decode("utf-8")


PAPER = Paper(key="cards", label=Said("票卡", "Cards"), kind=PDF, master=MASTER)
