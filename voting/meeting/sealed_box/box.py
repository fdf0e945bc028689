"""The sealed box: one writer takes in ballots, many to a commit, and opens them all at once at the close.

secrecy.md 5 and 6. Requests wait for the commit that holds their ballot; nothing is acknowledged before it.
Opening, casting and closing all pass through the same queue, so "before" and "after" the close are decided
by one thread and one transaction. Written against threads; under gevent they are greenlets.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Engine

from tally.evidence.proof import root_of
from voting.errors import BadInput, CastOtherwise, RoundClosed, RoundNotOpen, WrongState
from voting.meeting.sealed_box.casting import Ballot
from voting.meeting.sealed_box.contents import remark_rows, salts_of, slip_rows
from voting.meeting.sealed_box.open_round import OpenRound, resumed
from voting.meeting.sealed_box.reading import ReadBox
from voting.meeting.sealed_box.sealing import unseal
from voting.meeting.sealed_box.signing import KeyStore
from voting.meeting.sealed_box.writer import Writer
from voting.states import RoundState
from voting.storage import ballot_rows as rows
from voting.storage.ballot_rows import Where
from voting.storage.engines import for_writing, vacuum
from voting.vault.live import LiveTally, Place

TABLES = ("ballot", "slip", "remark", "shown", "box_round")


@dataclass(frozen=True)
class Cast:
    """A ballot in the queue, sealed by the one who brings it, so that a fault in it stays his own."""

    where: Where
    ballot: Ballot
    sealed: bytes
    held: OpenRound | None = None  # the opening it was sealed for
    answer: Future[None] = field(default_factory=Future)


class BallotBox(ReadBox):
    """The ballot box of a house. All methods may be called from any request at once."""

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        super().__init__(engine)
        self.engine = for_writing(engine)
        self.keys = keys
        self._open: dict[Where, OpenRound] = {}
        self._writer = Writer(self._commit)

    def cast(self, where: Where, ballot: Ballot) -> None:
        """Return once the ballot is on disk, or was already; raises CastOtherwise, RoundClosed, RoundNotOpen, BadInput.

        The caller has checked signature and marks: a bad ballot never reaches its neighbours' transaction.
        """
        held = self._open.get(where)
        order = Cast(where, ballot, held.sealed(ballot) if held else b"", held)
        self._writer.put(order)
        order.answer.result()

    def open_round(self, where: Where, size: int, k: int) -> None:
        """Open a round; raises WrongState where it is open, closed or void."""
        self._writer.ask(lambda: self._do_open(where, size, k))

    def withdraw_round(self, where: Where) -> None:
        """Take back the opening of a round that holds no ballot, as if it had never been; its signing keys stay.

        What was queued before makes it fail: raises WrongState where the round is not open or holds a ballot.
        """
        self._writer.ask(lambda: self._do_withdraw(where))

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
        if held is None:
            return self._repeated(connection, order, self._why_not_open(connection, order.where))
        # two equal salts could make two equal leaves, which break the root, or one ballot of two in the count
        if not (salts.isdisjoint(held.salts) and salts.isdisjoint(fresh)):
            return self._repeated(connection, order, BadInput("salt_taken"))
        ballot = order.ballot
        row = {name: getattr(ballot, name) for name in ("token", "ballot_class", "signature", "receipt")}
        # sealed for an opening that was withdrawn: its key is gone, and nobody could open this ballot at the close
        sealed = order.sealed if order.held is held else held.sealed(ballot)
        if not rows.add_ballot(connection, order.where, {**row, "sealed": sealed}):
            return self._repeated(connection, order, WrongState("box_not_written"))
        fresh |= salts
        return True

    def _repeated(self, connection: Connection, order: Cast, otherwise: Exception) -> bool | Exception:
        receipt = rows.receipt_of(connection, order.where, order.ballot.token)
        if receipt is None:
            return otherwise
        return False if receipt == order.ballot.receipt else CastOtherwise("cast_otherwise")

    def _why_not_open(self, connection: Connection, where: Where) -> Exception:
        unopened = rows.state_of(connection, where)[0] is None
        return RoundNotOpen("round_not_open") if unopened else RoundClosed("round_closed")

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
            raise WrongState("round_in_box_already")
        key, taken = self.keys.make_box_key(*where), set(self.read(rows.salts, where[0]))
        with self.engine.begin() as connection:
            rows.open_rows(connection, where)
        self._open[where] = OpenRound(key, size, LiveTally(k), taken)

    def _do_withdraw(self, where: Where) -> None:
        if self.read(rows.state_of, where)[0] != RoundState.OPEN:
            raise WrongState("round_not_withdrawable")
        with self.engine.begin() as connection:
            if not rows.unopen_row(connection, where):
                raise WrongState("round_holds_ballots")
        self._open.pop(where, None)
        self.keys.destroy_box_key(*where)
        vacuum(self.reading, *TABLES)  # a batch that was refused may have left pages that held ciphertexts

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
        if state == RoundState.CLOSED:
            self._forget(where)  # the one who closed before may have been stopped right after his transaction
            return str(root)
        if state != RoundState.OPEN or where not in self._open:
            raise WrongState("round_not_open_in_box")
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
