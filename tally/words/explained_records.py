"""What was entered for an appraisee, by whom, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tally.entered import Values
from tally.regulation.scheme import Record, Scheme
from tally.regulation.scheme_records import record_number
from tally.result import AppraiseeResult
from tally.words.amount_words import number_words
from tally.words.figured_words import value_words

MANY = 8  # more records than this are told in one breath: their figures stand in the formula again


def explain_records(scheme: Scheme, one: AppraiseeResult) -> Iterator[str]:
    """What was entered for every record and what it counts; of very many, in one sentence."""
    said = {record.id: _record(record, one, scheme.places) for record in scheme.records}
    if len(said) > MANY:
        yield f"记录项共{len(said)}项：{'；'.join(f'“{id}”{value}' for id, value in said.items())}。"
        return
    yield from (f"记录项“{id}”：{value}。" for id, value in said.items())


def _record(record: Record, one: AppraiseeResult, places: int) -> str:
    """What was entered for a record, by whom where several did, and what it counts."""
    values, points = one.records.get(record.id), one.graded.scored.facts.numbers[record.id]
    if values and record.several and points is not None:
        return _mean_of_sources(record, values, points, places)
    worth = f"，计{number_words(points)}分" if points is not None and record.choices else ""
    how = f"{record.default}（未录入，按默认）" if not values else "".join(values.values())
    return f"{how}{worth}"


def _mean_of_sources(record: Record, values: Values, points: Fraction, places: int) -> str:
    """The values of several sources, added up and divided by their number."""
    numbers = [record_number(record, value) or Fraction(0) for value in values.values()]
    told = "、".join(
        f"{source}{f'“{value}”计{number_words(number)}分' if record.choices else number_words(number)}"
        for (source, value), number in zip(values.items(), numbers, strict=True)
    )
    total = " + ".join(map(number_words, numbers))
    return f"{len(numbers)}个来源：{told}；平均({total})÷{len(numbers)} = {value_words(points, places)}"
