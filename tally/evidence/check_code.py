"""校验码: what people compare, twelve characters of a fixed table in place of 64 hexadecimal digits (secrecy.md 2).

Two values whose codes agree cost 2^72 hashes to find: 120 bits, each try hashed 4,096 times.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

TABLE = Path(__file__).with_name("check_characters.txt")
TIMES = 4096
CHARACTERS, GROUP = 12, 4
BITS = 10  # of a character, from a table of 1,024


@cache
def check_characters() -> str:
    """The 1,024 characters of the table, in its order; counted from 0 they are the digits of a check code."""
    return TABLE.read_text(encoding="utf-8").replace("\n", "")


def stretched(value: bytes) -> bytes:
    """SHA-256 applied 4,096 times, first to the value itself: what makes a look-alike dear to find."""
    for _ in range(TIMES):
        value = sha256(value).digest()
    return value


def code_indices(value: bytes) -> list[int]:
    """The places in the table of the twelve characters of a 32-byte value: 120 bits, ten each, high bit first."""
    bits = int.from_bytes(stretched(value)[: CHARACTERS * BITS // 8], "big")
    return [bits >> shift & 1023 for shift in range(BITS * (CHARACTERS - 1), -1, -BITS)]


def check_code(value: bytes) -> str:
    """The check code of a 32-byte value as it is printed and read out: three groups of four characters.

    The value is a fingerprint, the value of a closed round, the head of a log or the hash of an archive's list.
    """
    spelled = "".join(check_characters()[index] for index in code_indices(value))
    return " ".join(spelled[start : start + GROUP] for start in range(0, CHARACTERS, GROUP))


def english_code(value: bytes) -> str:
    """What English pages add for those who do not read the characters: the first 32 hex digits of the same bits."""
    return stretched(value)[:16].hex()
