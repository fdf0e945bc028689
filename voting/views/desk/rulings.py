"""One appraisee: every figure and step behind the proposed grade, and the committee's decision on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField

from tally.words.expression_words import condition_words
from voting.audience import serves
from voting.errors import BadInput
from voting.meeting.finding import find_appraisee, find_meeting, scheme_of
from voting.meeting.outcome import confirming
from voting.meeting.outcome.confirming import Ruling
from voting.meeting.outcome.remarks import remarks_about
from voting.meeting.showing.room import shown_meeting
from voting.papers.facts import MeetingFigures
from voting.papers.wording import unit_and_post
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.released import Person, figures_or_page, person_at
from voting.views.forms import put_faults

views = Blueprint("rulings", __name__)
Answer = Response | str | tuple[str, int]
HEAD = re.compile(r"(?P<head>[^：:=]{1,40})(?:[：:]| (?==))(?P<rest>.+)", re.DOTALL)


class RulingForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """确定等次, why, and on which document; what is missing is said by the use-case."""

    final_grade = StringField()
    reason = TextAreaField()
    document = StringField()
    decided_by = StringField()


@views.get("/<int:meeting_id>/results/<int:place>")
@serves("desk")
def page(meeting_id: int, place: int) -> Answer:
    """The figures of the appraisee at this place of the agenda."""
    return _page(meeting_id, place)


@views.post("/<int:meeting_id>/results/<int:place>")
@serves("desk")
def decide(meeting_id: int, place: int) -> Answer:
    """Record the committee's decision; `then` = next goes on to the next appraisee."""
    form = RulingForm()
    ruling = Ruling(**{name: form[name].data or "" for name in ("final_grade", "reason", "document", "decided_by")})
    try:
        confirming.decide(the_house(), officer(), meeting_id, _code(meeting_id, place), ruling)
    except BadInput as fault:
        put_faults(form, fault)
        return _page(meeting_id, place, form), 400
    flash(_("第 %(place)s 位的确定等次已保存：%(grade)s。", place=place, grade=ruling.final_grade), "success")
    return _after(meeting_id, place)


@views.post("/<int:meeting_id>/results/<int:place>/take-back")
@serves("desk")
def take_back(meeting_id: int, place: int) -> Answer:
    """Undo the decision on an appraisee."""
    confirming.take_back(the_house(), officer(), meeting_id, _code(meeting_id, place))
    flash(_("已撤回，此人回到“待确定”。"), "success")
    return redirect(url_for("desk.rulings.page", meeting_id=meeting_id, place=place))


def _after(meeting_id: int, place: int) -> Response:
    if request.form.get("then") == "next":
        with the_house().reading() as session:
            total = len(find_meeting(session, meeting_id).appraisees)
        if place < total:
            return redirect(url_for("desk.rulings.page", meeting_id=meeting_id, place=place + 1) + "#ruling")
        return redirect(url_for("desk.results.page", meeting_id=meeting_id))
    return redirect(url_for("desk.rulings.page", meeting_id=meeting_id, place=place))


def _code(meeting_id: int, place: int) -> str:
    """The code of the appraisee at a place of the agenda; raises NotFound."""
    with the_house().reading() as session:
        return find_appraisee(find_meeting(session, meeting_id), place).code


def _page(meeting_id: int, place: int, form: FlaskForm | None = None) -> str:
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        figures, instead = figures_or_page(session, meeting, "results")
        if figures is None:
            return instead
        person = person_at(figures, place)
        remarks = remarks_about(the_house(), officer(), meeting.id, figures, person.figures.id)
        scheme = scheme_of(meeting)
        return render_template(
            "desk/appraisee.html",
            meeting=shown_meeting(meeting),
            takes_remarks=meeting.remarks,
            active="results",
            figures=figures,
            person=person,
            one=person.figures,
            form=form or _filled(session, meeting, figures, person),
            grades=[("", _("请选择")), *((name, name) for name in figures.grade_names)],
            lines={line.name: condition_words(scheme, line.expression.root) for line in scheme.formula},
            tied=tied_with(figures, person),
            steps=[step_of(line) for line in person.figures.explanation],
            remarks=remarks,
            unit_and_post=unit_and_post,
        )


def _filled(session: Session, meeting: Meeting, figures: MeetingFigures, person: Person) -> RulingForm:
    """The decision so far, or the proposal with the body and the document that decided last.

    A grade that carries a flag is not chosen beforehand: the committee must say it.
    """
    kept = confirming.decisions(session, meeting).get(person.figures.id)
    if kept is not None:
        return RulingForm(formdata=None, obj=kept)
    decided = [one for one in figures.appraisees if one.decided_by]
    before = {"decided_by": decided[-1].decided_by, "document": decided[-1].document} if decided else {}
    grade = person.figures.proposed_grade if not person.figures.flags else ""
    return RulingForm(formdata=None, data={"final_grade": grade, **before})


def tied_with(figures: MeetingFigures, person: Person) -> list[str]:
    """The names of the others with the same printed score."""
    one = person.figures
    return [
        other.name
        for other in figures.appraisees
        if other.id != one.id and other.score == one.score and one.rank.isdigit()
    ]


@dataclass(frozen=True)
class Step:
    """A sentence of the explanation laid out: its head ("" for none), the rest, and whether it is a sum."""

    head: str
    text: Markup
    is_sum: bool


def step_of(line: str) -> Step:
    """Lay out a sentence: what stands before its colon or its first equals sign is the head."""
    found = HEAD.fullmatch(line)
    head, rest = (found["head"], found["rest"]) if found else ("", line)
    return Step(head, with_fractions(rest), bool(found) and bool(re.search("[×÷=]", rest)))


def with_fractions(text: str) -> Markup:
    """The text, escaped, with 175/2 set as a fraction that is read aloud and copied as 175/2."""
    parts = re.split(r"(?<![\d/.])(\d+/\d+)(?![\d/.])", text)
    return Markup("").join(_fraction(part) if place % 2 else part for place, part in enumerate(parts))


def _fraction(text: str) -> Markup:
    above, below = text.split("/")
    return Markup(
        '<span class="fraction"><span>{}</span><span class="visually-hidden">/</span><span>{}</span></span>'
    ).format(above, below)
