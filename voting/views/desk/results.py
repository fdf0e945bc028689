"""结果: the table of all appraisees, what is still to be decided, and the ways from counted to sealed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField

from voting.audience import serves
from voting.errors import BadInput, Refused, WrongState
from voting.meeting.acts import SEAL
from voting.meeting.finding import find_meeting
from voting.meeting.outcome import confirming, counting
from voting.meeting.outcome.archive import seal_meeting
from voting.meeting.outcome.releasing import is_released
from voting.meeting.showing.room import shown_meeting
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.wording import unit_and_post
from voting.views.access import officer, the_house
from voting.views.desk import ordering
from voting.views.desk.released import before_the_count, figures_or_page, signed
from voting.views.forms import put_faults
from voting.views.push import state_or_unchanged, stream
from voting.views.refusals import STATUS

views = Blueprint("results", __name__)
SEAL_WORD = _l("封存")
Answer = Response | str | tuple[str, int]


class RestForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Who confirmed all the unquestioned grades, and in which document."""

    decided_by = StringField()
    document = StringField()


class ReconsiderForm(FlaskForm):  # type: ignore[misc]  # as above
    """Why a confirmed meeting goes back to its committee."""

    reason = TextAreaField()


@views.get("/<int:meeting_id>/results")
@serves("desk")
def page(meeting_id: int) -> Answer:
    """The results, or what is still missing for them."""
    return _page(meeting_id)


@views.post("/<int:meeting_id>/results/count")
@serves("desk")
def count(meeting_id: int) -> Answer:
    """Count the closed rounds, once."""
    try:
        counting.count_meeting(the_house(), officer(), meeting_id)
    except (WrongState, BadInput) as refusal:
        with the_house().reading() as session:
            meeting = find_meeting(session, meeting_id)
            return before_the_count(session, meeting, "results", refusal), STATUS[type(refusal)]
    flash(_("计票完成。结果须监票人和主持人分别同意后才能查看。"), "success")
    return _back(meeting_id)


@views.post("/<int:meeting_id>/results/rest")
@serves("desk")
def confirm_rest(meeting_id: int) -> Answer:
    """Confirm every proposed grade that nobody has questioned."""
    form = RestForm()
    try:
        decided = form.decided_by.data or "", form.document.data or ""
        number = confirming.confirm_rest(the_house(), officer(), meeting_id, *decided)
    except BadInput as fault:
        put_faults(form, fault)
        return _page(meeting_id, rest=form), 400
    flash(ngettext("已按建议等次确定 %(num)d 人。", "已按建议等次确定 %(num)d 人。", number), "success")
    return _back(meeting_id)


@views.post("/<int:meeting_id>/results/confirm")
@serves("desk")
def confirm(meeting_id: int) -> Answer:
    """Close the decisions."""
    try:
        confirming.confirm(the_house(), officer(), meeting_id)
    except WrongState as refusal:
        return _page(meeting_id, refusal=refusal), 409
    flash(_("等次已确认。正式文书可以制作了。"), "success")
    return _back(meeting_id)


@views.post("/<int:meeting_id>/results/reconsider")
@serves("desk")
def reconsider(meeting_id: int) -> Answer:
    """Take the confirmed grades back to the committee."""
    form = ReconsiderForm()
    try:
        confirming.reconsider(the_house(), officer(), meeting_id, form.reason.data or "")
    except BadInput as fault:
        put_faults(form, fault)
        return _page(meeting_id, back=form), 400
    flash(_("已退回复议。各人的确定等次都还在，可以逐人修改。"), "success")
    return _back(meeting_id)


@views.post("/<int:meeting_id>/results/seal")
@serves("desk")
def seal(meeting_id: int) -> Answer:
    """Seal the meeting; the word must have been typed."""
    if request.form.get("confirm_word", "").strip().casefold() != SEAL_WORD.casefold():
        return _page(meeting_id, refusal=BadInput("type_the_word_to_seal", word=SEAL.name)), 400
    seal_meeting(the_house(), officer(), meeting_id)
    flash(_("会议已封存，此后只能查看和下载。"), "success")
    return _back(meeting_id)


@views.get("/<int:meeting_id>/results/signed")
@serves("desk")
def waiting(meeting_id: int) -> str:
    """Who has signed the release: the piece of the waiting page that follows it."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        return render_template(
            "desk/results_signed.html",
            **_signed(meeting_id),
            meeting=shown_meeting(meeting),
            address=meeting.address,
        )


@views.get("/<int:meeting_id>/results/state")
@serves("desk")
def state(meeting_id: int) -> Response:
    """The state of the release, for a poll."""
    return state_or_unchanged(_release_state(meeting_id))


@views.get("/<int:meeting_id>/results/stream")
@serves("desk")
def stream_of(meeting_id: int) -> Response:
    """The state of the release, as it changes."""
    return stream("room", meeting_id, lambda: _release_state(meeting_id))


def _signed(meeting_id: int) -> dict[str, Any]:
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        return {"signed": signed(session, meeting), "released": is_released(session, meeting)}


def _release_state(meeting_id: int) -> dict[str, Any]:
    now = _signed(meeting_id)
    return {"version": "/".join(name for _role, name in now["signed"]), "released": now["released"]}


def _back(meeting_id: int) -> Response:
    return redirect(url_for("desk.results.page", meeting_id=meeting_id))


def _page(
    meeting_id: int, rest: FlaskForm | None = None, back: FlaskForm | None = None, refusal: Refused | None = None
) -> str:
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        figures, instead = figures_or_page(session, meeting, "results")
        if figures is None:
            return instead
        open_ones = confirming.unquestioned(session, meeting)
        return render_template(
            "desk/results.html",
            meeting=shown_meeting(meeting),
            active="results",
            figures=figures,
            **_rows(figures),
            open_ones=[one for one in figures.appraisees if one.id in open_ones],
            chart=chart_of(figures),
            rest=rest or RestForm(formdata=None, data=_last_ruling(figures)),
            back=back or ReconsiderForm(formdata=None),
            refusal=refusal,
            seal_word=SEAL_WORD,
            unit_and_post=unit_and_post,
        )


def _rows(figures: MeetingFigures) -> dict[str, Any]:
    asked = (request.args.get(name, "") for name in ("group", "sort", "down"))
    choice = ordering.choice_of(figures, *asked)
    undecided = [row for row in enumerate(figures.appraisees, 1) if figures.grade_names and not row[1].final_grade]
    return {
        "choice": choice,
        "rows": ordering.rows(figures, choice),
        "groups": [(name, len(ordering.rows(figures, ordering.Choice(name)))) for name in ordering.groups(figures)],
        "undecided": undecided,
        "flagged": [row for row in enumerate(figures.appraisees, 1) if row[1].flags],
        "without": [row for row in undecided if row[1].proposed_grade not in figures.grade_names],
    }


def _last_ruling(figures: MeetingFigures) -> dict[str, str]:
    """Who decided last and on which document: most likely the same committee goes on."""
    decided = [one for one in figures.appraisees if one.decided_by]
    return {"decided_by": decided[-1].decided_by, "document": decided[-1].document} if decided else {}


def chart_of(figures: MeetingFigures) -> dict[str, Any]:
    """The heads of each mark by appraisee, stacked; without a scale, the scores. Printed figures, as they stand."""
    people = figures.appraisees
    categories = [one.name for one in people]
    if not figures.mark_labels:
        return {"categories": categories, "series": [{"name": _("得分"), "values": [_number(one) for one in people]}]}
    heads = [{mark.mark: mark.total for mark in one.overall} for one in people]
    series = [{"name": label, "values": [one.get(label, 0) for one in heads]} for label in figures.mark_labels]
    return {"categories": categories, "series": series, "stacked": True, "unit": _("票")}


def _number(one: AppraiseeFigures) -> str | None:
    return one.score if one.score[:1].isdigit() or one.score[:1] == "-" else None
