"""docs/changing/scheme.md: a new scheme, its file and its worked sample."""

from __future__ import annotations

from tests.changing.trying import Guide, Tried

ROOM = "tests/tally/schemes"


class TestScheme(Tried):
    guide = Guide(
        "scheme",
        most=3,
        held_by=(
            f"{ROOM}/test_samples.py",
            "tests/tally/test_schemes_guide.py::test_every_shipped_scheme_is_named_where_one_chooses",
            "tests/test_readme.py::test_the_table_of_schemes_is_made_from_the_files",
        ),
        asked=(
            f"{ROOM}/test_quotations.py",
            f"{ROOM}/test_catalogue.py",
            "tests/voting/asked_of_scheme.py",
        ),
    )
