"""No log, traceback, cookie or referrer knows of a phone (secrecy.md 10)."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.voting.meetings import Room, make_room
from tests.voting.python_phone import Phone
from tests.voting.secrecy.rooms import a_ballot, open_room
from voting.app import make_app
from voting.meeting.audit import entries
from voting.meeting.house import House
from voting.meeting.sealed_box.casting import Ballot
from voting.meeting.seats import voting
from voting.storage import ballot_rows

PHONE_PAGES = ("/v", "/v/manifest", "/v/form", "/v/state", "/v/lists/1")


@pytest.fixture
def open_house_of(house: House) -> tuple[Room, list[Phone], FlaskClient]:
    """A room with its first round open, its phones, and a browser that keeps cookies."""
    room = make_room(house, people=1)
    return room, open_room(room), make_app(house).test_client()


def test_no_page_or_message_of_a_phone_sets_a_cookie_or_leaves_a_referrer(
    open_house_of: tuple[Room, list[Phone], FlaskClient],
) -> None:
    room, phones, client = open_house_of
    answers = [client.post("/cast", json=a_ballot(phones[0])), client.post("/claim", json=phones[0].claim_message())]
    room.close(1)
    answers += [client.get(f"{path}?k={phones[0].fingerprint}") for path in PHONE_PAGES]
    answers += [client.post("/cast", json={}), client.post("/claim", data=b"not json"), client.get("/v/state?k=none")]
    assert [answer.status_code for answer in answers] == [200] * 7 + [400, 400, 404]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert client.get_cookie("officer") is None


def test_an_officers_cookie_is_not_read_where_phones_are_served(
    open_house_of: tuple[Room, list[Phone], FlaskClient],
) -> None:
    """The chair may try the page on his own machine: what he is there is an attendee."""
    _, phones, client = open_house_of
    with client.session_transaction() as session:
        session["officer"] = 1
    answer = client.post("/cast", json=a_ballot(phones[0]))
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("where", ["while it is read", "while it is written"])
def test_a_fault_amid_a_cast_leaves_nothing_of_it_in_any_log(
    open_house_of: tuple[Room, list[Phone], FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    where: str,
) -> None:
    _, phones, client = open_house_of
    message = a_ballot(phones[0])

    def break_reading(*things: Any) -> Ballot:
        raise RuntimeError(json.dumps(things[0]))

    def break_writing(connection: Any, *_: Any) -> bool:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", (json.dumps(message),))
        return True

    if where == "while it is read":
        monkeypatch.setattr(voting, "read_ballot", break_reading)
    else:
        monkeypatch.setattr(ballot_rows, "add_ballot", break_writing)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/cast", json=message)
    assert answer.status_code == 500
    told = caplog.text + "".join(capfd.readouterr()) + answer.get_data(as_text=True)
    assert "failed" in caplog.text
    for secret in (message["token"], message["slips"][0]["salt"], message["receipt"], "基层党建", "/cast", "127.0.0.1"):
        assert secret not in told
    monkeypatch.undo()
    assert client.post("/cast", json=message).status_code == 200


def test_a_fault_of_the_live_figures_costs_no_ballot_its_acknowledgement(
    open_house_of: tuple[Room, list[Phone], FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the shown counts are to be kept: the ballots are recorded, the figures wait."""
    room, phones, client = open_house_of

    def refuse(*_: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(ballot_rows, "keep_shown", refuse)
    for phone in phones:
        assert client.post("/cast", json=a_ballot(phone)).status_code == 200
    where = (room.meeting_id, 1)
    assert room.house.box.live(where) == {}
    monkeypatch.undo()
    assert sum(room.house.box.turnout(where).values()) == len(phones)


def test_the_audit_log_knows_nothing_of_claims_and_casts(
    open_house_of: tuple[Room, list[Phone], FlaskClient],
) -> None:
    room, phones, client = open_house_of
    with room.house.reading() as session:
        before = [entry.act for entry in entries(session)]
    for phone in phones:
        client.post("/cast", json=a_ballot(phone))
        client.post("/claim", json=phone.claim_message())
    with room.house.reading() as session:
        assert [entry.act for entry in entries(session)] == before
