"""What follows the meeting: 反馈意见 and 整改台账."""

from __future__ import annotations

from dataclasses import replace

from tests.voting.paper_reading import docx_text, open_xlsx
from tests.voting.sample_figures import confirmed_meeting, proposed_meeting
from voting.papers.feedback import feedback_docx
from voting.papers.ledger import ledger_xlsx


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


def test_the_ledger_has_a_row_for_each_problem_and_one_to_fill_in_where_none_was_written() -> None:
    sheet = open_xlsx(ledger_xlsx(confirmed_meeting()))["整改台账"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert len(rows) == 12 * 2 + 1
    assert rows[0][1] == "立新农场"
    assert rows[0][2] == "一是党建与生产经营结合不够紧，有的工作停留在部署上。"
    assert rows[0][5] == "2027年3月31日"
    assert rows[0][8] == "未完成"
    assert rows[4][1] == "机关第二党支部"
    assert rows[4][2] is None


def test_the_ledger_offers_the_states_of_an_item_and_its_closeout() -> None:
    sheet = open_xlsx(ledger_xlsx(confirmed_meeting()))["整改台账"]
    assert [cell.value for cell in sheet[3]][-2:] == ["状态", "完成销号时间"]
    assert sheet.data_validations.dataValidation[0].formula1 == '"未完成,整改中,已完成,已销号"'


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
