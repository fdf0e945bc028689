"""The shared tablet: one ballot after another, nothing of the last."""

from __future__ import annotations

from flask import Blueprint, Flask

views = Blueprint("kiosk", __name__, url_prefix="/kiosk")


def register(app: Flask) -> None:
    """Put these pages into the app."""
    app.register_blueprint(views)
