"""A meeting while it is drafted: its details, its scheme and the parameters of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from tally import Faults, Scheme, Source, read_scheme
from voting.errors import BadInput
from voting.meeting.acting import Doing, Unchanged
from voting.meeting.acts import CHOOSE_SCHEME, DELETE_DRAFT, EDIT_DETAILS, NEW_MEETING, SET_PARAMETERS
from voting.meeting.finding import scheme_in
from voting.meeting.house import House
from voting.meeting.preparation.recording import forget_strays
from voting.meeting.typed import one_line
from voting.refusals.sentence import Sentence
from voting.states import MeetingState
from voting.storage.registry import Meeting, Officer, PendingAct, RecordValue
from voting.words import word

PLANS = {
    "speakers": word("一人一轮：逐人述职，逐人测评"),
    "speakers_then_table": word("第一位单独一轮，其余人员合并一轮"),
    "table": word("全部人员一轮：述职结束后一次测评"),
}
LENGTHS = {
    "organisation": (word("组织单位"), 120),
    "place": (word("地点"), 120),
    "chair_name": (word("主持人"), 60),
    "address": (word("手机访问的地址"), 120),
}
LONGEST_TITLE = 120
SMALLEST_K, LARGEST_K = 5, 1000
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


def new_meeting(house: House, who: Officer, details: Details) -> Meeting:
    """Begin a draft; raises NotAllowed, BadInput with the fields at fault."""
    with house.act(NEW_MEETING, who) as act:
        return begin_draft(act, details)


def begin_draft(act: Doing, details: Details) -> Meeting:
    """Begin a draft within an act, which is about it from now on; raises BadInput with the fields at fault."""
    _require_sound(details)
    meeting = Meeting(**vars(details), settings={}, state=MeetingState.DRAFT)
    act.session.add(meeting)
    act.session.flush()
    act.is_about(meeting)
    act.log(NEW_MEETING, title=meeting.title)
    return meeting


def edit_details(
    house: House, who: Officer, meeting_id: int, details: Details, unchanged: Unchanged | None = None
) -> None:
    """Change the details of a draft; raises NotAllowed, WrongState, BadInput."""
    with house.act(EDIT_DETAILS, who, meeting_id, unchanged) as act:
        _require_sound(details)
        for name, value in vars(details).items():
            setattr(act.meeting, name, value)
        act.log(title=act.meeting.title)


def delete_draft(house: House, who: Officer, meeting_id: int) -> None:
    """Delete a meeting that is still a draft; anything later is kept. Raises NotAllowed, WrongState."""
    with house.act(DELETE_DRAFT, who, meeting_id) as act:
        act.log(title=act.meeting.title)
        for kind in (RecordValue, PendingAct):
            act.session.execute(delete(kind).where(kind.meeting_id == meeting_id))
        act.session.delete(act.meeting)


def adopt_scheme(house: House, who: Officer, meeting_id: int, name: str, content: bytes) -> Scheme:
    """Give a draft a copy of this scheme file: the roster stays, parameters set before and stray records go.

    Raises NotAllowed, WrongState, BadInput with every fault of the file; nothing is changed then.
    """
    with house.act(CHOOSE_SCHEME, who, meeting_id) as act:
        text = _decoded(content)
        scheme = scheme_in(name, text, {})
        meeting = act.meeting
        meeting.scheme_name, meeting.scheme_text, meeting.settings = scheme.name, text, {}
        act.log(scheme=scheme.name, sha256=scheme.sha256)
        forget_strays(act)
        return scheme


def set_parameters(
    house: House, who: Officer, meeting_id: int, values: Mapping[str, str], unchanged: Unchanged | None = None
) -> Scheme:
    """Set the scheme's parameters, as written; an empty value takes back to the file's own.

    Raises NotAllowed, WrongState, BadInput naming the field at fault; nothing is changed then.
    """
    with house.act(SET_PARAMETERS, who, meeting_id, unchanged) as act:
        meeting = act.meeting
        typed = {name: unicodedata.normalize("NFKC", value).strip() for name, value in values.items()}
        kept = {name: value for name, value in typed.items() if value}
        faults = {name: _parameter_fault(meeting, name, value) for name, value in kept.items()}
        fields = {name: fault for name, fault in faults.items() if fault}
        if fields:
            raise BadInput("parameters_faulty", fields)
        scheme = scheme_in(meeting.scheme_name, meeting.scheme_text, kept)
        meeting.settings = kept
        act.log(parameters=kept)
        return scheme


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput("scheme_not_utf8") from fault


def _parameter_fault(meeting: Meeting, name: str, value: str) -> str:
    """Why a parameter cannot have this value, in words; empty where it can."""
    source = Source(meeting.scheme_name, meeting.scheme_text.encode())
    try:
        read_scheme(source, {name: value})
    except Faults as faults:
        try:
            read_scheme(source, {name: f"{value}%"})
        except Faults:
            return Sentence("parameter_fault", fault=faults.faults[0].message)
        return Sentence("parameter_is_share", value=value)
    return ""


def _require_sound(details: Details) -> None:
    """Raise BadInput with every detail that cannot stay as it is typed."""
    fields: dict[str, str] = {
        name: Sentence("detail_too_long", title=title, most=most)
        for name, (title, most) in LENGTHS.items()
        if len(getattr(details, name)) > most
    }
    if not details.title or len(details.title) > LONGEST_TITLE:
        fields["title"] = Sentence("title_missing")
    if details.address and not ADDRESS.fullmatch(details.address):
        fields["address"] = Sentence("address_shape")
    if not SMALLEST_K <= details.k <= LARGEST_K:
        fields["k"] = Sentence("k_too_small")
    if details.expected < 0:
        fields["expected"] = Sentence("expected_negative")
    if details.round_plan not in PLANS:
        fields["round_plan"] = Sentence("plan_unchosen")
    if fields:
        raise BadInput("details_faulty", fields)
