"""权重 of the ballot classes, set by the committee in the meeting's own copy of its scheme."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from fractions import Fraction

import tomlkit

from tally import Scheme, Source, read_scheme
from tally.reading.figures import exact_decimal, plain_decimal
from voting.errors import BadInput
from voting.meeting.acting import Unchanged
from voting.meeting.acts import SET_WEIGHTS
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.refusals.sentence import Sentence
from voting.storage.registry import Officer

WHOLE = Fraction(100)


def set_weights(
    house: House, who: Officer, meeting_id: int, typed: Mapping[str, str], unchanged: Unchanged | None = None
) -> Scheme:
    """Give every class a weight in per cent ("40" or "40%"), or, where all are empty, none: one ballot, one vote.

    The rest of the scheme's text, its comments too, stays as it is. Raises NotAllowed, WrongState, BadInput with the
    class at fault or with the sum; nothing is changed then.
    """
    with house.act(SET_WEIGHTS, who, meeting_id, unchanged) as act:
        meeting = act.meeting
        weights = _checked(scheme_of(meeting), typed)
        text = _with_weights(meeting.scheme_text, weights)
        scheme = read_scheme(Source(meeting.scheme_name, text.encode()), meeting.settings)
        meeting.scheme_text = text
        act.log(weights=weights, sha256=scheme.sha256)
        return scheme


def _checked(scheme: Scheme, typed: Mapping[str, str]) -> dict[str, str]:
    """Class → "40%", or nothing at all; raises BadInput."""
    written = {name: _plain(typed.get(name, "")) for name in scheme.class_ids}
    if not any(written.values()):
        return {}
    fields: dict[str, str] = {}
    total = Fraction(0)
    for name, text in written.items():
        share = plain_decimal(text)
        if not text:
            fields[name] = Sentence("weight_all_or_none")
        elif share is None or share <= 0:
            fields[name] = Sentence("weight_shape", text=text)
        else:
            total += share
    if fields:
        raise BadInput("weights_faulty", fields)
    _require_whole(total)
    return {name: f"{text}%" for name, text in written.items()}


def _require_whole(total: Fraction) -> None:
    off, shown = exact_decimal(abs(total - WHOLE)), exact_decimal(total)
    if total > WHOLE:
        raise BadInput("weights_too_much", total=shown, difference=off)
    if total < WHOLE:
        raise BadInput("weights_too_little", total=shown, difference=off)


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
