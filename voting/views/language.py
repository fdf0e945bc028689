"""The language of a page: Chinese unless the visitor chose English."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request, url_for
from werkzeug.wrappers import Response

from voting.audience import serves

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}
A_YEAR = 365 * 24 * 3600  # seconds

views = Blueprint("language", __name__)


def register(app: Flask) -> None:
    """Put the switch into the app."""
    app.register_blueprint(views)


def choose_language() -> str:
    """The locale of this request, from the `language` cookie that the switch sets; nothing else is read from it."""
    return LANGUAGES.get(request.cookies.get("language", "zh"), "zh_Hans_CN")


@views.post("/language")
@serves("anyone")
def switch() -> Response:
    """Keep the language chosen in a cookie and go back to the page it was chosen on."""
    chosen = "en" if request.form.get("lang", "").startswith("en") else "zh"
    answer = redirect(own_path(request.form.get("next", "")) or url_for("entrance.home"))
    answer.set_cookie("language", chosen, max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer


def own_path(target: str) -> str:
    """The path and query of `target` if it leads to a page of this house, else nothing."""
    parts = urlsplit(target)
    is_own = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return target.rstrip("?") if is_own and target.isprintable() and "\\" not in target else ""
