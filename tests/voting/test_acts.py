"""The table of acts: each is allowed or refused by role and by state as it says, and all else is made from it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tally.evidence.acts import CHANGES, STATES
from tests.voting.meetings import DETAILS, Room, make_room, password_hash
from voting.errors import NotAllowed, WrongState
from voting.meeting import acting, acts, officers
from voting.meeting.acts import ACTS, Act
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import archive, confirming, counting, exporting, releasing
from voting.meeting.outcome.confirming import Ruling
from voting.meeting.preparation import copying, drafting, freezing, recording, roster, weights
from voting.meeting.seats import cards, paper, seating
from voting.meeting.session import correcting, reordering, rounds, withdrawing
from voting.meeting.session.correcting import Wording
from voting.meeting.showing import control, kiosk, projector
from voting.roles import ROLE_TITLES, Role
from voting.states import MeetingState
from voting.storage.registry import Officer

ROOT = Path(__file__).resolve().parent.parent.parent
Do = Callable[[House, Officer, int], object]  # as every act of a meeting is called
RULING = Ruling("好", decided_by="场党委会议")

# One use-case for each act of the table that somebody may do, called as it is called by its page.
DONE_BY: dict[Act, Do] = {
    acts.NEW_MEETING: lambda house, who, _: drafting.new_meeting(house, who, DETAILS),
    acts.COPY_MEETING: lambda house, who, meeting: copying.copy_meeting(house, who, meeting, "又一次"),
    acts.EDIT_DETAILS: lambda house, who, meeting: drafting.edit_details(house, who, meeting, DETAILS),
    acts.DELETE_DRAFT: drafting.delete_draft,
    acts.CHOOSE_SCHEME: lambda house, who, meeting: drafting.adopt_scheme(house, who, meeting, "方案", b""),
    acts.SET_PARAMETERS: lambda house, who, meeting: drafting.set_parameters(house, who, meeting, {}),
    acts.SET_WEIGHTS: lambda house, who, meeting: weights.set_weights(house, who, meeting, {}),
    acts.SAVE_APPRAISEES: lambda house, who, meeting: roster.save_appraisees(house, who, meeting, []),
    acts.SAVE_SEATS: lambda house, who, meeting: roster.save_seats(house, who, meeting, []),
    acts.ENTER_RECORDS: lambda house, who, meeting: recording.save_records(house, who, meeting, {}),
    acts.FREEZE: freezing.freeze,
    acts.THAW: freezing.thaw,
    acts.PRINT_CARDS: cards.print_cards,
    acts.VOID_UNISSUED: lambda house, who, meeting: cards.void_unissued(house, who, meeting, []),
    acts.SET_ASIDE: lambda house, who, meeting: paper.set_aside(house, who, meeting, []),
    acts.ENTER_PAPER: lambda house, who, meeting: paper.begin_entry(house, who, meeting, ["甲", "乙"]),
    acts.START_TABLET: kiosk.start_tablet,
    acts.SIGN_REISSUE: lambda house, who, meeting: cards.reissue(house, who, meeting, 1),
    acts.WITHDRAW_REISSUE: lambda house, who, meeting: seating.withdraw_signature(house, who, meeting, 1),
    acts.BEGIN: lambda house, who, meeting: rounds.begin(house, who, meeting, ""),
    acts.OPEN_ROUND: lambda house, who, meeting: rounds.open_round(house, who, meeting, 1),
    acts.WITHDRAW_OPENING: lambda house, who, meeting: withdrawing.withdraw_opening(house, who, meeting, 1),
    acts.CLOSE_ROUND: lambda house, who, meeting: control.close_when_sure(house, who, meeting, 1, True),
    acts.VOID_ROUND: lambda house, who, meeting: rounds.void_round(house, who, meeting, 1, ""),
    acts.RERUN_ROUND: lambda house, who, meeting: rounds.rerun_round(house, who, meeting, 1),
    acts.MOVE_ROUND: lambda house, who, meeting: reordering.move_round(house, who, meeting, 1, "nowhere"),
    acts.CALL_UP: lambda house, who, meeting: projector.announce(house, who, meeting, 1),
    acts.REST: lambda house, who, meeting: projector.pause(house, who, meeting, True),
    acts.CORRECT: lambda house, who, meeting: correcting.correct_wording(house, who, meeting, 1, Wording("甲")),
    acts.COUNT: counting.count_meeting,
    acts.SIGN_RELEASE: releasing.sign_release,
    acts.SHOW_SMALL: releasing.allow_small,
    acts.DECIDE: lambda house, who, meeting: confirming.decide(house, who, meeting, "01", RULING),
    acts.TAKE_BACK: lambda house, who, meeting: confirming.take_back(house, who, meeting, "01"),
    acts.WRITE_OPINION: lambda house, who, meeting: confirming.save_opinion(house, who, meeting, "01", {}),
    acts.CONFIRM: confirming.confirm,
    acts.RECONSIDER: lambda house, who, meeting: confirming.reconsider(house, who, meeting, ""),
    acts.EXPORT: lambda house, who, meeting: exporting.export_of_meeting(house, who, meeting, "report"),
    acts.EXPORT_ARCHIVE: lambda house, who, meeting: exporting.export_of_meeting(house, who, meeting, "archive"),
    acts.SEAL: archive.seal_meeting,
    acts.ADD_OFFICER: lambda house, who, _: officers.add_officer(house, who, "a", "甲", "chair", password_hash()),
    acts.REOPEN_OFFICER: lambda house, who, _: officers.set_active(house, who, 0, is_active=True),
    acts.CLOSE_OFFICER: lambda house, who, _: officers.set_active(house, who, 0, is_active=False),
    acts.LOG_IN: lambda house, who, _: officers.log_in(house, who.login, is_right=True),
    acts.CHANGE_PASSWORD: lambda house, who, _: officers.change_password(house, who, who.id, password_hash()),
}
REFUSED_FOR_THE_STATE = {"move_from_elsewhere", "act_in_other_states"} | {
    code for act in ACTS for code in act.elsewhere.values()
}


class LetInError(Exception):
    """The act was let in; the test wants no more of it."""


@dataclass(frozen=True)
class Door:
    """A meeting whose acts are stopped right behind the door."""

    room: Room

    def stand(self, state: MeetingState) -> None:
        with self.room.house.writing() as session:
            find_meeting(session, self.room.meeting_id).state = state

    def answer(self, act: Act, role: Role) -> str:
        """How an officer of this role is answered: let in, not allowed, or wrong state."""
        try:
            DONE_BY[act](self.room.house, self.room.officers[role], self.room.meeting_id)
        except LetInError:
            return "let in"
        except NotAllowed as refusal:
            return "not allowed" if refusal.message.code == act.reserved else refusal.message.code
        except WrongState as refusal:
            code = refusal.message.code
            return "wrong state" if code in REFUSED_FOR_THE_STATE else code
        return "neither stopped nor refused"


@pytest.fixture
def door(ready: Room, monkeypatch: pytest.MonkeyPatch) -> Door:
    """A meeting with cards; whoever is let in is stopped before the body of the act."""

    def stop(*_: Any) -> NoReturn:
        raise LetInError

    monkeypatch.setattr(acting, "Doing", stop)
    return Door(ready)


def expected(act: Act, role: Role, state: MeetingState) -> str:
    """What the table says."""
    if role not in act.roles:
        return "not allowed"
    return "let in" if not act.states or state in act.states else "wrong state"


def test_every_act_that_somebody_may_do_has_its_use_case_here() -> None:
    assert list(DONE_BY) == [act for act in ACTS if act.roles]


@pytest.mark.parametrize("state", MeetingState)
def test_every_act_is_let_in_or_refused_by_role_and_state_as_the_table_says(door: Door, state: MeetingState) -> None:
    door.stand(state)
    answers = {(act.key, role): door.answer(act, role) for act in DONE_BY for role in Role}
    assert answers == {(act.key, role): expected(act, role, state) for act in DONE_BY for role in Role}


def test_the_table_would_not_pass_as_another() -> None:
    """What the test above compares has all three answers in it, and not the same everywhere."""
    told = {
        (act.key, role, state): expected(act, role, state) for act in DONE_BY for role in Role for state in MeetingState
    }
    assert set(told.values()) == {"let in", "not allowed", "wrong state"}
    assert len({tuple(told[act.key, role, state] for role in Role for state in MeetingState) for act in DONE_BY}) > 10


def test_keys_and_words_of_the_log_are_one_for_each_act() -> None:
    assert len({act.key for act in ACTS}) == len(ACTS)
    logged = [act.logged for act in ACTS if act.logged and act is not acts.EXPORT_ARCHIVE]
    assert len(set(logged)) == len(logged)
    assert acts.EXPORT_ARCHIVE.logged == acts.EXPORT.logged


def test_only_the_table_says_what_the_log_is_written_with() -> None:
    """No use-case writes a word of the log itself: `note` and `log` are given entries of the table."""
    written = [
        (path.name, ast.unparse(call))
        for path in sorted((ROOT / "voting" / "meeting").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in ("note", "log")
        if any(isinstance(given, ast.Constant) for given in (call.args[2:3] if len(call.args) > 1 else call.args))
    ]
    assert written == []


def test_the_moves_that_a_scrutineer_follows_without_the_server_are_those_of_the_table() -> None:
    """`tally verify` and `voting audit` read old logs by these words."""
    targets = {str(act.logged): str(act.target) for act in ACTS if act.target is not None}
    assert {**targets, str(acts.DELETE_DRAFT.logged): "deleted"} == STATES
    assert set(CHANGES) - {str(act.logged) for act in ACTS} == set()


def test_no_page_has_words_of_its_own_for_the_states_of_a_meeting() -> None:
    """The filter `state_word` says them, from the table."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")}
    own = re.compile(f'"({"|".join(MeetingState)})": _\\(')
    assert [name for name, text in pages.items() if own.search(text)] == []
    assert any("|state_word" in text for text in pages.values())
    assert own.search('{"draft": _("起草")}')


def test_the_pages_words_for_roles_are_those_of_the_table() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates").rglob("*.html")))
    said = set(re.findall(r'"(chair|scrutineer)"(?::|,) \(?_\("([^"]+)"\)', pages))
    assert said == {(str(role), str(ROLE_TITLES[role])) for role in (Role.CHAIR, Role.SCRUTINEER)}


def test_an_act_that_changes_nothing_is_not_heard_of(ready: Room) -> None:
    house, meeting_id = ready.house, ready.meeting_id
    before = [house.news.version(topic, meeting_id) for topic in ("phones", "room")]
    wording = Wording("第1支部书记")
    assert not correcting.correct_wording(house, ready.officers["secretary"], meeting_id, 1, wording)
    assert [house.news.version(topic, meeting_id) for topic in ("phones", "room")] == before


def test_phones_hear_of_what_the_table_says_and_the_room_of_every_act(house: House) -> None:
    room = make_room(house, people=1)

    def heard(act: Callable[[], object]) -> list[str]:
        topics = ("phones", "room")
        before = [house.news.version(topic, room.meeting_id) for topic in topics]
        act()
        return [
            topic
            for topic, seen in zip(topics, before, strict=True)
            if house.news.version(topic, room.meeting_id) > seen
        ]

    secretary, chair = room.officers["secretary"], room.officers["chair"]
    assert heard(lambda: cards.void_unissued(house, secretary, room.meeting_id, [])) == ["room"]
    assert heard(room.begin) == ["phones", "room"]
    assert heard(lambda: projector.announce(house, chair, room.meeting_id, 1)) == ["room"]
    assert heard(lambda: room.open(1, consent=True)) == ["phones", "room"]
    with pytest.raises(WrongState):
        heard(lambda: room.open(1))
    assert heard(lambda: room.close(1)) == ["phones", "room"]
