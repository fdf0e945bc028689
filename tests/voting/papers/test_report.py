"""计票结果报告单: what the scrutineers read out and sign."""

from __future__ import annotations

from dataclasses import replace

from docx.enum.section import WD_ORIENT

from tests.voting.paper_reading import docx_table, docx_text, open_docx
from tests.voting.sample_figures import LONG_NAME, big_meeting, confirmed_meeting, hostile_meeting
from voting.papers.facts import ClassFigures
from voting.papers.report import report_docx


def test_the_heading_says_where_when_and_how_many_came() -> None:
    text = docx_text(report_docx(confirmed_meeting()))
    assert text.startswith("立新农场2026年度落实主体责任述职评议会议\n计票结果报告单\n")
    assert "时间：2026年12月26日　　地点：场部三楼会议室　　主持人：场党委书记" in text
    assert "应到：62人　　实到：60人" in text


def test_ballots_are_listed_by_class_with_their_sum() -> None:
    assert docx_table(report_docx(confirmed_meeting()), "票类") == [
        ["票类", "发出票（张）", "收回票（张）", "有效票（张）", "无效票（张）"],
        ["A票（领导班子成员）", "8", "8", "8", "0"],
        ["B票（党委委员、纪委委员）", "10", "10", "10", "0"],
        ["C票（支部书记、党员代表）", "42", "42", "42", "0"],
        ["合计", "60", "60", "60", "0"],
    ]


def test_no_more_returned_than_issued_makes_the_vote_valid() -> None:
    text = docx_text(report_docx(confirmed_meeting()))
    assert "共发出测评票60张，收回60张，各类票收回数均未超过发出数，本次测评有效。" in text
    assert "无效票原因：无。" in text


def test_one_ballot_too_many_in_one_class_makes_it_void_though_the_sums_agree() -> None:
    meeting = confirmed_meeting()
    classes = (ClassFigures("A", "领导班子成员", 8, 9, 9, 0), ClassFigures("B", "党委委员、纪委委员", 10, 9, 9, 0))
    text = docx_text(report_docx(replace(meeting, classes=classes)))
    assert "A票（领导班子成员）收回的票多于发出的票，本次测评无效，应当重新测评。" in text
    assert "本次测评有效" not in text


def test_invalid_ballots_are_given_their_reasons_or_a_line_to_write_on() -> None:
    meeting = replace(confirmed_meeting(), total_invalid=3)
    told = replace(meeting, invalid_reasons=(("同一处选了两个档次", 2), ("票面破损", 1)))
    assert "无效票原因：同一处选了两个档次2张、票面破损1张。" in docx_text(report_docx(told))
    assert "无效票原因：＿＿＿＿" in docx_text(report_docx(meeting))


def test_the_result_table_has_everyone_with_the_figures_worked_by_hand() -> None:
    # the same 59 marks a sheet as in the opinion's test
    rows = docx_table(report_docx(confirmed_meeting()), "序号")
    assert rows[0] == [
        "序号", "姓名", "收回", "有效", "好", "较好", "一般", "差", "弃权", "回避",
        "抓基层党建工作责任", "落实党风廉政建设主体责任", "落实意识形态责任制", "得分", "名次", "建议\n等次",
    ]  # fmt: skip
    assert rows[1] == ["1", "立新农场党委书记", "60", "60", "123\n69.49%", "51\n28.81%", "3\n1.69%", "0\n0.00%",
                       "0", "3", "86.61", "86.78", "86.95", "86.78", "5", "好"]  # fmt: skip
    assert len(rows) == 14


def test_the_proof_of_every_round_is_printed_whole() -> None:
    meeting = confirmed_meeting()
    paper = report_docx(meeting)
    assert docx_table(paper, "轮次")[1:] == [
        ["第1轮 场党委书记述职", "62", "60", "60", "60", "9f" * 32],
        ["第2轮 支部书记述职", "62", "60", "60", "60", "3c" * 32],
    ]
    text = docx_text(paper)
    assert f"密钥指纹：{meeting.fingerprint}" in text
    assert f"结果校验值（SHA-256）：{meeting.result_sha256}" in text
    assert "软件版本：0.1.0" in text


def test_reissued_cards_stand_beside_the_narrowest_margin() -> None:
    text = docx_text(report_docx(confirmed_meeting()))
    assert "补发票卡：1张。最小分差：0.26分（第1名与第2名之间）。" in text
    assert "每张补发的票卡最多可能多出一票" in text
    assert "最多可能多出" not in docx_text(report_docx(replace(confirmed_meeting(), reissues=0)))


def test_lists_and_warnings_are_told() -> None:
    text = docx_text(report_docx(confirmed_meeting()))
    assert "“重点管理”名单：农业生产服务中心党支部书记、离退休人员党支部书记。" in text
    assert "提示：农业生产服务中心党支部书记：口径不同，降等结论不同，请组织研究。" in text


def test_there_are_places_to_sign_and_a_time() -> None:
    rows = docx_table(report_docx(confirmed_meeting()), "总监票人")
    assert rows[0] == ["总监票人", "监票人", "计票人", "签字时间"]
    assert "时" in rows[1][3]


def test_the_paper_lies_on_its_side_and_its_tables_fill_it_whatever_the_scheme() -> None:
    meeting = confirmed_meeting()
    few = replace(meeting, mark_labels=("好", "差"), sheet_titles=meeting.sheet_titles[:1])
    many = replace(meeting, mark_labels=(*meeting.mark_labels, "不了解", "其他"))
    for shape in (meeting, few, many):
        document = open_docx(report_docx(shape))
        section = document.sections[0]
        assert section.orientation == WD_ORIENT.LANDSCAPE
        assert section.page_width is not None
        width = section.page_width - (section.left_margin or 0) - (section.right_margin or 0)
        for table in document.tables:
            columns = sum(column.w or 0 for column in table._tbl.tblGrid.gridCol_lst)
            assert abs(columns - width) < 12700 * len(table.columns)  # rounded to a point a column


def test_headings_come_again_on_every_page_and_no_row_is_torn() -> None:
    table = open_docx(report_docx(big_meeting(60))).tables[1]
    assert len(table.rows) == 61
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_names_that_look_like_xml_and_long_names_are_printed_whole() -> None:
    rows = docx_table(report_docx(hostile_meeting()), "序号")
    assert [row[1] for row in rows[1:4]] == [LONG_NAME, '<张>&"建国"', "a/b\\c:*?|.."]
    assert "地点：<三楼>&会议室" in docx_text(report_docx(hostile_meeting()))


def test_merged_classes_are_explained_only_where_there_are_any() -> None:
    note = "A票不足5张，与B票合并公布"
    assert f"{note}。" in docx_text(report_docx(replace(confirmed_meeting(), merged_note=note)))
    assert "合并公布" not in docx_text(report_docx(confirmed_meeting()))
