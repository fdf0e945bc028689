"""A scheme file read whole: TOML to Scheme, or every fault in it at once, each with its line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from tally.reading.faults import FaultList, Faults
from tally.reading.sources import Source
from tally.reading.toml_lines import Path
from tally.reading.toml_table import Document, Table
from tally.reading.toml_text import read_toml
from tally.regulation.scheme import Occasion, Scheme
from tally.regulation.scheme_ballots import points_are_given, read_classes, read_scale, read_sheets
from tally.regulation.scheme_limits import read_limits, read_quorum
from tally.regulation.scheme_names import refuse_shared_names, stands_for
from tally.regulation.scheme_parameters import SETTING, read_parameters, refuse_settings
from tally.regulation.scheme_quotas import read_lists, read_quotas
from tally.regulation.scheme_records import read_records
from tally.regulation.scheme_rules import Grammar, formula_names, read_formula, read_grades, read_places, read_rules

SPEC = 1
ASKING_KEYS = ("spec", "name", "source", "class", "scale", "sheet", "record")
COUNTING_KEYS = ("occasion", "parameter", "limit", "formula", "rounding", "grade", "rule", "quota", "list", "quorum")
SAID_BESIDE = frozenset({"title", "section", "trim", "start", "deductions", "department", "reason"})  # of a sheet, …
UNSET: Mapping[str, str] = MappingProxyType({})


def read_scheme(source: Source, settings: Mapping[str, str] = UNSET) -> Scheme:
    """The scheme of a file, with `settings` (parameter id to number or percentage) over its values.

    Raises `Faults` with every fault of the file and the settings; a parameter may be without a value.
    """
    root, scheme = _read(source, settings)
    root.document.faults.sort_by_line()
    root.document.faults.raise_any()
    return scheme


def scheme_to_count_by(source: Source, settings: Mapping[str, str], faults: FaultList) -> Scheme | None:
    """The scheme, to hold ballots and records against; its faults, and parameters without a value, are noted.

    None where what is asked (classes, scale, sheets, records) is itself at fault: what it does not know
    then proves nothing. With a fault elsewhere it is incomplete, and nothing may be counted by it.
    """
    try:
        root, scheme = _read(source, settings)
    except Faults as unreadable:
        faults.extend(unreadable)
        return None
    _refuse_unset(root, scheme)
    root.document.faults.sort_by_line()
    faults.extend(root.document.faults.raised())
    return None if any(map(_is_about_what_is_asked, root.document.faulty)) else scheme


def _is_about_what_is_asked(path: Path) -> bool:
    """Whether a fault makes doubtful which classes, marks, sheets, items and records there are."""
    if not path or path[0] not in COUNTING_KEYS:
        return not SAID_BESIDE.intersection(path[2:3] + path[4:5])
    return False


def _read(source: Source, settings: Mapping[str, str]) -> tuple[Table, Scheme]:
    """The file's outermost table, whose document holds the faults, and the scheme as far as it is sound.

    What the settings bring about is told from what the file has by reading it without them first.
    """
    data, text, values = read_toml(source)
    sha256, document = hashlib.sha256(data).hexdigest(), Document.of(source.name, text)
    root = Table(document, (), "方案", values)
    scheme = _scheme(root, {}, sha256)
    if not settings:
        return root, scheme
    root = Table(document.anew(), (), "方案", values)
    scheme = _scheme(root, settings, sha256)
    root.document.faults.blame(SETTING, document.faults)
    return root, scheme


def _scheme(root: Table, settings: Mapping[str, str], sha256: str) -> Scheme:
    """The scheme of the outermost table; faults are noted, and what has one is left out."""
    root.allow((*ASKING_KEYS, *COUNTING_KEYS))
    if root.raw("spec") != SPEC or isinstance(root.raw("spec"), bool):
        root.fault("spec", f"的“spec”要是{SPEC}")
    set_up = read_parameters(root, settings)
    refuse_settings(root, set_up, settings)
    parameters = {parameter.id: parameter for parameter in set_up}
    scale = read_scale(root, parameters)
    sheets, records = read_sheets(root, bool(scale), parameters), read_records(root, parameters)
    marks = tuple(mark.label for mark in scale)
    names = stands_for(sheets, records, set_up, has_points=points_are_given(scale))
    grammar = Grammar(names, marks, formula_names(root))
    formula = read_formula(root, grammar)
    refuse_shared_names(root)
    grades = read_grades(root, grammar)
    grade_names = [grade.name for grade in grades]
    return Scheme(
        name=root.text("name"),
        source=root.text("source", ""),
        occasion=_occasion(root),
        sha256=sha256,
        parameters=set_up,
        classes=read_classes(root),
        scale=scale,
        sheets=sheets,
        limits=read_limits(root, parameters, sheets, marks),
        records=records,
        formula=formula,
        places=read_places(root),
        grades=grades,
        rules=read_rules(root, grammar, grade_names),
        quotas=read_quotas(root, parameters, grade_names),
        lists=read_lists(root, parameters),
        quorum=read_quorum(root, parameters),
    )


def _occasion(root: Table) -> Occasion:
    """What kind of meeting the scheme is for; 述职 if left out."""
    chosen = root.choice("occasion", [occasion.value for occasion in Occasion]) if "occasion" in root else None
    return Occasion(chosen or Occasion.DUTY_REPORT)


def _refuse_unset(root: Table, scheme: Scheme) -> None:
    """Note every parameter for which a value stands nowhere; a wrong value was noted as such."""
    for table, parameter in zip(root.tables("parameter", "parameter"), scheme.parameters, strict=True):
        if parameter.value is None and "value" not in table:
            message = f"参数“{parameter.id}”还没有值，请在文件里写明，或用 --set {parameter.id}=… 设定"
            root.document.fault(table.path, message)
