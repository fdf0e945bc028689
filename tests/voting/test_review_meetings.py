"""What officers do at the same moment, in the wrong state, or with what was left behind."""

from __future__ import annotations

from threading import Thread

import pytest

from tally import Result
from tests.voting.meetings import DETAILS, Room, closed_room, make_officers, make_room, on_all_sheets
from tests.voting.python_phone import Directly, Phone
from voting.errors import BadInput, WrongState
from voting.meeting.audit import entries, faults_in, note
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import counting, releasing
from voting.meeting.outcome.counting import Papers, count_meeting, papers_of
from voting.meeting.outcome.disclosure import released_figures
from voting.meeting.preparation.drafting import adopt_scheme, delete_draft, new_meeting
from voting.meeting.preparation.readiness import readiness
from voting.meeting.preparation.recording import save_records
from voting.meeting.preparation.roster import AppraiseeRow, save_appraisees
from voting.meeting.seats.cards import current_cards, reissue, void_unissued
from voting.meeting.session import rounds
from voting.meeting.session.turnout import issued
from voting.states import MeetingState
from voting.storage.registry import Officer

RECORDED = """
spec = 1
name = "只记分"
[[record]]
id = "督查"
kind = "score"
title = "督查得分"
min = 0
max = 100
default = 60
[formula]
"得分" = "督查"
"""
UNCLASSED = """
spec = 1
name = "没有票类"
[scale]
"好" = 90
"差" = 60
[[sheet]]
id = "党建"
title = "党建"
[formula]
"得分" = "党建"
"""


def draft(house: House, scheme: str) -> tuple[dict[str, Officer], int]:
    """A draft on two people by this scheme, and its officers."""
    staff = make_officers(house)
    who = staff["secretary"]
    meeting_id = new_meeting(house, who, DETAILS).id
    adopt_scheme(house, who, meeting_id, "", scheme.encode())
    save_appraisees(house, who, meeting_id, [AppraiseeRow("01", "甲"), AppraiseeRow("02", "乙")])
    return staff, meeting_id


def test_a_round_voided_while_it_is_counted_is_not_in_the_result(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    room = closed_room(house)

    def void_meanwhile(papers: Papers) -> Result:
        chair = Thread(target=rounds.void_round, args=(house, room.officers["chair"], room.meeting_id, 1, "误投"))
        chair.start()
        chair.join(0.3)
        waiting.append(chair)
        return run(papers)

    run, waiting = counting.run, list[Thread]()
    monkeypatch.setattr(counting, "run", void_meanwhile)
    monkeypatch.setattr("threading.excepthook", lambda _fault: None)  # the chair is refused, after the count
    count_meeting(house, room.officers["secretary"], room.meeting_id)
    waiting[0].join()
    with house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        assert (meeting.state, meeting.rounds[0].state) == ("counted", "closed")
        assert papers_of(house, session, meeting).ballots[0][1].count("好".encode()) == 60


def test_a_record_entered_while_votes_are_counted_is_never_left_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff, meeting_id = draft(house, RECORDED)
    with house.writing() as session:
        find_meeting(session, meeting_id).state = MeetingState.IN_SESSION

    def enter_meanwhile(papers: Papers) -> Result:
        result = run(papers)
        save_records(house, staff["secretary"], meeting_id, {("01", "督查"): "95"})
        return result

    run = counting.run
    with monkeypatch.context() as patched:
        patched.setattr(counting, "run", enter_meanwhile)
        with pytest.raises(WrongState, match="再点一次"):
            count_meeting(house, staff["secretary"], meeting_id)
    count_meeting(house, staff["secretary"], meeting_id)
    with house.reading() as session:
        result = counting.result_of(session, find_meeting(session, meeting_id))
    assert [one.score for one in result.appraisees] == [95, 60]


def test_a_new_meeting_never_takes_the_number_or_the_log_of_a_deleted_one(either_house: House) -> None:
    staff, meeting_id = draft(either_house, RECORDED)
    delete_draft(either_house, staff["secretary"], meeting_id)
    fresh = new_meeting(either_house, staff["secretary"], DETAILS)
    assert fresh.id != meeting_id
    with either_house.reading() as session:
        assert [one.act for one in entries(session, fresh.id)] == ["新建会议"]


def issue_anew(room: Room, place: int) -> None:
    """Scrutineer and chair give the seat of a printed card a new one."""
    with room.house.reading() as session:
        seat = current_cards(session, find_meeting(session, room.meeting_id))[place].seat_id
    for role in ("scrutineer", "chair"):
        reissue(room.house, room.officers[role], room.meeting_id, seat)


def issued_now(room: Room) -> dict[str, int]:
    with room.house.reading() as session:
        return issued(session, find_meeting(session, room.meeting_id))


def test_a_card_for_a_late_arrival_counts_once(house: House) -> None:
    """A01 stayed empty, so 4 of A were handed out; its sitter comes after the first round began: 5, not 6."""
    room = make_room(house, people=1)
    void_unissued(house, room.officers["secretary"], room.meeting_id, room.seats[:1])
    room.begin()
    room.open(1, consent=True)
    assert issued_now(room) == {"A": 4, "B": 5, "C": 10}
    issue_anew(room, 0)
    assert issued_now(room) == {"A": 5, "B": 5, "C": 10}


def test_a_card_lost_after_it_joined_counts_beside_the_new_one(house: House) -> None:
    """Either may vote, so 6 of A are out; of B nobody had joined with the lost one: still 5."""
    room = make_room(house, people=1)
    room.begin()
    Phone(Directly(house), room.cards[0].url).join()
    issue_anew(room, 0)
    issue_anew(room, 5)
    room.open(1, consent=True)
    assert issued_now(room) == {"A": 6, "B": 5, "C": 10}


def test_nobody_allows_small_figures_before_there_are_any(in_session: Room) -> None:
    with pytest.raises(WrongState):
        releasing.allow_small(in_session.house, in_session.officers["chair"], in_session.meeting_id)


def test_a_scheme_that_votes_but_has_no_classes_is_told_why_it_cannot(house: House) -> None:
    _, meeting_id = draft(house, UNCLASSED)
    with house.reading() as session:
        assert any("票类" in line for line in readiness(find_meeting(session, meeting_id)).missing)


def test_a_class_that_cast_nothing_stands_in_the_table_so_that_its_sums_are_right(house: House) -> None:
    """5 + 5 + 10 cards were handed out; none of B votes."""
    room = make_room(house, people=1)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    for phone in phones:
        if phone.card_class != "B":
            phone.vote(1, {"01": on_all_sheets("好")})
    room.close(1)
    room.count("chair")
    room.release(*releasing.SIGNERS)
    with house.reading() as session:
        figures = released_figures(house, session, find_meeting(session, room.meeting_id))
    shown = [(one.ballot_class, one.issued, one.returned) for one in figures.classes]
    assert shown == [("A", 5, 5), ("B", 5, 0), ("C", 10, 10)]
    assert (figures.total_issued, figures.total_returned) == (20, 15)
    assert [name for name, _ in figures.appraisees[0].overall[0].by_class] == ["A", "C"]


def test_two_officers_at_the_same_moment_both_stand_in_one_whole_log(either_house: House) -> None:
    make_officers(either_house)
    faults: list[Exception] = []

    def act() -> None:
        for _ in range(15):
            try:
                with either_house.writing() as session:
                    note(session, "秘书", "演练", 7)
            except Exception as fault:  # noqa: BLE001 - shown below, whatever it is
                faults.append(fault)

    hands = [Thread(target=act) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert faults == []
    with either_house.reading() as session:
        log = entries(session, 7)
        assert (len(log), faults_in(log)) == (60, [])


def test_a_refused_count_may_be_asked_for_again(in_session: Room) -> None:
    for _ in range(2):
        with pytest.raises((WrongState, BadInput), match="还没有结束"):
            in_session.count("chair")
