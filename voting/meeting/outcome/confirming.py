"""确定等次: the committee confirms each proposed grade or changes it, with a reason and a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import BadInput, NotFound, WrongState
from voting.meeting.acting import Doing, Unchanged
from voting.meeting.acts import CONFIRM, DECIDE, RECONSIDER, TAKE_BACK, WRITE_OPINION
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.outcome.counting import result_of
from voting.meeting.outcome.releasing import require_released
from voting.refusals.sentence import Sentence
from voting.storage.registry import Decision, Meeting, Officer, OpinionText

LONGEST_BODY, LONGEST_DOCUMENT, LONGEST_DEADLINE = 120, 200, 60  # characters


@dataclass(frozen=True)
class Ruling:
    """What the committee decided on one appraisee, as the secretary enters it."""

    final_grade: str
    reason: str = ""
    document: str = ""
    decided_by: str = ""


def decide(house: House, who: Officer, meeting_id: int, code: str, ruling: Ruling) -> None:
    """Record the final grade of one appraisee; a change needs its reason and its document.

    Raises BadInput with the fields at fault, NotFound, WrongState, NotAllowed.
    """
    with house.act(DECIDE, who, meeting_id) as act:
        require_released(act.session, act.meeting)
        proposed = proposed_grades(act.session, act.meeting)
        if code not in proposed:
            raise NotFound("no_appraisee")
        fields = _faults(act.meeting, ruling, proposed[code])
        if fields:
            raise BadInput("ruling_faulty", fields)
        _keep(act, code, ruling, proposed[code])


def confirm_rest(house: House, who: Officer, meeting_id: int, decided_by: str, document: str) -> int:
    """Confirm every proposed grade that is not decided yet and not flagged; return how many.

    Raises BadInput with the fields at fault, WrongState, NotAllowed; all are confirmed or none.
    """
    with house.act(DECIDE, who, meeting_id) as act:
        require_released(act.session, act.meeting)
        left = unquestioned(act.session, act.meeting)
        for code, grade in left.items():
            ruling = Ruling(grade, "", document, decided_by)
            fields = _faults(act.meeting, ruling, grade)
            if fields:
                raise BadInput("rest_faulty", fields)
            _keep(act, code, ruling, grade)
        if not left:
            act.leaves_all_as_it_was()
        return len(left)


def unquestioned(session: Session, meeting: Meeting) -> dict[str, str]:
    """The proposed grades that `confirm_rest` would confirm, by appraisee: not decided yet, and without a flag."""
    decided = decisions(session, meeting)
    return {
        person.id: person.grade
        for person in result_of(session, meeting).appraisees
        if person.grade and not person.flags and person.id not in decided
    }


def take_back(house: House, who: Officer, meeting_id: int, code: str) -> None:
    """Undo a decision that is not confirmed yet. Raises WrongState, NotAllowed."""
    with house.act(TAKE_BACK, who, meeting_id) as act:
        decision = act.session.get(Decision, (meeting_id, code))
        if decision is None:
            act.leaves_all_as_it_was()
            return
        act.session.delete(decision)
        act.log(appraisee=code)


def confirm(house: House, who: Officer, meeting_id: int) -> None:
    """Close the decisions: the meeting is confirmed. Raises NotAllowed, WrongState naming who is still undecided."""
    with house.act(CONFIRM, who, meeting_id) as act:
        meeting = act.meeting
        require_released(act.session, meeting)
        decided = decisions(act.session, meeting)
        has_grades = bool(scheme_of(meeting).grades)
        missing = tuple(person.name for person in meeting.appraisees if has_grades and person.code not in decided)
        if missing:
            raise WrongState("grades_missing", names=missing)


def reconsider(house: House, who: Officer, meeting_id: int, reason: str) -> None:
    """Take a confirmed meeting back to counted, with the reason on record. Raises WrongState, NotAllowed, BadInput."""
    with house.act(RECONSIDER, who, meeting_id) as act:
        if not reason.strip():
            raise BadInput("reconsider_without_reason", {"reason": Sentence("write_the_reason")})
        act.log(reason=plain(reason))


def save_opinion(
    house: House,
    who: Officer,
    meeting_id: int,
    code: str,
    text: Mapping[str, str],
    unchanged: Unchanged | None = None,
) -> None:
    """Keep the secretary's words for an opinion: strengths, problems, demands, deadline.

    Raises NotFound, WrongState, NotAllowed, BadInput.
    """
    with house.act(WRITE_OPINION, who, meeting_id, unchanged) as act:
        if code not in {person.code for person in act.meeting.appraisees}:
            raise NotFound("no_appraisee")
        kept = {name: plain(text.get(name, "")) for name in ("strengths", "problems", "demands", "deadline")}
        if len(kept["deadline"]) > LONGEST_DEADLINE:
            raise BadInput("opinion_faulty", {"deadline": Sentence("deadline_too_long")})
        act.session.merge(OpinionText(meeting_id=meeting_id, appraisee=code, **kept))
        act.log(appraisee=code)


def decisions(session: Session, meeting: Meeting) -> dict[str, Decision]:
    """The decisions so far, by appraisee."""
    query = select(Decision).where(Decision.meeting_id == meeting.id)
    return {kept.appraisee: kept for kept in session.scalars(query)}


def opinions(session: Session, meeting: Meeting) -> dict[str, OpinionText]:
    """The secretary's words so far, by appraisee."""
    query = select(OpinionText).where(OpinionText.meeting_id == meeting.id)
    return {kept.appraisee: kept for kept in session.scalars(query)}


def proposed_grades(session: Session, meeting: Meeting) -> dict[str, str | None]:
    """建议等次 by appraisee; None where there is no score."""
    return {one.id: one.grade for one in result_of(session, meeting).appraisees}


def plain(typed: str) -> str:
    """What was typed, without the blanks around it and the NULs that PostgreSQL refuses."""
    return typed.replace("\0", "").strip()


def _keep(act: Doing, code: str, ruling: Ruling, proposed: str | None) -> None:
    kept = {name: plain(value) for name, value in vars(ruling).items()}
    act.session.merge(Decision(meeting_id=act.meeting.id, appraisee=code, **kept))
    act.log(appraisee=code, proposed=proposed, **kept)


def _faults(meeting: Meeting, ruling: Ruling, proposed: str | None) -> dict[str, str]:
    fields: dict[str, str] = {}
    if len(plain(ruling.decided_by)) > LONGEST_BODY:
        fields["decided_by"] = Sentence("body_too_long", most=LONGEST_BODY)
    if len(plain(ruling.document)) > LONGEST_DOCUMENT:
        fields["document"] = Sentence("document_too_long", most=LONGEST_DOCUMENT)
    if ruling.final_grade not in [grade.name for grade in scheme_of(meeting).grades]:
        fields["final_grade"] = Sentence("grade_unchosen")
    if not ruling.decided_by.strip():
        fields["decided_by"] = Sentence("body_missing")
    if ruling.final_grade != proposed and not ruling.reason.strip():
        fields["reason"] = Sentence("reason_missing")
    if ruling.final_grade != proposed and not ruling.document.strip():
        fields["document"] = Sentence("document_missing")
    return fields
