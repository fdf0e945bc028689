"""Reading slips and tokens back out of an archive: a slip is a ballot of ballots.csv, its salt the id."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass

from tally.evidence.proof import slip_leaf
from tally.regulation.scheme import Scheme

COLUMNS = ["ballot", "class", "appraisee", "sheet", "item", "mark"]
TOKEN_COLUMNS = ["class", "token", "signature", "receipt"]


class SlipFaults(Exception):
    """The file is not what the archive's own writer writes."""


@dataclass(frozen=True)
class ReadSlip:
    """One slip with the leaf that stands for it."""

    ballot_class: str
    appraisee: str
    leaf: bytes


@dataclass(frozen=True)
class ReadToken:
    """One spent token with its signature."""

    ballot_class: str
    token: bytes
    signature: bytes


def read_slips(round_number: int, data: bytes, scheme: Scheme) -> list[ReadSlip]:
    """The slips of a round; their marks are put in the scheme's order, in which leaves are made.

    Raises SlipFaults where columns differ or a slip names two classes or appraisees.
    """
    order = {
        (sheet.id, item): place
        for place, (sheet, item) in enumerate(
            (sheet, item) for sheet in scheme.sheets for item in ([one.id for one in sheet.items] or [""])
        )
    }
    rows: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows_of(data, COLUMNS):
        rows[row[0]].append(row[1:])
    return [_slip(round_number, salt, lines, order) for salt, lines in rows.items()]


def read_tokens(data: bytes) -> list[ReadToken]:
    """The spent tokens of a round in file order; raises SlipFaults."""
    try:
        return [
            ReadToken(ballot_class, bytes.fromhex(token), bytes.fromhex(signature))
            for ballot_class, token, signature, _receipt in rows_of(data, TOKEN_COLUMNS)
        ]
    except ValueError as fault:
        raise SlipFaults("凭证文件中有不是十六进制的内容") from fault


def _slip(round_number: int, salt: str, lines: list[list[str]], order: dict[tuple[str, str], int]) -> ReadSlip:
    ballot_class, appraisee = lines[0][:2]
    if any(line[:2] != [ballot_class, appraisee] for line in lines):
        raise SlipFaults(f"票页 {salt} 写了两个票类或两个人")
    try:
        marks = sorted(((line[2], line[3], line[4]) for line in lines), key=lambda mark: order[mark[0], mark[1]])
    except KeyError as fault:
        raise SlipFaults(f"票页 {salt} 有方案中没有的项目") from fault
    return ReadSlip(ballot_class, appraisee, slip_leaf(round_number, ballot_class, appraisee, marks, salt))


def rows_of(data: bytes, columns: list[str]) -> list[list[str]]:
    """The rows of a CSV file under just these columns; raises SlipFaults."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    if not rows or rows[0] != columns:
        raise SlipFaults("表头不对")
    if any(len(row) != len(columns) for row in rows):
        raise SlipFaults("有一行的列数不对")
    return rows[1:]
