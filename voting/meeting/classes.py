"""票类: which of them vote together, what they are called, and how each looks by its place in the scheme.

A class of the roster is printed on a card; the class that it votes in stands on ballots, keys and in every figure. The
two differ where small classes were merged when the meeting was frozen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from tally import Scheme
from voting.meeting.finding import scheme_of
from voting.papers.cards import Border, Look
from voting.storage.registry import Meeting

BLACK = "#000000"

# By place in the scheme; a class beyond the last begins anew. Black and white shows every border; a colour must be
# read on white.
LOOKS = (
    Look(Border.THICK, BLACK),
    Look(Border.DOUBLE, BLACK),
    Look(Border.DASHED, BLACK),
    Look(Border.DOTTED, BLACK),
    Look(Border.DASH_DOTTED, BLACK),
    Look(Border.DOUBLE_THICK, BLACK),
)


def look_of(scheme: Scheme, ballot_class: str) -> Look:
    """The border and the colour of a class; one that the scheme does not know raises ValueError."""
    return LOOKS[scheme.class_ids.index(ballot_class) % len(LOOKS)]


def titles_of(scheme: Scheme) -> dict[str, str]:
    """What the classes of the roster are called, in the order of the scheme; one without a title by its id."""
    return {one.id: one.title or one.id for one in scheme.classes}


def merged_classes(scheme: Scheme, cards: Mapping[str, int], k: int) -> dict[str, str]:
    """Which class each class votes in: without weights, one with fewer than k cards joins the next smallest.

    Merging goes on until every class that votes has k cards or only one is left (secrecy.md 1).
    """
    target = {one.id: one.id for one in scheme.classes}
    if scheme.is_weighted:
        return target
    sizes = {name: cards.get(name, 0) for name in target if cards.get(name, 0)}
    while len(sizes) > 1 and min(sizes.values()) < k:
        small, into = sorted(sizes, key=lambda name: sizes[name])[:2]
        sizes[into] += sizes.pop(small)
        target = {name: into if voted == small else voted for name, voted in target.items()}
    return target


def voting_class(meeting: Meeting, ballot_class: str) -> str:
    """The class in which cards of `ballot_class` vote, after small classes were merged."""
    classes: dict[str, str] = json.loads(meeting.manifest)["classes"] if meeting.manifest else {}
    return classes.get(ballot_class, ballot_class)


def voting_titles(meeting: Meeting) -> dict[str, str]:
    """The classes that vote with their titles; a class that took in others names them."""
    own, joined = {}, dict[str, list[str]]()
    for each in scheme_of(meeting).classes:
        own[each.id], voted = each.title or f"{each.id}类", voting_class(meeting, each.id)
        joined.setdefault(voted, []).extend([each.id] if voted != each.id else [])
    return {
        voted: f"{own[voted]}，含{'、'.join(own[other] for other in others)}" if others else own[voted]
        for voted, others in joined.items()
    }
