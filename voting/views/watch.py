"""The scrutineer: the four numbers, roots, log, release."""

from __future__ import annotations

from flask import Blueprint, Flask

views = Blueprint("watch", __name__, url_prefix="/watch")


def register(app: Flask) -> None:
    """Put these pages into the app."""
    app.register_blueprint(views)
