"""The archive of a meeting, and what `tally verify` finds when any of it is changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tally
from tally.evidence.archive import SUMS, read_archive, write_archive
from tally.evidence.verify import verify
from tests.voting.meetings import make_room, vote_all
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome.archive import archive_of


def sealed_archive(house: House) -> bytes:
    """Two people, 20 ballots each: a meeting from its cards to its archive."""
    room = make_room(house)
    room.begin()
    phones = room.joined_phones()
    for number, code, marks in ((1, "01", ["好"] * 18 + ["弃权", "较好"]), (2, "02", ["好", "较好"] * 10)):
        room.open(number)
        vote_all(phones, number, code, marks)
        room.close(number)
    room.count("chair")
    room.release("chair", "scrutineer")
    room.confirm()
    room.seal()
    with house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        return archive_of(house, session, meeting, {"计票结果报告单.txt": "样张".encode()}).data


@pytest.fixture
def archive(house: House) -> bytes:
    return sealed_archive(house)


def test_an_untouched_archive_verifies_on_both_databases(either_house: House) -> None:
    assert verify(sealed_archive(either_house)) == []


def test_a_flipped_byte_in_any_file_of_the_archive_is_found(archive: bytes) -> None:
    for name, content in read_archive(archive).items():
        start = archive.index(content) if content else 0
        for place in {start, start + len(content) // 2, start + len(content) - 1}:
            flipped = bytearray(archive)
            flipped[place] ^= 1
            assert verify(bytes(flipped)), f"{name}: byte {place}"


def test_a_flipped_byte_between_the_files_is_found(archive: bytes) -> None:
    """Names, dates and checksums of the zip itself: every 7th byte of its last 2,000."""
    for place in range(len(archive) - 2000, len(archive), 7):
        flipped = bytearray(archive)
        flipped[place] ^= 1
        assert verify(bytes(flipped)), f"byte {place}"


def changed(archive: bytes, name: str, old: bytes, new: bytes) -> list[str]:
    """What is found when a file is changed by someone who mends the list of hashes too."""
    files = read_archive(archive)
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    del files[SUMS]
    return verify(write_archive(files))


def test_a_changed_mark_breaks_root_and_count_even_when_the_hashes_are_mended(archive: bytes) -> None:
    lines = changed(archive, "rounds/001/ballots.csv", ",好\n".encode(), ",差\n".encode())
    assert any("第1轮：由票页和凭证算出的根" in line for line in lines)
    assert any("重新计票的结果" in line for line in lines)


def test_a_dropped_slip_is_missed_in_the_numbers(archive: bytes) -> None:
    files = read_archive(archive)
    rows = files["rounds/002/ballots.csv"].decode().splitlines(keepends=True)
    files["rounds/002/ballots.csv"] = "".join(rows[:1] + rows[4:]).encode()
    del files[SUMS]
    assert any("票页" in line for line in verify(write_archive(files)))


def test_a_token_without_a_signature_of_its_round_is_found(archive: bytes) -> None:
    files = read_archive(archive)
    files["rounds/001/tokens.csv"] = files["rounds/002/tokens.csv"]
    del files[SUMS]
    assert any("签名不对" in line for line in verify(write_archive(files)))


def test_a_changed_act_breaks_the_log(archive: bytes) -> None:
    assert any("操作日志" in line for line in changed(archive, "log.jsonl", "开启投票".encode(), "结束投票".encode()))


def test_a_changed_score_in_the_result_is_found(archive: bytes) -> None:
    result = json.loads(read_archive(archive)["result.json"])
    score = result["appraisees"][0]["score"]
    assert any("result.json" in line for line in changed(archive, "result.json", score.encode(), b"99.99"))


def test_verify_needs_nothing_of_ours_but_the_tally_package(archive: bytes, tmp_path: Path) -> None:
    shutil.copytree(Path(tally.__file__).parent, tmp_path / "tally")
    (tmp_path / "archive.zip").write_bytes(archive)
    command = [sys.executable, "-m", "tally", "verify", "archive.zip"]
    good = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (good.returncode, good.stderr) == (0, "")
    (tmp_path / "archive.zip").write_bytes(archive[:-1] + b"x")
    bad = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "不符" in bad.stdout
