"""One meeting through the use-cases, from the draft to the confirmed grade, on both databases; figures by hand."""

from __future__ import annotations

import pytest

from tests.voting.meetings import Room, make_room, vote_all
from voting.errors import NeedsConsent, NotAllowed, WrongState
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import confirming, counting, disclosure, releasing
from voting.meeting.outcome.confirming import Ruling
from voting.meeting.session import rounds
from voting.papers.facts import MeetingFigures


def figures_of(house: House, meeting_id: int) -> MeetingFigures:
    with house.reading() as session:
        return disclosure.released_figures(house, session, find_meeting(session, meeting_id))


def test_a_meeting_goes_from_the_draft_to_the_confirmed_grade(either_house: House) -> None:
    """20 ballots. 01: 16 好, 4 较好 → (16×90 + 4×80)/20 = 1760/20 = 88.
    02: 10 好, 7 较好, 3 一般 → (900 + 560 + 210)/20 = 1670/20 = 83.50; 一般+差 = 3/20 = 15 % > 10 % → 差."""
    room = make_room(either_house)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones, 1, "01", ["好"] * 16 + ["较好"] * 4)
    room.close(1)
    room.open(2)
    vote_all(phones, 2, "02", ["好"] * 10 + ["较好"] * 7 + ["一般"] * 3)
    room.close(2)
    assert all(phone.finds_its_slips(1) and phone.finds_its_slips(2) for phone in phones)
    counting.count_meeting(either_house, room.officers["chair"], room.meeting_id)
    assert not releasing.sign_release(either_house, room.officers["scrutineer"], room.meeting_id)
    assert releasing.sign_release(either_house, room.officers["chair"], room.meeting_id)
    figures = figures_of(either_house, room.meeting_id)
    first, second = figures.appraisees
    assert (first.score, first.rank, first.proposed_grade) == ("88.00", "1", "好")
    assert (second.score, second.base_grade, second.proposed_grade) == ("83.50", "较好", "差")
    assert [(one.issued, one.returned) for one in figures.classes] == [(5, 5), (5, 5), (10, 10)]
    assert [mark.total for mark in second.overall] == [30, 21, 9, 0]
    assert second.overall[2].share == "15.00%"

    who = room.officers["secretary"]
    confirming.decide(either_house, who, room.meeting_id, "01", Ruling("好", decided_by="场党委会议"))
    with pytest.raises(Exception, match="请补齐"):
        confirming.decide(either_house, who, room.meeting_id, "02", Ruling("一般", decided_by="场党委会议"))
    ruling = Ruling("一般", "年中已调离原岗位", "场党委会议纪要第3号", "场党委会议")
    confirming.decide(either_house, who, room.meeting_id, "02", ruling)
    confirming.confirm(either_house, who, room.meeting_id)
    after = figures_of(either_house, room.meeting_id)
    assert after.confirmed
    assert [one.final_grade for one in after.appraisees] == ["好", "一般"]


def test_nobody_sees_a_result_before_scrutineer_and_chair_released_it(counted: Room) -> None:
    counted.release("chair")
    with pytest.raises(NotAllowed):
        counted.release("secretary")
    with pytest.raises(WrongState, match="还没有公布"):
        figures_of(counted.house, counted.meeting_id)


def test_a_round_with_too_few_phones_opens_only_with_the_chairs_consent(in_session: Room) -> None:
    with pytest.raises(NeedsConsent, match="不足5人"):
        in_session.open(1)
    in_session.open(1, consent=True)


def test_rounds_are_held_in_the_order_of_the_agenda(house: House) -> None:
    room = make_room(house, people=2)
    room.begin()
    room.joined_phones()
    with pytest.raises(WrongState, match="第1支部书记"):
        room.open(2)
    room.open(1)
    with pytest.raises(WrongState, match="请先结束"):
        room.open(2)


def test_a_void_round_is_rerun_with_a_spare_and_only_the_rerun_counts(house: House) -> None:
    room = make_room(house, people=1)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones, 1, "01", ["差"] * 20)
    chair = room.officers["chair"]
    rounds.void_round(house, chair, room.meeting_id, 1, "有人代投")
    spare = rounds.rerun_round(house, chair, room.meeting_id, 1)
    room.hold(phones, spare, "01")
    room.count("chair")
    room.release("chair", "scrutineer")
    assert figures_of(house, room.meeting_id).appraisees[0].score == "90.00"
