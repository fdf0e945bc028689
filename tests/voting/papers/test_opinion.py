"""综合评价意见: what it says before and after the committee, and that nothing typed can break it."""

from __future__ import annotations

from dataclasses import replace

from tests.voting.paper_reading import docx_table, docx_text, open_docx
from tests.voting.sample_figures import (
    confirmed_meeting,
    hostile_meeting,
    proposed_meeting,
)
from voting.papers.opinion import opinion_docx


def test_the_marks_and_scores_stand_in_the_table_as_worked_by_hand() -> None:
    # 好/较好/一般/差 of 59 marks: 40/18/1/0 → (3600+1440+70)/59 = 5110/59 = 86.610… → 86.61;
    # the other sheets 41/17/1/0 → 86.78 and 42/16/1/0 → 86.95; the mean is 5120/59 = 86.779… → 86.78.
    # 40/59 = 67.80 %, 18/59 = 30.51 %; all sheets 123/177 = 69.49 %, 51/177 = 28.81 %.
    meeting = confirmed_meeting()
    rows = docx_table(opinion_docx(meeting, meeting.appraisees[0]), "专项")
    assert rows == [
        ["专项", "好", "较好", "一般", "差", "弃权", "回避", "得分"],
        ["抓基层党建工作责任", "40\n67.80%", "18\n30.51%", "1\n1.69%", "0\n0.00%", "0", "1", "86.61"],
        ["落实党风廉政建设主体责任", "41\n69.49%", "17\n28.81%", "1\n1.69%", "0\n0.00%", "0", "1", "86.78"],
        ["落实意识形态责任制", "42\n71.19%", "16\n27.12%", "1\n1.69%", "0\n0.00%", "0", "1", "86.95"],
        ["合计", "123\n69.49%", "51\n28.81%", "3\n1.69%", "0\n0.00%", "0", "3", "86.78"],
    ]


def test_a_confirmed_opinion_says_who_determined_the_grade() -> None:
    meeting = confirmed_meeting()
    text = docx_text(opinion_docx(meeting, meeting.appraisees[0]))
    assert "关于立新农场党委书记\n2026年度落实主体责任述职评议考核的\n综合评价意见" in text
    assert "会议应到62人，实到60人。" in text
    assert "经场党委会议研究，综合评价等次确定为“好”。" in text
    assert "按照方案计算，最后得分为86.78分。" in text
    assert "待研究确定" not in text


def test_a_grade_that_stays_as_proposed_names_its_document_too() -> None:
    meeting = confirmed_meeting()
    one = replace(meeting.appraisees[0], document="场党委会议纪要〔2026〕18号")
    assert "确定为“好”。依据文件：场党委会议纪要〔2026〕18号。" in docx_text(opinion_docx(meeting, one))
    assert "依据文件" not in docx_text(opinion_docx(meeting, meeting.appraisees[0]))


def test_before_confirmation_the_paper_is_marked_as_a_proposal() -> None:
    meeting = proposed_meeting()
    text = docx_text(opinion_docx(meeting, meeting.appraisees[0]))
    assert text.startswith("建议等次（待研究确定）")
    assert "建议等次为“好”（待研究确定）。" in text
    assert "确定为" not in text


def test_a_grade_decided_before_the_whole_meeting_is_confirmed_is_still_a_proposal() -> None:
    meeting = replace(confirmed_meeting(), confirmed=False)
    assert "待研究确定" in docx_text(opinion_docx(meeting, meeting.appraisees[0]))


def test_a_changed_grade_is_printed_beside_the_proposed_one_with_reason_and_document() -> None:
    meeting = confirmed_meeting()
    text = docx_text(opinion_docx(meeting, meeting.appraisees[5]))
    assert "按照方案计票，建议等次为“好”。经场党委会议研究，综合评价等次确定为“较好”，与建议等次不同。" in text
    assert "调整理由：年度安全生产检查发现问题一项，尚未整改到位。依据文件：场党委会议纪要〔2026〕18号。" in text


def test_the_clause_that_lowered_a_grade_is_printed_with_its_figures() -> None:
    # 一般 5 and 差 3 on each of three sheets: 24 of 177 marks = 13.559… %
    meeting = confirmed_meeting()
    text = docx_text(opinion_docx(meeting, meeting.appraisees[4]))
    assert "“一般”“差”票共24票，占有效票177票的13.56%，超过10%" in text
    assert "综合评价等次确定为“差”。" in text


def test_missing_words_of_the_secretary_leave_ruled_lines_and_no_placeholder() -> None:
    meeting = confirmed_meeting()
    written = open_docx(opinion_docx(meeting, meeting.appraisees[1]))
    blank = open_docx(opinion_docx(meeting, meeting.appraisees[2]))

    def rules(document: object) -> int:
        return sum('w:leader="underscore"' in p._p.xml for p in document.paragraphs)  # type: ignore[attr-defined]  # python-docx ships no types

    assert rules(written) == 0
    assert rules(blank) == 6  # two under each of 主要成绩, 存在问题, 整改要求
    text = "\n".join(p.text for p in blank.paragraphs)
    assert "整改时限：　　　　年　　月　　日。" in text
    assert not any(word in text for word in ("None", "TODO", "{{", "}}", "{%"))


def test_every_paragraph_that_the_secretary_typed_is_a_paragraph_of_its_own() -> None:
    meeting = confirmed_meeting()
    lines = docx_text(opinion_docx(meeting, meeting.appraisees[0])).split("\n")
    first = lines.index("二、主要成绩")
    assert lines[first + 1].startswith("一是")
    assert lines[first + 2].startswith("二是")
    assert lines[first + 3].startswith("三是")
    assert lines[first + 4] == "三、存在问题"


def test_text_that_looks_like_xml_or_a_field_is_printed_as_it_was_typed() -> None:
    meeting = hostile_meeting()
    text = docx_text(opinion_docx(meeting, meeting.appraisees[1]))
    assert '关于<张>&"建国"同志' in text
    assert '成绩<b>&"突出"</b>' in text
    assert "{{ 7*7 }}" in text
    assert "49" not in docx_text(opinion_docx(meeting, meeting.appraisees[1])).split("二、主要成绩")[1]


def test_a_written_report_is_not_called_a_speech() -> None:
    meeting = confirmed_meeting()
    assert "提交了书面述职报告" in docx_text(opinion_docx(meeting, meeting.appraisees[11]))
    assert "作了述职" in docx_text(opinion_docx(meeting, meeting.appraisees[10]))


def test_an_appraisee_without_a_score_is_given_no_grade() -> None:
    meeting = proposed_meeting()
    nobody = replace(meeting.appraisees[0], score="—", rank="—", base_grade="", proposed_grade="", steps=())
    text = docx_text(opinion_docx(meeting, nobody))
    assert "本次测评没有形成最后得分。" in text
    assert "没有形成建议等次" in text
    assert "“”" not in text


def test_a_scheme_of_records_alone_prints_records_and_intermediate_values() -> None:
    meeting = replace(confirmed_meeting(), mark_labels=(), sheet_titles=())
    unit = replace(
        meeting.appraisees[0],
        sheets=(),
        overall=(),
        apart=(),
        records=(("社区等次", "优秀"),),
        values=(("工委", "89.38"), ("社区", "—"), ("得分", "91.07")),
        score="91.07",
    )
    text = docx_text(opinion_docx(meeting, unit))
    assert "“社区等次”为“优秀”。" in text
    assert "其中工委89.38分。" in text
    assert "最后得分为91.07分。" in text


def test_the_same_figures_give_the_same_bytes() -> None:
    meeting = confirmed_meeting()
    assert opinion_docx(meeting, meeting.appraisees[0]) == opinion_docx(meeting, meeting.appraisees[0])
