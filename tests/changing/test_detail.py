"""docs/changing/detail.md: a detail of a meeting, with a check before the freeze and a line in the report."""

from __future__ import annotations

from tests.changing.trying import Guide, Tried

ROOM = "tests/voting"


class TestDetail(Tried):
    guide = Guide(
        "detail",
        most=8,
        held_by=(
            f"{ROOM}/test_details.py",
            f"{ROOM}/test_tables.py::test_the_steps_make_the_tables_of_the_models[sqlite]",
            f"{ROOM}/test_refusals.py::test_every_code_that_is_said_is_in_a_table",
            f"{ROOM}/test_refusals.py::test_every_entry_of_the_tables_is_said_somewhere",
            f"{ROOM}/test_translations.py::test_every_message_is_translated_and_none_is_fuzzy",
        ),
        asked=(f"{ROOM}/asked_of_detail.py",),
        made_by=("voting.translations.refresh",),
    )
