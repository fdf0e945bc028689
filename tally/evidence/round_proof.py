"""The proof of a closed round, version 2: its leaves, its root, the short file every phone checks, its one value.

secrecy.md 10. No server, no database: phones, server, `tally verify` and the tests compute the same bytes. A leaf is
found by nobody but who holds its salt; a short value hangs on the whole list, so that nothing can be made to fit it
beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from tally.evidence.check_code import check_code, stretched
from tally.evidence.proof import canonical_json

LEAF = 32
SHORT = 6  # bytes of a short value: one to fit a leaf costs 2^48 hashes of a root that is not known before


class ProofFaults(ValueError):
    """A list that no closed round has: a value stands twice, or is not as long as it must be."""


@dataclass(frozen=True)
class RoundHead:
    """H: whose round it is and its numbers. `classes` has, for each class that votes in it, cards printed, voided,
    re-issued, claims and tokens; `reruns` is the voided round that this one repeats.
    """

    round: int
    codes: tuple[str, ...]
    classes: Mapping[str, tuple[int, int, int, int, int]]
    remarks: int
    reruns: int | None = None

    def to_bytes(self) -> bytes:
        """Canonical JSON, the one spelling that is hashed."""
        return canonical_json(
            {
                "classes": {name: list(numbers) for name, numbers in self.classes.items()},
                "codes": list(self.codes),
                "remarks": self.remarks,
                "reruns": self.reruns,
                "round": self.round,
            }
        )


@dataclass(frozen=True)
class ClosedRound:
    """Everything a round's proof is made of: leaves of slips by appraisee, leaves of remarks, tokens, 32 bytes each."""

    fingerprint: bytes
    head: RoundHead
    slips: Mapping[str, Sequence[bytes]]
    remarks: Sequence[bytes]
    tokens: Sequence[bytes]

    def root(self) -> bytes:
        """The 32 bytes that stand for the whole list; raises ProofFaults."""
        head = self.head.to_bytes()
        leaves = [leaf for code in self.head.codes for leaf in self.slips.get(code, ())]
        lists = (ascending(leaves), ascending(self.remarks), ascending(self.tokens))
        parts = [b"root", self.fingerprint, _length(head), head, *(value for values in lists for value in values)]
        return sha256(b"".join(parts)).digest()

    def short_file(self) -> bytes:
        """The one file every phone fetches, the same for all; raises ProofFaults."""
        head, root = self.head.to_bytes(), self.root()
        key = stretched(root)
        slips = [short_values(key, self.slips.get(code, ())) for code in self.head.codes]
        return b"".join([_length(head), head, root, *slips, short_values(key, self.remarks)])

    def value(self) -> bytes:
        """What the round's check code stands for: root and short file together."""
        return round_value(self.root(), self.short_file())

    def code(self) -> str:
        """The check code that projector, phones, report and 封存单 show beside the round's name."""
        return check_code(self.value())


def round_value(root: bytes, short_file: bytes) -> bytes:
    """The 32 bytes of a closed round, from its root and its short file."""
    return sha256(b"round" + root + sha256(short_file).digest()).digest()


def remark_leaf(round: int, appraisee: str, text: str, salt: str) -> bytes:
    """The 32 bytes that stand for one remark; sheet and item are not in it, for the close may drop them."""
    return sha256(b"remark" + canonical_json([round, appraisee, text, salt])).digest()


def box_label(fingerprint: bytes, round: int) -> bytes:
    """The OAEP label that ties a sealed ballot's key to its meeting and round (secrecy.md 5)."""
    return b"box" + fingerprint + round.to_bytes(4, "big")


def receipt_of(sealed: bytes) -> bytes:
    """What answers for a sealed ballot: the same bytes are the same ballot."""
    return sha256(sealed).digest()


def short_values(key: bytes, leaves: Iterable[bytes]) -> bytes:
    """The short values of these leaves, ascending, one after the other; `key` is the root hashed 4,096 times."""
    return b"".join(sorted(sha256(b"short" + key + leaf).digest()[:SHORT] for leaf in leaves))


def ascending(values: Iterable[bytes]) -> list[bytes]:
    """The values in strictly ascending order; raises ProofFaults where one is not 32 bytes or stands twice."""
    ordered = sorted(values)
    if any(len(value) != LEAF for value in ordered):
        raise ProofFaults("a leaf and a token are 32 bytes")
    if any(earlier == later for earlier, later in pairwise(ordered)):
        raise ProofFaults("a leaf or a token stands twice in the list of a round")
    return ordered


def _length(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big")
