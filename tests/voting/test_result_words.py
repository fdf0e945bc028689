"""The short sentences of a frozen result, as the desk and the papers print them."""

from __future__ import annotations

import pytest

from tally import Result, explain, read_result
from tally.grading import Step
from tally.words import step_words
from tests.tally.house import PLAIN, counted, marks, quota, roster, rule
from voting.meeting.outcome.result_words import ground_sentence, step_sentence, warning_words

CLAUSE = "“差”票超过10%的，确定为“差”"
SCHEME = (
    PLAIN
    + rule("得票率(差) > 10%", name="差票")
    + f'clause = "{CLAUSE}"\n'
    + quota("好", name="好的比例", at_most="50%")
)


@pytest.fixture
def result() -> Result:
    """01: 4 好, 1 差 of 5 = 20 % > 10 % → 差. 02: all 好. 03: 4 好, 1 较好: of 3 graded at most 1 may stay 好."""
    given = marks({"01": "好 好 好 好 差", "02": "好 好 好 好 好", "03": "好 好 好 好 较好"})
    made = counted(SCHEME, roster("01", "02", "03"), given)
    return read_result(made.to_bytes(), made.scheme)


def lowering(result: Result, code: str) -> Step:
    """The one step that lowered this appraisee."""
    _, step = result.of(code).steps
    return step


def test_a_warning_is_printed_with_full_width_stops() -> None:
    said = warning_words("01 基层党建:B类无一票,权重按其余票类折算")
    assert said == "01 基层党建：B类无一票，权重按其余票类折算"


def test_a_base_grade_is_told_by_score_and_rank_and_has_no_clause(result: Result) -> None:
    base, *_ = result.of("02").steps
    assert step_sentence(result.scheme, base) == "基础等次“好”：得分90.00，名次1。"


def test_a_step_of_a_rule_is_told_with_its_figures_and_its_clause(result: Result) -> None:
    said = step_sentence(result.scheme, lowering(result, "01"))
    assert said.startswith("规则“差票”：")
    assert "1÷5=20%" in said
    assert said.endswith(f"由“较好”降为“差”。（原文：{CLAUSE}）")


def test_a_step_of_a_quota_is_told_with_its_figures_and_without_a_clause_where_none_is_quoted(result: Result) -> None:
    said = step_sentence(result.scheme, lowering(result, "03"))
    assert said.startswith("比例限制“好的比例”：已定等次的3人，3×50% = 1.5，舍去零头，至多1人可留")
    assert said.endswith("由“好”降为“较好”。")


def test_a_letter_is_told_by_which_rule_and_no_figure(result: Result) -> None:
    assert ground_sentence(lowering(result, "01")) == "按规则“差票”，由“较好”降为“差”。"
    assert ground_sentence(lowering(result, "03")) == "按比例限制“好的比例”，由“好”降为“较好”。"


def lines(result: Result, code: str) -> list[str]:
    """The explanation of one appraisee, with the brackets of a paper."""
    return [line.translate(str.maketrans("()", "（）")) for line in explain(result, code)]


@pytest.mark.parametrize("code", ["01", "03"])
def test_papers_and_explanation_tell_a_step_in_the_same_words(result: Result, code: str) -> None:
    said, _, _ = step_sentence(result.scheme, lowering(result, code)).partition("（原文：")
    assert said in lines(result, code)


@pytest.mark.parametrize(("code", "figures"), [("01", "1÷5=20%"), ("03", "3×50% = 1.5")])
def test_a_reworded_verb_is_reworded_everywhere_and_loses_no_figure(
    result: Result, code: str, figures: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence is made of the ground and not looked for: it cannot be missed because it is worded otherwise."""
    monkeypatch.setattr(step_words, "change_words", lambda step: f"自“{step.before}”调整至“{step.after}”")
    step = lowering(result, code)
    said, _, _ = step_sentence(result.scheme, step).partition("（原文：")
    assert figures in said
    assert f"自“{step.before}”调整至“{step.after}”" in said
    assert said in lines(result, code)
    assert ground_sentence(step).endswith(f"自“{step.before}”调整至“{step.after}”。")
