"""What a cast ballot must be, to the letter; all else is refused whole and harms nobody (secrecy.md 4, 5, 8)."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.voting.desk_visitor import open_desk, people_form
from tests.voting.meetings import DETAILS, SHEETS, Room, make_room, on_all_sheets
from tests.voting.python_phone import Phone
from tests.voting.secrecy.rooms import open_room, slips_in_box
from voting.errors import BadInput, BadSignature, Refused
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.house import House
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.readiness import readiness
from voting.meeting.sealed_box.box import BallotBox, Cast
from voting.meeting.sealed_box.casting import REMARK_LENGTH, ballot_size, read_ballot
from voting.meeting.sealed_box.contents import contents
from voting.meeting.sealed_box.sealing import seal, unseal
from voting.meeting.seats.voting import cast
from voting.storage.ballot_rows import sealed_ballots

Message = dict[str, Any]
Change = Callable[[Message], Any]
TABLE = replace(DETAILS, round_plan="table")


def slip(message: Message, place: int = 0) -> dict[str, Any]:
    """A slip of a message, to be spoilt."""
    found: dict[str, Any] = message["slips"][place]
    return found


BAD: dict[str, Change] = {
    "two slips for one appraisee": lambda m: slip(m, 1).update(appraisee="01"),
    "one slip more": lambda m: m["slips"].append({**slip(m), "salt": secrets.token_hex(16)}),
    "a missing slip": lambda m: m["slips"].pop(),
    "slips in another order": lambda m: m["slips"].reverse(),
    "slips of nobody": lambda m: m.update(slips=[]),
    "an unknown appraisee": lambda m: slip(m).update(appraisee="99"),
    "no mark on one sheet": lambda m: slip(m)["marks"].pop(),
    "an empty mark": lambda m: slip(m)["marks"][0].__setitem__(2, ""),
    "a mark twice": lambda m: slip(m)["marks"].append(slip(m)["marks"][0]),
    "sheets in another order": lambda m: slip(m)["marks"].reverse(),
    "a mark that is not on the scale": lambda m: slip(m)["marks"][0].__setitem__(2, "很好"),
    "a mark with a space": lambda m: slip(m)["marks"][0].__setitem__(2, "好 "),
    "a number for a mark": lambda m: slip(m)["marks"][0].__setitem__(2, 90),
    "a mark with a fourth part": lambda m: slip(m)["marks"][0].append("!"),
    "a mark that is an object": lambda m: slip(m).update(marks=[{"sheet": "基层党建"}]),
    "回避 on one sheet only": lambda m: slip(m)["marks"][0].__setitem__(2, "回避"),
    "an upper-case salt": lambda m: slip(m).update(salt="AB" * 16),
    "a short salt": lambda m: slip(m).update(salt="ab" * 15),
    "a salt with a line break": lambda m: slip(m).update(salt="ab" * 16 + "\n"),
    "no salt": lambda m: slip(m).pop("salt"),
    "one salt for two slips": lambda m: slip(m, 1).update(salt=slip(m)["salt"]),
    "a sheet with a combining sign": lambda m: slip(m)["marks"][0].__setitem__(0, "基层党建\u0301"),
    "an upper-case token": lambda m: m.update(token="A" + m["token"][1:].upper()),
    "an upper-case receipt": lambda m: m.update(receipt="AB" * 32),
    "a short signature": lambda m: m.update(signature=m["signature"][2:]),
    "a round as a string": lambda m: m.update(round="1"),
    "a round as true": lambda m: m.update(round=True),
    "a round as a float": lambda m: m.update(round=1.0),
    "a round past every database": lambda m: m.update(round=10**30),
    "a class that is no text": lambda m: m.update({"class": "\ud800"}),
    "a class with NUL": lambda m: m.update({"class": "A\0"}),
    "slips that are an object": lambda m: m.update(slips={"01": slip(m)}),
    "a remark on a stranger": lambda m: m.update(remarks=[remark("99")]),
    "two remarks on one appraisee": lambda m: m.update(remarks=[remark("01"), remark("01")]),
    "an empty remark": lambda m: m.update(remarks=[remark("01", " ")]),
    "a remark too long": lambda m: m.update(remarks=[remark("01", "字" * (REMARK_LENGTH + 1))]),
    "a remark with NUL": lambda m: m.update(remarks=[remark("01", "很\0好")]),
    "a remark with half a character": lambda m: m.update(remarks=[remark("01", "\ud83d")]),
    "a remark without salt": lambda m: m.update(remarks=[{"appraisee": "01", "text": "好"}]),
    "an empty message": lambda m: m.clear(),
}


def remark(code: str, text: str = "作风扎实") -> dict[str, str]:
    return {"appraisee": code, "text": text, "salt": secrets.token_hex(16)}


def table_room(house: House, seats: dict[str, int] | None = None) -> tuple[Room, list[Phone]]:
    """Two people marked on one ballot, the round open, everyone joined."""
    room = make_room(house, people=2, seats=seats or {"A": 6}, details=TABLE)
    return room, open_room(room)


def both(phone: Phone, remarks: dict[str, str] | None = None) -> Message:
    """A good ballot on both."""
    return phone.message(1, {code: on_all_sheets("较好") for code in ("01", "02")}, remarks or {})


def is_refused(house: House, message: Message) -> bool:
    """Whether a ballot is refused in words, not by a crash."""
    try:
        cast(house, message)
    except (BadInput, BadSignature):
        return True
    return False


def test_every_misspelt_ballot_is_refused_and_the_good_one_still_counts(either_house: House) -> None:
    room, phones = table_room(either_house)
    good = both(phones[0])
    for what, change in BAD.items():
        message = both(phones[0]) | {"receipt": "0" * 64}
        change(message)
        assert is_refused(either_house, message), what
    cast(either_house, good)
    room.close(1)
    assert len(slips_in_box(room, 1)) == 2


def test_fields_that_mean_nothing_are_not_kept(either_house: House) -> None:
    """A name or a number that a changed page might add to its ballot never reaches the box."""
    room, phones = table_room(either_house)
    message = both(phones[0]) | {"seat": "A-01", "time": 1234567890}
    slip(message)["writer"] = "A-01"
    cast(either_house, message)
    with either_house.box.reading.connect() as connection:
        [(token, sealed)] = sealed_ballots(connection, (room.meeting_id, 1))
    key = either_house.keys.box_key(room.meeting_id, 1)
    assert key
    opened = unseal(key, token, sealed)
    assert set(opened) == {"slips", "remarks"}
    assert "A-01" not in str(opened)


def test_of_two_ballots_with_an_equal_leaf_the_second_is_refused_and_the_round_still_closes(
    either_house: House,
) -> None:
    room, phones = table_room(either_house)
    first, second = both(phones[0]), both(phones[1])
    slip(second)["salt"] = slip(first)["salt"]
    cast(either_house, first)
    with pytest.raises(BadInput, match="随机数重复"):
        cast(either_house, second)
    cast(either_house, both(phones[1]))
    room.close(1)
    assert len(slips_in_box(room, 1)) == 4


def test_an_equal_leaf_is_refused_after_a_restart_too(house: House) -> None:
    room, phones = table_room(house)
    first, second = both(phones[0]), both(phones[1])
    slip(second)["salt"] = slip(first)["salt"]
    cast(house, first)
    box = BallotBox(house.stores.ballot_box, house.keys)
    assert box.resume((room.meeting_id, 1), 4096, 5)
    with house.reading() as session:
        scheme = scheme_of(find_meeting(session, room.meeting_id))
    with pytest.raises(BadInput, match="随机数重复"):
        box.cast((room.meeting_id, 1), read_ballot(second, ("01", "02"), scheme, True))
    box.stop()


def test_a_bad_ballot_never_fails_its_neighbours(either_house: House) -> None:
    """A row that the database refuses stands between good ones in one batch: each is then committed by itself."""
    room, phones = table_room(either_house)
    where = (room.meeting_id, 1)
    with either_house.reading() as session:
        scheme = scheme_of(find_meeting(session, room.meeting_id))
    ballots = [read_ballot(both(phone), ("01", "02"), scheme, True) for phone in phones]
    spoilt = replace(ballots[2], signature=None)  # type: ignore[arg-type] # what no reader lets through
    batch = [Cast(where, one, b"sealed") for one in (*ballots[:2], spoilt, *ballots[3:])]
    box = either_house.box
    box._writer.ask(lambda: box._commit(batch))
    assert [order.answer.exception() is None for order in batch] == [True, True, False, True, True, True]
    assert not isinstance(batch[2].answer.exception(), Refused)
    assert box.turnout(where) == {"A": 5}


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=REMARK_LENGTH).filter(str.strip)
marks = st.lists(st.sampled_from(["好", "较好", "一般", "差", "弃权"]), min_size=3, max_size=3)


@given(marks, marks, st.dictionaries(st.sampled_from(["01", "02"]), texts))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_every_sealed_ballot_of_a_round_has_one_length(
    lengths: dict[str, Any], one: list[str], other: list[str], remarks: dict[str, str]
) -> None:
    message = lengths["phone"].message(
        1, {"01": with_marks(one), "02": with_marks(other)}, {code: text for code, text in remarks.items()}
    )
    ballot = read_ballot(message, ("01", "02"), lengths["scheme"], True)
    sealed = seal(b"k" * 32, ballot.token, contents(ballot), lengths["size"])
    assert len(sealed) == lengths["size"] + 12 + 16  # nonce and tag
    assert unseal(b"k" * 32, ballot.token, sealed) == contents(ballot)


def with_marks(chosen: list[str]) -> list[tuple[str, str, str]]:
    return [(sheet, "", mark) for sheet, mark in zip(SHEETS, chosen, strict=True)]


@pytest.fixture
def lengths(house: House) -> dict[str, Any]:
    """A joined phone, the scheme, and the size of every ballot of the round."""
    room, phones = table_room(house)
    with house.reading() as session:
        scheme = scheme_of(find_meeting(session, room.meeting_id))
    return {"phone": phones[0], "scheme": scheme, "size": ballot_size(("01", "02"), scheme, True)}


@pytest.mark.parametrize("sign", ["\t", '"', "\\", "字", "𠮷", "\n"])
def test_the_longest_ballot_still_fits(either_house: House, sign: str) -> None:
    """Remarks of 300 of the characters that take most room, with a letter at either end against trimming."""
    room, phones = table_room(either_house)
    text = f"头{sign * (REMARK_LENGTH - 2)}尾"
    cast(either_house, both(phones[0], {"01": text, "02": text}))
    cast(either_house, both(phones[1]))
    with either_house.box.reading.connect() as connection:
        sealed = [one for _, one in sealed_ballots(connection, (room.meeting_id, 1))]
    assert len({len(one) for one in sealed}) == 1
    room.close(1)
    assert either_house.box.remarks(room.meeting_id, "01") == [text]


def test_every_sealed_ballot_on_disk_has_one_length(either_house: House) -> None:
    room, phones = table_room(either_house)
    for number, phone in enumerate(phones):
        message = phone.message(
            1,
            {"01": on_all_sheets("回避" if number else "好"), "02": on_all_sheets("弃权")},
            {"01": "字" * number * 50} if number else {},
        )
        cast(either_house, message)
    with either_house.box.reading.connect() as connection:
        sealed = [one for _, one in sealed_ballots(connection, (room.meeting_id, 1))]
    assert len(sealed) == 6
    assert len({len(one) for one in sealed}) == 1


TWO_SIGNS, ONE_SIGN = "e\u0301", "\u00e9"  # they look alike; phone and server would hash them differently


def test_a_code_is_kept_in_the_one_spelling_that_a_leaf_has(house: House) -> None:
    desk = open_desk(house)
    desk.complete()
    desk.send("people", people_form([{"code": TWO_SIGNS, "name": "第一支部书记"}]))
    with house.reading() as session:
        assert [one.code for one in find_meeting(session, desk.meeting_id).appraisees] == [ONE_SIGN]
    freeze(house, desk.staff["secretary"], desk.meeting_id)


def test_a_scheme_that_spells_a_sheet_in_another_way_stops_the_freeze(house: House) -> None:
    """Every phone would raise alarm over an honest count."""
    desk = open_desk(house)
    desk.complete()
    classes = "".join(f'[[class]]\nid = "{name}"\n' for name in "ABC")
    sheet = f'[[sheet]]\nid = "{TWO_SIGNS}"\ntitle = "专项"\n[formula]\n"得分" = "90"\n'
    own = f'spec = 1\nname = "自拟"\nsource = "自拟"\n{classes}[scale]\n"好" = 90\n"差" = 60\n{sheet}'
    desk.send("scheme/upload", {"file": (io.BytesIO(own.encode()), "自拟.toml")})
    with house.reading() as session:
        [fault] = readiness(find_meeting(session, desk.meeting_id)).missing
    assert "拼合字符" in fault
    with pytest.raises(BadInput, match="还不能冻结"):
        freeze(house, desk.staff["secretary"], desk.meeting_id)
