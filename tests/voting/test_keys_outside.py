"""Private keys lie outside the instance: a copy of the folder, made at any time, opens nothing (secrecy.md 6)."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.voting.meetings import make_room, vote_all
from tests.voting.secrecy.rooms import open_room
from tests.voting.secrecy.serving import free_port
from voting.meeting.house import House
from voting.meeting.session.opening import open_house
from voting.vault.places import NAME, BadKeyPlace, key_place, local_data


def keys_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix == ".key")


def test_the_instance_holds_no_key_while_a_round_is_open_and_the_round_goes_on(house: House) -> None:
    room = make_room(house, people=1)
    phones = open_room(room)
    vote_all(phones, 1, "01", ["好"] * len(phones))
    assert keys_below(house.instance) == []
    assert len(keys_below(house.keys.folder)) == 1 + 4 * 3  # the box, and three classes in a round and three spares
    assert house.keys.folder.parent == local_data() / NAME
    again = open_house(house.instance)
    assert again.keys.folder == house.keys.folder
    assert again.box.states(room.meeting_id) == {1: "open"}
    again.close()


def test_a_copy_of_the_folder_on_another_machine_has_its_open_round_void(house: House, tmp_path: Path) -> None:
    room = make_room(house, people=1)
    vote_all(open_room(room), 1, "01", ["好"] * len(room.cards))
    shutil.copytree(house.instance, tmp_path / "copy")
    copied = open_house(tmp_path / "copy", keys_home=tmp_path / "keys-elsewhere")
    assert copied.box.states(room.meeting_id) == {1: "void"}
    copied.close()


def test_keys_of_a_release_before_are_moved_out_and_nothing_is_left_of_them(house: House) -> None:
    room = make_room(house, people=1)
    open_room(room)
    former = house.instance / "keys"
    former.mkdir()
    kept = {path.name: path.read_bytes() for path in keys_below(house.keys.folder)}
    for name, content in kept.items():
        (former / name).write_bytes(content)
        (house.keys.folder / name).unlink()
    again = open_house(house.instance)
    assert not former.exists()
    assert {path.name: path.read_bytes() for path in keys_below(again.keys.folder)} == kept
    assert again.box.states(room.meeting_id) == {1: "open"}
    again.close()


def test_the_folder_is_its_owner_s_alone_and_marked_for_no_backup(tmp_path: Path) -> None:
    place = key_place(tmp_path / "instance", "ab" * 16, tmp_path / "keys")
    assert place == tmp_path / "keys" / ("ab" * 16)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert (
        (place / "CACHEDIR.TAG").read_text(encoding="utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


@pytest.mark.parametrize("inside", [".", "keys", "a/b"])
def test_a_folder_inside_the_instance_is_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(BadKeyPlace, match="在数据文件夹"):
        key_place(tmp_path, "ab" * 16, tmp_path / inside)
    assert keys_below(tmp_path) == []


@pytest.mark.parametrize("name", ["OneDrive", "Dropbox", "坚果云", "iCloud Drive", "WPS云盘", "Nextcloud"])
def test_a_folder_that_is_copied_to_other_machines_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadKeyPlace, match=name):
        key_place(tmp_path / "instance", "ab" * 16, tmp_path / name / "keys")


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadKeyPlace, match=r"建不起来.*--keys"):
        key_place(tmp_path / "instance", "ab" * 16, tmp_path / "file" / "keys")


def test_a_second_server_on_one_folder_says_which_is_the_first_and_ends(tmp_path: Path) -> None:
    """With two, the second would answer 已计入 to ballots after the close that never count."""
    port = free_port()
    command = [sys.executable, "-m", "voting", "serve", "--instance", str(tmp_path), "--host", "127.0.0.1"]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert "服务已启动" in first.stdout.readline()
        second = subprocess.run(
            [*command, "--port", str(free_port())], capture_output=True, text=True, timeout=60, check=False
        )
        first.terminate()
    assert second.returncode == 1
    assert f"进程 {first.pid}" in second.stderr
    assert "没有启动" in second.stderr
    assert second.stdout == ""
    assert first.returncode in (0, -15) or os.name == "nt"


def test_a_server_whose_keys_would_lie_in_its_folder_does_not_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "voting", "serve", "--instance", str(tmp_path), "--keys", str(tmp_path / "keys")]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 1
    assert "--keys" in refused.stderr
    assert "Traceback" not in refused.stderr
