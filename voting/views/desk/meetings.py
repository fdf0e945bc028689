"""The meetings of the house: the list, a new one, and the overview of one with what to do next."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from tally import Scheme
from voting.audience import serves
from voting.details import Details
from voting.errors import BadInput
from voting.meeting.agenda import SPARES, people_of, planned_groups, used_rounds
from voting.meeting.classes import merged_classes
from voting.meeting.finding import all_meetings, find_meeting, scheme_of
from voting.meeting.officers import lacking_roles
from voting.meeting.preparation.copying import copy_meeting
from voting.meeting.preparation.drafting import PLANS, delete_draft, new_meeting
from voting.meeting.preparation.freezing import freeze, thaw
from voting.meeting.preparation.readiness import readiness
from voting.meeting.preparation.roster import seats_by_class
from voting.meeting.showing.preparing import steps
from voting.meeting.showing.room import identity, shown_meeting
from voting.roles import ROLE_TITLES
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.forms import put_faults
from voting.views.words import said

views = Blueprint("meetings", __name__)


class NewMeetingForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A title, and the earlier meeting to take over, if any."""

    title = StringField(
        _l("会议名称"),
        [DataRequired(_l("请填写会议名称")), Length(max=120, message=_l("会议名称太长，最多120字"))],
        description=_l("会印在票卡、大屏和文书上，如 2026年度党支部书记抓基层党建述职评议会"),
    )
    source = SelectField(_l("从哪里开始"), coerce=int)


@views.get("/")
@serves("desk")
def index() -> str:
    """Every meeting, the newest first."""
    with the_house().reading() as session:
        shown = [
            {
                **identity(one),
                "held_on": one.held_on,
                "scheme_name": one.scheme_name,
                "people": len(one.appraisees),
            }
            for one in all_meetings(session)
        ]
    return render_template("desk/meetings.html", meetings=shown)


@views.route("/new", methods=["GET", "POST"])
@serves("desk")
def new() -> Response | tuple[str, int]:
    """Begin a meeting from nothing or from an earlier one."""
    form = NewMeetingForm(source=request.args.get("source", 0, type=int))
    with the_house().reading() as session:
        earlier = [(one.id, _("沿用：%(title)s", title=one.title)) for one in all_meetings(session)]
    form.source.choices = [(0, _("从头开始")), *earlier]
    if form.validate_on_submit():
        try:
            meeting_id = _begin(form.title.data, form.source.data)
        except BadInput as fault:
            put_faults(form, fault)
        else:
            flash(_("会议已新建。接下来填写会议信息。"), "success")
            return redirect(url_for("desk.details.page", meeting_id=meeting_id))
    return render_template("desk/new.html", form=form), 400 if form.errors else 200


@views.get("/<int:meeting_id>/")
@serves("desk")
def overview(meeting_id: int) -> str:
    """How far the meeting is, and what to do next."""
    with the_house().reading() as session:
        return render_template("desk/overview.html", **_picture(session, find_meeting(session, meeting_id)))


@views.post("/<int:meeting_id>/freeze")
@serves("desk")
def make_ready(meeting_id: int) -> Response | tuple[str, int]:
    """Freeze the draft: keys are made while the page waits."""
    try:
        freeze(the_house(), officer(), meeting_id)
    except BadInput as fault:
        with the_house().reading() as session:
            picture = _picture(session, find_meeting(session, meeting_id))
            return render_template("desk/overview.html", fault=fault, **picture), 400
    flash(_("方案已冻结，密钥已做好。接下来制作票卡。"), "success")
    return redirect(url_for(".overview", meeting_id=meeting_id))


@views.post("/<int:meeting_id>/thaw")
@serves("desk")
def take_back(meeting_id: int) -> Response:
    """Take a ready meeting back to draft; the printed cards are worthless then."""
    _require_word(_("退回起草"))
    thaw(the_house(), officer(), meeting_id)
    flash(_("已退回起草，原来的票卡全部作废。请收回已印的票卡并销毁。"), "warning")
    return redirect(url_for(".overview", meeting_id=meeting_id))


@views.post("/<int:meeting_id>/delete")
@serves("desk")
def delete(meeting_id: int) -> Response:
    """Delete a draft."""
    _require_word(_("删除"))
    delete_draft(the_house(), officer(), meeting_id)
    flash(_("草稿已删除。"), "success")
    return redirect(url_for(".index"))


@views.get("/<int:meeting_id>/freeze")
@views.get("/<int:meeting_id>/thaw")
@views.get("/<int:meeting_id>/delete")
@serves("desk")
def back(meeting_id: int) -> Response:
    """Lead someone who reloads the answer to a form to the page it was on."""
    return redirect(url_for(".overview", meeting_id=meeting_id))


def _require_word(word: str) -> None:
    """The page asks for the word before it sends; who sends without the page is asked here."""
    typed = "".join(request.form.get("confirm_word", "").split())
    if typed.casefold() != "".join(word.split()).casefold():
        raise BadInput("type_the_word", word=word)


def _begin(title: str, source: int) -> int:
    if source:
        return copy_meeting(the_house(), officer(), source, title.strip()).id
    return new_meeting(the_house(), officer(), Details(title.strip())).id


def _picture(session: Session, meeting: Meeting) -> dict[str, Any]:
    ready = readiness(meeting)
    scheme = scheme_of(meeting) if meeting.scheme_text else None
    return {
        "meeting": shown_meeting(meeting),
        "held_on": meeting.held_on,
        "venue": meeting.place,
        "address": meeting.address,
        "has_people": bool(meeting.appraisees),
        "steps": steps(session, meeting),
        "missing": ready.missing,
        "remarks": ready.remarks,
        "scheme": scheme,
        "plan": said(PLANS[meeting.round_plan]),
        "rounds": [(one, people_of(meeting, one)) for one in used_rounds(meeting)],
        "keys": _keys(meeting, scheme),
        "planned": [] if meeting.rounds or not (scheme and scheme.sheets) else planned_groups(meeting),
        "lacking": [said(ROLE_TITLES[role]) for role in lacking_roles(session)],
        "here": current_app.config.get("ADDRESS", ""),
    }


def _keys(meeting: Meeting, scheme: Scheme | None) -> int:
    """How many keys the freeze will make: the page says that this takes a while."""
    if scheme is None or not scheme.sheets:
        return 0
    classes = set(merged_classes(scheme, seats_by_class(meeting), meeting.k).values())
    return (len(planned_groups(meeting)) + SPARES) * len(classes)
