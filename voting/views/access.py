"""Who may come in: log-ins, CSRF and headers, for every request, before any view."""

from __future__ import annotations

from flask import Flask, Response, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from voting.audience import OPEN, ROLES, audience_of
from voting.errors import NotAllowed
from voting.meeting.house import House
from voting.storage.registry import Officer

csrf = CSRFProtect()
BUTTONS_STAND_ON = {"chair": "chair.pages.control", "watch": "watch.pages.show"}  # nothing is typed there that is lost
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def the_house() -> House:
    """The house this application serves."""
    house: House = current_app.extensions["house"]
    return house


def officer() -> Officer:
    """Who is logged in; raises NotAllowed where nobody is (the guard has seen to that before any view)."""
    if g.officer is None:
        raise NotAllowed("log_in_first")
    who: Officer = g.officer
    return who


def protect(app: Flask) -> None:
    """CSRF on every form, and headers that keep pages to themselves."""
    csrf.init_app(app)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def guard(app: Flask) -> None:
    """Default deny: an endpoint opens to its audience and to nobody else."""

    @app.before_request
    def let_in() -> AnyResponse | None:
        g.officer = None
        if request.endpoint is None:
            return None
        audience = audience_of(app, request.endpoint)
        if audience in ("attendee", "anyone") and request.endpoint != "entrance.home":
            return None  # phones send no cookie and none is read
        g.officer = _logged_in()
        if audience in OPEN:
            return None
        if g.officer is None:
            return to_log_in(audience)
        if g.officer.role not in ROLES[audience]:
            raise NotAllowed("page_of_another")
        return None


def to_log_in(audience: str) -> AnyResponse:
    """Lead to the log-in, and from there back: to the page asked for, or to the one whose button was pressed."""
    back = request.full_path if request.method != "POST" else None
    meeting_id = (request.view_args or {}).get("meeting_id")
    if back is None and meeting_id is not None and audience in BUTTONS_STAND_ON:
        back = url_for(BUTTONS_STAND_ON[audience], meeting_id=meeting_id)
        flash(_("登录已失效，刚才按的一步没有做。请重新登录，登录后回到原来的页面，再按一次。"), "warning")
    return redirect(url_for("entrance.log_in", next=back))


def has_lost_log_in(audience: str) -> bool:
    """Whether a button was pressed on a page that follows the room, and nobody is logged in any more."""
    return audience in BUTTONS_STAND_ON and _logged_in() is None


def _logged_in() -> Officer | None:
    if "officer" not in session:
        return None
    with the_house().reading() as registry:
        found = registry.get(Officer, session["officer"])
        if found is None or not found.active or found.password_hash[-12:] != session.get("stamp"):
            session.clear()
            return None
        registry.expunge(found)
        return found
