"""The short sentences of a frozen result, as the desk and the papers print them."""

from __future__ import annotations

from voting.meeting.outcome.result_words import step_words, warning_words


def test_a_warning_is_printed_with_full_width_stops() -> None:
    said = warning_words("01 基层党建:B类无一票,权重按其余票类折算")
    assert said == "01 基层党建：B类无一票，权重按其余票类折算"


def test_a_base_grade_is_printed_with_full_width_stops() -> None:
    step = {"kind": "base", "name": "基础等次", "from": None, "to": "好", "because": "得分90.00,名次1"}
    assert step_words(step, (), {}) == "基础等次“好”：得分90.00，名次1。"


def test_a_step_is_told_by_its_own_line_of_the_explanation_with_its_clause() -> None:
    step = {"kind": "rule", "name": "差票", "from": "好", "to": "差", "because": "符合“差票”"}
    told = ("规则“差票”：3 ÷ 20 不超过10%，不变。", "规则“差票”：3 ÷ 20 超过10%，由“好”降为“差”。")
    assert step_words(step, told, {("rule", "差票"): "差票超过10%的"}) == f"{told[1]}（原文：差票超过10%的）"
    assert step_words(step, (), {}) == "按规则“差票”，由“好”降为“差”。"
