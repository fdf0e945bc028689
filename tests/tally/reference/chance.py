"""Chance from a seed, and texts as a scheme file holds them."""

from __future__ import annotations

import json
import random

FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),<>=!+-*/%._"} | {ord(" "): 0x3000}


class Chance(random.Random):
    """A source of chance that can say yes so many times in a hundred."""

    def likely(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.random() < share


def quoted(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False)


def keys(**values: str | None) -> str:
    """Lines of a TOML table, those that are None left out; values are written already."""
    return "".join(f"{key} = {value}\n" for key, value in values.items() if value is not None)
