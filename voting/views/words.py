"""What the use-cases say, in the reader's language; the filters by which every template asks for words.

Use-cases know no Flask, so their words are Chinese, marked where they stand (`voting.words`) or told by a code and its
values (`voting.refusals`). A word that is in no catalogue, such as an act in the log of an older release, is shown as
it was written.
"""

from __future__ import annotations

from typing import TypeVar

from flask import Flask
from flask_babel import LazyString, get_locale, gettext, lazy_gettext

from voting.grades import tone_of
from voting.refusals.sentence import Sentence, Value
from voting.refusals.sentence import in_language as told_in_language
from voting.roles import ROLE_NAMES, Role
from voting.states import ROUND_TITLES, STATE_TITLES, MeetingState, RoundState
from voting.words import Said, Word

T = TypeVar("T")
STATE_TONES = {  # of the kit's pills
    MeetingState.DRAFT: "",
    MeetingState.READY: "info",
    MeetingState.IN_SESSION: "live",
    MeetingState.COUNTED: "info",
    MeetingState.CONFIRMED: "good",
    MeetingState.SEALED: "good",
}
ROUND_TONES = {
    RoundState.WAITING: "",
    RoundState.OPEN: "live",
    RoundState.CLOSED: "info",
    RoundState.VOID: "bad",
}


def said(word: str) -> str:
    """A fixed word of a use-case, in the language of this page."""
    return str(gettext(word))


def said_later(word: str) -> LazyString:
    """The same where no page is being made yet: the labels of a form."""
    return lazy_gettext(word)


def state_word(state: str) -> str:
    """Where a meeting stands: 起草, 就绪 …"""
    return said(STATE_TITLES[MeetingState(state)])


def round_word(state: str) -> str:
    """Where a round stands: 未开始, 投票中 …"""
    return said(ROUND_TITLES[RoundState(state)])


def role_word(role: str) -> str:
    """Whom an officer is spoken of as: 秘书, 主持人 …"""
    return said(ROLE_NAMES[Role(role)])


def told(said: Value) -> str:
    """A sentence of a use-case with its values, in the language of this page."""
    return told_in_language(said, _translate)


def in_language(words: Said, **values: object) -> str:
    """The words of a paper in the language of this page, its values filled in."""
    locale = get_locale()
    text = words.en if locale and locale.language == "en" else words.zh
    return text.format(**values)


def word_pages(app: Flask) -> None:
    """Give every template these words as filters, and print what the use-cases say in the language of its page."""
    app.jinja_env.finalize = _finalized
    app.jinja_env.globals.update(meeting_states=tuple(MeetingState), officer_roles=tuple(Role))
    app.jinja_env.filters.update(
        in_language=in_language,
        said=said,
        state_word=state_word,
        state_tone=lambda state: STATE_TONES[MeetingState(state)],
        round_word=round_word,
        round_tone=lambda state: ROUND_TONES[RoundState(state)],
        role_word=role_word,
        tone=tone_of,
    )


def _translate(text: str | Said) -> str:
    return in_language(text) if isinstance(text, Said) else said(text)


def _finalized(value: T) -> T | str:
    return told(value) if isinstance(value, Word | Sentence) else value
