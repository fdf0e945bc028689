"""撤回开启: a round opened by mistake is unopened again while nobody has voted, and costs no spare.

The box decides, in its writer's turn; the registry follows it (as in `rounds`). A closed round never reopens
(secrecy.md 6): this one was never closed, and holds nothing that could be opened twice.
"""

from __future__ import annotations

from voting.errors import WrongState
from voting.meeting.acts import WITHDRAW_OPENING
from voting.meeting.house import House
from voting.meeting.seats.cards import has_begun, take_back
from voting.states import RoundState
from voting.storage.registry import Officer


def withdraw_opening(house: House, who: Officer, meeting_id: int, number: int) -> None:
    """Take back the opening of a round without a single ballot; claims stay valid, and it may be opened again.

    Raises NotAllowed, NotFound, WrongState (it is not open, or somebody has voted).
    """
    with house.act_in_steps(WITHDRAW_OPENING, who, meeting_id) as steps:
        with steps.checking() as act:
            if act.round(number).state != RoundState.OPEN:
                raise WrongState("round_not_withdrawable")
        house.box.withdraw_round((meeting_id, number))
        house.polls.pop((meeting_id, number), None)
        with steps.recording() as act:
            waiting = act.round(number)
            waiting.state = RoundState.WAITING
            if not has_begun(act.meeting):
                take_back(act.session, act.meeting)
            act.log(round=number, title=waiting.title)
