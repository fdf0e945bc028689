"""One thread that does things in the order they were asked for, taking what may be done together in one go."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

MOST_TOGETHER = 256


@dataclass(frozen=True)
class Order:
    """An act to be done alone, between two batches."""

    act: Callable[[], Any]
    answer: Future[Any] = field(default_factory=Future)


class Writer:
    """Takes things to be committed together, and acts that must stand alone; keeps their order."""

    def __init__(self, commit: Callable[[list[Any]], None]) -> None:
        self._commit = commit
        self._queue: SimpleQueue[Any] = SimpleQueue()
        self._starting = Lock()
        self._thread: Thread | None = None
        self._running = False

    def put(self, thing: Any) -> None:
        """Queue one thing for the next commit; it carries its own way of being answered."""
        self._queue.put(thing)
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._go_on, name="writer", daemon=True)
                self._thread.start()

    def ask(self, act: Callable[[], Any]) -> Any:
        """Do an act in its turn, alone; return what it returns or raise what it raises."""
        order = Order(act)
        self.put(order)
        return order.answer.result()

    def stop(self) -> None:
        """Finish what is queued and end the thread."""
        if self._thread is not None and self._thread.is_alive():
            self._queue.put(Order(self._end))
            self._thread.join()

    def _end(self) -> None:
        self._running = False

    def _go_on(self) -> None:
        self._running = True
        while self._running:
            next_one, batch = self._queue.get(), []
            while next_one is not None and not isinstance(next_one, Order):
                batch.append(next_one)
                next_one = self._at_once() if len(batch) < MOST_TOGETHER else None
            if batch:
                self._commit(batch)
            if isinstance(next_one, Order):
                _do(next_one)

    def _at_once(self) -> Any:
        try:
            return self._queue.get_nowait()
        except Empty:
            return None


def _do(order: Order) -> None:
    try:
        result = order.act()
    except Exception as refusal:  # noqa: BLE001 - it belongs to the one who asked; the writer lives on
        order.answer.set_exception(refusal)
    else:
        order.answer.set_result(result)
