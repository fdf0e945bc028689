"""文书: what can be printed and filed, as Word and Excel; each download is noted in the audit log."""

from __future__ import annotations

import io

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from voting.audience import serves
from voting.errors import WrongState
from voting.meeting.finding import find_meeting
from voting.meeting.outcome.exporting import Export, export_of_meeting, export_of_person, exports
from voting.meeting.showing.room import shown_meeting
from voting.papers.masters import MasterFault
from voting.papers.register import OF_MEETING, OF_PERSON
from voting.views.access import officer, the_house
from voting.views.desk.released import figures_or_page
from voting.views.words import told

views = Blueprint("papers", __name__)


@views.get("/<int:meeting_id>/papers")
@serves("desk")
def page(meeting_id: int) -> str:
    """Every paper of the meeting, and which of them are drafts."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        figures, instead = figures_or_page(session, meeting, "papers")
        if figures is None:
            return instead
        return render_template(
            "desk/papers.html",
            meeting=shown_meeting(meeting),
            active="papers",
            figures=figures,
            handed=exports(session, meeting),
            of_meeting=OF_MEETING,
            of_person=OF_PERSON,
            about_masters=_(
                "文书的格式是 templates/documents 文件夹里的 Word 模板，"
                "办公室可以直接用 Word 修改，花括号里的字段名不要动。"
            ),
        )


@views.post("/<int:meeting_id>/papers/<paper>")
@serves("desk")
def of_meeting(meeting_id: int, paper: str) -> Response:
    """A paper on the whole meeting, or its archive for `tally verify`, as a file."""
    try:
        return _file(export_of_meeting(the_house(), officer(), meeting_id, paper))
    except (MasterFault, WrongState) as refusal:
        return _refused(meeting_id, refusal.message)


@views.post("/<int:meeting_id>/papers/<paper>/<int:number>")
@serves("desk")
def of_person(meeting_id: int, paper: str, number: int) -> Response:
    """A paper on the appraisee of this number on the agenda as a file."""
    with the_house().reading() as session:
        people = find_meeting(session, meeting_id).appraisees
        code = people[number - 1].code if 1 <= number <= len(people) else ""
    try:
        return _file(export_of_person(the_house(), officer(), meeting_id, paper, code))
    except (MasterFault, WrongState) as refusal:
        return _refused(meeting_id, refusal.message)


def _file(export: Export) -> Response:
    """The bytes under their Chinese name (RFC 5987); nothing of it is kept on the way."""
    return send_file(
        io.BytesIO(export.content), mimetype=export.media_type, as_attachment=True, download_name=export.name, max_age=0
    )


def _refused(meeting_id: int, message: str) -> Response:
    flash(told(message), "error")
    return redirect(url_for("desk.papers.page", meeting_id=meeting_id))
