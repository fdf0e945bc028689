"""组内名次, 组内倒数名次, 组内人数; and quotas and lists about a group that nobody has."""

from __future__ import annotations

import pytest

from tally import explain
from tests.tally.house import column, names, quota, score_scheme, with_scores

# 01, 02, 03 in 甲, 04 and 05 in 乙, 06 and 07 in no group.
SCORES = {"01:甲": "90", "02:甲": "90", "03:甲": "70", "04:乙": "80", "05:乙": "95", "06": "60", "07": "99"}


def grades(when: str) -> str:
    return f'[[grade]]\nname = "中"\nwhen = "{when}"\n[[grade]]\nname = "外"\n'


@pytest.mark.parametrize(
    ("when", "ids"),
    [
        ("组内名次 == 1", ["01", "02", "05", "07"]),
        ("组内名次 == 2", ["04", "06"]),
        ("组内名次 == 3", ["03"]),
        ("组内倒数名次 == 1", ["03", "04", "06"]),
        ("组内倒数名次 == 2", ["01", "02", "05", "07"]),
        ("组内人数 == 2", ["04", "05", "06", "07"]),
        ("名次 == 1", ["07"]),
        ("人数 == 7 且 组内名次 <= 组内人数 / 3", ["01", "02"]),
    ],
)
def test_ranks_and_numbers_within_a_group(when: str, ids: list[str]) -> None:
    result = with_scores(score_scheme(grades=grades(when)), SCORES)
    assert [one.id for one in result.appraisees if one.grade == "中"] == ids


def test_whoever_has_no_score_has_no_rank_in_the_group_and_counts_among_its_people() -> None:
    scheme = score_scheme(grades=grades("组内人数 == 3 且 组内倒数名次 == 1")).replace(
        '"分数"\n[[grade]]', '"1 / 分数"\n[[grade]]'
    )
    result = with_scores(scheme, {"01:甲": "0", "02:甲": "1", "03:甲": "2"})
    assert column(result, "rank") == [None, 1, 2]
    assert column(result, "grade") == [None, "外", "中"]


def test_the_formula_may_read_the_number_of_the_group() -> None:
    scheme = score_scheme().replace('"得分" = "分数"', '"得分" = "分数 / 组内人数"')
    assert column(with_scores(scheme, {"01:甲": "90", "02:甲": "80", "03": "70"}), "score") == [
        "45.00",
        "40.00",
        "70.00",
    ]


def test_a_rank_within_a_group_is_explained_with_who_stands_above_and_below() -> None:
    result = with_scores(score_scheme(grades=grades("组内名次 == 1")), SCORES)
    told = "“甲”组有得分的3人中，得分高于此人的有2人、低于此人的有0人，组内名次3，组内倒数名次1。"
    assert told in explain(result, "03")
    assert any(line.startswith("未分组的人有得分的2人中") for line in explain(result, "06"))
    assert not any("组内" in line for line in explain(with_scores(score_scheme(), SCORES), "03"))


def test_a_quota_and_a_list_about_a_group_that_nobody_has_are_named() -> None:
    scheme = score_scheme(
        names("lowest", group="丁", share="10%"),
        quota("好", name="丙组的好", group="丙", at_most="10%"),
        quota("好", name="甲组的好", group="甲", at_most="100%"),
    )
    result = with_scores(scheme, SCORES)
    assert result.to_dict()["warnings"] == ["“丙组的好”:名单中没有“丙”组", "“名单”:名单中没有“丁”组"]
    assert result.to_dict()["lists"] == {"名单": []}


def test_a_group_of_which_nobody_is_graded_is_there_all_the_same() -> None:
    scheme = score_scheme(quota("好", group="甲", at_most="10%")).replace('"得分" = "分数"', '"得分" = "1 / 分数"')
    warnings = with_scores(scheme, {"01:甲": "0"}).to_dict()["warnings"]
    assert [warning[:5] for warning in warnings] == ["01 得分"]
