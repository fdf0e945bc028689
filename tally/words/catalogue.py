"""The schemes that ship with the tally: what the desk offers to choose from, and the README's table of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tally.reading.figures import decimal_or_fraction
from tally.reading.sources import Source
from tally.regulation.scheme import BallotClass, Scheme, Sheet
from tally.regulation.scheme_file import read_scheme

SCHEMES = Path(__file__).parent.with_name("schemes")
HEADINGS = ("文件", "方案", "出处", "评分表", "记录项", "票类", "等次", "须由委员会确定的参数")
NOTHING = "—"
FEW = 7  # so many names still read well in one cell; more are counted


@dataclass(frozen=True)
class ShippedScheme:
    """A scheme file of the package: `name` is its file's stem, `title` and `source` are what it calls itself."""

    name: str
    title: str
    source: str
    path: Path


def shipped_schemes() -> tuple[ShippedScheme, ...]:
    """Every scheme in the package, in the order of the file names; `Faults` where one cannot be read."""
    return tuple(_shipped(path, read_scheme(Source(path.name, path))) for path in _files())


def scheme_table() -> str:
    """The README's table of schemes in Markdown, one row a file, made from the files alone."""
    rows = [_row(path, read_scheme(Source(path.name, path))) for path in _files()]
    lines = [HEADINGS, ("---",) * len(HEADINGS), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _files() -> list[Path]:
    return sorted(SCHEMES.glob("*.toml"))


def _shipped(path: Path, scheme: Scheme) -> ShippedScheme:
    return ShippedScheme(path.stem, scheme.name, scheme.source, path)


def _row(path: Path, scheme: Scheme) -> tuple[str, ...]:
    return (
        f"[{path.stem}](tally/schemes/{path.name})",
        scheme.name,
        scheme.source,
        _joined([_sheet(sheet, scheme.marks) for sheet in scheme.sheets]),
        _joined([record.id for record in scheme.records]),
        _joined([_class(ballot_class) for ballot_class in scheme.classes]),
        _joined([grade.name for grade in scheme.grades]),
        "、".join(parameter.id for parameter in scheme.unset_parameters) or NOTHING,
    )


def _joined(names: list[str]) -> str:
    if not names:
        return NOTHING
    return f"{len(names)}项" if len(names) > FEW else "、".join(names)


def _sheet(sheet: Sheet, marks: tuple[str, ...]) -> str:
    """What the sheet is marked with: `述职（好/较好/一般/差）`, `观摩（37项100分）`."""
    if not sheet.is_rubric:
        return f"{sheet.id}（{'/'.join(marks)}）"
    points = sum((item.max for item in sheet.items), start=Fraction())
    return f"{sheet.id}（{len(sheet.items)}项{decimal_or_fraction(points)}分）"


def _class(ballot_class: BallotClass) -> str:
    if ballot_class.weight is None:
        return ballot_class.id
    return f"{ballot_class.id} {decimal_or_fraction(ballot_class.weight * 100)}%"
