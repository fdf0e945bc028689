"""What `voting audit` finds: a changed line, a cut tail, a chain written anew (issue: the log of officers' acts)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tally.evidence.chain import BEGINNING, link_hash
from tests.voting.meetings import Room, make_room, vote_all
from tests.voting.secrecy.rooms import count_and_release
from tests.voting.secrecy.test_killed import opened_again
from voting.cli import main
from voting.meeting.audit import link_of
from voting.meeting.house import House
from voting.meeting.outcome import confirming
from voting.meeting.outcome.auditing import audit, chains_of, heads
from voting.meeting.outcome.confirming import Ruling
from voting.meeting.seats.cards import reissue
from voting.meeting.session.rounds import rerun_round, void_round
from voting.storage.registry import AuditEntry


def whole_meeting(house: House) -> Room:
    """From the draft to the seal: one card re-issued, one round void and rerun, one grade decided twice."""
    room = make_room(house, people=1)
    chair, secretary = room.officers["chair"], room.officers["secretary"]
    room.begin()
    phones = room.joined_phones()
    for role in ("chair", "scrutineer"):
        reissue(house, room.officers[role], room.meeting_id, room.seats[0])
    room.open(1)
    void_round(house, chair, room.meeting_id, 1, "投影断电")
    spare = rerun_round(house, chair, room.meeting_id, 1)
    room.hold(phones, spare, "01")
    count_and_release(room)
    for body in ("场党委", "场党委会议"):
        ruling = Ruling(room.proposed()["01"], decided_by=body)
        confirming.decide(house, secretary, room.meeting_id, "01", ruling)
    confirming.confirm(house, secretary, room.meeting_id)
    room.seal()
    return room


def faults(house: House) -> list[str]:
    with house.reading() as session, house.stores.ballot_box.connect() as box:
        return audit(session, box)


def rewritten(session: Session, meeting: int, keep: Callable[[AuditEntry], bool]) -> None:
    """A chain without some of its entries, numbered and hashed anew: whole in itself."""
    old = list(session.scalars(select(AuditEntry).where(AuditEntry.meeting_id == meeting)))
    kept = [link_of(entry) for entry in sorted(old, key=lambda one: one.sequence) if keep(entry)]
    session.execute(delete(AuditEntry).where(AuditEntry.meeting_id == meeting))
    previous = BEGINNING
    for number, link in enumerate(kept, 1):
        new = replace(link, sequence=number, previous=previous, hash="")
        previous = link_hash(new)
        values = {**vars(replace(new, hash=previous)), "meeting_id": meeting}
        del values["chain"]
        session.add(AuditEntry(**values))


def test_a_log_at_every_stage_of_a_meeting_tells_what_is_there(either_house: House) -> None:
    room = whole_meeting(either_house)
    assert faults(either_house) == []
    make_room(either_house, people=1, officers=room.officers)
    assert faults(either_house) == []


def test_a_changed_line_is_found(either_house: House) -> None:
    room = whole_meeting(either_house)
    with either_house.writing() as session:
        session.get_one(AuditEntry, (room.meeting_id, 3)).officer = "别人"
    assert any("第3条内容与其校验值不符" in fault for fault in faults(either_house))


def test_a_cut_tail_is_found_although_the_chain_is_whole(house: House) -> None:
    """Whichever of the acts that something came of was the first to be cut off."""
    room = whole_meeting(house)
    with house.reading() as session:
        acts = {one.sequence: one.act for one in chains_of(session)[room.meeting_id]}
    for sequence in sorted(acts, reverse=True):
        with house.writing() as session:
            session.execute(
                delete(AuditEntry).where(AuditEntry.meeting_id == room.meeting_id, AuditEntry.sequence == sequence)
            )
        found = faults(house)
        assert found, acts[sequence]
        assert not any("条" in fault and "校验值" in fault for fault in found)


@pytest.mark.parametrize("act", ["补发票卡", "作废轮次", "结束投票", "确定等次", "计票"])
def test_an_act_left_out_of_a_chain_written_anew_is_found(house: House, act: str) -> None:
    room = whole_meeting(house)
    with house.writing() as session:
        rewritten(session, room.meeting_id, lambda entry: entry.act != act)
    assert faults(house)


def test_a_log_without_its_meeting_and_a_meeting_without_its_log_are_found(house: House) -> None:
    room = make_room(house, people=1)
    with house.writing() as session:
        rewritten(session, room.meeting_id, lambda _entry: False)
        rewritten(session, room.meeting_id + 1, lambda _entry: False)
        session.add(
            AuditEntry(meeting_id=99, sequence=1, at="", officer="", act="新建会议", detail="{}", previous="", hash="")
        )
    found = faults(house)
    assert any(fault.startswith(f"会议{room.meeting_id}：") for fault in found)
    assert any("会议99：日志中有这次会议" in fault for fault in found)


def test_what_a_crash_cut_off_between_box_and_log_is_noted_at_the_next_start(either_house: House) -> None:
    """The box has closed a round, the server dies before the registry hears of it: the log hears of it later."""
    room = make_room(either_house, people=1)
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones, 1, "01", ["好"] * len(phones))
    root = either_house.box.close_round((room.meeting_id, 1))
    assert any("各轮的根" in fault for fault in faults(either_house))
    for _ in "12":
        again = opened_again(either_house)
        assert faults(again) == []
        with again.reading() as session:
            closings = [one for one in chains_of(session)[room.meeting_id] if one.act == "结束投票"]
        assert [root in one.detail for one in closings] == [True]
        again.close()


def test_a_round_that_is_void_after_a_restore_is_in_the_log(either_house: House) -> None:
    room = make_room(either_house, people=1)
    room.begin()
    room.open(1, consent=True)
    either_house.keys.destroy_round(room.meeting_id, 1)
    again = opened_again(either_house)
    assert faults(again) == []
    with again.reading() as session:
        assert "密钥不在" in next(one.detail for one in chains_of(session)[room.meeting_id] if one.act == "作废轮次")
    again.close()


def test_a_round_that_the_chair_gave_up_amid_a_crash_is_not_put_down_to_its_key(either_house: House) -> None:
    room = make_room(either_house, people=1)
    room.begin()
    room.open(1, consent=True)
    either_house.box.void_round((room.meeting_id, 1))
    again = opened_again(either_house)
    assert faults(again) == []
    with again.reading() as session:
        said = next(one.detail for one in chains_of(session)[room.meeting_id] if one.act == "作废轮次")
    assert "作废时系统中断" in said
    assert "密钥" not in said
    again.close()


def test_the_command_says_where_each_chain_ends(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    """Who takes it down can show later that nothing behind it was replaced."""
    room = make_room(house, people=1)
    assert main(["audit", "--instance", str(house.instance)]) == 0
    said = capsys.readouterr().out
    with house.reading() as session:
        assert all(line in said for line in heads(chains_of(session)))
        session.rollback()
    with house.writing() as session:
        session.get_one(AuditEntry, (room.meeting_id, 1)).act = "别的事"
    assert main(["audit", "--instance", str(house.instance)]) == 1
    assert "处不符" in capsys.readouterr().out
