"""Asked where docs/changing/detail.md has been followed: the detail is typed, checked, shown, printed and archived.

No test of this tree: tests/changing/test_detail.py runs it in a copy that has the guide's patch in it.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from tests.voting.counted import counted, hands
from tests.voting.desk_visitor import open_desk
from tests.voting.meetings import DETAILS
from tests.voting.paper_reading import docx_text
from tests.voting.test_desk_results import BODY, MINUTES, results, ruled
from voting.app import make_app
from voting.meeting.house import House

LINE = "法定人数15人，实到20人。"

QUORUM = "quorum"  # by name: it is a field of the copy of the tree that these tests are run in, and not of this one
QUORUM_OF_15: dict[str, Any] = {QUORUM: 15}


def test_the_desk_asks_for_it_and_says_what_is_wrong_before_the_freeze(house: House) -> None:
    desk = open_desk(house)
    assert "到会不足此数不能开会；写进报告单" in desk.get("details")
    desk.complete()
    with house.reading():
        assert "法定人数" not in desk.get("")
    with house.writing() as session:
        setattr(session.merge(desk.meeting()), QUORUM, 1000)
    assert "法定人数1000人，座位只有" in desk.get("")
    desk.client.set_cookie("language", "en")
    assert "The quorum is 1000" in desk.get("")


def test_the_report_prints_it_and_the_archive_keeps_the_report(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.voting.counted.DETAILS", replace(DETAILS, **QUORUM_OF_15))
    held = counted(house, [hands(16, 4), hands(10, 10)])
    held.release()
    desk, page = held.visitor(make_app(house)), f"/desk/{held.id}/papers"
    for number, grade in ((1, "好"), (2, "较好")):
        desk.post(results(held, f"/{number}"), data=ruled(grade))
    desk.post(results(held, "/rest"), data={"decided_by": BODY, "document": MINUTES})
    assert desk.post(results(held, "/confirm")).status_code == 302
    assert LINE in docx_text(desk.post(f"{page}/report").get_data())
    with zipfile.ZipFile(io.BytesIO(desk.post(f"{page}/archive").get_data())) as archive:
        (report,) = (name for name in archive.namelist() if "报告单" in name and name.endswith(".docx"))
        assert LINE in docx_text(archive.read(report))
