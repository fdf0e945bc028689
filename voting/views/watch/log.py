"""The audit log as the scrutineer reads it: officers' acts, and whether the chain of their hashes is whole."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from voting.audience import serves
from voting.meeting.audit import entries, faults_in
from voting.meeting.finding import find_meeting
from voting.meeting.showing.room import shown_meeting
from voting.roles import ROLE_TITLES
from voting.storage.registry import AuditEntry
from voting.views.access import the_house
from voting.views.words import said

WORDS: dict[str, str] = {
    **{str(role): title for role, title in ROLE_TITLES.items()},
    "name": "姓名",
    "unit": "单位",
    "post": "职务",
}

views = Blueprint("log", __name__)


@views.get("/<int:meeting_id>/log")
@serves("watch")
def show(meeting_id: int) -> str:
    """The log of this meeting, newest first, or of the whole house; every chain of it is checked."""
    everything = request.args.get("all") == "1"
    with the_house().reading() as session:
        meeting = shown_meeting(find_meeting(session, meeting_id))
        log, own = entries(session), entries(session, meeting_id)
        shown = sorted(log, key=lambda one: (one.at, one.meeting_id, one.sequence)) if everything else own
        lines = [_line(one) for one in reversed(shown)]
        chain = {"faults": faults_in(log), "last": own[-1].hash if own else "", "number": len(own)}
    return render_template("watch/log.html", meeting=meeting, entries=lines, chain=chain, everything=everything)


def _line(entry: AuditEntry) -> dict[str, Any]:
    """An entry in this machine's time, its detail as names and values."""
    at, detail = datetime.fromisoformat(entry.at).astimezone(), json.loads(entry.detail)
    return {
        "sequence": entry.sequence,
        "at": f"{at:%Y-%m-%d %H:%M:%S}",
        "officer": entry.officer,
        "act": said(entry.act),
        "detail": [(name, _text(value)) for name, value in detail.items() if value not in ("", [], {})],
        "hash": entry.hash,
    }


def _text(value: Any) -> str:
    comma = str(_("、"))
    if isinstance(value, dict):
        return comma.join(f"{said(str(WORDS.get(name, name)))} {_text(each) or '—'}" for name, each in value.items())
    if isinstance(value, list):
        return comma.join(_text(each) for each in value)
    return str(value)
