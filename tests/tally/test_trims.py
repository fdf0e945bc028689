"""去掉最高分和最低分, and marks without points: what stands in a mean, worked by hand."""

from __future__ import annotations

import pytest

from tally import explain
from tests.tally.house import CLASS_A, FORMULA, GRADES, HEAD, SCALE, SHEET, about, counted, marks, roster, rule

UNKNOWN = '"不了解" = "不计分"\n'
TWO = '[[class]]\nid = "A"\nweight = "60%"\n[[class]]\nid = "B"\nweight = "40%"\n'
RUBRIC = '[[sheet.item]]\nid = "1"\nmax = 100\nstep = 1\n'


def trim(text: str) -> str:
    return f"trim = {{ {text} }}\n"


def scale_score(text: str, given: str, classes: str = CLASS_A, more: str = "") -> str | None:
    """The exact score of a trimmed scale sheet."""
    scheme = HEAD + classes + SCALE + UNKNOWN + SHEET + trim(text) + FORMULA
    score: str | None = about(counted(scheme, roster("01"), marks({"01": given}) + more), "01")["sheets_exact"]["述职"]
    return score


def rubric_score(text: str, *numbers: int) -> str:
    rows = "".join(f"v{place},A,01,述职,1,{number}\n" for place, number in enumerate(numbers))
    scheme = HEAD + CLASS_A + SHEET + trim(text) + RUBRIC + FORMULA
    score: str = about(counted(scheme, roster("01"), rows), "01")["sheets_exact"]["述职"]
    return score


@pytest.mark.parametrize(
    ("text", "given", "score"),
    [
        ("each = 1", "好 较好 一般 差", "75"),  # 90 and 60 go: (80 + 70) / 2
        ("each = 1", "好 好 差", "90"),  # one 90 and the 60 go
        ("each = 1", "好 差", "75"),  # from is 3 if left out: none of two
        ("each = 1, from = 5", "好 较好 一般 差", "75"),  # none of four: 300 / 4
        ("each = 1, from = 4", "好 较好 差 差", "70"),  # from 4 on: (80 + 60) / 2
        ("each = 2", "好 好 较好 差 差", "80"),
        ("each = 2", "好 好 较好 差", "80"),  # from is 5: (180 + 80 + 60) / 4
        ('share = "25%"', "好 较好 一般 差", "75"),  # floor(0.25 · 4) = 1 from each end
        ('share = "25%"', "好 好 差", "80"),  # floor(0.75) = 0
        ('share = "1/3"', "好 好 差", "90"),  # floor(1) = 1
        ('share = "49%"', "好 差", "75"),  # floor(0.98) = 0
        ('share = "25%", from = 5', "好 较好 一般 差", "75"),
        ("each = 1", "好 好 差 不了解 弃权", "90"),  # neither stands among the three points
        ("each = 1", "好 差 不了解", "75"),  # two marks with points: none goes
    ],
)
def test_the_lowest_and_the_highest_points_are_left_out_of_a_scale_sheet(text: str, given: str, score: str) -> None:
    assert scale_score(text, given) == score


def test_a_trim_is_made_in_each_weighted_class_by_itself() -> None:
    more = marks({"01": "好 差"}, ballot_class="B")
    assert scale_score("each = 1", "好 较好 差", TWO, more) == "78"  # 0.6 × 80 + 0.4 × 75: B has two, none goes


def test_a_trim_is_made_once_where_all_marks_count_alike() -> None:
    classes, more = CLASS_A + '[[class]]\nid = "B"\n', marks({"01": "好 差"}, ballot_class="B")
    assert scale_score("each = 1", "好 较好 差", classes, more) == "230/3"  # 90 90 80 60 60: (90 + 80 + 60) / 3


def test_a_trim_is_made_item_by_item_and_ties_at_an_end_go_one_by_one() -> None:
    assert rubric_score("each = 1", 100, 100, 80, 0) == "90"
    assert rubric_score("each = 2", 100, 90, 90, 80, 0) == "90"
    assert rubric_score("each = 1", 100, 0) == "50"


def test_a_trim_may_be_the_parameter_that_a_committee_sets() -> None:
    parameter = '[[parameter]]\nid = "去掉"\nvalue = 1\n'
    scheme = HEAD + parameter + CLASS_A + SCALE + SHEET + trim('each = "去掉"') + FORMULA
    given = marks({"01": "好 好 较好 差 差"})
    assert about(counted(scheme, roster("01"), given), "01")["sheets_exact"] == {"述职": "230/3"}
    assert about(counted(scheme, roster("01"), given, settings={"去掉": "2"}), "01")["sheets_exact"] == {"述职": "80"}


def test_votes_and_vote_shares_know_of_no_trim() -> None:
    scheme = HEAD + CLASS_A + SCALE + SHEET + trim("each = 1") + FORMULA + GRADES + rule("得票率(差) >= 1/3", "差")
    one = about(counted(scheme, roster("01"), marks({"01": "好 好 差"})), "01")
    assert one["votes"]["述职"]["好"] == {"A": 2}
    assert (one["score"], one["base_grade"], one["grade"]) == ("90.00", "好", "差")
    rows = "".join(f"v{place},A,01,述职,1,{number}\n" for place, number in enumerate((0, 50, 70)))
    rubric = HEAD + CLASS_A + SHEET + trim("each = 1") + RUBRIC + FORMULA
    votes = about(counted(rubric, roster("01"), rows), "01")["votes"]["述职"]["1"]["A"]
    assert (votes["sum"], votes["count"]) == ("120", 3)


def test_a_mark_without_points_counts_as_a_head_and_in_no_mean() -> None:
    scheme = (
        HEAD + CLASS_A + SCALE + UNKNOWN + SHEET + FORMULA + GRADES + rule("得票率(不了解) > 30%", "差", "不了解多")
    )
    result = counted(scheme, roster("01"), marks({"01": "好 较好 不了解"}))
    one = about(result, "01")
    assert (one["score"], one["votes"]["述职"]["不了解"]) == ("85.00", {"A": 1})
    assert (one["base_grade"], one["grade"]) == ("好", "差")  # 1/3 of the marks
    assert "“述职”另有“不了解”1票，计入有效票，不折分。" in explain(result, "01")


def test_without_a_mark_that_has_points_a_sheet_has_no_score() -> None:
    result = counted(HEAD + CLASS_A + SCALE + UNKNOWN + SHEET + FORMULA, roster("01"), marks({"01": "不了解 弃权"}))
    assert about(result, "01")["sheets"] == {"述职": None}
    assert [line[:5] for line in result.to_dict()["warnings"]] == ["01 得分"]


def test_a_weighted_class_whose_marks_have_no_points_is_named() -> None:
    rows = marks({"01": "好"}) + marks({"01": "不了解"}, ballot_class="B")
    result = counted(HEAD + TWO + SCALE + UNKNOWN + SHEET + FORMULA, roster("01"), rows)
    assert about(result, "01")["score"] == "90.00"
    assert result.to_dict()["warnings"] == ["01 述职:B类无一票,权重按其余票类折算"]


def test_the_points_of_a_mark_may_be_a_parameter() -> None:
    parameter = '[[parameter]]\nid = "好分"\nvalue = 95\n'
    scheme = HEAD + parameter + CLASS_A + SCALE.replace('"好" = 90', '"好" = "好分"') + SHEET + FORMULA
    assert about(counted(scheme, roster("01"), marks({"01": "好"})), "01")["score"] == "95.00"
    assert about(counted(scheme, roster("01"), marks({"01": "好"}), settings={"好分": "1/3"}), "01")["score"] == "0.33"


def test_what_a_trim_leaves_out_is_told_with_every_sum() -> None:
    rows = "".join(f"v{place},A,01,述职,1,{number}\n" for place, number in enumerate((95, 95, 92, 90, 60, 60)))
    scheme = HEAD + CLASS_A + SHEET + trim("each = 2") + RUBRIC + FORMULA
    lines = explain(counted(scheme, roster("01"), rows), "01")
    told = "6人打分合计492，去掉最高分95（2人）、最低分60（2人），(492-95×2-60×2)÷(6-4) = 182÷2 = 91"
    assert f"评分表“述职”第1项（满分100）：{told}。" in lines
    few = explain(counted(scheme, roster("01"), rows[: len("v0,A,01,述职,1,95\n") * 2]), "01")
    assert "评分表“述职”第1项（满分100）：2人打分，不足5人，不去高低分，合计190÷2 = 95。" in few


def test_a_trimmed_scale_sheet_is_explained_by_what_is_left() -> None:
    scheme = HEAD + CLASS_A + SCALE + SHEET + trim('share = "25%"') + FORMULA
    lines = explain(counted(scheme, roster("01"), marks({"01": "好 较好 较好 差"})), "01")
    assert "评分表“述职”：去掉最高分90、最低分60，(2×80)÷2 = 160÷2 = 80。" in lines
    lines = explain(counted(scheme, roster("01"), marks({"01": "好 较好 差"})), "01")
    assert any("3人打分，按比例不足去掉1人，不去高低分，(1×90 + 1×80 + 1×60)÷3" in line for line in lines)
