"""Exact numbers as people write them: decimals, percentages, and a parameter with the value it has."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from tally.reading.figures import decimal_or_fraction, has_exact_decimal, is_written_as_share
from tally.regulation.scheme import Amount, Rounding

UNSET = "尚未设定"


def number_words(value: Fraction) -> str:
    """An exact number as people write it: decimals where they end, else a fraction."""
    return decimal_or_fraction(value)


def percent_words(value: Fraction) -> str:
    """An exact share as a percentage, or as a fraction where its decimals do not end."""
    return f"{number_words(value * 100)}%" if has_exact_decimal(value) else number_words(value)


def share_words(amount: Amount) -> str:
    """A share as written, or its parameter with the percentage it has."""
    if amount.value is None or amount.parameter is not None:
        return f"参数“{amount.parameter}”（{UNSET if amount.value is None else percent_words(amount.value)}）"
    return amount.written if is_written_as_share(amount.written) else percent_words(amount.value)


def count_words(amount: Amount) -> str:
    """A number as written, or its parameter with the value it has."""
    if amount.parameter is None:
        return number_words(amount.value or Fraction(0))
    return f"参数“{amount.parameter}”（{UNSET if amount.value is None else number_words(amount.value)}）"


def points_words(label: str, amount: Amount) -> str:
    """What a mark or an option counts: `“好”计90分`, and the parameter that sets it."""
    if amount.value is None:
        return f"“{label}”按参数“{amount.parameter}”计分（{UNSET}）"
    by = f"（参数“{amount.parameter}”）" if amount.parameter else ""
    return f"“{label}”计{number_words(amount.value)}分{by}"


def rounding_words(rounding: Rounding, unit: str = "一人") -> str:
    """What becomes of a part of a person: `不足一人的舍去`."""
    match rounding:
        case Rounding.DOWN:
            return f"不足{unit}的舍去"
        case Rounding.UP:
            return f"不足{unit}的进为{unit}"
        case Rounding.HALF_UP:
            return f"不足{unit}的四舍五入"
        case _:
            assert_never(rounding)
