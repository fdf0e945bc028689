"""The ballots issued: `--issued A=10,B=12` read and held against the scheme and the ballots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tally.reading.faults import FaultList, shown
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme

OPTION = "--issued"
LONGEST = 9  # digits; no meeting issues a thousand million ballots
# Stands in for a number with a fault, of which no more is said: it is not missing, nor too few.
UNREADABLE = 10**LONGEST


def parse_issued(text: str, faults: FaultList) -> Mapping[str, int]:
    """The numbers by class; what is not `CLASS=NUMBER`, or names a class twice, is noted."""
    issued: dict[str, int] = {}
    for part in text.split(",") if text else ():
        name, equals, number = part.rpartition("=")
        name = name if equals else part
        if not name or not _is_count(number):
            faults.add(OPTION, None, f"看不懂“{shown(part)}”，要写成 A=10,B=12 这样的整数")
        elif name in issued:
            faults.add(OPTION, None, f"票类“{shown(name)}”写了两次")
        if name:
            issued.setdefault(name, int(number) if _is_count(number) else UNREADABLE)
    return issued


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST


def note_issued_faults(scheme: Scheme, issued: Mapping[str, int] | None, faults: FaultList) -> None:
    """Note where the numbers do not name every class of the scheme, or are needed and not given."""
    if issued is None:
        if scheme.uses_issued:
            faults.add(OPTION, None, "方案里用到“发出票”，要给出各票类的发出票数")
        return
    for name, number in issued.items():
        if number != UNREADABLE and name not in scheme.class_ids:
            faults.add(OPTION, None, f"方案里没有票类“{shown(name)}”")
        elif number < 0:
            faults.add(OPTION, None, f"票类“{shown(name)}”的发出票数不能小于0")
    for name in scheme.class_ids:
        if name not in issued:
            faults.add(OPTION, None, f"缺票类“{name}”的发出票数，每个票类都要写明")


def note_overflow(
    sources: Sequence[Source],
    covering: Mapping[tuple[str, str], int],
    issued: Mapping[str, int] | None,
    faults: FaultList,
) -> None:
    """Note every appraisee whom more ballots of a class cover than were issued."""
    place = "、".join(source.name for source in sources)
    for (appraisee, name), returned in sorted(covering.items()):
        if issued is not None and returned > issued.get(name, returned):
            message = f"“{appraisee}”收回{name}类票{returned}张，多于发出的{issued[name]}张"
            faults.add(place, None, message)
