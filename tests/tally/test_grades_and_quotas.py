"""Paragraphs 6 to 8 and 10: rules, quotas, lists, ties and the steps they leave. Worked by hand."""

from __future__ import annotations

import pytest

from tally import explain
from tests.tally.house import (
    HEAD,
    about,
    column,
    counted,
    names,
    quota,
    roster,
    rule,
    score_scheme,
    with_scores,
)

FIVE = {"01": "90", "02": "88", "03": "88", "04": "86", "05": "80"}


def grades(*more: str, scores: dict[str, str] | None = None) -> list[str]:
    return column(with_scores(score_scheme(*more), scores or FIVE), "grade")


def flagged(*more: str, scores: dict[str, str] | None = None) -> list[str]:
    found = with_scores(score_scheme(*more), scores or FIVE).to_dict()["appraisees"]
    return [one["id"] for one in found if "并列待定" in one["flags"]]


def test_rules_work_in_file_order_and_only_lower() -> None:
    more = rule("得分 < 90", "一般", "甲") + rule("得分 < 89", "较好", "乙") + rule("得分 < 87", "差", "丙")
    assert grades(more) == ["好", "一般", "一般", "差", "差"]
    steps = about(with_scores(score_scheme(more), FIVE), "04")["steps"]
    assert [(step["kind"], step["name"], step["from"], step["to"]) for step in steps] == [
        ("base", "好", None, "好"),
        ("rule", "甲", "好", "一般"),
        ("rule", "丙", "一般", "差"),
    ]


def test_at_most_lets_the_floor_stay_and_a_tie_across_the_edge_drops_whole() -> None:
    assert grades(quota("好", at_most="40%")) == ["好", "较好", "较好", "较好", "较好"]  # floor(0.4×5) = 2
    assert flagged(quota("好", at_most="40%")) == ["02", "03"]


def test_at_most_without_a_tie_at_the_edge_flags_nobody() -> None:
    assert grades(quota("好", at_most="60%")) == ["好", "好", "好", "较好", "较好"]
    assert flagged(quota("好", at_most="60%")) == []
    assert grades(quota("好", at_most="20%")) == ["好", "较好", "较好", "较好", "较好"]
    assert flagged(quota("好", at_most="20%")) == []


def test_a_share_is_taken_exactly_so_that_a_third_of_three_is_one() -> None:
    three = {"01": "90", "02": "89", "03": "88"}
    assert grades(quota("好", at_most="33.33%"), scores=three) == ["较好", "较好", "较好"]
    assert grades(quota("好", at_most="34%"), scores=three) == ["好", "较好", "较好"]


def test_where_nobody_may_stay_there_is_no_edge() -> None:
    tied = {"01": "90", "02": "90"}
    assert grades(quota("好", at_most="10%"), scores=tied) == ["较好", "较好"]
    assert flagged(quota("好", at_most="10%"), scores=tied) == []
    assert flagged(quota("较好", at_least="100%"), scores=tied) == []


def test_where_all_are_tied_and_some_may_stay_all_drop_flagged() -> None:
    tied = {"01": "90", "02": "90"}
    assert grades(quota("好", at_most="50%"), scores=tied) == ["较好", "较好"]
    assert flagged(quota("好", at_most="50%"), scores=tied) == ["01", "02"]


def test_at_most_drops_only_holders_of_exactly_that_grade() -> None:
    scores = {"01": "90", "02": "80", "03": "79", "04": "78", "05": "60"}
    assert grades(quota("较好", at_most="40%"), scores=scores) == ["好", "较好", "较好", "一般", "差"]


def test_at_least_drops_the_holders_of_better_grades_in_one_step() -> None:
    more = quota("一般", at_least="50%", name="一般及以下")  # ceil(2.5) = 3: two may be better than 一般
    scores = {"01": "90", "02": "88", "03": "80", "04": "86", "05": "60"}
    assert grades(more, scores=scores) == ["好", "好", "一般", "一般", "差"]
    steps = about(with_scores(score_scheme(more), scores), "04")["steps"]
    assert (steps[1]["from"], steps[1]["to"], steps[1]["because"]) == ("好", "一般", "5人中至多2人可留")


def test_the_lowest_ranks_drop_first_whatever_grade_they_hold() -> None:
    # A rule has made the best scorer 较好: by rank he still stays, and 04 with 好 drops.
    more = rule("得分 == 90", "较好") + quota("一般", at_least="60%")  # ceil(3) = 3: two may be better
    assert grades(more, scores={"01": "90", "02": "88", "03": "87", "04": "86", "05": "60"}) == [
        "较好",
        "好",
        "一般",
        "一般",
        "差",
    ]


def test_at_least_of_the_best_grade_changes_nothing() -> None:
    assert grades(quota("好", at_least="100%")) == ["好", "好", "好", "好", "较好"]


def test_those_lowered_by_a_rule_count_in_n() -> None:
    more = rule("得分 == 90", "差") + quota("好", at_most="50%")  # N = 4 although 01 is 差: 2 may stay
    assert grades(more, scores={"01": "90", "02": "89", "03": "88", "04": "87"}) == ["差", "好", "好", "较好"]


def test_quotas_follow_one_another() -> None:
    more = quota("好", name="甲", at_most="20%") + quota("较好", name="乙", at_most="40%")
    assert grades(more, scores={"01": "90", "02": "89", "03": "88", "04": "87", "05": "86"}) == [
        "好",
        "较好",
        "较好",
        "一般",
        "一般",
    ]


def test_a_quota_of_a_group_looks_at_that_group_alone() -> None:
    scores = {"01:农村": "90", "02:社区": "89", "03:农村": "88", "04:社区": "87"}
    more = quota("好", at_most="50%", group="农村")
    assert grades(more, scores=scores) == ["好", "好", "较好", "好"]
    steps = about(with_scores(score_scheme(more), scores), "03")["steps"]
    assert steps[1]["because"] == "2人中至多1人可留"


@pytest.mark.parametrize(
    ("limit", "rounding", "stay"),
    [
        ({"at_most": "50%"}, "", 2),  # 2.5 of five
        ({"at_most": "50%"}, "舍去", 2),
        ({"at_most": "50%"}, "进一", 3),
        ({"at_most": "50%"}, "四舍五入", 3),
        ({"at_most": "48%"}, "四舍五入", 2),  # 2.4
        ({"at_most": "1/3"}, "进一", 2),  # 5/3
        ({"at_most": "3/5"}, "进一", 3),  # 3 exactly
        ({"at_least": "50%"}, "", 2),  # 5 - 3
        ({"at_least": "50%"}, "进一", 2),
        ({"at_least": "50%"}, "舍去", 3),  # 5 - 2
        ({"at_least": "50%"}, "四舍五入", 2),
        ({"at_least": "48%"}, "四舍五入", 3),
    ],
)
def test_how_many_may_stay_is_rounded_as_the_quota_says(limit: dict[str, str], rounding: str, stay: int) -> None:
    scores = {"01": "99", "02": "98", "03": "97", "04": "96", "05": "95"}
    rounded = f'round = "{rounding}"\n' if rounding else ""
    grade = "好" if "at_most" in limit else "较好"
    found = grades(quota(grade, **limit) + rounded, scores=scores)
    assert found == ["好"] * stay + ["较好"] * (5 - stay)


@pytest.mark.parametrize(
    ("share", "rounding", "ids"),
    [
        ("30%", "", ["05", "04"]),  # 1.5 of five
        ("30%", "舍去", ["05"]),
        ("30%", "四舍五入", ["05", "04"]),
        ("28%", "四舍五入", ["05"]),  # 1.4
        ("1/10", "舍去", []),
        ("2/5", "进一", ["05", "04"]),
    ],
)
def test_how_many_a_list_takes_is_rounded_as_it_says(share: str, rounding: str, ids: list[str]) -> None:
    rounded = f'round = "{rounding}"\n' if rounding else ""
    scores = {"01": "99", "02": "98", "03": "97", "04": "96", "05": "95"}
    assert with_scores(score_scheme(names("lowest", share=share) + rounded), scores).lists == {"名单": tuple(ids)}


def test_how_a_share_was_rounded_is_explained() -> None:
    scheme = score_scheme(
        quota("好", at_most="1/3") + 'round = "四舍五入"\n',
        names("lowest", share="30%") + 'round = "舍去"\nconsequence = "约谈提醒"\n',
    )
    result = with_scores(scheme, FIVE)
    told = "5×1/3 = 5/3≈1.67，四舍五入，至多2人可留；定为“好”的现有4人，名次依次为1、2、2、4"
    assert f"比例限制“比例”：已定等次的5人，{told}，此人名次1，可留。" in explain(result, "01")
    tied = "，由“好”降为“较好”；并列的人跨在可留的边上，不拆开，标“并列待定”。"
    assert f"比例限制“比例”：已定等次的5人，{told}，此人名次2{tied}" in explain(result, "02")
    drawn = "名单“名单”：有名次的5人，5×30% = 1.5，舍去零头，取最后1人，列入1人，此人在内：约谈提醒。"
    assert drawn in explain(result, "05")


def test_a_quota_of_a_group_without_members_changes_nothing() -> None:
    assert grades(quota("好", at_most="0%", group="无此组")) == ["好", "好", "好", "好", "较好"]


def test_a_quota_share_may_be_a_parameter() -> None:
    parameter = '[[parameter]]\nid = "上限"\ntitle = "好的上限"\n'
    scheme = score_scheme(parameter, quota("好", at_most="上限"))
    records = "".join(f"{person},分数,{score}\n" for person, score in FIVE.items())
    result = counted(scheme, roster(*FIVE), records=records, settings={"上限": "20%"})
    assert column(result, "grade") == ["好", "较好", "较好", "较好", "较好"]
    assert result.to_dict()["scheme"]["parameters"] == {"上限": "20%"}


@pytest.mark.parametrize(
    ("size", "pick", "ids", "tied"),
    [
        ({"count": "1"}, "highest", ["01"], []),
        ({"count": "2"}, "highest", ["01", "02", "03"], ["02", "03"]),
        ({"count": "3"}, "highest", ["01", "02", "03"], []),
        ({"count": "0"}, "highest", [], []),
        ({"count": "9"}, "highest", ["01", "02", "03", "04", "05"], []),
        ({"share": "10%"}, "lowest", ["05"], []),  # ceil(0.5) = 1
        ({"share": "60%"}, "lowest", ["05", "04", "02", "03"], ["02", "03"]),  # ceil(3) = 3
        ({"share": "0%"}, "lowest", [], []),
        ({"share": "1"}, "lowest", ["05", "04", "02", "03", "01"], []),
    ],
)
def test_a_list_takes_so_many_from_an_end_and_a_tie_at_its_edge_whole(
    size: dict[str, str], pick: str, ids: list[str], tied: list[str]
) -> None:
    result = with_scores(score_scheme(names(pick, **size)), FIVE)
    assert result.to_dict()["lists"] == {"名单": ids}
    assert [one["id"] for one in result.to_dict()["appraisees"] if one["flags"]] == tied
    assert column(result, "grade") == grades()


def test_a_list_of_a_group_takes_its_share_of_those_ranked_in_it() -> None:
    scores = {"01:农村": "90", "02:社区": "89", "03:农村": "88", "04:社区": "87"}
    result = with_scores(score_scheme(names("lowest", group="农村", share="10%")), scores)
    assert result.to_dict()["lists"] == {"名单": ["03"]}


def test_lists_work_without_grades() -> None:
    result = with_scores(score_scheme(names("highest", count="1"), grades=""), FIVE)
    assert result.to_dict()["lists"] == {"名单": ["01"]}
    assert column(result, "grade") == [None] * 5


def test_a_flag_is_given_once_and_in_order() -> None:
    more = quota("好", at_most="40%") + names("highest", count="2")
    assert about(with_scores(score_scheme(more), FIVE), "02")["flags"] == ["并列待定"]


def test_steps_say_the_figures_that_decided() -> None:
    more = rule("得分 < 87", "较好", "偏低") + quota("好", at_most="40%")
    steps = about(with_scores(score_scheme(more), FIVE), "04")["steps"]
    assert [step["because"] for step in steps] == ["得分86.00,名次4", "符合“偏低”"]


def test_one_grade_without_a_condition_is_everyone_s() -> None:
    scheme = HEAD + '[formula]\n"得分" = "1"\n[[grade]]\nname = "合格"\n'
    assert about(counted(scheme, roster("01")), "01")["grade"] == "合格"
