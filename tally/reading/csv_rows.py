"""A CSV file row by row, exactly: every field as it stands, every fault with its line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from tally.reading.csv_hints import why_other_separator, why_other_width
from tally.reading.encodings import HEAD, is_text, not_utf8
from tally.reading.faults import Fault, FaultList, Faults, shown
from tally.reading.lookalikes import Lookalikes
from tally.reading.sources import Source

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a field may be as long as it likes, as in the fast reader


@dataclass(frozen=True)
class Columns:
    """The columns of a kind of file: all of `required`, any of `optional`; `filled` may not be empty."""

    required: tuple[str, ...]
    filled: tuple[str, ...]
    optional: tuple[str, ...] = ()


class Start(NamedTuple):
    """Where to begin: the byte, its line, and the columns' names where they stand before it."""

    offset: int = 0
    line: int = 1
    header: Sequence[str] | None = None


class Row(NamedTuple):
    """One row: the line it starts on (the first is 1, blank lines counted) and its fields by column."""

    line: int
    fields: dict[str, str]


WHOLE_FILE = Start()


def rows(source: Source, columns: Columns, faults: FaultList, start: Start = WHOLE_FILE) -> Iterator[Row]:
    """The sound rows of a file; what is wrong with the others, or with the file, is noted in `faults`."""
    try:
        yield from readable_rows(source, columns, faults, start)
    except Faults as unreadable:
        faults.extend(unreadable)
    except UnicodeDecodeError:
        with source.open() as stream:
            head = stream.read(HEAD)
        line = _undecodable_line(source, start) if is_text(head) else None
        faults.add(source.name, line, not_utf8(head, "UTF-8 的 CSV"))


def readable_rows(source: Source, columns: Columns, faults: FaultList, start: Start = WHOLE_FILE) -> Iterator[Row]:
    """The same, with `Faults` or `UnicodeDecodeError` where reading cannot go on."""
    header = start.header
    for line, fields in _raw_rows(source, start):
        if header is None:
            header = fields
            if not _header_fits(source, line, header, columns, faults):
                return
        elif len(fields) != len(header):
            message = f"这一行有{len(fields)}栏，应有{len(header)}栏{why_other_width(fields, len(header))}"
            faults.add(source.name, line, message)
        else:
            row = Row(line, dict(zip(header, fields, strict=True)))
            if _may_be_faulty(fields) and not _fields_fit(source, row, columns, faults):
                continue
            yield row
    if header is None:
        faults.add(source.name, None, f"文件是空的，第一行要是栏名：{','.join(columns.required)}")


def _raw_rows(source: Source, start: Start) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with the line it starts on; `Faults` at a quotation that does not close."""
    with source.open() as stream, io.TextIOWrapper(stream, _encoding(start), newline="") as text:
        _skip(stream, start)
        reader = csv.reader(text, strict=True)
        line = start.line
        try:
            for fields in reader:
                if not _is_blank(fields):
                    yield line, fields
                line = start.line + reader.line_num
        except csv.Error:
            broken = Fault(source.name, line, "引号用得不对或没有成对，从这一行起读不下去")
            raise Faults([broken]) from None


def _is_blank(fields: list[str]) -> bool:
    return not fields or (len(fields) == 1 and fields[0].isspace())


def _header_fits(source: Source, line: int, header: Sequence[str], columns: Columns, faults: FaultList) -> bool:
    known = (*columns.required, *columns.optional)
    if separated := why_other_separator(header, known):
        faults.add(source.name, line, separated)
        return False
    alike = Lookalikes(known)
    problems = [
        f"没有“{shown(name)}”这一栏，可有的栏是：{','.join(known)}{alike.hint(name)}"
        for name in header
        if name not in known
    ]
    problems += [f"缺“{name}”栏" for name in columns.required if name not in header]
    problems += [f"“{name}”栏重复了" for name in known if header.count(name) > 1]
    for problem in problems:
        faults.add(source.name, line, problem)
    return not problems


def _may_be_faulty(fields: list[str]) -> bool:
    """Whether a field is empty or holds a NUL; of ten million rows hardly any is looked at closer."""
    return "" in fields or "\0" in "".join(fields)


def _fields_fit(source: Source, row: Row, columns: Columns, faults: FaultList) -> bool:
    problems = [f"“{name}”栏是空的" for name in columns.filled if not row.fields[name]]
    problems += [f"“{name}”栏里有空字符（NUL）" for name, field in row.fields.items() if "\0" in field]
    for problem in problems:
        faults.add(source.name, row.line, problem)
    return not problems


def _encoding(start: Start) -> str:
    """UTF-8, whose signature may stand at the start of a file alone."""
    return "utf-8-sig" if start.header is None else "utf-8"


def _skip(stream: BinaryIO, start: Start) -> None:
    """Go to where to begin; from its own beginning a stream is read that cannot go anywhere."""
    if start.offset:
        stream.seek(start.offset)


def _undecodable_line(source: Source, start: Start) -> int | None:
    """The first line that is not UTF-8; a line may end with a return alone."""
    with source.open() as stream:
        _skip(stream, start)
        number = start.line
        for piece in stream:
            try:
                piece.decode()
            except UnicodeDecodeError as undecodable:
                return number + piece[: undecodable.start].count(b"\r")
            number += 1 + piece.removesuffix(b"\r\n").count(b"\r")
    return None
