"""To come."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("officers", __name__)
