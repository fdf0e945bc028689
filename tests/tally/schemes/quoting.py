"""What a scheme quotes, and the source documents in the spelling of the schemes: simplified, without OCR's noise."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from tests.tally.schemes.sample import HERE, SCHEMES, worked

SOURCES = HERE / "sources"
PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+[)）]")  # 內(nèi)容
HALF_WIDTH = str.maketrans("(),:;∶—–", "（），：；：--")
# What the scan of 004 misread, as the scheme's second reading says, and the page numbers in the middle of its lines.
MISREAD = {
    "冇": "有", "扌II": "扣", "扌口": "扣", "扌111": "扣1", "木单位": "本单位", "木领": "本领", "H报": "日报",
    "人事记": "大事记", "在刖": "在册", "三年未未": "三年未", "及吋": "及时", "Z间": "之间", "亨有": "享有",
    "于部": "干部", "十部": "干部", "骨十": "骨干", "索质": "素质", "1E常": "正常", "纽织": "组织", "班了": "班子",
    "项冃": "项目",
}  # fmt: skip
PAGE_BREAK = re.compile(r"\n+\d、")


@cache
def simplified() -> dict[int, int]:
    """Traditional characters of what is quoted to simplified ones."""
    lines = (SOURCES / "simplified.txt").read_text(encoding="utf-8").splitlines()
    return str.maketrans(*lines[:2])


def plain(text: str) -> str:
    """A text without blanks and quotation marks, in simplified characters and full-width punctuation."""
    text = PINYIN.sub("", text).translate(simplified())
    text = re.sub(r"_{2,}", "党建", text).translate(HALF_WIDTH)
    return re.sub(r"[\s“”\"]", "", text)


def document(text: str) -> str:
    """A source document, its page breaks and misread characters mended, as `plain` has it."""
    text = plain(PAGE_BREAK.sub("", text))
    for read, meant in MISREAD.items():
        text = text.replace(read, meant)
    return text


def document_of(name: str) -> str:
    """The number of the scheme's document, which its sample names."""
    number: str = worked(name)["document"]
    return number


@cache
def source_of(name: str) -> str:
    """The source document that a scheme quotes, or takes its figures from."""
    return document((SOURCES / f"{document_of(name)}.txt").read_text(encoding="utf-8"))


def quoted(name: str) -> list[str]:
    """Every piece of text that a scheme says stands in its source: clauses, 原文 in comments, rubrics, indicators."""
    path = SCHEMES / f"{name}.toml"
    scheme, text = tomllib.loads(path.read_text(encoding="utf-8")), path.read_text(encoding="utf-8")
    kinds = ("rule", "quota", "list", "limit")
    clauses = [entry["clause"] for kind in kinds for entry in scheme.get(kind, []) if "clause" in entry]
    comments = [re.sub(r"\n#\s*", "", one) for one in re.findall(r"# 原文：((?:.|\n# {2,})*)", text)]
    pieces = [piece for text in clauses + comments for piece in text.split("……")]
    pieces += [*_items(name, scheme), *_deductions(scheme), *_indicators(name, scheme)]
    return [found for piece in pieces if (found := plain(piece).rstrip("。"))]


def _items(name: str, scheme: dict[str, Any]) -> list[str]:
    """The lines of a rubric; the bank's one line is made of its three criteria."""
    if name.startswith("bank"):
        return []
    remark = re.compile(r"(……)?（(倒扣另记|以下原文).*?）")
    return [remark.sub("", item["title"]) for sheet in scheme.get("sheet", []) for item in sheet.get("item", [])]


def _deductions(scheme: dict[str, Any]) -> list[str]:
    """What is taken off an item, in the document's words."""
    items = [item for sheet in scheme.get("sheet", []) for item in sheet.get("item", [])]
    return [deduction["title"] for item in items for deduction in item.get("deductions", [])]


def _indicators(name: str, scheme: dict[str, Any]) -> list[str]:
    """The county's indicators: each heading, each line of what is assessed."""
    if name != "party-building-county":
        return []
    found: list[str] = []
    for title in (one["title"] for one in scheme["record"] if "·" in one["title"]):
        head, _, body = title.partition("：")
        found += re.split("[·、]", re.sub("（.*?）", "", head))
        found += [one for one in re.split(r"；(?=\d\.)", body) if "原文缺页" not in one]
    return [*found, *{record["department"] for record in scheme["record"] if "department" in record}]
