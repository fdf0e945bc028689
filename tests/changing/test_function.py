"""docs/changing/function.md: a new expression function in two files, and a figure worked by hand."""

from __future__ import annotations

from tests.changing.trying import Guide, Tried

ROOM = "tests/tally"


class TestFunction(Tried):
    guide = Guide(
        "function",
        most=2,
        held_by=(
            f"{ROOM}/test_schemes_guide.py",
            f"{ROOM}/test_expressions.py",
            f"{ROOM}/test_reference.py::test_the_meetings_made_up_use_every_function",
        ),
        asked=(
            f"{ROOM}/test_reference.py::test_two_counts_that_share_no_line_agree_in_every_figure",
            "tests/voting/asked_of_function.py",
        ),
    )
