"""Every page as a picture, and the HTML behind it: `python -m tests.browser.all_pages FOLDER [--html] [--only WORD]`.

Holds a meeting like the demo's with its own buttons and stops at each state to look at every page that the app's URL
map has for each officer; a second house has a table of long names, two groups and what a committee must study. What
chance made (hashes, codes, times) reads as zeros, so that two runs differ in what is laid out and in nothing else.
A page that reads as it did at an earlier state is taken once. In the end it says which addresses have no picture.

`python -m tests.browser.all_pages --compare BEFORE AFTER` names what is not the same in two such folders.
"""

from __future__ import annotations

import argparse
import logging
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.actors.browsers import chromium
from tests.actors.serving import serving
from tests.browser.kit_app import Line, serve
from tests.browser.test_kit import PICTURES, SIZES, START
from tests.voting.counted import Counted, counted, hands
from tests.voting.desk_visitor import app_of, details_form, people_form, read
from tests.voting.meetings import ADDRESS, on_all_sheets
from tests.voting.python_phone import Directly, Phone
from voting.audience import ROLES, audience_of
from voting.demo import make_demo
from voting.meeting.house import House
from voting.meeting.session.opening import open_house
from voting.storage.registry import Officer

LAPTOP, PHONE, PROJECTOR = (1366, 768), (390, 844), (1920, 1080)
CHANCE = re.compile(  # hashes and codes in all spellings, forms' tokens, dates and times
    r"[0-9a-fA-F]{4}(?: [0-9a-fA-F]{4})+|[0-9a-fA-F]{16,}|(?<=>)(?:[0-9a-f]{8}|[0-9a-f]{4})(?=<)"
    r"|[\w-]{20,}\.[\w-]{6}\.[\w-]{20,}|\d{4}-\d\d-\d\d|\d{4}年\d+月\d+日|\b\d\d:\d\d(?::\d\d)?\b|:\d{5}\b"
    r"|\b[A-Z]-?[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b"
)
MASK = """() => {
  const chance = /[0-9a-fA-F]{4}(?: [0-9a-fA-F]{4})+|[0-9a-fA-F]{16,}|\\d{4}-\\d\\d-\\d\\d|\\d{4}年\\d+月\\d+日|\\d\\d:\\d\\d(:\\d\\d)?|\\b[0-9A-Z]{4}(-[0-9A-Z]{4})+\\b|:\\d{5}\\b|^[0-9a-f]{4}$|^[0-9a-f]{8}$/g;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(chance, (x) => x.replace(/[0-9a-zA-Z]/g, "0"));
  for (const svg of document.querySelectorAll("svg[data-qr], .qr svg, .join-code svg, svg.qr")) svg.style.visibility = "hidden";
  return document.fonts.ready.then(() => true);
}"""  # noqa: E501 # one expression of the page's own language
VOID = {"input", "br", "hr", "img", "meta", "link", "use", "circle", "rect", "path", "col", "wbr"}
BOXES = {"button", "svg", "select"}  # in the line without, blocks within
ROWS = re.compile(  # classes that lay their children out, so that the space between these is nothing
    r"\b(actions|ask-foot|masthead-tools|panel-head|pick-class|table-tools|brand|brand-text|btn|checks|chore-mark"
    r"|act-more|by-class|d-flex|row|steps|tabs|tiles|page-head|pager|form-foot|hall-row|ring-text|root|note|sign-row"
    r"|signers|strip|stackbar|facts|busy-note|hall-foot|hall-band|hall-end-row|pill)\b"
)
LINES = re.compile(  # classes of spans and the like that stand on lines of their own
    r"\b(cell-sub|form-label|form-control|form-select|form-check|state-steps-note|who-name|bars-sub|act-word|field-error)\b"
)
IN_LINE = {"a", "span", "strong", "em", "b", "i", "code", "button", "svg", "label", "input", "select", "small", "abbr"}


@dataclass
class Album:
    """Where the pictures go, and what has been seen: by address the HTML last taken and the places it was taken at."""

    folder: Path
    browser: Browser | None
    only: str = ""
    sides: tuple[str, ...] = ()
    seen: dict[str, str] = field(default_factory=dict)
    taken: dict[str, list[str]] = field(default_factory=dict)
    without: dict[str, str] = field(default_factory=dict)


@dataclass
class Onlooker:
    """Everybody who looks at one house: a browser for each role, on one served app."""

    album: Album
    house: House
    name: str
    app: Flask
    base: str
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    windows: dict[tuple[str, tuple[int, int]], Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.house.reading() as session:
            roles = list(session.scalars(select(Officer.role)))
        self.clients = {role: self.logged_in(role) for role in roles} | {"nobody": self.app.test_client()}

    def logged_in(self, role: str) -> FlaskClient:
        """A browser in which the officer of this role has logged in."""
        client = self.app.test_client()
        with self.house.reading() as session, client.session_transaction() as cookie:
            who = session.scalars(select(Officer).where(Officer.role == role)).first()
            assert who is not None
            cookie["officer"], cookie["stamp"] = who.id, who.password_hash[-12:]
        return client

    def post(self, role: str, path: str, data: Mapping[str, object] | None = None) -> TestResponse:
        """Send a form as this officer; only a refused act may answer with anything but a redirect."""
        answer = self.clients[role].post(path, data=data or {})
        assert answer.status_code in (302, 303), f"{path}: {read(answer)[:600]}"
        return answer

    def look(self, state: str, meeting_id: int = 1, places: tuple[int, ...] = (1, 9)) -> None:
        """Take every page of the URL map as it is now."""
        for rule in sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
                continue
            roles: tuple[str, ...] = ROLES.get(audience_of(self.app, rule.endpoint), ("nobody",))
            path = rule.rule.replace("<int:meeting_id>", str(meeting_id)).replace("<int:officer_id>", "2")
            path = path.replace("<name>", "three-sheet")
            for place in places if "<int:" in path else (0,):
                asked = re.sub(r"<int:\w+>", str(place), path)
                role = "tablet" if rule.rule == "/kiosk/booth" else roles[0]
                role = role if role in self.clients else "nobody"
                self.take(state, role, rule.rule, asked, self.clients[role].get(asked))

    def refused(self, state: str, role: str, path: str, data: Mapping[str, object] | None = None) -> None:
        """The page that answers this form: as it comes back with faults, or where it leads."""
        answer = self.clients[role].post(path, data=data or {}, follow_redirects=True)
        self.take(state, role, f"POST {path}", path, answer, sent=True)

    def take(self, state: str, role: str, rule: str, path: str, answer: TestResponse, sent: bool = False) -> None:
        """Keep a page that reads otherwise than when it was last taken, as HTML and as a picture of each size."""
        if answer.status_code != 200 and not sent:
            self.album.without.setdefault(rule, f"answers {answer.status_code}")
            return
        if answer.mimetype != "text/html":
            self.album.without.setdefault(rule, str(answer.mimetype))
            return
        text = CHANCE.sub("0", answer.get_data(as_text=True))
        key = f"{self.name} {role} {rule if sent else path}"
        if self.album.seen.get(key) == text or (self.album.only and self.album.only not in f"{state} {key}"):
            return
        self.album.seen[key] = text
        name = f"{self.name}-{state}-{role}{path.replace('/', '_').rstrip('_')}{'-sent' if sent else ''}"
        self.album.taken.setdefault(rule, []).append(state)
        (self.album.folder / f"{name}.html").write_text(text, encoding="utf-8")
        if self.album.browser:
            self._photograph(self.album.browser, role, path, name, answer if sent else None)

    def _photograph(self, browser: Browser, role: str, path: str, name: str, answer: TestResponse | None) -> None:
        for side, size in sizes_of(path).items():
            if self.album.sides and side not in self.album.sides:
                continue
            page = self._page(browser, role, size)
            if answer is not None:
                page.route(self.base + path, _with(answer.get_data(as_text=True)))
            page.goto(self.base + path, wait_until="domcontentloaded")
            photograph(page, self.album.folder / f"{name}-{side}.png")
            page.unroute_all()
            page.goto("about:blank")  # or it would go on following the meeting

    def _page(self, browser: Browser, role: str, size: tuple[int, int]) -> Page:
        """The window of this size in the browser of this role, logged in as it is."""
        if (role, size) not in self.windows:
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
            self.windows[role, size] = context.new_page()
            self.windows[role, size].set_default_timeout(120_000)  # the machine may be busy
        cookie = self.clients[role].get_cookie("officer")
        if cookie is not None:
            kept = {"name": "officer", "value": cookie.value, "url": self.base}
            self.windows[role, size].context.add_cookies([kept])  # type: ignore[list-item] # a plain dict
        return self.windows[role, size]


def _with(body: str) -> Callable[[Route], None]:
    """Answers with this page whatever is asked."""
    return lambda route: route.fulfill(status=200, content_type="text/html", body=body)


def photograph(page: Page, path: Path) -> None:
    """The whole page once it has come to rest."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_function("Array.from(document.images).every((image) => image.complete)")
    page.wait_for_function("!document.querySelector('#act:not(.is-known)')")  # a button that takes a press by now
    page.wait_for_timeout(300)
    page.evaluate(MASK)
    page.screenshot(path=path, full_page=True, animations="disabled")


def sizes_of(path: str) -> dict[str, tuple[int, int]]:
    """The screens a page is looked at on: the projector has its own, everything else a laptop and a phone."""
    if re.match(r"/screen/\d", path):
        return {"projector": PROJECTOR}
    return {"laptop": LAPTOP, "phone": PHONE}


@contextmanager
def looking_at(album: Album, house: House, name: str) -> Iterator[Onlooker]:
    """Serve a house under the address that its cards name; CSRF is off, for forms are sent without their pages."""
    app = app_of(house)
    app.config["ADDRESS"] = ADDRESS
    with serving(app, "127.0.0.1") as base:
        yield Onlooker(album, house, name, app, base)


MARKS = (hands(20, 0), hands(10, 9, 1), hands(10, 7, 3), hands(16, 3, 0, 0, 1))


def hold_demo(album: Album, folder: Path) -> None:
    """The demo's meeting from an empty house to the sealed archive, and drafts beside it."""
    house = open_house(folder)
    with looking_at(album, house, "demo") as hall:
        hall.look("empty")
        hall.refused("empty", "nobody", "/first", {})
    made = make_demo(house, ADDRESS, {"A": 5, "B": 5, "C": 11})
    with looking_at(album, house, "demo") as hall:
        hall.look("ready")
        hall.refused("ready", "nobody", "/log-in", {"login": "mishu", "password": "wrong"})
        _drafts(hall)
        _session(hall, [Phone(Directly(house), card.url) for card in made.cards[:20]])
        _outcome(hall)
    house.close()


def _drafts(hall: Onlooker) -> None:
    """A draft with nothing in it, one with everything, one whose scheme has records; and forms sent with faults."""
    hall.post("secretary", "/desk/new", {"title": "年度述职评议会议", "source": "0"})
    hall.look("draft", 2)
    hall.refused("draft", "secretary", "/desk/new", {"title": ""})
    hall.refused("draft", "secretary", "/desk/officers", {})
    hall.refused("draft", "secretary", "/desk/2/freeze", {})
    hall.refused("draft", "secretary", "/desk/2/details", details_form(title="", k="0", held_on="昨天"))
    hall.post("secretary", "/desk/2/details", details_form())
    hall.post("secretary", "/desk/2/scheme/choose", {"name": "three-sheet"})
    hall.look("scheme", 2)
    hall.refused("scheme", "secretary", "/desk/2/scheme/parameters", {"parameter/好的比例": "很多"})
    hall.post("secretary", "/desk/2/scheme/parameters", {"parameter/好的比例": "50%"})
    double = people_form([{"name": "第一支部书记"}, {"name": "第一支部书记", "unit": "第一支部"}, {"unit": "无名"}])
    hall.refused("scheme", "secretary", "/desk/2/people", double)
    people = people_form(
        [{"name": "欧阳·买买提·阿不都热合曼", "unit": "园林绿化与物业管理服务中心联合党支部"}, {"name": "二"}]
    )
    hall.post("secretary", "/desk/2/people", people)
    hall.refused("scheme", "secretary", "/desk/2/seats/numbers", {"number/A": "很多"})
    hall.post("secretary", "/desk/2/seats/numbers", {"number/A": "5", "number/B": "5", "number/C": "10"})
    hall.look("complete", 2)
    hall.post("secretary", "/desk/new", {"title": "支行中层干部述职考核", "source": "0"})
    hall.post("secretary", "/desk/3/scheme/choose", {"name": "bank-cadre"})
    hall.post("secretary", "/desk/3/people", people_form([{"name": "支行行长"}, {"name": "副行长"}]))
    hall.look("records", 3)
    hall.refused("records", "secretary", "/desk/3/scheme/weights", {"weight/A": "70%", "weight/B": "70%"})


def _session(hall: Onlooker, phones: list[Phone]) -> None:
    """Joining, a speaker, a round open and closed, one void, a pause; then all the others."""
    hall.clients["tablet"] = hall.logged_in("secretary")
    hall.post("tablet", "/kiosk/1/start")
    hall.post("chair", "/chair/1/begin")
    hall.refused("begun", "secretary", "/kiosk/1/paper/tellers", {})
    hall.post("secretary", "/kiosk/1/paper/cards", {"seat": "21"})
    hall.post("secretary", "/kiosk/1/paper/tellers", {"teller_1": "张计票", "teller_2": "李计票"})
    hall.look("begun")
    for phone in phones:
        phone.join()
    hall.post("chair", "/chair/1/rounds/1/announce")
    hall.look("speaking")
    hall.post("chair", "/chair/1/rounds/1/open")
    hall.look("opened")
    for place, (phone, mark) in enumerate(zip(phones, marks_of(1), strict=True), 1):
        if place == 20:
            hall.look("voting")
            hall.refused("voting", "chair", "/chair/1/rounds/1/close")
        phone.vote(1, {"01": on_all_sheets(mark)})
    hall.post("chair", "/chair/1/rounds/1/close", {"sure": "1"})
    hall.look("closed")
    hall.post("chair", "/chair/1/pause", {"on": "1"})
    hall.look("pause")
    hall.post("chair", "/chair/1/pause", {"on": "0"})
    hall.post("chair", "/chair/1/rounds/2/open")
    hall.refused("void", "chair", "/chair/1/rounds/2/void", {"reason": ""})
    hall.post("chair", "/chair/1/rounds/2/void", {"reason": "投错了人"})
    hall.look("void")
    hall.post("chair", "/chair/1/rounds/2/rerun")
    for number, code in [(14, 2), *((code, code) for code in range(3, 14))]:
        hall.post("chair", f"/chair/1/rounds/{number}/open")
        for phone, mark in zip(phones, marks_of(code), strict=True):
            phone.vote(number, {f"{code:02}": on_all_sheets(mark)})
        hall.post("chair", f"/chair/1/rounds/{number}/close", {"sure": "1"})
    hall.look("voted")


def _outcome(hall: Onlooker) -> None:
    """Counted, signed by one and by two, decided, confirmed, sealed."""
    hall.post("chair", "/chair/1/count")
    hall.look("counted")
    hall.post("chair", "/chair/1/release")
    hall.look("signed")
    hall.post("scrutineer", "/watch/1/release")
    hall.look("released")
    hall.refused("released", "secretary", "/desk/1/results/3", {"grade": "好"})
    hall.refused("released", "secretary", "/desk/1/results/rest", {"decided_by": "", "document": ""})
    hall.post("secretary", "/desk/1/results/rest", {"decided_by": "场党委会议", "document": ""})
    hall.look("decided")
    hall.post("secretary", "/desk/1/results/confirm")
    hall.look("confirmed")
    hall.post("secretary", "/desk/1/results/seal", {"confirm_word": "封存"})
    hall.look("sealed")


def marks_of(code: int) -> list[str]:
    """What the twenty phones put on every sheet for this person."""
    return MARKS[code % len(MARKS)]


STUDIED = [hands(16, 4), hands(10, 7, 3), hands(16, 4), hands(18, 2), hands(8, 9, 2, 0, 1)]


def hold_table(album: Album, folder: Path) -> None:
    """One round for five people of two groups with the longest of names: flags, remarks, small classes."""
    house = open_house(folder)
    meeting: Counted = counted(house, STUDIED, {"02": ["材料写得多，下队少。", "<b>开会</b>太长"]})
    with looking_at(album, house, "table") as hall:
        hall.look("counted", places=(1, 3))
        meeting.release()
        hall.look("released", places=(1, 2, 3, 5))
    house.close()


def gallery(album: Album) -> None:
    """The kit's own pages."""
    if album.browser is None or (album.only and album.only not in "gallery"):
        return
    with serve(Line(dict(START))) as address:
        page = album.browser.new_page()
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address, wait_until="networkidle")
            photograph(page, album.folder / f"gallery-{size}.png")
        page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
        for kind in PICTURES:
            page.goto(f"{address}/screen/{kind}", wait_until="networkidle")
            photograph(page, album.folder / f"gallery-screen-{kind}.png")


def take_all(folder: Path, pictures: bool = True, only: str = "", sides: tuple[str, ...] = ()) -> Album:
    """Every page into a folder; returns what was taken and what was not."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with chromium() as browser, tempfile.TemporaryDirectory() as stores:
        album = Album(folder, browser if pictures else None, only, sides)
        gallery(album)
        hold_table(album, Path(stores) / "table")
        hold_demo(album, Path(stores) / "demo")
    return album


class Reading(HTMLParser):
    """A page as a browser reads it: tags with their attributes by name, text with its spaces gathered.

    A space beside the edge of a block is nothing; one between words, or beside what stands in the line, is kept.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, bool]] = [("", True)]  # what is read; whether a space beside it is nothing
        self.open: list[tuple[str, str]] = []  # the tags that are open, each with its classes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = " ".join(f'{name}="{" ".join((value or "").split())}"' for name, value in sorted(attrs))
        classes = dict(attrs).get("class") or ""
        self._add(f"<{tag} {said}>", outer=_apart(tag, classes), inner=_apart(tag, classes) or _box(tag, classes))
        if tag not in VOID:
            self.open.append((tag, classes))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opened, classes = self.open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        self._add(f"</{tag}>", outer=_apart(tag, classes) or _box(tag, classes), inner=_apart(tag, classes))

    def _add(self, tag: str, outer: bool, inner: bool) -> None:
        """A tag; `outer`: a space before it is nothing, `inner`: one after it."""
        said, free = self.lines[-1]
        within = tag.startswith("</") or len(self.open) == 0 or not ROWS.search(self.open[-1][1])
        if said and not said.startswith("<") and (outer or not within):
            self.lines[-1] = (said.rstrip(), free)
        if not self.lines[-1][0] and len(self.lines) > 1:
            self.lines.pop()
        after = self.open[:-1] if tag.startswith("</") else self.open
        self.lines.append((tag, inner or (tag.startswith("</") and bool(after) and bool(ROWS.search(after[-1][1])))))

    def handle_data(self, data: str) -> None:
        said, free = self.lines[-1]
        text = re.sub(r"\s+", " ", data)
        if said and not said.startswith("<"):
            self.lines[-1] = (re.sub(" +", " ", said + text), free)
        elif text.strip() or not free:
            self.lines.append((text.lstrip() if free else text, False))


def _apart(tag: str, classes: str) -> bool:
    return tag not in IN_LINE or bool(LINES.search(classes))


def _box(tag: str, classes: str) -> bool:
    return tag in BOXES or bool(ROWS.search(classes))


def normalised(html: str) -> list[str]:
    """The lines by which two pages are compared."""
    reading = Reading()
    reading.feed(html)
    reading.close()
    return [said for said, _ in reading.lines if said]


def compare(before: Path, after: Path) -> int:
    """Name every page that is not the same; returns how many."""
    differing = 0
    names = sorted({file.name for folder in (before, after) for file in folder.iterdir() if file.suffix != ".txt"})
    for name in names:
        old, new = before / name, after / name
        if not (old.exists() and new.exists()):
            said = f"only in {(before if old.exists() else after).name}"
        elif name.endswith(".html"):
            said = _html_difference(old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8"))
        else:
            said = "" if old.read_bytes() == new.read_bytes() else "another picture"
        if said:
            differing += 1
            print(f"{name}: {said}")
    print(f"{differing} of {len(names)} differ")
    return differing


def _html_difference(old: str, new: str) -> str:
    first, second = normalised(old), normalised(new)
    if first == second:
        return ""
    at = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), 0)
    return f"line {at}\n    - {first[max(0, at - 2) : at + 3]}\n    + {second[max(0, at - 2) : at + 3]}"


def main() -> int:
    """Take the pictures, or compare two folders of them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--html", action="store_true", help="no pictures, only what is sent to the browser")
    asked.add_argument("--only", default="", help="a word in the state or the address")
    asked.add_argument("--side", action="append", default=[], choices=["laptop", "phone", "projector"])
    asked.add_argument("--compare", action="store_true")
    chosen = asked.parse_args()
    if chosen.compare:
        return min(compare(*chosen.folders), 1)
    album = take_all(chosen.folders[0], not chosen.html, chosen.only, tuple(chosen.side))
    for rule, why in sorted(album.without.items()):
        if rule not in album.taken:
            print(f"no picture of {rule}: {why}")
    print(f"{sum(map(len, album.taken.values()))} pages of {len(album.taken)} addresses")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
