"""票卡: made and printed as one PDF, the notice for the wall, and which cards were not handed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import serves
from voting.errors import WrongState
from voting.meeting.blocking import in_thread
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.seats.cards import has_begun, print_cards, void_unissued
from voting.meeting.seats.seating import seats_shown
from voting.meeting.showing.preparing import date_words
from voting.meeting.showing.room import shown_meeting
from voting.papers.cards import card_sheet_pdf
from voting.papers.notice import notice_pdf
from voting.states import WITH_CARDS, CardState
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.downloads import attachment

views = Blueprint("cards", __name__)


@views.get("/<int:meeting_id>/cards")
@serves("desk")
def page(meeting_id: int) -> str:
    """The cards by class and by seat."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        return _page(meeting, seats_shown(session, meeting))


@views.post("/<int:meeting_id>/cards/print")
@serves("desk")
def make(meeting_id: int) -> Response:
    """Make a card for every seat, anew where there were any, and answer with the sheet: it is kept nowhere."""
    printed = print_cards(the_house(), officer(), meeting_id)
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        title, held_on, fingerprint = meeting.title, date_words(meeting.held_on), meeting.fingerprint
    sheet = in_thread(card_sheet_pdf, printed, title, held_on, fingerprint)
    flash(
        ngettext(
            "已制作 %(num)d 张票卡。系统不留底，请保存好下载的文件，打印后删除。",
            "已制作 %(num)d 张票卡。系统不留底，请保存好下载的文件，打印后删除。",
            len(printed),
        ),
        "success",
    )
    return attachment(sheet, _("票卡.pdf"))


@views.get("/<int:meeting_id>/cards/notice.pdf")
@serves("desk")
def notice(meeting_id: int) -> Response:
    """The notice for the wall: what the system can know and what it cannot."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        if not meeting.fingerprint:
            raise WrongState("notice_after_freeze")
        title, held_on, fingerprint = meeting.title, date_words(meeting.held_on), meeting.fingerprint
    return attachment(in_thread(notice_pdf, title, held_on, fingerprint), _("会场通知.pdf"))


@views.post("/<int:meeting_id>/cards/unissued")
@serves("desk")
def unissued(meeting_id: int) -> AnyResponse | tuple[str, int]:
    """Register which cards were not handed out: they are void; all others stand."""
    chosen = {int(seat) for seat in request.form.getlist("seat") if seat.isdecimal()}
    try:
        void_unissued(the_house(), officer(), meeting_id, chosen)
    except WrongState as refusal:
        with the_house().reading() as session:
            meeting = find_meeting(session, meeting_id)
            return _page(meeting, seats_shown(session, meeting), chosen, refusal), 409
    flash(
        ngettext("已登记：%(num)d 张没有发出，已作废。", "已登记：%(num)d 张没有发出，已作废。", len(chosen))
        if chosen
        else _("已登记：票卡全部发出。"),
        "success",
    )
    return redirect(url_for(".page", meeting_id=meeting_id))


@views.get("/<int:meeting_id>/cards/print")
@views.get("/<int:meeting_id>/cards/unissued")
@serves("desk")
def back(meeting_id: int) -> AnyResponse:
    """Lead someone who reloads the answer to a form to the page it was on."""
    return redirect(url_for(".page", meeting_id=meeting_id))


def _page(
    meeting: Meeting,
    seats: Sequence[Mapping[str, Any]],
    chosen: set[int] | None = None,
    fault: WrongState | None = None,
) -> str:
    scheme = scheme_of(meeting) if meeting.scheme_text else None
    is_open = meeting.state in WITH_CARDS and not has_begun(meeting)
    return render_template(
        "desk/cards.html",
        meeting=shown_meeting(meeting),
        address=meeting.address,
        to_print=len(meeting.seats),
        seats=seats,
        scheme=scheme,
        numbers=_numbers(seats),
        joined=any(one["joined"] for one in seats),
        is_open=is_open,
        chosen={one["seat"] for one in seats if one["state"] == CardState.VOID} if chosen is None else chosen,
        fault=fault,
    )


def _numbers(seats: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Cards by class: made, not handed out, standing, joined."""
    made = Counter(one["ballot_class"] for one in seats)
    void = Counter(one["ballot_class"] for one in seats if one["state"] == CardState.VOID)
    joined = Counter(one["ballot_class"] for one in seats if one["joined"])
    return [
        {"name": name, "made": number, "void": void[name], "standing": number - void[name], "joined": joined[name]}
        for name, number in made.items()
    ]
