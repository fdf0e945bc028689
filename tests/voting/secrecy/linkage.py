"""The best attack on secrecy that we can think of, and how well it does beside chance.

The attacker of secrecy.md's first paragraph comes after the close and has everything that the laptop kept: databases,
free pages, journals, write-ahead logs, logs and exports, a backup from after every single ballot, and a clock. We give
him more than he would have: he has watched the room and knows in which order the cards joined and in which order they
were used, and which token belongs to which card. What he wants is whose a slip is, and which slips are one voter's.

He tries every order that he can find among the slips (where they lie in each file, when each first appeared, their
salts, leaves, row ids …) against every order that he can find among the cards, forwards and backwards, and pairs them
off within a class. Rehearsals, whose secrets he knows, show him which two orders fit best; then comes the real thing.
Within a class, pairing n slips by chance gets one right, give or take one: so chance is groups ÷ slips.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

Order = Mapping[str, tuple[object, ...]]  # a thing's name → its place in some order
Group = tuple[int, str, str]  # round, class, appraisee


@dataclass
class Case:
    """What the attacker holds of one or more rounds, and the truth, which he is not shown.

    `slips`: group → names of slips; `writer`: slip → card; `cards`: class → names of cards; the orders by name, of
    (round, slip) and of (round, card) as they were found.
    """

    slips: dict[Group, list[str]]
    writer: dict[str, str]
    slip_orders: dict[str, Order]
    card_orders: dict[str, Order]


@dataclass(frozen=True)
class Score:
    """How many of so many were right, in so many groups of which chance gets one right each."""

    right: int
    of: int
    groups: int

    @property
    def limit(self) -> float:
        """Chance and three standard deviations: the number of fixed points of a shuffle has variance 1."""
        return self.groups + 3 * sqrt(self.groups)

    @property
    def beats_chance(self) -> bool:
        """Whether no luck explains it."""
        return self.right > self.limit

    def __str__(self) -> str:
        part, chance, limit = (100 * number / self.of for number in (self.right, self.groups, self.limit))
        return f"{self.right} of {self.of} right: {part:.1f} %; chance {chance:.1f} %, chance + 3σ {limit:.1f} %"

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.of + other.of, self.groups + other.groups)


NOTHING = Score(0, 0, 0)


def attack(rehearsals: Sequence[Case], real: Sequence[Case]) -> tuple[str, Score]:
    """Slips to cards: the best two orders of the rehearsals, and their score in the real cases."""
    return _best(rehearsals, real, _against_cards)


def attack_each_other(rehearsals: Sequence[Case], real: Sequence[Case]) -> tuple[str, Score]:
    """Slips to slips of the same voter on another appraisee: likewise."""
    return _best(rehearsals, real, _against_each_other)


Scores = dict[str, Score]


def _best(rehearsals: Sequence[Case], real: Sequence[Case], ways: Callable[[Case], Scores]) -> tuple[str, Score]:
    tried, outcome = _sum(map(ways, rehearsals)), _sum(map(ways, real))
    whole = max(score.of for score in outcome.values())
    useful = [name for name in tried if name in outcome and outcome[name].of == whole]
    best = max(useful, key=lambda name: tried[name].right / tried[name].of)
    return best, outcome[best]


def _sum(scores: Iterable[Scores]) -> Scores:
    total: Scores = defaultdict(lambda: NOTHING)
    for one in scores:
        for name, score in one.items():
            total[name] += score
    return dict(total)


def _against_cards(case: Case) -> Scores:
    """Every order of slips against every order of cards, forwards and backwards."""
    scores: Scores = defaultdict(lambda: NOTHING)
    for slip_name, slip_order in case.slip_orders.items():
        for slips in case.slips.values():
            if not all(slip in slip_order for slip in slips):
                continue
            ordered = sorted(slips, key=slip_order.__getitem__)
            truth = [case.writer[slip] for slip in ordered]
            for card_name, card_order in case.card_orders.items():
                if not all(card in card_order for card in truth):
                    continue
                cards = sorted(truth, key=card_order.__getitem__)
                scores[f"{slip_name} by {card_name}"] += _pairs(truth, cards)
                scores[f"{slip_name} by {card_name}, backwards"] += _pairs(truth, cards[::-1])
    return scores


def _against_each_other(case: Case) -> Scores:
    """Every order of the slips of one appraisee against the same order of another's, within class and round."""
    scores: Scores = defaultdict(lambda: NOTHING)
    for name, order in case.slip_orders.items():
        truths = {
            group: [case.writer[slip] for slip in sorted(slips, key=order.__getitem__)]
            for group, slips in case.slips.items()
            if all(slip in order for slip in slips)
        }
        for one, other in combinations(truths, 2):
            if one[:2] == other[:2]:
                scores[name] += _pairs(truths[one], truths[other])
                scores[f"{name}, backwards"] += _pairs(truths[one], truths[other][::-1])
    return scores


def _pairs(one: Sequence[str], other: Sequence[str]) -> Score:
    return Score(sum(a == b for a, b in zip(one, other, strict=True)), len(one), 1)
