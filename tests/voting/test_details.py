"""Details of a meeting: each is stored, typed, shown and handed on, whichever there are."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from tests.voting.desk_visitor import open_desk
from tests.voting.meetings import ADDRESS, make_officers
from voting.app import make_app
from voting.details import PLAIN, Details, PlainDetail
from voting.errors import BadInput
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.preparation.copying import copy_meeting
from voting.meeting.preparation.drafting import details_of, new_meeting
from voting.storage.registry import Meeting
from voting.views.desk.details import DetailsForm

NAMES = [each.name for each in fields(Details)]
TYPED: dict[str, Any] = {plain.name: 3 if plain.is_number else f"{plain.label}甲" for plain in PLAIN}
HELD = Details(
    "述职评议会", held_on=date(2026, 12, 26), live=False, remarks=False, k=7, round_plan="table", address=ADDRESS
)
FULL = replace(HELD, **TYPED)


def test_every_detail_has_a_column_and_every_plain_one_its_line() -> None:
    assert set(NAMES) <= set(inspect(Meeting).columns.keys())
    assert {plain.name for plain in PLAIN} < set(NAMES)
    assert [name for name in NAMES if getattr(FULL, name) == getattr(Details(""), name)] == []


def test_every_detail_is_kept_and_handed_on_but_title_and_date(either_house: House) -> None:
    secretary = make_officers(either_house)["secretary"]
    kept = new_meeting(either_house, secretary, FULL).id
    copied = copy_meeting(either_house, secretary, kept, "明年的会").id
    with either_house.reading() as session:
        assert details_of(find_meeting(session, kept)) == FULL
        assert details_of(find_meeting(session, copied)) == replace(FULL, title="明年的会", held_on=None)


@pytest.mark.parametrize("plain", PLAIN, ids=lambda plain: plain.name)
def test_a_plain_detail_is_asked_for_and_held_to_its_bounds(house: House, plain: PlainDetail) -> None:
    secretary = make_officers(house)["secretary"]
    wrong: dict[str, Any] = {plain.name: -1 if plain.is_number else "长" * (plain.most + 1)}
    with pytest.raises(BadInput) as refused:
        new_meeting(house, secretary, replace(FULL, **wrong))
    assert list(refused.value.fields) == [plain.name]
    assert str(plain.label) in refused.value.fields[plain.name]


def test_every_plain_detail_has_a_field_in_the_form_and_a_line_when_it_is_frozen(house: House) -> None:
    desk = open_desk(house)
    with make_app(house).test_request_context():
        assert {plain.name for plain in PLAIN} <= set(DetailsForm(meta={"csrf": False})._fields)
    assert all(f'name="{plain.name}"' in desk.client.get(f"/desk/{desk.meeting_id}/details").text for plain in PLAIN)
    desk.complete()
    desk.send("freeze")
    assert all(str(plain.label) in desk.get("details") for plain in PLAIN)


@pytest.mark.parametrize("plain", PLAIN, ids=lambda plain: plain.name)
def test_a_plain_detail_is_given_by_a_test_of_its_own(plain: PlainDetail) -> None:
    others = [path for path in Path(__file__).parent.rglob("*.py") if path != Path(__file__)]
    given = re.compile(rf'"{plain.name}": |\b{plain.name}=')
    assert any(given.search(path.read_text(encoding="utf-8")) for path in others if "asked_" not in path.name)
