"""Two windows on one page of the desk: the older one does not take back in silence what the newer has saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.voting.counted import counted, hands
from tests.voting.desk_visitor import Desk, app_of, details_form, log_in, open_desk
from voting.meeting.finding import find_meeting, scheme_of
from voting.meeting.house import House
from voting.meeting.outcome.confirming import opinions
from voting.meeting.preparation.recording import entered_records

CHANGED = "没有保存：这一页打开以后，内容在别处又改过"


@dataclass(frozen=True)
class Form:
    """A form of the desk: the page it stands on, where it is sent, and its one field that the two windows differ in."""

    page: str
    action: str
    field: str
    theirs: str
    mine: str


def details(desk: Desk) -> str:
    return desk.meeting().place


def parameters(desk: Desk) -> str:
    return desk.meeting().settings["好的比例"]


def weights(desk: Desk) -> str:
    with desk.house.reading() as session:
        weight = scheme_of(find_meeting(session, desk.meeting_id)).classes[0].weight
    return str(int((weight or 0) * 100))


def records(desk: Desk) -> str:
    with desk.house.reading() as session:
        return entered_records(session, find_meeting(session, desk.meeting_id))["01", "问责"]


FORMS = [
    ("three-sheet", Form("details", "details", "place", "二号会议室", "三号会议室"), details),
    ("three-sheet", Form("scheme", "scheme/parameters", "parameter/好的比例", "40%", "30%"), parameters),
    ("three-sheet", Form("scheme", "scheme/weights", "weight/A", "50", "20"), weights),
    ("four-grade", Form("records", "records", "01/问责", "是", "否"), records),
]


def seen(shown: str, action: str) -> str:
    """The mark in the form that is sent there."""
    marked = [one for one in shown.split("<form")[1:] if 'name="seen"' in one]
    form = next((one for one in marked if f'/{action}"' in one.partition(">")[0]), marked[0])
    return form.partition('name="seen" value="')[2].partition('"')[0]


def filled(form: Form, value: str) -> dict[str, str]:
    """The form as the page sends it with this value in the field."""
    if form.page == "details":
        return details_form(**{form.field: value})
    if form.field == "weight/A":
        return {"weight/A": value, "weight/B": str(90 - int(value)), "weight/C": "10"}
    return {form.field: value}


@pytest.mark.parametrize(("scheme", "form", "stored"), FORMS, ids=[form.action for _, form, _ in FORMS])
def test_what_was_saved_meanwhile_is_not_overwritten_unasked(
    house: House, scheme: str, form: Form, stored: Callable[[Desk], str]
) -> None:
    desk = open_desk(house)
    desk.take_scheme(scheme)
    desk.type_people("第一支部书记")
    before = seen(desk.raw(form.page), form.action)
    desk.send(form.action, filled(form, form.theirs) | {"seen": before})
    refused = desk.send(form.action, filled(form, form.mine) | {"seen": before}, status=400)
    assert CHANGED in refused
    assert f'value="{form.mine}"' in refused  # what was typed stays
    assert stored(desk) == form.theirs
    desk.send(form.action, filled(form, form.mine) | {"seen": seen(refused, form.action)})
    assert stored(desk) == form.mine


def test_a_fault_in_the_form_does_not_take_the_question_away(house: House) -> None:
    desk = open_desk(house)
    before = seen(desk.raw("details"), "details")
    desk.send("details", details_form(place="二号会议室") | {"seen": before})
    refused = desk.send("details", details_form(title="") | {"seen": before}, status=400)
    assert CHANGED in refused
    again = desk.send("details", details_form(title="") | {"seen": seen(refused, "details")}, status=400)
    assert CHANGED not in again
    assert "请填写会议名称" in again
    assert details(desk) == "二号会议室"


def test_weights_set_meanwhile_do_not_make_the_parameters_ask(house: House) -> None:
    desk = open_desk(house)
    desk.take_scheme()
    before = seen(desk.raw("scheme"), "scheme/parameters")
    desk.send("scheme/weights", {"weight/A": "40", "weight/B": "30", "weight/C": "30"})
    desk.send("scheme/parameters", {"parameter/好的比例": "30%", "seen": before})
    assert parameters(desk) == "30%"


def test_parameters_of_another_scheme_chosen_meanwhile_are_not_set_unasked(house: House) -> None:
    desk = open_desk(house)
    desk.take_scheme()
    before = seen(desk.raw("scheme"), "scheme/parameters")
    desk.take_scheme("four-grade")
    refused = desk.send("scheme/parameters", {"parameter/好的比例": "30%", "seen": before}, status=400)
    assert CHANGED in refused
    assert desk.meeting().settings == {}


def test_an_opinion_written_in_another_window_is_not_overwritten_unasked(house: House) -> None:
    meeting = counted(house, [hands(20, 0), hands(0, 20)])
    meeting.release()
    desk = log_in(app_of(house).test_client(), meeting.room.officers["secretary"])
    path = f"/desk/{meeting.id}/opinions/1"
    before = seen(desk.get(path).get_data(as_text=True), "opinions/1")
    other = seen(desk.get(f"/desk/{meeting.id}/opinions/2").get_data(as_text=True), "opinions/2")
    desk.post(path, data={"strengths": "甲写的", "seen": before})
    answer = desk.post(path, data={"strengths": "乙写的", "seen": before, "then": "next"})
    refused = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert CHANGED in refused
    assert "乙写的" in refused

    def written() -> str:
        with house.reading() as session:
            return opinions(session, find_meeting(session, meeting.id))["01"].strengths

    assert written() == "甲写的"
    assert desk.post(path, data={"strengths": "乙写的", "seen": seen(refused, "opinions/1")}).status_code == 302
    assert written() == "乙写的"
    others = f"/desk/{meeting.id}/opinions/2"
    assert desk.post(others, data={"strengths": "丙写的", "seen": other}).status_code == 302  # each has his own mark
