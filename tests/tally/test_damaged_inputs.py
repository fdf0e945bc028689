"""Sound files damaged at random: the command ends with 0 or 2, says why, and leaves no half result."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tally.cli import main
from tests.tally.reference.files import command
from tests.tally.reference.meetings import Meeting

TRIES = 100  # for each of the batches
SIGNS = (
    *"“”‘’，。；：＝％／（）【】［］＃\"'=[]{}#,;|\t \r\n\0",
    *"0159",
    "-",
    ".",
    "%",
    "/",
    "\u200b",
    "\ufeff",
    "\u3000",
    "甲",
    "好",
)
WORDS = (
    "得分",
    "名次",
    "弃权",
    "漏填",
    "不计分",
    "true",
    "inf",
    "1/3",
    "10%",
    "-1",
    "1e9",
    "[[rule]]",
    "[sheet]",
    "max",
    "id",
)

VALUES: tuple[str, ...] = (
    *(
        "true",
        "1",
        "0",
        "-1",
        "1.5",
        "9e999",
        "inf",
        "nan",
        '""',
        '"好"',
        '"得分"',
        '"10%"',
        '"1/3"',
        "[]",
        "{}",
        "[[]]",
    ),
    *(
        '["好"]',
        "{ each = 1 }",
        '{ share = "5%", from = 1 }',
        "2026-01-05",
        '"参数0"',
        '"share_0"',
        '"count_1"',
        '"记录0"',
    ),
    *(
        '"1 / 0"',
        '"名次"',
        '"得票率(好)"',
        '"得票率(好, 分母=应到) > 1/3"',
        '"组内名次 <= 1"',
        '"(" ',
        "'x'",
        '"不计分"',
        '"过半数"',
    ),
)
PIECES: tuple[str, ...] = (*SIGNS, *WORDS)

Damage = Callable[[bytes, random.Random], bytes]


def a_sign_more(data: bytes, chance: random.Random) -> bytes:
    offset = chance.randint(0, len(data))
    return data[:offset] + chance.choice(PIECES).encode() + data[offset:]


def a_sign_instead(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    offset = chance.randrange(len(text) + 1)
    text = text[:offset] + chance.choice(PIECES) + text[offset + 1 :]
    return text.encode("utf-8", "surrogateescape")


def a_byte_instead(data: bytes, chance: random.Random) -> bytes:
    offset = chance.randrange(len(data) + 1)
    return data[:offset] + bytes([chance.randrange(256)]) + data[offset + 1 :]


def bytes_less(data: bytes, chance: random.Random) -> bytes:
    offset = chance.randrange(len(data) + 1)
    more: int = chance.choice((1, 1, 2, 5, 40))
    return data[:offset] + data[offset + more :]


def the_end_cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def a_line_less(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def a_line_twice(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    lines.insert(chance.randint(0, len(lines)), chance.choice(lines))
    return b"".join(lines)


def a_word_from_elsewhere(data: bytes, chance: random.Random) -> bytes:
    words = re.findall(r"\w+|\W", data.decode("utf-8", "surrogateescape")) or [""]
    words[chance.randrange(len(words))] = chance.choice(words)
    return "".join(words).encode("utf-8", "surrogateescape")


def a_value_instead(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"= [^\n]+", data)) or list(re.finditer(rb"[^,\n]+", data))
    if not found:
        return data
    value = chance.choice(found)
    return data[: value.start()] + b"= " + chance.choice(VALUES).encode() + data[value.end() :]


def a_line_moved(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return b"".join(lines)


def a_number_instead(data: bytes, chance: random.Random) -> bytes:
    numbers = list(re.finditer(rb"[0-9]+", data))
    if not numbers:
        return data
    found = chance.choice(numbers)
    return data[: found.start()] + chance.choice((b"0", b"1", b"-1", b"999", b"0.5", b"", b"1/3")) + data[found.end() :]


DAMAGES: tuple[Damage, ...] = (
    a_sign_more,
    a_sign_instead,
    a_byte_instead,
    bytes_less,
    the_end_cut_off,
    a_line_less,
    a_line_twice,
    a_line_moved,
    a_value_instead,
    a_value_instead,
    a_value_instead,
    a_word_from_elsewhere,
    a_word_from_elsewhere,
    a_number_instead,
)


def damaged(words: list[str], chance: random.Random) -> Mapping[str, bytes]:
    """Damage one of the command's files once to three times; what stands there now."""
    files = [word for word in words if Path(word).is_file()]
    file = chance.choice((words[1], *files))  # the scheme above all
    data = Path(file).read_bytes()
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(DAMAGES)(data, chance)
    Path(file).write_bytes(data)
    return {file: data}


def come_to_grief(folder: Path, seed: int, capsys: pytest.CaptureFixture[str]) -> int:
    """Count a damaged meeting, and its scheme alone; the exit code of the count."""
    chance = random.Random(seed)
    folder.mkdir()
    words = command(Meeting(seed).files, folder, chance)
    what = f"seed {seed}: {damaged(words, chance)}"
    assert main(["check", words[1]]) in (0, 2), what
    capsys.readouterr()
    code = main(words)
    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert (code, captured.out) in ((0, ""), (2, "")), what
    assert (folder / "result.json").exists() == (code == 0), what
    assert bool(lines) == (code == 2), what
    faults = lines[:-1] if len(lines) == 21 else lines
    assert all(re.match(r"(--[a-z]+|.*\.(toml|csv)(:[1-9][0-9]*)?): .", line) for line in faults), (lines, what)
    return code


@pytest.mark.parametrize("batch", range(2))
def test_damaged_files_are_counted_or_refused(batch: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = range(batch * TRIES, (batch + 1) * TRIES)
    codes = [come_to_grief(tmp_path / str(seed), seed, capsys) for seed in seeds]
    assert (0 in codes, 2 in codes) == (True, True)
