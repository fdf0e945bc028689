"""The ballots issued and the people who should have come, and what their numbers forbid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tally.reading.faults import FaultList, shown
from tally.reading.figures import DIGITS, whole_number
from tally.regulation.scheme import Scheme
from tally.roster import Appraisee

ISSUED, EXPECTED = "--issued", "--expected"
# Stands in for a number with a fault, of which no more is said: it is not missing, nor too few.
UNREADABLE: int = 10**DIGITS
Covering = Mapping[tuple[str, str], int]  # the ballots that cover an appraisee, by (appraisee, class)


def parse_issued(text: str, faults: FaultList) -> Mapping[str, int]:
    """The numbers by class; what is not `CLASS=NUMBER`, or names a class twice, is noted."""
    issued: dict[str, int] = {}
    for part in text.split(",") if text else ():
        name, equals, written = part.rpartition("=")
        name = name if equals else part
        number = whole_number(written) if equals else None
        if not name or number is None:
            faults.add(ISSUED, None, f"看不懂“{shown(part)}”，要写成 A=10,B=12 这样的整数")
        elif name in issued:
            faults.add(ISSUED, None, f"票类“{shown(name)}”写了两次")
        if name:
            issued.setdefault(name, UNREADABLE if number is None else number)
    return issued


def parse_expected(text: str, faults: FaultList) -> int:
    """The number of people who should have come; what is no whole number in digits is noted."""
    number = whole_number(text)
    if number is None:
        faults.add(EXPECTED, None, f"应到人数要写成整数，如 30，不能是“{shown(text)}”")
        return UNREADABLE
    return number


def note_issued_faults(scheme: Scheme, issued: Mapping[str, int] | None, faults: FaultList) -> None:
    """Note where the numbers do not name every class of the scheme, or are needed and not given."""
    if issued is None and scheme.uses_issued:
        faults.add(ISSUED, None, "方案里用到“发出票”，要给出各票类的发出票数")
    elif issued is not None and not scheme.classes:
        faults.add(ISSUED, None, "方案没有票类，不能给出发出票数")
    elif issued is not None:
        _note_classes(scheme, issued, faults)


def _note_classes(scheme: Scheme, issued: Mapping[str, int], faults: FaultList) -> None:
    for name, number in issued.items():
        if number != UNREADABLE and name not in scheme.class_ids:
            faults.add(ISSUED, None, f"方案里没有票类“{shown(name)}”")
        elif number < 0:
            faults.add(ISSUED, None, f"票类“{shown(name)}”的发出票数不能小于0")
    for name in scheme.class_ids:
        if name not in issued:
            faults.add(ISSUED, None, f"缺票类“{name}”的发出票数，每个票类都要写明")


def note_expected_faults(scheme: Scheme, expected: int | None, faults: FaultList) -> None:
    """Note where the number of people is needed and not given, or is none."""
    if expected is None and scheme.uses_expected:
        faults.add(EXPECTED, None, "方案里用到“应到”，要给出应到人数")
    elif expected is not None and expected < 0:
        faults.add(EXPECTED, None, "应到人数不能小于0")


def note_overflow(file: str, covering: Covering, issued: Mapping[str, int] | None, faults: FaultList) -> None:
    """Note at a file every appraisee whom more ballots of a class cover than were issued."""
    for (appraisee, name), returned in sorted(covering.items()):
        if issued is not None and returned > issued.get(name, returned):
            message = f"“{shown(appraisee)}”收回{name}类票{returned}张，多于发出的{issued[name]}张"
            faults.add(file, None, message)


def note_over_expected(
    covering: Covering, expected: int | None, appraisees: Sequence[Appraisee], faults: FaultList
) -> None:
    """Note every appraisee whom more ballots, of all classes together, cover than people should have come."""
    returned: Counter[str] = Counter()
    for (appraisee, _), number in covering.items():
        returned[appraisee] += number
    for person in appraisees:
        if expected is not None and returned[person.id] > expected >= 0:
            told = f"“{shown(person.id)}”收回票共{returned[person.id]}张，多于应到的{expected}人"
            faults.add(EXPECTED, None, told)
