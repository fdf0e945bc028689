"""The English of the pages: every message of the code is there, nothing else is, and each keeps its figures."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from flask_babel import force_locale, gettext, ngettext

from tests.voting.meetings import DETAILS, PASSWORD
from voting.app import make_app
from voting.meeting.acts import ACTS
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.officers import hashed, make_first_secretary
from voting.meeting.preparation.drafting import PLANS, new_meeting
from voting.meeting.showing.preparing import steps
from voting.refusals.sentence import COMMA, SENTENCES
from voting.roles import ROLE_TITLES
from voting.states import STATE_TITLES
from voting.translations import refresh
from voting.views.words import told
from voting.words import Word

FIGURE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
CHINESE = re.compile(r"[⺀-鿿、。〈-】！-｠￥]")
CATALOGUES = refresh.catalogues()
Form = tuple[str, str]


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda path: path.parent.parent.name)
def path(request: pytest.FixtureRequest) -> Path:
    """The .po file of each language in turn."""
    return Path(request.param)


@pytest.fixture(scope="module")
def catalogue(path: Path) -> Catalog:
    """What that file holds."""
    return refresh.read(path)


@pytest.fixture(scope="module")
def found() -> Catalog:
    """What the code and the templates ask for now."""
    return refresh.extracted()


def messages(catalogue: Catalog) -> list[Message]:
    """Its messages without the header."""
    return [one for one in catalogue if one.id]


def forms(message: Message) -> list[Form]:
    """Each form of a message beside its translation; the last Chinese form stands for all further ones."""
    sources = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return [(sources[min(place, len(sources) - 1)], text or "") for place, text in enumerate(strings)]


def every_form(catalogue: Catalog) -> list[Form]:
    """All forms of all its messages."""
    return [form for one in messages(catalogue) for form in forms(one)]


def test_english_is_there() -> None:
    assert [path.parent.parent.name for path in CATALOGUES] == ["en"]


def test_the_catalogue_holds_exactly_the_messages_of_the_code(catalogue: Catalog, found: Catalog) -> None:
    held, asked = {one.id for one in messages(catalogue)}, {one.id for one in messages(found)}
    assert asked - held == set(), "run: python -m voting.translations.refresh"
    assert held - asked == set(), "run: python -m voting.translations.refresh"


def test_the_places_of_the_messages_are_up_to_date(catalogue: Catalog, found: Catalog) -> None:
    places = {one.id: {place for place, _ in one.locations} for one in messages(catalogue)}
    assert places == {one.id: {place for place, _ in one.locations} for one in messages(found)}


def test_every_message_is_translated_and_none_is_fuzzy(catalogue: Catalog) -> None:
    assert [one.id for one in refresh.untranslated(catalogue)] == []


def test_nothing_obsolete_is_kept(catalogue: Catalog, path: Path) -> None:
    assert catalogue.obsolete == {}
    assert "\n#~" not in path.read_text(encoding="utf-8")


def test_every_figure_of_a_message_stands_in_its_translation_once_as_often(catalogue: Catalog) -> None:
    differing = [
        form for form in every_form(catalogue) if Counter(FIGURE.findall(form[0])) != Counter(FIGURE.findall(form[1]))
    ]
    assert differing == []


def test_a_percent_sign_is_doubled_in_both(catalogue: Catalog) -> None:
    single = [form for form in every_form(catalogue) for text in form if "%" in FIGURE.sub("", text).replace("%%", "")]
    assert single == []


def test_babel_finds_no_fault_in_the_forms(catalogue: Catalog) -> None:
    assert [(one.id, [str(fault) for fault in faults]) for one, faults in catalogue.check()] == []


def test_no_translation_is_left_in_chinese_or_with_its_punctuation(catalogue: Catalog) -> None:
    assert [text for _, text in every_form(catalogue) if CHINESE.search(text)] == []


def test_a_translation_may_stand_in_an_attribute_and_keeps_narrow_quotes(catalogue: Catalog) -> None:
    # A page does not escape what it marks; and “ ” are as wide as a character in the pages' Chinese typeface.
    assert [text for _, text in every_form(catalogue) if re.search(r'[<>&"“”‘’]', text)] == []


def test_the_compiled_file_says_what_the_catalogue_says(catalogue: Catalog, path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert Counter(every_form(compiled)) == Counter(every_form(catalogue))
    assert compiled.plural_expr == catalogue.plural_expr == "(n != 1)"


def test_refreshing_a_fresh_catalogue_changes_no_byte(path: Path, found: Catalog, tmp_path: Path) -> None:
    copy = tmp_path / path.parent.parent.name / "LC_MESSAGES" / path.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(path.read_bytes())
    assert refresh.refresh(copy, found) == []
    assert copy.read_bytes() == path.read_bytes()
    assert copy.with_suffix(".mo").read_bytes() == path.with_suffix(".mo").read_bytes()


def test_a_new_message_is_named_and_an_old_one_dropped() -> None:
    old, now = Catalog(locale="en"), Catalog()
    old.add("从前的话", "Words of old")
    old.add("留下的话", "Words that stay")
    now.add("留下的话")
    now.add("新的话")
    merged = refresh.merged(old, now)
    assert [one.id for one in refresh.untranslated(merged)] == ["新的话"]
    assert every_form(merged) == [("留下的话", "Words that stay"), ("新的话", "")]
    assert merged.obsolete.keys() == {"从前的话"}


def test_a_plural_with_one_form_missing_is_not_translated() -> None:
    half = Catalog(locale="en")
    half.add(("%(num)d 人", "%(num)d 人"), ("%(num)d person", ""))
    assert len(refresh.untranslated(half)) == 1


def test_every_word_of_the_tables_is_in_the_catalogue(catalogue: Catalog) -> None:
    """What a page says of a use-case: acts, roles, states, plans, and the sentences of refusals and of the set-up."""
    acts = {text for act in ACTS for text in (act.logged, act.title) if text}
    tables = (ROLE_TITLES, STATE_TITLES, PLANS, SENTENCES)
    words = acts | {text for table in tables for text in table.values()} | {COMMA}
    assert {text for text in words if not isinstance(text, Word)} == set(), "a word that is not marked"
    assert words - {one.id for one in messages(catalogue)} == set()


def test_the_steps_of_the_overview_are_said_in_english_too(house: House) -> None:
    secretary = make_first_secretary(house, "mishu", "秘书", hashed(PASSWORD))
    meeting_id = new_meeting(house, secretary, DETAILS).id
    with house.reading() as session:
        found = steps(session, find_meeting(session, meeting_id))
    with make_app(house).test_request_context(), force_locale("en"):
        said = [told(text) for step in found for text in (step.title, step.summary) if step.key != "details"]
    assert len(said) == 8
    assert [text for text in said if CHINESE.search(text)] == []


def test_the_visitors_cookie_chooses_the_language_of_a_page(house: House) -> None:
    client = make_app(house).test_client()
    chinese = client.get("/log-in", follow_redirects=True).text
    client.set_cookie("language", "en")
    english = client.get("/log-in", follow_redirects=True).text
    assert '<html lang="zh-CN"' in chinese
    assert '<html lang="en"' in english
    assert "先建立秘书账号" in chinese
    assert "First make the secretary's account" in english
    assert set(CHINESE.findall(english)) == {"中", "文", "评"}  # the way back to Chinese, and the seal


def test_numbers_take_the_english_plural(house: House) -> None:
    app = make_app(house)
    with app.test_request_context(), force_locale("en"):
        said = [ngettext("%(num)d 人", "%(num)d 人", number) for number in (0, 1, 2)]
        assert gettext("填数字或百分比，如 85 或 30%%", nothing="") == "A number or a percentage, e.g. 85 or 30%"
    assert said == ["0 people", "1 person", "2 people"]
