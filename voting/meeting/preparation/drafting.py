"""A meeting while it is drafted: its details, its scheme and parameters, its records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tally import Faults, Scheme, Source, read_scheme
from voting.errors import BadInput, NotAllowed
from voting.meeting.audit import note
from voting.meeting.finding import scheme_in
from voting.meeting.states import require_state
from voting.meeting.typed import one_line
from voting.roles import Role
from voting.states import MeetingState
from voting.storage.registry import Meeting, Officer, PendingAct, RecordValue

PLANS = {
    "speakers": "一人一轮：逐人述职，逐人测评",
    "speakers_then_table": "第一位单独一轮，其余人员合并一轮",
    "table": "全部人员一轮：述职结束后一次测评",
}
LENGTHS = {
    "organisation": ("组织单位", 120),
    "place": ("地点", 120),
    "chair_name": ("主持人", 60),
    "address": ("手机访问的地址", 120),
}
ADDRESS = re.compile(r"https?://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?")


@dataclass(frozen=True)
class Details:
    """What a secretary says of a meeting before its scheme: texts of one line, a date, and how it is held."""

    title: str
    organisation: str = ""
    held_on: date | None = None
    place: str = ""
    chair_name: str = ""
    expected: int = 0
    live: bool = True
    remarks: bool = True
    k: int = 5
    round_plan: str = "speakers"
    address: str = ""

    def __post_init__(self) -> None:
        for name in ("title", *LENGTHS):
            object.__setattr__(self, name, one_line(getattr(self, name)))


def new_meeting(session: Session, who: Officer, details: Details) -> Meeting:
    """Begin a draft; raises BadInput with the fields at fault."""
    _require_secretary(who)
    _check(details)
    meeting = Meeting(**vars(details), settings={}, state=MeetingState.DRAFT)
    session.add(meeting)
    session.flush()
    note(session, who.name, "新建会议", meeting.id, title=meeting.title)
    return meeting


def edit_details(session: Session, who: Officer, meeting: Meeting, details: Details) -> None:
    """Change the details of a draft; raises WrongState, BadInput."""
    _require_secretary(who)
    require_state(meeting, MeetingState.DRAFT)
    _check(details)
    for name, value in vars(details).items():
        setattr(meeting, name, value)
    note(session, who.name, "修改会议信息", meeting.id, title=meeting.title)


def delete_draft(session: Session, who: Officer, meeting: Meeting) -> None:
    """Delete a meeting that is still a draft; anything later is kept."""
    _require_secretary(who)
    require_state(meeting, MeetingState.DRAFT)
    note(session, who.name, "删除会议草稿", meeting.id, title=meeting.title)
    for kind in (RecordValue, PendingAct):
        session.execute(delete(kind).where(kind.meeting_id == meeting.id))
    session.delete(meeting)


def choose_scheme(session: Session, who: Officer, meeting: Meeting, name: str, text: str) -> Scheme:
    """Give a draft its scheme: a copy of the text of a scheme file. Parameters set before are forgotten.

    Raises BadInput with every fault of the file.
    """
    _require_secretary(who)
    require_state(meeting, MeetingState.DRAFT)
    scheme = scheme_in(name, text, {})
    meeting.scheme_name, meeting.scheme_text, meeting.settings = scheme.name, text, {}
    note(session, who.name, "选定方案", meeting.id, scheme=scheme.name, sha256=scheme.sha256)
    return scheme


def set_parameters(session: Session, who: Officer, meeting: Meeting, values: Mapping[str, str]) -> Scheme:
    """Set the scheme's parameters, as written; an empty value takes back to the file's own.

    Raises BadInput naming the field at fault; nothing is changed then.
    """
    _require_secretary(who)
    require_state(meeting, MeetingState.DRAFT)
    typed = {name: unicodedata.normalize("NFKC", value).strip() for name, value in values.items()}
    kept = {name: value for name, value in typed.items() if value}
    faults = {name: _parameter_fault(meeting, name, value) for name, value in kept.items()}
    fields = {name: fault for name, fault in faults.items() if fault}
    if fields:
        raise BadInput("参数没有保存：请改正标出的内容。", fields)
    scheme = scheme_in(meeting.scheme_name, meeting.scheme_text, kept)
    meeting.settings = kept
    note(session, who.name, "设定参数", meeting.id, parameters=kept)
    return scheme


def _parameter_fault(meeting: Meeting, name: str, value: str) -> str:
    """Why a parameter cannot have this value, in words; empty where it can."""
    source = Source(meeting.scheme_name, meeting.scheme_text.encode())
    try:
        read_scheme(source, {name: value})
    except Faults as faults:
        try:
            read_scheme(source, {name: f"{value}%"})
        except Faults:
            return f"{faults.faults[0].message}。"
        return f"这一项是比例，请写成“{value}%”。"
    return ""


def _require_secretary(who: Officer) -> None:
    if who.role != Role.SECRETARY:
        raise NotAllowed("会议由秘书登录后起草和修改。")


def _check(details: Details) -> None:
    fields = {
        name: f"{title}太长，最多{most}字。"
        for name, (title, most) in LENGTHS.items()
        if len(getattr(details, name)) > most
    }
    if not details.title or len(details.title) > 120:
        fields["title"] = "请填写会议名称，120字以内。"
    if details.address and not ADDRESS.fullmatch(details.address):
        fields["address"] = "请填写完整的网址，如 http://192.168.1.20:8080，后面不要带路径。"
    if details.k < 5 or details.k > 1000:
        fields["k"] = "最少合并人数不能小于5：少于5人的分组会让人猜出谁投了什么。"
    if details.expected < 0:
        fields["expected"] = "应到人数不能是负数。"
    if details.round_plan not in PLANS:
        fields["round_plan"] = "请选择测评方式。"
    if fields:
        raise BadInput("会议信息没有保存：请改正标出的内容。", fields)
