"""Many at once: one card claimed by twenty, one token cast twelve times, casts racing the close (secrecy.md 3 to 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from tests.voting.meetings import make_room, on_all_sheets
from tests.voting.python_phone import Directly, Phone
from tests.voting.secrecy.rooms import MARKS, a_ballot, open_room, slips_in_box
from voting.errors import CastOtherwise, ClaimedElsewhere, RoundClosed
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.seats.joining import claim, claims_by_class
from voting.meeting.seats.voting import cast

T = TypeVar("T")


def at_once(acts: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Do all acts at the same moment, each in a thread; what each returned or raised."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | Exception:
        ready.wait()
        try:
            return act()
        except Exception as fault:  # noqa: BLE001 - the fault is what the test asks for
            return fault

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_of_twenty_parallel_claims_of_one_card_exactly_one_wins(either_house: House) -> None:
    room = make_room(either_house, people=1)
    messages = [Phone(Directly(either_house), room.cards[10].url).claim_message() for _ in range(20)]
    for message in messages[::2]:  # the other order of rounds, to meet the first half in the middle
        message["blinded"] = dict(reversed(message["blinded"].items()))
    answers = at_once([lambda m=message: claim(either_house, m) for message in messages])  # type: ignore[misc]
    won = [place for place, answer in enumerate(answers) if isinstance(answer, dict)]
    assert len(won) == 1
    assert all(isinstance(answer, ClaimedElsewhere) for place, answer in enumerate(answers) if place not in won)
    assert claim(either_house, messages[won[0]]) == answers[won[0]]
    with either_house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        assert all(claims_by_class(session, meeting, one.number) == {"C": 1} for one in meeting.rounds)


def test_twenty_repeats_of_one_claim_get_one_answer(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phone = Phone(Directly(either_house), room.cards[0].url)
    message = phone.claim_message()
    answers = at_once([lambda: claim(either_house, message)] * 20)
    assert all(answer == answers[0] and isinstance(answer, dict) for answer in answers)


def test_a_claim_of_some_rounds_by_another_phone_is_refused_whole(either_house: House) -> None:
    """Round 1 is taken, round 2 is not: the second phone gets neither, and the first may still take round 2."""
    room = make_room(either_house, people=1)
    first, second = (Phone(Directly(either_house), room.cards[0].url) for _ in "12")
    whole = first.claim_message()
    claim(either_house, whole | {"blinded": {"1": whole["blinded"]["1"]}})
    with pytest.raises(ClaimedElsewhere):
        claim(either_house, second.claim_message())
    assert set(claim(either_house, whole)) == set(whole["blinded"])


def test_of_twelve_parallel_casts_of_one_token_exactly_one_is_recorded(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phone = open_room(room)[0]
    ballots = [a_ballot(phone, mark=MARKS[number % 4]) for number in range(12)]
    answers = at_once([lambda m=message: cast(either_house, m) for message in ballots])  # type: ignore[misc]
    won = [place for place, answer in enumerate(answers) if answer is None]
    assert len(won) == 1
    assert all(isinstance(answer, CastOtherwise) for place, answer in enumerate(answers) if place not in won)
    room.close(1)
    [(_, _, marks, salt)] = slips_in_box(room, 1)
    assert (salt, marks) == (ballots[won[0]]["slips"][0]["salt"], ballots[won[0]]["slips"][0]["marks"])
    cast(either_house, ballots[won[0]])  # 已计入 again, after the close too
    with pytest.raises(CastOtherwise):
        cast(either_house, ballots[won[0] - 1])


def test_when_casts_race_the_close_the_acknowledged_are_counted_exactly(either_house: House) -> None:
    """25 phones cast while the chair closes: each hears 已计入 or 未计入, and the box agrees with every one."""
    room = make_room(either_house, people=1, seats={"A": 20, "B": 20})
    phones = open_room(room)
    for phone in phones[:15]:
        phone.vote(1, {"01": on_all_sheets("好")})
    messages = [a_ballot(phone, mark="较好") for phone in phones[15:]]
    acts: list[Callable[[], object]] = [lambda m=message: cast(either_house, m) for message in messages]  # type: ignore[misc]
    acts.insert(len(acts) // 2, lambda: room.close(1))
    answers = at_once(acts)
    root = answers.pop(len(messages) // 2)
    outcomes = Counter(type(answer) for answer in answers)
    assert set(outcomes) <= {type(None), RoundClosed}
    acknowledged = {m["slips"][0]["salt"] for m, answer in zip(messages, answers, strict=True) if answer is None}
    salts = {salt for *_, salt in slips_in_box(room, 1)}
    assert salts == acknowledged | {phone.cast_messages[1]["slips"][0]["salt"] for phone in phones[:15]}
    assert sum(either_house.box.turnout((room.meeting_id, 1)).values()) == len(salts)
    assert room.house.box.root((room.meeting_id, 1)) == root
    for message, answer in zip(messages, answers, strict=True):
        if answer is None:
            cast(either_house, message)
        else:
            with pytest.raises(RoundClosed):
                cast(either_house, message)


def test_two_chairs_closing_at_once_get_one_root(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phones = open_room(room)
    for phone in phones:
        phone.vote(1, {"01": on_all_sheets("好")})
    where = (room.meeting_id, 1)
    roots = set(at_once([lambda: either_house.box.close_round(where)] * 4))
    assert roots == {either_house.box.root(where)}
    assert len(slips_in_box(room, 1)) == len(phones)
