"""Marking the fixed words of the house for translation, where they stand.

What knows no Flask writes Chinese; a page says it in the reader's language. `voting.translations.refresh` reads every
text inside `word(…)` into the catalogues, so a word needs no second list to be translated.
"""

from __future__ import annotations

from dataclasses import dataclass


class Word(str):
    """A text of ours, to be said in the language of whoever reads it; as it stands it is Chinese."""

    __slots__ = ()


def word(text: str) -> Word:
    """Mark a text for translation."""
    return Word(text)


@dataclass(frozen=True)
class Said:
    """Words that bring their English with them, as those of a paper do; `{people}` is the number of appraisees."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh
