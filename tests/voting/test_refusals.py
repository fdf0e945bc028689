"""Refusals: every code that is raised stands in one table, every entry is raised, the values are its placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_babel import force_locale

from tests.voting.meetings import DETAILS, make_officers, make_room
from voting import errors
from voting.app import make_app
from voting.errors import BadInput, CardRefused, Refused, WrongState
from voting.meeting.acts import ACTS
from voting.meeting.house import House
from voting.meeting.preparation.drafting import new_meeting
from voting.meeting.preparation.roster import AppraiseeRow, save_appraisees
from voting.meeting.session import rounds
from voting.papers.masters import MasterFault
from voting.refusals.phones import HEARD_AS
from voting.refusals.sentence import ROOMS, SENTENCES, Sentence, one_after_another
from voting.roles import Role
from voting.views.words import told

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = {kind.__name__ for kind in (*Refused.__subclasses__(), Refused)}
SAYING = KINDS | {"Sentence", "_bad"}
BESIDE = {"fields", "lines"}  # not values of the sentence
# Whose code is not written where it is raised: an act's own refusals, from the table of acts; and what a use-case
# passes on, held at its callers.
PASSED_ON = {("acts.py", "act.reserved"), ("acts.py", "act.elsewhere[state]"), ("casting.py", "what")}


def sources() -> list[Path]:
    """The code that may refuse."""
    files = sorted((ROOT / "voting").rglob("*.py"))
    return [path for path in files if path.parent.name != "refusals" and path.name != "errors.py"]


def saying() -> Iterator[tuple[Path, ast.Call]]:
    """Every call that says a sentence by its code."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING and node.args:
                yield path, node


def codes_of(said: ast.expr) -> list[str]:
    """The codes an argument may be: one, or one of two."""
    if isinstance(said, ast.IfExp):
        return [*codes_of(said.body), *codes_of(said.orelse)]
    return [said.value] if isinstance(said, ast.Constant) and isinstance(said.value, str) else []


def placeholders(code: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", SENTENCES[code]))


def test_every_code_that_is_said_is_in_a_table() -> None:
    said = [(path.name, code) for path, call in saying() for code in codes_of(call.args[0])]
    assert len(said) > 150
    assert MasterFault.__name__ in KINDS
    assert [(name, code) for name, code in said if code not in SENTENCES] == []


def test_a_code_is_written_where_it_is_said() -> None:
    elsewhere = {(path.name, ast.unparse(call.args[0])) for path, call in saying() if not codes_of(call.args[0])}
    assert elsewhere == PASSED_ON


def test_every_entry_of_the_tables_is_said_somewhere() -> None:
    constants = {
        node.value
        for path in [*sources(), ROOT / "voting" / "refusals" / "sentence.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(SENTENCES) - constants == set()


def test_no_code_stands_in_two_tables() -> None:
    assert len(SENTENCES) == sum(map(len, ROOMS))


def test_the_values_given_are_the_placeholders_of_the_sentence() -> None:
    wrong = [
        (path.name, code, ast.unparse(call))
        for path, call in saying()
        for code in codes_of(call.args[0])
        if not any(word.arg is None for word in call.keywords)
        and {word.arg for word in call.keywords} - BESIDE != placeholders(code)
    ]
    assert wrong == []


def test_what_the_table_of_acts_refuses_with_is_said_without_values() -> None:
    own = {act.reserved for act in ACTS} | {code for act in ACTS for code in act.elsewhere.values()}
    assert {code for code in own if placeholders(code)} == {"role_may_not"}


def test_what_phones_hear_is_a_code_of_the_tables() -> None:
    assert set(HEARD_AS) - set(SENTENCES) == set()
    assert CardRefused("no_such_card").code == "unknown_card"
    assert CardRefused("card_is_void").code == CardRefused("kiosk_card_is_void").code == "void_card"


def test_an_unknown_code_or_a_missing_value_is_no_sentence() -> None:
    with pytest.raises(KeyError):
        Sentence("no such code")
    with pytest.raises(KeyError):
        Sentence("at_row", row=1)


def test_a_sentence_within_a_sentence_is_said_in_one_language(house: House) -> None:
    fault = one_after_another(Sentence("number_missing"), Sentence("texts_too_long", titles=("单位", "职务")))
    said = Sentence("at_row", row=3, fault=fault)
    assert said == "第3行：请填写编号。单位、职务太长。"
    with make_app(house).test_request_context(), force_locale("en"):
        assert told(said) == "Row 3: Please enter the ID. Too long: 单位, 职务."


def test_a_refusal_is_said_in_the_language_of_the_page(house: House) -> None:
    room = make_room(house, people=1)
    with pytest.raises(WrongState, match="会议现处于“就绪”，此操作只能在“起草”时进行。") as refused:
        save_appraisees(house, room.officers["secretary"], room.meeting_id, [])
    with make_app(house).test_request_context(), force_locale("en"):
        assert told(refused.value.message) == (
            "The meeting now stands at 'Ready'; this can only be done while it stands at 'Draft'."
        )


def test_the_rows_of_a_refused_list_are_said_in_the_language_of_the_page(house: House) -> None:
    secretary = make_officers(house)["secretary"]
    draft = new_meeting(house, secretary, DETAILS).id
    with pytest.raises(BadInput) as refused:
        save_appraisees(house, secretary, draft, [AppraiseeRow("01", "甲"), AppraiseeRow("01", "乙")])
    assert refused.value.lines == ("第2行：编号“01”与第1行重复。",)
    with make_app(house).test_request_context(), force_locale("en"):
        assert list(map(told, refused.value.lines)) == ["Row 2: The ID '01' stands in row 1 too."]


def test_an_english_page_shows_a_refusal_in_english(house: House) -> None:
    room = make_room(house, people=1)
    app = make_app(house)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    who, client = room.officers["chair"], app.test_client()
    client.set_cookie("language", "en")
    with client.session_transaction() as cookie:
        cookie["officer"], cookie["stamp"] = who.id, who.password_hash[-12:]
    client.post(f"/chair/{room.meeting_id}/rounds/1/open")
    page = client.get(f"/chair/{room.meeting_id}").text
    assert "this can only be done while it stands at" in page
    assert "会议现处于" not in page


def test_who_may_not_is_told_who_may(house: House) -> None:
    room = make_room(house, people=1)
    with pytest.raises(errors.NotAllowed, match=r"^宣布开会须由主持人登录后操作。$"):
        rounds.begin(house, room.officers[Role.SECRETARY], room.meeting_id, "")
