"""The audit log: every act of an officer, each entry chained to the one before by its hash (secrecy.md 10).

Joining and casting are never in it: they are attendees' acts, and a time beside them would be an identity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.storage.registry import AuditEntry

BEGINNING = "0" * 64
NOTED = "meetings noted"


def note(session: Session, officer: str, act: str, meeting: int | None = None, **detail: object) -> None:
    """Add an act to the log, in the same transaction as the act itself."""
    last = session.scalar(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1))
    entry = AuditEntry(
        sequence=(last.sequence + 1) if last else 1,
        meeting_id=meeting,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        officer=officer,
        act=act,
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str),
        previous=last.hash if last else BEGINNING,
        hash="",
    )
    entry.hash = hash_of(entry)
    session.add(entry)
    session.flush()
    session.info.setdefault(NOTED, set()).add(meeting)


def meetings_noted(session: Session) -> set[int]:
    """The meetings that something was noted of in this session: once it is committed, their room must know."""
    return {meeting for meeting in session.info.get(NOTED, ()) if meeting is not None}


def hash_of(entry: AuditEntry) -> str:
    """The SHA-256 over everything else in the entry, the hash of the one before included."""
    parts = [
        entry.sequence, entry.meeting_id, entry.at, entry.officer, entry.act, entry.detail, entry.previous,
    ]  # fmt: skip
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def faults_in(entries: Iterable[AuditEntry]) -> list[str]:
    """What is wrong with the chain, one Chinese line a fault; empty when it is whole."""
    faults, previous, expected = [], BEGINNING, 1
    for entry in entries:
        if entry.sequence != expected:
            faults.append(f"第{expected}条缺失,接着的是第{entry.sequence}条。")
        if entry.previous != previous:
            faults.append(f"第{entry.sequence}条与上一条接不上:记录被删改或调换过。")
        if entry.hash != hash_of(entry):
            faults.append(f"第{entry.sequence}条内容与其校验值不符:记录被改动过。")
        previous, expected = entry.hash, entry.sequence + 1
    return faults


def entries(session: Session, meeting: int | None = None) -> list[AuditEntry]:
    """The log in order; of one meeting where one is named."""
    query = select(AuditEntry).order_by(AuditEntry.sequence)
    if meeting is not None:
        query = query.where(AuditEntry.meeting_id == meeting)
    return list(session.scalars(query))
