"""The entrance: the first secretary of an empty house, log-in, log-out, one's own password."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_limiter import Limiter, RateLimitExceeded
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired

from voting.audience import ROLES, serves
from voting.errors import BadInput, NotAllowed
from voting.meeting import officers
from voting.meeting.blocking import in_thread
from voting.meeting.typed import one_line
from voting.roles import Role
from voting.storage.registry import Officer
from voting.views.access import officer, the_house
from voting.views.forms import NewPasswordForm, is_this_machine, put_faults
from voting.views.language import own_path

PLACES = {Role.SECRETARY: "/desk/", Role.CHAIR: "/chair/", Role.SCRUTINEER: "/watch/"}
WRONG_TRIES = "10 per 5 minutes"

views = Blueprint("entrance", __name__)


class LogInForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Name and password; `next` is where the visitor was going."""

    login = StringField(_l("用户名"), [DataRequired(_l("请填写用户名"))])
    password = PasswordField(_l("密码"), [DataRequired(_l("请填写密码"))])
    next = HiddenField()


class OwnPasswordForm(NewPasswordForm):
    """One's own password, with the old one as proof."""

    old = PasswordField(_l("现在的密码"), [DataRequired(_l("请填写现在的密码"))])


class FirstSecretaryForm(NewPasswordForm):
    """The first account of the house."""

    name = StringField(
        _l("姓名或岗位"), [DataRequired(_l("请填写姓名或岗位"))], description=_l("会写进操作日志和文书，如 组织科干事")
    )
    login = StringField(_l("用户名"), [DataRequired(_l("请填写用户名"))], description=_l("登录时用，中间不能有空格"))


def typed_login() -> str:
    """What wrong tries are counted by: the name typed, as it is looked up, never an address."""
    return one_line(request.form.get("login", "")).lower()


limiter = Limiter(typed_login, storage_uri="memory://")


def register(app: Flask) -> None:
    """Put the entrance into the app."""
    limiter.init_app(app)
    app.register_blueprint(views)


@views.get("/")
@serves("anyone")
def home() -> Response:
    """Lead everyone to their place."""
    if g.officer is not None:
        return redirect(PLACES[g.officer.role])
    return redirect(url_for(".first" if _is_empty() else ".log_in"))


@views.route("/first", methods=["GET", "POST"])
@serves("anyone")
def first() -> Response | str | tuple[str, int]:
    """Make the first secretary, from the machine itself and while nobody can log in yet."""
    if not _is_empty():
        return redirect(url_for(".log_in"))
    if not is_this_machine():
        return render_template("entrance/elsewhere.html", port=request.host.rpartition(":")[2]), 403
    form = FirstSecretaryForm()
    if form.validate_on_submit():
        try:
            password = in_thread(officers.hashed, form.password.data)
            who = officers.make_first_secretary(the_house(), form.login.data, form.name.data, password)
        except BadInput as fault:
            put_faults(form, fault)
        else:
            _come_in(who)
            flash(_("秘书账号已建立。请再添加主持人和监票人的账号。"), "success")
            return redirect(PLACES[who.role])
    return render_template("entrance/first.html", form=form), _status(form)


@views.route("/log-in", methods=["GET", "POST"])
@serves("anyone")
@limiter.limit(
    WRONG_TRIES, methods=["POST"], deduct_when=lambda answer: answer.status_code == 403, exempt_when=is_this_machine
)
def log_in() -> Response | str | tuple[str, int]:
    """Log in; wrong tries are few, by name, except at the machine itself."""
    if _is_empty():
        return redirect(url_for(".first"))
    form = LogInForm(next=own_path(request.args.get("next", "")))
    if form.validate_on_submit():
        try:
            who = _proved(form.login.data, form.password.data)
        except NotAllowed as refusal:
            form.form_errors = [refusal.message]
            return render_template("entrance/log_in.html", form=form), 403
        _come_in(who)
        return redirect(_destination(who, form.next.data or ""))
    return render_template("entrance/log_in.html", form=form), _status(form)


@views.errorhandler(RateLimitExceeded)
def too_many(_fault: RateLimitExceeded) -> tuple[str, int]:
    """A kind word after too many wrong tries; what was typed stays."""
    form = LogInForm()
    form.form_errors = [_("这个用户名输错次数太多。请等5分钟再试，或到运行本系统的电脑上登录；忘记密码请找秘书重设。")]
    return render_template("entrance/log_in.html", form=form), 429


@views.post("/log-out")
@serves("officers")
def log_out() -> Response:
    """Forget who was logged in."""
    session.clear()
    flash(_("已退出。"), "success")
    return redirect(url_for(".log_in"))


@views.route("/password", methods=["GET", "POST"])
@serves("officers")
def password() -> Response | tuple[str, int]:
    """Change one's own password."""
    form = OwnPasswordForm()
    if form.validate_on_submit() and _old_is_right(form):
        try:
            fresh = in_thread(officers.hashed, form.password.data)
        except BadInput as fault:
            put_faults(form, fault)
        else:
            who = officers.change_password(the_house(), officer(), officer().id, fresh)
            _come_in(who)
            flash(_("密码已修改。"), "success")
            return redirect(PLACES[who.role])
    return render_template("entrance/password.html", form=form), _status(form)


def _old_is_right(form: OwnPasswordForm) -> bool:
    if in_thread(officers.matches, officer().password_hash, form.old.data):
        return True
    form.old.errors = [_("现在的密码不对，请重新输入")]
    return False


def _is_empty() -> bool:
    with the_house().reading() as registry:
        return officers.is_empty_house(registry)


def _proved(login: str, typed: str) -> Officer:
    with the_house().reading() as registry:
        found = officers.find_login(registry, login)
        kept = found.password_hash if found else None
    is_right = in_thread(officers.matches, kept, typed)
    return officers.log_in(the_house(), login, is_right)


def _come_in(who: Officer) -> None:
    session.clear()
    session["officer"], session["stamp"] = who.id, who.password_hash[-12:]


def _destination(who: Officer, wanted: str) -> str:
    """Where the visitor was going, if the role may go there."""
    place = PLACES[who.role]
    open_to = (place, url_for(".password"), *([url_for("kiosk.tablet.meetings")] if who.role in ROLES["kiosk"] else []))
    target = own_path(wanted)
    return target if target.startswith(open_to) else place


def _status(form: FlaskForm) -> int:
    return 400 if form.errors else 200
