"""The ballots issued and the people who should have come, and what their numbers forbid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tally.issued_option import EXPECTED, ISSUED, UNREADABLE, repaired, slip_words, written_issued
from tally.reading.faults import FaultList, shown
from tally.reading.lookalikes import Lookalikes
from tally.regulation.scheme import Scheme
from tally.roster import Appraisee

Covering = Mapping[tuple[str, str], int]  # the ballots that cover an appraisee, by (appraisee, class)


def note_issued_faults(scheme: Scheme, issued: Mapping[str, int] | None, faults: FaultList) -> None:
    """Note where the numbers do not name every class of the scheme, or are needed and not given."""
    if issued is None and scheme.uses_issued:
        faults.add(ISSUED, None, "方案里用到“发出票”，要给出各票类的发出票数")
    elif issued is not None and not scheme.classes:
        faults.add(ISSUED, None, "方案没有票类，不能给出发出票数")
    elif issued is not None:
        _note_classes(scheme, issued, faults)


def _note_classes(scheme: Scheme, issued: Mapping[str, int], faults: FaultList) -> None:
    """Note the classes that there are not, and those that are missing; of one slip only one thing is said."""
    meant_to_be = repaired(written_issued(issued))
    if set(issued) - set(scheme.class_ids) and meant_to_be is not None and set(meant_to_be) == set(scheme.class_ids):
        faults.add(ISSUED, None, slip_words(written_issued(issued)))
        return
    alike = Lookalikes(scheme.class_ids)
    unknown = [name for name in issued if name not in scheme.class_ids]
    for name in unknown:
        if issued[name] != UNREADABLE:
            faults.add(ISSUED, None, f"方案里没有票类“{shown(name)}”{alike.hint(name)}")
    for name in scheme.class_ids:
        if issued.get(name, 0) < 0:
            faults.add(ISSUED, None, f"票类“{shown(name)}”的发出票数不能小于0")
    meant = {alike.meant(name) for name in unknown}
    for name in scheme.class_ids if not any(issued[name] == UNREADABLE for name in unknown) else ():
        if name not in issued and name not in meant:
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
