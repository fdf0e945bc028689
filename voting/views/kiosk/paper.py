"""纸质票: cards set aside, the two tellers named, and the page on which they enter ballots."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import serves
from voting.errors import BadInput
from voting.meeting.finding import find_meeting
from voting.meeting.seats.paper import begin_entry, paper_counts, seats_for_paper, set_aside
from voting.meeting.showing.room import shown_meeting
from voting.views.access import officer, the_house
from voting.views.acts import do, fault_shown

TELLERS = "tellers"  # in the officer's session: the meeting and the two names

views = Blueprint("paper", __name__)
Page = str | tuple[str, int]


@views.get("/<int:meeting_id>/paper")
@serves("kiosk")
def page(meeting_id: int) -> str:
    """Which cards are set aside, what has been entered, and the way to the entry."""
    return _page(meeting_id, {}, {})


@views.post("/<int:meeting_id>/paper/cards")
@serves("kiosk")
def keep_cards(meeting_id: int) -> AnyResponse:
    """Set the cards of the ticked seats aside, and no others."""

    def act() -> None:
        set_aside(the_house(), officer(), meeting_id, request.form.getlist("seat", type=int))
        flash(_("已保存。请把这些座位的票卡从票卡中取出，交计票人保管，录票时用。"), "success")

    return do(act, url_for(".page", meeting_id=meeting_id))


@views.post("/<int:meeting_id>/paper/tellers")
@serves("kiosk")
def begin(meeting_id: int) -> AnyResponse | Page:
    """Name the two tellers and go on to the entry."""
    typed = {name: request.form.get(name, "") for name in ("teller_1", "teller_2")}
    try:
        names = begin_entry(the_house(), officer(), meeting_id, list(typed.values()))
    except BadInput as fault:
        return _page(meeting_id, typed, fault.fields), 400
    session[TELLERS] = [meeting_id, *names]
    return redirect(url_for(".entry", meeting_id=meeting_id), 303)


@views.get("/<int:meeting_id>/paper/entry")
@serves("kiosk")
def entry(meeting_id: int) -> AnyResponse | str:
    """Where the two tellers enter one ballot after another."""
    named = session.get(TELLERS)
    if not named or named[0] != meeting_id:
        return redirect(url_for(".page", meeting_id=meeting_id))
    with the_house().reading() as registry:
        shown = shown_meeting(find_meeting(registry, meeting_id))
    return render_template("kiosk/entry.html", meeting=shown, tellers=named[1:])


def _page(meeting_id: int, typed: Mapping[str, str], faults: Mapping[str, str]) -> str:
    with the_house().reading() as registry:
        meeting = find_meeting(registry, meeting_id)
        seats = seats_for_paper(registry, meeting)
        counts = paper_counts(registry, meeting)
        shown = shown_meeting(meeting)
    return render_template(
        "kiosk/paper.html", meeting=shown, seats=seats, counts=counts, typed=typed, faults=faults, fault=fault_shown()
    )
