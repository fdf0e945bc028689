"""What is wrong with a text that is not TOML, in the reader's language: the sign that is wrong, and what to write.

The standard library says where its reader stopped; what stands on that line says what the writer meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tally.reading.faults import shown
from tally.reading.number_hints import number_hint
from tally.reading.unseen import is_unseen, sign_name

STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
COMMENT = re.compile(r"#.*")
CURLY = "“”‘’„‟「」『』«»＂＇"
POINTED_NUMBER = re.compile(r"(?<![\w.])[-+]?[0-9]+[,，、][0-9]+(?![\w.,])")
COMMAS = re.compile("[,，、]")
PERCENT_OR_FRACTION = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?\s*(?:[%％]|[/／]\s*[0-9]+)")
BARE_POINT = re.compile(r"(?<![\w.])[-+]?(?:\.[0-9]+|[0-9]+\.)(?![\w.])")
LEADING_ZERO = re.compile(r"(?<![\w.+-])[-+]?0[0-9]+(?:\.[0-9]+)?(?![\w.])")
BARE_WORD = re.compile(r"[^\s=,\[\]{}\"'#.]+")
TRUTHS = {"True": "true", "False": "false", "是": "true", "否": "false", "TRUE": "true", "FALSE": "false"}
LOOKS_LIKE = {"。": ".", "、": ",", "\u3000": " ", "【": "[", "】": "]", "〔": "[", "〕": "]", "〈": "<", "〉": ">"}
NAMES = {" ": "空格", "[": "方括号", "]": "方括号", "{": "花括号", "}": "花括号"}
OTHER_NOTES = ("//", "/*", "--", ";", "；", "※", "★")
ENDS = ";；,，。、"
FILLER = "\x01"  # stands for what is inside quotation marks, which may hold anything
NOT_ONE_TEXT = frozenset("[{}]" + FILLER)  # on a line on which an unquoted word does not reach to its end
NAMED = re.compile(r"\s*\[*([^=\[\]]+)")

# What the standard reader says, and what that means where nothing on the line says it better.
MEANINGS = (
    ("Duplicate inline table key", "花括号里同一项写了两次"),
    ("Cannot redefine", "这张表前面已经写过了，要合在一处写"),
    ("Cannot mutate", "写在花括号或方括号里的内容，不能在别处再加"),
    ("Expected ']'", "方括号没有成对"),
    ("Expected ']]'", "方括号没有成对，要写成 [[…]]"),
    ("Unclosed array", "前面的“[”没有用“]”结束，或者两项之间缺逗号"),
    ("Unclosed inline table", "前面的“{”没有用“}”结束，或者两项之间缺逗号；花括号里的内容要写在一行里"),
    ("Unescaped '\\'", "引号里的“\\”要写成“\\\\”"),
    ("Invalid hex value", "引号里“\\u”后面要有四位十六进制数"),
    ("Escaped character", "引号里“\\u”后面不是一个字符的编号"),
    ("Unterminated string", "引号没有成对，从这里到文件末尾都找不到另一半"),
    ("Expected '='", "名称后面要有“=”"),
    ("Invalid date", "不是合格的日期"),
    ("Invalid initial character for a key part", "这里要有名称；汉字的名称要加引号"),
    ("Invalid value", "“=”后面缺值，或者值写得不对；文字要加引号"),
    ("Expected newline", "值的后面多了内容；文字和百分比要加引号，一行只写一项"),
    ("Invalid statement", "这一行要写成“名称 = 值”或 [表名]"),
)


def toml_fault(text: str, message: str) -> tuple[int, str]:
    """The line on which the standard reader stopped, from its message, and what is wrong there in Chinese."""
    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
    written = text.split("\n")[line - 1]
    bare = COMMENT.sub("", STRING.sub(lambda string: FILLER * len(string[0]), written))
    column = int(found[2]) - 1 if found else len(written)
    looks = next((looks for start, looks in NARROWER if message.startswith(start)), LOOKS)
    reason = next(filter(None, (look(bare, written, column) for look in looks)), None) or _meaning(message)
    return line, f"不合 TOML 语法：{reason}"


def _meaning(message: str) -> str:
    return next((words for said, words in MEANINGS if message.startswith(said)), "这一行看不懂")


def _unseen(bare: str, _written: str, _column: int) -> str | None:
    """A sign that nobody sees, outside quotation marks; a tab is white space there."""
    signs = dict.fromkeys(sign for sign in bare if is_unseen(sign) and sign not in (FILLER, "\t", "\u3000"))
    return f"有看不见的字符（{'、'.join(map(sign_name, signs))}），请删去" if signs else None


def _control(_bare: str, written: str, column: int) -> str | None:
    """A sign inside quotation marks or a comment that TOML has not there."""
    sign = written[column : column + 1]
    return f"有不能用的字符（{sign_name(sign)}），请删去" if sign and ord(sign) < ord(" ") and sign != "\t" else None


def _quotes(bare: str, written: str, _column: int) -> str | None:
    """Quotation marks that an input method has put, or one that is missing."""
    curly = next((sign for sign in written if sign in CURLY), None)
    if '"' in bare or "'" in bare:
        also = f"，行里有中文引号 {curly} " if curly else "，缺了一个"
        return f'引号没有成对{also}；文字的两边都要用半角引号 "'
    found = next((sign for sign in bare if sign in CURLY), None)
    return f'用了中文引号 {found} ，要换成半角引号 "' if found else None


def _full_width(bare: str, _written: str, _column: int) -> str | None:
    """A sign that looks like one of TOML's and is the full-width form of it."""
    for sign in bare:
        half = LOOKS_LIKE.get(sign) or unicodedata.normalize("NFKC", sign)
        if half != sign and len(half) == 1 and half.isascii():
            return f"“{sign}”是全角的，要写成半角{NAMES.get(half, '的')}“{half}”"
    return None


def _note(bare: str, _written: str, _column: int) -> str | None:
    found = next((sign for sign in OTHER_NOTES if bare.lstrip().startswith(sign)), None)
    return f"说明文字前面要写“#”，不能写“{found}”" if found else None


def _line_end(bare: str, _written: str, _column: int) -> str | None:
    """A sign behind a value that ends a sentence or a statement elsewhere."""
    value, sign = bare.partition("=")[2].rstrip(), bare.rstrip()[-1:]
    is_open = bare.count("[") > bare.count("]") or bare.lstrip().startswith("{")
    return f"行末多了“{sign}”，请删去" if value[1:] and sign in ENDS and not is_open else None


def _number(bare: str, _written: str, _column: int) -> str | None:
    _, equals, value = bare.partition("=")
    if not equals:
        return None
    if found := POINTED_NUMBER.search(value) if "[" not in value and "{" not in value else None:
        return f"“{found[0]}”的小数点要写成“.”，如 {COMMAS.sub('.', found[0])}；千位之间不加逗号"
    if found := PERCENT_OR_FRACTION.search(value):
        return f'百分比和分数要加引号，写成 "{found[0]}"'
    if found := BARE_POINT.search(value):
        return f"“{found[0]}”的小数点前后都要有数字，如 0.5"
    found = LEADING_ZERO.search(value)
    return f'“{found[0]}”前面不能有0；是编号的，加引号写成 "{found[0]}"' if found else None


def _colon(bare: str, _written: str, column: int) -> str | None:
    has_full_width = "：" in bare and "=" not in bare
    found = "：" if has_full_width else ":" if bare[column : column + 1] == ":" else None
    return f"名称和值之间要用“=”，不能用“{found}”" if found else None


def _word(bare: str, written: str, column: int) -> str | None:
    """A word without quotation marks where a value or a name ought to stand."""
    start = column
    while start > 0 and BARE_WORD.fullmatch(bare[start - 1]):
        start -= 1
    found = BARE_WORD.match(bare, start)
    if not found or FILLER in found[0]:
        return None
    word, before = written[found.start() : found.end()], bare[: found.start()].rstrip()
    if not before.endswith(("=", "[", ",", "{")):
        return None if before or word.isascii() else _unquoted(word)
    if before.endswith("=") and word in TRUTHS:
        return f"“{word}”要写成 {TRUTHS[word]}，不加引号"
    if before.endswith("=") and (hint := number_hint(word)):
        return f"“{shown(word)}”不是数{hint}"
    if before.endswith("=") and not NOT_ONE_TEXT.intersection(bare[found.start() :]):
        word = written[found.start() : len(bare)].strip()  # a formula or a condition is one text, blanks and all
    return None if word[0].isdecimal() else _unquoted(word)


def _unquoted(word: str) -> str:
    return f'“{shown(word)}”没有加引号，要写成 "{shown(word)}"'


def _left_over(bare: str, written: str, column: int) -> str | None:
    """What stands behind a value, or before the end of an inline table."""
    if bare[column : column + 1] == "}" and bare[:column].rstrip().endswith(","):
        return "花括号里最后一项的后面不能有逗号"
    if bare[column : column + 1] == "]" and bare.lstrip().startswith("["):
        return "方括号没有成对"
    rest = written[column:].strip()
    if rest and "=" in bare[:column] and not bare[:column].rstrip().endswith(("=", "[", ",", "{")):
        return f"值的后面多了“{shown(rest)}”；一行只写一项，文字、算式和百分比要加引号"
    return None


def _again(_bare: str, written: str, _column: int) -> str | None:
    """Only asked where something stands twice: what it is."""
    found = NAMED.match(written)
    name = found[1].strip().strip("\"'") if found else ""
    return f"“{shown(name)}”前面已经写过了，同一处不能写两次" if name else None


Look = Callable[[str, str, int], str | None]
LOOKS: tuple[Look, ...] = (
    _note,
    _quotes,
    _unseen,
    _control,
    _number,
    _colon,
    _line_end,
    _full_width,
    _word,
    _left_over,
)
NARROWER: tuple[tuple[tuple[str, ...], tuple[Look, ...]], ...] = (  # where the reader knows already what it is about
    (("Cannot overwrite", "Cannot declare"), (_again,)),
    (("Expected ']",), (_quotes, _unseen, _full_width)),
    (("Unescaped", "Invalid hex", "Escaped", "Invalid date", "Duplicate", "Cannot"), ()),
)
