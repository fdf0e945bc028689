"""A sentence as its code and its values: Chinese as it stands, and in any language by `in_language`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Self

from voting.refusals.house import HOUSE
from voting.refusals.outcome import OUTCOME
from voting.refusals.pages import PAGES
from voting.refusals.papers import PAPERS
from voting.refusals.phones import PHONES
from voting.refusals.preparation import PREPARATION
from voting.refusals.seats import SEATS
from voting.refusals.session import SESSION
from voting.words import Said, Word, word

ROOMS = (HOUSE, PREPARATION, SEATS, SESSION, OUTCOME, PAPERS, PHONES, PAGES)
SENTENCES: Mapping[str, Word] = {code: text for room in ROOMS for code, text in room.items()}
COMMA = word("、")

Value = str | int | Said | tuple["Value", ...]
Translate = Callable[[str | Said], str]


class Sentence(str):
    """One sentence of the tables with its values filled in.

    A value is a text that stands as it is, a whole number, a `Word`, a `Said` or a `Sentence`, to be said in the same
    language, or a tuple of such, which is said with commas. Raises KeyError where the code is in no table or a value is
    missing.
    """

    code: str
    values: Mapping[str, Value]

    def __new__(cls, code: str, /, **values: Value) -> Self:
        """The sentence of this code."""
        made = super().__new__(cls, _filled(SENTENCES[code], values, str))
        made.code, made.values = code, values
        return made


def in_language(said: Value, translate: Translate) -> str:
    """What is said, where `translate` finds the words of a Chinese text, or of one that brings its English with it."""
    if isinstance(said, Sentence):
        return _filled(translate(SENTENCES[said.code]), said.values, translate)
    if isinstance(said, Word | Said):
        return translate(said)
    if isinstance(said, tuple):
        return translate(COMMA).join(in_language(part, translate) for part in said)
    return str(said)


def one_after_another(first: str, then: str) -> str:
    """Two sentences as one."""
    return Sentence("one_after_another", first=first, then=then) if first else then


def _filled(template: str, values: Mapping[str, Value], translate: Translate) -> str:
    return template % {name: in_language(value, translate) for name, value in values.items()}
