"""One input that is to be refused or taken, laid down as files and given to the command."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MARK = "¶"  # stands, in the text of a file, on each line where the fault may be named; it is not written

HEAD = 'spec = 1\nname = "测评"\n'
ONE = '[formula]\n"得分" = "1"\n'
SCALE = '[scale]\n"好" = 90\n"较好" = 80\n"一般" = 70\n"差" = 60\n'
CLASSES = '[[class]]\nid = "A"\n[[class]]\nid = "B"\n'
SHEET = '[[sheet]]\nid = "述职"\n'
RUBRIC = '[[sheet]]\nid = "观摩"\n[[sheet.item]]\nid = "1.1"\nmax = 3\n[[sheet.item]]\nid = "1.2"\nmax = 2\nstep = 1\n'
FORMULA = '[formula]\n"得分" = "述职"\n'
GRADES = (
    '[[grade]]\nname = "好"\nwhen = "得分 >= 85"\n[[grade]]\n'
    'name = "较好"\nwhen = "得分 >= 75"\n[[grade]]\nname = "差"\n'
)
PLAIN = HEAD + CLASSES + SCALE + SHEET + RUBRIC + FORMULA + GRADES

ROSTER = "id,name,group\n01,甲,农村\n02,乙,\n"
BALLOTS = "ballot,class,appraisee,sheet,item,mark\n"
COUNTS = "appraisee,class,sheet,item,mark,heads\n"
RECORDS = "appraisee,record,value\n"
SOURCES = "appraisee,record,value,source\n"

FILES = {
    "scheme": "方案.toml",
    "appraisees": "a.csv",
    "ballots": "b.csv",
    "more": "b2.csv",
    "counts": "c.csv",
    "records": "r.csv",
}


@dataclass(frozen=True)
class Case:
    """The files as texts (None: not given), options, and where the fault is to be named if no line is marked."""

    scheme: str | bytes = PLAIN
    appraisees: str | bytes | None = ROSTER
    ballots: str | bytes | None = BALLOTS
    more: str | bytes | None = None
    counts: str | bytes | None = None
    records: str | bytes | None = None
    options: Sequence[str] = ()
    at: str = ""
    word: str = ""

    def texts(self) -> Mapping[str, str | bytes]:
        """What is given, by the key of its file."""
        return {key: text for key in FILES if (text := getattr(self, key)) is not None}

    def places(self) -> set[str]:
        """Where the fault may be named: FILE:LINE of the marked lines, or what is said outright."""
        found = {self.at} - {""}
        for key, text in self.texts().items():
            marked = text if isinstance(text, str) else ""
            found |= {f"{FILES[key]}:{1 + _line_ends(marked[: mark.start()])}" for mark in re.finditer(MARK, marked)}
        return found

    def lay_down(self, folder: Path) -> list[str]:
        """Write the files; the words of the command to count them, but for --out."""
        words = ["count", FILES["scheme"]]
        for key, text in self.texts().items():
            data = text if isinstance(text, bytes) else text.replace(MARK, "").encode("utf-8", "surrogatepass")
            (folder / FILES[key]).write_bytes(data)
            if key != "scheme":
                words += ["--ballots" if key == "more" else f"--{key}", FILES[key]]
        return [*words, *self.options]


def _line_ends(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))


def scheme(fragment: str, **more: object) -> Case:
    """A case of a small scheme with this in it."""
    return Case(scheme=HEAD + fragment + ONE, **more)  # type: ignore[arg-type]


def plain(fragment: str, **more: object) -> Case:
    """A case of a whole scheme with this at its end."""
    return Case(scheme=PLAIN + fragment, **more)  # type: ignore[arg-type]
