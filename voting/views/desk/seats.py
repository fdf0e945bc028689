"""座位: one card is made for each. Made by numbers alone, or typed and pasted seat by seat."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from voting.audience import serves
from voting.errors import BadInput
from voting.meeting.acts import SAVE_SEATS, require_state
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.preparation.roster import SeatRow, class_named, make_seats, save_seats, seats_by_class
from voting.meeting.preparation.roster_sheet import SEAT_COLUMNS
from voting.meeting.showing.room import shown_meeting
from voting.refusals.sentence import Sentence
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.rows import Row, pasted_rows, same_rows, typed_rows
from voting.views.desk.seen import mark_of

COLUMNS = ("label", "ballot_class")
TITLES = dict(zip(COLUMNS, SEAT_COLUMNS, strict=True))
MOST = 2000  # cards of one class: two hundred sheets of paper

views = Blueprint("seats", __name__)


@views.get("/<int:meeting_id>/seats")
@serves("desk")
def page(meeting_id: int) -> Response | str:
    """The seats as they stand; before there is a scheme nobody knows their classes."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        if not meeting.scheme_text:
            flash(_("请先选定方案：座位按方案的票类登记。"), "info")
            return redirect(url_for("desk.scheme.choose", meeting_id=meeting_id))
        return _page(meeting, known_rows(meeting))


@views.post("/<int:meeting_id>/seats")
@serves("desk")
def save(meeting_id: int) -> Response | tuple[str, int]:
    """Keep the seats as typed, or none of them."""
    typed = typed_rows(request.form, COLUMNS)
    try:
        rows = [SeatRow(row["label"], row["ballot_class"]) for row in typed]
        save_seats(the_house(), officer(), meeting_id, rows, same_rows(request.form, known_rows))
    except BadInput as fault:
        return _again(meeting_id, typed, fault=fault)
    return _saved(meeting_id, len(typed))


@views.post("/<int:meeting_id>/seats/numbers")
@serves("desk")
def by_numbers(meeting_id: int) -> Response | tuple[str, int]:
    """Make so many seats of each class in place of those there are."""
    typed = {name.removeprefix("number/"): text for name, text in request.form.items() if name.startswith("number/")}
    try:
        numbers = _numbers(typed)
        make_seats(the_house(), officer(), meeting_id, numbers)
    except BadInput as fault:
        return _again(meeting_id, numbers_fault=fault, numbers=typed)
    return _saved(meeting_id, sum(numbers.values()))


@views.post("/<int:meeting_id>/seats/paste")
@serves("desk")
def paste(meeting_id: int) -> str | tuple[str, int]:
    """Put pasted rows into the table, to be looked over; nothing is saved yet."""
    fresh = pasted_rows(request.form.get("pasted", ""), TITLES)
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        require_state(SAVE_SEATS, meeting.state)
        if not fresh:
            fault = BadInput("nothing_pasted_seats")
            return _page(meeting, known_rows(meeting), fault=fault), 400
        kept = [] if request.form.get("instead") else known_rows(meeting)
        classes = scheme_of(meeting).class_ids
        named = [row | {"ballot_class": class_named(row["ballot_class"], classes)} for row in fresh]
        return _page(meeting, [*kept, *named], pasted=len(named))


@views.get("/<int:meeting_id>/seats/numbers")
@views.get("/<int:meeting_id>/seats/paste")
@serves("desk")
def back(meeting_id: int) -> Response:
    """Lead someone who reloads the answer to a form to the page it was on."""
    return redirect(url_for(".page", meeting_id=meeting_id))


def known_rows(meeting: Meeting) -> list[Row]:
    """The stored seats as the table shows them."""
    return [{"label": one.label, "ballot_class": one.ballot_class} for one in meeting.seats]


def _numbers(typed: Mapping[str, str]) -> dict[str, int]:
    """How many of each class; raises BadInput with the class at fault."""
    plain = {name: text.strip() or "0" for name, text in typed.items()}
    faults = {
        name: Sentence("number_shape", text=text, most=MOST)
        for name, text in plain.items()
        if not (text.isdecimal() and int(text) <= MOST)
    }
    if faults:
        raise BadInput("numbers_faulty", faults)
    numbers = {name: int(text) for name, text in plain.items()}
    if not any(numbers.values()):
        raise BadInput("numbers_missing")
    return numbers


def _saved(meeting_id: int, number: int) -> Response:
    flash(ngettext("已保存 %(num)d 个座位。", "已保存 %(num)d 个座位。", number), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


def _again(meeting_id: int, typed: list[Row] | None = None, **more: object) -> tuple[str, int]:
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        return _page(meeting, known_rows(meeting) if typed is None else typed, **more), 400


def _page(meeting: Meeting, rows: list[Row], **more: object) -> str:
    values = {
        "meeting": shown_meeting(meeting),
        "rows": rows,
        "seen": mark_of(known_rows(meeting)),
        "scheme": scheme_of(meeting),
        "counts": seats_by_class(meeting),
        "spare": 0 if rows else 5,
        "fault": None,
        "numbers_fault": None,
        "numbers": {},
        "pasted": 0,
    }
    return render_template("desk/seats.html", **(values | more))
