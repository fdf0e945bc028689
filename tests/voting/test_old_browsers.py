"""What phones, tablets and tellers load is spelled as a WebView of 2018 and an iPhone of iOS 14 read it.

esbuild keeps the grammar to ES2018; that lets through what those browsers lack in their libraries, in regular
expressions (iOS learnt to look behind in 2023), and in style sheets. A call may stand where the code asks first.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BUILT = Path(__file__).parents[2] / "static" / "built"
SCRIPTS = ("phone/phone.js", "phone/gate.js", "kiosk/tablet.js", "kiosk/paper.js", "kiosk/gate.js")
STYLES = ("ballot/ballot.css", "kiosk/kiosk.css")
TOO_NEW_IN_SCRIPTS = {
    "lookbehind": r"\(\?<[=!]",
    "optional chaining": r"\w\?\.[\w\[(]",
    "nullish": r"\?\?",
    "BigInt literal": r"(?<![\w.\"#])\d+n\b",
    "replaceAll": r"\.replaceAll\(",
    "flat": r"\.flat(Map)?\(",
    "fromEntries": r"fromEntries",
    "matchAll": r"\.matchAll\(",
    "allSettled, any": r"Promise\.(allSettled|any)\b",
    "structuredClone": r"structuredClone",
    "globalThis": r"globalThis",
    "replaceChildren": r"\.replaceChildren\(",
    "AbortSignal.timeout": r"AbortSignal\.",
    "randomUUID": r"randomUUID",
    "crypto.subtle": r"crypto\.subtle",
}
TOO_NEW_IN_STYLES = {
    "gap": r"(?<!-)\b(row-|column-)?gap:",
    "inset": r"\binset:",
    "aspect-ratio": r"aspect-ratio:",
    "clamp, min, max": r"\b(clamp|min|max)\(",
    "is, where, has": r":(is|where|has)\(",
    "focus-visible": r":focus-visible",
    "dvh": r"\d[dsl]vh\b",
    "color-mix": r"color-mix\(",
    "layers, containers": r"@(layer|container)\b",
    "nesting": r"^\s*&",
}


def without_comments(path: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (BUILT / path).read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", SCRIPTS)
def test_scripts_ask_nothing_that_an_old_phone_lacks(path: str) -> None:
    script = without_comments(path)
    found = {name: re.findall(f".{{0,30}}{pattern}", script) for name, pattern in TOO_NEW_IN_SCRIPTS.items()}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("path", STYLES)
def test_styles_ask_nothing_that_an_old_phone_lacks(path: str) -> None:
    styles = without_comments(path)
    found = {name: re.findall(pattern, styles, re.MULTILINE) for name, pattern in TOO_NEW_IN_STYLES.items()}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("path", ["phone/gate.js", "kiosk/gate.js"])
def test_the_gate_is_written_for_the_oldest(path: str) -> None:
    script = without_comments(path)
    assert re.findall(r"=>|`|\b(?:let|const|class|async|await|import|export)\s", script) == []
