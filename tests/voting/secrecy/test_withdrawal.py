"""撤回开启: a round opened by mistake is unopened again while it holds no ballot, and nobody's ballot is lost by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.voting.meetings import Room, make_room, on_all_sheets, vote_all
from tests.voting.python_phone import Phone
from tests.voting.secrecy.rooms import a_ballot, count_and_release, open_room, slips_in_box
from tests.voting.secrecy.test_killed import opened_again
from tests.voting.secrecy.test_races import at_once
from tests.voting.test_audit import faults, rewritten
from voting.errors import NotAllowed, RoundNotOpen, WrongState
from voting.meeting.house import House
from voting.meeting.outcome.auditing import chains_of
from voting.meeting.sealed_box.box import Cast
from voting.meeting.sealed_box.casting import read_ballot
from voting.meeting.seats.cards import void_unissued
from voting.meeting.seats.voting import cast
from voting.meeting.session.reordering import move_round
from voting.meeting.session.rounds import rerun_round, void_round
from voting.meeting.session.withdrawing import withdraw_opening
from voting.storage.registry import AgendaRound


def withdraw(room: Room, number: int = 1, role: str = "chair") -> None:
    withdraw_opening(room.house, room.officers[role], room.meeting_id, number)


def state(house: House, room: Room, number: int = 1) -> str:
    with house.reading() as session:
        return session.get_one(AgendaRound, (room.meeting_id, number)).state


def acts(house: House, room: Room) -> list[str]:
    with house.reading() as session:
        return [one.act for one in chains_of(session)[room.meeting_id]]


def keys_of(house: House, kind: str, number: int = 1) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in house.keys.folder.glob(f"{kind}-*-{number}*.key")}


def test_a_round_without_a_ballot_is_unopened_again_and_opens_with_a_fresh_box_key(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phones = open_room(room)
    signing, first = keys_of(either_house, "sign"), keys_of(either_house, "box")
    withdraw(room)
    assert state(either_house, room) == "waiting"
    assert either_house.box.states(room.meeting_id) == {}
    assert keys_of(either_house, "box") == {}
    assert keys_of(either_house, "sign") == signing
    room.open(1)
    assert keys_of(either_house, "box") != first
    vote_all(phones, 1, "01", ["好"] * len(phones))
    room.close(1)
    assert all(phone.finds_its_slips(1) for phone in phones)
    assert len(slips_in_box(room, 1)) == len(phones)


def test_one_ballot_is_enough_to_keep_a_round_open_and_the_chair_hears_what_to_do(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phones = open_room(room)
    phones[0].vote(1, {"01": on_all_sheets("好")})
    with pytest.raises(WrongState, match=r"已经有人投了票.*结束投票.*作废本轮"):
        withdraw(room)
    assert state(either_house, room) == "open"
    phones[1].vote(1, {"01": on_all_sheets("好")})
    room.close(1)
    assert len(slips_in_box(room, 1)) == 2


@pytest.mark.parametrize("so_far", ["waiting", "closed", "void"])
def test_only_an_open_round_is_withdrawn_and_only_by_the_chair(house: House, so_far: str) -> None:
    room = make_room(house, people=1)
    if so_far == "waiting":
        room.begin()
    else:
        open_room(room)
        with pytest.raises(NotAllowed):
            withdraw(room, role="scrutineer")
        if so_far == "closed":
            room.close(1)
        else:
            void_round(house, room.officers["chair"], room.meeting_id, 1, "断电")
    with pytest.raises(WrongState, match="没有开启"):
        withdraw(room)
    with pytest.raises(WrongState, match="没有开启"):
        house.box.withdraw_round((room.meeting_id, 1))
    assert state(house, room) == so_far


def test_a_phone_that_sends_just_then_is_refused_and_its_token_is_good_at_the_next_opening(
    either_house: House,
) -> None:
    room = make_room(either_house, people=1)
    phone = open_room(room)[0]
    ballot = a_ballot(phone)
    withdraw(room)
    for _ in "12":
        with pytest.raises(RoundNotOpen, match=r"撤回.*一张票也没有收.*再次开启时"):
            cast(either_house, ballot)
    room.open(1)
    cast(either_house, ballot)
    room.close(1)
    assert [salt for *_, salt in slips_in_box(room, 1)] == [ballot["slips"][0]["salt"]]


def test_a_ballot_that_passed_the_door_before_is_refused_by_the_box_itself(either_house: House) -> None:
    """The box has withdrawn, the registry and the poll have not followed yet."""
    room = make_room(either_house, people=1)
    phone = open_room(room)[0]
    either_house.box.withdraw_round((room.meeting_id, 1))
    with pytest.raises(RoundNotOpen):
        cast(either_house, a_ballot(phone))


def test_a_ballot_sealed_for_the_opening_before_is_sealed_anew(either_house: House) -> None:
    """Its request slept between sealing and queue, while the chair withdrew and opened again: the old key is gone."""
    room = make_room(either_house, people=1)
    phone = open_room(room)[0]
    where, box = (room.meeting_id, 1), either_house.box
    poll, before = either_house.polls[where], box._open[where]
    message = a_ballot(phone)
    ballot = read_ballot(message, poll.codes, poll.scheme, poll.remarks)
    late = Cast(where, ballot, before.sealed(ballot), before)
    withdraw(room)
    room.open(1)
    box._writer.put(late)
    late.answer.result()
    room.close(1)
    assert [salt for *_, salt in slips_in_box(room, 1)] == [message["slips"][0]["salt"]]


def test_twelve_casts_and_a_withdrawal_at_once_leave_all_or_nothing(either_house: House) -> None:
    """Either the round is open with every acknowledged ballot in it, or it is withdrawn and none was acknowledged."""
    room = make_room(either_house, people=1)
    phones = open_room(room)
    for place in (0, 6, 12):
        messages = [a_ballot(phone) for phone in phones[:12]]
        both: list[Callable[[], object]] = [lambda m=one: cast(either_house, m) for one in messages]  # type: ignore[misc]
        both.insert(place, lambda: withdraw(room))
        answers = at_once(both)
        taken_back = answers.pop(place) is None
        acknowledged = {m["token"] for m, answer in zip(messages, answers, strict=True) if answer is None}
        assert all(answer is None or isinstance(answer, RoundNotOpen) for answer in answers)
        in_box = {token.hex() for _, token, _, _ in either_house.box.tokens((room.meeting_id, 1))}
        assert in_box == acknowledged
        if taken_back:
            assert (state(either_house, room), acknowledged) == ("waiting", set())
            room.open(1)
        else:
            assert (state(either_house, room), len(acknowledged)) == ("open", 12)
            break
    for phone in phones[12:]:
        phone.vote(1, {"01": on_all_sheets("好")})
    room.close(1)
    assert len(slips_in_box(room, 1)) == sum(either_house.box.turnout((room.meeting_id, 1)).values())


def test_two_chairs_withdrawing_at_once_do_it_once(house: House) -> None:
    room = make_room(house, people=1)
    open_room(room)
    answers = at_once([lambda: withdraw(room)] * 4)
    assert [isinstance(answer, WrongState) for answer in answers].count(False) == 1
    assert acts(house, room).count("撤回开启") == 1


@pytest.mark.parametrize("key_is_gone", [True, False])
def test_a_withdrawal_cut_off_by_a_crash_is_followed_at_the_next_start(
    either_house: House, key_is_gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The box took the opening back; before the key was gone, or before the registry heard of it, the server died."""
    room = make_room(either_house, people=1)
    phones = open_room(room)
    if not key_is_gone:
        monkeypatch.setattr(either_house.keys, "destroy_box_key", lambda *_: None)
    either_house.box.withdraw_round((room.meeting_id, 1))
    assert any("开启的轮次" in fault for fault in faults(either_house))
    for _ in "12":
        again = opened_again(either_house)
        assert state(again, room) == "waiting"
        assert keys_of(again, "box") == {}
        assert acts(again, room).count("撤回开启") == 1
        assert faults(again) == []
        again.close()
    again = opened_again(either_house)
    same = Room(again, room.meeting_id, room.officers, room.cards)
    same.open(1)
    cast(again, a_ballot(phones[0]))
    same.close(1)
    assert len(again.box.slips((room.meeting_id, 1))) == 1
    again.close()


def test_the_log_with_a_withdrawal_fits_the_stores_and_without_it_does_not(either_house: House) -> None:
    room = make_room(either_house, people=1)
    phones = open_room(room)
    withdraw(room)
    assert faults(either_house) == []
    room.open(1)
    vote_all(phones, 1, "01", ["好"] * len(phones))
    room.close(1)
    count_and_release(room)
    assert faults(either_house) == []
    with either_house.writing() as session:
        rewritten(session, room.meeting_id, lambda entry: entry.act != "撤回开启")
    assert faults(either_house) == [f"会议{room.meeting_id}：日志的内容已损坏，读不出来。"]


def test_a_round_opened_out_of_turn_is_withdrawn_and_another_held_first(house: House) -> None:
    """What it is for: the wrong speaker's round was opened; no spare is spent."""
    room = make_room(house, people=2)
    phones = open_room(room)
    withdraw(room)
    move_round(house, room.officers["chair"], room.meeting_id, 2, "next")
    for number in (2, 1):
        room.open(number)
        vote_all(phones, number, f"{number:02}", ["好"] * len(phones))
        room.close(number)
    assert [one.score for one in count_and_release(room).appraisees] == ["90.00", "90.00"]


def test_a_rerun_can_be_withdrawn_and_opened_with_the_same_spare(house: House) -> None:
    room = make_room(house, people=1)
    phones = open_room(room)
    chair = room.officers["chair"]
    void_round(house, chair, room.meeting_id, 1, "断电")
    spare = rerun_round(house, chair, room.meeting_id, 1)
    room.open(spare)
    withdraw(room, spare)
    room.open(spare)
    vote_all(phones, spare, "01", ["好"] * len(phones))
    room.close(spare)
    assert count_and_release(room).appraisees[0].score == "90.00"


def test_after_the_first_round_is_withdrawn_cards_left_over_can_still_be_noted(house: House) -> None:
    """Cards count as handed out from the first round on; that was taken back with it."""
    room = make_room(house, people=1)
    room.begin()
    joined = joined_but_one(room)
    room.open(1, consent=True)
    withdraw(room)
    void_unissued(house, room.officers["secretary"], room.meeting_id, room.seats[-1:])
    room.open(1)
    vote_all(joined, 1, "01", ["好"] * len(joined))
    room.close(1)
    assert sum(one.issued for one in count_and_release(room).classes) == len(room.cards) - 1


def joined_but_one(room: Room) -> list[Phone]:
    """A joined phone for every card but the last."""
    fewer = Room(room.house, room.meeting_id, room.officers, room.cards[:-1])
    return fewer.joined_phones()
