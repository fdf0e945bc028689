"""汇总表: real numbers that show as printed, text that stays text, and sheets that print."""

from __future__ import annotations

from dataclasses import replace

from tests.voting.paper_reading import open_xlsx, overview_rows, shown
from tests.voting.sample_figures import LONG_NAME, big_meeting, confirmed_meeting, hostile_meeting, proposed_meeting
from voting.papers.facts import ClassFigures, MarkFigures
from voting.papers.summary import summary_xlsx


def test_the_columns_are_those_that_the_field_uses() -> None:
    row = overview_rows(summary_xlsx(confirmed_meeting()))[0]
    assert list(row) == [
        "序号", "姓名", "职务", "发出", "收回", "有效", "无效", "好/票", "好/%", "较好/票", "较好/%", "一般/票",
        "一般/%", "差/票", "差/%", "弃权", "回避", "抓基层党建工作责任", "落实党风廉政建设主体责任",
        "落实意识形态责任制", "被问责追责", "得分", "名次", "建议等次", "确定等次", "备注",
    ]  # fmt: skip


def test_a_row_shows_the_figures_worked_by_hand() -> None:
    # 123 of 177 marks = 69.49 %; scores as in the opinion's test; five of the thirteen stand no lower than 86.78.
    row = overview_rows(summary_xlsx(confirmed_meeting()))[0]
    assert {head: shown(cell) for head, cell in row.items()} == {
        "序号": "1", "姓名": "立新农场党委书记", "职务": "立新农场场党委书记", "发出": "60", "收回": "60", "有效": "60",
        "无效": "0", "好/票": "123", "好/%": "69.49%", "较好/票": "51", "较好/%": "28.81%", "一般/票": "3",
        "一般/%": "1.69%", "差/票": "0", "差/%": "0.00%", "弃权": "0", "回避": "3", "抓基层党建工作责任": "86.61",
        "落实党风廉政建设主体责任": "86.78", "落实意识形态责任制": "86.95", "被问责追责": "否", "得分": "86.78",
        "名次": "5", "建议等次": "好", "确定等次": "好", "备注": "",
    }  # fmt: skip


def test_counts_shares_and_scores_are_numbers_that_excel_can_add() -> None:
    row = overview_rows(summary_xlsx(confirmed_meeting()))[0]
    assert row["好/票"].value == 123
    assert row["好/%"].value == 0.6949
    assert row["得分"].value == 86.78
    assert all(row[head].data_type == "n" for head in ("序号", "发出", "好/票", "好/%", "得分", "名次", "弃权"))


def test_a_score_keeps_the_places_of_the_scheme_and_its_last_nought() -> None:
    meeting = confirmed_meeting()
    first = replace(meeting.appraisees[0], score="86.50", rank="—")
    second = replace(meeting.appraisees[1], score="86.500000001")
    meeting = replace(meeting, appraisees=(first, second, replace(meeting.appraisees[2], score="—")))
    rows = overview_rows(summary_xlsx(meeting))
    assert [shown(row["得分"]) for row in rows] == ["86.50", "86.500000001", "—"]
    assert shown(rows[0]["名次"]) == "—"


def test_no_text_of_a_user_becomes_a_formula_or_a_link() -> None:
    meeting = hostile_meeting()
    people = (*meeting.appraisees[:3], replace(meeting.appraisees[3], name="http://example.invalid/a", post="+86"))
    book = open_xlsx(summary_xlsx(replace(meeting, appraisees=people)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    texts = {cell.value for cell in book["汇总表"]["B"]} | {cell.value for cell in book["汇总表"]["C"]}
    assert {LONG_NAME, '<张>&"建国"', "http://example.invalid/a", "=1+1党支部书记"} <= texts


def test_each_sheet_of_the_scheme_has_its_counts_by_class() -> None:
    # 40 好 on the first sheet: A min(8, 40//7) = 5, B min(10, 40//6) = 6, C the other 29.
    sheet = open_xlsx(summary_xlsx(confirmed_meeting()))["抓基层党建工作责任"]
    assert [cell.value for cell in sheet[3]][:7] == ["序号", "姓名", "好", None, None, None, None]
    assert [cell.value for cell in sheet[4]][2:7] == ["A", "B", "C", "合计", "%"]
    row = [shown(cell) for cell in sheet[5]]
    assert row[:7] == ["1", "立新农场党委书记", "5", "6", "29", "40", "67.80%"]
    assert row[-6:] == ["0", "1", "0", "0", "86.61", "5110/59"]


def test_merged_classes_stand_in_one_column_with_the_reason() -> None:
    meeting = confirmed_meeting()
    merged = (ClassFigures("A、B", "领导班子成员、党委委员", 18, 18, 18, 0), meeting.classes[2])

    def together(marks: tuple[MarkFigures, ...]) -> tuple[MarkFigures, ...]:
        return tuple(
            replace(one, by_class=(("A、B", one.by_class[0][1] + one.by_class[1][1]), one.by_class[2])) for one in marks
        )

    people = tuple(
        replace(one, sheets=tuple(replace(sheet, marks=together(sheet.marks)) for sheet in one.sheets))
        for one in meeting.appraisees
    )
    meeting = replace(meeting, classes=merged, appraisees=people, merged_note="A票不足5张,与B票合并公布")
    sheet = open_xlsx(summary_xlsx(meeting))["抓基层党建工作责任"]
    assert [cell.value for cell in sheet[4]][2:6] == ["A、B", "C", "合计", "%"]
    assert [cell.value for cell in sheet[5]][2:5] == [11, 29, 40]
    assert "A票不足5张,与B票合并公布。" in str(sheet["A2"].value)


def test_the_explanations_hold_every_step_of_everyone() -> None:
    meeting = confirmed_meeting()
    sheet = open_xlsx(summary_xlsx(meeting))["计算说明"]
    said = {(row[1].value, row[3].value) for row in sheet.iter_rows(min_row=3)}
    assert {(one.name, text) for one in meeting.appraisees for text in one.explanation} == said


def test_the_last_sheet_holds_parameters_proofs_and_version() -> None:
    meeting = confirmed_meeting()
    sheet = open_xlsx(summary_xlsx(meeting))["方案与参数"]
    pairs = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert pairs["“一般”“差”票超过此比例，等次确定为“差”"] == "10%"
    assert pairs["结果校验值（SHA-256）"] == meeting.result_sha256
    assert pairs["第2轮根值"] == meeting.rounds[1].root
    assert pairs["C票（支部书记、党员代表）"] == 42
    assert pairs["软件版本"] == "0.1.0"


def test_every_sheet_prints_on_a4_one_page_wide_with_its_headings_again() -> None:
    book = open_xlsx(summary_xlsx(big_meeting(60)))
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (1, None)  # one page wide is what the format leaves out
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    overview = book["汇总表"]
    assert overview.page_setup.orientation == "landscape"
    assert overview.print_title_rows == "$3:$4"
    assert overview.freeze_panes == "C5"
    assert len(overview_rows(summary_xlsx(big_meeting(60)))) == 60


def test_the_foot_has_places_for_scrutineer_and_teller() -> None:
    sheet = open_xlsx(summary_xlsx(confirmed_meeting()))["汇总表"]
    foot = [str(row[0].value) for row in sheet.iter_rows(min_row=18)]
    assert any("四舍五入后的公布数" in text for text in foot)
    assert any("监票人" in text and "计票人" in text for text in foot)


def test_remarks_say_written_report_flag_and_why_a_grade_was_changed() -> None:
    rows = overview_rows(summary_xlsx(confirmed_meeting()))
    assert rows[4]["备注"].value == "口径敏感"
    assert rows[5]["备注"].value == "调整：年度安全生产检查发现问题一项，尚未整改到位；场党委会议纪要〔2026〕18号"
    assert rows[11]["备注"].value == "书面述职"


def test_before_confirmation_no_grade_is_final() -> None:
    rows = overview_rows(summary_xlsx(proposed_meeting()))
    assert {row["确定等次"].value for row in rows} == {None}
    assert rows[4]["建议等次"].value == "差"


def test_sheet_titles_that_excel_refuses_or_confuses_become_names_of_their_own() -> None:
    meeting = confirmed_meeting()
    titles = ("汇总表", "a/b:c?[d]*", "专项" * 20, "专项" * 21)
    people = tuple(
        replace(one, sheets=tuple(replace(one.sheets[0], title=title) for title in titles))
        for one in meeting.appraisees
    )
    book = open_xlsx(summary_xlsx(replace(meeting, sheet_titles=titles, appraisees=people)))
    assert book.sheetnames[1:5] == ["汇总表(2)", "a_b_c__d__", ("专项" * 20)[:31], ("专项" * 20)[:28] + "(2)"]


def test_a_meeting_without_appraisees_is_an_empty_table_and_no_crash() -> None:
    assert overview_rows(summary_xlsx(replace(confirmed_meeting(), appraisees=()))) == []


def test_the_same_figures_give_the_same_workbook() -> None:
    assert summary_xlsx(confirmed_meeting()) == summary_xlsx(confirmed_meeting())
