"""What may be shown: the one place that every figure on a screen, in a paper, in Excel or an API comes from.

secrecy.md 7. While a round is open: counts of marks over all classes, in steps of k, no 弃权, no 回避, no score.
After release: counts by class, merged until every group has k ballots; with fewer than k in all, only if the
chair decides so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from tally import Result
from voting.errors import WrongState
from voting.meeting.classes import voting_titles
from voting.meeting.house import House
from voting.meeting.outcome.counting import result_of
from voting.meeting.outcome.picture import draw
from voting.meeting.outcome.releasing import require_released
from voting.papers.facts import MeetingFigures
from voting.storage.registry import AgendaRound, Meeting

Ballots = Mapping[str, int]  # that cover one appraisee, by class
LiveSheets = dict[str, dict[str, dict[str, int]]]  # appraisee → sheet → mark → heads


def live_figures(house: House, meeting: Meeting, held: AgendaRound) -> LiveSheets | None:
    """The live counts of an open round as they may be shown now; None where the meeting shows turnout only."""
    if not meeting.live:
        return None
    counts: LiveSheets = {}
    for (appraisee, sheet, item, mark), heads in sorted(house.box.live((meeting.id, held.number)).items()):
        if not item:  # a rubric's single points would tell a hand by its habits
            counts.setdefault(appraisee, {}).setdefault(sheet, {})[mark] = heads
    return counts


def released_figures(house: House, session: Session, meeting: Meeting) -> MeetingFigures:
    """The whole counted meeting as it may be shown and printed.

    Raises WrongState before the count, before release, or where fewer than k ballots were cast and the chair
    has not decided to show them all the same.
    """
    require_released(session, meeting)
    result = result_of(session, meeting)
    groups = merged_groups(ballots_of(result), list(voting_titles(meeting)), meeting.k)
    if groups is None:
        if not meeting.show_small:
            raise WrongState("too_few_ballots", k=meeting.k)
        groups = (tuple(voting_titles(meeting)),)
    return draw(house, session, meeting, result, groups)


def ballots_of(result: Result) -> list[Ballots]:
    """The ballots that cover each appraisee; none where the scheme does not vote: it has nothing to hide."""
    return [one.votes.covering for one in result.appraisees] if result.scheme.sheets else []


def merged_groups(covering: Sequence[Ballots], classes: Sequence[str], k: int) -> tuple[tuple[str, ...], ...] | None:
    """Group the classes until every group has k ballots for every appraisee; None with fewer than k in all.

    Whom nobody voted on, because he never came, gives nobody away.

    The smallest joins the next smallest, as on the ballots themselves, and the groups are the same for all
    appraisees: otherwise two of them could be subtracted. A group is in the order of the scheme; a class that
    cast no ballot at all stands in none.
    """
    if covering and fewest_ballots(covering, classes) < k:
        return None
    sizes: dict[tuple[str, ...], int] = {(name,): fewest_ballots(covering, (name,)) for name in classes}
    sizes = {group: size for group, size in sizes.items() if size}
    while len(sizes) > 1 and min(sizes.values()) < k:
        small, into = sorted(sizes, key=lambda group: sizes[group])[:2]
        merged = tuple(sorted((*small, *into), key=list(classes).index))
        del sizes[small], sizes[into]
        sizes[merged] = fewest_ballots(covering, merged)
    return tuple(sorted(sizes, key=lambda group: list(classes).index(group[0]))) or (tuple(classes),)


def fewest_ballots(covering: Sequence[Ballots], group: Sequence[str]) -> int:
    """The fewest ballots of a group of classes that cover any one appraisee whom it marked at all; else 0."""
    counts = [sum(ballots[name] for name in group) for ballots in covering]
    return min(filter(None, counts), default=0)
