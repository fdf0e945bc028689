"""计票: the slips of the closed rounds are written as the tally's own files and counted by it, once.

What is counted here is byte for byte what the archive holds and `tally verify` recounts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tally import Faults, Result, Source, count, explain, read_result
from tally.entered import Values
from tally.evidence import archive as layout
from voting.errors import BadInput, WrongState
from voting.meeting.acting import Doing
from voting.meeting.acts import COUNT
from voting.meeting.agenda import standing_rounds
from voting.meeting.blocking import in_thread
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.session.turnout import issued
from voting.states import RoundState
from voting.storage.registry import FrozenResult, Meeting, Officer, RecordValue

TOKEN_COLUMNS = ("class", "token", "signature", "receipt")
BALLOT_COLUMNS = ("ballot", "class", "appraisee", "sheet", "item", "mark")


@dataclass(frozen=True)
class Papers:
    """Everything the count reads, as bytes: the tally's files and its two arguments; and the tokens that prove it."""

    scheme: bytes
    appraisees: bytes
    ballots: tuple[tuple[int, bytes], ...]  # round, its ballots.csv
    tokens: tuple[tuple[int, bytes], ...]  # round, its tokens.csv
    records: bytes
    issued: dict[str, int] | None
    settings: dict[str, str]


def count_meeting(house: House, who: Officer, meeting_id: int) -> None:
    """Count once all rounds are closed, and freeze the result; its spare keys are destroyed.

    Raises WrongState naming what is still open or missing, BadInput with the tally's faults. No round is voided
    meanwhile; where a record or a name was changed meanwhile nothing is counted.
    """
    with house.act_in_steps(COUNT, who, meeting_id) as steps:
        with steps.checking() as act:
            _require_all_closed(act.meeting)
            papers = papers_of(house, act.session, act.meeting)
        result = in_thread(run, papers)
        with steps.recording() as act:
            if papers_of(house, act.session, act.meeting) != papers:
                raise WrongState("count_changed")
            _keep(act, result, digest_of(papers, result))
    house.keys.destroy_meeting(meeting_id)


def _keep(act: Doing, result: Result, digest: str) -> None:
    meeting, text = act.meeting, result.to_bytes().decode()
    by_class = may_show_classes(result, meeting.k)
    explained = {person.code: explain(result, person.code, by_class) for person in meeting.appraisees}
    act.session.add(FrozenResult(meeting_id=meeting.id, result=text, sha256=digest, explanations=explained))
    act.log(sha256=digest)


def digest_of(papers: Papers, result: Result) -> str:
    """结果校验值: the same over the archive's files, which are these."""
    files = {
        layout.SCHEME: papers.scheme,
        layout.APPRAISEES: papers.appraisees,
        layout.RECORDS: papers.records,
        layout.RESULT: result.to_bytes(),
    }
    files |= {layout.ballots_name(number): content for number, content in papers.ballots}
    files |= {layout.tokens_name(number): content for number, content in papers.tokens}
    return layout.count_digest(files)


def may_show_classes(result: Result, k: int) -> bool:
    """Whether every class that marked an appraisee has k ballots on him, so that no explanation needs to merge any."""
    numbers = (number for one in result.appraisees for number in one.votes.covering.values())
    return all(not number or number >= k for number in numbers)


def run(papers: Papers) -> Result:
    """Count the papers. Raises BadInput with the tally's faults, line by line."""
    ballots = papers.ballots or ((0, _csv(BALLOT_COLUMNS, [])),)
    try:
        return count(
            Source("方案", papers.scheme),
            Source("被评议人", papers.appraisees),
            [Source(f"第{number}轮", content) for number, content in ballots],
            Source("记录项", papers.records),
            papers.issued,
            papers.settings,
        )
    except Faults as faults:
        raise BadInput("count_faulty", lines=str(faults).splitlines()) from faults


def papers_of(house: House, session: Session, meeting: Meeting) -> Papers:
    """Write the meeting's count as files: slips sorted by their salts, which are their ballots' ids."""
    closed = [
        (held.number, (meeting.id, held.number)) for held in standing_rounds(meeting) if held.state == RoundState.CLOSED
    ]
    people = [(one.code, one.name, one.group, one.unit, one.post) for one in meeting.appraisees]
    records = [(one.appraisee, one.record, one.value) for one in records_of(session, meeting)]
    has_classes = bool(scheme_of(meeting).classes)
    given = issued(session, meeting)
    return Papers(
        meeting.scheme_text.encode(),
        _csv(("id", "name", "group", "unit", "post"), people),
        tuple((number, ballots_csv(house.box.slips(where))) for number, where in closed),
        tuple((number, tokens_csv(house.box.tokens(where))) for number, where in closed),
        _csv(("appraisee", "record", "value"), records),
        {one.id: given.get(one.id, 0) for one in scheme_of(meeting).classes} if has_classes else None,
        dict(meeting.settings),
    )


def records_of(session: Session, meeting: Meeting) -> Sequence[RecordValue]:
    """The records entered, in the order of appraisees and records."""
    query = select(RecordValue).where(RecordValue.meeting_id == meeting.id)
    return session.scalars(query.order_by(RecordValue.appraisee, RecordValue.record)).all()


def ballots_csv(slips: Iterable[tuple[str, str, list[list[str]], str]]) -> bytes:
    """The slips of one round in the tally's format: a slip is a ballot, its salt the id, rows sorted."""
    rows = sorted(
        (salt, ballot_class, appraisee, sheet, item, mark)
        for ballot_class, appraisee, marks, salt in slips
        for sheet, item, mark in marks
    )
    return _csv(BALLOT_COLUMNS, rows)


def tokens_csv(tokens: Iterable[tuple[str, bytes, bytes, bytes]]) -> bytes:
    """Class, token, signature and receipt of one round's spent tokens, in hex, in their order."""
    return _csv(TOKEN_COLUMNS, [(name, *(proof.hex() for proof in proofs)) for name, *proofs in tokens])


def frozen_result(session: Session, meeting: Meeting) -> FrozenResult:
    """The result as it was counted; raises WrongState before the count."""
    frozen = session.get(FrozenResult, meeting.id)
    if frozen is None:
        raise WrongState("not_counted")
    return frozen


def result_of(session: Session, meeting: Meeting) -> Result:
    """The result as it was counted, read back; raises WrongState before the count."""
    entered: dict[str, dict[str, Values]] = {}
    for record in records_of(session, meeting):
        entered.setdefault(record.appraisee, {})[record.record] = {"": record.value}
    return read_result(frozen_result(session, meeting).result, scheme_of(meeting), entered)


def _require_all_closed(meeting: Meeting) -> None:
    if not scheme_of(meeting).sheets:
        return
    standing = standing_rounds(meeting)
    waiting = tuple(held.title for held in standing if held.state != RoundState.CLOSED)
    if waiting:
        raise WrongState("rounds_not_closed", titles=waiting)
    covered = {code for held in standing for code in held.codes}
    missing = tuple(person.name for person in meeting.appraisees if person.code not in covered)
    if missing:
        raise WrongState("rounds_to_rerun", names=missing)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue().encode()
