"""A grade explained and a scheme read back: the sentences hold the figures that a pencil comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tally import Result, Source, count, describe, explain, read_scheme
from tests.tally.house import (
    CLASS_A,
    FORMULA,
    GRADES,
    HEAD,
    PLAIN,
    SCALE,
    SHEET,
    counted,
    marks,
    quota,
    roster,
    rule,
    scheme_of,
)
from tests.tally.schemes.sample import NAMES, sample_result
from tests.tally.test_description import HALF_WIDTH

GOLDEN = Path(__file__).parent / "golden"


def golden(case: str, issued: dict[str, int] | None = None) -> Result:
    folder = GOLDEN / case
    records = Source("r", folder / "records.csv") if (folder / "records.csv").exists() else None
    ballots = [Source("b", folder / "ballots.csv")]
    return count(Source("s", folder / "scheme.toml"), Source("a", folder / "appraisees.csv"), ballots, records, issued)


def said(result: Result, person: str, *pieces: str) -> None:
    """Every piece stands in the explanation, in this order."""
    text, place = "\n".join(explain(result, person)), 0
    for piece in pieces:
        assert piece in text[place:], f"{piece} not in order in\n{text}"
        place = text.index(piece, place) + len(piece)


def test_three_sheets_are_explained_from_heads_to_grade() -> None:
    said(
        golden("a-three-sheets", {"A": 3, "B": 5, "C": 9}),
        "01",
        "A类3张、B类5张、C类8张",
        "共16张",
        "(10×90 + 5×80 + 1×70)÷16 = 1370÷16 = 685/8 = 85.625",
        "(基层党建（85.625）+ 党风廉政（85.625）+ 意识形态（85.625）) ÷ 3 = 85.625",
        "85.63",
        "得分（85.63）不低于85",
        "成立",
        "3÷48=6.25%",
        "不成立",
        "建议等次",
        "好",
    )


def test_class_weights_are_explained_with_their_fractions() -> None:
    said(
        golden("b-empty-class"),
        "01",
        "A类(2×90 + 1×80)÷3 = 260/3",
        "B类(1×90 + 1×70)÷2 = 80",
        "(260/3×40% + 80×30%)÷(40% + 30%) = 1760/21",
        "83.81",
    )


def test_a_sensitive_rule_is_explained_with_every_denominator() -> None:
    result = golden("c-threshold", {"A": 21})
    said(result, "02", "弃权1票", "2÷19≈10.53%", "由“好”降为“差”", "口径敏感", "2÷20=10%", "2÷21≈9.52%")


def test_a_quota_and_its_tie_are_explained() -> None:
    result = golden("d-quota-tie")
    said(result, "02", "与王强（03）得分相同", "5×40% = 2", "1、2、2、4", "由“好”降为“较好”", "并列待定", "名单“先进”")
    said(result, "01", "5×40% = 2", "可留", "5-4 = 1", "可留")


def test_records_and_formula_lines_are_explained() -> None:
    said(golden("e-community-records"), "U1", "优秀", "计95分", "日常评价（88.4）× 30%", "= 89.38", "91.066", "91.07")


def test_items_of_a_rubric_are_explained_one_by_one() -> None:
    result = golden("f-village-rubric")
    said(result, "02", "第1.4项", "合计3.5÷2 = 7/4 = 1.75", "漏填1票", "1171/12", "97.58", "名次（1）在前1名以内")


def test_an_appraisee_without_a_score_is_explained_too() -> None:
    said(counted(PLAIN, roster("01")), "01", "共0张", "无人打分", "没有得分", "不定等次")


def test_a_rule_that_holds_and_changes_nothing_says_so() -> None:
    said(counted(PLAIN + rule("得分 > 0", "好"), roster("01"), marks({"01": "差"})), "01", "成立", "不变")


def test_who_is_not_there_cannot_be_explained() -> None:
    with pytest.raises(KeyError):
        explain(counted(PLAIN, roster("01")), "02")


def test_every_kind_of_expression_can_be_said() -> None:
    record = '[[record]]\nid = "问责"\nkind = "flag"\ndefault = "否"\n'
    when = (
        "非 问责 且 (名次 < 3 或 得票数(好) > 1) 且 -1 < 得分 - 问责 * 2 "
        "且 最大(得分, 1) != 0 且 得票率(差, 范围=最高, 分母=收回票) <= 1"
    )
    scheme = HEAD + CLASS_A + SCALE + SHEET + record + FORMULA + GRADES + rule(when)
    result = counted(scheme, roster("01"), marks({"01": "好 好"}))
    said(
        result,
        "01",
        "并非（“问责”为“是”（记录为“否”））",
        "（名次（1）低于3",
        "“好”票数（2）超过1）",
        "90.00）- 问责（0）× 2（即90）",
        "最大（得分（90.00）、1）（即90）不等于0",
        "0÷2=0%",
        "降为“差”",
    )
    assert any("最高的一张评分表" in line or "占收回票的比例" in line for line in describe(scheme_of(scheme)))


def test_a_scheme_is_read_back_with_what_must_still_be_set() -> None:
    parameter = '[[parameter]]\nid = "上限"\ntitle = "好的上限"\n'
    lines = describe(scheme_of(PLAIN + parameter + quota("好", at_most="上限")))
    assert any("“好”计90分" in line for line in lines)
    assert any("得分不低于85的" in line and "“好”" in line for line in lines)
    assert any("至多占参数“上限”" in line and "尚未设定" in line for line in lines)
    assert lines[-1].startswith("参数“上限”")
    assert "尚未设定" in lines[-1]


def test_every_shipped_scheme_can_be_read_back() -> None:
    for path in sorted((Path(__file__).parents[2] / "tally" / "schemes").glob("*.toml")):
        lines = describe(read_scheme(Source(path.name, path)))
        assert all(line.endswith("。") for line in lines), path.name


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_explained_with_the_punctuation_of_an_office(name: str) -> None:
    result = sample_result(name)
    for one in result.appraisees:
        for line in explain(result, one.id):
            assert not HALF_WIDTH.search(line), line
            assert line.endswith("。")


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_a_sample_is_on_its_page(name: str) -> None:
    result = sample_result(name)
    for one in result.appraisees:
        text = "\n".join(explain(result, one.id))
        for value in (line.name for line in result.scheme.formula):
            assert f"{value} = " in text
        for step in one.steps[1:]:
            assert f"由“{step.before}”降为“{step.after}”" in text
        assert ("建议等次" in text) == (one.grade is not None)


def test_points_that_nothing_reads_are_not_explained() -> None:
    scheme = PLAIN.replace('"得分" = "述职"', '"得分" = "得票率(好) * 100"')
    result = counted(scheme, roster("03"), marks({"03": "好 " * 17 + "差 差 弃权"}))
    said(result, "03", "评分表“述职”：“好”17票、“较好”0票、“一般”0票、“差”2票，有效票共19张；只计票数，不折分。")
    assert all("17×" not in line for line in explain(result, "03"))


def test_an_edge_that_has_to_be_worked_out_is_worked_out() -> None:
    said(sample_result("county-secretary"), "V04", "名次（5）不超过先进名额（3）× 差额倍数（1.5）（即4.5）：不成立")


def test_many_records_are_told_in_one_breath() -> None:
    lines = explain(sample_result("party-building-county"), "C4")
    (records,) = [line for line in lines if line.startswith("记录项")]
    assert records.startswith("记录项共50项：“城市区”是；“无乡镇”是；“专项_组织领导”2；")
    assert "；“加分”不加分（未录入，按默认），计0分；" in records
