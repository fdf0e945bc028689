"""Every shipped scheme counts a filled-in sample of its own to the figures worked by hand."""

from __future__ import annotations

import pytest

from tests.tally.schemes.sample import NAMES, SCHEMES, by_id, count_sample, steps, worked


def test_every_shipped_scheme_has_a_sample() -> None:
    assert sorted(path.stem for path in SCHEMES.glob("*.toml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_counts_to_the_figures_worked_by_hand(name: str) -> None:
    result, expected = by_id(count_sample(name)), worked(name)["appraisee"]
    assert list(result) == [figures["id"] for figures in expected]
    for figures in expected:
        appraisee = result[figures["id"]]
        base = figures.get("base")
        assert {
            "score": appraisee["score"],
            "rank": appraisee["rank"],
            "base": appraisee["base_grade"],
            "grade": appraisee["grade"],
            "steps": steps(appraisee),
            "flags": appraisee["flags"],
        } == {
            "score": figures.get("score"),
            "rank": figures.get("rank"),
            "base": base,
            "grade": figures.get("grade", base),
            "steps": figures.get("steps", []),
            "flags": figures.get("flags", []),
        }, figures["id"]


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_on_the_way_to_the_score_is_as_worked(name: str) -> None:
    result = by_id(count_sample(name))
    for figures in worked(name)["appraisee"]:
        appraisee = result[figures["id"]]
        values, exact = figures.get("values", {}), figures.get("exact", {})
        assert {key: appraisee["values"][key] for key in values} == values
        assert {key: appraisee["sheets_exact"][key] for key in exact} == exact


@pytest.mark.parametrize("name", NAMES)
def test_the_lists_and_warnings_are_as_worked(name: str) -> None:
    result, expected = count_sample(name), worked(name)
    assert result["lists"] == expected.get("lists", {})
    about = [warning["about"] for warning in expected.get("warning", [])]
    assert len(result["warnings"]) == len(about)
    assert all(person in warning for person, warning in zip(about, result["warnings"], strict=True))
