"""The chair: agenda, opening and closing rounds, turnout."""

from __future__ import annotations

from flask import Blueprint, Flask

from voting.views.chair import acts, pages, seats

PARTS = (pages, acts, seats)


def register(app: Flask) -> None:
    """Put these pages into the app; their endpoints are `chair.<module>.<view>`."""
    chair = Blueprint("chair", __name__, url_prefix="/chair")
    for part in PARTS:
        chair.register_blueprint(part.views)
    app.register_blueprint(chair)
