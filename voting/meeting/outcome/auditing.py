"""Checking the audit log: each chain whole in itself, and each telling of the meeting that is in the stores.

A chain whose last entries were cut off, or that was written anew, is whole in itself; but then it lacks acts that the
stores show were done, or tells of roots and counts that are not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from tally.evidence.acts import RULING, Acts, acts_of
from tally.evidence.chain import chain_faults
from voting.meeting.audit import HOUSE, entries, link_of
from voting.meeting.outcome.confirming import decisions
from voting.meeting.seats.cards import reissues
from voting.states import RoundState
from voting.storage import ballot_rows as rows
from voting.storage.registry import AuditEntry, FrozenResult, Meeting

Chains = dict[int, list[AuditEntry]]


def chains_of(session: Session) -> Chains:
    """The log, by meeting; the house's own chain is number 0."""
    return {number: list(chain) for number, chain in groupby(entries(session), key=lambda one: one.meeting_id)}


def audit(session: Session, box: Connection) -> list[str]:
    """What is wrong with the log, a Chinese line for each fault; empty where it is whole and tells what is there."""
    chains = chains_of(session)
    faults = [fault for chain in chains.values() for fault in chain_faults(map(link_of, chain))]
    meetings = {one.id: one for one in session.scalars(select(Meeting))}
    for number in sorted(meetings.keys() | chains.keys() - {HOUSE}):
        found = _contradictions(session, box, meetings.get(number), chains.get(number, []))
        faults += [f"会议{number}：{fault}" for fault in found]
    return faults


def heads(chains: Chains) -> list[str]:
    """Where each chain ends: what is taken down of it today shows tomorrow that it was not cut or replaced."""
    return [f"{_title(number)}：{len(chain)}条，最后一条的校验值 {chain[-1].hash}" for number, chain in chains.items()]


def _title(number: int) -> str:
    return f"会议{number}" if number != HOUSE else "本机"


def _contradictions(
    session: Session, box: Connection, meeting: Meeting | None, chain: Sequence[AuditEntry]
) -> list[str]:
    try:
        acts = acts_of(map(link_of, chain))
    except (ValueError, LookupError, TypeError):
        return ["日志的内容已损坏，读不出来。"]
    if meeting is None:
        return [] if acts.state == "deleted" else ["日志中有这次会议，数据库中没有。"]
    return [
        f"日志所记的{what}与数据库不符：日志缺了后面的条目，或被换过。"
        for what in _differing(session, box, meeting, acts)
    ]


def _differing(session: Session, box: Connection, meeting: Meeting, acts: Acts) -> list[str]:
    """The things in which log and stores differ, by their Chinese names."""
    states = rows.states(box, meeting.id)
    closed = {number for number, state in states.items() if state == RoundState.CLOSED}
    frozen = session.get(FrozenResult, meeting.id)
    decided = {code: {name: getattr(one, name) for name in RULING} for code, one in decisions(session, meeting).items()}
    held = {
        "会议状态": (acts.state, meeting.state),
        "会议指纹": (acts.fingerprint, meeting.fingerprint),
        "开启的轮次": (acts.opened, {number for number, state in states.items() if state == RoundState.OPEN}),
        "各轮的根": (acts.roots, {number: rows.state_of(box, (meeting.id, number))[1] for number in closed}),
        "作废的轮次": (acts.void, {number for number, state in states.items() if state == RoundState.VOID}),
        "补发的票卡": (acts.reissued, reissues(session, meeting)),
        "计票结果": (acts.count, frozen.sha256 if frozen else ""),
        "确定等次": (acts.decided, decided),
    }
    return [name for name, (logged, stored) in held.items() if logged != stored]
