"""The chair: agenda, opening and closing rounds, turnout."""

from __future__ import annotations

from flask import Blueprint, Flask

views = Blueprint("chair", __name__, url_prefix="/chair")


def register(app: Flask) -> None:
    """Put these pages into the app."""
    app.register_blueprint(views)
