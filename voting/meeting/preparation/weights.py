"""权重 of the ballot classes, set by the committee in the meeting's own copy of its scheme."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from fractions import Fraction

import tomlkit
from sqlalchemy.orm import Session

from tally import Scheme, Source, read_scheme
from tally.reading.figures import exact_decimal, plain_decimal
from voting.errors import BadInput, NotAllowed
from voting.meeting.audit import note
from voting.meeting.finding import scheme_of
from voting.meeting.states import require_state
from voting.roles import Role
from voting.states import MeetingState
from voting.storage.registry import Meeting, Officer

WHOLE = Fraction(100)


def set_weights(session: Session, who: Officer, meeting: Meeting, typed: Mapping[str, str]) -> Scheme:
    """Give every class a weight in per cent ("40" or "40%"), or, where all are empty, none: one ballot, one vote.

    The rest of the scheme's text, its comments too, stays as it is. Raises BadInput with the class at fault
    or with the sum; nothing is changed then.
    """
    if who.role != Role.SECRETARY:
        raise NotAllowed("权重由秘书登录后设定。")
    require_state(meeting, MeetingState.DRAFT)
    weights = _checked(scheme_of(meeting), typed)
    text = _with_weights(meeting.scheme_text, weights)
    scheme = read_scheme(Source(meeting.scheme_name, text.encode()), meeting.settings)
    meeting.scheme_text = text
    note(session, who.name, "设定票类权重", meeting.id, weights=weights, sha256=scheme.sha256)
    return scheme


def _checked(scheme: Scheme, typed: Mapping[str, str]) -> dict[str, str]:
    """Class → "40%", or nothing at all; raises BadInput."""
    written = {name: _plain(typed.get(name, "")) for name in scheme.class_ids}
    if not any(written.values()):
        return {}
    fields, total = {}, Fraction(0)
    for name, text in written.items():
        share = plain_decimal(text)
        if not text:
            fields[name] = "各票类要么都填权重，要么都不填。"
        elif share is None or share <= 0:
            fields[name] = f"“{text}”不能用：请填大于0的数，如 40 表示40%。"
        else:
            total += share
    if fields:
        raise BadInput("权重没有保存：请改正标出的内容。", fields)
    if total != WHOLE:
        raise BadInput(f"权重没有保存：各票类合计须为100%，现在合计{exact_decimal(total)}%，{_off(total - WHOLE)}。")
    return {name: f"{text}%" for name, text in written.items()}


def _off(difference: Fraction) -> str:
    return f"{'多' if difference > 0 else '少'}了{exact_decimal(abs(difference))}个百分点"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()


def _with_weights(text: str, weights: Mapping[str, str]) -> str:
    document = tomlkit.parse(text)
    for table in document["class"]:
        if weights:
            table["weight"] = weights[str(table["id"])]
        else:
            table.pop("weight", None)
    return tomlkit.dumps(document)
