"""Numbers as the scheme page writes, rounds and prints them."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction


def number(written: object) -> Fraction:
    """A number, a percentage or a fraction as written, in either width of its sign."""
    if isinstance(written, int | Decimal):
        return Fraction(written)
    text = str(written).replace("％", "%").replace("／", "/")
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def as_written(value: object) -> str:
    """A parameter's value for RESULT.json: a text as it stands, a TOML number as a plain decimal."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def whole(value: Fraction, way: str) -> int:
    """A whole number by 舍去, 进一 or 四舍五入."""
    if way == "进一":
        return math.ceil(value)
    return math.floor(value if way == "舍去" else value + Fraction(1, 2))


def rounded(value: Fraction, places: int) -> Fraction:
    """Half up by magnitude."""
    magnitude = Fraction(math.floor(abs(value) * 10**places + Fraction(1, 2)), 10**places)
    return magnitude if value > 0 else -magnitude


def printed(value: Fraction | None, places: int) -> str | None:
    """Rounded, with so many decimals."""
    if value is None:
        return None
    units, rest = divmod(abs(rounded(value, places)), 1)
    sign = "-" if rounded(value, places) < 0 else ""
    return f"{sign}{units}" + (f".{int(rest * 10**places):0{places}d}" if places else "")
