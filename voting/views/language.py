"""The language of a page: Chinese unless the visitor chose English."""

from __future__ import annotations

from flask import request

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}


def choose_language() -> str:
    """The locale of this request, from the `language` cookie that the switch sets; nothing else is read from it."""
    return LANGUAGES.get(request.cookies.get("language", "zh"), "zh_Hans_CN")
