"""The shared tablet: one ballot after another, nothing of the last; and the tellers' page for paper ballots."""

from __future__ import annotations

from flask import Blueprint, Flask

from voting.views.access import csrf
from voting.views.kiosk import paper, tablet


def register(app: Flask) -> None:
    """Put these pages into the app; their endpoints are `kiosk.<module>.<view>`."""
    kiosk = Blueprint("kiosk", __name__, url_prefix="/kiosk")
    for part in (tablet, paper):
        kiosk.register_blueprint(part.views)
    app.register_blueprint(kiosk)
    csrf.exempt(tablet.card)  # read only, and its own proof: the secret of a card
