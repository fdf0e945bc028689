"""The application: a list of what it is made of."""

from __future__ import annotations

import secrets
from importlib.metadata import version
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from werkzeug.routing import IntegerConverter, Map

from voting.audience import require_declared
from voting.meeting.house import House
from voting.views import attendee, chair, desk, entrance, kiosk, language, screen, watch
from voting.views.access import guard, protect
from voting.views.frame import frame_pages
from voting.views.language import choose_language
from voting.views.refusals import answer_refusals
from voting.views.words import word_pages

ROOT = Path(__file__).resolve().parent
BESIDE = ROOT.parent if (ROOT.parent / "templates").is_dir() else ROOT


class RowNumber(IntegerConverter):
    """A number in an address; one that no store can look for is no page's."""

    def __init__(self, rules: Map) -> None:
        super().__init__(rules, max=2**31 - 1)


def make_app(house: House) -> Flask:
    """Make the web application of a house; raises UndeclaredAudience where an endpoint serves nobody."""
    app = Flask("voting", template_folder=str(BESIDE / "templates"), static_folder=str(BESIDE / "static"))
    app.config.update(
        SECRET_KEY=secret_of(house.keys.folder),
        MAX_CONTENT_LENGTH=16 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,  # a roster of some thousand seats, typed
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="officer",
        SESSION_REFRESH_EACH_REQUEST=False,  # else a tablet would get its cookie anew with every ballot
        WTF_CSRF_TIME_LIMIT=None,  # as long as the log-in: a roster may take an afternoon to type
        BABEL_DEFAULT_LOCALE="zh_Hans_CN",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )
    app.url_map.converters["int"] = RowNumber
    app.extensions["house"] = house
    Babel(app, locale_selector=choose_language)
    protect(app)
    guard(app)
    answer_refusals(app)
    frame_pages(app)
    word_pages(app)
    for audience in (entrance, language, attendee, kiosk, chair, screen, desk, watch):
        audience.register(app)
    app.jinja_env.globals["version"] = version("review-meeting")
    require_declared(app)
    return app


def secret_of(folder: Path) -> bytes:
    """The key of the officers' session cookies, made at the first start and kept with the other keys: in no backup.

    Whoever had it from a backup, beside the registry that is in it too, could come in as chair and scrutineer at once.
    """
    path = folder / "session.key"
    if not path.exists() or not path.stat().st_size:  # a crash may have come between the two lines below
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
