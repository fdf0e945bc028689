"""The audit log: every act of an officer, each entry chained to the one before by its hash (secrecy.md 10).

Each meeting has a chain of its own, so that its archive holds it whole; the house has one, chain 0.
Joining and casting are never in it: they are attendees' acts, and a time beside them would be an identity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from tally.evidence.chain import BEGINNING, Link, chain_faults, link_hash
from voting.storage.registry import AuditEntry

HOUSE = 0
NOTED = "meetings noted"


def note(session: Session, officer: str, act: str, meeting: int | None = None, /, **detail: object) -> None:
    """Add an act to the log of a meeting, or of the house, in the same transaction as the act itself."""
    chain = meeting or HOUSE
    query = select(AuditEntry).where(AuditEntry.meeting_id == chain).order_by(AuditEntry.sequence.desc())
    last = session.scalar(query.limit(1))
    link = Link(
        chain,
        last.sequence + 1 if last else 1,
        datetime.now(UTC).isoformat(timespec="seconds"),
        officer,
        act,
        json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str),
        last.hash if last else BEGINNING,
    )
    values = {**vars(replace(link, hash=link_hash(link))), "meeting_id": chain}
    del values["chain"]
    session.add(AuditEntry(**values))
    session.flush()
    session.info.setdefault(NOTED, set()).add(chain)


def meetings_noted(session: Session) -> set[int]:
    """The meetings that something was noted of in this session: once it is committed, their room must know."""
    noted: set[int] = session.info.get(NOTED, set())
    return noted - {HOUSE}


def faults_in(entries: Iterable[AuditEntry]) -> list[str]:
    """What is wrong with the chains, one Chinese line a fault; empty when all are whole."""
    chains = groupby(entries, key=lambda entry: entry.meeting_id)
    return [fault for _, chain in chains for fault in chain_faults(link_of(entry) for entry in chain)]


def entries(session: Session, meeting: int | None = None) -> list[AuditEntry]:
    """The log, chain by chain in order; of one meeting where one is named."""
    query = select(AuditEntry).order_by(AuditEntry.meeting_id, AuditEntry.sequence)
    if meeting is not None:
        query = query.where(AuditEntry.meeting_id == meeting)
    return list(session.scalars(query))


def link_of(entry: AuditEntry) -> Link:
    """An entry as a link of its chain."""
    return Link(
        entry.meeting_id,
        entry.sequence,
        entry.at,
        entry.officer,
        entry.act,
        entry.detail,
        entry.previous,
        entry.hash,
    )
