"""What a count of ten million marks costs, beside what pandas needs to read and group the same file.

    .venv/bin/python -m tests.tally.benchmark_count [BALLOTS]

BALLOTS is 110,000 if left out: × 30 people × 3 sheets, some ten million rows. Prints both times, their
ratio (to be within 2.5) and the peak memory of the count (to be under 2 GiB), each in a process of its own.
Then the start-up of `tally check` beside that of `python -c "import pandas"` (to be under twice).
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 20261122
PEOPLE = [f"{number:02d}" for number in range(1, 31)]
SHEETS = ["基层党建", "党风廉政", "意识形态"]
MARKS, WEIGHTS = ["好", "较好", "一般", "差", "弃权", "回避"], [60, 25, 8, 3, 3, 1]
GOLDEN = Path(__file__).parent / "golden" / "a-three-sheets"

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
print(int(peak) // 1024, "MiB at most")
sys.exit(code)
"""


def write_files(folder: Path, ballots: int) -> None:
    """Write an appraisees file and a ballots file of that many ballots, marked at random."""
    print(f"random seed {SEED}")
    chance = random.Random(SEED)
    roster = "".join(f"{person},被评议人{person},\n" for person in PEOPLE)
    (folder / "appraisees.csv").write_text("id,name,group\n" + roster, encoding="utf-8")
    places = [f"{person},{sheet},," for person in PEOPLE for sheet in SHEETS]
    with (folder / "ballots.csv").open("w", encoding="utf-8") as stream:
        stream.write("ballot,class,appraisee,sheet,item,mark\n")
        for number in range(ballots):
            front, marks = f"v{number:06d},{'ABC'[number % 3]},", chance.choices(MARKS, WEIGHTS, k=len(places))
            stream.write("".join(f"{front}{place}{mark}\n" for place, mark in zip(places, marks, strict=True)))


def seconds(code: str, *arguments: str | Path) -> float:
    """How long a fresh Python takes for some code; what it prints is shown."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True)
    return time.perf_counter() - start


def main(ballots: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder, ballots)
        reading = seconds(PANDAS, folder / "ballots.csv")
        files: list[str | Path] = ["--appraisees", folder / "appraisees.csv", "--ballots", folder / "ballots.csv"]
        counting = seconds(COUNT, "count", GOLDEN / "scheme.toml", *files, "--out", folder / "result.json")
    print(f"pandas {reading:.2f} s, tally count {counting:.2f} s, ratio {counting / reading:.2f}")
    checking = "import sys; from tally.cli import main; sys.exit(main(sys.argv[1:]))"
    start = min(seconds("import pandas") for _ in range(3))
    check = min(seconds(checking, "check", GOLDEN / "scheme.toml") for _ in range(3))
    print(f"import pandas {start:.2f} s, tally check {check:.2f} s, ratio {check / start:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 110_000)
