"""The agenda: which appraisees are voted on in which round, and the spare rounds for reruns."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from voting.states import RoundState
from voting.storage.registry import AgendaRound, Appraisee, Meeting

SPARES = 3


def plan_rounds(session: Session, meeting: Meeting) -> None:
    """Lay out the rounds as the meeting's plan says, and three spares after them (secrecy.md 1)."""
    meeting.rounds.clear()
    session.flush()
    groups = planned_groups(meeting)
    for number, people in enumerate(groups, 1):
        meeting.rounds.append(
            AgendaRound(number=number, position=number, title=title_of(people), codes=[one.code for one in people])
        )
    for number in range(len(groups) + 1, len(groups) + 1 + SPARES):
        meeting.rounds.append(AgendaRound(number=number, position=number, spare=True, title="备用", codes=[]))


def used_rounds(meeting: Meeting) -> list[AgendaRound]:
    """The rounds on the agenda in the order they are held: spares only once they replace one."""
    return sorted((one for one in meeting.rounds if one.codes), key=lambda one: (one.position, one.number))


def standing_rounds(meeting: Meeting) -> list[AgendaRound]:
    """The rounds that count: on the agenda and not void."""
    return [one for one in used_rounds(meeting) if one.state != RoundState.VOID]


def waiting_rounds(meeting: Meeting) -> list[AgendaRound]:
    """The rounds still to be opened, the next one first."""
    return [one for one in used_rounds(meeting) if one.state == RoundState.WAITING]


def arrange(meeting: Meeting, waiting: Sequence[AgendaRound]) -> None:
    """Number the agenda anew: what has been held in the order it was, then `waiting` as given."""
    held = [one for one in used_rounds(meeting) if one.state != RoundState.WAITING]
    for position, planned in enumerate([*held, *waiting], 1):
        planned.position = position


def people_of(meeting: Meeting, planned: AgendaRound) -> list[Appraisee]:
    """The appraisees of a round, in the order of the agenda."""
    by_code = {person.code: person for person in meeting.appraisees}
    return [by_code[code] for code in planned.codes]


def planned_groups(meeting: Meeting) -> list[list[Appraisee]]:
    """Who is voted on together, round by round.

    Those who report in writing have no turn to speak: they are marked together, in a last round of their own.
    """
    plan, people = meeting.round_plan, meeting.appraisees
    speaking = [one for one in people if not one.in_writing]
    writing = [one for one in people if one.in_writing]
    if plan == "table":
        groups = [list(people)]
    elif plan == "speakers_then_table":
        groups = [speaking[:1], [*speaking[1:], *writing]]
    else:
        groups = [*([one] for one in speaking), writing]
    return [group for group in groups if group]


def title_of(people: Sequence[Appraisee]) -> str:
    """What a round on these people is called; one that is held again says so after it."""
    if len(people) == 1:
        return people[0].name
    return f"{people[0].name}等{len(people)}人"
