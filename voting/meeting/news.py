"""Telling waiting screens and phones that something has changed; what it is they fetch themselves, whole."""

from __future__ import annotations

from collections import defaultdict
from threading import Condition


class News:
    """One bell per topic. Topics: ("phones", meeting) for rounds; ("room", meeting) also for turnout."""

    def __init__(self) -> None:
        self._bells: dict[tuple[str, int], Condition] = defaultdict(Condition)
        self._versions: dict[tuple[str, int], int] = defaultdict(int)

    def ring(self, topic: str, meeting: int) -> None:
        """Wake everyone who waits for this topic."""
        bell = self._bells[topic, meeting]
        with bell:
            self._versions[topic, meeting] += 1
            bell.notify_all()

    def rounds_changed(self, meeting: int) -> None:
        """A round or the meeting changed its state: phones and room must know."""
        self.ring("phones", meeting)
        self.ring("room", meeting)

    def version(self, topic: str, meeting: int) -> int:
        """How often this topic has been rung since the server started."""
        return self._versions[topic, meeting]

    def wait(self, topic: str, meeting: int, seen: int, seconds: float) -> int:
        """Wait until the version is past `seen`, at most `seconds`; return the version."""
        bell = self._bells[topic, meeting]
        with bell:
            bell.wait_for(lambda: self._versions[topic, meeting] != seen, timeout=seconds)
            return self._versions[topic, meeting]
