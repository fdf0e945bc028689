"""docs/changing/class.md: a class with a colour of its own in one file."""

from __future__ import annotations

from tests.changing.trying import Guide, Tried


class TestClass(Tried):
    guide = Guide(
        "class",
        most=1,
        held_by=("tests/voting/test_classes.py",),
        asked=("tests/voting/papers/test_cards.py",),
    )
