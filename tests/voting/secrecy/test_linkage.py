"""Nobody links a slip or a remark to a card, or a slip to a slip, better than by chance; without sealing he does.

`linkage.py` says who the attacker is and what he tries. The scores are printed: pytest -s.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.voting.meetings import Room
from tests.voting.secrecy.linkage import NOTHING, Case, Score, attack, attack_each_other
from tests.voting.secrecy.rooms import MARKS
from tests.voting.secrecy.unsealed import unseal
from tests.voting.secrecy.watched import cases_of, watch
from voting.meeting.house import House
from voting.vault.live import LiveTally, Place

MEETINGS = 5
REHEARSALS = 2
SIMULATED = 400


@dataclass
class Attacker:
    """Watches meetings in one house, rehearses on the first of them, and prints how he does on the others."""

    house: House
    what: str
    cases: list[Case] = field(default_factory=list)
    remarks: list[Case] = field(default_factory=list)
    room: Room | None = None

    def watch(self, meetings: int) -> None:
        """Watch so many more meetings."""
        seed = random.randrange(10**6)
        print(f"{self.house.stores.ballot_box.dialect.name}, {self.what}, seed {seed}")
        rng = random.Random(seed)
        for _ in range(meetings):
            watched = watch(self.house, rng, self.room)
            self.room = watched.room
            slips, remarks = cases_of(watched)
            self.cases.append(slips)
            self.remarks.append(remarks)

    def scores(self, start: int = REHEARSALS) -> list[Score]:
        """How well he links slips to cards, slips to each other, and remarks to cards, in the meetings from `start`."""
        scores = []
        for name, way, cases in (
            ("slips to cards", attack, self.cases),
            ("slips to each other", attack_each_other, self.cases),
            ("remarks to cards", attack, self.remarks),
        ):
            best, score = way(cases[:REHEARSALS], cases[start:])
            print(f"  {name}: {score} (best in rehearsal: {best})")
            scores.append(score)
        return scores


def test_the_best_linkage_is_no_better_than_chance(either_house: House) -> None:
    """Three standard deviations come by chance once in some hundred runs: then fresh meetings decide."""
    attacker = Attacker(either_house, "sealed")
    attacker.watch(MEETINGS)
    scores = attacker.scores()
    if any(score.beats_chance for score in scores):
        attacker.watch(MEETINGS)
        scores = attacker.scores(MEETINGS)
    assert not any(score.beats_chance for score in scores)


def test_the_same_attack_wins_where_nothing_is_sealed(either_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    unseal(monkeypatch)
    attacker = Attacker(either_house, "not sealed")
    attacker.watch(REHEARSALS + 1)
    for score in attacker.scores():
        assert score.beats_chance
        assert score.right > score.of * 0.9


def test_live_figures_narrow_a_slip_to_a_group_of_k_and_no_further() -> None:
    """He also knows the order of voting and every live picture, and deals the slips out to the steps that showed them.

    This is what live figures cost, and a meeting that shows turnout only does not pay it: a guess is right once in
    the size of its step, not of its class. A tally that showed every ballot at once would give nearly all away.
    """
    seed = random.randrange(10**6)
    rng, voters = random.Random(seed), 20
    scores = {k: sum((guess_by_figures(rng, voters, k) for _ in range(SIMULATED)), NOTHING) for k in (5, 1)}
    print(f"live figures, {voters} ballots of a class, seed {seed}; 'chance' is one right guess in each step shown")
    for k, score in scores.items():
        print(f"  k = {k}: {score}; in a class without live figures {100 / voters:.1f} %")
    assert not scores[5].beats_chance
    assert scores[1].right > 2 * scores[5].right


def guess_by_figures(rng: random.Random, voters: int, k: int) -> Score:
    """One round on one person with one sheet: deal the slips of each mark to the steps, then guess within each."""
    marks = [rng.choice(MARKS) for _ in range(voters)]
    live, steps, shown, start = LiveTally(k), [], Counter[Place](), 0
    for number, mark in enumerate(marks):
        if live.add("A", [("01", "表", "", mark)]):
            end = live.classes["A"].included
            steps.append((range(start, end), live.shown() - shown))
            shown, start = live.shown(), end
        assert start <= number + 1
    steps.append((range(start, voters), Counter({("01", "表", "", m): marks.count(m) for m in MARKS}) - shown))
    heap = {mark: rng.sample(of := [n for n in range(voters) if marks[n] == mark], len(of)) for mark in MARKS}
    right = 0
    for cards, counts in steps:
        dealt = [heap[place[3]].pop() for place, heads in counts.items() for _ in range(heads)]
        right += sum(card == slip for card, slip in zip(cards, rng.sample(dealt, len(dealt)), strict=True))
    return Score(right, voters, len(steps))
