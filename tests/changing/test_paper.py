"""docs/changing/paper.md: a new Word paper in three files."""

from __future__ import annotations

from tests.changing.trying import Guide, Tried

ROOM = "tests/voting/papers"


class TestPaper(Tried):
    guide = Guide(
        "paper",
        most=3,
        held_by=(f"{ROOM}/test_register.py",),
        asked=(f"{ROOM}/test_every_paper.py", f"{ROOM}/test_archive.py", f"{ROOM}/asked_by_guide.py"),
    )
