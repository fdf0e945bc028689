"""The order of what is still to come: a speaker is ill, is on the road, or must leave early.

What has been held keeps its place. Neither keys nor cards nor claims know of an order, so nothing else changes.
"""

from __future__ import annotations

from voting.errors import BadInput, WrongState
from voting.meeting.agenda import arrange, waiting_rounds
from voting.meeting.audit import note
from voting.meeting.house import House
from voting.meeting.session.rounds import round_held_by
from voting.states import RoundState
from voting.storage.registry import AgendaRound, Officer

NEXT, LAST = "next", "last"
WORDS = {NEXT: "提到下一个", LAST: "推到最后"}


def move_round(house: House, who: Officer, meeting_id: int, number: int, to: str) -> None:
    """Put a round that was not opened yet at the head (`next`) or the end (`last`) of what is still to come.

    Raises NotAllowed, NotFound, WrongState (it was opened already), BadInput for another `to`. Done twice, it is so.
    """
    if to not in WORDS:
        raise BadInput("请选择“提到下一个”或“推到最后”。")
    with house.one_at_a_time, house.writing() as session:
        meeting, one = round_held_by(session, who, meeting_id, number)
        if one.state != RoundState.WAITING:
            raise WrongState(f"“{one.title}”一轮已经开启过，不能再调整顺序。")
        arrange(meeting, _moved(waiting_rounds(meeting), one, to))
        note(session, who.name, "调整议程", meeting.id, round=number, title=one.title, order=WORDS[to])
    house.news.rounds_changed(meeting_id)


def _moved(waiting: list[AgendaRound], one: AgendaRound, to: str) -> list[AgendaRound]:
    rest = [other for other in waiting if other is not one]
    return [one, *rest] if to == NEXT else [*rest, one]
