"""A RESULT.json read back: the same result, with the figures that decided every step."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tally import NotAResultError, Result, Source, count, explain, read_result
from tally.grounds import ByQuota, ByRule, ByScore
from tally.roster import Appraisee
from tests.tally.house import PLAIN, counted, marks, quota, roster, rule, scheme_of
from tests.tally.schemes.sample import NAMES, sample_result

GOLDEN = Path(__file__).parent / "golden"
LOWERED = PLAIN + rule("得票率(差) > 10%", "较好", "差票") + quota("较好", at_most="50%")
PEOPLE = {"01": "好 好 差", "02": "较好 较好 较好", "03": "较好 较好 较好"}


def back(result: Result) -> Result:
    """The result as it is read from its own bytes."""
    records = {one.id: one.records for one in result.appraisees}
    return read_result(result.to_bytes(), result.scheme, records, [one.appraisee for one in result.appraisees])


def lowered() -> Result:
    """01 has 80 and 1/3 差; all three are at 较好, of whom floor(0.5×3) = 1 may stay; 01, 02 and 03 are equal."""
    return counted(LOWERED, roster(*PEOPLE), marks(PEOPLE))


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_read_back_with_every_figure_and_every_ground(name: str) -> None:
    result = sample_result(name)
    read = back(result)
    assert read.to_bytes() == result.to_bytes()
    for one, other in zip(result.appraisees, read.appraisees, strict=True):
        assert (other.appraisee, other.records, other.steps) == (one.appraisee, one.records, one.steps)
        assert (other.sheets, other.values, other.score) == (one.sheets, one.values, one.score)
        assert explain(read, one.id) == explain(result, one.id)


@pytest.mark.parametrize(
    "folder", sorted(path for path in GOLDEN.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_a_worked_case_is_read_back_to_the_byte(folder: Path) -> None:
    text = (folder / "result.json").read_bytes()
    settings = json.loads(text)["scheme"]["parameters"]
    from tally import read_scheme

    assert read_result(text, read_scheme(Source("s", folder / "scheme.toml"), settings)).to_bytes() == text


def test_the_grounds_of_a_step_are_values() -> None:
    base, by_rule = (
        back(counted(LOWERED, roster("01"), marks({"01": "好 好 好 好 好 好 好 差 较好"}))).of("01").steps[:2]
    )
    assert base.ground == ByScore(Fraction("85.56"), 1)  # (7×90 + 60 + 80) / 9 = 770/9
    assert isinstance(by_rule.ground, ByRule)
    (share,) = by_rule.ground.figures
    assert (share.value, share.parts) == (Fraction(1, 9), (1, 9))


def test_the_ground_of_a_quota_holds_who_may_stay_and_the_ranks() -> None:
    step = back(lowered()).of("02").steps[-1]
    assert (step.kind, step.before, step.after) == ("quota", "较好", "一般")
    assert step.ground == ByQuota(3, Fraction(1, 2), 1, (1, 1, 1), 1, is_tied=True)


def test_values_that_read_a_record_are_as_printed_where_no_records_are_given() -> None:
    scheme = PLAIN.replace(
        '[formula]\n"得分" = "述职"',
        '[[record]]\nid = "加分"\nkind = "score"\nmin = 0\nmax = 9\n[formula]\n"得分" = "述职 + 加分"',
    )
    result = counted(scheme, roster("01"), marks({"01": "好 好 较好"}), records="01,加分,1\n")
    assert result.of("01").values == {"得分": Fraction(263, 3)}  # 260/3 + 1
    alone = read_result(result.to_bytes(), result.scheme)
    assert alone.of("01").values == {"得分": Fraction("87.67")}
    assert alone.to_bytes() == result.to_bytes()
    assert (
        read_result(result.to_bytes(), result.scheme, {"01": {"加分": {"": "1"}}}).of("01").values
        == result.of("01").values
    )


def test_unit_and_post_come_from_the_people() -> None:
    result = counted(PLAIN, roster("01"), marks({"01": "好"}))
    person = Appraisee("01", "01号", "", "县委", "书记")
    assert read_result(result.to_bytes(), result.scheme, people=[person]).of("01").appraisee == person
    assert read_result(result.to_bytes(), result.scheme).of("01").appraisee == replace(person, unit="", post="")


def test_a_result_of_an_earlier_release_has_no_number_of_people_expected() -> None:
    result = counted(PLAIN, roster("01"), marks({"01": "好"}))
    written = result.to_dict()
    del written["ballots"]["expected"]
    assert read_result(json.dumps(written), result.scheme).to_bytes() == result.to_bytes()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"scheme": {}}', "null", "不是"])
def test_what_is_no_result_is_refused(text: str) -> None:
    with pytest.raises(NotAResultError):
        read_result(text, scheme_of(PLAIN))


def test_a_result_of_another_scheme_and_a_broken_one_are_refused() -> None:
    result = counted(PLAIN, roster("01"), marks({"01": "好"}))
    with pytest.raises(NotAResultError, match="不是按这个方案"):
        read_result(result.to_bytes(), scheme_of(PLAIN + "\n"))
    for broken in ("sheets_exact", "votes", "score", "base_grade"):
        written = result.to_dict()
        written["appraisees"][0][broken] = None if broken == "score" else {}
        with pytest.raises(NotAResultError):
            read_result(json.dumps(written), result.scheme)


def test_what_a_trim_left_out_is_known_to_the_count_alone() -> None:
    folder = GOLDEN / "h-trimmed-points"
    result = count(
        Source("s", folder / "scheme.toml"),
        Source("a", folder / "appraisees.csv"),
        [Source("b", folder / "ballots.csv")],
    )
    assert "去掉最高分95、最低分60" in "\n".join(explain(result, "01"))
    assert back(result).of("01").sheets == {"打分": Fraction(891, 10)}
    assert "去掉" not in "\n".join(explain(back(result), "01"))
