"""The order of what is still to come: a speaker is ill, is on the road, or must leave early.

What has been held keeps its place. Neither keys nor cards nor claims know of an order, so nothing else changes.
"""

from __future__ import annotations

from voting.errors import BadInput, WrongState
from voting.meeting.acts import MOVE_ROUND
from voting.meeting.agenda import arrange, waiting_rounds
from voting.meeting.house import House
from voting.states import RoundState
from voting.storage.registry import AgendaRound, Officer

NEXT, LAST = "next", "last"
WORDS = {NEXT: "提到下一个", LAST: "推到最后"}


def move_round(house: House, who: Officer, meeting_id: int, number: int, to: str) -> None:
    """Put a round that was not opened yet at the head (`next`) or the end (`last`) of what is still to come.

    Raises NotAllowed, NotFound, WrongState (it was opened already), BadInput for another `to`. Done twice, it is so.
    """
    with house.act(MOVE_ROUND, who, meeting_id) as act:
        if to not in WORDS:
            raise BadInput("order_unchosen")
        moved = act.round(number)
        if moved.state != RoundState.WAITING:
            raise WrongState("round_not_movable", title=moved.title)
        arrange(act.meeting, _moved(waiting_rounds(act.meeting), moved, to))
        act.log(round=number, title=moved.title, order=WORDS[to])


def _moved(waiting: list[AgendaRound], moved: AgendaRound, to: str) -> list[AgendaRound]:
    rest = [other for other in waiting if other is not moved]
    return [moved, *rest] if to == NEXT else [*rest, moved]
