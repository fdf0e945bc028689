"""What stands between a draft and its freezing, and what of its secrecy the secretary should know before.

Each check is a function of its own, in the order in which its sentence is shown; one more is one more in `CHECKS`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tally import Scheme
from voting.meeting.classes import merged_classes, titles_of
from voting.meeting.finding import scheme_of
from voting.meeting.preparation.roster import seats_by_class
from voting.meeting.sealed_box.casting import places_of
from voting.refusals.sentence import Sentence
from voting.storage.registry import Meeting

Check = Callable[[Meeting, Scheme | None], Iterator[Sentence]]


@dataclass(frozen=True)
class Readiness:
    """Sentences: what is still missing before the freeze, and what is worth knowing of the secrecy."""

    missing: tuple[Sentence, ...]
    remarks: tuple[Sentence, ...]


def readiness(meeting: Meeting) -> Readiness:
    """Say what is still missing, and what of the secrecy is limited (secrecy.md 1 and 7)."""
    scheme = scheme_of(meeting) if meeting.scheme_text else None
    missing = tuple(sentence for check in CHECKS for sentence in check(meeting, scheme))
    remarks = tuple(_remarks(meeting, scheme)) if scheme and not _strange_classes(meeting, scheme) else ()
    return Readiness(missing, remarks)


def _scheme_is_set(_meeting: Meeting, scheme: Scheme | None) -> Iterator[Sentence]:
    if scheme is None:
        yield Sentence("scheme_unchosen")
        return
    for parameter in scheme.unset_parameters:
        yield Sentence("parameter_unset", title=parameter.title)


def _somebody_is_evaluated(meeting: Meeting, _scheme: Scheme | None) -> Iterator[Sentence]:
    if not meeting.appraisees:
        yield Sentence("appraisees_missing")


def _ballots_can_be_cast(meeting: Meeting, scheme: Scheme | None) -> Iterator[Sentence]:
    if scheme is not None and not scheme.sheets:
        return
    if not meeting.seats:
        yield Sentence("seats_missing")
    if not meeting.address:
        yield Sentence("address_missing")
    if scheme and not scheme.classes:
        yield Sentence("classes_missing")


def _seats_are_of_its_classes(meeting: Meeting, scheme: Scheme | None) -> Iterator[Sentence]:
    strange = _strange_classes(meeting, scheme)
    if strange:
        yield Sentence("classes_strange", classes=strange)


def _words_have_one_spelling(meeting: Meeting, scheme: Scheme | None) -> Iterator[Sentence]:
    """What stands in leaves and keys is in NFC (secrecy.md 8): in another spelling the phones would raise alarm."""
    words = [person.code for person in meeting.appraisees]
    if scheme:
        words += [*scheme.class_ids, *scheme.marks, *(part for marked in places_of(scheme) for part in marked)]
    wrong = tuple(sorted({word for word in words if unicodedata.normalize("NFC", word) != word}))
    if wrong:
        yield Sentence("words_misspelt", words=wrong)


def _has_a_date(meeting: Meeting, _scheme: Scheme | None) -> Iterator[Sentence]:
    if meeting.held_on is None:
        yield Sentence("date_missing")


CHECKS: tuple[Check, ...] = (
    _scheme_is_set,
    _somebody_is_evaluated,
    _ballots_can_be_cast,
    _seats_are_of_its_classes,
    _words_have_one_spelling,
    _has_a_date,
)


def _strange_classes(meeting: Meeting, scheme: Scheme | None) -> tuple[str, ...]:
    """The classes of seats that the scheme does not have."""
    return tuple(sorted(set(seats_by_class(meeting)) - set(scheme.class_ids))) if scheme else ()


def _remarks(meeting: Meeting, scheme: Scheme) -> Iterator[Sentence]:
    sizes, k = seats_by_class(meeting), meeting.k
    titles = titles_of(scheme)
    if scheme.is_weighted:
        for name, number in sizes.items():
            if number < k:
                yield Sentence("weighted_class_small", title=titles[name], number=number, k=k)
    elif 0 < len(meeting.seats) < k:
        yield Sentence("all_too_few", number=len(meeting.seats), k=k)
    else:
        for name, into in merged_classes(scheme, sizes, k).items():
            if name != into and sizes.get(name):
                yield Sentence("class_merged", title=titles[name], number=sizes[name], k=k, into=titles[into])
