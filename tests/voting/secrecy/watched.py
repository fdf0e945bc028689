"""Meetings held under the attacker's eyes: a backup after every ballot, and every order that he can find in it."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import text

from tally.evidence.proof import slip_leaf
from tests.voting.meetings import DETAILS, Room, make_room
from tests.voting.python_phone import Phone
from tests.voting.secrecy.evidence import Evidence, evidence_of
from tests.voting.secrecy.linkage import Case, Group, Order
from tests.voting.secrecy.rooms import some_marks
from voting.meeting.house import House
from voting.meeting.outcome.counting import ballots_csv

PEOPLE = 4
SEATS = {"A": 8, "B": 12}
ROUND = 1


@dataclass
class Watched:
    """One meeting of one round on four people, watched from the first claim to after the close."""

    room: Room
    evidence: Evidence
    cast_order: list[Phone]
    phones: list[Phone]


def watch(house: House, rng: random.Random, again: Room | None = None) -> Watched:
    """Hold a meeting: phones join in one order and vote in another; a backup after each ballot and after the close."""
    title = f"述职评议会议{rng.random()}"  # the pool of keys is small: the fingerprint must differ all the same
    details = replace(DETAILS, title=title, round_plan="table", live=False)
    room = make_room(house, PEOPLE, SEATS, details, officers=again.officers if again else None)
    room.begin()
    evidence = evidence_of(house)
    phones = room.joined_phones()
    rng.shuffle(phones)
    room.open(ROUND)
    evidence.back_up()
    evidence.pieces.clear()  # nothing of any slip or token can be in them yet
    voters = rng.sample(phones, len(phones))
    for phone in voters:
        marks = {f"{number:02}": some_marks(rng) for number in range(1, PEOPLE + 1)}
        phone.vote(ROUND, marks, {"01": f"意见{rng.random()}"})
        evidence.back_up()
    room.close(ROUND)
    evidence.back_up()
    return Watched(room, evidence, voters, phones)


def cases_of(watched: Watched) -> tuple[Case, Case]:
    """What the attacker makes of it: of the slips, and of the remarks, which have no class to narrow them."""
    cards = card_orders(watched)
    return slip_case(watched, cards), remark_case(watched, cards)


def slip_case(watched: Watched, cards: dict[str, Order]) -> Case:
    """The slips, class by class and person by person."""
    slips: dict[Group, list[str]] = defaultdict(list)
    writer: dict[str, str] = {}
    leaves: dict[str, bytes] = {}
    for phone in watched.cast_order:
        for slip in phone.cast_messages[ROUND]["slips"]:
            slips[ROUND, phone.ballot_class, slip["appraisee"]].append(slip["salt"])
            writer[slip["salt"]] = phone.secret
            marks = [tuple(mark) for mark in slip["marks"]]
            leaves[slip["salt"]] = slip_leaf(
                ROUND,
                phone.ballot_class,
                slip["appraisee"],
                marks,
                slip["salt"],
            )
    return Case(dict(slips), writer, slip_orders(watched, leaves), cards)


def remark_case(watched: Watched, cards: dict[str, Order]) -> Case:
    """The remarks about the one person of whom everybody wrote something, all in one heap."""
    cast = [(phone.secret, phone.cast_messages[ROUND]["remarks"][0]) for phone in watched.cast_order]
    writer = {remark["salt"]: secret for secret, remark in cast}
    needles = {remark[part].encode(): remark["salt"] for _, remark in cast for part in ("salt", "text")}
    orders = found(watched.evidence, needles)
    orders["salt"] = {salt: (salt,) for salt in writer}
    shown = watched.room.house.box.remarks(watched.room.meeting_id, "01")
    orders["as the secretary reads them"] = {remark["salt"]: (shown.index(remark["text"]),) for _, remark in cast}
    orders |= database_orders(watched, "remark")
    return Case({(ROUND, "", "remarks on 01"): list(writer)}, writer, orders, cards)


def slip_orders(watched: Watched, leaves: dict[str, bytes]) -> dict[str, Order]:
    """Every order among the slips: where and when their salts and leaves lie in files, their values, the database's."""
    needles = {salt.encode(): salt for salt in leaves} | {leaf: salt for salt, leaf in leaves.items()}
    orders = found(watched.evidence, needles)
    orders["salt"] = {salt: (salt,) for salt in leaves}
    orders["leaf"] = {salt: (leaf,) for salt, leaf in leaves.items()}
    orders |= database_orders(watched)
    exported = ballots_csv(watched.room.house.box.slips((watched.room.meeting_id, ROUND)))
    orders["ballots.csv"] = {salt: (exported.index(salt.encode()),) for salt in leaves}
    return orders


def card_orders(watched: Watched) -> dict[str, Order]:
    """Every order among the cards: seats, joining, voting, and where and when their tokens lie in files."""
    tokens = {bytes.fromhex(phone.cast_messages[ROUND]["token"]): phone.secret for phone in watched.phones}
    orders = {f"token: {name}": order for name, order in found(watched.evidence, tokens).items()}
    secrets = {phone.secret: phone for phone in watched.phones}
    seats = [Phone(watched.phones[0].server, card.url).secret for card in watched.room.cards]
    orders["seat"] = {secret: (place,) for place, secret in enumerate(seats)}
    orders["joining"] = {phone.secret: (place,) for place, phone in enumerate(watched.phones)}
    orders["voting"] = {phone.secret: (place,) for place, phone in enumerate(watched.cast_order)}
    for name in ("token", "signature", "receipt"):
        orders[name] = {secret: (phone.cast_messages[ROUND][name],) for secret, phone in secrets.items()}
    return orders


def found(evidence: Evidence, needles: dict[bytes, str]) -> dict[str, Order]:
    """By kind of file: the order of first and of last appearance over all backups, and of place in the last one."""
    orders: dict[str, dict[str, tuple[object, ...]]] = defaultdict(dict)
    for owner, backup, name, offset in evidence.places(needles):
        when, kind = (backup, name, offset), kind_of(name)
        for order, better in (("first seen in", min), ("last seen in", max)):
            for where in (kind, "any file"):
                known = orders[f"{order} {where}"].get(owner, when)
                orders[f"{order} {where}"][owner] = better(known, when)
        if backup == evidence.backups:
            orders[f"place in {kind}"].setdefault(owner, (name, offset))
    return dict(orders)


def kind_of(name: str) -> str:
    """PostgreSQL numbers its files anew with every rewriting, and its log by what has gone through it."""
    if re.fullmatch("[0-9A-F]{24}", name):
        return "pg_wal"
    return "table files" if name.replace("_", "").replace(".", "").isdigit() else name


def database_orders(watched: Watched, table: str = "slip") -> dict[str, Order]:
    """What the database itself says of a row's place and of its transaction."""
    house = watched.room.house
    on_sqlite = house.stores.ballot_box.dialect.name == "sqlite"
    columns = "salt" if on_sqlite else "salt, ctid::text, xmin::text::bigint, cmin::text::bigint"
    with house.box.reading.connect() as connection:
        query = text(f"SELECT {columns} FROM {table} WHERE meeting = :meeting")
        rows = connection.execute(query, {"meeting": watched.room.meeting_id}).all()
    orders: dict[str, Order] = {"as the table is read": {row[0]: (place,) for place, row in enumerate(rows)}}
    if not on_sqlite:
        places = {row[0]: tuple(int(part) for part in row[1].strip("()").split(",")) for row in rows}
        orders["ctid"] = places
        orders["xmin, cmin"] = {row[0]: (row[2], row[3], *places[row[0]]) for row in rows}
    return orders
