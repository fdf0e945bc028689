"""撤回开启: a round opened by mistake is unopened again while nobody has voted, and costs no spare.

The box decides, in its writer's turn; the registry follows it (as in `rounds`). A closed round never reopens
(secrecy.md 6): this one was never closed, and holds nothing that could be opened twice.
"""

from __future__ import annotations

from voting.errors import WrongState
from voting.meeting.audit import note
from voting.meeting.house import House
from voting.meeting.seats.cards import has_begun, take_back
from voting.meeting.session.rounds import round_held_by
from voting.states import RoundState
from voting.storage.registry import Officer


def withdraw_opening(house: House, who: Officer, meeting_id: int, number: int) -> None:
    """Take back the opening of a round without a single ballot; claims stay valid, and it may be opened again.

    Raises NotAllowed, NotFound, WrongState (it is not open, or somebody has voted).
    """
    with house.one_at_a_time:
        with house.reading() as session:
            _, one = round_held_by(session, who, meeting_id, number)
            if one.state != RoundState.OPEN:
                raise WrongState("这一轮没有开启，不能撤回开启。请刷新页面查看最新状态。")
        house.box.withdraw_round((meeting_id, number))
        house.polls.pop((meeting_id, number), None)
        with house.writing() as session:
            meeting, one = round_held_by(session, who, meeting_id, number)
            one.state = RoundState.WAITING
            if not has_begun(meeting):
                take_back(session, meeting)
            note(session, who.name, "撤回开启", meeting.id, round=number, title=one.title)
    house.news.rounds_changed(meeting_id)
