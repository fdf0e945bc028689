"""Small meetings for the tests, made through the use-cases, and the phones that sit in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import cycle

from tally.words.catalogue import shipped_schemes
from tests.voting.python_phone import Directly, Marks, Phone
from voting.details import Details
from voting.meeting import officers
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome import confirming, counting, releasing
from voting.meeting.outcome.archive import seal_meeting
from voting.meeting.outcome.confirming import Ruling, proposed_grades
from voting.meeting.preparation.drafting import adopt_scheme, new_meeting, set_parameters
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.roster import AppraiseeRow, make_seats, save_appraisees
from voting.meeting.preparation.weights import set_weights
from voting.meeting.sealed_box.signing import make_key
from voting.meeting.seats.cards import print_cards
from voting.meeting.session import rounds
from voting.papers.cards import PrintedCard
from voting.states import AFTER_CONFIRMING, MeetingState
from voting.storage.registry import Officer
from voting.vault.signing import SigningKey

ADDRESS = "http://meeting.test:8080"
PASSWORD = "password-for-tests"
SHEETS = ("基层党建", "党风廉政", "意识形态")
DETAILS = Details("年度述职评议会议", "场党委", date(2026, 12, 26), "会议室", "主持", 0, address=ADDRESS)

_pool: list[SigningKey] = []
_turn = cycle(range(48))


def pooled_key() -> SigningKey:
    """A real key, from a pool of 48: enough that no two rounds or classes of one small meeting share one."""
    place = next(_turn)
    if place == len(_pool):
        _pool.append(make_key())
    return _pool[place]


@dataclass(frozen=True)
class Room:
    """A meeting: its house, its officers by role, and its printed cards, which a draft has none of."""

    house: House
    meeting_id: int
    officers: dict[str, Officer]
    cards: tuple[PrintedCard, ...]

    @property
    def seats(self) -> list[int]:
        """The ids of the seats, in their order."""
        with self.house.reading() as session:
            return [seat.id for seat in find_meeting(session, self.meeting_id).seats]

    def proposed(self) -> dict[str, str]:
        """建议等次 by appraisee, once counted."""
        with self.house.reading() as session:
            proposed = proposed_grades(session, find_meeting(session, self.meeting_id))
        return {code: str(grade) for code, grade in proposed.items()}

    def begin(self) -> None:
        """The chair opens the session."""
        rounds.begin(self.house, self.officers["chair"], self.meeting_id, ADDRESS)

    def open(self, number: int, consent: bool = False) -> None:
        """The chair opens a round."""
        rounds.open_round(self.house, self.officers["chair"], self.meeting_id, number, consent)

    def close(self, number: int) -> str:
        """The chair closes a round; its root."""
        return rounds.close_round(self.house, self.officers["chair"], self.meeting_id, number)

    def joined_phones(self) -> list[Phone]:
        """A phone for every card, all joined."""
        phones = [Phone(Directly(self.house), card.url) for card in self.cards]
        for phone in phones:
            phone.join()
        return phones

    def hold(self, phones: Sequence[Phone], number: int, code: str = "", mark: str = "好") -> str:
        """Open the round on one appraisee, let every phone put this mark on all sheets, close; its root."""
        self.open(number)
        vote_all(phones, number, code or f"{number:02}", [mark] * len(phones))
        return self.close(number)

    def count(self, role: str = "secretary") -> None:
        """An officer has the votes counted."""
        counting.count_meeting(self.house, self.officers[role], self.meeting_id)

    def release(self, *roles: str) -> None:
        """Sign the release, as scrutineer and chair unless said otherwise."""
        for role in roles or ("scrutineer", "chair"):
            releasing.sign_release(self.house, self.officers[role], self.meeting_id)

    def confirm(self) -> None:
        """The committee confirms every grade as it was proposed."""
        who = self.officers["secretary"]
        for code, grade in self.proposed().items():
            ruling = Ruling(grade, "评议属实", "场党委会议纪要第3号", "场党委会议")
            confirming.decide(self.house, who, self.meeting_id, code, ruling)
        confirming.confirm(self.house, who, self.meeting_id)

    def seal(self) -> None:
        """The secretary seals the meeting."""
        seal_meeting(self.house, self.officers["secretary"], self.meeting_id)


@cache
def password_hash() -> officers.PasswordHash:
    """The hash of PASSWORD, made once: it is slow on purpose."""
    return officers.hashed(PASSWORD)


def make_officers(house: House) -> dict[str, Officer]:
    """A secretary, a chair and a scrutineer."""
    hashed = password_hash()
    secretary = officers.make_first_secretary(house, "mishu", "秘书", hashed)
    chair = officers.add_officer(house, secretary, "zhuchi", "主持人", "chair", hashed)
    scrutineer = officers.add_officer(house, secretary, "jianpiao", "监票人", "scrutineer", hashed)
    return {"secretary": secretary, "chair": chair, "scrutineer": scrutineer}


def make_room(
    house: House,
    people: int = 2,
    seats: dict[str, int] | None = None,
    details: Details = DETAILS,
    parameters: dict[str, str] | None = None,
    weights: dict[str, str] | None = None,
    officers: dict[str, Officer] | None = None,
) -> Room:
    """A frozen meeting by the three-sheet scheme, with `people` appraisees 01, 02 … and these seats."""
    room = make_draft(house, people, seats, details, parameters, weights, officers)
    who = room.officers["secretary"]
    freeze(house, who, room.meeting_id)
    return replace(room, cards=tuple(print_cards(house, who, room.meeting_id)))


def make_draft(
    house: House,
    people: int = 2,
    seats: dict[str, int] | None = None,
    details: Details = DETAILS,
    parameters: dict[str, str] | None = None,
    weights: dict[str, str] | None = None,
    officers: dict[str, Officer] | None = None,
) -> Room:
    """A draft of the same that has everything a freeze asks for.

    Give `officers` where the house has some from a meeting before.
    """
    staff = officers or make_officers(house)
    who = staff["secretary"]
    meeting_id = new_meeting(house, who, replace(details)).id
    scheme = next(one for one in shipped_schemes() if one.name == "three-sheet")
    adopt_scheme(house, who, meeting_id, scheme.title, scheme.path.read_bytes())
    set_parameters(house, who, meeting_id, parameters or {"好的比例": "50%"})
    if weights:
        set_weights(house, who, meeting_id, weights)
    rows = [AppraiseeRow(f"{number:02}", f"第{number}支部书记") for number in range(1, people + 1)]
    save_appraisees(house, who, meeting_id, rows)
    make_seats(house, who, meeting_id, seats or {"A": 5, "B": 5, "C": 10})
    return Room(house, meeting_id, staff, ())


def closed_room(house: House, people: int = 1) -> Room:
    """A meeting in which all have joined and everybody got 好 from everybody; not counted yet."""
    room = make_room(house, people)
    room.begin()
    phones = room.joined_phones()
    for number in range(1, people + 1):
        room.hold(phones, number)
    return room


def room_in(house: House, state: MeetingState, people: int = 1) -> Room:
    """A meeting led to this state by its officers and phones, as `closed_room`; from the count on it is released
    where a later state asks for it, and every grade is confirmed as proposed.
    """
    if state is MeetingState.DRAFT:
        return make_draft(house, people)
    if state is MeetingState.READY:
        return make_room(house, people)
    if state is MeetingState.IN_SESSION:
        room = make_room(house, people)
        room.begin()
        return room
    room = closed_room(house, people)
    room.count()
    if state in AFTER_CONFIRMING:
        room.release()
        room.confirm()
    if state is MeetingState.SEALED:
        room.seal()
    return room


def on_all_sheets(mark: str) -> Marks:
    """The same mark on each of the three sheets."""
    return [(sheet, "", mark) for sheet in SHEETS]


def vote_all(phones: Sequence[Phone], number: int, code: str, marks: Sequence[str]) -> None:
    """Each phone puts its mark on all sheets of one appraisee."""
    for phone, mark in zip(phones, marks, strict=True):
        phone.vote(number, {code: on_all_sheets(mark)})
