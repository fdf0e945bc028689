"""To come."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("cards", __name__)
