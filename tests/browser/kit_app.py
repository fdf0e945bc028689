"""A small server that shows the kit's components as the program's pages do: strict CSP, CSRF, translations.

Nothing of the program runs behind it; what a page of the program looks like is tested beside that page.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, Response, flash, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.file import FileField
from markupsafe import Markup
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, NumberRange

from tests.actors.serving import serving
from voting.meeting.showing.results import PEOPLE_A_PICTURE
from voting.views.access import POLICY
from voting.views.words import word_pages

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = [
    "场党委书记",
    *(f"第{number}党支部书记" for number in "一二三四五六七八九"),
    "机关第一党支部书记",
    "牧业连党支部书记",
    "欧阳买买提·阿卜杜热合曼",
]


class PersonForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """One field of every kind a page of the desk uses."""

    name = StringField("姓名", [DataRequired("请填写姓名")], description="与任职文件一致；同名的人请在后面加单位")
    unit = StringField("单位")
    seats = IntegerField("席位数", [NumberRange(1, 999, "请填 1 到 999 之间的整数")])
    group = SelectField(
        "分组",
        choices=[SelectChoice("", "不分组"), SelectChoice("农村", "农村"), SelectChoice("社区", "社区和其他领域")],
    )
    mode = RadioField(
        "投票方式",
        [DataRequired("请选一种")],
        choices=[SelectChoice("each", "一人一轮"), SelectChoice("all", "最后一轮一起评")],
    )
    in_writing = BooleanField("书面述职，不上台")
    remark = TextAreaField("备注")
    roster = FileField("花名册")


@dataclass
class Line:
    """What the stream of the gallery sends, and whether it and the poll are up."""

    state: dict[str, Any]
    stream_up: bool = True
    state_up: bool = True
    changed: threading.Condition = field(default_factory=threading.Condition)

    def put(self, **changes: Any) -> None:
        """Change the state (and `stream_up`, `state_up`) and wake every stream."""
        with self.changed:
            self.stream_up = changes.pop("stream_up", self.stream_up)
            self.state_up = changes.pop("state_up", self.state_up)
            self.state = {**self.state, **changes, "version": self.state["version"] + 1}
            self.changed.notify_all()


def make_app(line: Line) -> Flask:
    """The gallery's app; `line` is what its live page shows."""
    app = Flask("gallery", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="gallery", TESTING=True)
    Babel(app, default_locale="zh_Hans_CN")
    CSRFProtect(app)
    app.after_request(secured)
    app.context_processor(frame)
    word_pages(app)
    app.add_url_rule("/", view_func=gallery)
    app.add_url_rule("/screen/<kind>", view_func=screen)
    app.add_url_rule("/live", view_func=live)
    app.add_url_rule("/fragment", view_func=fragment)
    app.add_url_rule("/sent", view_func=sent, methods=["POST"])
    app.add_url_rule("/favicon.ico", view_func=lambda: Response(status=204), endpoint="favicon")
    app.add_url_rule("/stream", view_func=lambda: stream(line), endpoint="stream")
    app.add_url_rule("/state", view_func=lambda: state(line), endpoint="state")
    return app


def secured(answer: Response) -> Response:
    """The policy that every page of the program lives with."""
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def frame() -> dict[str, Any]:
    """What the frame of a page shows, with a title as long as they come."""
    title = "红星农场2026年度党组织书记抓基层党建、落实党风廉政建设和意识形态责任制述职评议考核会议"
    return {
        "meeting": SimpleNamespace(title=title, state="in_session", organisation="中共红星农场委员会"),
        "officer": SimpleNamespace(name="组织科干事", role="secretary"),
        "logout_url": "/sent",
        "language_url": "/sent",
        "app_version": "0.1.0",
    }


def gallery() -> str:
    """Every component on one page; the form as it comes back with faults."""
    form = PersonForm(
        data={"name": "", "unit": "第五党支部", "seats": 0, "group": "社区", "remark": "<b>原样</b>"},
        meta={"csrf": False},
    )
    form.validate()
    flash("已导入 13 人", "success")
    return render_template("_gallery.html", form=form, page_url="?page={}".format)


def screen(kind: str) -> str:
    """One page of the projector; a result shows as many people as one picture of it holds."""
    people = [(number, name) for number, name in enumerate(PEOPLE, start=1)]
    if kind == "result":
        people = people[-PEOPLE_A_PICTURE:]
    return render_template("_gallery_screen.html", kind=kind, people=people)


def live() -> str:
    """A page that is bound to the stream."""
    return render_template("_gallery_live.html")


def fragment() -> str:
    """A piece of HTML for the live page to swap in."""
    return Markup('<details id="more"><summary>更多</summary><p>片段</p></details>')


def sent() -> str:
    """What a form was sent with, as text."""
    return json.dumps(request.form.to_dict(), ensure_ascii=False)


def stream(line: Line) -> Response:
    """The whole state at once and at every change, until the line goes down."""
    if not line.stream_up:
        return Response(status=503)

    def events() -> Iterator[str]:
        last = None
        while line.stream_up:
            if line.state["version"] != last:
                last = line.state["version"]
                yield f"id: {last}\nevent: state\ndata: {json.dumps(line.state, ensure_ascii=False)}\n\n"
            with line.changed:
                line.changed.wait(0.2)
            yield ": heartbeat\n\n"

    return Response(events(), mimetype="text/event-stream")


def state(line: Line) -> Response:
    """The state, or 304 where the reader has it."""
    if not line.state_up:
        return Response(status=503)
    answer = Response(json.dumps(line.state, ensure_ascii=False), mimetype="application/json")
    answer.set_etag(str(line.state["version"]))
    answer.make_conditional(request)
    return answer


@contextmanager
def serve(line: Line) -> Iterator[str]:
    """Serve the gallery on a free port; yields its address."""
    with serving(make_app(line), "127.0.0.1") as address:
        try:
            yield address
        finally:
            line.put(stream_up=False)
