"""Rows of the ballot box: inserting a sealed ballot, replacing ballots by slips, reading what may be read.

Every function takes a connection; who may call them when is the business of `voting.meeting.sealed_box.box`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from voting.states import RoundState
from voting.storage.ballot_box import ballot, box_round, remark, shown, slip

Where = tuple[int, int]  # meeting, round
Row = Mapping[str, Any]


def at(table: Table, where: Where) -> tuple[Any, Any]:
    """The condition that a row belongs to this meeting and round."""
    return table.c.meeting == where[0], table.c.round == where[1]


def place(where: Where) -> dict[str, int]:
    """Meeting and round as columns."""
    return {"meeting": where[0], "round": where[1]}


def add_ballot(connection: Connection, where: Where, row: Row) -> bool:
    """Insert a sealed ballot, if its round is open and its token unspent; False otherwise: the statement decides."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    values = {**place(where), **row}
    open_now = select(*(literal(value, ballot.c[name].type) for name, value in values.items())).where(
        exists().where(*at(box_round, where), box_round.c.state == RoundState.OPEN)
    )
    statement = dialect.insert(ballot).from_select(list(values), open_now).on_conflict_do_nothing()
    # what comes back was inserted; a driver's count of rows may be -1 after an INSERT, for "not known"
    return connection.execute(statement.returning(ballot.c.token)).first() is not None


def receipt_of(connection: Connection, where: Where, token: bytes) -> bytes | None:
    """The receipt with which a token was spent in this round, or None."""
    return connection.scalar(select(ballot.c.receipt).where(*at(ballot, where), ballot.c.token == token))


def sealed_ballots(connection: Connection, where: Where) -> list[tuple[bytes, bytes]]:
    """Token and ciphertext of every ballot of an open round."""
    rows = connection.execute(select(ballot.c.token, ballot.c.sealed).where(*at(ballot, where)))
    return [(row.token, row.sealed) for row in rows]


def state_of(connection: Connection, where: Where) -> tuple[RoundState | None, str | None]:
    """State and root of a round; both None where it was never opened."""
    row = connection.execute(select(box_round.c.state, box_round.c.root).where(*at(box_round, where))).first()
    return (RoundState(row.state), row.root) if row else (None, None)


def open_rows(connection: Connection, where: Where) -> None:
    """Note that a round is open; what is shown of it is kept from the first time that anything is."""
    connection.execute(insert(box_round).values(state=RoundState.OPEN, **place(where)))


def unopen_row(connection: Connection, where: Where) -> bool:
    """Forget that a round was opened; False where it is not open, or holds a ballot: the statement itself decides."""
    held = select(ballot.c.token).where(*at(ballot, where)).exists()
    statement = delete(box_round).where(*at(box_round, where), box_round.c.state == RoundState.OPEN, ~held)
    return connection.execute(statement.returning(box_round.c.round)).first() is not None


def shown_before(connection: Connection, where: Where) -> bytes | None:
    """What was shown of an open round, sealed as `keep_shown` was given it; None where nothing was."""
    return connection.scalar(select(shown.c.sealed).where(*at(shown, where)))


def keep_shown(connection: Connection, where: Where, sealed: bytes) -> None:
    """Keep what is shown of an open round, sealed."""
    connection.execute(delete(shown).where(*at(shown, where)))
    connection.execute(insert(shown).values(sealed=sealed, **place(where)))


def replace_by_slips(connection: Connection, where: Where, slips: Sequence[Row], remarks: Sequence[Row]) -> list[bytes]:
    """Drop every ciphertext, write slips and remarks sorted by leaf; return the tokens in their order.

    The tokens' rows are written anew in the order of the tokens: on PostgreSQL too no row then tells,
    by its place or its transaction, when it came.
    """
    query = select(ballot).where(*at(ballot, where)).order_by(ballot.c.token)
    tokens = [{**row._mapping, "sealed": None} for row in connection.execute(query)]
    connection.execute(delete(ballot).where(*at(ballot, where)))
    connection.execute(delete(shown).where(*at(shown, where)))
    for table, rows in ((ballot, tokens), (slip, slips), (remark, remarks)):
        in_order = [{**row, **place(where)} for row in rows]
        if table is not ballot:
            in_order.sort(key=lambda row: bytes(row["leaf"]))
        if in_order:
            connection.execute(insert(table), in_order)
    return [row["token"] for row in tokens]


def close_row(connection: Connection, where: Where, root: str) -> None:
    """Note that a round is closed, with its root."""
    connection.execute(update(box_round).where(*at(box_round, where)).values(state=RoundState.CLOSED, root=root))


def void_rows(connection: Connection, where: Where) -> None:
    """Destroy everything of a round and note that it is void."""
    for table in (ballot, shown, slip, remark, box_round):
        connection.execute(delete(table).where(*at(table, where)))
    connection.execute(insert(box_round).values(state=RoundState.VOID, **place(where)))


def states(connection: Connection, meeting: int) -> dict[int, RoundState]:
    """The state of every round of a meeting that was ever opened."""
    rows = connection.execute(select(box_round.c.round, box_round.c.state).where(box_round.c.meeting == meeting))
    return {row.round: RoundState(row.state) for row in rows}


def turnout(connection: Connection, where: Where) -> dict[str, int]:
    """How many tokens each class has spent in a round."""
    query = select(ballot.c.ballot_class, func.count()).where(*at(ballot, where)).group_by(ballot.c.ballot_class)
    return {name: number for name, number in connection.execute(query)}


def slips(connection: Connection, where: Where) -> list[tuple[str, str, list[list[str]], str]]:
    """Class, appraisee, marks and salt of every slip of a closed round, in the order of their leaves."""
    columns = (slip.c.ballot_class, slip.c.appraisee, slip.c.marks, slip.c.salt)
    rows = connection.execute(select(*columns).where(*at(slip, where)).order_by(slip.c.leaf))
    return [(row.ballot_class, row.appraisee, row.marks, row.salt) for row in rows]


def salts(connection: Connection, meeting: int) -> list[str]:
    """The salts of every slip of a meeting's closed rounds."""
    return list(connection.scalars(select(slip.c.salt).where(slip.c.meeting == meeting)))


def slips_by_class(connection: Connection, where: Where) -> dict[tuple[str, str], int]:
    """How many slips of a closed round each (class, appraisee) has."""
    query = select(slip.c.ballot_class, slip.c.appraisee, func.count()).where(*at(slip, where))
    rows = connection.execute(query.group_by(slip.c.ballot_class, slip.c.appraisee))
    return {(ballot_class, appraisee): number for ballot_class, appraisee, number in rows}


def remarks(connection: Connection, meeting: int, appraisee: str) -> list[str]:
    """The written remarks about one appraisee, in the order of their random leaves."""
    query = select(remark.c.text).where(remark.c.meeting == meeting, remark.c.appraisee == appraisee)
    return list(connection.scalars(query.order_by(remark.c.leaf)))


def leaves(connection: Connection, where: Where) -> list[bytes]:
    """The leaves of a closed round, ascending."""
    return list(connection.scalars(select(slip.c.leaf).where(*at(slip, where)).order_by(slip.c.leaf)))


def tokens(connection: Connection, where: Where) -> list[tuple[str, bytes, bytes, bytes]]:
    """Class, token, signature and receipt of every spent token, ascending by token."""
    columns = (ballot.c.ballot_class, ballot.c.token, ballot.c.signature, ballot.c.receipt)
    rows = connection.execute(select(*columns).where(*at(ballot, where)).order_by(ballot.c.token))
    return [(row.ballot_class, row.token, row.signature, row.receipt) for row in rows]


def recorded(connection: Connection, number: int, token: bytes) -> tuple[Where, bytes] | None:
    """Where a token was spent in a round of this number, of whatever meeting, and with which receipt; or None."""
    meetings = select(box_round.c.meeting).where(box_round.c.round == number)
    query = select(ballot.c.meeting, ballot.c.round, ballot.c.receipt).where(
        ballot.c.meeting.in_(meetings), ballot.c.round == number, ballot.c.token == token
    )
    row = connection.execute(query).first()
    return ((row.meeting, row.round), row.receipt) if row else None
