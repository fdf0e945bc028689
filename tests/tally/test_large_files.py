"""One fault among thousands of rows is found on its line, and large files count as small ones do."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tally.cli import main
from tests.tally.faulty.case import BALLOTS, PLAIN, ROSTER

BALLOT_COUNT = int(os.environ.get("BALLOTS_OF_LARGE_FILES", "1000"))  # each of six rows
CLASSES = ("A", "B")


def rows_of(number: int, chance: random.Random) -> list[list[str]]:
    """The six rows of a ballot."""
    ballot, name = f"b{number}", CLASSES[number % 2]
    rows = []
    for person in ("01", "02"):
        rows.append([ballot, name, person, "述职", "", chance.choice(("好", "较好", "一般", "差", "弃权"))])
        rows.append([ballot, name, person, "观摩", "1.1", chance.choice(("3", "2.5", "2.50", "0", "1.0", "无效"))])
        rows.append([ballot, name, person, "观摩", "1.2", chance.choice(("2", "1", "01", "0.0", "回避"))])
    return rows


def lines_of(rows: Sequence[Sequence[str]], chance: random.Random, oddness: float) -> list[str]:
    """Rows as lines, some quoted, with blank lines between some."""
    lines = []
    for row in rows:
        fields = [f'"{field}"' if chance.random() < oddness else field for field in row]
        lines.append(",".join(fields))
        lines += [""] if chance.random() < oddness else []
    return lines


def all_rows(chance: random.Random) -> list[list[str]]:
    """Every row of the file, the ballots' rows mixed."""
    rows = [row for number in range(BALLOT_COUNT) for row in rows_of(number, chance)]
    chance.shuffle(rows)
    return rows


def count(folder: Path, *files: bytes) -> int:
    """Count these ballots files."""
    (folder / "s.toml").write_text(PLAIN, encoding="utf-8")
    (folder / "a.csv").write_text(ROSTER, encoding="utf-8")
    words = ["count", str(folder / "s.toml"), "--appraisees", str(folder / "a.csv"), "--out", str(folder / "r.json")]
    for number, data in enumerate(files):
        (folder / f"b{number}.csv").write_bytes(data)
        words += ["--ballots", str(folder / f"b{number}.csv")]
    return main(words)


# What is put among the lines: given one sound line, the faulty line.
FAULTS: dict[str, Callable[[str], bytes]] = {
    "an unknown mark": lambda _: "w,A,01,述职,,优".encode(),
    "an unknown mark in quotes": lambda _: 'w,A,01,述职,,"优"'.encode(),
    "an unknown class": lambda _: "w,C,01,述职,,好".encode(),
    "an unknown appraisee": lambda _: "w,A,1,述职,,好".encode(),
    "an unknown sheet": lambda _: "w,A,01,述,,好".encode(),
    "an unknown item": lambda _: "w,A,01,观摩,1.10,1".encode(),
    "no item": lambda _: "w,A,01,观摩,,1".encode(),
    "a number off its step": lambda _: "w,A,01,观摩,1.1,2.25".encode(),
    "a number above its most": lambda _: "w,A,01,观摩,1.1,3.5".encode(),
    "a number with a sign": lambda _: "w,A,01,观摩,1.1,+1".encode(),
    "a number of another kind": lambda _: "w,A,01,观摩,1.1,1e0".encode(),
    "a label on a rubric": lambda _: "w,A,01,观摩,1.1,好".encode(),
    "no ballot": lambda _: ",A,01,述职,,好".encode(),
    "no mark": lambda _: "w,A,01,述职,,".encode(),
    "a field too few": lambda _: "w,A,01,述职,好".encode(),
    "a field too many": lambda _: "w,A,01,述职,,好,".encode(),
    "one field": lambda _: b"w",
    "a space behind a mark": lambda _: "w,A,01,述职,,好 ".encode(),
    "another class of a ballot": lambda line: ("b0,B" + line[line.index(",", line.index(",") + 1) :]).encode(),
    "the same thing twice": lambda line: line.encode(),
    "not UTF-8": lambda _: "w,A,01,述职,,".encode() + b"\xba\xc3",
    "a NUL": lambda _: "w,A,01,述职,,好\0".encode(),
    "an unseen sign": lambda _: "w,A,01,述职,,好\u200b".encode(),
    "text behind a quote": lambda _: 'w,A,01,述职,,"好"x'.encode(),
    "漏填": lambda _: "w,A,01,述职,,漏填".encode(),
}


@pytest.mark.parametrize("oddness", [0, 0.02], ids=["plain", "with quotes and blank lines"])
@pytest.mark.parametrize("what", FAULTS)
def test_one_fault_among_many_rows_is_named_by_its_line(
    what: str, oddness: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    rows = all_rows(chance)
    first = next(row for row in rows if row[0] == "b0" and row[3] == "述职")
    lines = lines_of(rows, chance, oddness)
    sound = ",".join(first)
    known = max(index for index, line in enumerate(lines) if line.replace('"', "").startswith("b0,"))
    at = chance.randint(known + 1, len(lines))  # behind all rows of the ballot that it may repeat
    data = [*(line.encode() for line in lines[:at]), FAULTS[what](sound), *(line.encode() for line in lines[at:])]
    end = chance.choice((b"\n", b"\r\n"))
    assert count(tmp_path, end.join([BALLOTS.strip().encode(), *data]) + end) == 2
    found = capsys.readouterr().err.splitlines()
    assert {line.split(": ")[0] for line in found} == {f"{tmp_path}/b0.csv:{at + 2}"}, f"seed {seed}"
    assert not (tmp_path / "r.json").exists()


def test_a_ballot_that_goes_on_in_another_file_is_known_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = random.randrange(10**6)
    rows = all_rows(random.Random(seed))
    middle = len(rows) // 2
    again = next(row for row in rows[:middle] if row[3] == "述职")
    ballot = next(row for row in rows[:middle] if row[3] == "观摩" and row[0] != again[0])[0]
    other = [ballot, CLASSES[1 - int(ballot[1:]) % 2], "02", "述职", "", "好"]
    files = [rows[:middle], [*rows[middle:], again, other]]
    data = ["\n".join([BALLOTS.strip(), *lines_of(part, random.Random(seed), 0)]).encode() for part in files]
    assert count(tmp_path, *data) == 2
    found = {line.split(": ")[0] for line in capsys.readouterr().err.splitlines()}
    last = len(files[1]) + 1
    assert found == {f"{tmp_path}/b1.csv:{last - 1}", f"{tmp_path}/b1.csv:{last}"}, f"seed {seed}"


def test_large_files_count_alike_however_they_are_laid_down(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    rows = all_rows(chance)
    assert count(tmp_path, "\n".join([BALLOTS.strip(), *lines_of(rows, chance, 0)]).encode()) == 0
    plain = (tmp_path / "r.json").read_bytes()
    for _ in range(3):
        chance.shuffle(rows)
        cut = chance.randrange(len(rows))
        end = chance.choice(("\n", "\r\n", "\r"))
        parts = [end.join([BALLOTS.strip(), *lines_of(part, chance, 0.01)]) for part in (rows[:cut], rows[cut:])]
        assert count(tmp_path, *(("\ufeff" * chance.randint(0, 1) + part).encode() for part in parts)) == 0
        assert (tmp_path / "r.json").read_bytes() == plain, f"seed {seed}"
