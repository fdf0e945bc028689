"""What the kiosk is told of a card, and that voting there leaves a card's later rounds alone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.voting.meetings import Room, make_room, on_all_sheets
from tests.voting.python_phone import Directly, Phone
from voting.errors import CardRefused, ClaimedElsewhere, Refused
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.seats.cards import void_unissued
from voting.meeting.seats.paper import set_aside
from voting.meeting.showing.kiosk import card_class, start_tablet
from voting.states import MeetingState


def asked(room: Room, place: int, paper: bool = False) -> str:
    """What the kiosk is told of the card at a place of the printed sheet: its class, or why not."""
    fields = parse_qs(urlsplit(room.cards[place].url).fragment)
    try:
        with room.house.reading() as session:
            return card_class(session, {"card": fields["c"][0], "k": fields["k"][0], "paper": paper})
    except Refused as refusal:
        return refusal.code


def kiosk_phone(room: Room, place: int, number: int) -> Phone:
    """What the tablet is for one visit: it knows of one round alone."""
    phone = Phone(Directly(room.house), room.cards[place].url)
    phone.manifest["keys"] = [key for key in phone.manifest["keys"] if key["round"] == number]
    return phone


def test_a_card_votes_at_the_kiosk_in_one_round_and_again_in_the_next(house: House) -> None:
    room = make_room(house)
    room.begin()
    for number, code in ((1, "01"), (2, "02")):
        room.open(number, consent=True)
        assert asked(room, 0) == "A"
        visit = kiosk_phone(room, 0, number)
        visit.join()
        assert asked(room, 0) == "used"
        visit.vote(number, {code: on_all_sheets("好")})
        room.close(number)
        assert visit.finds_its_slips(number)


def test_no_round_no_vote(house: House) -> None:
    room = make_room(house)
    assert asked(room, 0) == "not_open"
    room.begin()
    assert asked(room, 0) == "not_open"
    room.open(1, consent=True)
    assert asked(room, 0) == "A"
    room.close(1)
    assert asked(room, 0) == "not_open"


def test_a_card_that_joined_on_a_phone_is_sent_back_to_it(house: House) -> None:
    room = make_room(house)
    room.begin()
    Phone(Directly(house), room.cards[3].url).join()
    room.open(1, consent=True)
    assert asked(room, 3) == "on_phone"
    assert asked(room, 4) == "A"


def test_a_phone_cannot_take_the_later_rounds_of_a_card_that_voted_at_the_kiosk(house: House) -> None:
    room = make_room(house)
    room.begin()
    room.open(1, consent=True)
    kiosk_phone(room, 0, 1).join()
    with pytest.raises(ClaimedElsewhere):
        Phone(Directly(house), room.cards[0].url).join()
    room.close(1)
    room.open(2, consent=True)
    assert asked(room, 0) == "A"
    visit = kiosk_phone(room, 0, 2)
    visit.join()
    visit.vote(2, {"02": on_all_sheets("较好")})
    assert sum(house.box.turnout((room.meeting_id, 2)).values()) == 1


def test_unknown_void_and_set_aside_cards_are_told_apart(house: House) -> None:
    room = make_room(house)
    set_aside(house, room.officers["scrutineer"], room.meeting_id, room.seats[1:2])
    void_unissued(house, room.officers["secretary"], room.meeting_id, room.seats[:1])
    room.begin()
    room.open(1, consent=True)
    assert [asked(room, place) for place in (0, 1, 2)] == ["void_card", "for_paper", "A"]
    assert [asked(room, place, paper=True) for place in (0, 1, 2)] == ["void_card", "A", "not_for_paper"]
    mark = parse_qs(urlsplit(room.cards[2].url).fragment)["k"][0]
    with house.reading() as session, pytest.raises(CardRefused, match="没有这张票卡"):
        card_class(session, {"card": "0" * 16, "k": mark})


def test_a_card_of_another_meeting_is_named_as_such(house: House) -> None:
    room = make_room(house)
    room.begin()
    room.open(1, consent=True)
    secret = parse_qs(urlsplit(room.cards[0].url).fragment)["c"][0]
    with house.reading() as session, pytest.raises(CardRefused) as refusal:
        card_class(session, {"card": secret, "k": "0" * 64})
    assert refusal.value.code == "other_meeting"


BROKEN: list[object] = [None, [], {}, {"card": "0" * 16}, {"card": 5, "k": ""}, {"card": "short", "k": ""}]


@pytest.mark.parametrize("message", BROKEN)
def test_a_broken_question_is_refused_with_a_sentence(house: House, message: object) -> None:
    with house.reading() as session, pytest.raises(Refused, match="。"):
        card_class(session, message)


def test_a_tablet_is_started_only_for_a_meeting_with_cards(house: House) -> None:
    room = make_room(house)
    start_tablet(house, room.officers["scrutineer"], room.meeting_id)
    with house.writing() as session:
        find_meeting(session, room.meeting_id).state = MeetingState.DRAFT
    with pytest.raises(Refused, match="起草"):
        start_tablet(house, room.officers["scrutineer"], room.meeting_id)
