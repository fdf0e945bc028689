"""记录项: a table of appraisees and what is entered for each; typed, or filled in as a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import serves
from voting.errors import BadInput
from voting.meeting.acts import ENTER_RECORDS
from voting.meeting.blocking import in_thread
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.preparation import record_sheet
from voting.meeting.preparation.recording import Cell, entered_records, missing_records, save_records, score_range
from voting.meeting.showing.room import shown_meeting
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.downloads import attachment, uploaded
from voting.views.desk.seen import mark_of, unchanged_in

MANY = 8  # more records than this stand in rows, as in an office's table of points, and the people in columns

views = Blueprint("records", __name__)


class ImportForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A filled-in workbook."""

    file = FileField(_l("填好的记录项（.xlsx）"))


@views.get("/<int:meeting_id>/records")
@serves("desk")
def page(meeting_id: int) -> str:
    """What has been entered."""
    with the_house().reading() as session:
        return _page(session, find_meeting(session, meeting_id))


@views.post("/<int:meeting_id>/records")
@serves("desk")
def save(meeting_id: int) -> AnyResponse | tuple[str, int]:
    """Keep the table as typed; where a cell has a fault it is marked, and nothing is saved."""
    with the_house().reading() as session:
        typed = _typed(find_meeting(session, meeting_id))
    unchanged = unchanged_in(request.form, lambda session, meeting: sorted(entered_records(session, meeting).items()))
    try:
        save_records(the_house(), officer(), meeting_id, typed, unchanged)
    except BadInput as fault:
        with the_house().reading() as session:
            meeting = find_meeting(session, meeting_id)
            return _page(session, meeting, entered_records(session, meeting) | typed, fault), 400
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        left = len(missing_records(meeting, entered_records(session, meeting)))
    if left:
        flash(ngettext("已保存。还有 %(num)d 处没有录入。", "已保存。还有 %(num)d 处没有录入。", left), "info")
    else:
        flash(_("已保存，记录项齐全。"), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


@views.post("/<int:meeting_id>/records/import")
@serves("desk")
def take(meeting_id: int) -> AnyResponse | tuple[str, int]:
    """Import the records from a workbook, all of it or nothing."""
    try:
        content = uploaded("file")
        with the_house().reading() as session:
            scheme = scheme_of(find_meeting(session, meeting_id))
        found = in_thread(record_sheet.read, content, scheme)
        people = record_sheet.import_records(the_house(), officer(), meeting_id, found)
    except BadInput as fault:
        with the_house().reading() as session:
            return _page(session, find_meeting(session, meeting_id), import_fault=fault), 400
    flash(ngettext("已导入 %(num)d 人的记录项。", "已导入 %(num)d 人的记录项。", people), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


@views.get("/<int:meeting_id>/records/template.xlsx")
@serves("desk")
def template(meeting_id: int) -> Response:
    """The workbook to fill in, with what has been entered."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        scheme, values = scheme_of(meeting), entered_records(session, meeting)
        people = [(one.code, one.name) for one in meeting.appraisees]
    return attachment(in_thread(record_sheet.template, scheme, people, values), _("记录项模板.xlsx"))


@views.get("/<int:meeting_id>/records/import")
@serves("desk")
def back(meeting_id: int) -> AnyResponse:
    """Lead someone who reloads the answer to a form to the page it was on."""
    return redirect(url_for(".page", meeting_id=meeting_id))


def _typed(meeting: Meeting) -> dict[Cell, str]:
    """What the table was sent with; a cell that the page did not have is left as it was."""
    cells = [(person.code, record.id) for person in meeting.appraisees for record in scheme_of(meeting).records]
    return {cell: request.form["/".join(cell)] for cell in cells if "/".join(cell) in request.form}


def _page(
    session: Session,
    meeting: Meeting,
    typed: Mapping[Cell, str] | None = None,
    fault: BadInput | None = None,
    import_fault: BadInput | None = None,
) -> str:
    records = scheme_of(meeting).records if meeting.scheme_text else ()
    entered = entered_records(session, meeting)
    return render_template(
        "desk/records.html",
        meeting=shown_meeting(meeting),
        has_scheme=bool(meeting.scheme_text),
        people=meeting.appraisees,
        records=records,
        by_record=len(records) > MANY,
        ranges={one.id: score_range(one) for one in records},
        values=entered if typed is None else typed,
        missing=missing_records(meeting, entered) if records else [],
        editable=meeting.state in ENTER_RECORDS.states,
        seen=mark_of(sorted(entered.items())),
        fault=fault,
        import_fault=import_fault,
        upload=ImportForm(),
    )
