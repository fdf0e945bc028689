"""A secretary at the desk, without a browser: sends forms, reads pages as text."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from tests.voting.meetings import make_officers
from voting.app import make_app
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.storage.registry import Meeting, Officer


class Compiled(BytecodeCache):
    """Templates compiled once for all tests: it takes longer than everything else a page does."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept of this template."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that has just been compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()
FAR = {"REMOTE_ADDR": "192.168.1.77"}  # another computer in the room


def app_of(house: House) -> Flask:
    """The application as it is served, with CSRF off: one test of its own holds that it is on."""
    app = make_app(house)
    app.jinja_env.bytecode_cache = COMPILED
    app.config.update(WTF_CSRF_ENABLED=False, ADDRESS="http://192.168.1.20:8080")
    return app


def read(answer: TestResponse) -> str:
    """What a person reads on a page: no tags, no scripts, one space between words."""
    page = re.sub(r"<(script|template|style)\b.*?</\1>", " ", answer.get_data(as_text=True), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def written(answer: TestResponse) -> str:
    """The page as it is written, on one line: how a template is laid out is nobody's promise."""
    return " ".join(answer.get_data(as_text=True).split()).replace(" >", ">")


def log_in(client: FlaskClient, who: Officer) -> FlaskClient:
    """The client with this officer's session."""
    with client.session_transaction() as session:
        session["officer"], session["stamp"] = who.id, who.password_hash[-12:]
    return client


@dataclass
class Desk:
    """A logged-in secretary and one draft meeting."""

    house: House
    client: FlaskClient
    staff: Mapping[str, Officer]
    meeting_id: int

    def get(self, page: str, status: int = 200) -> str:
        """Read a page of the meeting."""
        answer = self.client.get(f"/desk/{self.meeting_id}/{page}")
        assert answer.status_code == status, read(answer)
        return read(answer)

    def raw(self, page: str) -> str:
        """The page as it is written, to look into its fields."""
        return written(self.client.get(f"/desk/{self.meeting_id}/{page}"))

    def send(self, page: str, data: Mapping[str, object] | None = None, status: int = 302) -> str:
        """Send a form of the meeting; after a redirect, read where it leads."""
        answer = self.client.post(f"/desk/{self.meeting_id}/{page}", data=data or {})
        assert answer.status_code == status, read(answer)
        return read(self.client.get(answer.location)) if status == 302 else written(answer)

    def meeting(self) -> Meeting:
        """The meeting as it is stored, with its people and seats."""
        with self.house.reading() as session:
            meeting = find_meeting(session, self.meeting_id)
            assert len(meeting.appraisees) + len(meeting.seats) + len(meeting.rounds) >= 0  # loaded
            session.expunge_all()
            return meeting

    def take_scheme(self, name: str = "three-sheet") -> None:
        """Choose a shipped scheme."""
        self.send("scheme/choose", {"name": name})

    def type_people(self, *names: str) -> None:
        """Save people who have nothing but a name."""
        self.send("people", people_form([{"name": name} for name in names]))

    def complete(self, name: str = "three-sheet") -> None:
        """Everything that a freeze asks for."""
        self.send("details", details_form())
        self.take_scheme(name)
        self.send("scheme/parameters", {"parameter/好的比例": "50%"})
        self.type_people("第一支部书记", "第二支部书记")
        self.send("seats/numbers", {"number/A": "5", "number/B": "5", "number/C": "10"})


def open_desk(house: House, title: str = "年度述职评议会议") -> Desk:
    """A secretary who has begun a meeting."""
    staff = make_officers(house)
    client = log_in(app_of(house).test_client(), staff["secretary"])
    made = client.post("/desk/new", data={"title": title, "source": "0"})
    return Desk(house, client, staff, int(made.location.split("/")[2]))


def details_form(**changes: str) -> dict[str, str]:
    """会议信息 as the page sends it."""
    typed = {
        "title": "年度述职评议会议",
        "held_on": "2026-12-26",
        "expected": "20",
        "round_plan": "speakers",
        "shown": "live",
        "remarks": "y",
        "k": "5",
        "address": "192.168.1.20:8080",
    }
    return typed | changes


def people_form(rows: list[dict[str, str]]) -> dict[str, list[str]]:
    """The table of appraisees as the page sends it."""
    columns = ("code", "name", "unit", "post", "group", "in_writing")
    return {column: [row.get(column, "") for row in rows] for column in columns}


def workbook(sheets: Mapping[str, list[list[object]]]) -> tuple[io.BytesIO, str]:
    """A filled-in workbook as an upload."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return io.BytesIO(content.getvalue()), "名单.xlsx"


def rows_of(content: bytes, sheet: str) -> list[list[str]]:
    """The rows of one sheet of a workbook that was downloaded."""
    book = load_workbook(io.BytesIO(content))
    return [["" if cell is None else str(cell) for cell in row] for row in book[sheet].iter_rows(values_only=True)]
