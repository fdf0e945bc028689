"""The page for those who vote names what really stands on their phones."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_button_and_word_that_the_page_quotes_is_on_the_phone() -> None:
    page = (ROOT / "docs/for-voters.md").read_text(encoding="utf-8")
    steps = page.partition("## 系统不知道什么")[0]
    phone = (ROOT / "static/built/phone/phone.js").read_text(encoding="utf-8")
    quoted = set(re.findall("“([^”]+)”", steps)) - {"扫一扫"}  # 扫一扫 is WeChat's
    assert len(quoted) >= 6
    assert {words for words in quoted if f'"{words}"' not in phone} == set()


def test_the_page_opens_with_the_promise_word_for_word() -> None:
    page = (ROOT / "docs/for-voters.md").read_text(encoding="utf-8")
    promise = re.search(r"^\*\*(.+)\*\*$", page, re.MULTILINE)
    assert promise is not None
    assert "查不出来" in promise[1]
    assert f'"{promise[1]}"' in (ROOT / "static/built/phone/phone.js").read_text(encoding="utf-8")
