"""No sequence of everything ever shown gives a group under k by subtraction (secrecy.md 7).

Every ballot here bears a mark of its own, so what is shown tells exactly which ballots it covers. Ballots that
every picture ever shown covers together, or leaves out together, are an atom: whatever is added or subtracted,
atoms cannot be split. So it is enough that each atom has k ballots.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from tests.voting.meetings import SHEETS, make_room, vote_all
from tests.voting.secrecy.rooms import count_and_release
from voting.meeting.house import House
from voting.meeting.outcome.disclosure import merged_groups
from voting.papers.facts import MeetingFigures
from voting.storage.registry import FrozenResult
from voting.vault.live import LiveTally, Place

RESTART = "restart"
ABSTAINS = "abstains"
Ballots = dict[str, list[list[Place]]]

classes = st.sampled_from("ABC")
arrivals = st.lists(
    st.one_of(classes, classes, classes, st.tuples(classes, st.just(ABSTAINS)), st.just(RESTART)), max_size=70
)


def place_of(ballot: int) -> Place:
    """A mark that only this ballot bears."""
    return ("01", "基层党建", "", str(ballot))


def hold(events: list[Any], k: int) -> tuple[list[frozenset[int]], dict[str, set[int]], set[int]]:
    """Ballots arrive and the server is restarted: every live picture, the ballots by class, those that abstained."""
    ballots: Ballots = defaultdict(list)
    live, pictures = LiveTally(k), [frozenset[int]()]
    by_class: dict[str, set[int]] = defaultdict(set)
    silent: set[int] = set()
    for number, event in enumerate(events):
        if event == RESTART:
            state = live.state()
            live = LiveTally(k)
            live.resume(state, ballots)
        else:
            name, abstains = event if isinstance(event, tuple) else (event, "")
            marks = [] if abstains else [place_of(number)]
            silent |= {number} if abstains else set()
            by_class[name].add(number)
            ballots[name].append(marks)
            live.add(name, marks)
        pictures.append(frozenset(int(place[3]) for place in live.shown()))
    return pictures, by_class, silent


def covering(sizes: dict[str, list[int]]) -> list[dict[str, int]]:
    """The ballots that cover each appraisee, of whom each class has so many in turn."""
    return [dict(zip(sizes, numbers, strict=True)) for numbers in zip(*sizes.values(), strict=True)]


def released(by_class: dict[str, set[int]], k: int) -> list[frozenset[int]]:
    """The groups of ballots whose counts are shown after release, unless the chair decides otherwise."""
    sizes = {name: [len(by_class.get(name, ()))] for name in "ABC"}
    groups = merged_groups(covering(sizes), list(sizes), k)
    return [frozenset().union(*(by_class.get(name, set()) for name in group)) for group in groups or ()]


def smallest_atom(shown: list[frozenset[int]], everyone: set[int]) -> int:
    """How many ballots the smallest group has that adding and subtracting of pictures can reach."""
    atoms = Counter(tuple(ballot in picture for picture in shown) for ballot in everyone)
    return min((size for member, size in atoms.items() if any(member)), default=len(everyone))


@given(arrivals, st.integers(5, 8))
def test_live_and_released_figures_together_never_single_out_fewer_than_k(events: list[Any], k: int) -> None:
    pictures, by_class, silent = hold(events, k)
    groups = released(by_class, k)
    everyone = set().union(*by_class.values())
    # an abstention is in no picture, but turnout by class says which step took it: it counts in its group's size
    covered = [picture | missing_of(picture, by_class, silent) for picture in pictures]
    note(f"pictures {covered}, groups {groups}")
    if groups:
        assert smallest_atom([*covered, *groups], everyone) >= k
    assert all(not picture or len(everyone - picture) >= k for picture in covered)


def missing_of(picture: frozenset[int], by_class: dict[str, set[int]], silent: set[int]) -> set[int]:
    """Those who abstained before the last ballot of their class that the picture covers."""
    return {
        one
        for members in by_class.values()
        for one in members & silent
        if any(other > one for other in members & picture)
    }


@given(arrivals, st.integers(5, 8))
def test_live_figures_only_grow_and_hold_back_the_newest_k(events: list[Any], k: int) -> None:
    pictures, by_class, silent = hold(events, k)
    arrived = [n for n, event in enumerate(events) if event != RESTART]
    for number, picture in enumerate(pictures[1:]):
        so_far = [one for one in arrived if one <= number]
        assert not picture & set(so_far[-k:])
        assert pictures[number] <= picture
        for members in by_class.values():
            step = (picture - pictures[number]) & members
            assert not step or len(step) + len(members & silent) >= k


def test_a_step_that_took_five_of_a_classs_eight_ballots_would_give_three_away() -> None:
    """A attacker who sees turnout by class knows that the first five are all of class A; A's 8 are released."""
    pictures, by_class, _ = hold([*"AAAAA", *"CCCCC", *"AAA", *"CCCCC"], 5)
    assert smallest_atom([*pictures, *released(by_class, 5)], set().union(*by_class.values())) >= 5
    one_queue = frozenset(range(5))
    assert smallest_atom([one_queue, *released(by_class, 5)], set().union(*by_class.values())) == 3


@given(st.lists(st.tuples(*[st.integers(0, 12)] * 3), min_size=1, max_size=4), st.integers(5, 7))
def test_released_groups_have_k_ballots_of_every_appraisee_and_leave_no_ballot_out(
    rounds: list[tuple[int, int, int]], k: int
) -> None:
    """Rounds differ in turnout; the groups are the same in all, or their difference would be a group."""
    sizes = {name: [one[place] for one in rounds] for place, name in enumerate("ABC")}
    groups = merged_groups(covering(sizes), list("ABC"), k)
    note(f"groups {groups}")
    for number, one in enumerate(rounds):
        counts = [sum(sizes[name][number] for name in group) for group in groups or ()]
        assert all(count >= k or count == 0 for count in counts)
        assert groups is None or sum(counts) == sum(one)
    assert groups is not None or min(map(sum, rounds)) < k


def test_no_paper_explains_what_a_weighted_class_under_k_has_marked(house: House) -> None:
    """A has three ballots, all 差. Its weight is in the score, which was pointed out; its marks are nowhere."""
    figures = weighted_figures(house, {"A": 3, "B": 5, "C": 6}, ["差"] * 3 + ["好"] * 11)
    first = figures.appraisees[0]
    assert {name for mark in first.overall for name, _ in mark.by_class} == {"A、B", "C"}
    assert not any("A类(" in line for line in first.explanation)
    assert any("按权重加权" in line for line in first.explanation)


def test_papers_explain_weighted_classes_that_have_k_ballots(house: House) -> None:
    figures = weighted_figures(house, {"A": 5, "B": 5, "C": 6}, ["差"] * 5 + ["好"] * 11)
    assert any("A类(5×60)÷5" in line for line in figures.appraisees[0].explanation)


def test_no_hash_that_is_shown_can_be_tried_until_a_small_classs_counts_fit(house: House) -> None:
    """A has three ballots and is shown with B alone. Whoever knows RESULT.json but for the split between the two
    tries all splits against the hash on the report; against the hash of RESULT.json itself he would win."""
    room = make_room(house, people=1, seats={"A": 5, "B": 6, "C": 6})
    room.begin()
    phones = room.joined_phones()
    room.open(1, consent=True)
    vote_all(phones[2:], 1, "01", ["差", *["好"] * 14])
    room.close(1)
    figures = count_and_release(room)
    assert {name for mark in figures.appraisees[0].overall for name, _ in mark.by_class} == {"A、B", "C"}
    with house.reading() as session:
        result = session.get_one(FrozenResult, room.meeting_id).result
    guesses = {sha256(guess.encode()).hexdigest() for guess in splits(result)}
    assert len(guesses) == 2 ** len(SHEETS)
    assert sha256(result.encode()).hexdigest() in guesses
    assert figures.result_sha256 not in guesses


def splits(result: str) -> Iterator[str]:
    """RESULT.json with the one 差 of A and B given to A or to B, on each sheet."""
    for choice in product("AB", repeat=len(SHEETS)):
        guess = json.loads(result)
        for sheet, name in zip(SHEETS, choice, strict=True):
            votes = guess["appraisees"][0]["votes"][sheet]
            votes["差"] |= {"A": 0, "B": 0, name: 1}
            votes["好"] |= {"A": 3, "B": 6}
            votes["好"][name] -= 1
        yield json.dumps(guess, ensure_ascii=False, indent=1) + "\n"


def weighted_figures(house: House, seats: dict[str, int], marks: list[str]) -> MeetingFigures:
    """One person, voted on in one round and released, with the classes weighted 50, 30 and 20 per cent."""
    room = make_room(house, people=1, seats=seats, weights={"A": "50", "B": "30", "C": "20"})
    room.begin()
    phones = room.joined_phones()
    room.open(1, consent=True)
    vote_all(phones, 1, "01", marks)
    room.close(1)
    return count_and_release(room)
