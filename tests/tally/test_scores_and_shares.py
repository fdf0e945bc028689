"""Paragraphs 3 to 5: 得分, 得票率, 口径敏感, 名次. Figures worked by hand."""

from __future__ import annotations

import pytest

from tests.tally.house import (
    CLASS_A,
    FORMULA,
    GRADES,
    HEAD,
    PLAIN,
    SCALE,
    SHEET,
    about,
    column,
    counted,
    marks,
    names,
    quota,
    roster,
    rule,
    score_scheme,
    with_scores,
)

TWO_SHEETS = SHEET + '[[sheet]]\nid = "廉政"\n'


def grade_by(when: str, rows: str, issued: dict[str, int] | None = None, sheets: str = TWO_SHEETS) -> str:
    """命中 or 未中: whether a grade's condition holds for 01."""
    grades = f'[[grade]]\nname = "命中"\nwhen = "{when}"\n[[grade]]\nname = "未中"\n'
    scheme = HEAD + CLASS_A + SCALE + sheets + '[formula]\n"得分" = "1"\n' + grades
    return str(about(counted(scheme, roster("01"), rows, issued=issued), "01")["grade"])


def value_of(formula: str, places: int = 2) -> str | None:
    """What a formula without sheets comes to, as printed."""
    scheme = HEAD + f'[formula]\n"得分" = "{formula}"\n[rounding]\nplaces = {places}\n'
    found: str | None = about(counted(scheme, roster("01")), "01")["score"]
    return found


@pytest.mark.parametrize(
    ("formula", "places", "printed"),
    [
        ("85.625", 2, "85.63"),
        ("85.624999999", 2, "85.62"),
        ("-85.625", 2, "-85.63"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.001", 2, "0.00"),
        ("1/3", 9, "0.333333333"),
        ("0.1 + 0.2", 9, "0.300000000"),
        ("99.995", 2, "100.00"),
        ("0.05", 1, "0.1"),
        ("5", 0, "5"),
    ],
)
def test_a_score_is_rounded_half_up_by_magnitude(formula: str, places: int, printed: str) -> None:
    assert value_of(formula, places) == printed


def test_the_score_is_rounded_once_and_other_lines_see_it_exact() -> None:
    scheme = HEAD + '[formula]\n"三分" = "1/3"\n"得分" = "三分 * 3 + 0.004"\n"千倍" = "得分 * 1000"\n'
    one = about(counted(scheme, roster("01")), "01")
    assert one["values"] == {"三分": "0.33", "得分": "1.00", "千倍": "1004.00"}


def test_grades_see_the_score_rounded() -> None:
    assert column(with_scores(score_scheme(), {"01": "84.995", "02": "84.994"}), "grade") == ["好", "较好"]


def test_ranks_see_the_score_rounded() -> None:
    result = with_scores(score_scheme(), {"01": "80.001", "02": "80.004", "03": "79.99"})
    assert column(result, "rank") == [1, 1, 3]


def test_ranks_are_shared_and_the_next_is_passed_over() -> None:
    result = with_scores(score_scheme(), {"01": "84", "02": "85.63", "03": "85.63", "04": "70"})
    assert column(result, "rank") == [3, 1, 1, 4]


def test_both_ranks_and_the_headcount_can_be_read() -> None:
    grades = (
        '[[grade]]\nname = "末二"\nwhen = "倒数名次 <= 2"\n'
        '[[grade]]\nname = "半数"\nwhen = "名次 <= 人数 / 2"\n[[grade]]\nname = "其他"\n'
    )
    result = with_scores(score_scheme(grades=grades), {"01": "5", "02": "4", "03": "3", "04": "2", "05": "2"})
    assert column(result, "grade") == ["半数", "半数", "其他", "末二", "末二"]


def test_dividing_by_zero_leaves_no_score_no_rank_no_grade_and_a_warning() -> None:
    scheme = score_scheme(names("lowest", count="5"), quota("好", at_most="0%")).replace(
        '"得分" = "分数"', '"得分" = "100 / 分数"'
    )
    result = with_scores(scheme, {"01": "0", "02": "1"})
    assert column(result, "score") == [None, "100.00"]
    assert column(result, "rank") == [None, 1]
    assert column(result, "grade") == [None, "较好"]
    assert result.to_dict()["lists"] == {"名单": ["02"]}
    assert [warning.split()[0] for warning in result.to_dict()["warnings"]] == ["01"]


def test_a_line_without_a_value_takes_those_that_read_it_along() -> None:
    scheme = HEAD + CLASS_A + SCALE + SHEET + '[formula]\n"甲" = "述职"\n"乙" = "1"\n"得分" = "最大(甲, 乙)"\n'
    assert about(counted(scheme, roster("01")), "01")["values"] == {"甲": None, "乙": "1.00", "得分": None}


def test_a_line_that_the_score_does_not_read_may_be_without_a_value() -> None:
    scheme = HEAD + CLASS_A + SCALE + SHEET + '[formula]\n"甲" = "述职"\n"得分" = "1"\n'
    result = counted(scheme, roster("01"))
    assert about(result, "01")["values"] == {"甲": None, "得分": "1.00"}
    assert result.to_dict()["warnings"] == []


def test_one_of_ten_is_not_over_ten_percent_and_two_of_nineteen_is() -> None:
    ten, nineteen = "差 " + "好 " * 9, "差 一般 " + "好 " * 17
    when = "得票率(一般, 差) > 10%"
    assert grade_by(when, marks({"01": ten}), sheets=SHEET) == "未中"
    assert grade_by(when, marks({"01": nineteen}), sheets=SHEET) == "命中"


def test_shares_are_of_all_scale_sheets_together_or_of_the_highest() -> None:
    rows = marks({"01": "差 好 好 好"}) + marks({"01": "差 差 好 好"}, sheet="廉政")
    assert grade_by("得票率(差) == 3/8", rows) == "命中"
    assert grade_by("得票率(差, 范围=最高) == 1/2", rows) == "命中"
    assert grade_by("得票数(差) == 3 and 得票数(差, 好) == 8", rows) == "命中"


def test_shares_divide_by_marks_by_ballots_returned_or_by_ballots_issued() -> None:
    rows = marks({"01": "差 好 弃权 -"}) + marks({"01": "差 - 回避 无效"}, sheet="廉政")  # 4 ballots cover 01
    assert grade_by("得票率(差) == 2/3", rows) == "命中"
    assert grade_by("得票率(差, 分母=收回票) == 2/8", rows) == "命中"
    assert grade_by("得票率(差, 分母=发出票) == 2/10", rows, {"A": 5}) == "命中"
    assert grade_by("得票率(差, 范围=最高) == 1", rows) == "命中"  # 廉政: 1 of 1
    assert grade_by("得票率(差, 范围=最高, 分母=收回票) == 1/4", rows) == "命中"
    assert grade_by("得票率(差, 分母=发出票, 范围=最高) == 1/5", rows, {"A": 5}) == "命中"


def test_with_nothing_to_divide_by_a_share_is_zero() -> None:
    assert grade_by("得票率(差) == 0 and 得票率(差, 范围=最高) == 0 and 得票率(好, 分母=收回票) == 0", "") == "命中"
    assert grade_by("得票率(差, 分母=发出票) == 0", "", {"A": 0}) == "命中"


def test_shares_count_heads_and_never_weights() -> None:
    weighted = '[[class]]\nid = "A"\nweight = "90%"\n[[class]]\nid = "B"\nweight = "10%"\n'
    scheme = HEAD + weighted + SCALE + SHEET + '[formula]\n"得分" = "述职"\n' + GRADES
    rows = marks({"01": "差"}) + marks({"01": "好 好 好"}, ballot_class="B")
    rows_rule = rule("得票率(差) == 25%", "一般")
    assert about(counted(scheme + rows_rule, roster("01"), rows), "01")["flags"] == []
    one = about(counted(scheme + rule("得票率(差) == 25%"), roster("01"), rows), "01")
    assert one["grade"] == "差"  # 0.9×60 + 0.1×90 = 63: 差 already, so no step
    assert len(one["steps"]) == 1


def flags(when: str, given: str, issued: dict[str, int] | None = None, more: str = "") -> list[str]:
    found: list[str] = about(
        counted(PLAIN + more + rule(when), roster("01"), marks({"01": given}), issued=issued), "01"
    )["flags"]
    return found


def test_a_rule_that_another_denominator_would_turn_is_flagged() -> None:
    nineteen = "差 一般 " + "好 " * 17
    when = "得票率(一般, 差) > 10%"
    assert flags(when, nineteen) == []  # 2/19 either way: all 19 returned
    assert flags(when, nineteen + "弃权") == ["口径敏感"]  # 2/20 of the returned is not over
    assert flags(when, nineteen, {"A": 19}) == []
    assert flags(when, nineteen, {"A": 20}) == ["口径敏感"]  # 2/20 of the issued is not over


def test_the_flag_compares_with_the_denominator_that_is_written() -> None:
    given = "差 一般 " + "好 " * 17 + "弃权"
    assert flags("得票率(一般, 差, 分母=收回票) > 10%", given) == ["口径敏感"]
    assert flags("得票率(一般, 差, 分母=收回票) > 10%", given, {"A": 20}) == ["口径敏感"]


def test_the_flag_is_given_only_where_the_grade_would_be_another_one() -> None:
    given = "差 差 " + "一般 " * 17 + "弃权"  # 1310 / 19 = 68.95: 一般; 2/19 of the marks, 2/20 of the ballots
    for grade, flags_given in (("好", []), ("差", ["口径敏感"])):
        with_rule = PLAIN + rule("得票率(差) > 10%", grade)
        result = counted(with_rule, roster("01"), marks({"01": given}))
        assert about(result, "01")["flags"] == flags_given
        assert ["01 口径敏感:按收回票为“一般”,本方案为“差”"][: len(flags_given)] == result.to_dict()["warnings"]


def test_rules_that_make_up_for_one_another_leave_no_flag() -> None:
    given = "差 差 " + "一般 " * 17 + "弃权"
    both = PLAIN + rule("得票率(差) > 10%", "差", "甲") + rule("得票率(差, 分母=收回票) <= 10%", "差", "乙")
    one = about(counted(both, roster("01"), marks({"01": given})), "01")
    assert (one["flags"], one["grade"]) == ([], "差")


def test_a_share_in_the_condition_of_a_grade_is_looked_at_too() -> None:
    grades = '[[grade]]\nname = "好"\nwhen = "得票率(好) > 50%"\n[[grade]]\nname = "差"\n'
    result = counted(HEAD + CLASS_A + SCALE + SHEET + FORMULA + grades, roster("01"), marks({"01": "好 差 好 弃权"}))
    assert about(result, "01")["flags"] == ["口径敏感"]  # 2/3 of the marks, 2/4 of the ballots
    assert result.to_dict()["warnings"] == ["01 口径敏感:按收回票为“差”,本方案为“好”"]


def test_another_denominator_is_put_in_every_share_of_the_condition() -> None:
    # Of the marks 1/2 and 1/2; of the returned 1/3 and 1/3: equal both ways, whatever the 分母.
    assert flags("得票率(好) == 得票率(差, 分母=有效票)", "好 差 弃权") == []


def test_a_rule_without_a_share_is_never_flagged() -> None:
    assert flags("得分 < 100", "好 弃权") == []


def test_an_appraisee_without_a_score_is_never_flagged() -> None:
    scheme = HEAD + CLASS_A + SCALE + TWO_SHEETS + '[formula]\n"得分" = "廉政"\n' + GRADES + rule("得票率(差) >= 50%")
    one = about(counted(scheme, roster("01"), marks({"01": "差 弃权 弃权"})), "01")
    assert (one["score"], one["flags"]) == (None, [])


def test_a_condition_without_a_value_does_not_hold_and_is_named() -> None:
    scheme = HEAD + CLASS_A + SCALE + TWO_SHEETS + '[formula]\n"得分" = "述职"\n' + GRADES
    result = counted(
        scheme + rule("廉政 < 60", name="廉政不合格") + rule("1 / (得分 - 90) > 0", name="除零"),
        roster("01"),
        marks({"01": "好"}),
    )
    assert about(result, "01")["grade"] == "好"
    warnings = result.to_dict()["warnings"]
    assert len(warnings) == 2
    assert all(warning.startswith("01 ") for warning in warnings)
    assert ("廉政不合格" in warnings[0], "除零" in warnings[1]) == (True, True)


def test_and_and_or_stop_at_the_part_that_settles_them() -> None:
    rows = marks({"01": "好"})
    for when in ("得分 == 1 or 廉政 > 0", "非 (得分 > 1 and 廉政 > 0)", "非 (得分 > 1 > 廉政)"):
        assert grade_by(when, rows) == "命中"
    assert grade_by("廉政 > 0 or 得分 == 1", rows) == "未中"


def test_a_flag_counts_one_or_zero_in_arithmetic_as_a_comparison_does() -> None:
    record = '[[record]]\nid = "问责"\nkind = "flag"\ndefault = "否"\n'
    scheme = HEAD + record + '[formula]\n"得分" = "10 - 问责 * 3 + (1 < 2) * 5 - (问责 == 1)"\n'
    result = counted(scheme, roster("01", "02"), records="02,问责,是\n")
    assert column(result, "score") == ["15.00", "11.00"]


def test_the_people_who_should_have_come_are_what_a_share_of_them_divides_by() -> None:
    scheme = PLAIN + rule("得票率(差, 分母=应到) >= 1/3")
    for expected, grade in ((6, "差"), (7, "较好")):
        result = counted(scheme, roster("01"), marks({"01": "差 差 好 好 好"}), expected=expected)
        assert about(result, "01")["grade"] == grade
        assert result.to_dict()["ballots"]["expected"] == expected


def test_a_number_of_people_or_of_ballots_that_is_given_is_a_base_of_its_own() -> None:
    def warnings(issued: dict[str, int] | None, expected: int | None) -> list[str]:
        scheme = PLAIN + rule("得票率(差) >= 50%")
        result = counted(scheme, roster("01"), marks({"01": "差 差 好 弃权"}), issued=issued, expected=expected)
        return list(result.warnings)

    assert warnings(None, None) == []  # 2/3 and 2/4
    assert warnings({"A": 5}, None) == ["01 口径敏感:按发出票为“一般”,本方案为“差”"]
    assert warnings({"A": 4}, 5) == ["01 口径敏感:按应到为“一般”,本方案为“差”"]
    assert warnings({"A": 5}, 9) == [
        "01 口径敏感:按发出票为“一般”,本方案为“差”",
        "01 口径敏感:按应到为“一般”,本方案为“差”",
    ]


def test_another_base_changes_no_score_and_no_line_of_the_formula() -> None:
    scheme = HEAD + CLASS_A + SCALE + SHEET + '[formula]\n"好评" = "得票率(好) * 100"\n"得分" = "好评"\n' + GRADES
    result = counted(scheme + rule("好评 >= 60", "较好"), roster("01"), marks({"01": "好 好 差 弃权"}))
    one = about(result, "01")
    assert (one["score"], one["flags"]) == ("66.67", [])  # 2/3; of the ballots 2/4 would be 50
