"""Votes that were counted by hand: heads by appraisee, class, sheet, item and mark, read exactly.

For one appraisee and class that has a row every sheet and item of the scheme must come to as many heads: the ballots
that cover the appraisee. Whoever counts by hand thereby says what became of every ballot on every sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from tally.mark_faults import RowFaults
from tally.reading.csv_rows import Columns, rows
from tally.reading.faults import FaultList, shown
from tally.reading.figures import entered_decimal, reduced, whole_number
from tally.reading.number_hints import number_hint
from tally.reading.sources import Source
from tally.regulation.scheme import Item, Scheme, Sheet
from tally.roster import Appraisee
from tally.votes import REASONS, Given, Votes, votes_of

COUNT_COLUMNS = Columns(
    required=("appraisee", "class", "sheet", "item", "mark", "heads"), filled=("appraisee", "class", "sheet")
)
Pair: TypeAlias = tuple[str, str]  # an appraisee and a class
Entry: TypeAlias = tuple[str, str]  # a sheet and an item, "" for a scale sheet


@dataclass
class HandCounts:
    """Heads by (appraisee, class), (sheet, item) and mark; `faulty` are the pairs with a row that is at fault."""

    heads: dict[Pair, dict[Entry, dict[str, int]]] = field(default_factory=dict)
    faulty: set[Pair] = field(default_factory=set)

    @cached_property
    def covering(self) -> Mapping[Pair, int]:
        """The ballots that cover each appraisee, by class, as far as they are known."""
        return {
            pair: max(sum(marks.values()) for marks in entries.values())
            for pair, entries in self.heads.items()
            if pair not in self.faulty
        }

    def votes(self, scheme: Scheme, appraisees: Sequence[Appraisee]) -> Mapping[str, Votes]:
        """The votes of every appraisee, by id; of a sound file."""
        return {person.id: self._votes(scheme, person.id) for person in appraisees}

    def _votes(self, scheme: Scheme, appraisee: str) -> Votes:
        of_class = {name: self.heads.get((appraisee, name), {}) for name in scheme.class_ids}
        covers = {name: self.covering.get((appraisee, name), 0) for name in scheme.class_ids}

        def given(sheet: Sheet, item: Item | None) -> Mapping[str, Given]:
            entry = (sheet.id, item.id if item else "")
            return {name: entries.get(entry, {}) for name, entries in of_class.items()}

        by_hand = {name: number for name, number in covers.items() if number}
        return replace(votes_of(scheme, given, covers), by_hand=by_hand)


def read_counts(
    source: Source, scheme: Scheme | None, appraisees: Sequence[Appraisee] | None, faults: FaultList
) -> HandCounts:
    """The counts of a file; what is wrong is noted, and without scheme or appraisees what depends on them unchecked."""
    found, reader = HandCounts(), _Reader(scheme, appraisees)
    own = FaultList()
    for row in rows(source, COUNT_COLUMNS, own):
        for problem in reader.problems(row.fields, found):
            own.add(source.name, row.line, problem)
    if scheme and own.raised().total == reader.noted:  # a row that cannot be read may belong to any sum
        for problem in _unequal(found, scheme):
            own.add(source.name, None, problem)
    faults.extend(own.raised())
    return found


class _Reader:
    """Takes row after row into a count by hand; `noted` is how many problems it has told of."""

    def __init__(self, scheme: Scheme | None, appraisees: Sequence[Appraisee] | None) -> None:
        self.noted = 0
        self._faults = RowFaults(scheme, appraisees, REASONS)
        self._seen: set[tuple[str, ...]] = set()

    def problems(self, row: Mapping[str, str], found: HandCounts) -> list[str]:
        """What is wrong with a row; a sound one is added to what was found."""
        problems = list(self._faults.of(row))
        number = whole_number(row["heads"])
        if number is None:
            hint = number_hint(row["heads"])
            problems.append(f"heads 栏要是不小于0的整数（票数），不能是“{shown(row['heads'])}”{hint}")
        if self._is_repeated(row):
            where = " ".join(shown(row[name]) for name in ("appraisee", "class", "sheet", "item", "mark") if row[name])
            problems.append(f"同一人、同一票类、同一项的“{shown(row['mark'])}”写了两行（{where}），请合成一行")
        self.noted += len(problems)
        pair, entry = (row["appraisee"], row["class"]), (row["sheet"], row["item"])
        if problems:
            found.faulty.add(pair)
        else:
            found.heads.setdefault(pair, {}).setdefault(entry, {})[row["mark"]] = number or 0
        return problems

    def _is_repeated(self, row: Mapping[str, str]) -> bool:
        """Whether the mark had a row before; of a rubric's item, 2.5 and 2.50 are one."""
        value = entered_decimal(row["mark"]) if row["item"] else None
        mark = row["mark"] if value is None else reduced(value)
        key = (row["appraisee"], row["class"], row["sheet"], row["item"], mark)
        is_repeated = key in self._seen
        self._seen.add(key)
        return is_repeated


def _unequal(found: HandCounts, scheme: Scheme) -> Iterator[str]:
    """Where the heads of the sheets and items of one appraisee and class do not come to the same number."""
    entries = [(sheet.id, item.id if item else "") for sheet in scheme.sheets for item in (sheet.items or (None,))]
    for (appraisee, name), heads in found.heads.items():
        if (appraisee, name) in found.faulty:
            continue
        sums = {entry: sum(heads.get(entry, {}).values()) for entry in entries}
        most = max(sums.values())
        few = next((entry for entry, number in sums.items() if number < most), None)
        if few is not None:
            full = next(entry for entry, number in sums.items() if number == most)
            told = "，".join(f"“{' '.join(filter(None, entry))}”合计{sums[entry]}票" for entry in (full, few))
            yield f"“{shown(appraisee)}”的{name}类票：{told}，每一项的合计都要等于评议此人的票数，留空的记作“漏填”"
