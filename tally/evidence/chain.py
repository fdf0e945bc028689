"""A log whose every entry carries the hash of the one before: nothing in it can be changed, dropped or moved unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

BEGINNING = "0" * 64


@dataclass(frozen=True)
class Link:
    """One entry of the log as it is hashed: `detail` is JSON text, `at` a time in ISO format."""

    chain: int
    sequence: int
    at: str
    officer: str
    act: str
    detail: str
    previous: str
    hash: str = ""


def link_hash(link: Link) -> str:
    """The SHA-256 over everything else in the entry, the hash of the one before included."""
    parts = [link.chain, link.sequence, link.at, link.officer, link.act, link.detail, link.previous]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def chain_faults(links: Iterable[Link]) -> list[str]:
    """What is wrong with one chain, a Chinese line for each fault; empty when it is whole."""
    faults, previous, expected = [], BEGINNING, 1
    for link in links:
        if link.sequence != expected:
            faults.append(f"操作日志第{expected}条缺失，接着的是第{link.sequence}条。")
        if link.previous != previous:
            faults.append(f"操作日志第{link.sequence}条与上一条接不上：记录被删改或调换过。")
        if link.hash != link_hash(link):
            faults.append(f"操作日志第{link.sequence}条内容与其校验值不符：记录被改动过。")
        previous, expected = link.hash, link.sequence + 1
    return faults
