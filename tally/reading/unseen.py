"""Signs that nobody sees on the screen, by name, so that a fault can show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "\0": "空字符",
    "\t": "制表符",
    "\n": "换行",
    "\r": "回车",
    "\u00a0": "不换行空格",
    "\u00ad": "软连字符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字符",
    "\u200d": "零宽连字符",
    "\u2060": "词连接符",
    "\u3000": "全角空格",
    "\ufeff": "字节顺序标记",
}
SPACE = " "
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")  # not Co and Cn: a rare character of a name may be new or private
VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


def is_unseen(character: str) -> bool:
    """Whether a character looks like nothing or like a plain space without being one."""
    if character in VARIATION_SELECTORS:
        return True
    return character != SPACE and unicodedata.category(character) in UNSEEN


def sign_name(character: str) -> str:
    """What a sign that nobody sees is called: `零宽空格 U+200B`."""
    name = NAMES.get(character) or ("空白" if unicodedata.category(character) == "Zs" else "控制字符")
    return f"{name} U+{ord(character):04X}"


def unseen_signs(text: str) -> str:
    """The signs in a text that nobody sees, each once, in words; '' where there are none."""
    return "、".join(sign_name(character) for character in dict.fromkeys(text) if is_unseen(character))


def made_visible(text: str) -> str:
    """The text with every sign that nobody sees in brackets: `01〔零宽空格 U+200B〕`."""
    if text.isprintable() and not VARIATION_SELECTORS.intersection(text):
        return text
    return "".join(f"〔{sign_name(character)}〕" if is_unseen(character) else character for character in text)


def without_unseen(text: str) -> str:
    """The text without the signs that nobody sees."""
    return "".join(character for character in text if not is_unseen(character))
