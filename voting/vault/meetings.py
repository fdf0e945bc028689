"""A meeting as the vault knows it: its manifest and schemes, held against the fingerprint kept with its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from tally.evidence.manifest import Manifest, ManifestFault, key_list, read_key_list, read_manifest
from tally.reading.faults import Faults
from tally.reading.sources import Source
from tally.regulation.scheme import Scheme
from tally.regulation.scheme_file import read_scheme
from voting.vault.keys import KeyFolder, box_name, sign_name
from voting.vault.papers import BallotPaper
from voting.vault.rounds import OpenRound
from voting.vault.signing import SigningKey, make_key, sign_blinded, signing_key


class OtherManifest(Exception):
    """The manifest or a scheme is not the one these keys were bound to."""


@dataclass(frozen=True)
class PublicKeys:
    """The lists of a meeting's public keys as phones fetch them: of each class, the boxes', the second boxes'."""

    sign: Mapping[str, bytes]
    box: bytes
    box2: bytes


@dataclass
class VaultMeeting:
    """A meeting whose keys are here. `signing` are keys read so far, `rounds` those that are open."""

    keys: KeyFolder
    manifest: Manifest
    schemes: tuple[Scheme, ...]
    fingerprint: bytes
    moduli: Mapping[str, Mapping[int, int]]
    signing: dict[tuple[int, str], SigningKey] = field(default_factory=dict)
    rounds: dict[int, OpenRound] = field(default_factory=dict)

    def sign(self, ballot_class: str, blinded: Mapping[int, int]) -> dict[int, int]:
        """The blind signatures of these values, round by round; raises BadBlinded, KeyMissing, SignatureSlipped."""
        return {round: sign_blinded(self._signing(round, ballot_class), value) for round, value in blinded.items()}

    def open(self, round: int, part: int | None, codes: Sequence[str] | None, second: bool = False) -> OpenRound:
        """Open a round of the manifest; a spare takes the `part` and `codes` it is used for.

        Raises KeyMissing, OtherManifest where the manifest has no such round or says otherwise.
        """
        planned = next((one for one in self.manifest.rounds if one.round == round), None)
        if planned is None or (
            planned.part is not None and (planned.part, planned.codes) != (part, tuple(codes or ()))
        ):
            raise OtherManifest
        if part is None or codes is None or not 0 <= part < len(self.schemes):
            raise OtherManifest
        key = self.keys.key(box_name(round, second))
        paper = self._paper(part, codes)
        moduli = {
            name: listed[round] for name, listed in self.moduli.items() if name in self.manifest.parts[part].classes
        }
        opened = OpenRound(
            round, self.fingerprint, paper, planned.size, self.manifest.k, key, moduli, self.manifest.live
        )
        self.rounds[round] = opened
        return opened

    def _paper(self, part: int, codes: Sequence[str]) -> BallotPaper:
        evaluated = self.manifest.parts[part]
        groups = {one.id: one.group for one in evaluated.appraisees}
        if not set(codes) <= groups.keys():
            raise OtherManifest
        return BallotPaper(tuple(codes), self.schemes[part], evaluated.remarks, groups)

    def _signing(self, round: int, ballot_class: str) -> SigningKey:
        where = (round, ballot_class)
        if where not in self.signing:
            self.signing[where] = signing_key(self.keys.key(sign_name(round, ballot_class)))
        return self.signing[where]


def make_keys(keys: KeyFolder, rounds: Sequence[int], classes: Sequence[str]) -> PublicKeys:
    """Make and keep every key of a meeting; return the public halves as lists."""
    keys.destroy_all()
    sign = {name: key_list({round: _made(keys, sign_name(round, name)) for round in rounds}) for name in classes}
    box, box2 = (
        key_list({round: _made(keys, box_name(round, second)) for round in rounds}) for second in (False, True)
    )
    return PublicKeys(sign, box, box2)


def bind(keys: KeyFolder, manifest: bytes) -> None:
    """Bind the keys to the manifest that is printed on the cards; raises OtherManifest where they are bound already."""
    fingerprint = sha256(manifest).digest()
    if (keys.fingerprint() or fingerprint) != fingerprint:
        raise OtherManifest
    keys.keep_fingerprint(fingerprint)


def admit(keys: KeyFolder, manifest: bytes, schemes: Sequence[bytes], lists: Mapping[str, bytes]) -> VaultMeeting:
    """The meeting of this manifest; `lists` are the classes' lists of signing keys. Raises OtherManifest.

    Everything is held against the fingerprint that lies with the keys: a changed database changes nothing.
    """
    fingerprint = sha256(manifest).digest()
    if keys.fingerprint() != fingerprint:
        raise OtherManifest
    try:
        read = read_manifest(manifest)
        moduli = {name: read_key_list(listed) for name, listed in lists.items()}
        known = tuple(
            read_scheme(Source("scheme.toml", text), part.parameters)
            for text, part in zip(schemes, read.parts, strict=True)
        )
    except (ManifestFault, Faults, ValueError):
        raise OtherManifest from None
    if [sha256(text).hexdigest() for text in schemes] != [part.scheme for part in read.parts]:
        raise OtherManifest
    if {name: sha256(listed).hexdigest() for name, listed in lists.items()} != dict(read.keys.sign):
        raise OtherManifest
    return VaultMeeting(keys, read, known, fingerprint, moduli)


def _made(keys: KeyFolder, name: str) -> int:
    key = make_key()
    keys.keep(name, key)
    return key.private_numbers().public_numbers.n
