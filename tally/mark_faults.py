"""What is wrong with one row of marks by itself: its class, appraisee, sheet, item and mark.

A row is one of a ballots file, or of a counts file, whose marks may also be 漏填.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tally.reading.faults import shown
from tally.reading.figures import ENTERED_DIGITS, decimal_or_fraction, is_too_long
from tally.reading.lookalikes import Lookalikes
from tally.reading.number_hints import number_hint
from tally.regulation.scheme import Item, Scheme, Sheet
from tally.regulation.scheme_names import NO_MARK
from tally.roster import Appraisee
from tally.votes import mark_value


class RowFaults:
    """What a scheme and the appraisees say of rows; without one of them what depends on it is left unchecked.

    `reasons` are the words that may stand in place of a mark.
    """

    def __init__(
        self, scheme: Scheme | None, appraisees: Sequence[Appraisee] | None, reasons: Sequence[str] = NO_MARK
    ) -> None:
        self._scheme = scheme
        self._reasons = tuple(reasons)
        self._sheets = {sheet.id: sheet for sheet in scheme.sheets} if scheme else {}
        self._items = {sheet.id: {item.id: item for item in sheet.items} for sheet in self._sheets.values()}
        self._classes_alike = Lookalikes(scheme.class_ids if scheme else ())
        self._people_alike = Lookalikes(person.id for person in appraisees or ())
        self._sheets_alike = Lookalikes(self._sheets)
        self._items_alike = {id: Lookalikes(items) for id, items in self._items.items()}
        self._labels_alike = Lookalikes((*(scheme.marks if scheme else ()), *self._reasons))
        self._ids = None if appraisees is None else {person.id for person in appraisees}
        self._marks: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def of(self, row: Mapping[str, str]) -> tuple[str, ...]:
        """What is wrong with a row, in the order of its columns."""
        place = (row["sheet"], row["item"], row["mark"])
        if (of_mark := self._marks.get(place)) is None:  # the same of a hundred appraisees in three classes
            of_mark = self._marks[place] = self._of_mark(row)
        return (*self.of_class(row), *self._of_appraisee(row), *of_mark)

    def of_class(self, row: Mapping[str, str]) -> tuple[str, ...]:
        """That the scheme has no such class."""
        if self._scheme is None or row["class"] in self._scheme.class_ids:
            return ()
        return (f"方案里没有票类“{shown(row['class'])}”{self._classes_alike.hint(row['class'])}",)

    def _of_appraisee(self, row: Mapping[str, str]) -> tuple[str, ...]:
        if self._ids is None or row["appraisee"] in self._ids:
            return ()
        return (f"被评议人名单里没有“{shown(row['appraisee'])}”{self._people_alike.hint(row['appraisee'])}",)

    def _of_mark(self, row: Mapping[str, str]) -> tuple[str, ...]:
        if self._scheme is None:
            return ()
        sheet = self._sheets.get(row["sheet"])
        if sheet is None:
            return (f"方案里没有专项“{shown(row['sheet'])}”{self._sheets_alike.hint(row['sheet'])}",)
        if not sheet.is_rubric:
            return self._of_label(self._scheme, sheet, row)
        item = self._items[sheet.id].get(row["item"])
        if item is None:
            hint = self._items_alike[sheet.id].hint(row["item"])
            missing = f"没有评分项“{shown(row['item'])}”{hint}" if row["item"] else "要写明评分项"
            return (f"专项“{sheet.id}”{missing}",)
        return self._of_number(item, row["mark"])

    def _of_label(self, scheme: Scheme, sheet: Sheet, row: Mapping[str, str]) -> tuple[str, ...]:
        problems = []
        if row["item"]:
            problems.append(f"专项“{sheet.id}”没有评分项，item 栏要空着，不能是“{shown(row['item'])}”")
        if row["mark"] not in (*scheme.marks, *self._reasons):
            wanted, hint = "、".join((*scheme.marks, *self._reasons)), self._labels_alike.hint(row["mark"])
            problems.append(f"认不得“{shown(row['mark'])}”，mark 栏只能是：{wanted}{hint}")
        return tuple(problems)

    def _of_number(self, item: Item, mark: str) -> tuple[str, ...]:
        if mark in self._reasons or mark_value(item, mark) is not None:
            return ()
        if is_too_long(mark):
            return (f"评分项“{item.id}”不能填“{shown(mark)}”，数太长，最多{ENTERED_DIGITS}个字符",)
        steps = f"0至{decimal_or_fraction(item.max)}、每{decimal_or_fraction(item.step)}分一档"
        wanted = f"{steps}的数，或{'、'.join(self._reasons)}"
        hint = number_hint(mark) or Lookalikes(self._reasons).hint(mark)
        return (f"评分项“{item.id}”不能填“{shown(mark)}”，只能是{wanted}{hint}",)
