"""会议信息: when, where, who is in the chair, and how the marks are taken and shown."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, DateField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from voting.audience import serves
from voting.details import PLAIN, Details, PlainDetail
from voting.errors import BadInput
from voting.meeting.finding import find_meeting
from voting.meeting.preparation.drafting import ADDRESS, PLANS, details_of, edit_details
from voting.meeting.showing.room import shown_meeting
from voting.storage.registry import Meeting
from voting.views.access import officer, the_house
from voting.views.desk.seen import mark_of, require_unchanged, unchanged_in
from voting.views.forms import put_faults
from voting.views.words import said, said_later

LIVE, AFTER = "live", "after"

views = Blueprint("details", __name__)


def too_long(most: int) -> Length:
    """At most so many characters."""
    return Length(max=most, message=_l("太长，最多%(most)s字", most=most))


def whole_address(typed: str | None) -> str:
    """HOST:PORT as people type it, made whole: 192.168.1.20:8080 → http://192.168.1.20:8080."""
    text = (typed or "").strip().rstrip("/")
    return text if not text or "://" in text else f"http://{text}"


class DetailsForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Everything a secretary says of a meeting but its scheme and its people."""

    title = StringField(_l("会议名称"), [DataRequired(_l("请填写会议名称")), too_long(120)])
    held_on = DateField(_l("日期"), [Optional()])
    round_plan = RadioField(
        _l("测评方式"), choices=[SelectChoice(key, said_later(text)) for key, text in PLANS.items()]
    )
    shown = RadioField(
        _l("投票期间大屏显示"),
        choices=[
            SelectChoice(LIVE, _l("各档票数，几票一跳，最新几票先不显示（看不出谁刚投了什么）")),
            SelectChoice(AFTER, _l("只显示投票人数，结果由监票人公布后再显示")),
        ],
    )
    remarks = BooleanField(_l("可以写意见建议"), description=_l("意见不记名，与所打的档次分开存放"))
    k = IntegerField(
        _l("保密人数下限"),
        [NumberRange(5, 1000, _l("请填5到1000之间的整数：少于5人的分组会让人猜出谁投了什么"))],
        description=_l("票数不到这个数的票类不单独列出，与别的票类合并统计"),
    )
    address = StringField(_l("手机访问的地址"), [too_long(120)], filters=[whole_address])

    def validate_address(self, field: StringField) -> None:
        """Said here too, so that all that is wrong is said at once."""
        if field.data and not ADDRESS.fullmatch(field.data):
            raise ValidationError(_("请填写完整的网址，如 http://192.168.1.20:8080，后面不要带路径"))


def field_of(plain: PlainDetail) -> StringField | IntegerField:
    """The form's field of a plain detail."""
    label, note = said_later(plain.label), said_later(plain.note) if plain.note else ""
    if not plain.is_number:
        return StringField(label, [too_long(plain.most)], description=note)
    in_bounds = NumberRange(0, plain.most, _l("请填0到%(most)s之间的整数", most=plain.most))
    return IntegerField(label, [Optional(), in_bounds], description=note)


for _plain in PLAIN:
    setattr(DetailsForm, _plain.name, field_of(_plain))


@views.route("/<int:meeting_id>/details", methods=["GET", "POST"])
@serves("desk")
def page(meeting_id: int) -> Response | tuple[str, int]:
    """The form while the meeting is a draft; afterwards what was settled."""
    with the_house().reading() as session:
        meeting = find_meeting(session, meeting_id)
        form = DetailsForm(data=_known(meeting))
        try:
            if _is_sound(form, meeting):
                _save(meeting_id, form)
                flash(_("会议信息已保存。"), "success")
                return redirect(url_for("desk.meetings.overview", meeting_id=meeting_id))
        except BadInput as fault:
            put_faults(form, fault)
        suggested = current_app.config.get("ADDRESS", "")
        return render_template(
            "desk/details.html",
            meeting=shown_meeting(meeting),
            settled=_known(meeting) | {"address": meeting.address},
            form=form,
            seen=mark_of(_known(meeting)),
            plan=said(PLANS[meeting.round_plan]),
            suggested=suggested,
            plain=PLAIN,
            stated=[(plain.label, getattr(meeting, plain.name) or "—") for plain in PLAIN],
        ), 400 if form.errors else 200


def _is_sound(form: DetailsForm, meeting: Meeting) -> bool:
    """Whether the form was sent and may be saved; raises BadInput where another window has saved meanwhile."""
    if not form.is_submitted():
        return False
    require_unchanged(request.form, _known(meeting))
    return bool(form.validate())


def _known(meeting: Meeting) -> dict[str, object]:
    """What stands in the form at first; the address of this machine where none was chosen yet."""
    known = vars(details_of(meeting)).copy()
    known["shown"] = LIVE if known.pop("live") else AFTER
    known["address"] = meeting.address or current_app.config.get("ADDRESS", "")
    return known


def _save(meeting_id: int, form: DetailsForm) -> None:
    plain: dict[str, Any] = {each.name: form[each.name].data or (0 if each.is_number else "") for each in PLAIN}
    details = Details(
        title=form.title.data or "",
        **plain,
        held_on=form.held_on.data,
        live=form.shown.data == LIVE,
        remarks=form.remarks.data,
        k=form.k.data,
        round_plan=form.round_plan.data,
        address=form.address.data,
    )
    unchanged = unchanged_in(request.form, lambda _session, meeting: _known(meeting))
    edit_details(the_house(), officer(), meeting_id, details, unchanged)
