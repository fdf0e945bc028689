"""JSON as evidence is written: one spelling, read back only where it is that; what is deep or strange is refused.

A reader that takes two spellings of one value lets two files have one meaning and two hashes.
"""

from __future__ import annotations

import json
from typing import Any

from tally.evidence.proof import canonical_json

DEEPEST = 20
OPENING, CLOSING = b"[{", b"]}"


class JsonFault(ValueError):
    """The bytes are no JSON that evidence is written in; the message says why, in Chinese."""


def read_json(data: bytes) -> Any:
    """The value of a JSON text at most 20 deep, without floats and without a key that stands twice.

    Raises JsonFault.
    """
    if depth(data) > DEEPEST:
        raise JsonFault(f"括号套得太深（超过{DEEPEST}层）")
    try:
        return json.loads(data.decode(), object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float)
    except JsonFault:
        raise
    except (ValueError, RecursionError):
        raise JsonFault("不是规范的 JSON") from None


def read_canonical(data: bytes) -> Any:
    """The value of a text in canonical JSON; raises JsonFault where it is spelled otherwise."""
    value = read_json(data)
    if canonical_json(value) != data:
        raise JsonFault("写法不合规格")
    return value


def depth(data: bytes) -> int:
    """How deep the brackets of a JSON text go, those inside its strings left out."""
    deepest = open_now = 0
    is_text = escaped = False
    for sign in data:
        if is_text:
            is_text, escaped = escaped or sign != ord('"'), not escaped and sign == ord("\\")
        elif sign == ord('"'):
            is_text = True
        elif sign in OPENING:
            open_now += 1
            deepest = max(deepest, open_now)
        elif sign in CLOSING:
            open_now -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise JsonFault("同一个键写了两次")
    return found


def _no_float(_text: str) -> None:
    raise JsonFault("有不是整数的数")
