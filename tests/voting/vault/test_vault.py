"""The vault as a process: what it accepts, what it answers, what it can be made to open and what not."""

from __future__ import annotations

import json
import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tally.evidence.round_proof import box_label
from tests.voting.vault.rooms import CODES, GOOD, MEETING, SCHEME, VaultRoom, renamed, vault_room
from voting.vault.client import VaultGone, VaultRefused
from voting.vault.sealing import DoesNotOpen, unseal

VECTORS = Path(__file__).parents[2] / "tally" / "vectors"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[VaultRoom]:
    with vault_room(tmp_path) as made:
        yield made


def test_the_vectors_open_with_their_key() -> None:
    vectors = json.loads((VECTORS / "vectors.json").read_text(encoding="utf-8"))
    key = serialization.load_pem_private_key((VECTORS / "box.pem").read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    label, message = box_label(bytes.fromhex(vectors["fingerprint"]), 7), bytes.fromhex(vectors["M"])
    for voter in vectors["voters"]:
        token, sealed = bytes.fromhex(voter["token"]), bytes.fromhex(voter["sealed"])
        assert unseal(key, label, token + message, sealed, vectors["size"]).decode() == voter["json"]
        with pytest.raises(DoesNotOpen):
            unseal(key, label, bytes(32) + message, sealed, vectors["size"])


def test_a_token_is_signed_blind_and_its_signature_holds(room: VaultRoom) -> None:
    token = room.join()
    modulus = int.from_bytes(room.lists["A"], "big")
    assert modulus  # the list is not empty
    room.open()
    assert room.check(token, room.seal(token.token)) == "ok"


def test_zero_one_and_the_largest_values_are_not_signed(room: VaultRoom) -> None:
    from tally.evidence.manifest import read_key_list

    modulus = read_key_list(room.lists["A"])[1]
    for value in (0, 1, modulus - 1, modulus):
        with pytest.raises(VaultRefused, match="bad_blinded"):
            room.ask("sign", [value.to_bytes(256, "big")], rounds=[1], **{"class": "A"})


def test_everything_that_is_wrong_inside_is_answered_alike(room: VaultRoom) -> None:
    room.open()
    token, other = room.join(), room.join()
    sealed = room.seal(token.token)
    flipped = sealed[:300] + bytes([sealed[300] ^ 1]) + sealed[301:]
    wrong = {
        "beside another token": (other, sealed),
        "one bit changed": (token, flipped),
        "truncated": (token, sealed[:-1]),
        "longer": (token, sealed + b"\0"),
        "another round's": (token, room.seal(token.token, round=2)),
        "an unknown mark": (token, room.seal(token.token, [("很好", "3"), *GOOD[1:]])),
        "off its step": (token, room.seal(token.token, [("好", "2.7"), *GOOD[1:]])),
        "two spellings of a number": (token, room.seal(token.token, [("好", "3.0"), *GOOD[1:]])),
        "above the limit": (token, room.seal(token.token, [("好", "3")] * 3)),
        "half a recusal": (token, room.seal(token.token, [("回避", "3"), *GOOD[1:]])),
        "a missing mark": (token, room.seal(token.token, [("好",), *GOOD[1:]])),
        "a remark on a stranger": (token, room.seal(token.token, GOOD, [("09", "", "", "好")])),
        "a remark with a blank end": (token, room.seal(token.token, GOOD, [("01", "", "", "好 ")])),
        "a remark on a strange sheet": (token, room.seal(token.token, GOOD, [("01", "纪律", "", "好")])),
        "no JSON": (token, room.seal_text(token.token, b"{")),
        "too deep": (token, room.seal_text(token.token, b"[" * 5000)),
        "two slips of one": (token, room.seal_text(token.token, two_of_one())),
    }
    assert {name: room.check(*cast) for name, cast in wrong.items()} == dict.fromkeys(wrong, "bad_ballot")
    assert room.check(token, sealed) == "ok"  # nothing of all that spent the token


def two_of_one() -> bytes:
    slips = [[code, list(GOOD[0]), f"{place:032x}"] for place, code in enumerate(("01", "01", "03"))]
    return json.dumps({"remarks": [], "slips": slips}).encode()


def test_a_token_of_another_round_is_no_signature_here(room: VaultRoom) -> None:
    room.open()
    token = room.join(round=2)
    assert room.check(token, room.seal(token.token)) == "bad_signature"


def test_a_class_that_does_not_vote_in_it_is_no_signature(room: VaultRoom) -> None:
    room.open()
    token = room.join()
    assert room.check(token, room.seal(token.token), ballot_class="B") == "bad_signature"


def test_equal_salts_of_two_phones_are_refused_and_one_s_own_are_taken_again(room: VaultRoom) -> None:
    room.open()
    text = json.dumps({"remarks": [], "slips": [[code, list(GOOD[0]), f"{n:032x}"] for n, code in enumerate(CODES)]})
    first, second = room.join(), room.join()
    sealed = room.seal_text(first.token, text.encode())
    assert room.check(first, sealed) == "ok"
    assert room.check(second, room.seal_text(second.token, text.encode())) == "bad_ballot"
    assert room.check(first, sealed) == "ok"  # the same token again, after a commit that was refused


def test_a_changed_manifest_scheme_or_list_is_not_admitted(room: VaultRoom) -> None:
    manifest, lists = room.manifest.to_bytes(), room.lists["A"]
    changed = [
        [renamed(room.manifest).to_bytes(), SCHEME, lists],
        [manifest, SCHEME.replace(b"= 60", b"= 70"), lists],
        [manifest, SCHEME, lists.replace(b"1 ", b"4 ", 1)],
    ]
    for blobs in changed:
        with pytest.raises(VaultRefused, match="other_manifest"):
            room.vault.ask("admit", {"meeting": MEETING, "schemes": 1, "classes": ["A"]}, blobs)


def test_keys_are_bound_once(room: VaultRoom) -> None:
    with pytest.raises(VaultRefused, match="other_manifest"):
        room.ask("bind", [renamed(room.manifest).to_bytes()])


def test_a_round_opens_as_the_manifest_has_it_and_a_spare_as_it_is_used(room: VaultRoom) -> None:
    with pytest.raises(VaultRefused, match="other_manifest"):
        room.open(1, ["01", "03", "02"])
    with pytest.raises(VaultRefused, match="other_manifest"):
        room.open(4)
    room.open(3, ["02"])
    with pytest.raises(VaultRefused, match="not_open"):
        room.ask("check", [b"", b"", b""], round=2, **{"class": "A"})


def test_a_close_gives_back_slips_in_the_order_of_their_leaves_and_nothing_of_tokens(room: VaultRoom) -> None:
    room.open()
    cast = [room.cast() for _ in range(4)]
    answer = room.ask("close", [part for pair in cast for part in pair], round=1, ballot_classes=["A"] * 4)
    slips = answer.header["slips"]
    assert [slip["leaf"] for slip in slips] == sorted(slip["leaf"] for slip in slips)
    assert sorted(slip["appraisee"] for slip in slips) == sorted(CODES * 4)
    assert {tuple(slip) for slip in slips} == {("ballot_class", "appraisee", "marks", "salt", "leaf")}
    assert answer.blobs == []
    assert slips[0]["marks"][0][:2] == ["述职", ""]
    assert not any(token.hex() in json.dumps(answer.header) for token, _ in cast)


def test_a_reason_keeps_its_item_only_where_k_stepped_down_there(tmp_path: Path) -> None:
    down, full = ("好", "2"), ("好", "3")
    with vault_room(tmp_path, k=2) as room:
        room.open()
        remarks = [[("01", "观摩", "1", "台账不全"), ("02", "观摩", "1", "没有公示")], []]
        cast = [
            room.cast([down, down, GOOD[2]], remarks[0]),  # 01 is below full twice, 02 once
            room.cast([down, full, GOOD[2]], remarks[1]),
        ]
        answer = room.ask("close", [part for pair in cast for part in pair], round=1, ballot_classes=["A", "A"])
    found = {row["text"]: (row["sheet"], row["item"]) for row in answer.header["remarks"]}
    assert found == {"台账不全": ("观摩", "1"), "没有公示": ("", "")}
    assert all("marks" not in row and "token" not in row for row in answer.header["remarks"])


def test_a_ballot_that_does_not_open_stops_the_close_and_is_counted(room: VaultRoom) -> None:
    room.open()
    (token, sealed), (other, _) = room.cast(), room.cast()
    answer = room.ask("close", [token, sealed, other, sealed], round=1, ballot_classes=["A", "A"])
    assert (answer.header["unopened"], answer.header["slips"], answer.header["remarks"]) == (1, [], [])


def test_a_round_is_closed_with_one_set_of_ballots_and_no_other(room: VaultRoom) -> None:
    room.open()
    cast = [room.cast() for _ in range(3)]
    blobs = [part for pair in cast for part in pair]
    first = room.ask("close", blobs, round=1, ballot_classes=["A"] * 3)
    again = room.ask("close", blobs, round=1, ballot_classes=["A"] * 3)
    assert first.header["slips"] == again.header["slips"]
    for fewer in (blobs[:2], blobs[:4]):  # the difference of two closes would be one ballot
        with pytest.raises(VaultRefused, match="other_ballots"):
            room.ask("close", fewer, round=1, ballot_classes=["A"] * (len(fewer) // 2))
    room.vault.renew()
    room.open()
    with pytest.raises(VaultRefused, match="other_ballots"):
        room.ask("close", blobs[:2], round=1, ballot_classes=["A"])


def test_live_figures_move_in_steps_of_k_and_hold_the_newest_back(tmp_path: Path) -> None:
    with vault_room(tmp_path, live=True, k=2) as room:
        room.open()
        shown = []
        for _ in range(6):
            token = room.join()
            assert room.check(token, room.seal(token.token)) == "ok"
            answer = room.ask("record", [token.token], round=1)
            shown.append(sum(row[4] for row in answer.header.get("shown", []) if row[0] == "01" and row[1] == "述职"))
        assert shown == [0, 0, 0, 2, 0, 4]  # an answer only where more may be shown than before


def test_what_was_shown_is_sealed_and_survives_a_restart(tmp_path: Path) -> None:
    with vault_room(tmp_path, live=True, k=2) as room:
        room.open()
        cast, kept = [], b""
        for _ in range(4):
            token = room.join()
            sealed = room.seal(token.token)
            room.check(token, sealed)
            cast.append((token.token, sealed))
            answer = room.ask("record", [token.token], round=1)
            kept = answer.blobs[0] if answer.blobs else kept
        assert "较好".encode() not in kept
        room.vault.renew()
        header = {"round": 1, "part": 0, "codes": list(CODES), "ballot_classes": ["A"] * 4, "kept": True}
        again = room.ask("resume", [kept, *(part for pair in cast for part in pair)], **header)
        assert sum(row[4] for row in again.header["shown"] if row[0] == "01" and row[1] == "述职") == 2


def test_live_figures_are_kept_only_where_the_meeting_chose_them(room: VaultRoom) -> None:
    room.open()
    for _ in range(6):
        token = room.join()
        assert room.check(token, room.seal(token.token)) == "ok"
        assert "shown" not in room.ask("record", [token.token], round=1).header


def test_keys_that_were_destroyed_open_and_sign_nothing(room: VaultRoom) -> None:
    room.open()
    room.ask("forget", round=1)
    with pytest.raises(VaultRefused, match="key_missing"):
        room.join()
    with pytest.raises(VaultRefused, match="key_missing"):
        room.open()
    assert "sign-2" in " ".join(room.ask("names").header["names"])
    room.ask("forget")
    assert room.ask("names").header == {
        "id": room.ask("names").header["id"] - 1,
        "code": "ok",
        "names": [],
        "bound": "",
    }


def test_a_key_file_of_no_bytes_is_a_key_that_is_missing(room: VaultRoom) -> None:
    key = room.vault.home / str(MEETING) / "box-1.key"
    key.write_bytes(b"")
    with pytest.raises(VaultRefused, match="key_missing"):
        room.open(1)
    room.open(2)


def test_key_files_are_their_owner_s_alone(room: VaultRoom) -> None:
    folder = room.vault.home / str(MEETING)
    files = list(folder.iterdir())
    assert len(files) == 3 * 3 + 1  # a signing key, a box key and a second one for each round; the fingerprint
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_killed_vault_is_followed_by_another_that_knows_the_meeting(room: VaultRoom) -> None:
    first = room.vault.number
    os.kill(first, signal.SIGKILL)
    for _ in range(20):
        try:
            room.join()
        except VaultGone:
            continue
        break
    assert room.vault.number not in (0, first)


def test_the_vault_ends_when_its_pipe_closes(room: VaultRoom) -> None:
    number = room.vault.number
    room.vault.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="Linux alone tells what a process holds open")
def test_it_holds_its_two_pipes_and_nothing_else_open(room: VaultRoom) -> None:
    room.join()
    held = [os.readlink(link) for link in Path(f"/proc/{room.vault.number}/fd").iterdir()]
    assert sorted(one.partition(":")[0] for one in held) == ["/dev/null"] * 4 + ["pipe", "pipe"]
    assert not Path(f"/proc/{room.vault.number}/environ").read_bytes().count(b"HOME=")


def test_a_fault_is_answered_with_its_kind_alone(room: VaultRoom) -> None:
    with pytest.raises(VaultRefused, match="fault") as refusal:
        room.ask("sign", [b"\2" * 256], rounds=[1, 2], **{"class": "A"})
    assert refusal.value.kind == "ValueError"
