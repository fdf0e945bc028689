"""What comes in at the doors: made-up messages, addresses past every number, workbooks that are none."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tally import Source, read_scheme
from tally.evidence.archive import SUMS, read_archive, write_archive
from tally.evidence.verify import verify
from tally.words.catalogue import shipped_schemes
from tests.voting.desk_visitor import app_of, log_in
from tests.voting.meetings import Room, make_officers, make_room, on_all_sheets
from tests.voting.test_archive import sealed_archive
from voting.app import secret_of
from voting.cli import main
from voting.errors import BadInput, RoundClosed
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.preparation import roster_sheet
from voting.meeting.preparation.freezing import thaw
from voting.meeting.preparation.roster import AppraiseeRow
from voting.meeting.seats.voting import cast
from voting.states import MeetingState
from voting.views.message import MOST_BYTES

CLASSES = ("A", "B", "C")


@pytest.fixture
def visitor(house: House) -> FlaskClient:
    return app_of(house).test_client()


@pytest.mark.parametrize("door", ["/claim", "/cast", "/kiosk/card"])
@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b"", b"\xff", b"9" * 5000, b"[" + b"1," * (MOST_BYTES // 2) + b"1]"],
    ids=["deep list", "deep object", "nothing", "no UTF-8", "a huge number", "too long"],
)
def test_a_message_that_is_none_is_refused_and_leaves_no_line_in_the_log(
    visitor: FlaskClient, caplog: pytest.LogCaptureFixture, door: str, body: bytes
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = visitor.post(door, data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["error"]) == (400, "bad_request")
    assert caplog.records == []


@pytest.mark.parametrize("path", ["/screen/{}", "/screen/{}/state", "/desk/{}/", "/chair/{}", "/watch/{}"])
def test_a_number_past_every_database_is_a_page_that_is_not_there(house: House, path: str) -> None:
    staff = make_officers(house)
    for who in staff.values():
        client = log_in(app_of(house).test_client(), who)
        assert client.get(path.format(10**30)).status_code in (403, 404)


def test_the_lists_of_a_round_past_every_number_are_not_there(ready: Room) -> None:
    with ready.house.reading() as session:
        mark = find_meeting(session, ready.meeting_id).fingerprint
    assert app_of(ready.house).test_client().get(f"/v/lists/{10**30}?k={mark}").status_code == 404


def test_a_tablet_gets_no_cookie_with_a_ballot_or_a_list(ready: Room) -> None:
    client = log_in(app_of(ready.house).test_client(), ready.officers["secretary"])
    assert client.post(f"/kiosk/{ready.meeting_id}/start").status_code == 303
    for path in ("/claim", "/cast", "/kiosk/card"):
        assert "Set-Cookie" not in client.post(path, json={}).headers
    for path in ("/v", "/v/state", "/v/form", "/v/manifest"):
        assert "Set-Cookie" not in client.get(path).headers
    assert client.get("/kiosk/booth").status_code == 200


def test_phones_that_listen_to_a_meeting_taken_back_are_let_go_without_a_fault(ready: Room) -> None:
    with ready.house.reading() as session:
        mark = find_meeting(session, ready.meeting_id).fingerprint
    events = iter(app_of(ready.house).test_client().get(f"/v/stream?k={mark}").response)
    assert "event: state" in str(next(events))
    thaw(ready.house, ready.officers["secretary"], ready.meeting_id)
    assert list(events) == []


BROKEN_STREAM = """
from gevent import monkey; monkey.patch_all()
import http.client, logging, urllib.request
from gevent.pywsgi import WSGIServer
from voting.server import Discreet

def app(environ, start):
    start("200 OK", [])
    yield b"event: state"
    raise ValueError("of a phone")

logging.basicConfig()
server = WSGIServer(("127.0.0.1", 0), app, log=None, handler_class=Discreet)
server.start()
try:
    urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/v/stream?k=mark").read()
except http.client.HTTPException:
    pass
"""


def test_a_stream_that_breaks_leaves_neither_address_nor_trace_in_the_log() -> None:
    command = [sys.executable, "-c", BROKEN_STREAM]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stderr
    assert "ValueError" in said
    for secret in ("127.0.0.1", "REMOTE", "/v", "mark", "of a phone", "Traceback"):
        assert secret not in said


def workbook(change: Callable[[str, bytes], bytes]) -> bytes:
    """The template of the roster with every part of it changed."""
    scheme = next(one for one in shipped_schemes() if one.name == "three-sheet")
    good = roster_sheet.template(read_scheme(Source("方案", scheme.path)), [AppraiseeRow("01", "甲")])
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as parts, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as book:
        for name in parts.namelist():
            book.writestr(name, change(name, parts.read(name)))
    return changed.getvalue()


@pytest.mark.parametrize(
    "broken", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_workbook_damaged_on_the_way_is_said_to_be_none(broken: str) -> None:
    content = workbook(lambda name, part: part[: len(part) // 2] if name == broken else part)
    with pytest.raises(BadInput):
        roster_sheet.read(content, CLASSES)


def test_a_workbook_that_would_fill_the_memory_is_not_unpacked() -> None:
    blank = b" " * (80 * 1024 * 1024)
    content = workbook(lambda name, part: part + blank if name == "xl/sharedStrings.xml" else part)
    assert len(content) < 1024 * 1024
    with pytest.raises(BadInput):
        roster_sheet.read(content, CLASSES)


def test_the_workbook_as_it_was_given_out_is_read() -> None:
    people, seats = roster_sheet.read(workbook(lambda _name, part: part), CLASSES)
    assert ([one.name for one in people], seats) == (["甲"], [])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("scheme.toml", b"spec", b"\xff"), ("scheme.toml", b"=", b"=="), ("arguments.json", "好".encode(), b"x")],
)
def test_an_archive_whose_scheme_cannot_be_read_gets_a_line_and_no_trace(
    house: House, name: str, old: bytes, new: bytes
) -> None:
    files = read_archive(sealed_archive(house))
    files[name] = files[name].replace(old, new, 1)
    del files[SUMS]
    assert any("无法核对" in line for line in verify(write_archive(files)))


def test_checking_the_log_leaves_an_open_round_alone(
    in_session: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server may be holding the meeting: only it may say that a round goes on or is void."""
    in_session.open(1, consent=True)
    key = in_session.house.keys.folder / f"box-{in_session.meeting_id}-1.key"
    kept = key.read_bytes()
    key.unlink()
    assert main(["audit", "--instance", str(tmp_path)]) == 0
    assert "完整无缺" in capsys.readouterr().out
    key.write_bytes(kept)
    assert in_session.house.box.states(in_session.meeting_id) == {1: "open"}


def test_checking_the_log_of_an_empty_folder_makes_no_house_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--instance", str(tmp_path / "nowhere")]) == 2
    assert "没有找到" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_a_phone_that_missed_the_close_is_told_so_even_after_the_sealing(house: House) -> None:
    room = make_room(house, people=1)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    late = phones[0].message(1, {"01": on_all_sheets("好")}, {})
    room.close(1)
    with house.writing() as session:
        find_meeting(session, room.meeting_id).state = MeetingState.SEALED
    with pytest.raises(RoundClosed):
        cast(house, late)


def test_a_session_key_cut_short_by_a_crash_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "session.key").touch()
    made = secret_of(tmp_path)
    assert len(made) == 32
    assert secret_of(tmp_path) == made
