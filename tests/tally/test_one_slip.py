"""One slip in a table: the command names just the lines that a second look, written from the page, finds faulty."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tally.cli import main
from tests.tally.reference.files import Files, Rows, command
from tests.tally.reference.meetings import Meeting
from tests.tally.reference.soundness import NO_LINE, Tables

TRIES = 60  # for each of the batches
SIGNS = ("0", "1", "5", ".", ",", "/", "x", "A", "B", "好", "差", "甲", " ", "\n", "弃权", "漏填")

Slip = Callable[[str, random.Random], str]


def a_sign_more(text: str, chance: random.Random) -> str:
    offset = chance.randint(0, len(text))
    return text[:offset] + chance.choice(SIGNS) + text[offset:]


def a_sign_instead(text: str, chance: random.Random) -> str:
    offset = chance.randrange(len(text))
    return text[:offset] + chance.choice(SIGNS) + text[offset + 1 :]


def a_sign_less(text: str, chance: random.Random) -> str:
    offset = chance.randrange(len(text))
    return text[:offset] + text[offset + 1 :]


def a_field_of_another_row(text: str, chance: random.Random) -> str:
    lines = [line.split(",") for line in text.split("\n")]
    number, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    column = chance.randrange(min(len(lines[number]), len(lines[other])))
    lines[number][column] = lines[other][column]
    return "\n".join(map(",".join, lines))


def a_field_emptied(text: str, chance: random.Random) -> str:
    fields = list(re.finditer(r"[^,\n]+", text))
    field = chance.choice(fields)
    return text[: field.start()] + text[field.end() :]


def two_fields_changed_about(text: str, chance: random.Random) -> str:
    lines = [line.split(",") for line in text.split("\n")]
    fields = chance.choice(lines)
    one, other = chance.randrange(len(fields)), chance.randrange(len(fields))
    fields[one], fields[other] = fields[other], fields[one]
    return "\n".join(map(",".join, lines))


def a_line_twice(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(lines))
    return "\n".join(lines)


def a_line_less(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


SLIPS: tuple[Slip, ...] = (
    a_sign_more,
    a_sign_instead,
    a_sign_less,
    a_field_of_another_row,
    a_field_of_another_row,
    a_field_emptied,
    two_fields_changed_about,
    a_line_twice,
    a_line_less,
)


def plain(rows: Rows) -> str:
    """A table without quotation marks."""
    return "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]) + "\n"


def without_signs(files: Files) -> Files:
    """The same meeting, no id with a sign that would have to stand in quotation marks."""

    def renamed(rows: Rows | None) -> Rows | None:
        keys = ("id", "name", "appraisee")
        return rows and [{**row, **{key: re.sub('[",]', "", row[key]) for key in keys if key in row}} for row in rows]

    tables = {name: renamed(getattr(files, name)) for name in ("appraisees", "ballots", "counts", "records")}
    return replace(files, **tables)  # type: ignore[arg-type]


def slipped(files: Files, folder: Path, chance: random.Random) -> tuple[list[str], str, Path, str] | None:
    """The command for files with one slip, the table that has it, its file and text; None where there is no table."""
    most = {name: 10**9 for name in files.issued} if files.issued is not None else None
    files = replace(files, issued=most, expected=None if files.expected is None else 10**9)
    tables = {name: rows for name in ("ballots", "counts", "records", "appraisees") if (rows := getattr(files, name))}
    kind = chance.choice(list(tables))
    if any("," in field for row in tables[kind] for field in row.values()):
        return None
    folder.mkdir()
    words = command(files, folder, chance)
    file = Path(words[words.index(f"--{kind}") + 1])
    while words.count("--ballots") > 1:  # all ballots in one file
        index = len(words) - 1 - words[::-1].index("--ballots")
        del words[index : index + 2]
    text = chance.choice(SLIPS)(plain(tables[kind]), chance)
    file.write_text(text, encoding="utf-8", newline="")
    return words, kind, file, text


def named_lines(error: str, file: Path) -> set[int]:
    """The lines of a file that are named, 0 for the file itself."""
    found = re.findall(rf"^{re.escape(str(file))}(?::([0-9]+))?: ", error, re.MULTILINE)
    return {int(line or NO_LINE) for line in found}


@pytest.mark.parametrize("batch", range(4))
def test_just_the_faulty_lines_are_named(batch: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = set()
    for seed in range(batch * TRIES, (batch + 1) * TRIES):
        chance = random.Random(seed)
        files = without_signs(Meeting(seed).files)
        laid = slipped(files, tmp_path / str(seed), chance)
        if laid is None or any(line.isspace() for line in laid[3].split("\n")):
            continue
        words, kind, file, text = laid
        verdict = Tables(tomllib.loads(files.scheme), [row["id"] for row in files.appraisees]).verdict(kind, text)
        code = main(words)
        error = capsys.readouterr().err
        named = named_lines(error, file)
        what = f"seed {seed}: {file}: {verdict}, named {named}\n{error}"
        codes.add(code)
        assert verdict.fits(named) or len(error.splitlines()) > 20, what
        assert code == (2 if error else 0), what
        assert kind == "appraisees" or (code == 2) == bool(named), what
    assert codes == {0, 2}
