"""Where private keys may lie: outside the instance, owner-only, in no backup and no synchronised folder (secrecy.md 6).

A copy of the instance folder then opens nothing; a server that is started again on this machine goes on with them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

NAME = "review-meeting"
# A folder of one of these is copied to other machines as it changes, keys of open rounds with it.
SYNCHRONISED = (
    "onedrive", "dropbox", "icloud", "mobile documents", "google drive", "googledrive", "nutstore", "坚果云",
    "百度网盘", "baidunetdisk", "baidusyncdisk", "syncthing", "nextcloud", "owncloud", "wps云盘", "wpsdrive", "微云",
)  # fmt: skip
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Keys of rounds that are not closed: never to be backed up.\n"


class BadKeyPlace(Exception):
    """A folder that private keys must not lie in; the message says why and what to do, in Chinese."""


def local_data() -> Path:
    """The user's local data directory on this system; never a runtime directory, which a log-out empties."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def key_place(instance: Path, instance_id: str, chosen: Path | None = None) -> Path:
    """The folder of this instance's private keys, made if need be, its owner's alone and marked for no backup.

    `chosen` takes the place of the local data directory. Raises BadKeyPlace.
    """
    home = chosen or local_data() / NAME
    place = home / instance_id
    _require_apart(place.resolve(), instance.resolve())
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            place.chmod(0o700)
    except OSError as fault:
        raise BadKeyPlace(
            f"密钥文件夹 {place} 建不起来或写不进去（{fault.strerror}）。"
            "请检查权限和磁盘，或用 --keys 另指定一个文件夹。"
        ) from fault
    _keep_out_of_backups(place)
    return place


def _require_apart(place: Path, instance: Path) -> None:
    if place == instance or instance in place.parents:
        raise BadKeyPlace(
            f"密钥文件夹 {place} 在数据文件夹 {instance} 里面：复制数据就会带走密钥。"
            "请用 --keys 指定数据文件夹以外的地方。"
        )
    found = next((part for part in place.parts if any(name in part.lower() for name in SYNCHRONISED)), "")
    if found:
        raise BadKeyPlace(
            f"密钥文件夹 {place} 在会自动同步的文件夹“{found}”里：密钥会被传到别的设备。"
            "请用 --keys 指定只在本机的文件夹。"
        )


def _keep_out_of_backups(place: Path) -> None:
    """What each system's backups look at; one that looks at nothing must be told by its owner."""
    (place / "CACHEDIR.TAG").write_text(TAG, encoding="utf-8")
    if sys.platform == "darwin":
        with suppress(OSError, subprocess.SubprocessError):
            command = ["/usr/bin/tmutil", "addexclusion", str(place)]
            subprocess.run(command, check=False, capture_output=True, timeout=10)  # noqa: S603 - our own words
