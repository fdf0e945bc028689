"""A server killed at any moment: every acknowledged ballot is there after the restart, none twice (the failure table).

A real server in a process of its own, SIGKILL, phones over HTTP in threads.
"""

from __future__ import annotations

import random
import stat
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from threading import Thread

import pytest

from tests.voting.meetings import make_room, on_all_sheets
from tests.voting.python_phone import Answered, Phone
from tests.voting.secrecy.rooms import open_room
from tests.voting.secrecy.serving import Chair, Line, Served, served_room
from tests.voting.secrecy.thousand_phones import close, each, hold
from voting.meeting.house import House
from voting.meeting.session.opening import open_house

SEATS = {"A": 10, "B": 10}


@pytest.fixture(params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """A frozen meeting on one person, to be served."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    one = served_room(tmp_path, 1, SEATS, url)
    yield one
    one.kill()


def begun(served: Served, dies_at: str = "") -> tuple[Chair, list[Phone]]:
    """The session open, everyone joined, round 1 open."""
    served.start(dies_at)
    chair = Chair(served)
    chair.log_in()
    chair.begin()
    phones = [Phone(Line(served.port, number), card.url) for number, card in enumerate(served.room.cards)]
    each(phones, Phone.join)
    chair.open(1)
    return chair, phones


def salts_in_box(served: Served) -> list[str]:
    """The salts of round 1's slips, with the server stopped."""
    served.kill()
    house = open_house(served.instance, served.database)
    slips = house.box.slips((served.room.meeting_id, 1))
    tokens = house.box.tokens((served.room.meeting_id, 1))
    house.close()
    assert len(slips) == len(tokens)
    return sorted(salt for *_, salt in slips)


def salts_of(phones: list[Phone]) -> list[str]:
    return sorted(phone.cast_messages[1]["slips"][0]["salt"] for phone in phones)


def test_a_burst_cut_off_by_a_kill_is_whole_after_the_restart(served: Served) -> None:
    """Every phone goes on asking until it is answered; those answered before the kill never ask again."""
    seed = random.randrange(10**6)
    print("seed", seed)
    chair, phones = begun(served)

    def kill() -> None:
        served.kill()
        served.start()

    killer = Thread(target=kill)

    def vote(numbered: tuple[int, Phone]) -> None:
        number, phone = numbered
        if number == 8:
            killer.start()
        phone.vote(1, {"01": on_all_sheets("好")})

    each(list(enumerate(phones)), vote)
    killer.join()
    close(chair, 1)
    assert salts_in_box(served) == salts_of(phones)


DEATHS = {
    "with slips written, before the commit": "voting.storage.ballot_rows:close_row",
    "after the commit, with all keys there": "voting.meeting.sealed_box.signing:KeyStore.destroy_round",
    "after the keys, before the vacuum": "voting.meeting.sealed_box.box:vacuum",
}


@pytest.mark.parametrize("dies_at", DEATHS.values(), ids=DEATHS)
def test_a_kill_amid_the_close_loses_and_doubles_nothing(tmp_path: Path, dies_at: str) -> None:
    close_and_die(served_room(tmp_path, 1, SEATS), dies_at)


@pytest.mark.parametrize("dies_at", DEATHS.values(), ids=DEATHS)
def test_a_kill_amid_the_close_on_postgresql_loses_and_doubles_nothing(
    postgres_url: str, tmp_path: Path, dies_at: str
) -> None:
    close_and_die(served_room(tmp_path, 1, SEATS, postgres_url), dies_at)


def close_and_die(served: Served, dies_at: str) -> None:
    """Everyone votes, the server dies amid the close, and is started again."""
    chair, phones = begun(served, dies_at)
    each(phones, lambda phone: phone.vote(1, {"01": on_all_sheets("较好")}))
    with pytest.raises((OSError, HTTPException)):
        chair.close(1)
    assert served.wait() == -9
    served.start()
    if chair.state(1) == "open":
        phones[0].again(1)
        close(chair, 1)
    assert chair.state(1) == "closed"
    assert phones[1].again(1) == {"recorded": True}
    assert not list(served.room.house.keys.folder.glob("*-1-1*"))
    assert salts_in_box(served) == salts_of(phones)


def test_a_round_whose_box_key_is_gone_is_void_after_the_restart(tmp_path: Path) -> None:
    """The store was put back from a backup, and keys are in none: the round is to be rerun with a spare."""
    served = served_room(tmp_path, 1, SEATS)
    chair, phones = begun(served)
    each(phones, lambda phone: phone.vote(1, {"01": on_all_sheets("好")}))
    served.kill()
    for path in served.room.house.keys.folder.glob("box-*"):
        path.unlink()
    served.start()
    assert chair.state(1) == "void"
    with pytest.raises(Answered) as refusal:
        phones[0].again(1)
    assert refusal.value.status == 409
    assert not list(served.room.house.keys.folder.glob("*-1-1*"))
    assert salts_in_box(served) == []


def test_a_round_without_its_box_key_is_void_on_either_database(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phones = open_room(room)
    phones[0].vote(1, {"01": on_all_sheets("好")})
    either_house.keys.destroy_round(room.meeting_id, 1)
    again = opened_again(either_house)
    assert again.box.states(room.meeting_id) == {1: "void"}
    again.close()


def opened_again(house: House) -> House:
    """The same house as a restarted server opens it."""
    url = house.stores.ballot_box.url
    on_sqlite = url.drivername.startswith("sqlite")
    return open_house(house.instance, "" if on_sqlite else url.render_as_string(hide_password=False))


def test_a_round_sealed_with_another_key_is_void_and_the_house_still_opens(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phones = open_room(room)
    phones[0].vote(1, {"01": on_all_sheets("好")})
    either_house.keys.make_box_key(room.meeting_id, 1)
    again = opened_again(either_house)
    assert again.box.states(room.meeting_id) == {1: "void"}
    again.close()


def test_keys_are_their_owners_alone(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phones = open_room(room)
    folder = either_house.keys.folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = list(folder.glob("*.key"))
    assert len(files) == 1 + 4 * 3  # the open round's box key; one round and three spares, three classes each
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    phones[0].vote(1, {"01": on_all_sheets("好")})
    room.close(1)
    assert not list(folder.glob("*-1-1*"))
    assert len(list(folder.glob("*.key"))) == 3 * 3


def test_a_claim_after_the_close_is_signed_for_what_is_still_to_come_alone(either_house: House) -> None:
    room = make_room(either_house, people=1)
    room.begin()
    room.open(1, consent=True)
    room.close(1)
    late = room.joined_phones()[0]
    assert not late.rounds[1].signature
    assert all(late.rounds[number].signature for number in (2, 3, 4))


@pytest.mark.parametrize(("database", "phones"), [("sqlite", 120), ("postgresql", 40)])
def test_a_few_phones_on_a_bad_network_with_two_kills_agree_with_the_count_exactly(
    request: pytest.FixtureRequest, tmp_path: Path, database: str, phones: int
) -> None:
    """The thousand phones in small: `python -m tests.voting.secrecy.thousand_phones` holds them all."""
    url = request.getfixturevalue("postgres_url") if database == "postgresql" else ""
    seed = random.randrange(10**6)
    print("seed", seed)
    rounds = 3
    tally = hold(tmp_path, phones, rounds, seed, url)
    print(tally)
    assert tally.acknowledged == tally.tokens == tally.slips == tally.counted == [phones] * rounds
    assert tally.strangers == 0
    assert tally.claimed == tally.found == phones
    assert tally.lost > 0
