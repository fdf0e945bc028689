"""Work that would hold up everyone else, done in a thread beside the event loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import gevent
from gevent import monkey

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `work` in gevent's thread pool and wait; directly where gevent is not in charge.

    For making keys, papers and password hashes. `work` must not touch a session: a SQLite
    transaction that yields locks the database for everybody.
    """
    if not monkey.is_module_patched("threading"):
        return work(*args, **kwargs)

    def outcome() -> tuple[list[T], Exception | None]:
        """What came of it; gevent would print a trace of anything raised in its pool, a refusal too."""
        try:
            return [work(*args, **kwargs)], None
        except Exception as fault:  # noqa: BLE001 - it is raised again below, in the greenlet that asked
            return [], fault

    found, fault = gevent.get_hub().threadpool.apply(outcome)
    if fault is not None:
        raise fault
    result: T = found[0]
    return result
