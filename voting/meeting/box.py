"""The sealed box: one writer takes in ballots, many to a commit, and opens them all at once at the close.

secrecy.md 5 and 6. Requests wait for the commit that holds their ballot; nothing is acknowledged before it.
Opening, casting and closing all pass through the same queue, so "before" and "after" the close are decided
by one thread and one transaction. Written against threads; under gevent they are greenlets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from tally.proof import root_of
from voting.errors import CastOtherwise, RoundClosed, WrongState
from voting.meeting.casting import ABSTENTION, RECUSAL, Ballot
from voting.meeting.live import LiveTally, Place
from voting.meeting.sealing import seal, unseal
from voting.meeting.signing import KeyStore
from voting.storage.ballot_box import ballot, box_round, remark, shown, slip
from voting.storage.engines import for_writing, is_sqlite, vacuum

Where = tuple[int, int]  # meeting, round
MOST_TOGETHER = 256
OPEN, CLOSED, VOID = "open", "closed", "void"


@dataclass
class OpenRound:
    """What the writer keeps of an open round: its key, the size of its ballots, the live figures."""

    key: bytes
    size: int
    live: LiveTally


@dataclass(frozen=True)
class _Cast:
    where: Where
    ballot: Ballot
    sealed: bytes  # sealed by the one who brings it, so that a fault in it stays his own
    answer: Future[None] = field(default_factory=Future)


@dataclass(frozen=True)
class _Order:
    act: Callable[[], Any]
    answer: Future[Any] = field(default_factory=Future)


class BallotBox:
    """The ballot box of a house. All methods may be called from any request at once."""

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        self.engine = for_writing(engine)
        self.reading = engine
        self.keys = keys
        self._open: dict[Where, OpenRound] = {}
        self._queue: SimpleQueue[_Cast | _Order | None] = SimpleQueue()
        self._starting = Lock()
        self._writer: Thread | None = None

    # -- what requests ask for ------------------------------------------------------------------

    def cast(self, where: Where, given: Ballot) -> None:
        """Return once the ballot is on disk, or was already; raises CastOtherwise, RoundClosed.

        The caller has checked signature and marks: a bad ballot never reaches its neighbours' transaction.
        """
        held = self._open.get(where)
        sealed = seal(held.key, given.token, _contents(given), held.size) if held else b""
        order = _Cast(where, given, sealed)
        self._put(order)
        try:
            order.answer.result()
        except _Again:
            return

    def open_round(self, where: Where, size: int, k: int) -> None:
        """Open a round once and for all; raises WrongState where it was open, closed or void before."""
        self._ask(lambda: self._do_open(where, size, k))

    def close_round(self, where: Where) -> str:
        """Open every ballot of the round, write slips and root, destroy its keys; return the root in hex.

        What was queued before counts, nothing after. Closing twice gives the same root.
        """
        root: str = self._ask(lambda: self._do_close(where))
        return root

    def void_round(self, where: Where) -> None:
        """Give a round up: what is in it will never be counted, and an open one is never unsealed."""
        self._ask(lambda: self._do_void(where))

    def resume(self, where: Where, size: int, k: int) -> bool:
        """After a restart go on with an open round; False where its box key is gone, and then it is void."""
        answer: bool = self._ask(lambda: self._do_resume(where, size, k))
        return answer

    def stop(self) -> None:
        """Let the writer finish what is queued and end."""
        if self._writer and self._writer.is_alive():
            self._queue.put(None)
            self._writer.join()

    # -- what may be read at any time -----------------------------------------------------------

    def states(self, meeting: int) -> dict[int, str]:
        """The state of every round that was ever opened: the registry follows it."""
        with self.reading.connect() as connection:
            rows = connection.execute(
                select(box_round.c.round, box_round.c.state).where(box_round.c.meeting == meeting)
            )
            return {row.round: row.state for row in rows}

    def root(self, where: Where) -> str | None:
        """The root of a closed round in hex, else None."""
        with self.reading.connect() as connection:
            return connection.scalar(select(box_round.c.root).where(*_at(box_round, where)))

    def turnout(self, where: Where) -> dict[str, int]:
        """How many ballots each class has cast in a round: who took a ballot is known, as on paper."""
        with self.reading.connect() as connection:
            rows = connection.execute(
                select(ballot.c.ballot_class, func.count()).where(*_at(ballot, where)).group_by(ballot.c.ballot_class)
            )
            return {name: number for name, number in rows}

    def live(self, where: Where) -> dict[Place, int]:
        """What may be shown of an open round now; empty until 2k ballots are in."""
        held = self._open.get(where)
        return dict(held.live.counts) if held else {}

    def slips(self, where: Where) -> list[tuple[str, str, list[list[str]], str]]:
        """Class, appraisee, marks and salt of every slip of a closed round, in the order of their leaves."""
        columns = (slip.c.ballot_class, slip.c.appraisee, slip.c.marks, slip.c.salt)
        with self.reading.connect() as connection:
            return [
                tuple(row)
                for row in connection.execute(select(*columns).where(*_at(slip, where)).order_by(slip.c.leaf))
            ]

    def remarks(self, meeting: int, appraisee: str) -> list[str]:
        """The written remarks about one appraisee, in the order of their random leaves."""
        with self.reading.connect() as connection:
            query = select(remark.c.text).where(remark.c.meeting == meeting, remark.c.appraisee == appraisee)
            return list(connection.scalars(query.order_by(remark.c.leaf)))

    def lists(self, where: Where) -> tuple[list[bytes], list[bytes]]:
        """Leaves and tokens of a closed round, each strictly ascending."""
        with self.reading.connect() as connection:
            leaves = connection.scalars(select(slip.c.leaf).where(*_at(slip, where)).order_by(slip.c.leaf))
            kept = list(leaves)
            tokens = select(ballot.c.token).where(*_at(ballot, where)).order_by(ballot.c.token)
            return kept, list(connection.scalars(tokens))

    def tokens(self, where: Where) -> list[tuple[str, bytes, bytes, bytes]]:
        """Class, token, signature and receipt of every spent token, ordered by token."""
        columns = (ballot.c.ballot_class, ballot.c.token, ballot.c.signature, ballot.c.receipt)
        with self.reading.connect() as connection:
            query = select(*columns).where(*_at(ballot, where)).order_by(ballot.c.token)
            return [tuple(row) for row in connection.execute(query)]

    def recorded(self, token: bytes) -> tuple[Where, bytes] | None:
        """Where a token was spent and with which receipt, or None: asked when a phone repeats itself."""
        with self.reading.connect() as connection:
            row = connection.execute(
                select(ballot.c.meeting, ballot.c.round, ballot.c.receipt).where(ballot.c.token == token)
            ).first()
        return ((row.meeting, row.round), row.receipt) if row else None

    # -- the writer -----------------------------------------------------------------------------

    def _put(self, order: _Cast | _Order) -> None:
        self._queue.put(order)
        with self._starting:
            if self._writer is None or not self._writer.is_alive():
                self._writer = Thread(target=self._write_on, name="ballot box", daemon=True)
                self._writer.start()

    def _ask(self, act: Callable[[], Any]) -> Any:
        order = _Order(act)
        self._put(order)
        return order.answer.result()

    def _write_on(self) -> None:
        while (order := self._queue.get()) is not None:
            batch: list[_Cast] = []
            while isinstance(order, _Cast):
                batch.append(order)
                if len(batch) >= MOST_TOGETHER or (order := self._next()) is None:
                    break
            if batch:
                self._commit(batch)
            if isinstance(order, _Order):
                _answer(order)

    def _next(self) -> _Cast | _Order | None:
        try:
            return self._queue.get_nowait()
        except Empty:
            return None

    def _commit(self, batch: list[_Cast]) -> None:
        """Commit the batch whole; where that fails, each ballot alone, so that none fails its neighbours."""
        try:
            with self.engine.begin() as connection:
                outcomes = [self._insert(connection, order) for order in batch]
        except Exception as fault:  # noqa: BLE001 - the writer must live on; the phone hears of it and retries
            if len(batch) > 1:
                for order in batch:
                    self._commit([order])
            else:
                batch[0].answer.set_exception(fault)
            return
        self._show([order for order, refusal in zip(batch, outcomes, strict=True) if refusal is None])
        for order, refusal in zip(batch, outcomes, strict=True):
            if refusal:
                order.answer.set_exception(refusal)
            else:
                order.answer.set_result(None)

    def _insert(self, connection: Connection, order: _Cast) -> Exception | None:
        """Insert one sealed ballot; the primary key decides whether its token was spent before."""
        if order.where not in self._open or not order.sealed:
            return self._repeated(connection, order, RoundClosed("本轮已经结束,这张票未计入。"))
        meeting, number = order.where
        row = {
            "meeting": meeting,
            "round": number,
            "token": order.ballot.token,
            "ballot_class": order.ballot.ballot_class,
            "signature": order.ballot.signature,
            "receipt": order.ballot.receipt,
            "sealed": order.sealed,
        }
        dialect = sqlite if is_sqlite(self.engine) else postgresql
        done = connection.execute(dialect.insert(ballot).values(row).on_conflict_do_nothing())
        if done.rowcount:
            return None
        return self._repeated(connection, order, WrongState("票箱写入失败,请稍候重试。"))

    def _repeated(self, connection: Connection, order: _Cast, otherwise: Exception) -> Exception | None:
        query = select(ballot.c.receipt).where(*_at(ballot, order.where), ballot.c.token == order.ballot.token)
        receipt = connection.scalar(query)
        if receipt is None:
            return otherwise
        if receipt == order.ballot.receipt:
            return _Again()
        return CastOtherwise("此票已投出另一份答卷,本页所填未计入。")

    def _show(self, taken: list[_Cast]) -> None:
        changed = {order.where for order in taken if self._open[order.where].live.add(_shown_marks(order.ballot))}
        for where in changed:
            self._keep_shown(where)

    def _keep_shown(self, where: Where) -> None:
        live = self._open[where].live
        counts = [[*place, number] for place, number in sorted(live.counts.items())]
        with self.engine.begin() as connection:
            connection.execute(update(shown).where(*_at(shown, where)).values(included=live.included, counts=counts))

    def _do_open(self, where: Where, size: int, k: int) -> None:
        meeting, number = where
        if self.states(meeting).get(number):
            raise WrongState("本轮已经开启过,不能再次开启。如需重投,请先作废本轮,再用备用轮次重投。")
        key = self.keys.make_box_key(meeting, number)
        with self.engine.begin() as connection:
            connection.execute(insert(box_round).values(meeting=meeting, round=number, state=OPEN))
            connection.execute(insert(shown).values(meeting=meeting, round=number, included=0, counts=[]))
        self._open[where] = OpenRound(key, size, LiveTally(k))

    def _do_resume(self, where: Where, size: int, k: int) -> bool:
        if where in self._open:
            return True
        key = self.keys.box_key(*where)
        if key is None:
            self._do_void(where)
            return False
        with self.engine.begin() as connection:
            row = connection.execute(select(shown).where(*_at(shown, where))).one()
            counts = Counter({tuple(place): number for *place, number in row.counts})
            live = LiveTally(k, row.included, counts)
            opened = self._unseal_all(connection, where, key)
        every = Counter(place for content in opened for place in _shown_places(content["slips"]))
        live.resume(len(opened), every)
        self._open[where] = OpenRound(key, size, live)
        return True

    def _do_close(self, where: Where) -> str:
        state, root = self._standing(where)
        if state == CLOSED and root:
            return root
        if state != OPEN or where not in self._open:
            raise WrongState("本轮没有开启,不能结束。")
        with self.engine.begin() as connection:
            root = self._write_slips(connection, where, self._open[where].key)
        del self._open[where]
        self.keys.destroy_round(*where)
        vacuum(self.reading, "ballot", "slip", "remark", "shown", "box_round")
        return root

    def _do_void(self, where: Where) -> None:
        meeting, number = where
        with self.engine.begin() as connection:
            for table in (ballot, shown):
                connection.execute(delete(table).where(*_at(table, where)))
            done = connection.execute(update(box_round).where(*_at(box_round, where)).values(state=VOID))
            if not done.rowcount:
                connection.execute(insert(box_round).values(meeting=meeting, round=number, state=VOID))
            for table in (slip, remark):
                connection.execute(delete(table).where(*_at(table, where)))
        self._open.pop(where, None)
        self.keys.destroy_round(*where)
        vacuum(self.reading, "ballot", "slip", "remark", "shown", "box_round")

    def _standing(self, where: Where) -> tuple[str | None, str | None]:
        with self.reading.connect() as connection:
            row = connection.execute(select(box_round.c.state, box_round.c.root).where(*_at(box_round, where))).first()
        return (row.state, row.root) if row else (None, None)

    def _unseal_all(self, connection: Connection, where: Where, key: bytes) -> list[dict[str, Any]]:
        rows = connection.execute(select(ballot.c.token, ballot.c.sealed).where(*_at(ballot, where)))
        return [unseal(key, row.token, row.sealed) for row in rows]

    def _write_slips(self, connection: Connection, where: Where, key: bytes) -> str:
        """Split every ballot into slips sorted by leaf; tokens are written anew in their own order,
        so that on PostgreSQL too no row tells when it came."""
        meeting, number = where
        place = {"meeting": meeting, "round": number}
        opened = self._unseal_all(connection, where, key)
        slips = sorted(
            (place | _slip_row(one) for content in opened for one in content["slips"]),
            key=lambda row: bytes(row["leaf"]),
        )
        remarks = sorted(
            (place | _remark_row(one) for content in opened for one in content["remarks"]),
            key=lambda row: bytes(row["leaf"]),
        )
        query = select(ballot).where(*_at(ballot, where)).order_by(ballot.c.token)
        tokens = [dict(row._mapping) | {"sealed": None} for row in connection.execute(query)]
        connection.execute(delete(ballot).where(*_at(ballot, where)))
        for table, rows in ((ballot, tokens), (slip, slips), (remark, remarks)):
            if rows:
                connection.execute(insert(table), rows)
        connection.execute(delete(shown).where(*_at(shown, where)))
        root = root_of(number, [row["leaf"] for row in slips], [row["token"] for row in tokens]).hex()
        connection.execute(update(box_round).where(*_at(box_round, where)).values(state=CLOSED, root=root))
        return root


class _Again(Exception):
    """Not a refusal: the very same ballot was recorded before."""


def _answer(order: _Order) -> None:
    try:
        order.answer.set_result(order.act())
    except Exception as refusal:  # noqa: BLE001 - it belongs to the one who asked, the writer lives on
        order.answer.set_exception(refusal)


def _at(table: Any, where: Where) -> tuple[Any, Any]:
    return table.c.meeting == where[0], table.c.round == where[1]


def _contents(given: Ballot) -> dict[str, Any]:
    return {
        "slips": [[given.ballot_class, one.appraisee, one.marks, one.salt, one.leaf.hex()] for one in given.slips],
        "remarks": [[one.appraisee, one.text, one.salt, one.leaf.hex()] for one in given.remarks],
    }


def _slip_row(one: list[Any]) -> dict[str, Any]:
    ballot_class, appraisee, marks, salt, leaf = one
    return {
        "ballot_class": ballot_class,
        "appraisee": appraisee,
        "marks": marks,
        "salt": salt,
        "leaf": bytes.fromhex(leaf),
    }


def _remark_row(one: list[str]) -> dict[str, Any]:
    appraisee, text, salt, leaf = one
    return {"appraisee": appraisee, "text": text, "salt": salt, "leaf": bytes.fromhex(leaf)}


def _shown_marks(given: Ballot) -> list[Place]:
    return [
        (one.appraisee, sheet, item, mark)
        for one in given.slips
        for sheet, item, mark in one.marks
        if mark not in (ABSTENTION, RECUSAL)
    ]


def _shown_places(slips: Iterable[list[Any]]) -> list[Place]:
    return [
        (appraisee, sheet, item, mark)
        for _, appraisee, marks, _, _ in slips
        for sheet, item, mark in marks
        if mark not in (ABSTENTION, RECUSAL)
    ]
