"""更正文字: a slip of the pen in a name, a unit or a post is put right after the freeze, and no card is printed anew.

These three stand in no key, no leaf and no token; number and group do, or decide quotas, and stay as they were frozen.
From the count on the three are part of RESULT.json, whose hash the report and the log hold: they stay too.
"""

from __future__ import annotations

from dataclasses import dataclass

from voting.errors import BadInput, WrongState
from voting.meeting.acts import CORRECT, require_state
from voting.meeting.agenda import people_of, title_of, used_rounds
from voting.meeting.finding import find_appraisee
from voting.meeting.house import House
from voting.meeting.preparation.roster import AppraiseeRow, appraisee_faults
from voting.meeting.session.rounds import current_round
from voting.meeting.typed import one_line
from voting.refusals.sentence import one_after_another
from voting.storage.registry import Appraisee, Meeting, Officer


@dataclass(frozen=True)
class Wording:
    """What may be corrected of an appraisee: texts of one line."""

    name: str
    unit: str = ""
    post: str = ""

    def __post_init__(self) -> None:
        for name, text in vars(self).items():
            object.__setattr__(self, name, one_line(text))


def wording_of(person: Appraisee) -> Wording:
    """The texts as they are stored."""
    return Wording(person.name, person.unit, person.post)


def correct_wording(house: House, who: Officer, meeting_id: int, number: int, wording: Wording) -> bool:
    """Correct the texts of the appraisee with this number in the list, from 1; whether anything was changed.

    Phones, projector and papers say it from now on, and the log says what stood there before. Raises NotAllowed,
    NotFound, WrongState (see `require_correctable`), BadInput with what is wrong; nothing is changed then.
    """
    with house.act(CORRECT, who, meeting_id) as act:
        meeting = act.meeting
        person = find_appraisee(meeting, number)
        require_correctable(meeting, person)
        _require_sound(meeting, person, wording)
        before = wording_of(person)
        if before == wording:
            act.leaves_all_as_it_was()
            return False
        titles = _rename(meeting, person, wording)
        was, now = _changed(before, wording), _changed(wording, before)
        act.log(appraisee=person.code, before=was, corrected=now, titles=titles)
        return True


def require_correctable(meeting: Meeting, person: Appraisee) -> None:
    """Raise WrongState before the freeze, from the count on, and while a round on this person is open."""
    require_state(CORRECT, meeting.state)
    opened = current_round(meeting)
    if opened is not None and person.code in opened.codes:
        raise WrongState("correct_after_round", title=opened.title)


def _require_sound(meeting: Meeting, person: Appraisee, wording: Wording) -> None:
    """Hold the corrected row to what the roster asks of every row."""
    others = [other for other in meeting.appraisees if other is not person]
    rows = [_row_of(other, wording_of(other)) for other in others]
    numbers = [*(meeting.appraisees.index(other) + 1 for other in others), person.position]
    faults = appraisee_faults([*rows, _row_of(person, wording)], numbers)
    said = ""
    for row, sentence in faults:
        said = one_after_another(said, sentence) if row == len(numbers) else said
    if said:
        raise BadInput("correction_faulty", {"name": said})


def _row_of(person: Appraisee, wording: Wording) -> AppraiseeRow:
    return AppraiseeRow(person.code, **vars(wording), group=person.group, in_writing=person.in_writing)


def _changed(wording: Wording, other: Wording) -> dict[str, str]:
    """The texts in which it differs from the other."""
    return {name: text for name, text in vars(wording).items() if text != getattr(other, name)}


def _rename(meeting: Meeting, person: Appraisee, wording: Wording) -> dict[str, str]:
    """Write the texts, and the titles of the rounds that are called after this person; round → its title now."""
    called = [(held, title_of(people_of(meeting, held))) for held in used_rounds(meeting) if person.code in held.codes]
    for name, text in vars(wording).items():
        setattr(person, name, text)
    titles = {}
    for held, before in called:
        after = title_of(people_of(meeting, held))
        if after != before and held.title.startswith(before):
            held.title = after + held.title.removeprefix(before)
            titles[str(held.number)] = held.title
    return titles
