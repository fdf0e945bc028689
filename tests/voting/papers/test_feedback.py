"""反馈意见: what the person is told, and what he is not."""

from __future__ import annotations

from dataclasses import replace

from tests.voting.paper_reading import docx_text
from tests.voting.sample_figures import confirmed_meeting, proposed_meeting
from voting.papers.feedback import feedback_docx


def test_the_feedback_is_addressed_to_the_person_and_says_the_grade_and_the_problems() -> None:
    meeting = confirmed_meeting()
    person = replace(meeting.appraisees[0], name="张建国", post="场党委书记")
    text = docx_text(feedback_docx(meeting, person))
    assert "张建国同志：" in text
    assert "综合评价等次确定为“好”。" in text
    assert "一是党建与生产经营结合不够紧" in text
    assert "请于2027年3月31日前将整改方案和问题、责任、整改清单报中共立新农场委员会。" in text


def test_feedback_before_confirmation_is_marked() -> None:
    meeting = proposed_meeting()
    text = docx_text(feedback_docx(meeting, meeting.appraisees[0]))
    assert text.startswith("建议等次（待研究确定）")


def test_the_feedback_shows_no_counts_of_votes() -> None:
    meeting = confirmed_meeting()
    assert "69.49%" not in docx_text(feedback_docx(meeting, meeting.appraisees[0]))


def test_the_feedback_names_the_rule_that_lowered_the_grade_and_no_figure_of_it() -> None:
    meeting = confirmed_meeting()
    person = replace(meeting.appraisees[4], grounds=("按规则“一般、差票超过上限”，由“好”降为“差”。",))
    text = docx_text(feedback_docx(meeting, person))
    assert "按规则“一般、差票超过上限”，由“好”降为“差”。" in text
    assert "13.56%" not in text


def test_the_feedback_says_before_once() -> None:
    meeting = confirmed_meeting()
    person = replace(meeting.appraisees[0], deadline="2027年3月31日前")
    assert "请于2027年3月31日前将整改方案" in docx_text(feedback_docx(meeting, person))
