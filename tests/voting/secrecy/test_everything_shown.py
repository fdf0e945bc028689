"""Whatever is shown is the same, whichever of a merged group's classes marked what (secrecy.md 7).

Two meetings are held alike, but that inside the group A、B, which is shown as one because A cast under k ballots, the
slips are dealt out otherwise. Every page, state and paper of the one must be that of the other, at every stage: then
no subtraction, of whatever from whatever, tells A's marks from B's.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.voting.desk_visitor import app_of, log_in
from tests.voting.meetings import DETAILS, SHEETS, Room, make_room, on_all_sheets, pooled_key
from tests.voting.python_phone import Marks, Phone
from voting.audience import ROLES, audience_of
from voting.meeting.agenda import SPARES
from voting.meeting.outcome import disclosure, exporting
from voting.meeting.preparation import freezing
from voting.meeting.session.opening import open_house
from voting.papers.paper import Bundle
from voting.papers.register import OF_MEETING, OF_PERSON
from voting.storage.registry import FrozenResult

PEOPLE = 2
SEATS = {"A": 5, "B": 6, "C": 12}
VOTERS = {"A": 3, "B": 6, "C": 12}
CHANCE = re.compile(  # what differs by chance: hashes in all spellings, forms' tokens, times
    r"[0-9a-f]{4}(?: [0-9a-f]{4})+|[0-9a-f]{16,}|(?<=>)(?:[0-9a-f]{8}|[0-9a-f]{4})(?=<)"
    r"|I[\w-]{40,}\.[\w-]{6}\.[\w-]{20,}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|\b\d\d:\d\d\b"
)
ELSEWHERE = re.compile(r"stream|static|notice|template|/log-in|/password|/first|/delete|/thaw|/new|<name>|officer_id")
Shown = dict[str, str]


@dataclass
class Watcher:
    """Looks at everything, as every officer, as an attendee and as the room."""

    room: Room
    shown: Shown = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = app_of(self.room.house)
        self.visitors = {role: log_in(self.app.test_client(), who) for role, who in self.room.officers.items()}
        self.visitors["attendee"] = self.app.test_client()

    def look(self, stage: str, fingerprint: str) -> None:
        """Open every page that can be opened now, as one of those whom it serves."""
        for path, role in self._pages():
            answer = self.visitors[role].get(f"{path}?k={fingerprint}")
            if answer.status_code == 200:
                self.shown[f"{stage} {path}"] = CHANCE.sub("#", answer.get_data(as_text=True))

    def _pages(self) -> Iterator[tuple[str, str]]:
        for rule in self.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or ELSEWHERE.search(rule.rule):
                continue
            role = ROLES.get(audience_of(self.app, rule.endpoint), ("attendee",))[0]
            path = rule.rule.replace("<int:meeting_id>", str(self.room.meeting_id))
            numbers = range(1, PEOPLE + 1) if "<int:" in path else range(1)
            yield from {(re.sub("<int:(place|number)>", str(number), path), role) for number in numbers}

    def take_papers(self) -> None:
        """Every paper as it is handed out, with all that is in its file."""
        who, house, meeting_id = self.room.officers["secretary"], self.room.house, self.room.meeting_id
        papers = [
            exporting.export_of_meeting(house, who, meeting_id, paper.key)
            for paper in OF_MEETING
            if not isinstance(paper, Bundle)  # the archive is for scrutineers, who may see every slip
        ]
        papers += [
            exporting.export_of_person(house, who, meeting_id, paper.key, f"{number:02}")
            for paper in OF_PERSON
            for number in range(1, PEOPLE + 1)
        ]
        for paper in papers:
            for name, text in parts_of(paper.name, paper.content):
                self.shown[name] = CHANCE.sub("#", text)


def parts_of(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The files inside a file, down to their text: cells, hidden sheets, properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.endswith((".docx", ".xlsx")):
                yield from parts_of(f"{name}/{part}", archive.read(part))
            else:
                yield f"{name}/{part}", archive.read(part).decode("utf-8", "replace")


def hold(folder: Path, group: Sequence[Sequence[Marks]], others: Sequence[Sequence[Marks]]) -> tuple[Shown, str]:
    """A whole meeting: `group` is what A and B mark, card by card and then person by person, `others` what C does.

    Returns everything shown, and RESULT.json, which is shown to nobody.
    """
    house = open_house(folder)
    room = make_room(house, PEOPLE, SEATS, replace(DETAILS, live=True))
    watcher = Watcher(room)
    room.begin()
    phones = room.joined_phones()
    voters = [phone for name in SEATS for phone in [p for p in phones if p.card_class == name][: VOTERS[name]]]
    for number in range(1, PEOPLE + 1):
        room.open(number)
        vote(voters, number, [*group, *others])
        if number == PEOPLE:
            watcher.look("open", phones[0].fingerprint)
        room.close(number)
    room.count("chair")
    watcher.look("counted", phones[0].fingerprint)
    room.release("chair", "scrutineer")
    watcher.look("released", phones[0].fingerprint)
    room.confirm()
    room.seal()
    watcher.look("sealed", phones[0].fingerprint)
    watcher.take_papers()
    with house.reading() as session:
        result = session.get_one(FrozenResult, room.meeting_id).result
    house.close()
    return watcher.shown, result


def vote(voters: Sequence[Phone], number: int, marks: Sequence[Sequence[Marks]]) -> None:
    """Each casts what he marks for the person of this round."""
    for phone, by_person in zip(voters, marks, strict=True):
        phone.vote(number, {f"{number:02}": by_person[number - 1]})


def marked(*marks: str) -> Marks:
    """One slip: a mark for each sheet."""
    return [(sheet, "", mark) for sheet, mark in zip(SHEETS, marks, strict=True)]


def hold_two(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Shown], set[str]]:
    """Two meetings with the slips of A and B dealt out otherwise: everything shown, and the results behind it."""
    slips = ["好 较好 弃权", "一般 好 好", "较好 好 差", "好 好 好", "好 一般 好", "弃权 好 好"]
    group = [on_all_sheets("差") for _ in range(3)] + [marked(*marks.split()) for marks in slips]
    turned = [group[3:] + group[:3], group[5:] + group[:5]]  # for the first person and for the second
    one, other = [[slip] * PEOPLE for slip in group], [list(pair) for pair in zip(*turned, strict=True)]
    others = [[on_all_sheets("较好" if place % 3 else "好")] * PEOPLE for place in range(VOTERS["C"])]
    keys = [pooled_key() for _ in range((PEOPLE + SPARES) * len(SEATS))]
    held = []
    for number, dealt in enumerate((one, other)):
        made = iter(keys)  # the same for both, or the fingerprints would differ
        monkeypatch.setattr(freezing, "make_key", lambda made=made: next(made))
        held.append(hold(folder / str(number), dealt, others))
    assert held[0][0].keys() == held[1][0].keys()
    return [shown for shown, _ in held], {result for _, result in held}


def differing(shown: list[Shown]) -> list[str]:
    """What is not the same in both meetings."""
    return [name for name, text in shown[0].items() if text != shown[1][name]]


def test_nothing_shown_depends_on_which_class_of_a_merged_group_marked_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, results = hold_two(tmp_path, monkeypatch)
    assert len(results) == 2
    assert "A、B" in shown[0]["released /desk/1/results/1"]
    assert differing(shown) == []


def test_where_small_classes_are_not_merged_the_difference_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosure, "merged_groups", lambda _result, classes, _k: tuple((name,) for name in classes))
    shown, _ = hold_two(tmp_path, monkeypatch)
    seen = differing(shown)
    assert "released /desk/1/results/1" in seen
    assert any("汇总表" in name for name in seen)
