"""What the frame of every page shows: who is logged in, the language, and the ways out."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, url_for
from flask_babel import get_locale


def frame_pages(app: Flask) -> None:
    """Give every template what base.html's frame asks for."""

    @app.context_processor
    def frame() -> dict[str, Any]:
        return {
            "officer": g.get("officer"),
            "meeting": None,  # a page about a meeting passes its own
            "lang": str(get_locale() or "zh_Hans_CN"),
            "logout_url": url_for("entrance.log_out"),
            "language_url": url_for("language.switch"),
            "home_url": url_for("entrance.home"),
            "app_version": app.jinja_env.globals["version"],
        }
