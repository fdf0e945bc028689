"""评价意见: the secretary's own words on each appraisee, beside the figures and the anonymous remarks."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField

from voting.audience import serves
from voting.errors import BadInput
from voting.meeting.finding import find_appraisee, find_meeting
from voting.meeting.outcome import confirming
from voting.meeting.outcome.remarks import remarks_about
from voting.meeting.showing.room import shown_meeting
from voting.papers.wording import unit_and_post
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.released import figures_or_page, person_at
from voting.views.desk.seen import mark_of, unchanged_in
from voting.views.forms import put_faults

views = Blueprint("opinions", __name__)
Answer = Response | str | tuple[str, int]
FIELDS = ("strengths", "problems", "demands", "deadline")


class OpinionForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """The four places of the 综合评价意见 that no count can fill."""

    strengths = TextAreaField(_l("主要成绩"))
    problems = TextAreaField(_l("存在问题"))
    demands = TextAreaField(_l("整改要求"))
    deadline = StringField(_l("整改时限"))


@views.get("/<int:meeting_id>/opinions")
@serves("desk")
def overview(meeting_id: int) -> Answer:
    """Whose opinion is written, and whose is not."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        figures, instead = figures_or_page(session, meeting, "opinions")
        if figures is None:
            return instead
        remarks = [
            len(remarks_about(the_house(), officer(), meeting.id, figures, one.id)) for one in figures.appraisees
        ]
        return render_template(
            "desk/opinions.html",
            meeting=shown_meeting(meeting),
            active="opinions",
            figures=figures,
            remarks=remarks,
        )


@views.get("/<int:meeting_id>/opinions/<int:place>")
@serves("desk")
def page(meeting_id: int, place: int) -> Answer:
    """The words on the appraisee at this place of the agenda."""
    return _page(meeting_id, place)


@views.post("/<int:meeting_id>/opinions/<int:place>")
@serves("desk")
def save(meeting_id: int, place: int) -> Answer:
    """Keep the words; `then` = next goes on to the next appraisee."""
    form = OpinionForm()
    try:
        with the_house().reading() as session:
            people = find_meeting(session, meeting_id).appraisees
            person = find_appraisee(find_meeting(session, meeting_id), place)
            code, name, total = person.code, person.name, len(people)
        text = {name: form[name].data or "" for name in FIELDS}
        unchanged = unchanged_in(request.form, lambda session, meeting: _known(session, meeting, code))
        confirming.save_opinion(the_house(), officer(), meeting_id, code, text, unchanged)
    except BadInput as fault:
        put_faults(form, fault)
        return _page(meeting_id, place, form), 400
    flash(_("%(name)s的评价意见已保存。", name=name), "success")
    if request.form.get("then") == "next":
        if place == total:
            return redirect(url_for("desk.opinions.overview", meeting_id=meeting_id))
        place += 1
    return redirect(url_for("desk.opinions.page", meeting_id=meeting_id, place=place))


def _known(session: Session, meeting: Meeting, code: str) -> dict[str, str]:
    """The words as they are stored, "" where there are none yet."""
    text = confirming.opinions(session, meeting).get(code)
    return {name: getattr(text, name, "") for name in FIELDS}


def _page(meeting_id: int, place: int, form: FlaskForm | None = None) -> str:
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        figures, instead = figures_or_page(session, meeting, "opinions")
        if figures is None:
            return instead
        person = person_at(figures, place)
        one = person.figures
        known = _known(session, meeting, one.id)
        return render_template(
            "desk/opinions_one.html",
            meeting=shown_meeting(meeting),
            takes_remarks=meeting.remarks,
            active="opinions",
            figures=figures,
            person=person,
            one=one,
            unit_and_post=unit_and_post,
            form=form or OpinionForm(formdata=None, data=known),
            seen=mark_of(known),
            remarks=remarks_about(the_house(), officer(), meeting.id, figures, one.id),
        )
