"""纸质票: cards set aside, tellers named, 无效 counted apart; figures by hand."""

from __future__ import annotations

import json

import pytest

from tests.voting.meetings import SHEETS, make_room, on_all_sheets, vote_all
from tests.voting.python_phone import Directly, Phone
from voting.errors import BadInput, WrongState
from voting.meeting.audit import entries
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import counting
from voting.meeting.seats.paper import PaperCount, begin_entry, paper_counts, seats_for_paper, set_aside


def test_cards_are_set_aside_and_given_back(house: House) -> None:
    room = make_room(house)
    who = room.officers["scrutineer"]
    set_aside(house, who, room.meeting_id, room.seats[:2])
    set_aside(house, who, room.meeting_id, room.seats[1:3])
    with house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        kept = [one.label for one in seats_for_paper(session, meeting) if one.for_paper]
        assert kept == [meeting.seats[1].label, meeting.seats[2].label]
        said = [json.loads(one.detail) for one in entries(session, meeting.id) if one.act == "登记留作纸质票的票卡"]
    assert said == [{"A": 2}, {"A": 2}]


def test_a_card_that_was_used_stays_what_it_is_and_nothing_is_half_saved(house: House) -> None:
    room = make_room(house)
    Phone(Directly(house), room.cards[0].url).join()
    seats = room.seats
    with pytest.raises(WrongState, match=room.cards[0].seat):
        set_aside(house, room.officers["secretary"], room.meeting_id, seats[:2])
    with house.reading() as session:
        assert not any(one.for_paper for one in seats_for_paper(session, find_meeting(session, room.meeting_id)))
    with pytest.raises(BadInput, match="没有有效票卡"):
        set_aside(house, room.officers["secretary"], room.meeting_id, [max(seats) + 1])


def test_two_different_tellers_are_named_and_no_ballot_is(house: House) -> None:
    room = make_room(house)
    room.begin()
    who = room.officers["scrutineer"]
    with pytest.raises(WrongState, match="留作纸质票"):
        begin_entry(house, who, room.meeting_id, ["张三", "李四"])
    set_aside(house, who, room.meeting_id, room.seats[:1])
    for names in (["张三", ""], ["张三", " 张三 "], ["张" * 31, "李四"]):
        with pytest.raises(BadInput):
            begin_entry(house, who, room.meeting_id, names)
    assert begin_entry(house, who, room.meeting_id, [" 张三", "李四"]) == ("张三", "李四")
    with house.reading() as session:
        assert entries(session, room.meeting_id)[-1].detail == '{"tellers": ["张三", "李四"]}'


def test_paper_ballots_are_counted_by_round_and_class_and_by_nothing_else(house: House) -> None:
    room = make_room(house)
    set_aside(house, room.officers["scrutineer"], room.meeting_id, room.seats[:2])
    room.begin()
    room.open(1, consent=True)
    phone = Phone(Directly(house), room.cards[0].url)
    phone.manifest["keys"] = [key for key in phone.manifest["keys"] if key["round"] == 1]
    phone.join()
    with house.reading() as session:
        counts = paper_counts(session, find_meeting(session, room.meeting_id))
    assert counts == [PaperCount(1, "A", 1, 2)]


def test_an_invalid_place_is_counted_apart_and_is_never_shown_live(house: House) -> None:
    """20 ballots on 01: 19 好 on all sheets; one with 无效 on the first sheet and 好 on the others.
    First sheet: 19 marks, 19×90/19 = 90; the score stays (90 + 90 + 90)/3 = 90."""
    room = make_room(house, people=1)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    spoilt = [(SHEETS[0], "", "无效"), (SHEETS[1], "", "好"), (SHEETS[2], "", "好")]
    phones[-1].vote(1, {"01": spoilt})
    vote_all(phones[:-1], 1, "01", ["好"] * 19)
    shown = house.box.live((room.meeting_id, 1))
    assert shown
    assert {mark for _, _, _, mark in shown} == {"好"}
    room.close(1)
    counting.count_meeting(house, room.officers["secretary"], room.meeting_id)
    with house.reading() as session:
        frozen = counting.frozen_result(session, find_meeting(session, room.meeting_id))
    [one] = json.loads(frozen.result)["appraisees"]
    votes = one["votes"][SHEETS[0]]
    assert (sum(votes["无效"].values()), sum(votes["好"].values())) == (1, 19)
    assert one["sheets_exact"][SHEETS[0]] == "90"


def test_recusal_beside_an_invalid_place_is_refused(house: House) -> None:
    room = make_room(house, people=1)
    room.begin()
    [phone, *_] = room.joined_phones()
    room.open(1)
    with pytest.raises(BadInput, match="回避须对该被评议人的全部项目"):
        phone.vote(1, {"01": [*on_all_sheets("回避")[:2], (SHEETS[2], "", "无效")]})
