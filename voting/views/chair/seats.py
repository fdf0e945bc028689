"""补发票卡, the chair's signature."""

from __future__ import annotations

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from voting.audience import serves
from voting.views.reissuing import seats_page, sign_for_card, withdraw_signature

views = Blueprint("seats", __name__)


@views.get("/<int:meeting_id>/seats")
@serves("chair")
def show(meeting_id: int) -> str:
    """Every seat with its card."""
    return seats_page(meeting_id, "chair")


@views.post("/<int:meeting_id>/seats/<int:seat_id>")
@serves("chair")
def sign(meeting_id: int, seat_id: int) -> Response:
    """Sign for a new card."""
    return sign_for_card(meeting_id, seat_id, url_for("chair.seats.show", meeting_id=meeting_id))


@views.post("/<int:meeting_id>/seats/<int:seat_id>/withdraw")
@serves("chair")
def withdraw(meeting_id: int, seat_id: int) -> Response:
    """Take the signature back."""
    return withdraw_signature(meeting_id, seat_id, url_for("chair.seats.show", meeting_id=meeting_id))
