"""更正文字: a slip of the pen in a name, a unit or a post is put right after the freeze, and no card is printed anew.

These three stand in no key, no leaf and no token; number and group do, or decide quotas, and stay as they were frozen.
From the count on the three are part of RESULT.json, whose hash the report and the log hold: they stay too.
"""

from __future__ import annotations

from dataclasses import dataclass

from voting.errors import BadInput, NotAllowed, NotFound, WrongState
from voting.meeting.agenda import people_of, title_of, used_rounds
from voting.meeting.audit import note
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.preparation.roster import AppraiseeRow, appraisee_faults
from voting.meeting.session.rounds import current_round
from voting.meeting.typed import one_line
from voting.roles import Role
from voting.states import WITH_CARDS, MeetingState
from voting.storage.registry import Appraisee, Meeting, Officer

BETWEEN = WITH_CARDS  # frozen, and not counted yet


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


def correct_wording(house: House, who: Officer, meeting_id: int, place: int, wording: Wording) -> bool:
    """Correct the texts of the appraisee at this place of the list, counted from 1; whether anything was changed.

    Phones, projector and papers say it from now on, and the log says what stood there before. Raises NotAllowed,
    NotFound, WrongState (see `require_correctable`), BadInput with what is wrong; nothing is changed then.
    """
    if who.role != Role.SECRETARY:
        raise NotAllowed("文字由秘书登录后更正。")
    with house.one_at_a_time, house.writing() as session:
        meeting = find_meeting(session, meeting_id)
        person = person_at(meeting, place)
        require_correctable(meeting, person)
        _require_sound(meeting, person, wording)
        before = wording_of(person)
        if before != wording:
            titles = _rename(meeting, person, wording)
            was, now = _changed(before, wording), _changed(wording, before)
            detail = {"appraisee": person.code, "before": was, "corrected": now, "titles": titles}
            note(session, who.name, "更正文字", meeting.id, **detail)
    if before != wording:
        house.news.rounds_changed(meeting_id)
    return before != wording


def person_at(meeting: Meeting, place: int) -> Appraisee:
    """The appraisee at this place of the list, counted from 1; raises NotFound."""
    if not 1 <= place <= len(meeting.appraisees):
        raise NotFound("没有这位被评议人。")
    return meeting.appraisees[place - 1]


def require_correctable(meeting: Meeting, person: Appraisee) -> None:
    """Raise WrongState before the freeze, from the count on, and while a round on this person is open."""
    if meeting.state == MeetingState.DRAFT:
        raise WrongState("方案还没有冻结，请直接在名单中修改。")
    if meeting.state not in BETWEEN:
        raise WrongState(
            "已经计票，姓名、单位、职务随计票结果算进了校验值，不能再改。"
            "文书上的错字，请在下载的文书上更正，由更正的人签名，并记入会议记录。"
        )
    opened = current_round(meeting)
    if opened is not None and person.code in opened.codes:
        raise WrongState(f"“{opened.title}”一轮正在投票，评议人手上正填着这张票。请等本轮结束后再更正。")


def _require_sound(meeting: Meeting, person: Appraisee, wording: Wording) -> None:
    """Hold the corrected row to what the roster asks of every row."""
    others = [(place, one) for place, one in enumerate(meeting.appraisees, 1) if one is not person]
    rows = [AppraiseeRow(one.code, one.name, one.unit, one.post, one.group, one.in_writing) for _, one in others]
    corrected = AppraiseeRow(person.code, wording.name, wording.unit, wording.post, person.group, person.in_writing)
    places = [*(place for place, _ in others), person.position]
    faults = [sentence for row, sentence in appraisee_faults([*rows, corrected], places) if row == len(places)]
    if faults:
        raise BadInput("没有更正：请改正标出的内容。", {"name": "".join(faults)})


def _changed(wording: Wording, other: Wording) -> dict[str, str]:
    """The texts in which it differs from the other."""
    return {name: text for name, text in vars(wording).items() if text != getattr(other, name)}


def _rename(meeting: Meeting, person: Appraisee, wording: Wording) -> dict[str, str]:
    """Write the texts, and the titles of the rounds that are called after this person; round → its title now."""
    called = [(one, title_of(people_of(meeting, one))) for one in used_rounds(meeting) if person.code in one.codes]
    for name, text in vars(wording).items():
        setattr(person, name, text)
    titles = {}
    for one, before in called:
        after = title_of(people_of(meeting, one))
        if after != before and one.title.startswith(before):
            one.title = after + one.title.removeprefix(before)
            titles[str(one.number)] = one.title
    return titles
