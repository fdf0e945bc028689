"""The bytes of a scheme file to TOML's values, or the fault for which they are none, with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from tally.reading.encodings import HEAD, is_text, not_utf8
from tally.reading.faults import Fault, Faults
from tally.reading.sources import Source
from tally.reading.toml_faults import toml_fault

LARGEST = 16_000_000  # bytes; far above any scheme, so that a smaller limit can name the entry that is too long
LINES = 50_000  # the longest scheme that ships has a hundredth of them
DOTS = 100  # in one key; the schemes' keys have none
STRING = re.compile(r""" "(?:[^"\\\n]++|\\.)*+" | '[^'\n]*' """, re.VERBOSE)
KEY_RUN = re.compile(r"[^,=\[\]{}#\n]+")
# A whole number that is too long for the standard reader, or a string or comment that it would not be looked for in.
LONG_NUMBER = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|(?<![\w.+-])[+-]?(?P<number>[0-9][0-9_]{4000,}+)(?![\w.-])",
    re.DOTALL,
)


@dataclass(frozen=True)
class FloatText:
    """A TOML float exactly as written; nan also stands for a whole number that nobody can mean."""

    text: str


def read_toml(source: Source) -> tuple[bytes, str, Mapping[str, object]]:
    """A file's bytes, its text and its values, floats as written; `Faults` where it is not TOML in UTF-8."""
    with source.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Faults([Fault(source.name, None, f"方案文件太大，最多{LARGEST // 1_000_000} MB")])
    text = _text(source.name, data)
    if (lines := text.count("\n")) > LINES:
        raise Faults([Fault(source.name, None, f"方案文件有{lines}行，最多{LINES}行")])
    return data, text, _values(source.name, text)


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if is_text(data[:HEAD]) else None
        raise Faults([Fault(name, line, not_utf8(data[:HEAD], "UTF-8"))]) from None


def _values(name: str, text: str) -> Mapping[str, object]:
    _refuse_deep_keys(name, text)
    try:
        return _parsed(text)
    except tomllib.TOMLDecodeError as error:
        line, message = toml_fault(text, str(error))
        raise Faults([Fault(name, line, message)]) from None
    except (ValueError, RecursionError):
        raise Faults([Fault(name, None, "不是合格的 TOML 文件：括号套得太深，或日期、数字不合格")]) from None


def _refuse_deep_keys(name: str, text: str) -> None:
    """`Faults` at a key of very many parts: the standard reader's memory grows with their square."""
    plain = STRING.sub("-", text)
    for run in KEY_RUN.finditer(plain):
        if run[0].count(".") > DOTS:
            line = plain.count("\n", 0, run.start()) + 1
            raise Faults([Fault(name, line, f"点号太多，一个键名里最多{DOTS}个")])


def _parsed(text: str) -> Mapping[str, object]:
    """The standard reader's values; whole numbers too long for it read as nan, which every entry refuses."""
    try:
        return tomllib.loads(text, parse_float=FloatText)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        shortened = LONG_NUMBER.sub(lambda found: "nan" if found["number"] else found[0], text)
        return tomllib.loads(shortened, parse_float=FloatText)
