"""What may be read of the ballot box, on connections of its own and never through its writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from voting.states import RoundState
from voting.storage import ballot_rows as rows
from voting.storage.ballot_rows import Where

P = ParamSpec("P")
T = TypeVar("T")


class ReadBox:
    """The ballot box of a house, to be read. All methods may be called from any request at once."""

    def __init__(self, engine: Engine) -> None:
        self.reading = engine

    def read(self, question: Callable[Concatenate[Connection, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """Ask one of the reading functions of `voting.storage.ballot_rows`, on a connection of its own."""
        with self.reading.connect() as connection:
            return question(connection, *arguments, **named)

    def states(self, meeting: int) -> dict[int, RoundState]:
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
