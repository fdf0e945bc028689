"""A small server that keeps the phone's contract with real keys, and fails on request; only for tests of the phone."""

from __future__ import annotations

import contextlib
import hashlib
import json
import queue
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import gmpy2
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384
from flask import Flask, Response, abort, render_template, request

from tests.actors.serving import serving

ROOT = Path(__file__).resolve().parents[2]
CLASSES = {"A": "领导班子成员", "B": "党委委员、纪委委员", "C": "支部书记、党员代表"}
MARKS = ["好", "较好", "一般", "差"]
SHEETS = [
    {"id": "基层党建", "title": "抓基层党建工作责任", "items": []},
    {"id": "党风廉政", "title": "落实党风廉政建设主体责任", "items": []},
    {"id": "意识形态", "title": "落实意识形态责任制", "items": []},
]


def canonical(value: object) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@cache
def signing_key(number: int) -> rsa.RSAPrivateKey:
    """A real RSA-2048 key; made once for all tests of a run, for making them is what takes time."""
    assert number >= 0
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def appraisee(number: int, name: str, **more: Any) -> dict[str, Any]:
    """An appraisee as the state names one."""
    return {"id": f"{number:02}", "name": name, "unit": "", "post": "", "in_writing": False, **more}


def meeting_round(number: int, *people: dict[str, Any], title: str = "") -> dict[str, Any]:
    """A round that has not been opened yet."""
    return {
        "round": number,
        "title": title,
        "state": "waiting",
        "appraisees": list(people),
        "small": [],
        "root": None,
        "count": None,
    }


def leaf_of(number: int, ballot_class: str, slip: dict[str, Any]) -> str:
    """The leaf of a slip, computed here with Python's own means."""
    spelled = canonical([number, ballot_class, slip["appraisee"], slip["marks"], slip["salt"]])
    return hashlib.sha256(b"slip" + spelled).hexdigest()


def root_of(number: int, leaves: list[str], tokens: list[str]) -> str:
    """The root of two ascending lists."""
    head = b"root" + number.to_bytes(8, "big") + len(leaves).to_bytes(8, "big")
    return hashlib.sha256(head + b"".join(map(bytes.fromhex, leaves + tokens))).hexdigest()


@dataclass
class Faults:
    """What goes wrong next: how many answers are lost after the work was done, refused before it, or held up."""

    lost: dict[str, int] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    hold: threading.Event = field(default_factory=threading.Event)
    down: bool = False

    def __post_init__(self) -> None:
        self.hold.set()

    def take(self, which: dict[str, int], path: str) -> bool:
        """Whether this request meets one of the faults that are left."""
        left = which.get(path, 0)
        which[path] = max(0, left - 1)
        return left > 0


class FakeMeeting:
    """One meeting in memory; `state` is what phones see, changed through `open`, `close` and `void`."""

    def __init__(
        self, rounds: list[dict[str, Any]], sheets: list[dict[str, Any]] | None = None, spare: int = 1
    ) -> None:
        self.rounds = rounds
        self.classes = {"A": "A", "B": "B", "C": "C"}
        self.scheme = {"name": "三专项", "marks": MARKS, "sheets": sheets or SHEETS}
        self.title = "立新农场党委2026年度落实主体责任述职评议会"
        self.numbers = [r["round"] for r in rounds] + [100 + i for i in range(spare)]
        self.keys = {(n, c): signing_key(i * 3 + j) for i, n in enumerate(self.numbers) for j, c in enumerate("ABC")}
        self.meeting_state = "in_session"
        self.version = 1
        self.cards: dict[str, str] = {}
        self.claims: dict[str, dict[str, str]] = {}
        self.box: dict[str, dict[str, Any]] = {}
        self.void_cards: set[str] = set()
        self.joining = True
        self.refusal: dict[str, str] | None = None
        self.manifest_lie: bytes | None = None
        self.drop_from_lists = False
        self.faults = Faults()
        self.requests: list[str] = []
        self.streams: list[queue.Queue[str | None]] = []
        self.lock = threading.RLock()

    @property
    def manifest(self) -> bytes:
        """The manifest's exact bytes."""
        keys = [
            {"class": c, "modulus": f"{key.public_key().public_numbers().n:0512x}", "round": n}
            for (n, c), key in sorted(self.keys.items())
        ]
        return canonical({"classes": self.classes, "keys": keys, "meeting": self.title, "spec": 1})

    @property
    def fingerprint(self) -> str:
        """The whole SHA-256 of the manifest."""
        return hashlib.sha256(self.manifest).hexdigest()

    def state(self) -> dict[str, Any]:
        """What /v/state answers."""
        return {"version": self.version, "meeting": self.meeting_state, "rounds": self.rounds}

    def change(self, number: int | None = None, **changes: Any) -> None:
        """Change a round, or only tell everybody the state again."""
        with self.lock:
            for one in self.rounds:
                if one["round"] == number:
                    one.update(changes)
            self.version += 1
            for stream in self.streams:
                stream.put(json.dumps(self.state(), ensure_ascii=False))

    def open(self, number: int) -> None:
        """The chair opens a round."""
        self.change(number, state="open")

    def close(self, number: int) -> None:
        """The chair closes a round; its lists are there at once."""
        self.change(number, state="closed", root=self.lists(number)["root"], count=len(self.ballots(number)))

    def ballots(self, number: int) -> list[dict[str, Any]]:
        """The ballots recorded in a round."""
        return [message for message in self.box.values() if message["round"] == number]

    def lists(self, number: int) -> dict[str, Any]:
        """Leaves, tokens and root of a round."""
        ballots = self.ballots(number)
        leaves = sorted(leaf_of(number, b["class"], slip) for b in ballots for slip in b["slips"])
        tokens = sorted(b["token"] for b in ballots)
        if self.drop_from_lists:
            leaves = sorted(hashlib.sha256(leaf.encode()).hexdigest() for leaf in leaves)
        return {"round": number, "leaves": leaves, "tokens": tokens, "root": root_of(number, leaves, tokens)}

    def claim(self, message: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """Sign every blinded value of a card, once."""
        with self.lock:
            if not self.joining:
                return {"error": "not_joining", "message": "现在不能入场"}, 409
            if self.classes.get(self.cards.get(message["card"], "")) != message["class"]:
                return {"error": "unknown_card", "message": "没有这张票卡"}, 403
            if message["card"] in self.void_cards:
                return {"error": "void_card", "message": "票卡已作废"}, 403
            if self.claims.setdefault(message["card"], message["blinded"]) != message["blinded"]:
                return {"error": "claimed_elsewhere", "message": "已在另一浏览器入场，请回到那里"}, 409
            over = {str(r["round"]) for r in self.rounds if r["state"] in ("closed", "void")}
            given = {n: value for n, value in message["blinded"].items() if n not in over}
            return {"signatures": {n: self.sign(int(n), message["class"], b) for n, b in given.items()}}, 200

    def sign(self, number: int, ballot_class: str, blinded: str) -> str:
        """The raw private operation on a blinded value."""
        private = self.keys[number, ballot_class].private_numbers()
        return f"{int(gmpy2.powmod(int(blinded, 16), private.d, private.public_numbers.n)):0512x}"

    def cast(self, message: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """Record a ballot whose signature an ordinary RSA-PSS library accepts."""
        with self.lock:
            self.check_signature(message)
            present = self.box.get(message["token"])
            if present:
                same = present["receipt"] == message["receipt"]
                otherwise = {"error": "cast_otherwise", "message": "此票已投出另一份答卷，本页所填未计入"}
                return ({"recorded": True}, 200) if same else (otherwise, 409)
            if self.refusal:
                return self.refusal, 400
            state = next(r for r in self.rounds if r["round"] == message["round"])["state"]
            if state == "waiting":
                return {"error": "round_not_open", "message": "还没有开启"}, 409
            if state != "open":
                return {"error": "round_closed", "message": "未计入"}, 409
            self.box[message["token"]] = message
            return {"recorded": True}, 200

    def check_signature(self, message: dict[str, Any]) -> None:
        """Raise where the token was not signed for this meeting, round and class."""
        token = bytes.fromhex(message["token"])
        text = bytes.fromhex(self.fingerprint) + message["round"].to_bytes(4, "big") + message["class"].encode()
        public = self.keys[message["round"], message["class"]].public_key()
        pss = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=48)
        public.verify(bytes.fromhex(message["signature"]), token + text, pss, SHA384())


def card_url(meeting: FakeMeeting, base: str, secret: str, ballot_class: str = "C") -> str:
    """The address a QR code holds; the card is known to the meeting from now on."""
    meeting.cards[secret] = ballot_class
    return f"{base}/v#c={secret}&g={ballot_class}&k={meeting.fingerprint}"


def make_app(meeting: FakeMeeting) -> Flask:
    """The routes of the contract, and the real page and files."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.jinja_env.globals["_"] = lambda text: text

    @app.after_request
    def policy(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = "default-src 'self'"
        return answer

    @app.before_request
    def note() -> None:
        meeting.requests.append(f"{request.method} {request.full_path}")
        if request.path.startswith("/static"):
            return
        if meeting.faults.down or meeting.faults.take(meeting.faults.broken, request.path):
            lose(request.environ)

    @app.get("/v")
    def page() -> str:
        return render_template("attendee/vote.html", lang=request.args.get("lang", "zh_CN"))

    add_public_parts(app, meeting)
    add_state(app, meeting)
    add_messages(app, meeting)
    return app


def add_public_parts(app: Flask, meeting: FakeMeeting) -> None:
    """Manifest, form and lists."""

    @app.get("/v/manifest")
    def manifest() -> Response:
        if request.args.get("k", meeting.fingerprint) != meeting.fingerprint:
            abort(404)
        return Response(meeting.manifest_lie or meeting.manifest, mimetype="application/json")

    @app.get("/v/form")
    def form() -> dict[str, Any]:
        about = {"title": meeting.title, "organisation": "立新农场党委", "held_on": "2026-12-25"}
        return {**about, "scheme": meeting.scheme, "classes": CLASSES, "remarks": True, "k": 5}

    @app.get("/v/lists/<int:number>")
    def lists(number: int) -> dict[str, Any]:
        return meeting.lists(number)


def add_state(app: Flask, meeting: FakeMeeting) -> None:
    """The state, to be asked for and pushed."""

    @app.get("/v/state")
    def state() -> Response:
        answer = Response(json.dumps(meeting.state(), ensure_ascii=False), mimetype="application/json")
        answer.set_etag(str(meeting.version))
        answer.make_conditional(request)
        return answer

    @app.get("/v/stream")
    def stream() -> Response:
        mine: queue.Queue[str | None] = queue.Queue()
        mine.put(json.dumps(meeting.state(), ensure_ascii=False))
        meeting.streams.append(mine)

        def events() -> Iterator[str]:
            while (text := mine.get()) is not None:
                yield f"event: state\nid: {meeting.version}\ndata: {text}\n\n"

        return Response(events(), mimetype="text/event-stream")


def add_messages(app: Flask, meeting: FakeMeeting) -> None:
    """/claim and /cast, whose answers can be lost after the work is done."""

    def answered(path: str, answer: tuple[dict[str, Any], int]) -> tuple[dict[str, Any], int]:
        if meeting.faults.take(meeting.faults.lost, path):
            lose(request.environ)
        return answer

    @app.post("/claim")
    def claim() -> tuple[dict[str, Any], int]:
        return answered("/claim", meeting.claim(request.get_json()))

    @app.post("/cast")
    def cast() -> tuple[dict[str, Any], int]:
        meeting.faults.hold.wait(20)
        return answered("/cast", meeting.cast(request.get_json()))


def lose(environ: dict[str, Any]) -> None:
    """Cut the connection: the browser gets no answer to what it has asked."""
    connection: socket.socket = environ["werkzeug.socket"]
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionError("lost on purpose")


@contextlib.contextmanager
def serving_fake(meeting: FakeMeeting) -> Iterator[str]:
    """Serve a meeting on a free port of this machine; yields the address."""
    with serving(make_app(meeting)) as address:
        try:
            yield address
        finally:
            for stream in meeting.streams:
                stream.put(None)
