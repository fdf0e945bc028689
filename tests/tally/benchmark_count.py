"""What a count of ten million marks costs, beside what pandas needs to read and group the same file.

    .venv/bin/python -m tests.tally.benchmark_count [BALLOTS [RUNS]]

BALLOTS is 110,000 if left out: × 30 people × 3 sheets, some ten million rows; RUNS, of which the best counts, 2.
Prints processor time (user and system), its ratio to that of pandas and the peak memory, each in a process of its
own: of a file sorted by ballots, alone and with votes counted by hand beside it; of one with long ballot ids, its
rows in random order; of one with a bad row, and of one that is wrong throughout. The goals: 0.40 of pandas (0.70
with everything, 1.40 shuffled) in 300 MiB, a bad row in twice the time of a sound count.
Then the start-up of `tally check` beside that of `python -c "import pandas"`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

SEED = 20261122
PEOPLE = [f"{number:02d}" for number in range(1, 31)]
SHEETS = ["基层党建", "党风廉政", "意识形态"]
MARKS, WEIGHTS = ["好", "较好", "一般", "差", "弃权", "回避"], [60, 25, 8, 3, 3, 1]
ABOUT = [f"{person},{sheet},," for person in PEOPLE for sheet in SHEETS]
SCHEME = Path(__file__).parent / "golden" / "a-three-sheets" / "scheme.toml"

PANDAS = """
import sys, pandas
frame = pandas.read_csv(sys.argv[1])
print(len(frame), len(frame.groupby(["appraisee", "sheet", "class", "mark"]).size()))
"""
# ru_maxrss of a child starts at what its parent had, so the peak is read where it is the child's own.
COUNT = """
import sys
from tally.cli import main
code = main(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(int(peak) // 1024)
sys.exit(code)
"""
CHECK = "import sys; from tally.cli import main; sys.exit(main(sys.argv[1:]))"


def rows(ballots: int, id_of: Callable[[int], str], order: Iterable[int], chance: np.random.Generator) -> Iterator[str]:
    """The rows of that many ballots, marked at random, in an order of their numbers."""
    marks = chance.choice(len(MARKS), ballots * len(ABOUT), p=np.array(WEIGHTS) / 100)
    for number in order:
        ballot, about = divmod(number, len(ABOUT))
        yield f"{id_of(ballot)},{'ABC'[ballot % 3]},{ABOUT[about]}{MARKS[marks[number]]}\n"


def write(file: Path, header: str, lines: Iterable[str]) -> Path:
    """Write a CSV file."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write(header + "\n")
        stream.writelines(lines)
    return file


def write_files(folder: Path, ballots: int) -> tuple[Path, Path, Path]:
    """Write an appraisees file, and two of ballots: sorted, and shuffled with long ids; with a file counted by hand."""
    print(f"random seed {SEED}")
    chance, header = np.random.default_rng(SEED), "ballot,class,appraisee,sheet,item,mark"
    write(folder / "appraisees.csv", "id,name,group", (f"{person},被评议人{person},\n" for person in PEOPLE))
    by_hand = (f"{person},A,{sheet},,{mark},5\n" for person in PEOPLE for sheet in SHEETS for mark in MARKS)
    counts = write(folder / "counts.csv", "appraisee,class,sheet,item,mark,heads", by_hand)
    order, ids = range(ballots * len(ABOUT)), [f"3-{chance.bytes(16).hex()}" for _ in range(ballots)]
    plain = write(folder / "sorted.csv", header, rows(ballots, "v{:06d}".format, order, chance))
    shuffled = chance.permutation(ballots * len(ABOUT)).tolist()
    return plain, write(folder / "shuffled.csv", header, rows(ballots, ids.__getitem__, shuffled, chance)), counts


def spoiled(file: Path, row: str) -> Path:
    """The file with a row put in after its middle."""
    data, bad = file.read_bytes(), file.with_name("bad.csv")
    end = data.index(b"\n", len(data) // 2) + 1
    with bad.open("wb") as stream:
        stream.writelines((data[:end], row.encode(), data[end:]))
    return bad


def cost(runs: int, code: str, *arguments: str | Path) -> tuple[float, str]:
    """The processor seconds of a fresh Python with some code, the least of some runs; and what it said."""
    found = []
    for _ in range(runs):
        before = os.times()
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False
        )
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        found.append((used, done.stdout + "".join(done.stderr.splitlines(keepends=True)[:1])))
    return min(found)


def count(folder: Path, runs: int, ballots: Path, *options: str | Path, scheme: Path = SCHEME) -> tuple[float, str]:
    """What a count of a ballots file costs; its peak memory in MiB, and the first fault."""
    files = ("--appraisees", folder / "appraisees.csv", "--ballots", ballots, "--out", folder / "out.json")
    return cost(runs, COUNT, "count", scheme, *files, *options)


def main(ballots: int = 110_000, runs: int = 2) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, shuffled, by_hand = write_files(folder, ballots)
        other = folder / "other.toml"
        other.write_text(SCHEME.read_text(encoding="utf-8").replace('"好" =', '"优" ='), encoding="utf-8")
        baseline = cost(runs, PANDAS, plain)[0]
        print(f"pandas reads and groups, sorted {baseline:.2f} s")
        show("sorted", baseline, *count(folder, runs, plain))
        show("and by hand", baseline, *count(folder, runs, plain, "--counts", by_hand))
        show("a bad row", baseline, *count(folder, runs, spoiled(plain, "v000001,B,03,意识形态,,很好\n")))
        show("all wrong", baseline, *count(folder, runs, plain, scheme=other))
        baseline = cost(runs, PANDAS, shuffled)[0]
        print(f"pandas reads and groups, shuffled with long ids {baseline:.2f} s")
        show("shuffled", baseline, *count(folder, runs, shuffled))
    print(f"import pandas {cost(5, 'import pandas')[0]:.2f} s, tally check {cost(5, CHECK, 'check', SCHEME)[0]:.2f} s")


def show(what: str, baseline: float, used: float, said: str) -> None:
    """Print a line of figures."""
    memory, *fault = said.split(maxsplit=1)
    print(f"  {what:<12}{used:6.2f} s, ratio {used / baseline:.2f}, {memory} MiB", *fault, end="" if fault else "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
