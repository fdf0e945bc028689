"""The demo meeting: 立新农场's Party committee hears its secretary and twelve branch secretaries.

Source 001 篇二. Posts stand for names: nobody is invented. A ballots 8, B 10, C 42, three sheets.
"""

from __future__ import annotations

import argparse
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from tally.words.catalogue import shipped_schemes
from voting.details import Details
from voting.meeting import officers
from voting.meeting.house import House
from voting.meeting.preparation.drafting import adopt_scheme, new_meeting, set_parameters
from voting.meeting.preparation.freezing import freeze
from voting.meeting.preparation.roster import AppraiseeRow, make_seats, save_appraisees
from voting.meeting.seats.cards import print_cards
from voting.meeting.session.opening import open_house
from voting.papers.cards import PrintedCard, card_sheet_pdf
from voting.roles import Role
from voting.server import address_of, run
from voting.storage.registry import Meeting, Officer

SEATS = {"A": 8, "B": 10, "C": 42}
PLACES = (
    "机关党支部", "一分场党支部", "二分场党支部", "三分场党支部", "四分场党支部", "五分场党支部",
    "糖厂党支部", "茶厂党支部", "畜牧公司党支部", "水电站党支部", "医院党支部", "离退休党支部",
)  # fmt: skip
PARAMETERS = {"好的比例": "30%"}
ROLES = (
    ("mishu", "会议秘书", Role.SECRETARY),
    ("zhuchi", "会议主持人", Role.CHAIR),
    ("jianpiao", "总监票人", Role.SCRUTINEER),
)


@dataclass(frozen=True)
class DemoMeeting:
    """A demo meeting, ready for its session: its id, each role's log-in and password, the cards as printed."""

    meeting_id: int
    logins: dict[Role, tuple[str, str]]
    cards: tuple[PrintedCard, ...]


def people() -> list[AppraiseeRow]:
    """The thirteen who report, in the order of the agenda: the farm's secretary, then twelve branch secretaries."""
    first = AppraiseeRow("01", "场党委书记", "立新农场党委", "党委书记")
    rest = (AppraiseeRow(f"{number:02}", f"{place}书记", place, "党支部书记") for number, place in enumerate(PLACES, 2))
    return [first, *rest]


def make_demo(house: House, address: str, seats: dict[str, int] | None = None) -> DemoMeeting:
    """Make the demo meeting in an empty house, frozen and with its cards printed."""
    logins = {role: (login, secrets.token_urlsafe(6)) for login, _, role in ROLES}
    secretary = _make_officers(house, logins)
    meeting_id = new_meeting(house, secretary, _details(address)).id
    scheme = next(shipped for shipped in shipped_schemes() if shipped.name == "three-sheet")
    adopt_scheme(house, secretary, meeting_id, scheme.title, scheme.path.read_bytes())
    set_parameters(house, secretary, meeting_id, PARAMETERS)
    save_appraisees(house, secretary, meeting_id, people())
    make_seats(house, secretary, meeting_id, seats or SEATS)
    freeze(house, secretary, meeting_id)
    cards = print_cards(house, secretary, meeting_id)
    return DemoMeeting(meeting_id, logins, tuple(cards))


def demo(chosen: argparse.Namespace) -> int:
    """Make a demo meeting in a folder of its own, print where everybody goes, and serve it."""
    folder = chosen.instance / f"demo-{_today():%Y%m%d}-{secrets.token_hex(3)}"
    house = open_house(folder, keys_home=chosen.keys)
    address = address_of(chosen)
    print("正在准备演示会议（制作密钥约需几秒）……", flush=True)
    made = make_demo(house, address)
    with house.reading() as session:
        meeting = session.scalars(select(Meeting)).one()
        pdf = card_sheet_pdf(made.cards, meeting.title, f"{meeting.held_on}", meeting.fingerprint)
    sheet = folder / "票卡.pdf"
    sheet.write_bytes(pdf)
    print(_welcome(made, address, sheet), flush=True)
    return run(house, chosen)


def _today() -> date:
    return datetime.now().astimezone().date()


def _details(address: str) -> Details:
    return Details(
        title="立新农场落实主体责任述职评议会议",
        organisation="中共立新农场委员会",
        held_on=_today(),
        place="场部会议室",
        chair_name="场党委副书记",
        expected=sum(SEATS.values()),
        address=address,
    )


def _make_officers(house: House, logins: dict[Role, tuple[str, str]]) -> Officer:
    (login, name, _), *others = ROLES
    secretary = officers.make_first_secretary(house, login, name, officers.hashed(logins[Role.SECRETARY][1]))
    for login, name, role in others:
        officers.add_officer(house, secretary, login, name, role, officers.hashed(logins[role][1]))
    return secretary


def _welcome(made: DemoMeeting, address: str, sheet: Path) -> str:
    said = {
        Role.SECRETARY: ("秘书", "/desk/"),
        Role.CHAIR: ("主持人", "/chair/"),
        Role.SCRUTINEER: ("监票人", "/watch/"),
    }
    lines = ["", "演示会议已就绪。", ""]
    for role, (title, path) in said.items():
        login, password = made.logins[role]
        lines.append(f"  {title}\t{address}{path}\t用户名 {login}\t密码 {password}")
    lines.append(f"  投影\t{address}/screen/{made.meeting_id}")
    lines.append(f"  票卡\t{sheet}（共{len(made.cards)}张，打印后裁开；手机须与本机在同一网络）")
    for name in SEATS:
        first = next(card for card in made.cards if card.ballot_class == name)
        lines.append(f"  {name}类一张\t{first.url}")
    return "\n".join([*lines, "", "按 Ctrl+C 结束。", ""])
