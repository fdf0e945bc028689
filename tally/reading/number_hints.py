"""Of a text that is no number, how it should have been written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tally.reading.figures import amount
from tally.reading.unseen import unseen_signs

COMMA = re.compile(r"[-+]?[0-9]+[,，、][0-9]+[%％]?")
CHINESE_DIGITS = frozenset("〇零一二两三四五六七八九十百千万半")
CHINESE_POINT = re.compile(r"[0-9]+[。·][0-9]+[%％]?")
UNITS = ("分", "人", "名", "票", "个", "张", "元")
BARE_POINT = re.compile(r"-?(?:\.[0-9]+|[0-9]+\.)[%％]?")


def number_hint(text: str) -> str:
    """How a text that is no number should have been written, to end a sentence with; '' for no idea."""
    if amount(text) is not None:
        return ""
    if signs := unseen_signs(text):
        return f"；里面有看不见的字符（{signs}），请删去"
    return next((f"；{remedy}" for is_slip, remedy in SLIPS if is_slip(text)), "")


def _is_full_width(text: str) -> bool:
    return amount(unicodedata.normalize("NFKC", text).strip()) is not None


def _has_spaces(text: str) -> bool:
    return amount("".join(text.split())) is not None


def _has_unit(text: str) -> bool:
    return text.endswith(UNITS) and amount(text[:-1]) is not None


def _is_chinese(text: str) -> bool:
    return text != "" and CHINESE_DIGITS.issuperset(text.replace("分之", "").replace("成", ""))


SLIPS: tuple[tuple[Callable[[str], object], str], ...] = (
    (COMMA.fullmatch, "小数点要写成半角的“.”，如 2.5；千位之间不加逗号"),
    (CHINESE_POINT.fullmatch, "小数点要写成半角的“.”，如 2.5"),
    (_has_spaces, "数里和数的前后不能有空格"),
    (_is_full_width, "数字和小数点要用半角，如 2.5"),
    (BARE_POINT.fullmatch, "小数点的前面和后面都要有数字，如 0.5"),
    (lambda text: text.startswith("+"), "正数前面不写“+”"),
    (_has_unit, "只写数，不写“分”“人”这样的单位"),
    (_is_chinese, "要用阿拉伯数字，如 85"),
)
