"""方案: choosing it, reading it back, setting its parameters and weights, seeing its ballot as attendees will."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.wrappers import Response as AnyResponse

from tally import Scheme, Source, describe, read_scheme
from tally.reading.figures import decimal_or_fraction
from tally.words.catalogue import shipped_schemes
from voting.audience import serves
from voting.errors import BadInput, NotFound
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.preparation.drafting import adopt_scheme, set_parameters
from voting.meeting.preparation.weights import set_weights
from voting.meeting.showing.phone import form as ballot_form
from voting.meeting.showing.room import shown_meeting
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.downloads import attachment, uploaded
from voting.views.desk.seen import mark_of, unchanged_in

Answer = AnyResponse | str | tuple[str, int]

views = Blueprint("scheme", __name__)


@dataclass(frozen=True)
class Shelved:
    """A shipped scheme as the shelf shows it; `name` is its file's stem."""

    name: str
    scheme: Scheme
    sentences: tuple[str, ...]
    content: bytes


class UploadForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A scheme file of one's own."""

    file = FileField(_l("方案文件（.toml）"))


@cache
def shelf() -> dict[str, Shelved]:
    """The schemes that ship with the tally, read once."""
    found = {}
    for one in shipped_schemes():
        scheme = read_scheme(Source(one.path.name, one.path))
        found[one.name] = Shelved(one.name, scheme, tuple(describe(scheme)), one.path.read_bytes())
    return found


@views.get("/<int:meeting_id>/scheme")
@serves("desk")
def page(meeting_id: int) -> Answer:
    """The scheme as it stands, or the shelf where none is chosen."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        if not meeting.scheme_text:
            return redirect(url_for(".choose", meeting_id=meeting_id))
        return _page(meeting)


@views.get("/<int:meeting_id>/scheme/choose")
@serves("desk")
def choose(meeting_id: int) -> str:
    """The shelf."""
    with the_house().reading() as session:
        return _shelf_page(find_meeting(session, meeting_id))


@views.post("/<int:meeting_id>/scheme/choose")
@serves("desk")
def take(meeting_id: int) -> Answer:
    """Take a scheme off the shelf."""
    chosen = shelf().get(request.form.get("name", ""))
    if chosen is None:
        raise NotFound("no_shipped_scheme")
    adopt_scheme(the_house(), officer(), meeting_id, chosen.scheme.name, chosen.content)
    return _adopted(meeting_id)


@views.post("/<int:meeting_id>/scheme/upload")
@serves("desk")
def upload(meeting_id: int) -> Answer:
    """Take a scheme file; where it has faults they are listed with their lines, and nothing is changed."""
    try:
        content = uploaded("file")
        adopt_scheme(the_house(), officer(), meeting_id, _("方案文件"), content)
    except BadInput as fault:
        with the_house().reading() as session:
            return _shelf_page(find_meeting(session, meeting_id), fault), 400
    return _adopted(meeting_id)


@views.get("/<int:meeting_id>/scheme/file")
@serves("desk")
def file(meeting_id: int) -> Response:
    """The meeting's own copy of the scheme, for `tally check` and for the files."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        return attachment(meeting.scheme_text.encode(), f"{meeting.scheme_name}.toml")


@views.get("/<int:meeting_id>/scheme/shelf/<name>.toml")
@serves("desk")
def shelf_file(meeting_id: int, name: str) -> Response:  # noqa: ARG001 - the page it is linked from is a meeting's
    """A shipped scheme file, to make one's own after."""
    if name not in shelf():
        raise NotFound("no_shipped_scheme")
    return attachment(shelf()[name].content, f"{name}.toml")


@views.post("/<int:meeting_id>/scheme/parameters")
@serves("desk")
def parameters(meeting_id: int) -> Answer:
    """Set the parameters."""
    typed = _typed("parameter/")
    try:
        unchanged = unchanged_in(request.form, lambda _session, meeting: _known_parameters(meeting))
        set_parameters(the_house(), officer(), meeting_id, typed, unchanged)
    except BadInput as fault:
        return _again(meeting_id, parameters_typed=typed, parameters_fault=fault)
    flash(_("参数已保存。"), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


@views.post("/<int:meeting_id>/scheme/weights")
@serves("desk")
def weights(meeting_id: int) -> Answer:
    """Set the weights of the classes."""
    typed = _typed("weight/")
    try:
        unchanged = unchanged_in(request.form, lambda _session, meeting: _known_weights(meeting))
        set_weights(the_house(), officer(), meeting_id, typed, unchanged)
    except BadInput as fault:
        return _again(meeting_id, weights_typed=typed, weights_fault=fault)
    flash(_("权重已保存。") if any(typed.values()) else _("已改为不加权：一票一权。"), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


@views.get("/<int:meeting_id>/scheme/preview")
@serves("desk")
def preview(meeting_id: int) -> str:
    """The ballot as the phones draw it, with the phones' own code; nothing marked here goes anywhere."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        people = [
            {"id": one.code, "name": one.name, "unit": one.unit, "post": one.post, "in_writing": one.in_writing}
            for one in meeting.appraisees
        ]
        sample = {"id": "01", "name": _("被评议人"), "unit": _("所在单位"), "post": _("职务"), "in_writing": False}
        return render_template(
            "desk/preview.html",
            meeting=shown_meeting(meeting),
            form=ballot_form(meeting),
            people=people or [sample],
        )


@views.get("/<int:meeting_id>/scheme/upload")
@views.get("/<int:meeting_id>/scheme/parameters")
@views.get("/<int:meeting_id>/scheme/weights")
@serves("desk")
def back(meeting_id: int) -> AnyResponse:
    """Lead someone who reloads the answer to a form to the page it was on."""
    return redirect(url_for(".page", meeting_id=meeting_id))


def _typed(prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in request.form.items() if name.startswith(prefix)}


def _adopted(meeting_id: int) -> AnyResponse:
    flash(_("方案已选定。请核对下面读出的规定，并设定参数。"), "success")
    return redirect(url_for(".page", meeting_id=meeting_id))


def _again(meeting_id: int, **typed: object) -> tuple[str, int]:
    with the_house().reading() as session:
        return _page(find_meeting(session, meeting_id), **typed), 400


def _page(meeting: Meeting, **typed: object) -> str:
    scheme, known = scheme_of(meeting), _known_parameters(meeting)
    values = {
        "scheme": scheme,
        "sentences": describe(scheme),
        "own_values": known["own"],
        "parameters_typed": known["set"],
        "parameters_seen": mark_of(known),
        "weights_typed": _known_weights(meeting),
        "weights_seen": mark_of(_known_weights(meeting)),
        "weights_idle": all(sheet.id not in scheme.read_names for sheet in scheme.sheets),
    }
    return render_template("desk/scheme.html", meeting=shown_meeting(meeting), **(values | typed))


def _known_parameters(meeting: Meeting) -> dict[str, dict[str, str | None]]:
    """The scheme's own values, None where it has none, and those set for this meeting."""
    own = read_scheme(Source(meeting.scheme_name, meeting.scheme_text.encode()))
    return {"own": {one.id: one.value for one in own.parameters}, "set": dict(meeting.settings)}


def _known_weights(meeting: Meeting) -> dict[str, str]:
    """The weight of each class in per cent, "" where it has none."""
    classes = scheme_of(meeting).classes
    return {one.id: decimal_or_fraction(one.weight * 100) if one.weight is not None else "" for one in classes}


def _shelf_page(meeting: Meeting, fault: BadInput | None = None) -> str:
    return render_template(
        "desk/choose.html",
        meeting=shown_meeting(meeting),
        scheme_name=meeting.scheme_name if meeting.scheme_text else "",
        shelf=list(shelf().values()),
        upload=UploadForm(),
        fault=fault,
    )
