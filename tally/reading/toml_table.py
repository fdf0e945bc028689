"""One table of a scheme file, read key by key; what is wrong is noted with its line, and reading goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tally.reading.faults import FaultList, shown
from tally.reading.figures import DIGITS, amount, float_value, plain_written
from tally.reading.lookalikes import Lookalikes
from tally.reading.number_hints import number_hint
from tally.reading.toml_lines import Path, Places, find_places
from tally.reading.toml_text import FloatText


@dataclass(frozen=True)
class Written:
    """A number of the file: how it was written, a TOML number as a plain decimal, and its exact value."""

    text: str
    value: Fraction


@dataclass
class Document:
    """A whole scheme file under reading: where things stand, what was found wrong, and the paths of it."""

    name: str
    places: Places
    faults: FaultList
    faulty: set[Path] = field(default_factory=set)
    _noted: set[tuple[Path, str]] = field(default_factory=set)

    @classmethod
    def of(cls, name: str, text: str) -> Document:
        """The document of a text that TOML's reader has accepted."""
        return cls(name, find_places(text), FaultList())

    def anew(self) -> Document:
        """The same document before anything was found wrong, to be read with other values."""
        return Document(self.name, self.places, FaultList())

    def fault(self, path: Path, message: str) -> None:
        """Note a fault at the line of a path."""
        self.faulty.add(path)
        self.faults.add(self.name, self.places.line(path), message)

    def fault_once(self, path: Path, message: str) -> None:
        """Note a fault that more than one reader of the same table comes upon."""
        if (path, message) not in self._noted:
            self._noted.add((path, message))
            self.fault(path, message)


class Table:
    """A table of the document; `label` is how its faults name it, e.g. [[rule]]“一票否决”."""

    def __init__(self, document: Document, path: Path, label: str, values: Mapping[str, object]) -> None:
        self.document = document
        self.path = path
        self.label = label
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, in file order."""
        return tuple(self._values)

    def fault(self, key: str | None, message: str) -> None:
        """Note a fault at a key of this table (or at the table)."""
        path = self.path if key is None else (*self.path, key)
        self.document.fault(path, f"{self.label}{message}")

    def line(self, key: str) -> int:
        """The line a key of this table stands on, or what is nearest around it; 0 where there is none."""
        return self.document.places.line((*self.path, key)) or 0

    def allow(self, keys: Iterable[str]) -> None:
        """Note every key that does not belong here."""
        allowed = list(keys)
        for key in self._values:
            if key not in allowed:
                hint = Lookalikes(allowed).hint(key)
                self.fault(key, f"没有“{shown(key)}”这一项，可写的有：{'、'.join(allowed)}{hint}")

    def raw(self, key: str) -> object:
        """The value as TOML has it, None where it is left out."""
        return self._values.get(key)

    def word(self, key: str) -> str:
        """The string at a key to compare it with others, '' where there is none; what is wrong is for `text`."""
        value = self._values.get(key)
        return value if isinstance(value, str) else ""

    def no_number(self, key: str) -> str:
        """That the word at a key is no number, and how it should be written, to end a sentence with; '' for no word."""
        word = self.word(key)
        return f"，不能是“{shown(word)}”{number_hint(word)}" if word else ""

    def text(self, key: str, default: str | None = None) -> str:
        """A string; without a default it must be there and not be empty."""
        value = self._values.get(key)
        if value is None and default is not None:
            return default
        if value is None:
            self.fault(None, f"缺“{key}”")
        elif not isinstance(value, str):
            self.fault(key, f"的“{key}”要是带引号的文字")
        elif not value and default is None:
            self.fault(key, f"的“{key}”不能为空")
        else:
            return value
        return default or ""

    def optional_text(self, key: str) -> str | None:
        """A string, or None where it is left out."""
        return self.text(key, "") if key in self else None

    def filled(self, key: str) -> str:
        """A string that may be left out, '' then, but not be empty."""
        return self.text(key) if key in self else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """An array of one or more strings; none, and a fault, where it is anything else."""
        value = self._values.get(key)
        if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        self.fault(key, f'的“{key}”要写成带引号的文字，放在方括号里，如 ["好", "较好"]')
        return ()

    def is_true(self, key: str) -> bool:
        """Whether a key that may be left out is true; a fault where it is neither true nor false."""
        value = self._values.get(key, False)
        if isinstance(value, bool):
            return value
        self.fault(key, f"的“{key}”只能是 true（是）或 false（否），不加引号")
        return False

    def choice(self, key: str, options: Iterable[str]) -> str | None:
        """One of a few words; None, and a fault, where it is none of them."""
        value, allowed = self.text(key), list(options)
        if value in allowed:
            return value
        if value:
            hint = Lookalikes(allowed).hint(value)
            self.fault(key, f"的“{key}”只能是 {'、'.join(allowed)}，不能是“{shown(value)}”{hint}")
        return None

    def number(self, key: str) -> Written | None:
        """A TOML number or a string that holds a number, a percentage or a fraction; None, and a fault, if neither."""
        found = self.try_number(key)
        if found is None and key in self:
            self.fault(
                key, f'的“{key}”要是数、百分比或分数（如 0.1、"10%"、"1/3"），不长于{DIGITS}个字符{self.no_number(key)}'
            )
        elif found is None:
            self.fault(None, f"缺“{key}”")
        return found

    def try_number(self, key: str) -> Written | None:
        """The same, without a fault."""
        raw = self._values.get(key)
        if isinstance(raw, str):
            value = amount(raw)
            return None if value is None else Written(raw, value)
        if isinstance(raw, FloatText):
            return _plainly(raw.text, float_value(raw.text))
        if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**DIGITS:
            return _plainly(self.document.places.written.get((*self.path, key), str(raw)), Fraction(raw))
        return None

    def table(self, key: str, label: str, example: str = "") -> Table | None:
        """A table below this one; None where it is left out, and a fault where it is no table.

        `example` is how it is written on one line, where that is how it usually is.
        """
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(self.document, (*self.path, key), label, value)
        self.document.fault_once((*self.path, key), f"{self.label}的“{key}”要写成表，如 {example or f'[{key}]'}")
        return None

    def tables(self, key: str, kind: str, example: str = "") -> list[Table]:
        """The [[tables]] below this one, each labelled with its id, name or title; `example` as of `table`."""
        value = self._values.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.document.fault_once((*self.path, key), f"{self.label}的“{key}”要写成 {example or f'[[{kind}]]'}")
            return []
        return [
            Table(self.document, (*self.path, key, number), _label(kind, number, entry), entry)
            for number, entry in enumerate(value)
        ]


def _label(kind: str, number: int, entry: Mapping[str, object]) -> str:
    name = entry.get("id", entry.get("name", entry.get("title")))
    return f"[[{kind}]]“{shown(name)}”" if isinstance(name, str) and name else f"第{number + 1}个[[{kind}]]"


def _plainly(text: str, value: Fraction | None) -> Written | None:
    return None if value is None else Written(plain_written(text, value), value)
