"""更正文字: one appraisee's name, unit and post after the freeze, beside what must stay as it was frozen."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import DataRequired

from voting.audience import serves
from voting.errors import BadInput, WrongState
from voting.meeting.finding import find_appraisee, find_meeting
from voting.meeting.session.correcting import (
    Wording,
    correct_wording,
    require_correctable,
    wording_of,
)
from voting.meeting.showing.room import shown_meeting
from voting.states import MeetingState
from voting.views.access import officer, the_house
from voting.views.desk.details import too_long
from voting.views.forms import put_faults

views = Blueprint("correcting", __name__)


class CorrectionForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """The three texts that may be corrected."""

    name = StringField(_l("姓名（或单位）"), [DataRequired(_l("请填写姓名（或单位）")), too_long(60)])
    unit = StringField(_l("单位"), [too_long(120)])
    post = StringField(_l("职务"), [too_long(120)])


@views.route("/<int:meeting_id>/people/<int:place>/correct", methods=["GET", "POST"])
@serves("desk")
def page(meeting_id: int, place: int) -> Response | tuple[str, int]:
    """The form; where nothing may be corrected now, why, and with it what was typed."""
    form = CorrectionForm()
    if not form.is_submitted():
        return _page(meeting_id, place)
    if not form.validate():
        return _page(meeting_id, place, form)
    typed = Wording(form.name.data or "", form.unit.data or "", form.post.data or "")
    try:
        is_changed = correct_wording(the_house(), officer(), meeting_id, place, typed)
    except (BadInput, WrongState) as refusal:
        put_faults(form, refusal)
        return _page(meeting_id, place, form)
    if is_changed:
        flash(_("已更正，手机和大屏随即显示新的文字：%(name)s。", name=typed.name), "success")
    else:
        flash(_("没有改动，原来的文字就是这样。"), "info")
    return redirect(url_for("desk.people.page", meeting_id=meeting_id))


def _page(meeting_id: int, place: int, typed: CorrectionForm | None = None) -> Response | tuple[str, int]:
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        if meeting.state == MeetingState.DRAFT:
            return redirect(url_for("desk.people.page", meeting_id=meeting_id))
        person, refusal = find_appraisee(meeting, place), ""
        try:
            require_correctable(meeting, person)
        except WrongState as why:
            refusal = why.message
        form = typed or CorrectionForm(formdata=None, data=vars(wording_of(person)))
        status = 400 if form.errors else 200
        values = {"person": person, "form": form, "typed": typed is not None, "refusal": refusal}
        head = shown_meeting(meeting)
        return render_template("desk/correcting.html", meeting=head, active="people", **values), status
