"""The projector: what the room may see."""

from __future__ import annotations

from flask import Blueprint, Flask

views = Blueprint("screen", __name__, url_prefix="/screen")


def register(app: Flask) -> None:
    """Put these pages into the app."""
    app.register_blueprint(views)
