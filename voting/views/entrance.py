"""The entrance: log-in, first secretary, language."""

from __future__ import annotations

from flask import Blueprint, Flask

views = Blueprint("entrance", __name__)


def register(app: Flask) -> None:
    """Put these pages into the app."""
    app.register_blueprint(views)
