"""What the room's screens are drawn from: only turnout and what disclosure lets out, in every state of a meeting."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import update

from tests.voting.counted import LONG, Counted, counted, hands
from tests.voting.meetings import ADDRESS, DETAILS, SHEETS, Room, make_officers, make_room, on_all_sheets, vote_all
from tests.voting.python_phone import Phone
from voting.errors import NeedsConsent, NotAllowed, WrongState
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import confirming, counting, releasing
from voting.meeting.outcome.confirming import Ruling
from voting.meeting.outcome.disclosure import live_figures, released_figures
from voting.meeting.preparation.drafting import adopt_scheme, new_meeting
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.roster import AppraiseeRow, make_seats, save_appraisees
from voting.meeting.seats.cards import print_cards
from voting.meeting.session import rounds
from voting.meeting.showing.control import chair_state, close_when_sure
from voting.meeting.showing.projector import announce, screen_state
from voting.meeting.showing.results import results_shown
from voting.meeting.showing.room import State, place_of
from voting.meeting.showing.watching import watch_state
from voting.storage.ballot_box import ballot
from voting.storage.registry import AuditEntry


def six(house: House, people: int = 1) -> Room:
    """A meeting of one class with six seats, where it is not the classes that a test is about."""
    return make_room(house, people, {"C": 6})


POINTS = """
spec = 1
name = "观摩打分"
[[class]]
id = "A"
title = "评委"
[[sheet]]
id = "观摩"
title = "观摩测评得分表"
[[sheet.item]]
id = "1.1"
section = "党建基础"
title = "统一标识"
max = 3
[formula]
"得分" = "观摩"
"""
RECORDS = """
spec = 1
name = "常规工作"
[[record]]
id = "宣传工作"
kind = "score"
title = "宣传工作"
min = 0
max = 5
[formula]
"得分" = "宣传工作"
"""


def by_scheme(house: House, text: str, seats: dict[str, int]) -> Room:
    """A frozen meeting on one appraisee by a scheme of its own, with cards where there are seats."""
    staff = make_officers(house)
    who = staff["secretary"]
    meeting_id = new_meeting(house, who, DETAILS).id
    adopt_scheme(house, who, meeting_id, "方案", text.encode())
    save_appraisees(house, who, meeting_id, [AppraiseeRow("01", "第一社区")])
    if seats:
        make_seats(house, who, meeting_id, seats)

    freeze(house, who, meeting_id)
    cards = print_cards(house, who, meeting_id) if seats else []
    return Room(house, meeting_id, staff, tuple(cards))


def screen(room: Room) -> State:
    with room.house.reading() as session:
        return screen_state(room.house, session, find_meeting(session, room.meeting_id))


def chair(room: Room, address: str = ADDRESS) -> State:
    with room.house.reading() as session:
        return chair_state(room.house, session, find_meeting(session, room.meeting_id), address)


def watch(room: Room) -> State:
    with room.house.reading() as session:
        return watch_state(room.house, session, find_meeting(session, room.meeting_id))


def hold(room: Room, phones: Sequence[Phone], number: int, code: str, marks: Sequence[str]) -> None:
    """Hold a round from opening to close; each phone marks all sheets alike."""
    room.open(number)
    vote_all(phones, number, code, marks)
    room.close(number)


def sign(room: Room, *roles: str) -> None:
    for role in roles:
        releasing.sign_release(room.house, room.officers[role], room.meeting_id)


def test_the_projector_follows_a_meeting_from_joining_to_the_results(house: House) -> None:
    room = six(house)
    assert screen(room)["phase"] == "joining"
    room.begin()
    assert screen(room)["phase"] == "joining"
    announce(house, room.officers["chair"], room.meeting_id, 1)
    assert screen(room)["phase"] == "speaking"
    phones = room.joined_phones()
    room.open(1)
    assert screen(room)["phase"] == "open"
    vote_all(phones, 1, "01", ["好"] * 6)
    room.close(1)
    assert (screen(room)["phase"], screen(room)["next"]) == ("closed", None)
    counting.count_meeting(house, room.officers["chair"], room.meeting_id)
    assert (screen(room)["phase"], screen(room)["signed"]) == ("releasing", [])
    sign(room, "scrutineer")
    assert (screen(room)["phase"], screen(room)["signed"]) == ("releasing", ["scrutineer"])
    sign(room, "chair")
    assert screen(room)["phase"] == "results"


def test_a_draft_is_in_preparation_on_every_screen(house: House) -> None:
    room = make_room(house)
    other = new_meeting(house, room.officers["secretary"], replace(DETAILS, title="另一场")).id
    draft = replace(room, meeting_id=other)
    assert screen(draft)["phase"] == "preparing"
    assert chair(draft)["act"] == {"kind": "drafting"}
    assert (watch(draft)["rounds"], watch(draft)["alarm"]) == ([], False)


def test_turnout_is_shown_by_class_at_any_time(house: House) -> None:
    room = make_room(house)
    room.begin()
    phones = room.joined_phones()[:12]
    room.open(1)
    vote_all(phones, 1, "01", ["好"] * 12)
    shown = screen(room)
    assert [(one["id"], one["cards"], one["claims"], one["tokens"]) for one in shown["turnout"]["classes"]] == [
        ("A", 5, 5, 5),
        ("B", 5, 5, 5),
        ("C", 10, 10, 2),
    ]
    assert (shown["turnout"]["cards"], shown["turnout"]["tokens"], shown["turnout"]["missing"]) == (20, 12, 8)


def test_live_counts_are_exactly_what_disclosure_lets_out(house: House) -> None:
    """Classes of 5 never reach 10 ballots; of the ten C ballots the oldest five are shown: 3 好, 2 较好."""
    room = make_room(house)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones[:19], 1, "01", ["差"] * 10 + ["好"] * 3 + ["较好"] * 2 + ["一般"] * 4)
    assert (screen(room)["shows"], screen(room)["live"]) == ("early", [])
    vote_all(phones[19:], 1, "01", ["差"])
    shown = screen(room)
    assert shown["shows"] == "counts"
    for sheet in shown["live"][0]["sheets"]:
        assert sheet["top"] == 5
        assert {one["mark"]: one["count"] for one in sheet["marks"]} == {"好": 3, "较好": 2, "一般": 0, "差": 0}
    with house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        figures = live_figures(house, meeting, meeting.rounds[0])
    assert figures == {"01": {name: {"好": 3, "较好": 2} for name in SHEETS}}


def test_abstentions_and_recusals_are_never_on_the_projector_and_cannot_be_worked_out(house: House) -> None:
    """Of the five ballots shown two are 弃权 and 回避; the bars are measured by the three marks, not by five."""
    room = make_room(house)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones[10:], 1, "01", ["弃权", "回避", "好", "好", "差"] + ["好"] * 5)
    shown = screen(room)
    assert [sheet["top"] for sheet in shown["live"][0]["sheets"]] == [3, 3, 3]
    text = json.dumps(shown, ensure_ascii=False)
    assert "弃权" not in text
    assert "回避" not in text
    assert "included" not in text


def test_a_meeting_of_turnout_only_shows_no_count_while_it_votes(house: House) -> None:
    room = make_room(house, details=replace(DETAILS, live=False))
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones, 1, "01", ["好"] * 20)
    assert (screen(room)["shows"], screen(room)["live"]) == ("turnout", [])
    assert screen(room)["turnout"]["tokens"] == 20


def test_a_ballot_moves_figures_and_leaves_the_structure_as_it_was(house: House) -> None:
    room = make_room(house)
    room.begin()
    phones = room.joined_phones()
    before_opening = (screen(room)["version"], chair(room)["version"], watch(room)["version"])
    room.open(1)
    versions = (screen(room)["version"], chair(room)["version"], watch(room)["version"])
    assert not set(versions) & set(before_opening)
    vote_all(phones[:3], 1, "01", ["好"] * 3)
    assert (screen(room)["version"], chair(room)["version"], watch(room)["version"]) == versions
    assert chair(room)["turnout"]["missing"] == 17


def test_a_closed_round_shows_its_root_and_four_numbers_that_hold(house: House) -> None:
    room = six(house, 2)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones[:5], 1, "01", ["好"] * 5)
    root = room.close(1)
    shown = screen(room)
    assert shown["proof"] == {"cards": 6, "claims": 6, "tokens": 5, "slips": 5, "holds": True, "root": root}
    assert shown["next"]["people"][0]["name"] == "第2支部书记"
    assert all(phone.finds_its_slips(1) for phone in phones[:5])


def test_a_void_round_is_said_to_be_void_until_it_is_rerun(house: House) -> None:
    room = six(house, 2)
    room.begin()
    phones = room.joined_phones()
    hold(room, phones, 1, "01", ["好"] * 6)
    rounds.void_round(house, room.officers["chair"], room.meeting_id, 1, "停电")
    assert (screen(room)["phase"], screen(room)["notices"]) == ("void", ["第1支部书记"])
    assert chair(room)["act"]["kind"] == "rerun"
    spare = rounds.rerun_round(house, room.officers["chair"], room.meeting_id, 1)
    assert screen(room)["notices"] == []
    assert (chair(room)["act"]["kind"], chair(room)["act"]["round"]["number"]) == ("open", spare)
    assert chair(room)["act"]["round"]["turn"] == 1
    assert chair(room)["spares"] == 2


def test_only_the_chair_calls_up_the_next_speaker_and_only_the_next(house: House) -> None:
    room = six(house, 2)
    room.begin()
    with pytest.raises(NotAllowed):
        announce(house, room.officers["scrutineer"], room.meeting_id, 1)
    with pytest.raises(WrongState):
        announce(house, room.officers["chair"], room.meeting_id, 2)


def test_the_chair_is_led_from_act_to_act(house: House) -> None:
    room = six(house)
    kinds = [chair(room)["act"]["kind"]]
    room.begin()
    kinds.append(chair(room)["act"]["kind"])
    phones = room.joined_phones()
    room.open(1)
    kinds.append(chair(room)["act"]["kind"])
    vote_all(phones, 1, "01", ["好"] * 6)
    room.close(1)
    kinds.append(chair(room)["act"]["kind"])
    counting.count_meeting(house, room.officers["chair"], room.meeting_id)
    kinds.append(chair(room)["act"]["kind"])
    sign(room, "chair")
    kinds.append(chair(room)["act"]["kind"])
    sign(room, "scrutineer")
    kinds.append(chair(room)["act"]["kind"])
    assert kinds == ["begin", "open", "close", "count", "sign", "await_scrutineer", "released"]


def test_before_the_meeting_the_chair_sees_what_would_stop_it(house: House) -> None:
    room = make_room(house)
    assert [(one["name"], one["well"]) for one in chair(room)["checks"]] == [
        ("cards", True),
        ("address", True),
        ("scrutineer", True),
    ]
    assert [one["well"] for one in chair(room, "http://elsewhere:1")["checks"]] == [True, False, True]


def test_the_chair_is_warned_of_classes_with_few_phones_as_they_come(house: House) -> None:
    room = make_room(house)
    room.begin()
    assert chair(room)["small"] == "A、B、C"
    version = chair(room)["version"]
    room.joined_phones()
    assert (chair(room)["small"], chair(room)["version"]) == ("", version)


def test_closing_while_somebody_has_not_voted_asks_first(house: House) -> None:
    room = make_room(house)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones[:17], 1, "01", ["好"] * 17)
    with pytest.raises(NeedsConsent, match="还有3人"):
        close_when_sure(house, room.officers["chair"], room.meeting_id, 1, sure=False)
    assert screen(room)["phase"] == "open"
    close_when_sure(house, room.officers["chair"], room.meeting_id, 1, sure=True)
    assert screen(room)["phase"] == "closed"


def test_closing_when_all_who_joined_have_voted_asks_nothing(house: House) -> None:
    room = six(house)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones, 1, "01", ["好"] * 6)
    close_when_sure(house, room.officers["chair"], room.meeting_id, 1, sure=False)
    assert screen(room)["phase"] == "closed"


def test_results_of_few_ballots_wait_for_the_chairs_decision(house: House) -> None:
    done = counted(house, [["好"] * 4 + [""] * 16])
    done.release()
    assert screen(done.room)["phase"] == "withheld"
    assert chair(done.room)["act"]["kind"] == "allow_small"
    releasing.allow_small(house, done.room.officers["chair"], done.id)
    assert screen(done.room)["phase"] == "results"
    assert chair(done.room)["act"]["kind"] == "released"


def released(house: House, marks: Sequence[Sequence[str]]) -> Counted:
    done = counted(house, marks)
    done.release()
    return done


def test_the_ranking_holds_released_figures_and_only_the_proposed_grade(house: House) -> None:
    """01: 12·90 + 8·80 = 1720/20 = 86.00. 02: 18·90 + 2·80 = 1780/20 = 89.00, so it stands first."""
    done = released(house, [hands(12, 8), hands(18, 2)])
    shown = screen(done.room)
    rows = [row for table in shown["tables"] for row in table]
    assert [(row["rank"], row["score"], row["shares"]) for row in rows] == [
        ("1", "89.00", ["90.00%", "10.00%", "0.00%", "0.00%"]),
        ("2", "86.00", ["60.00%", "40.00%", "0.00%", "0.00%"]),
    ]
    assert [row["name"] for row in rows] == [LONG[1][0], LONG[0][0]]
    assert (shown["confirmed"], [row["final"] for row in rows]) == (False, ["", ""])
    assert shown["charts"][0]["series"][0] == {"name": "好", "values": [54, 36]}


def test_a_changed_grade_is_on_the_projector_once_the_committee_has_confirmed(house: House) -> None:
    """Only one of two may be 好 (50 %), so 01 is proposed 较好; the committee makes it 一般."""
    done = released(house, [hands(12, 8), hands(18, 2)])
    who = done.room.officers["secretary"]
    rulings = {"01": Ruling("一般", "年度考核未完成", "会议纪要1号", "党委会"), "02": Ruling("好", "", "", "党委会")}
    for code, ruling in rulings.items():
        confirming.decide(house, who, done.id, code, ruling)
    assert [row["final"] for row in screen(done.room)["tables"][0]] == ["", ""], "not before it is confirmed"
    confirming.confirm(house, who, done.id)
    rows = screen(done.room)["tables"][0]
    assert [(row["proposed"], row["final"]) for row in rows] == [("好", "好"), ("较好", "一般")]


def test_a_meeting_of_points_shows_turnout_and_then_scores(house: House) -> None:
    """Three give 3 and three 2.5: 16.5/6 = 2.75."""
    room = by_scheme(house, POINTS, {"A": 6})
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    for phone, points in zip(phones, ["3", "3", "3", "2.5", "2.5", "2.5"], strict=True):
        phone.vote(1, {"01": [("观摩", "1.1", points)]})
    assert (screen(room)["shows"], screen(room)["live"]) == ("points", [])
    room.close(1)
    counting.count_meeting(house, room.officers["chair"], room.meeting_id)
    sign(room, "scrutineer", "chair")
    shown = screen(room)
    assert (shown["marks"], shown["tables"][0][0]["score"], shown["tables"][0][0]["shares"]) == ([], "2.75", [])
    assert shown["charts"][0]["series"] == [{"name": "得分", "values": ["2.75"]}]


def test_a_meeting_of_records_alone_is_led_from_begin_to_count(house: House) -> None:
    room = by_scheme(house, RECORDS, {})
    assert (chair(room)["act"]["kind"], chair(room)["checks"]) == ("begin", [])
    room.begin()
    assert (chair(room)["act"]["kind"], screen(room)["phase"], watch(room)["rounds"]) == ("count", "unvoted", [])


def test_fifteen_people_are_two_pictures_of_nearly_equal_length(house: House) -> None:
    done = released(house, [hands(20, 0)] * 15)
    with house.reading() as session:
        figures = released_figures(house, session, find_meeting(session, done.id))
    assert [len(table) for table in results_shown(figures)["tables"]] == [8, 7]
    assert [len(chart["categories"]) for chart in results_shown(figures)["charts"]] == [8, 7]
    eight = replace(figures, appraisees=figures.appraisees[:8])
    assert [len(table) for table in results_shown(eight)["tables"]] == [8], "as many as the last row can read"


def test_the_scrutineer_sees_slips_equal_tokens_in_every_class_and_the_keys_gone(house: House) -> None:
    room = make_room(house, people=2)
    room.begin()
    assert watch(room)["key_count"] == {"held": 5, "of": 5}
    phones = room.joined_phones()
    hold(room, phones, 1, "01", ["好"] * 20)
    seen = watch(room)
    assert [(one["tokens"], one["slips"]) for one in seen["figures"][0]["classes"]] == [(5, 5), (5, 5), (10, 10)]
    assert [one["has_keys"] for one in seen["rounds"]] == [False, True]
    assert seen["key_count"] == {"held": 4, "of": 5}
    assert seen["alarm"] is False


def test_a_ballot_moved_to_another_class_raises_the_scrutineers_alarm(house: House) -> None:
    room = make_room(house, people=2)
    room.begin()
    phones = room.joined_phones()
    hold(room, phones, 1, "01", ["好"] * 20)
    with house.stores.ballot_box.begin() as connection:
        taken = connection.execute(ballot.select().where(ballot.c.ballot_class == "C")).first()
        assert taken is not None
        connection.execute(update(ballot).where(ballot.c.token == taken.token).values(ballot_class="A"))
    seen = watch(room)
    assert seen["alarm"] is True
    assert [one["holds"] for one in seen["figures"][0]["classes"]] == [False, True, False]
    assert screen(room)["proof"]["holds"] is False


def test_a_touched_log_raises_the_scrutineers_alarm(house: House) -> None:
    room = six(house, 2)
    with house.stores.registry.begin() as connection:
        connection.execute(
            update(AuditEntry)
            .where(AuditEntry.meeting_id == room.meeting_id, AuditEntry.sequence == 2)
            .values(officer="某人")
        )
    seen = watch(room)
    assert (seen["alarm"], len(seen["log_faults"])) == (True, 1)


def test_no_state_of_the_room_holds_a_clock(house: House) -> None:
    room = six(house, 2)
    room.begin()
    phones = room.joined_phones()
    hold(room, phones, 1, "01", ["好"] * 6)
    for state in (screen(room), chair(room), watch(room)):
        assert not re.search(r"\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}", json.dumps(state, ensure_ascii=False))


def test_what_the_name_says_already_is_not_said_again_below_it() -> None:
    assert place_of("机关党支部书记", "机关党支部", "党支部书记") == ""
    assert place_of("场党委书记", "立新农场党委", "党委书记") == "立新农场党委"


def test_every_act_that_is_noted_wakes_the_room(house: House) -> None:
    room = six(house, 2)
    before = house.news.version("room", room.meeting_id)
    phones_before = house.news.version("phones", room.meeting_id)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones, 1, "01", ["好"] * 6)
    room.close(1)
    rounds.void_round(house, room.officers["chair"], room.meeting_id, 1, "停电")
    seen = house.news.version("room", room.meeting_id)
    assert seen > before + 6
    assert house.news.version("phones", room.meeting_id) == phones_before + 4  # begin, open, close, void: no ballot
    spare = rounds.rerun_round(house, room.officers["chair"], room.meeting_id, 1)
    hold(room, phones, spare, "01", ["好"] * 6)
    hold(room, phones, 2, "02", ["好"] * 6)
    counting.count_meeting(house, room.officers["chair"], room.meeting_id)
    seen = house.news.version("room", room.meeting_id)
    sign(room, "scrutineer")
    assert house.news.version("room", room.meeting_id) == seen + 1


def test_a_round_on_many_people_has_live_counts_for_each(house: House) -> None:
    room = make_room(house, people=3, details=replace(DETAILS, round_plan="table"))
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    for phone in phones[10:]:
        phone.vote(1, {"01": on_all_sheets("好"), "02": on_all_sheets("较好"), "03": on_all_sheets("差")})
    shown = screen(room)
    counts = [{one["mark"]: one["count"] for one in person["sheets"][0]["marks"]} for person in shown["live"]]
    assert counts == [
        {"好": 5, "较好": 0, "一般": 0, "差": 0},
        {"好": 0, "较好": 5, "一般": 0, "差": 0},
        {"好": 0, "较好": 0, "一般": 0, "差": 5},
    ]
