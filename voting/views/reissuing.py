"""补发票卡, for the chair and the scrutineer alike: each signs on a page of his own; the second gets the card, once."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from voting.errors import Refused
from voting.meeting.blocking import in_thread
from voting.meeting.finding import find_meeting
from voting.meeting.seats import seating
from voting.meeting.seats.cards import reissue
from voting.meeting.showing.preparing import date_words
from voting.meeting.showing.room import shown_meeting
from voting.papers.cards import PrintedCard, card_sheet_pdf
from voting.roles import Role
from voting.views.access import officer, the_house
from voting.views.acts import do, fault_shown, keep_fault


def seats_page(meeting_id: int, audience: str) -> str:
    """Every seat with its card, and who has signed for a new one."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        seats = seating.seats_shown(session, meeting)
        shown = shown_meeting(meeting)
    return render_template("watch/seats.html", meeting=shown, seats=seats, side=audience, fault=fault_shown())


def sign_for_card(meeting_id: int, seat_id: int, back: str) -> AnyResponse:
    """Put one's name under a new card; the second signature is answered with the card as a PDF, kept nowhere."""
    try:
        signed = _sign(meeting_id, seat_id, request.form.get("card", type=int))
    except Refused as refusal:
        keep_fault(refusal)
        return redirect(back, 303)
    if signed is None:
        other = _("监票人") if officer().role == Role.CHAIR else _("主持人")
        flash(
            _("已签字。还须%(other)s登录后在“补发票卡”页面签字，新票卡由后签字的人下载打印。", other=other), "success"
        )
        return redirect(back, 303)
    card, title, held_on, fingerprint = signed
    pdf = in_thread(card_sheet_pdf, [card], title, held_on, fingerprint)
    name = quote(_("补发票卡-%(seat)s.pdf", seat=card.seat))
    return Response(
        pdf, mimetype="application/pdf", headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    )


def withdraw_signature(meeting_id: int, seat_id: int, back: str) -> AnyResponse:
    """Take one's own signature back while the other has not signed."""
    return do(partial(seating.withdraw_signature, the_house(), officer(), meeting_id, seat_id), back)


def _sign(meeting_id: int, seat_id: int, card_id: int | None) -> tuple[PrintedCard, str, str, str] | None:
    """Sign for the card that the page showed: a second press must not begin to replace the new one."""
    card = reissue(the_house(), officer(), meeting_id, seat_id, card_id or 0)
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        return (card, meeting.title, date_words(meeting.held_on), meeting.fingerprint) if card else None
