"""A scheme file read whole: TOML to Scheme, or every fault in it at once, each with its line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from types import MappingProxyType

from tally.faults import Fault, Faults
from tally.parser import shown
from tally.scheme import Scheme
from tally.scheme_names import SCORE, stands_for
from tally.scheme_parts import (
    parameter_amounts,
    read_classes,
    read_parameters,
    read_records,
    read_scale,
    read_sheets,
    refuse_settings,
)
from tally.scheme_rules import (
    Grammar,
    read_formula,
    read_grades,
    read_lists,
    read_places,
    read_quotas,
    read_rules,
)
from tally.sources import Source
from tally.toml_table import Document, Table, parse_toml

SPEC = 1
LARGEST = 500_000  # bytes; the longest scheme that ships has a fifteenth of it
KEYS = ("spec", "name", "source", "parameter", "class", "scale", "sheet", "record", "formula", "rounding")
GRADING_KEYS = ("grade", "rule", "quota", "list")
UNSET: Mapping[str, str] = MappingProxyType({})


def read_scheme(source: Source, settings: Mapping[str, str] = UNSET, *, complete: bool = False) -> Scheme:
    """The scheme of a file, with `settings` (parameter id to number or percentage) over its values.

    Raises `Faults` with every fault of the file and the settings. With `complete`, as for a count, a
    parameter without a value is a fault too.
    """
    data = source.read()
    root = _root(source.name, data, settings)
    scheme = _scheme(root, settings, hashlib.sha256(data).hexdigest())
    if complete:
        for place, parameter in enumerate(scheme.parameters):
            if parameter.value is None:
                message = f"参数“{parameter.id}”还没有值，请在文件里写明，或用 --set {parameter.id}=… 设定"
                root.document.fault(("parameter", place), message)
    root.document.faults.raise_by_line()
    return scheme


def _root(name: str, data: bytes, settings: Mapping[str, str]) -> Table:
    """The file's outermost table; `Faults` where it is not TOML in UTF-8."""
    text = _text(name, data)
    try:
        values = parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise Faults([_syntax_fault(name, text, str(error))]) from None
    except (ValueError, RecursionError):
        raise Faults([Fault(name, None, "不是合格的 TOML 文件：数字太长或括号套得太深")]) from None
    return Table(Document.of(name, text, settings), (), "方案", values)


def _text(name: str, data: bytes) -> str:
    if len(data) > LARGEST:
        raise Faults([Fault(name, None, f"方案文件有{len(data)}字节，最多{LARGEST}字节")])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Faults([Fault(name, line, "不是 UTF-8 编码，请另存为 UTF-8")]) from None


def _syntax_fault(name: str, text: str, message: str) -> Fault:
    """TOML's own message, with the line it names, or the last line where the file ends too early."""
    place = re.search(r" \(at line (\d+), column \d+\)$", message)
    line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
    reason = re.sub(r" \(at [^)]*\)$", "", message)
    return Fault(name, line, f"不合 TOML 语法({reason})")


def _scheme(root: Table, settings: Mapping[str, str], sha256: str) -> Scheme:
    """The scheme of the outermost table; faults are noted, and what has one is left out."""
    root.allow((*KEYS, *GRADING_KEYS))
    if root.raw("spec") != SPEC or isinstance(root.raw("spec"), bool):
        root.fault("spec", f"的“spec”要是{SPEC}")
    parameters = read_parameters(root, settings)
    refuse_settings(root, parameters, settings)
    amounts = parameter_amounts(parameters)
    scale = read_scale(root)
    sheets, records = read_sheets(root, bool(scale)), read_records(root, amounts)
    grammar = Grammar(stands_for(sheets, records, parameters), tuple(mark.label for mark in scale))
    formula = read_formula(root, grammar)
    _refuse_shared_names(root)
    grades = read_grades(root, grammar)
    grade_names = [grade.name for grade in grades]
    return Scheme(
        name=root.text("name"),
        source=root.text("source", ""),
        sha256=sha256,
        parameters=parameters,
        classes=read_classes(root),
        scale=scale,
        sheets=sheets,
        records=records,
        formula=formula,
        places=read_places(root),
        grades=grades,
        rules=read_rules(root, grammar, grade_names),
        quotas=read_quotas(root, amounts, grade_names),
        lists=read_lists(root, amounts),
    )


def _refuse_shared_names(root: Table) -> None:
    """Note a name that two of sheets, records, parameters and formulas share: expressions mix them."""
    taken: dict[str, str] = {}
    for kind in ("sheet", "record", "parameter"):
        for table in root.tables(kind, kind):
            name = str(table.raw("id"))
            if taken.setdefault(name, kind) != kind:
                table.fault("id", f"：“{shown(name)}”已用作别的专项、记录项或参数的名字")
    lines = root.table("formula", "[formula]")
    for name in lines.keys if lines else ():
        if lines and name in taken and name != SCORE:
            lines.fault(name, f"：“{shown(name)}”已用作专项、记录项或参数的名字")
