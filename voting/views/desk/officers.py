"""人员账号: who may log in and as what. Attendees have no account."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from voting.audience import serves
from voting.errors import BadInput
from voting.meeting import officers
from voting.meeting.blocking import in_thread
from voting.roles import ROLE_TITLES, Role
from voting.views.access import officer, the_house
from voting.views.forms import NewPasswordForm, put_faults
from voting.views.words import said, said_later

DUTIES = {
    Role.SECRETARY: _l("起草会议、制作票卡、录入记录、确认等次、出文书"),
    Role.CHAIR: _l("宣布开会，开启和结束各轮测评"),
    Role.SCRUTINEER: _l("核对数字和校验码，公布结果，与主持人共同补发票卡"),
}

views = Blueprint("officers", __name__)


class NewOfficerForm(NewPasswordForm):
    """A new account."""

    name = StringField(
        _l("姓名或岗位"),
        [DataRequired(_l("请填写姓名或岗位"))],
        description=_l("会写进操作日志和文书，如 场党委副书记"),
    )
    role = SelectField(_l("角色"), choices=[SelectChoice(key, said_later(text)) for key, text in ROLE_TITLES.items()])
    login = StringField(_l("用户名"), [DataRequired(_l("请填写用户名"))], description=_l("登录时用，中间不能有空格"))


@views.get("/officers")
@serves("desk")
def page() -> str:
    """Everyone who has an account."""
    return _page(NewOfficerForm(role=Role.CHAIR))


@views.post("/officers")
@serves("desk")
def add() -> Response | tuple[str, int]:
    """Add an account."""
    form = NewOfficerForm()
    if form.validate_on_submit():
        try:
            password = in_thread(officers.hashed, form.password.data)
            officers.add_officer(the_house(), officer(), form.login.data, form.name.data, form.role.data, password)
        except BadInput as fault:
            put_faults(form, fault)
        else:
            flash(
                _("已添加“%(name)s”。请把用户名和密码告诉本人，并请本人登录后修改密码。", name=form.name.data),
                "success",
            )
            return redirect(url_for(".page"))
    return _page(form), 400


@views.route("/officers/<int:officer_id>/password", methods=["GET", "POST"])
@serves("desk")
def password(officer_id: int) -> Response | tuple[str, int]:
    """Give someone who has forgotten it a new password."""
    with the_house().reading() as registry:
        whose = officers.find(registry, officer_id)
        if whose.id == officer().id:
            return redirect(url_for("entrance.password"))
        name, login = whose.name, whose.login
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            fresh = in_thread(officers.hashed, form.password.data)
        except BadInput as fault:
            put_faults(form, fault)
        else:
            officers.change_password(the_house(), officer(), officer_id, fresh)
            flash(_("“%(name)s”的密码已重设。", name=name), "success")
            return redirect(url_for(".page"))
    shown = render_template("desk/officer_password.html", form=form, name=name, login=login)
    return shown, 400 if form.errors else 200


@views.post("/officers/<int:officer_id>/close")
@serves("desk")
def close(officer_id: int) -> Response:
    """Close an account: whoever uses it is logged out with the next page."""
    return _set_active(officer_id, is_active=False)


@views.post("/officers/<int:officer_id>/reopen")
@serves("desk")
def reopen(officer_id: int) -> Response:
    """Open an account again."""
    return _set_active(officer_id, is_active=True)


def _set_active(officer_id: int, is_active: bool) -> Response:
    whose = officers.set_active(the_house(), officer(), officer_id, is_active)
    flash(
        _("已启用“%(name)s”的账号。", name=whose.name) if is_active else _("已停用“%(name)s”的账号。", name=whose.name),
        "success",
    )
    return redirect(url_for(".page"))


def _page(form: NewOfficerForm) -> str:
    with the_house().reading() as registry:
        roles = {key: said(text) for key, text in ROLE_TITLES.items()}
        return render_template(
            "desk/officers.html", form=form, everyone=officers.everyone(registry), roles=roles, duties=DUTIES
        )
