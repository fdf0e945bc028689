"""To come."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("records", __name__)
