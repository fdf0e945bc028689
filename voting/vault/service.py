"""What may be asked of the vault, and what it answers: codes, public keys, figures that may be shown, a closed round.

Nothing opens one ballot; no message of a fault holds a token or a mark: a fault is answered with the name of its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from tally.evidence.round_proof import receipt_of
from voting.vault.frames import Frame, read_frame
from voting.vault.keys import KeyFolder, KeyMissing, OtherBallots
from voting.vault.meetings import OtherManifest, VaultMeeting, admit, bind, make_keys
from voting.vault.reading import BadContents
from voting.vault.rounds import OpenRound, SealedBallot
from voting.vault.sealing import DoesNotOpen
from voting.vault.signing import BadBlinded, SignatureSlipped

Header = dict[str, Any]
OK = "ok"
NOT_ADMITTED, NOT_OPEN, FAULT = "not_admitted", "not_open", "fault"
CODES: dict[type[Exception], str] = {
    KeyMissing: "key_missing",
    OtherBallots: "other_ballots",
    OtherManifest: "other_manifest",
    BadBlinded: "bad_blinded",
    SignatureSlipped: "signature_slipped",
    DoesNotOpen: "other_ballots",
    BadContents: "other_ballots",
}


class NotAdmitted(Exception):
    """The meeting has not been given to this vault yet: it was started anew, and must be told."""


class NotOpen(Exception):
    """The round is not open in this vault."""


CODES |= {NotAdmitted: NOT_ADMITTED, NotOpen: NOT_OPEN}


class Service:
    """Answers frames, one after the other; everything it knows is in its own memory and in the folder of keys."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.meetings: dict[int, VaultMeeting] = {}

    def answer(self, asked: Frame) -> Frame:
        """The answer to a question; a refusal is a code, a fault the name of its kind."""
        number = {"id": asked.header.get("id")}
        try:
            found = ASKED[asked.header["ask"]](self, asked.header, list(asked.blobs))
        except tuple(CODES) as refusal:
            return Frame({**number, "code": CODES[type(refusal)]})
        except Exception as fault:  # noqa: BLE001 - it must live on, and say nothing of what it was given
            return Frame({**number, "code": FAULT, "kind": type(fault).__name__})
        return Frame({**number, "code": OK, **found.header}, found.blobs)

    def make(self, header: Header, _blobs: list[bytes]) -> Frame:
        """Make the keys of a meeting: header `rounds`, `classes`; the lists come back as blobs, classes first."""
        made = make_keys(self._keys(header), header["rounds"], header["classes"])
        return Frame({}, [*(made.sign[name] for name in header["classes"]), made.box, made.box2])

    def bind(self, header: Header, blobs: list[bytes]) -> Frame:
        """Bind the keys of a meeting to its manifest, the only blob."""
        bind(self._keys(header), blobs[0])
        return Frame({})

    def admit(self, header: Header, blobs: list[bytes]) -> Frame:
        """Take a meeting in: blobs manifest, schemes in the order of the parts, lists of keys in that of `classes`."""
        manifest, *rest = blobs
        number = header["schemes"]
        lists = dict(zip(header["classes"], rest[number:], strict=True))
        self.meetings[header["meeting"]] = admit(self._keys(header), manifest, rest[:number], lists)
        return Frame({})

    def knows(self, header: Header, _blobs: list[bytes]) -> Frame:
        """Whether it was given the meeting, and whether the round is open here."""
        known = self.meetings.get(header["meeting"])
        return Frame({"meeting": known is not None, "round": known is not None and header.get("round") in known.rounds})

    def sign(self, header: Header, blobs: list[bytes]) -> Frame:
        """Sign blinded values, a blob for each of `rounds`; the signatures come back likewise."""
        given = dict(zip(header["rounds"], (int.from_bytes(blob, "big") for blob in blobs), strict=True))
        signed = self._meeting(header).sign(header["class"], given)
        return Frame({}, [signed[round].to_bytes(256, "big") for round in header["rounds"]])

    def open(self, header: Header, _blobs: list[bytes]) -> Frame:
        """Open a round: `round`, `part`, `codes`, `second` where the second box keys are used."""
        self._meeting(header).open(header["round"], header["part"], header["codes"], header.get("second", False))
        return Frame({})

    def check(self, header: Header, blobs: list[bytes]) -> Frame:
        """Check a cast: `class`, blobs token, signature, sealed; the verdict is a code and nothing else."""
        token, signature, sealed = blobs
        verdict = self._round(header).check(SealedBallot(header["class"], token, sealed), signature)
        return Frame({"verdict": verdict})

    def record(self, header: Header, blobs: list[bytes]) -> Frame:
        """Hear which tokens were committed, in their order; where more may be shown, the blob is to be stored first."""
        opened = self._round(header)
        figures = opened.record(blobs)
        return Frame({"shown": opened.shown()}, [figures]) if figures else Frame({})

    def resume(self, header: Header, blobs: list[bytes]) -> Frame:
        """Go on with an open round: as `open`, with `ballot_classes`, `kept`; blobs figures, then token, ballot …."""
        self.open(header, [])
        kept = blobs.pop(0) if header["kept"] else None
        try:
            self._round(header).resume(_ballots(header, blobs), kept)
        except (DoesNotOpen, BadContents):
            self.withdraw(header, [])
            raise
        return Frame({"shown": self._round(header).shown()})

    def withdraw(self, header: Header, _blobs: list[bytes]) -> Frame:
        """Forget that a round was opened; its keys stay."""
        self._meeting(header).rounds.pop(header["round"], None)
        return Frame({})

    def close(self, header: Header, blobs: list[bytes]) -> Frame:
        """Open every ballot of a round, after writing down which set it is: rows of slips and remarks, sorted by leaf.

        With `unopened` above 0 there are no rows. The keys stay until `forget`, for what comes back must be stored.
        """
        opened, ballots = self._round(header), _ballots(header, blobs)
        self._keys(header).bind_ballots(opened.number, (receipt_of(ballot.sealed) for ballot in ballots))
        slips, remarks, unopened = opened.close(ballots)
        return Frame({"slips": slips, "remarks": remarks, "unopened": unopened})

    def forget(self, header: Header, _blobs: list[bytes]) -> Frame:
        """Destroy the keys of `round`, or without one all of the meeting's."""
        meeting = self.meetings.get(header["meeting"])
        if "round" not in header:
            self.meetings.pop(header["meeting"], None)
            self._keys(header).destroy_all()
            return Frame({})
        if meeting:
            meeting.rounds.pop(header["round"], None)
            meeting.signing = {where: key for where, key in meeting.signing.items() if where[0] != header["round"]}
        self._keys(header).destroy_round(header["round"])
        return Frame({})

    def names(self, header: Header, _blobs: list[bytes]) -> Frame:
        """The names of the meeting's keys that are there, and whether they are bound."""
        keys = self._keys(header)
        return Frame({"names": keys.names(), "bound": (keys.fingerprint() or b"").hex()})

    def _keys(self, header: Header) -> KeyFolder:
        return KeyFolder(self.home, int(header["meeting"]))

    def _meeting(self, header: Header) -> VaultMeeting:
        try:
            return self.meetings[header["meeting"]]
        except KeyError:
            raise NotAdmitted from None

    def _round(self, header: Header) -> OpenRound:
        try:
            return self._meeting(header).rounds[header["round"]]
        except KeyError:
            raise NotOpen from None


QUESTIONS = (
    *("make", "bind", "admit", "knows", "sign"),
    *("open", "check", "record", "resume", "withdraw", "close", "forget", "names"),
)
ASKED: dict[str, Callable[[Service, Header, list[bytes]], Frame]] = {name: getattr(Service, name) for name in QUESTIONS}


def serve(home: Path, asking: BinaryIO, answering: BinaryIO) -> None:
    """Answer until the pipe closes."""
    service = Service(home)
    while (asked := read_frame(asking)) is not None:
        answering.write(service.answer(asked).to_bytes())
        answering.flush()


def _ballots(header: Header, blobs: list[bytes]) -> list[SealedBallot]:
    pairs = zip(blobs[::2], blobs[1::2], strict=True)
    return [SealedBallot(name, *pair) for name, pair in zip(header["ballot_classes"], pairs, strict=True)]
