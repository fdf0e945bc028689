"""Exact numbers as people write them: decimals, percentages, and a parameter with the value it has."""

from __future__ import annotations

from fractions import Fraction

from tally.reading.figures import decimal_or_fraction, is_written_as_share
from tally.regulation.scheme import Amount

UNSET = "尚未设定"


def number_words(value: Fraction) -> str:
    """An exact number as people write it: decimals where they end, else a fraction."""
    return decimal_or_fraction(value)


def percent_words(value: Fraction) -> str:
    """An exact share as a percentage."""
    return f"{number_words(value * 100)}%"


def share_words(amount: Amount) -> str:
    """A share as written, or its parameter with the percentage it has."""
    if amount.parameter is None:
        return (
            amount.written
            if is_written_as_share(amount.written) or amount.value is None
            else percent_words(amount.value)
        )
    return f"参数“{amount.parameter}”（{UNSET if amount.value is None else percent_words(amount.value)}）"


def count_words(amount: Amount) -> str:
    """A number as written, or its parameter with the value it has."""
    if amount.parameter is None:
        return number_words(amount.value or Fraction(0))
    return f"参数“{amount.parameter}”（{UNSET if amount.value is None else number_words(amount.value)}）"
