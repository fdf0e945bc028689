"""The sealed box: one writer takes in ballots, many to a commit, and opens them all at once at the close.

secrecy.md 5 and 6. Requests wait for the commit that holds their ballot; nothing is acknowledged before it.
Opening, casting and closing all pass through the same queue, so "before" and "after" the close are decided
by one thread and one transaction. Written against threads; under gevent they are greenlets.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Engine

from tally.evidence.proof import root_of
from voting.errors import BadInput, CastOtherwise, RoundClosed, WrongState
from voting.meeting.sealed_box.casting import Ballot
from voting.meeting.sealed_box.contents import remark_rows, salts_of, slip_rows
from voting.meeting.sealed_box.live import LiveTally, Place
from voting.meeting.sealed_box.open_round import OpenRound, resumed
from voting.meeting.sealed_box.sealing import unseal
from voting.meeting.sealed_box.signing import KeyStore
from voting.meeting.sealed_box.writer import Writer
from voting.storage import ballot_rows as rows
from voting.storage.ballot_rows import Where
from voting.storage.engines import for_writing, vacuum

P = ParamSpec("P")
T = TypeVar("T")
OPEN, CLOSED, VOID = "open", "closed", "void"
TABLES = ("ballot", "slip", "remark", "shown", "box_round")


@dataclass(frozen=True)
class Cast:
    """A ballot in the queue, sealed by the one who brings it, so that a fault in it stays his own."""

    where: Where
    ballot: Ballot
    sealed: bytes
    answer: Future[None] = field(default_factory=Future)


class BallotBox:
    """The ballot box of a house. All methods may be called from any request at once."""

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        self.reading = engine
        self.engine = for_writing(engine)
        self.keys = keys
        self._open: dict[Where, OpenRound] = {}
        self._writer = Writer(self._commit)

    def cast(self, where: Where, ballot: Ballot) -> None:
        """Return once the ballot is on disk, or was already; raises CastOtherwise, RoundClosed, BadInput.

        The caller has checked signature and marks: a bad ballot never reaches its neighbours' transaction.
        """
        held = self._open.get(where)
        order = Cast(where, ballot, held.sealed(ballot) if held else b"")
        self._writer.put(order)
        order.answer.result()

    def open_round(self, where: Where, size: int, k: int) -> None:
        """Open a round once and for all; raises WrongState where it was open, closed or void before."""
        self._writer.ask(lambda: self._do_open(where, size, k))

    def close_round(self, where: Where) -> str:
        """Open every ballot of the round, write slips and root, destroy its keys; return the root in hex.

        What was queued before counts, nothing after. Closing twice gives the same root.
        """
        root: str = self._writer.ask(lambda: self._do_close(where))
        return root

    def void_round(self, where: Where) -> None:
        """Give a round up: what is in it will never be counted, and an open one is never unsealed."""
        self._writer.ask(lambda: self._do_void(where))

    def resume(self, where: Where, size: int, k: int) -> bool:
        """After a restart go on with an open round; False where its box key is gone, and then it is void."""
        goes_on: bool = self._writer.ask(lambda: self._do_resume(where, size, k))
        return goes_on

    def stop(self) -> None:
        """Let the writer finish what is queued and end."""
        self._writer.stop()

    def live(self, where: Where) -> dict[Place, int]:
        """What may be shown of an open round now; empty until 2k ballots of one class are in."""
        held = self._open.get(where)
        return dict(held.shown) if held else {}

    def read(self, question: Callable[Concatenate[Connection, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """Ask one of the reading functions of `voting.storage.ballot_rows`, on a connection of its own."""
        with self.reading.connect() as connection:
            return question(connection, *arguments, **named)

    def states(self, meeting: int) -> dict[int, str]:
        """The state of every round that was ever opened: the registry follows it."""
        return self.read(rows.states, meeting)

    def root(self, where: Where) -> str | None:
        """The root of a closed round in hex, else None."""
        return self.read(rows.state_of, where)[1]

    def turnout(self, where: Where) -> dict[str, int]:
        """How many ballots each class has cast in a round: who took a ballot is known, as on paper."""
        return self.read(rows.turnout, where)

    def slips(self, where: Where) -> list[tuple[str, str, list[list[str]], str]]:
        """Class, appraisee, marks and salt of every slip of a closed round, in the order of their leaves."""
        return self.read(rows.slips, where)

    def slips_by_class(self, where: Where) -> dict[tuple[str, str], int]:
        """How many slips of a closed round each (class, appraisee) has: as many as the class has tokens."""
        return self.read(rows.slips_by_class, where)

    def remarks(self, meeting: int, appraisee: str) -> list[str]:
        """The written remarks about one appraisee, in the order of their random leaves."""
        return self.read(rows.remarks, meeting, appraisee)

    def lists(self, where: Where) -> tuple[list[bytes], list[bytes]]:
        """Leaves and tokens of a closed round, each strictly ascending."""
        return self.read(rows.leaves, where), [token for _, token, _, _ in self.tokens(where)]

    def tokens(self, where: Where) -> list[tuple[str, bytes, bytes, bytes]]:
        """Class, token, signature and receipt of every spent token, ascending by token."""
        return self.read(rows.tokens, where)

    def recorded(self, number: int, token: bytes) -> tuple[Where, bytes] | None:
        """Where a token was spent in round `number`, with which receipt; None where it was not."""
        return self.read(rows.recorded, number, token)

    # Everything below runs in the writer alone.

    def _commit(self, batch: list[Cast]) -> None:
        """Commit the batch whole; where that fails, each ballot alone, so that none fails its neighbours."""
        fresh: set[str] = set()
        try:
            with self.engine.begin() as connection:
                outcomes = [self._take(connection, order, fresh) for order in batch]
        except Exception as fault:  # noqa: BLE001 - the writer must live on; the phone hears of it and retries
            if len(batch) == 1:
                batch[0].answer.set_exception(fault)
                return
            for order in batch:
                self._commit([order])
            return
        self._show([order for order, outcome in zip(batch, outcomes, strict=True) if outcome is True])
        for order, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Exception):
                order.answer.set_exception(outcome)
            else:
                order.answer.set_result(None)

    def _take(self, connection: Connection, order: Cast, fresh: set[str]) -> bool | Exception:
        """Insert one ballot: True if it is new, False if it was recorded before, else why it is refused."""
        held, salts = self._open.get(order.where), salts_of(order.ballot)
        if held is None or not order.sealed:
            return self._repeated(connection, order, RoundClosed("本轮已经结束，这张票未计入。"))
        # two equal salts could make two equal leaves, which break the root, or one ballot of two in the count
        if not (salts.isdisjoint(held.salts) and salts.isdisjoint(fresh)):
            return self._repeated(connection, order, BadInput("票页的随机数重复，本票未计入。", code="bad_ballot"))
        ballot = order.ballot
        row = {name: getattr(ballot, name) for name in ("token", "ballot_class", "signature", "receipt")}
        if not rows.add_ballot(connection, order.where, {**row, "sealed": order.sealed}):
            return self._repeated(connection, order, WrongState("票箱写入失败，请稍候重试。"))
        fresh |= salts
        return True

    def _repeated(self, connection: Connection, order: Cast, otherwise: Exception) -> bool | Exception:
        receipt = rows.receipt_of(connection, order.where, order.ballot.token)
        if receipt is None:
            return otherwise
        return False if receipt == order.ballot.receipt else CastOtherwise("此票已投出另一份答卷，本页所填未计入。")

    def _show(self, taken: list[Cast]) -> None:
        """Take new ballots into the live figures; what is shown of them is on disk first, to survive a restart."""
        changed = {order.where for order in taken if self._open[order.where].take(order.ballot)}
        for where in changed:
            held = self._open[where]
            try:
                with self.engine.begin() as connection:
                    rows.keep_shown(connection, where, held.figures())
            except Exception:  # noqa: BLE001, S112 - the ballots are recorded and must be acknowledged; figures wait
                continue
            held.publish()

    def _do_open(self, where: Where, size: int, k: int) -> None:
        if self.states(where[0]).get(where[1]):
            raise WrongState("本轮已经开启过，不能再次开启。如需重投，请先作废本轮，再用备用轮次重投。")
        key, taken = self.keys.make_box_key(*where), set(self.read(rows.salts, where[0]))
        with self.engine.begin() as connection:
            rows.open_rows(connection, where)
        self._open[where] = OpenRound(key, size, LiveTally(k), taken)

    def _do_resume(self, where: Where, size: int, k: int) -> bool:
        if where in self._open:
            return True
        key = self.keys.box_key(*where)
        if key is None:
            self._do_void(where)
            return False
        try:
            with self.engine.begin() as connection:
                kept, opened = rows.shown_before(connection, where), self._unseal_all(connection, where, key)
            self._open[where] = resumed(key, size, k, kept, opened)
            self._open[where].salts |= set(self.read(rows.salts, where[0]))
        except InvalidTag:  # a key of another round's: the store was put back without the keys that belong to it
            self._do_void(where)
            return False
        return True

    def _do_close(self, where: Where) -> str:
        state, root = self.read(rows.state_of, where)
        if state == CLOSED:
            self._forget(where)  # the one who closed before may have been stopped right after his transaction
            return str(root)
        if state != OPEN or where not in self._open:
            raise WrongState("本轮没有开启，不能结束。")
        with self.engine.begin() as connection:
            opened = self._unseal_all(connection, where, self._open[where].key)
            slips = [row for content in opened for row in slip_rows(content)]
            remarks = [row for content in opened for row in remark_rows(content)]
            tokens = rows.replace_by_slips(connection, where, slips, remarks)
            root = root_of(where[1], [row["leaf"] for row in slips], tokens).hex()
            rows.close_row(connection, where, root)
        self._forget(where)
        return root

    def _do_void(self, where: Where) -> None:
        with self.engine.begin() as connection:
            rows.void_rows(connection, where)
        self._forget(where)

    def _forget(self, where: Where) -> None:
        """After the transaction: destroy the keys, then leave no freed page that held a ciphertext."""
        self._open.pop(where, None)
        self.keys.destroy_round(*where)
        vacuum(self.reading, *TABLES)

    def _unseal_all(self, connection: Connection, where: Where, key: bytes) -> list[dict[str, Any]]:
        return [unseal(key, token, sealed) for token, sealed in rows.sealed_ballots(connection, where)]
