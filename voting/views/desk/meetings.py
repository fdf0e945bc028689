"""The meetings of the house: the list, a new one, and the overview of one with what to do next."""

from __future__ import annotations

from flask import Blueprint

views = Blueprint("meetings", __name__)
