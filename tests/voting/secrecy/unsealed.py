"""The control: a box that writes slips as they come, in the clear, and leaves them where they lie. It must lose."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select

from voting.meeting.sealed_box import box
from voting.meeting.sealed_box.casting import Ballot
from voting.meeting.sealed_box.contents import contents, remark_rows, slip_rows
from voting.storage import ballot_rows as rows
from voting.storage.ballot_box import ballot, remark, slip
from voting.storage.ballot_rows import Row, Where, at, place


def unseal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch sealing off, in every box that is opened from now on."""
    take = box.BallotBox._take

    def take_in_the_clear(self: box.BallotBox, connection: Connection, order: box.Cast, fresh: set[str]) -> Any:
        taken = take(self, connection, order, fresh)
        if taken is True:
            write(connection, order.where, order.ballot)
        return taken

    monkeypatch.setattr(box.BallotBox, "_take", take_in_the_clear)
    monkeypatch.setattr(rows, "replace_by_slips", leave_as_it_is)


def write(connection: Connection, where: Where, cast: Ballot) -> None:
    """The ballot's slips and remarks, at once."""
    content = contents(cast)
    for table, new in ((slip, slip_rows(content)), (remark, remark_rows(content))):
        for row in new:
            connection.execute(insert(table), [{**row, **place(where)}])


def leave_as_it_is(connection: Connection, where: Where, _slips: list[Row], _remarks: list[Row]) -> list[bytes]:
    """What takes the place of sorting: nothing."""
    assert connection.scalar(select(slip.c.leaf).where(*at(slip, where)).limit(1))
    connection.execute(delete(ballot).where(*at(ballot, where), ballot.c.token.is_(None)))
    return list(connection.scalars(select(ballot.c.token).where(*at(ballot, where)).order_by(ballot.c.token)))
