"""On which line each table and key of a TOML file stands, and how its numbers are written.

The standard library's reader gives values without their places; this scanner gives places without
values. It is run on text that the reader has already accepted, so it need not judge anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

PART = r"""(?:"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
DOTTED = rf"{PART}(?:[ \t]*\.[ \t]*{PART})*"
HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({DOTTED})[ \t]*\]")
KEY = re.compile(rf"[ \t]*({DOTTED})[ \t]*=[ \t]*")
SCALAR = re.compile(r"[^\s,#\]}]+")
# What can stand in a value: strings (which may hold brackets, commas and #), comments, brackets, commas, line ends.
PIECE = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[{]|[\]}]|,|\n",
    re.DOTALL,
)


@dataclass
class Places:
    """The line of every path, and the text of every value that is written on one line."""

    lines: dict[Path, int] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def find_places(text: str) -> Places:
    """The places of all tables and keys of a TOML text that has been read without fault."""
    return _Scanner(text).places


@dataclass
class _Inside:
    """An array or an inline table under reading: its path, and what of it comes next."""

    path: Path
    is_table: bool
    place: int = 0
    key: Path = ()

    @property
    def next(self) -> Path:
        """The path of the value that comes next in it."""
        return self.key if self.is_table else (*self.path, self.place)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.places = Places()
        self._text = text
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        place, line = 0, 1
        while place < len(text):
            end = self._statement(place, line)
            line += text.count("\n", place, end)
            place = end

    def _statement(self, place: int, line: int) -> int:
        """Note the header or key that starts here; return where the next statement starts."""
        if header := HEADER.match(self._text, place):
            self._table = self._header(list(_parts(header[2])), line, is_array=header[1] == "[[")
            self.places.lines.setdefault(self._table, line)
        elif key := KEY.match(self._text, place):
            return self._value(self._key(key, self._table, line), key.end(), line)
        return self._line_end(place)

    def _key(self, key: re.Match[str], table: Path, line: int) -> Path:
        """Note a key of a table and how its value is written; return its path."""
        for part in _parts(key[1]):
            table = (*table, part)
            self.places.lines.setdefault(table, line)
        if scalar := SCALAR.match(self._text, key.end()):
            self.places.written[table] = scalar[0]
        return table

    def _header(self, parts: list[str], line: int, is_array: bool) -> Path:
        """The path of a header: every array of tables on the way stands at its newest table."""
        path: Path = ()
        for part in parts[:-1]:
            path = self._newest((*path, part))
            self.places.lines.setdefault(path, line)
        path = (*path, parts[-1])
        if not is_array:
            return path
        self.places.lines.setdefault(path, line)
        self._counts[path] = self._counts.get(path, 0) + 1
        return self._newest(path)

    def _newest(self, path: Path) -> Path:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _value(self, path: Path, place: int, line: int) -> int:
        """Note the keys inside the value that starts here; return where the line ends on which it ends."""
        around: list[_Inside] = []  # the arrays and inline tables that are open, the innermost last
        for piece in PIECE.finditer(self._text, place):
            match piece[0]:
                case "[" | "{":
                    here = around[-1].next if around else path
                    self.places.lines.setdefault(here, line)
                    around.append(_Inside(here, is_table=piece[0] == "{"))
                case "," if around:
                    around[-1].place += 1
                case "]" | "}":
                    around = around[:-1]
                case "\n" if not around:
                    return piece.end()
            if piece[0] in ("{", ","):
                self._inner_key(around, piece.end(), line)
            line += piece[0].count("\n")
        return len(self._text)

    def _inner_key(self, around: list[_Inside], place: int, line: int) -> None:
        """Note the key that starts here in an inline table; in an array none does."""
        if around and around[-1].is_table and (key := KEY.match(self._text, place)):
            around[-1].key = self._key(key, around[-1].path, line)

    def _line_end(self, place: int) -> int:
        end = self._text.find("\n", place)
        return len(self._text) if end < 0 else end + 1


def _parts(dotted: str) -> Iterator[str]:
    """The keys of a dotted key, without their quotes."""
    for part in re.findall(PART, dotted):
        yield next(iter(tomllib.loads(f"{part} = 0"))) if part[0] in "\"'" else part
