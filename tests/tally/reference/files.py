"""What a count is made from, as texts: taken from a folder of a worked case, or laid down for the command."""

from __future__ import annotations

import csv
import io
import random
import shlex
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Rows = Sequence[Mapping[str, str]]

COLUMNS = {
    "appraisees": ("id", "name", "group"),
    "ballots": ("ballot", "class", "appraisee", "sheet", "item", "mark"),
    "counts": ("appraisee", "class", "sheet", "item", "mark", "heads"),
    "records": ("appraisee", "record", "value"),
}


@dataclass
class Files:
    """What a count is made from: a scheme's text, rows of the tables (None: not given), and the options."""

    scheme: str
    appraisees: Rows
    ballots: Rows | None = None
    counts: Rows | None = None
    records: Rows | None = None
    issued: Mapping[str, int] | None = None
    expected: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


def from_folder(folder: Path) -> Files:
    """The files of a worked case."""

    def table(name: str) -> Rows | None:
        file = folder / f"{name}.csv"
        return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))) if file.exists() else None

    words = iter(shlex.split((folder / "args.txt").read_text(encoding="utf-8")))
    options = [(word, next(words)) for word in words]
    given = dict(options)
    issued = [one.split("=") for one in given["--issued"].split(",")] if "--issued" in given else None
    return Files(
        (folder / "scheme.toml").read_bytes().decode(),
        table("appraisees") or [],
        table("ballots"),
        table("counts"),
        table("records"),
        None if issued is None else {name: int(ballots) for name, ballots in issued},
        int(given["--expected"]) if "--expected" in given else None,
        dict(value.split("=", 1) for option, value in options if option == "--set"),
    )


def command(files: Files, folder: Path, chance: random.Random) -> list[str]:
    """Lay the files down in one of the many ways the page allows, and give the words of the command to count them."""
    (folder / "scheme.toml").write_bytes(files.scheme.encode())
    words = ["count", str(folder / "scheme.toml")]
    several = any(one.get("several") for one in tomllib.loads(files.scheme).get("record", []))
    parts: list[tuple[str, Rows | None]] = [
        ("appraisees", files.appraisees),
        ("counts", files.counts),
        ("records", files.records),
    ]
    parts += [(f"ballots{number}", rows) for number, rows in enumerate(_dealt(files.ballots, chance))]
    chance.shuffle(parts)
    for name, rows in parts:
        if rows is not None:
            kind = name.rstrip("0123456789")
            columns = [*rows[0]] if rows else [*COLUMNS[kind], *(["source"] if kind == "records" and several else [])]
            (folder / f"{name}.csv").write_bytes(_table(columns, rows, chance))
            words += [f"--{kind}", str(folder / f"{name}.csv")]
    if files.issued is not None:
        words += ["--issued", ",".join(f"{name}={ballots}" for name, ballots in files.issued.items())]
    words += [] if files.expected is None else ["--expected", str(files.expected)]
    for id, value in files.settings.items():
        words += ["--set", f"{id}={value}"]
    return [*words, "--out", str(folder / "result.json")]


def _dealt(ballots: Rows | None, chance: random.Random) -> list[Rows]:
    """Rows dealt out to as many files as there are to be; a ballot may stand in two of them."""
    if ballots is None:
        return []
    files: int = chance.choice((1, 1, 1, 2, 3))
    hands: list[list[Mapping[str, str]]] = [[] for _ in range(files)]
    for row in ballots:
        chance.choice(hands).append(row)
    return list(hands)


def _table(columns: list[str], rows: Rows, chance: random.Random) -> bytes:
    """A CSV file: columns in any order, with blank lines, quotes, a byte order mark and either line end at times."""
    chance.shuffle(columns)
    text = io.StringIO()
    end = chance.choice(("\n", "\n", "\r\n"))
    writer = csv.DictWriter(
        text, columns, quoting=csv.QUOTE_ALL if chance.random() < 0.3 else csv.QUOTE_MINIMAL, lineterminator=end
    )
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
        text.write(end if chance.random() < 0.03 else "")
    return (b"\xef\xbb\xbf" if chance.random() < 0.2 else b"") + text.getvalue().encode()
