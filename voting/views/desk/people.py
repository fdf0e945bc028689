"""被评议人: typed, pasted out of Excel, or imported from a workbook together with the seats."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import serves
from voting.errors import BadInput
from voting.meeting.acts import SAVE_APPRAISEES, require_state
from voting.meeting.blocking import in_thread
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.preparation import roster_sheet
from voting.meeting.preparation.roster import AppraiseeRow, SeatRow, numbered, save_appraisees
from voting.meeting.showing.room import shown_meeting
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.downloads import attachment, uploaded
from voting.views.desk.rows import Row, pasted_rows, same_rows, typed_rows
from voting.views.desk.seen import mark_of

COLUMNS = ("code", "name", "unit", "post", "group", "in_writing")
TITLES = dict(zip(COLUMNS, roster_sheet.APPRAISEE_COLUMNS, strict=True))
SPARE_ROWS = 3  # empty rows at the end, so that the page works without script

views = Blueprint("people", __name__)


class ImportForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A filled-in workbook."""

    file = FileField(_l("填好的名单（.xlsx）"))


@views.get("/<int:meeting_id>/people")
@serves("desk")
def page(meeting_id: int) -> str:
    """The list as it stands."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        return _page(meeting, known_rows(meeting))


@views.post("/<int:meeting_id>/people")
@serves("desk")
def save(meeting_id: int) -> AnyResponse | tuple[str, int]:
    """Keep the list as typed; where a row has a fault everything stays on the page and nothing is saved."""
    typed = typed_rows(request.form, COLUMNS)
    rows = numbered([_row(one) for one in typed])
    try:
        save_appraisees(the_house(), officer(), meeting_id, rows, same_rows(request.form, known_rows))
    except BadInput as fault:
        return _again(meeting_id, typed, fault), 400
    flash(ngettext("已保存 %(num)d 名被评议人。", "已保存 %(num)d 名被评议人。", len(rows)), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


@views.post("/<int:meeting_id>/people/paste")
@serves("desk")
def paste(meeting_id: int) -> str | tuple[str, int]:
    """Put pasted rows into the table, to be looked over; nothing is saved yet."""
    text = request.form.get("pasted", "")
    fresh = pasted_rows(text, TITLES)
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        require_state(SAVE_APPRAISEES, meeting.state)
        if not fresh:
            fault = BadInput("nothing_pasted_people")
            return _page(meeting, known_rows(meeting), fault), 400
        kept = [] if request.form.get("instead") else known_rows(meeting)
        return _page(meeting, [*kept, *map(_shown, fresh)], pasted=len(fresh))


@views.post("/<int:meeting_id>/people/import")
@serves("desk")
def take(meeting_id: int) -> AnyResponse | tuple[str, int]:
    """Import people and seats from a workbook, all of it or nothing."""
    try:
        content = uploaded("file")
        with the_house().reading() as session:
            meeting = find_meeting(session, meeting_id)
            classes = scheme_of(meeting).class_ids
        people, seats = in_thread(roster_sheet.read, content, classes)
        roster_sheet.import_roster(the_house(), officer(), meeting_id, people, seats)
    except BadInput as fault:
        with the_house().reading() as session:
            meeting = find_meeting(session, meeting_id)
            return _page(meeting, known_rows(meeting), import_fault=fault), 400
    flash(_("已导入：被评议人%(people)s名，座位%(seats)s个。", people=len(people), seats=len(seats)), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


@views.get("/<int:meeting_id>/people/template.xlsx")
@serves("desk")
def template(meeting_id: int) -> Response:
    """The workbook to fill in, with what is known already."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        scheme = scheme_of(meeting)
        people = [AppraiseeRow(**{name: getattr(one, name) for name in COLUMNS}) for one in meeting.appraisees]
        seats = [SeatRow(one.label, one.ballot_class) for one in meeting.seats]
    return attachment(in_thread(roster_sheet.template, scheme, people, seats), _("名单模板.xlsx"))


@views.get("/<int:meeting_id>/people/paste")
@views.get("/<int:meeting_id>/people/import")
@serves("desk")
def back(meeting_id: int) -> AnyResponse:
    """Lead someone who reloads the answer to a form to the page it was on."""
    return redirect(url_for(".page", meeting_id=meeting_id))


def known_rows(meeting: Meeting) -> list[Row]:
    """The stored list as the table shows it."""
    return [
        {name: getattr(one, name) for name in COLUMNS[:-1]} | {"in_writing": "是" if one.in_writing else ""}
        for one in meeting.appraisees
    ]


def _page(
    meeting: Meeting,
    rows: list[Row],
    fault: BadInput | None = None,
    import_fault: BadInput | None = None,
    pasted: int = 0,
) -> str:
    return render_template(
        "desk/people.html",
        meeting=shown_meeting(meeting),
        has_scheme=bool(meeting.scheme_text),
        rows=rows,
        seen=mark_of(known_rows(meeting)),
        spare=SPARE_ROWS if rows else SPARE_ROWS + 5,
        fault=fault,
        import_fault=import_fault,
        pasted=pasted,
        upload=ImportForm(),
    )


def _again(meeting_id: int, typed: list[Row], fault: BadInput) -> str:
    with the_house().reading() as session:
        return _page(find_meeting(session, meeting_id), typed, fault)


def _row(typed: Row) -> AppraiseeRow:
    texts = {name: typed[name] for name in COLUMNS[:-1]}
    return AppraiseeRow(**texts, in_writing=typed["in_writing"] in roster_sheet.YES)


def _shown(row: Row) -> Row:
    """A pasted row as the table shows it."""
    return row | {"in_writing": "是" if row["in_writing"] in roster_sheet.YES else ""}
