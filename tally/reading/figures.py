"""Numbers as they are written and as they are printed; exact in between."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

DIGITS = 40  # the longest number of a scheme, in characters
ENTERED_DIGITS = 400  # the longest number of a CSV file; more zeros than any table prints
PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
WHOLE = re.compile(r"[0-9]+")
FRACTION = re.compile(r"([0-9]+)[/／]([0-9]+)")
PERCENT = ("%", "％")


def plain_decimal(text: str, longest: int = DIGITS) -> Fraction | None:
    """The exact value of a plain decimal (`3`, `-0.5`), or None where the text is anything else or too long."""
    if len(text) > longest or not PLAIN.fullmatch(text):
        return None
    return Fraction(text)


def entered_decimal(text: str) -> Fraction | None:
    """The same of a mark or a record in a CSV file, which may be longer."""
    return plain_decimal(text, ENTERED_DIGITS)


def is_too_long(text: str) -> bool:
    """Whether a text is no number only because it is longer than any that is read."""
    return len(text) > ENTERED_DIGITS and PLAIN.fullmatch(text) is not None


def amount(text: str) -> Fraction | None:
    """The exact value of a number as a scheme writes it, or None where the text is none.

    A plain decimal, a percentage (`10%`), or a fraction of two whole numbers (`1/3`); also with ％ and ／.
    """
    if text.endswith(PERCENT):
        share = plain_decimal(text[:-1])
        return None if share is None else share / 100
    fraction = FRACTION.fullmatch(text) if len(text) <= DIGITS else None
    if fraction:
        top, bottom = map(int, fraction.groups())
        return Fraction(top, bottom) if bottom else None
    return plain_decimal(text)


def is_written_as_share(text: str) -> bool:
    """Whether a number is written with % or /."""
    return any(sign in text for sign in (*PERCENT, "/", "／"))


def whole_number(text: str, longest: int = DIGITS) -> int | None:
    """A whole number in digits alone, or None where the text is anything else or too long."""
    return int(text) if len(text) <= longest and WHOLE.fullmatch(text) else None


def plain_written(text: str, value: Fraction) -> str:
    """A TOML number as a plain decimal: as written where it is one (0.10), else its decimals (1e-1, 0x10, 1_000)."""
    return text if PLAIN.fullmatch(text) else exact_decimal(value)


def float_value(text: str) -> Fraction | None:
    """The exact value of a TOML float as written (`1_000.5`, `1e-2`); None where it is inf, nan or absurd."""
    if len(text) > DIGITS:
        return None
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > DIGITS:
        return None
    return Fraction(number)


def digits(whole: int) -> str:
    """The decimal digits of a whole number of any length (`str` refuses more than 4,300)."""
    return str(Decimal(whole))


def round_half_up(value: Fraction, places: int) -> Fraction:
    """The value rounded to `places` decimals, halves away from zero (四舍五入)."""
    unit = 10**places
    doubled = abs(value) * 2 * unit + 1
    magnitude = Fraction(doubled.numerator // (2 * doubled.denominator), unit)
    return magnitude if value >= 0 else -magnitude


def fixed(value: Fraction, places: int) -> str:
    """The value rounded half up and printed with exactly `places` decimals; never `-0.00`."""
    scaled = round_half_up(value, places) * 10**places
    text = digits(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{text[:-places]}.{text[-places:]}" if places else f"{sign}{text}"


def reduced(value: Fraction) -> str:
    """The value as a reduced fraction; a whole number without a denominator."""
    top = digits(value.numerator)
    return top if value.denominator == 1 else f"{top}/{digits(value.denominator)}"


def has_exact_decimal(value: Fraction) -> bool:
    """Whether the value has a finite number of decimals."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal_or_fraction(value: Fraction) -> str:
    """An exact number as people write it: decimals where they end, else a reduced fraction."""
    return exact_decimal(value) if has_exact_decimal(value) else reduced(value)


def exact_decimal(value: Fraction) -> str:
    """A value with finitely many decimals, all of them and no trailing zeros; `ValueError` of any other (1/3)."""
    if not has_exact_decimal(value):
        raise ValueError(f"{value} has no end of decimals")
    places = 0
    scaled = value
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    return fixed(value, places)
