"""The secretary's desk: a list of what lies on it. Each module holds the pages of one step."""

from __future__ import annotations

from flask import Blueprint, Flask

from voting.views.desk import (
    cards,
    correcting,
    details,
    meetings,
    officers,
    opinions,
    papers,
    people,
    records,
    results,
    rulings,
    scheme,
    seats,
)
from voting.views.desk.navigation import entries

PARTS = (
    meetings,
    details,
    scheme,
    people,
    correcting,
    seats,
    records,
    cards,
    results,
    rulings,
    opinions,
    papers,
    officers,
)


def register(app: Flask) -> None:
    """Put these pages into the app; their endpoints are `desk.<module>.<view>`."""
    desk = Blueprint("desk", __name__, url_prefix="/desk")
    for part in PARTS:
        desk.register_blueprint(part.views)
    app.register_blueprint(desk)
    app.jinja_env.globals["desk_entries"] = entries
