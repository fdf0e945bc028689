"""What a sealed ballot holds, and how it is split into rows that nothing joins when its round is closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from voting.meeting.sealed_box.casting import ABSTENTION, INVALID, RECUSAL, Ballot
from voting.vault.live import Place


def contents(ballot: Ballot) -> dict[str, Any]:
    """The ballot as it is sealed: its slips and remarks, each able to stand alone."""
    return {
        "slips": [
            [ballot.ballot_class, slip.appraisee, [list(mark) for mark in slip.marks], slip.salt, slip.leaf.hex()]
            for slip in ballot.slips
        ],
        "remarks": [[one.appraisee, one.text, one.salt, one.leaf.hex()] for one in ballot.remarks],
    }


def slip_rows(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of table `slip`, without meeting and round."""
    columns = ("ballot_class", "appraisee", "marks", "salt")
    return [
        {**dict(zip(columns, values, strict=True)), "leaf": bytes.fromhex(leaf)} for *values, leaf in content["slips"]
    ]


def remark_rows(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of table `remark`, without meeting and round."""
    columns = ("appraisee", "text", "salt")
    return [
        {**dict(zip(columns, values, strict=True)), "leaf": bytes.fromhex(leaf)} for *values, leaf in content["remarks"]
    ]


def salts_of(ballot: Ballot) -> set[str]:
    """The salts of a ballot's slips and remarks: where no two are equal, no two leaves are."""
    return {slip.salt for slip in ballot.slips} | {remark.salt for remark in ballot.remarks}


def class_of(content: Mapping[str, Any]) -> str:
    """The class that a ballot voted in: it stands on every slip of it."""
    return str(content["slips"][0][0])


def places_shown(content: Mapping[str, Any]) -> list[Place]:
    """The marks of a ballot that live figures may hold: no 弃权, no 回避, no 无效."""
    return [
        (appraisee, sheet, item, mark)
        for _, appraisee, marks, _, _ in content["slips"]
        for sheet, item, mark in marks
        if mark not in (ABSTENTION, INVALID, RECUSAL)
    ]
