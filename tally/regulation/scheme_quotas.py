"""The parts of a scheme that say how many: quotas of grades, lists drawn from the ranking."""

from __future__ import annotations

from collections.abc import Sequence

from tally.reading.toml_table import Table
from tally.regulation.scheme import BoundKind, NameList, Pick, Quota, Rounding
from tally.regulation.scheme_entries import CITATIONS, citations, default_rounding, read_rounding
from tally.regulation.scheme_names import refuse_twice
from tally.regulation.scheme_parameters import Parameters, count_of, one_of, share_of
from tally.regulation.scheme_rules import grade_of


def read_quotas(root: Table, parameters: Parameters, grades: Sequence[str]) -> tuple[Quota, ...]:
    """The [[quota]]s, in file order; at_most for the last grade would have nowhere to drop to."""
    tables = root.tables("quota", "quota")
    quotas = [_quota(table, parameters, grades) for table in tables]
    refuse_twice(((table, table.word("name")) for table in tables), "比例限制", "name")
    return tuple(quota for quota in quotas if quota)


def _quota(table: Table, parameters: Parameters, grades: Sequence[str]) -> Quota | None:
    table.allow(("name", *CITATIONS, "grade", "at_most", "at_least", "round", "group"))
    name, grade, key = table.text("name"), grade_of(table, grades), one_of(table, "at_most", "at_least")
    if key == "at_most" and grades and grade == grades[-1]:
        table.fault("grade", f"：“{grade}”是最后一个等次，没有更低的等次可降，不能用 at_most")
    share = share_of(table, key, parameters) if key else None
    kind = BoundKind(key or BoundKind.AT_MOST)
    rounding = read_rounding(table, default_rounding(kind), stands=True)
    cited, group = citations(table), table.optional_text("group")
    return Quota(name, grade, kind, share, group, rounding, **cited) if key and share else None


def read_lists(root: Table, parameters: Parameters) -> tuple[NameList, ...]:
    """The [[list]]s, in file order."""
    tables = root.tables("list", "list")
    lists = [_list(table, parameters) for table in tables]
    refuse_twice(((table, table.word("name")) for table in tables), "名单", "name")
    return tuple(names for names in lists if names)


def _list(table: Table, parameters: Parameters) -> NameList | None:
    table.allow(("name", *CITATIONS, "pick", "share", "count", "round", "group", "consequence"))
    name, pick = table.text("name"), table.choice("pick", [pick.value for pick in Pick])
    key, group = one_of(table, "share", "count"), table.optional_text("group")
    share = share_of(table, "share", parameters) if key == "share" else None
    count = count_of(table, "count", parameters) if key == "count" else None
    rounding = read_rounding(table, Rounding.UP, stands=key != "count", beside="“count”")
    consequence, cited = table.text("consequence", ""), citations(table)
    if not (pick and (share or count)):
        return None
    return NameList(name, Pick(pick), share, count, group, rounding, consequence, **cited)
