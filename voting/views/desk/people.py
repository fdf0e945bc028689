"""To come."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("people", __name__)
