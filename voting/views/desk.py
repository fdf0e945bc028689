"""The secretary's desk: set-up, cards, records, results, papers."""

from __future__ import annotations

from flask import Blueprint, Flask

views = Blueprint("desk", __name__, url_prefix="/desk")


def register(app: Flask) -> None:
    """Put these pages into the app."""
    app.register_blueprint(views)
