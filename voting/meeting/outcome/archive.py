"""归档: a confirmed meeting is written as one zip that a scrutineer can check with nothing but `tally verify`.

secrecy.md 9. ballots.csv is for scrutineers, never for publication; nothing in it leads to a card.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session

from tally.evidence import archive as layout
from voting.meeting.acts import EXPORT_ARCHIVE, SEAL, require_state
from voting.meeting.agenda import standing_rounds, used_rounds
from voting.meeting.audit import entries, link_of
from voting.meeting.house import House
from voting.meeting.outcome.confirming import decisions
from voting.meeting.outcome.counting import frozen_result, papers_of
from voting.meeting.seats.joining import claims_by_class
from voting.meeting.session.turnout import issued
from voting.states import RoundState
from voting.storage.registry import AgendaRound, Meeting, Officer


@dataclass(frozen=True)
class Archive:
    """The zip and its SHA-256, which is what a signed report can quote."""

    data: bytes
    sha256: str


def seal_meeting(house: House, who: Officer, meeting_id: int) -> None:
    """Close a confirmed meeting for good; nothing of it can be changed after. Raises NotAllowed, WrongState."""
    with house.act(SEAL, who, meeting_id):
        pass


def archive_of(house: House, session: Session, meeting: Meeting, papers: Mapping[str, bytes]) -> Archive:
    """Write the archive of a confirmed or sealed meeting, with these papers in it (name → bytes)."""
    require_state(EXPORT_ARCHIVE, meeting.state)
    counted = papers_of(house, session, meeting)
    files = {
        layout.SCHEME: counted.scheme,
        layout.APPRAISEES: counted.appraisees,
        layout.RECORDS: counted.records,
        layout.RESULT: frozen_result(session, meeting).result.encode(),
        layout.ARGUMENTS: _json({"issued": counted.issued, "settings": counted.settings}),
        layout.MANIFEST: meeting.manifest.encode(),
        layout.ROUNDS: _json(_rounds(house, session, meeting)),
        layout.DECISIONS: _json(_decisions(session, meeting)),
        layout.LOG: _log(session, meeting),
    }
    files |= {layout.ballots_name(number): content for number, content in counted.ballots}
    files |= {layout.tokens_name(number): content for number, content in counted.tokens}
    files |= {f"{layout.PAPERS}{name}": content for name, content in papers.items()}
    data = layout.write_archive(files)
    return Archive(data, sha256(data).hexdigest())


def _rounds(house: House, session: Session, meeting: Meeting) -> dict[str, object]:
    given = issued(session, meeting)
    standing = [_round(house, session, meeting, one, given) for one in standing_rounds(meeting)]
    void = [{"round": one.number, "title": one.title} for one in used_rounds(meeting) if one.state == RoundState.VOID]
    return {"fingerprint": meeting.fingerprint, "rounds": standing, "void": void}


def _round(
    house: House, session: Session, meeting: Meeting, held: AgendaRound, given: Mapping[str, int]
) -> dict[str, object]:
    return {
        "round": held.number,
        "title": held.title,
        "appraisees": list(held.codes),
        "cards": dict(given),
        "claims": claims_by_class(session, meeting, held.number),
        "root": house.box.root((meeting.id, held.number)),
    }


def _decisions(session: Session, meeting: Meeting) -> dict[str, object]:
    return {
        code: {
            "final_grade": decision.final_grade,
            "reason": decision.reason,
            "document": decision.document,
            "decided_by": decision.decided_by,
        }
        for code, decision in sorted(decisions(session, meeting).items())
    }


def _log(session: Session, meeting: Meeting) -> bytes:
    lines = (json.dumps(vars(link_of(entry)), ensure_ascii=False) for entry in entries(session, meeting.id))
    return "".join(f"{line}\n" for line in lines).encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
