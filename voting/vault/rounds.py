"""An open round inside the vault: ballots checked as they come, counted live once they are recorded, opened at the end.

Nothing that leaves this module joins a token and a mark: a check answers with a code, the live figures are steps of k
ballots, and a close hands back slips and remarks in the order of their leaves.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from tally.evidence.proof import token_message, verify_token
from tally.evidence.round_proof import box_label
from voting.vault.live import LiveTally, Place
from voting.vault.papers import APART, BallotPaper
from voting.vault.reading import BadContents, Contents, Remark, Slip, read_contents
from voting.vault.sealing import SHOWN, DoesNotOpen, padded_size, seal, unseal

OK, BAD_SIGNATURE, BAD_BALLOT = "ok", "bad_signature", "bad_ballot"


@dataclass(frozen=True)
class SealedBallot:
    """A ballot as it was cast and is stored: of which class, by which token, and its ciphertext."""

    ballot_class: str
    token: bytes
    sealed: bytes


@dataclass
class OpenRound:
    """A round that is open. `moduli` are its signing keys by class, `taken` which token has each salt of the round."""

    number: int
    fingerprint: bytes
    paper: BallotPaper
    size: int
    k: int
    key: rsa.RSAPrivateKey
    moduli: dict[str, int]
    is_live: bool
    taken: dict[str, bytes] = field(default_factory=dict)
    waiting: dict[bytes, tuple[str, list[Place]]] = field(default_factory=dict)
    live: LiveTally = field(init=False)

    def __post_init__(self) -> None:
        self.live = LiveTally(self.k)

    def check(self, ballot: SealedBallot, signature: bytes) -> str:
        """OK, or the code with which a cast is refused; what of it would be counted live waits for `record`.

        A salt is new in this round, or this token's own: two equal salts could make two equal leaves.
        """
        message = token_message(self.fingerprint, self.number, ballot.ballot_class)
        modulus = self.moduli.get(ballot.ballot_class)
        if modulus is None or not verify_token(modulus, ballot.token, message, signature):
            return BAD_SIGNATURE
        try:
            contents = self.opened(ballot)
        except (DoesNotOpen, BadContents):
            return BAD_BALLOT
        if any(self.taken.get(salt, ballot.token) != ballot.token for salt in contents.salts):
            return BAD_BALLOT
        self.taken.update(dict.fromkeys(contents.salts, ballot.token))
        if self.is_live:
            self.waiting[ballot.token] = (ballot.ballot_class, places_shown(contents, self.paper))
        return OK

    def opened(self, ballot: SealedBallot) -> Contents:
        """What a ballot holds; raises DoesNotOpen, BadContents."""
        label = box_label(self.fingerprint, self.number)
        bound_to = ballot.token + token_message(self.fingerprint, self.number, ballot.ballot_class)
        return read_contents(unseal(self.key, label, bound_to, ballot.sealed, self.size), self.paper)

    def record(self, tokens: Iterable[bytes]) -> bytes | None:
        """Take recorded ballots into the live figures in their order; what is to be stored before more is shown."""
        changed = False
        for token in tokens:
            if token in self.waiting:
                changed = self.live.add(*self.waiting.pop(token)) or changed
        return self.sealed_figures() if changed else None

    def shown(self) -> list[list[Any]]:
        """The counts that may be shown now, over all classes: [[appraisee, sheet, item, mark, heads] …]."""
        return [[*place, heads] for place, heads in sorted(self.live.shown().items())]

    def sealed_figures(self) -> bytes:
        """What was shown of the round, sealed like a ballot, to be on disk before it is on a screen."""
        content = json.dumps(self.live.state(), ensure_ascii=False).encode()
        return seal(self.key.public_key(), *self._shown_binding(), content, padded_size(content))

    def resume(self, ballots: Sequence[SealedBallot], kept: bytes | None) -> None:
        """Go on after a restart with what is stored; what was not shown waits as one block: its order is kept nowhere.

        Raises DoesNotOpen, BadContents: the store was put back without the keys that belong to it.
        """
        places: dict[str, list[list[Place]]] = {}
        for ballot in ballots:
            contents = self.opened(ballot)
            self.taken.update(dict.fromkeys(contents.salts, ballot.token))
            places.setdefault(ballot.ballot_class, []).append(places_shown(contents, self.paper))
        if self.is_live:
            self.live.resume(self._figures_before(kept), places)

    def close(self, ballots: Sequence[SealedBallot]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
        """Slips and remarks as rows, each sorted by leaf, and how many ballots do not open; with any, no rows.

        A remark keeps its item, else its sheet, only where at least k slips on that person are below full there.
        """
        slips: list[tuple[str, Slip]] = []
        remarks: list[Remark] = []
        closed_to_us = 0
        for ballot in ballots:
            try:
                contents = self.opened(ballot)
            except (DoesNotOpen, BadContents):
                closed_to_us += 1
                continue
            slips += [(ballot.ballot_class, slip) for slip in contents.slips]
            remarks += contents.remarks
        if closed_to_us:
            return [], [], closed_to_us
        steps = steps_down(self.paper, (slip for _, slip in slips))
        slip_rows = [self._slip_row(ballot_class, slip) for ballot_class, slip in slips]
        remark_rows = [self._remark_row(remark, steps) for remark in remarks]
        return _by_leaf(slip_rows), _by_leaf(remark_rows), 0

    def _slip_row(self, ballot_class: str, slip: Slip) -> dict[str, Any]:
        marks = [[*spot, mark] for spot, mark in zip(self.paper.spots, slip.marks, strict=True)]
        leaf = slip.leaf(self.number, ballot_class, self.paper).hex()
        return {
            "ballot_class": ballot_class,
            "appraisee": slip.appraisee,
            "marks": marks,
            "salt": slip.salt,
            "leaf": leaf,
        }

    def _remark_row(self, remark: Remark, steps: Counter[tuple[str, str, str]]) -> dict[str, Any]:
        item = remark.item if steps[remark.appraisee, remark.sheet, remark.item] >= self.k else ""
        sheet = remark.sheet if item or steps[remark.appraisee, remark.sheet, ""] >= self.k else ""
        leaf = remark.leaf(self.number).hex()
        return {
            "appraisee": remark.appraisee,
            "sheet": sheet,
            "item": item,
            "text": remark.text,
            "salt": remark.salt,
            "leaf": leaf,
        }

    def _figures_before(self, kept: bytes | None) -> dict[str, Any]:
        if kept is None:
            return {}
        found: dict[str, Any] = json.loads(unseal(self.key, *self._shown_binding(), kept, None))
        return found

    def _shown_binding(self) -> tuple[bytes, bytes]:
        message = token_message(self.fingerprint, self.number, "")
        return box_label(self.fingerprint, self.number), SHOWN + message


def places_shown(contents: Contents, paper: BallotPaper) -> list[Place]:
    """The marks of a ballot that live figures may hold: no 弃权, no 回避, no 无效."""
    return [
        (slip.appraisee, *spot, mark)
        for slip in contents.slips
        for spot, mark in zip(paper.spots, slip.marks, strict=True)
        if mark not in APART
    ]


def steps_down(paper: BallotPaper, slips: Iterable[Slip]) -> Counter[tuple[str, str, str]]:
    """How many slips on a person are below full at each item, and on each sheet as a whole (item "")."""
    steps: Counter[tuple[str, str, str]] = Counter()
    for slip in slips:
        below = {
            spot
            for spot, mark, full in zip(paper.spots, slip.marks, paper.full, strict=True)
            if mark != full and mark not in APART
        }
        sheets = {(sheet, "") for sheet, _ in below}
        steps.update((slip.appraisee, *spot) for spot in below | sheets)
    return steps


def _by_leaf(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row["leaf"]))
