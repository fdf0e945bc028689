"""Why a row of a CSV file has another number of fields: the sign that a table program or an input method put in."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from tally.reading.faults import shown

SEPARATORS = {
    "\t": "制表符",
    ";": "分号“;”",
    "；": "全角分号“；”",
    "，": "全角逗号“，”",
    "、": "顿号“、”",
    "|": "竖线“|”",
}
REMEDY = "要用半角逗号“,”；用 Excel 的，请另存为“CSV UTF-8（逗号分隔）”"
HALF_OF_DECIMAL = re.compile(r"-?[0-9]{1,3}")
DECIMALS = re.compile(r"[0-9]{1,2}%?")


def why_other_separator(header: Sequence[str], known: Collection[str]) -> str | None:
    """That the columns of a header are separated by another sign than the comma; None where they are not."""
    for sign, name in SEPARATORS.items():
        joined = [field for field in header if sign in field]
        if any(part.strip() in known for field in joined for part in field.split(sign)):
            return f"“{shown(','.join(header))}”的栏与栏之间是{name}，{REMEDY}"
    return None


def why_other_width(fields: Sequence[str], wanted: int) -> str:
    """What a row with too few or too many fields has in it, to end a sentence with; '' for no idea."""
    if len(fields) < wanted:
        sign = next((sign for sign in SEPARATORS if any(sign in field for field in fields)), None)
        return f"；里面有{SEPARATORS[sign]}，栏与栏之间{REMEDY}" if sign else ""
    pairs = pairwise(fields)
    if len(fields) == wanted + 1 and any(_is_decimal(left, right) for left, right in pairs):
        return "；是不是把小数点写成了逗号？要写成“.”，如 2.5"
    return "；文字里有逗号的，那一栏要用半角双引号括起来" if len(fields) > wanted else ""


def _is_decimal(left: str, right: str) -> bool:
    """Whether two fields next to each other look like a number cut at its decimal comma."""
    return HALF_OF_DECIMAL.fullmatch(left) is not None and DECIMALS.fullmatch(right) is not None
