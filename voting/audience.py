"""Who an endpoint is for. Every endpoint says so; the app refuses to start with one that does not.

Officers' endpoints need a log-in of the right role; everything else is open by its nature.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

from voting.roles import EVERY_ROLE, Role

View = TypeVar("View", bound=Callable[..., Any])

OPEN = ("attendee", "screen", "anyone")
ROLES = {
    "desk": (Role.SECRETARY,),
    "chair": (Role.CHAIR,),
    "watch": (Role.SCRUTINEER,),
    "kiosk": (Role.SECRETARY, Role.SCRUTINEER),
    "officers": EVERY_ROLE,
}
DECLARED = {"static": "anyone"}


class UndeclaredAudience(Exception):
    """An endpoint that does not say whom it serves."""


def serves(audience: str) -> Callable[[View], View]:
    """Declare whom a view serves: an open audience, or one that needs a log-in."""
    if audience not in OPEN and audience not in ROLES:
        raise UndeclaredAudience(audience)

    def declare(view: View) -> View:
        view.audience = audience  # type: ignore[attr-defined] # a mark on the function is what the check reads
        return view

    return declare


def audience_of(app: Flask, endpoint: str) -> str:
    """The audience an endpoint declares; raises UndeclaredAudience."""
    declared = DECLARED.get(endpoint) or getattr(app.view_functions[endpoint], "audience", "")
    if not declared:
        raise UndeclaredAudience(f"{endpoint}: every endpoint must say whom it serves (voting.audience.serves)")
    return declared


def require_declared(app: Flask) -> None:
    """Raise UndeclaredAudience if any endpoint of the app declares none."""
    for endpoint in app.view_functions:
        audience_of(app, endpoint)
