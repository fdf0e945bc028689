"""What holds for every page: it is given the meeting as one frozen type, not as a row of the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from flask import Flask, template_rendered
from flask.testing import FlaskClient

from tests.voting.counted import Counted, counted, hands
from tests.voting.desk_visitor import app_of, details_form, log_in
from voting.audience import ROLES, audience_of
from voting.meeting.house import House
from voting.meeting.showing.room import MeetingShown

SKIPPED = ("static", "stream", ".pdf", ".xlsx")


def pages_of(app: Flask, meeting_id: int) -> Iterator[tuple[str, str]]:
    """Every address of the URL map that is about this meeting, with the role that may see it."""
    for rule in app.url_map.iter_rules():
        is_page = "GET" in (rule.methods or ()) and not any(word in rule.rule for word in SKIPPED)
        if is_page and "<int:meeting_id>" in rule.rule:
            path = rule.rule.replace("<int:meeting_id>", str(meeting_id)).replace("<int:place>", "1")
            yield path, ROLES.get(audience_of(app, rule.endpoint), ("secretary",))[0]


def given_to(app: Flask, clients: dict[str, FlaskClient], meeting_id: int) -> dict[str, object]:
    """What each page of a meeting was given as the meeting, by its template."""
    given: dict[str, object] = {}

    def note(_app: Flask, template: object, context: dict[str, object], **_more: object) -> None:
        given[str(getattr(template, "name", ""))] = context.get("meeting")

    with template_rendered.connected_to(note, app):
        for path, role in pages_of(app, meeting_id):
            clients[role].get(path)
    return given


def test_every_page_of_a_meeting_is_given_the_same_frozen_type(house: House) -> None:
    done: Counted = counted(house, [hands(16, 4), hands(10, 10)])
    app = app_of(house)
    clients = {role: log_in(app.test_client(), who) for role, who in done.room.officers.items()}
    before = given_to(app, clients, done.id)
    done.release()
    draft = clients["secretary"].post("/desk/new", data={"title": "另一场", "source": "0"}).location.split("/")[2]
    clients["secretary"].post(f"/desk/{draft}/details", data=details_form())
    given = before | given_to(app, clients, done.id) | given_to(app, clients, int(draft))
    given.pop("error.html", None)  # a refusal is about no meeting
    assert len(given) > 20
    assert {name: type(shown) for name, shown in given.items() if not isinstance(shown, MeetingShown)} == {}
    assert {part.name for part in fields(MeetingShown)} == {"id", "title", "organisation", "state", "fingerprint", "k"}
