"""What is kept in memory of an open round: its key, the size of its ballots, the salts taken, the live figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from voting.meeting.sealed_box.casting import Ballot
from voting.meeting.sealed_box.contents import class_of, contents, places_shown, remark_rows, salts_of, slip_rows
from voting.meeting.sealed_box.sealing import seal, seal_shown, unseal_shown
from voting.vault.live import LiveTally, Place


@dataclass
class OpenRound:
    """An open round. `shown` is what may be shown of it now: it is on disk before it is here.

    `salts` are those taken in this round and in the rounds of the meeting that were closed before.
    """

    key: bytes
    size: int
    live: LiveTally
    salts: set[str] = field(default_factory=set)
    shown: dict[Place, int] = field(default_factory=dict)

    def sealed(self, ballot: Ballot) -> bytes:
        """The ballot as it may lie on disk."""
        return seal(self.key, ballot.token, contents(ballot), self.size)

    def take(self, ballot: Ballot) -> bool:
        """Take a recorded ballot into salts and live figures; True where more may be shown than is."""
        self.salts |= salts_of(ballot)
        return self.live.add(ballot.ballot_class, places_shown(contents(ballot)))

    def figures(self) -> bytes:
        """What `publish` will show, sealed, to be kept before."""
        return seal_shown(self.key, self.live.state())

    def publish(self) -> None:
        """Show what `figures` has kept."""
        self.shown = dict(self.live.shown())


def resumed(key: bytes, size: int, k: int, kept: bytes | None, ballots: Iterable[Mapping[str, Any]]) -> OpenRound:
    """The round after a restart, from its opened ballots and from what was kept of its figures."""
    marks, salts = defaultdict(list), set()
    for content in ballots:
        marks[class_of(content)].append(places_shown(content))
        salts |= {row["salt"] for row in (*slip_rows(content), *remark_rows(content))}
    live = LiveTally(k)
    live.resume(unseal_shown(key, kept) if kept else {}, marks)
    return OpenRound(key, size, live, salts, dict(live.shown()))
