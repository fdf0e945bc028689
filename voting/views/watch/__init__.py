"""The scrutineer: the four numbers, roots, the log, the second signature. Nothing here opens what links."""

from __future__ import annotations

from flask import Blueprint, Flask

from voting.views.watch import log, pages, seats

PARTS = (pages, log, seats)


def register(app: Flask) -> None:
    """Put these pages into the app; their endpoints are `watch.<module>.<view>`."""
    watch = Blueprint("watch", __name__, url_prefix="/watch")
    for part in PARTS:
        watch.register_blueprint(part.views)
    app.register_blueprint(watch)
