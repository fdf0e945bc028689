"""The manifest: one spelling, nothing missing, nothing it does not know; and lists of keys as phones fetch them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from tally.evidence.manifest import (
    KeyHashes,
    Manifest,
    ManifestAppraisee,
    ManifestClass,
    ManifestFault,
    ManifestRound,
    Part,
    key_list,
    read_key_list,
    read_manifest,
)
from tally.evidence.proof import canonical_json
from tally.evidence.strict_json import JsonFault, read_canonical, read_json

PEOPLE = (ManifestAppraisee("01", "王慧", "第一党支部", "书记", "农村"), ManifestAppraisee("02", "王小兰", "", "", ""))
PART = Part("测评", "ab" * 32, {"好线": "85"}, True, {"述职": "述职"}, {"A": "40%", "B": None}, PEOPLE)
MANIFEST = Manifest(
    title="年度述职评议会议",
    organisation="场党委",
    basis="场党〔2026〕12号",
    date="2026年12月26日",
    expected=60,
    k=5,
    live=False,
    classes=(ManifestClass("A", "领导班子", "A"), ManifestClass("B", "委员", "A")),
    parts=(PART,),
    rounds=(ManifestRound(1, 0, ("01", "02"), 2048), ManifestRound(2, None, None, 2048)),
    keys=KeyHashes({"A": "cd" * 32}, "00" * 32, "11" * 32),
)
Change = Callable[[dict[str, Any]], object]


def test_a_manifest_is_read_back_as_it_was_written() -> None:
    assert read_manifest(MANIFEST.to_bytes()) == MANIFEST
    assert MANIFEST.fingerprint() == sha256(MANIFEST.to_bytes()).digest()


def test_its_spelling_is_that_of_the_protocol() -> None:
    written = MANIFEST.to_bytes().decode()
    assert written.startswith('{"basis":"场党〔2026〕12号","classes":[{"as":"A","id":"A","title":"领导班子"},')
    assert '"rounds":[{"codes":["01","02"],"part":0,"round":1,"size":2048},{"codes":null,"part":null,' in written
    assert written.endswith('"spec":2,"title":"年度述职评议会议"}')


def test_a_card_s_class_votes_as_another_where_it_was_merged() -> None:
    assert [MANIFEST.voting_class(name) for name in ("A", "B", "Z")] == ["A", "A", "Z"]


def test_two_names_exchanged_give_another_fingerprint() -> None:
    first, second = PEOPLE
    exchanged = (replace(first, name=second.name), replace(second, name=first.name))
    other = replace(MANIFEST, parts=(replace(PART, appraisees=exchanged),))
    assert other.fingerprint() != MANIFEST.fingerprint()


STRANGE: dict[str, Change] = {
    "an unknown key": lambda m: m.update(place="会议室"),
    "an unknown key of an appraisee": lambda m: m["parts"][0]["appraisees"][0].update(secret="x"),
    "a missing key": lambda m: m.pop("basis"),
    "a missing list of keys": lambda m: m["keys"].pop("box2"),
    "a number as text": lambda m: m.update(k="5"),
    "a truth as a number": lambda m: m.update(live=0),
    "a number as a truth": lambda m: m.update(k=True),
    "an appraisee without a name": lambda m: m["parts"][0]["appraisees"][0].pop("name"),
    "a name that is no text": lambda m: m["parts"][0]["appraisees"][0].update(name=1),
    "a spare with a part": lambda m: m["rounds"][1].update(part=0),
    "a round without codes": lambda m: m["rounds"][0].update(codes=None),
    "version 1": lambda m: m.update(spec=1),
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_it_does_not_know_is_refused(what: str) -> None:
    value = json.loads(MANIFEST.to_bytes())
    STRANGE[what](value)
    with pytest.raises(ManifestFault, match="会议清单"):
        read_manifest(canonical_json(value))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"spec":2.0}', b'{"spec":NaN}']
)
def test_what_is_no_manifest_at_all_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ManifestFault, match="会议清单"):
        read_manifest(data)


def test_another_spelling_of_the_same_manifest_is_refused() -> None:
    spaced = json.dumps(json.loads(MANIFEST.to_bytes()), ensure_ascii=False, sort_keys=True).encode()
    with pytest.raises(ManifestFault, match="写法"):
        read_manifest(spaced)


def test_json_is_read_twenty_deep_and_no_deeper_and_brackets_in_texts_are_no_depth() -> None:
    assert read_json(b"[" * 20 + b"]" * 20)
    with pytest.raises(JsonFault, match="太深"):
        read_json(b"[" * 21 + b"]" * 21)
    assert read_json(b'["' + b"[{" * 30 + b'"]') == ["[{" * 30]
    assert read_json(b'["\\"' + b"[" * 30 + b'"]') == ['"' + "[" * 30]


@pytest.mark.parametrize("data", [b'{"a":1,"a":1}', b"[1.5]", b"[1e3]", b"[Infinity]", b"[1] 2", b"{'a':1}"])
def test_json_that_has_two_meanings_is_refused(data: bytes) -> None:
    with pytest.raises(JsonFault):
        read_json(data)


@pytest.mark.parametrize("data", ['{"b":1,"a":1}', '["e\u0301"]', "[1, 2]", '["\\u00e9"]', '["\\/"]'])
def test_canonical_json_has_one_spelling(data: str) -> None:
    with pytest.raises(JsonFault, match="写法"):
        read_canonical(data.encode())


def test_a_list_of_keys_is_a_line_a_round_in_base64url() -> None:
    moduli = {2: (1 << 2047) + 1, 1: (1 << 2047) + 3, 10: (1 << 2047) + 5}
    listed = key_list(moduli)
    lines = listed.decode().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["1", "2", "10"]
    first = base64.urlsafe_b64decode(lines[0].split(" ")[1] + "==")
    assert int.from_bytes(first, "big") == moduli[1]
    assert listed.endswith(b"\n")
    assert b"=" not in listed
    assert read_key_list(listed) == moduli


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: b"0" + t, lambda t: t.replace(b" ", b"  "), lambda t: t + t]
)
def test_a_list_spelled_otherwise_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ManifestFault, match="密钥清单"):
        read_key_list(spoil(key_list({1: (1 << 2047) + 1, 2: (1 << 2047) + 3})))
