"""确定等次: the committee confirms each proposed grade or changes it, with a reason and a document."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from voting.errors import BadInput, NotAllowed, NotFound, WrongState
from voting.meeting.audit import note
from voting.meeting.finding import scheme_of
from voting.meeting.outcome.counting import result_of
from voting.meeting.outcome.releasing import require_released
from voting.meeting.states import require_move, require_state
from voting.roles import Role
from voting.states import MeetingState
from voting.storage.registry import Decision, Meeting, Officer, OpinionText


@dataclass(frozen=True)
class Ruling:
    """What the committee decided on one appraisee, as the secretary enters it."""

    final_grade: str
    reason: str = ""
    document: str = ""
    decided_by: str = ""


def decide(session: Session, who: Officer, meeting: Meeting, code: str, ruling: Ruling) -> None:
    """Record the final grade of one appraisee; a change needs its reason and its document.

    Raises BadInput with the fields at fault, NotFound, WrongState, NotAllowed.
    """
    _require_secretary(who)
    require_state(meeting, MeetingState.COUNTED)
    require_released(session, meeting)
    proposed = proposed_grades(session, meeting)
    if code not in proposed:
        raise NotFound("没有这位被评议人。")
    fields = _faults(meeting, ruling, proposed[code])
    if fields:
        raise BadInput("确定等次没有保存：请补齐标出的内容。", fields)
    _keep(session, who, meeting, code, ruling, proposed[code])


def confirm_rest(session: Session, who: Officer, meeting: Meeting, decided_by: str, document: str) -> int:
    """Confirm every proposed grade that is not decided yet and not flagged; return how many.

    Raises BadInput with the fields at fault, WrongState, NotAllowed; all are confirmed or none.
    """
    _require_secretary(who)
    require_state(meeting, MeetingState.COUNTED)
    require_released(session, meeting)
    open_ones = unquestioned(session, meeting)
    for code, grade in open_ones.items():
        ruling = Ruling(grade, "", document, decided_by)
        fields = _faults(meeting, ruling, grade)
        if fields:
            raise BadInput("其余人员的等次没有确定：请补齐标出的内容。", fields)
        _keep(session, who, meeting, code, ruling, grade)
    return len(open_ones)


def unquestioned(session: Session, meeting: Meeting) -> dict[str, str]:
    """The proposed grades that `confirm_rest` would confirm, by appraisee: not decided yet, and without a flag."""
    decided = decisions(session, meeting)
    return {
        one.id: one.grade
        for one in result_of(session, meeting).appraisees
        if one.grade and not one.flags and one.id not in decided
    }


def take_back(session: Session, who: Officer, meeting: Meeting, code: str) -> None:
    """Undo a decision that is not confirmed yet."""
    _require_secretary(who)
    require_state(meeting, MeetingState.COUNTED)
    decision = session.get(Decision, (meeting.id, code))
    if decision is not None:
        session.delete(decision)
        note(session, who.name, "撤回确定等次", meeting.id, appraisee=code)


def confirm(session: Session, who: Officer, meeting: Meeting) -> None:
    """Close the decisions: the meeting is confirmed. Raises WrongState naming who is still undecided."""
    require_move(meeting, "confirm", who)
    require_released(session, meeting)
    decided = decisions(session, meeting)
    names = {one.code: one.name for one in meeting.appraisees}
    has_grades = bool(scheme_of(meeting).grades)
    missing = [names[code] for code in names if has_grades and code not in decided]
    if missing:
        raise WrongState(f"这些人还没有确定等次：{'、'.join(missing)}。")
    meeting.state = MeetingState.CONFIRMED
    note(session, who.name, "确认等次", meeting.id)


def reconsider(session: Session, who: Officer, meeting: Meeting, reason: str) -> None:
    """Take a confirmed meeting back to counted, with the reason on record."""
    require_move(meeting, "reconsider", who)
    if not reason.strip():
        raise BadInput("请写明退回复议的原因。", {"reason": "请写明原因。"})
    meeting.state = MeetingState.COUNTED
    note(session, who.name, "退回复议", meeting.id, reason=plain(reason))


def save_opinion(session: Session, who: Officer, meeting: Meeting, code: str, text: dict[str, str]) -> None:
    """Keep the secretary's words for an opinion: strengths, problems, demands, deadline."""
    _require_secretary(who)
    require_state(meeting, MeetingState.COUNTED, MeetingState.CONFIRMED)
    if code not in {one.code for one in meeting.appraisees}:
        raise NotFound("没有这位被评议人。")
    kept = {name: plain(text.get(name, "")) for name in ("strengths", "problems", "demands", "deadline")}
    if len(kept["deadline"]) > 60:
        raise BadInput("评价意见没有保存：请改正标出的内容。", {"deadline": "整改时限请控制在60字以内。"})
    session.merge(OpinionText(meeting_id=meeting.id, appraisee=code, **kept))
    note(session, who.name, "撰写评价意见", meeting.id, appraisee=code)


def decisions(session: Session, meeting: Meeting) -> dict[str, Decision]:
    """The decisions so far, by appraisee."""
    query = select(Decision).where(Decision.meeting_id == meeting.id)
    return {one.appraisee: one for one in session.scalars(query)}


def opinions(session: Session, meeting: Meeting) -> dict[str, OpinionText]:
    """The secretary's words so far, by appraisee."""
    query = select(OpinionText).where(OpinionText.meeting_id == meeting.id)
    return {one.appraisee: one for one in session.scalars(query)}


def proposed_grades(session: Session, meeting: Meeting) -> dict[str, str | None]:
    """建议等次 by appraisee; None where there is no score."""
    return {one.id: one.grade for one in result_of(session, meeting).appraisees}


def plain(typed: str) -> str:
    """What was typed, without the blanks around it and the NULs that PostgreSQL refuses."""
    return typed.replace("\0", "").strip()


def _keep(session: Session, who: Officer, meeting: Meeting, code: str, ruling: Ruling, proposed: str | None) -> None:
    kept = {name: plain(value) for name, value in vars(ruling).items()}
    session.merge(Decision(meeting_id=meeting.id, appraisee=code, **kept))
    note(session, who.name, "确定等次", meeting.id, appraisee=code, proposed=proposed, **kept)


def _faults(meeting: Meeting, ruling: Ruling, proposed: str | None) -> dict[str, str]:
    fields = {}
    for name, title, most in (("decided_by", "决定的组织", 120), ("document", "依据文件", 200)):
        if len(plain(getattr(ruling, name))) > most:
            fields[name] = f"{title}请控制在{most}字以内。"
    if ruling.final_grade not in [grade.name for grade in scheme_of(meeting).grades]:
        fields["final_grade"] = "请选择确定等次。"
    if not ruling.decided_by.strip():
        fields["decided_by"] = "请填写决定的组织，如“场党委会议”。"
    if ruling.final_grade != proposed and not ruling.reason.strip():
        fields["reason"] = "确定等次与建议等次不同，请写明理由。"
    if ruling.final_grade != proposed and not ruling.document.strip():
        fields["document"] = "确定等次与建议等次不同，请写明依据的文件或会议纪要。"
    return fields


def _require_secretary(who: Officer) -> None:
    if who.role != Role.SECRETARY:
        raise NotAllowed("确定等次由秘书登录后录入。")
