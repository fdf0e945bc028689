"""The proof of a closed round and its check code, held to the vectors; figures worked by hand beside them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tally.evidence.check_code import check_characters, check_code, code_indices, stretched
from tally.evidence.proof import slip_leaf, token_message
from tally.evidence.round_proof import (
    ClosedRound,
    ProofFaults,
    RoundHead,
    box_label,
    receipt_of,
    remark_leaf,
    round_value,
)

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors" / "vectors.json").read_text(encoding="utf-8"))
FINGERPRINT = bytes.fromhex(VECTORS["fingerprint"])
HEAD = RoundHead(7, ("01", "02"), {"A": (6, 1, 0, 4, 3)}, 1)


def closed_round() -> ClosedRound:
    slips: dict[str, list[bytes]] = {"01": [], "02": []}
    remarks: list[bytes] = []
    for voter in VECTORS["voters"]:
        content = json.loads(voter["json"])
        for code, marks, salt in content["slips"]:
            triples = [(sheet, "", mark) for sheet, mark in zip(VECTORS["sheets"], marks, strict=True)]
            slips[code].append(slip_leaf(7, "A", code, triples, salt))
        remarks += [remark_leaf(7, code, text, salt) for code, _, _, text, salt in content["remarks"]]
    return ClosedRound(FINGERPRINT, HEAD, slips, remarks, [bytes.fromhex(one["token"]) for one in VECTORS["voters"]])


def test_the_message_of_a_token_and_the_label_of_a_box_are_those_of_the_vectors() -> None:
    assert token_message(FINGERPRINT, 7, "A").hex() == VECTORS["M"]
    assert box_label(FINGERPRINT, 7) == b"box" + FINGERPRINT + b"\0\0\0\7"


def test_leaves_and_receipts_are_those_of_the_vectors() -> None:
    closed = closed_round()
    for place, voter in enumerate(VECTORS["voters"]):
        assert [closed.slips[code][place].hex() for code in ("01", "02")] == voter["slip_leaves"]
        assert receipt_of(bytes.fromhex(voter["sealed"])).hex() == voter["receipt"]
    assert [leaf.hex() for leaf in closed.remarks] == VECTORS["voters"][0]["remark_leaves"]


def test_head_root_short_file_and_value_are_those_of_the_vectors() -> None:
    closed = closed_round()
    assert closed.head.to_bytes().decode() == VECTORS["H"]
    assert closed.root().hex() == VECTORS["root"]
    assert stretched(closed.root()).hex() == VECTORS["S"]
    assert closed.short_file().hex() == VECTORS["short_file"]
    assert closed.value().hex() == VECTORS["value"]
    assert round_value(closed.root(), closed.short_file()) == closed.value()


def test_the_code_s_places_in_the_table_are_those_of_the_vectors() -> None:
    assert code_indices(closed_round().value()) == VECTORS["code_indices"]
    assert code_indices(FINGERPRINT) == VECTORS["fingerprint_code_indices"]


def test_a_code_is_three_groups_of_four_characters_of_the_table() -> None:
    table = check_characters()
    spelled = "".join(table[index] for index in VECTORS["code_indices"])
    assert check_code(bytes.fromhex(VECTORS["value"])) == f"{spelled[:4]} {spelled[4:8]} {spelled[8:]}"
    assert closed_round().code() == check_code(bytes.fromhex(VECTORS["value"]))


def test_a_short_file_is_as_long_as_its_numbers_say() -> None:
    # 4 of the length, the head, 32 of the root, six for each of 3 slips on 2 people and for 1 remark
    assert len(closed_round().short_file()) == 4 + len(HEAD.to_bytes()) + 32 + 6 * (3 * 2 + 1)


def test_the_order_in_which_leaves_come_changes_nothing() -> None:
    closed = closed_round()
    turned = {code: leaves[::-1] for code, leaves in closed.slips.items()}
    other = ClosedRound(FINGERPRINT, HEAD, turned, closed.remarks, closed.tokens[::-1])
    assert (other.root(), other.short_file()) == (closed.root(), closed.short_file())


def test_a_slip_that_changes_its_appraisee_changes_the_value_though_the_root_is_of_leaves_alone() -> None:
    closed = closed_round()
    first, second = closed.slips["01"], closed.slips["02"]
    swapped = {"01": [second[0], *first[1:]], "02": [first[0], *second[1:]]}
    other = ClosedRound(FINGERPRINT, HEAD, swapped, closed.remarks, closed.tokens)
    assert other.root() == closed.root()
    assert other.value() != closed.value()


@pytest.mark.parametrize("spoilt", [b"", b"x" * 31])
def test_a_leaf_of_another_length_is_refused(spoilt: bytes) -> None:
    closed = closed_round()
    with pytest.raises(ProofFaults):
        ClosedRound(FINGERPRINT, HEAD, closed.slips, [spoilt], closed.tokens).root()


def test_a_leaf_that_stands_twice_is_refused() -> None:
    closed = closed_round()
    twice = {**closed.slips, "01": [*closed.slips["01"], closed.slips["01"][0]]}
    with pytest.raises(ProofFaults):
        ClosedRound(FINGERPRINT, HEAD, twice, closed.remarks, closed.tokens).root()


def test_a_value_is_hashed_4096_times_before_it_is_spelled() -> None:
    value = b"\0" * 32
    for _ in range(4096):
        value = hashlib.sha256(value).digest()
    assert stretched(b"\0" * 32) == value
    first = value[0] << 2 | value[1] >> 6  # ten bits, the high one first
    assert code_indices(b"\0" * 32)[0] == first
