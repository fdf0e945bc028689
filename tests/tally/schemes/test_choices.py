"""What a committee may choose, and what the documents fix: the samples counted with one thing changed."""

from __future__ import annotations

import pytest

from tally.reading.sources import Source
from tally.regulation.scheme_file import read_scheme
from tests.tally.schemes.sample import SCHEMES, by_id, count_sample, records_of, steps

SILENT = {
    "three-sheet": ["好的比例"],
    "four-grade": ["好分", "较好分", "一般分", "差分", "好线", "较好线", "一般线", "较好及以下比例"],
    "three-grade": ["好分", "一般分", "差分", "评议权重", "任期目标权重", "好线", "一般线"],
    "community-secretary": ["好分", "较好分", "一般分", "差分", "测评权重", "指标权重"],
    "community-committee": ["优秀分", "合格分", "不合格分"],
    "observation-village": ["先进名额", "落后名额"],
    "observation-liangxin": ["先进名额", "落后名额"],
    "party-building-county": ["满意分", "基本满意分", "不满意分"],
    "party-building-unit": ["满意分", "基本满意分", "不满意分"],
    "bank-cadre": [],
    "street-routine": [],
}


@pytest.mark.parametrize("name", SILENT)
def test_where_the_document_is_silent_the_committee_must_choose(name: str) -> None:
    path = SCHEMES / f"{name}.toml"
    scheme = read_scheme(Source(path.name, path))
    assert [parameter.id for parameter in scheme.unset_parameters] == SILENT[name]


def test_the_borrowed_ten_percent_rule_is_off_when_the_committee_says_100_percent() -> None:
    result = by_id(count_sample("three-sheet", {"一般差票上限": "100%"}))
    # 01 to 05 are all 好 now, two may stay: 01 (90) and 02 (88).
    assert [result[i]["grade"] for i in result] == ["好", "好", "较好", "较好", "较好", "较好"]
    assert all("一般、差票超过上限" not in step for person in result.values() for step in steps(person))


def test_nobody_is_held_back_from_the_best_grade_when_the_committee_says_100_percent() -> None:
    result = by_id(count_sample("three-sheet", {"好的比例": "100%"}))
    assert [result[i]["grade"] for i in result] == ["好", "好", "差", "差", "好", "较好"]


def test_the_committee_may_move_the_bands_that_the_document_does_not_give() -> None:
    result = by_id(count_sample("three-sheet", {"好线": "88.01", "较好线": "82"}))
    assert result["02"]["base_grade"] == "较好"  # 88.00
    assert result["06"]["base_grade"] == "一般"  # 80.33


def test_weights_may_be_given_as_parts_or_as_percentages() -> None:
    parts = by_id(count_sample("three-grade", {"评议权重": "2", "任期目标权重": "3"}))
    percentages = by_id(count_sample("three-grade"))
    assert [p["score"] for p in parts.values()] == [p["score"] for p in percentages.values()]


def test_a_part_of_the_college_review_with_no_weight_drops_out() -> None:
    result = by_id(count_sample("college-branch", {"平时权重": "0%"}))
    # (0.2×95 + 0.2×85 + 0.4×93) / 0.8 = (19 + 17 + 37.2) / 0.8 = 73.2 / 0.8 = 91.5
    assert result["01"]["score"] == "91.50"


def test_in_a_good_year_the_bank_moves_nobody() -> None:
    assert count_sample("bank-cadre", {"动态调整比例": "0%"})["lists"] == {"动态调整": []}


def test_a_quarter_of_the_banks_eight_cadres_is_two() -> None:
    result = count_sample("bank-cadre", {"动态调整比例": "25%"})
    assert result["lists"] == {"动态调整": ["05", "04"]}


def test_four_advanced_places_let_six_take_part() -> None:
    result = by_id(count_sample("county-secretary", {"先进名额": "4"}))
    within = [person for person, figures in result.items() if figures["grade"] == "入围"]
    assert within == ["V01", "V02", "V03", "V04", "V05", "S01"]  # ranks 1 to 6


def test_last_but_one_and_just_over_150_has_reached_the_standard() -> None:
    records = records_of("party-building-county", **{"C6,其余四项": "40.5"})
    result = by_id(count_sample("party-building-county", records=records))
    # 150.5×0.9 + 75×2×0.1 = 135.45 + 15
    assert (result["C6"]["score"], result["C6"]["grade"]) == ("150.45", "达标单位")


def test_under_75_but_not_among_the_last_five_has_reached_the_standard() -> None:
    changes = {f"D{unit},党建实绩": "50" for unit in range(13, 18)}
    records = records_of("party-building-unit", **{"D12,党建实绩": "70"}, **changes)
    result = by_id(count_sample("party-building-unit", records=records))
    # 0.9×70 + 10 = 73: under 75, but five stand below it.
    assert (result["D12"]["score"], result["D12"]["rank"], result["D12"]["grade"]) == ("73.00", 12, "达标单位")
    assert result["D13"]["grade"] == "未达标单位"
