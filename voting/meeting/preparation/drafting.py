"""A meeting while it is drafted: its details, its scheme and the parameters of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import delete

from tally import Faults, Scheme, Source, read_scheme
from voting.details import PLAIN, Details
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
LONGEST_TITLE, LONGEST_ADDRESS = 120, 120
ADDRESS_LABEL = word("手机访问的地址")
SMALLEST_K, LARGEST_K = 5, 1000
ADDRESS = re.compile(r"https?://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?")


def details_of(meeting: Meeting) -> Details:
    """What was said of a meeting before its scheme."""
    return Details(**{each.name: getattr(meeting, each.name) for each in fields(Details)})


def new_meeting(house: House, who: Officer, details: Details) -> Meeting:
    """Begin a draft; raises NotAllowed, BadInput with the fields at fault."""
    with house.act(NEW_MEETING, who) as act:
        return begin_draft(act, details)


def begin_draft(act: Doing, details: Details) -> Meeting:
    """Begin a draft within an act, which is about it from now on; raises BadInput with the fields at fault."""
    details = _sound(details)
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
        for name, value in vars(_sound(details)).items():
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
        wrong = {name: fault for name, fault in faults.items() if fault}
        if wrong:
            raise BadInput("parameters_faulty", wrong)
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


def _sound(details: Details) -> Details:
    """The details with every text on one line; raises BadInput with every one that cannot stay as it is typed."""
    texts = ("title", "address", *(plain.name for plain in PLAIN if not plain.is_number))
    on_one_line: dict[str, Any] = {name: one_line(getattr(details, name)) for name in texts}
    details = replace(details, **on_one_line)
    faults = dict(_plain_faults(details))
    if not details.title or len(details.title) > LONGEST_TITLE:
        faults["title"] = Sentence("title_missing")
    if len(details.address) > LONGEST_ADDRESS:
        faults["address"] = Sentence("detail_too_long", title=ADDRESS_LABEL, most=LONGEST_ADDRESS)
    if details.address and not ADDRESS.fullmatch(details.address):
        faults["address"] = Sentence("address_shape")
    if not SMALLEST_K <= details.k <= LARGEST_K:
        faults["k"] = Sentence("k_too_small")
    if details.round_plan not in PLANS:
        faults["round_plan"] = Sentence("plan_unchosen")
    if faults:
        raise BadInput("details_faulty", faults)
    return details


def _plain_faults(details: Details) -> Iterator[tuple[str, Sentence]]:
    """What is wrong with the plain details, by their names."""
    for plain in PLAIN:
        value = getattr(details, plain.name)
        if plain.is_number and value < 0:
            yield plain.name, Sentence("detail_negative", title=plain.label)
        elif plain.is_number and value > plain.most:
            yield plain.name, Sentence("detail_too_large", title=plain.label, most=plain.most)
        elif not plain.is_number and len(value) > plain.most:
            yield plain.name, Sentence("detail_too_long", title=plain.label, most=plain.most)
