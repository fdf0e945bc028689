"""记录项 at the desk: typed in the table or filled in as a workbook; a faulty cell is marked and nothing is saved."""

from __future__ import annotations

import io

import pytest

from tests.voting.desk_visitor import Desk, details_form, open_desk, people_form, rows_of, workbook
from voting.meeting.house import House
from voting.meeting.preparation.recording import entered_records, missing_in_words, missing_records

SCORES = ("日常双报到", "日常网格", "日常平急", "年度双报到", "年度网格", "年度平急")
HEAD: list[object] = ["编号", "姓名", *SCORES, "社区评价"]


@pytest.fixture
def desk(house: House) -> Desk:
    """A scheme of six scores and one choice (社区评价), three communities."""
    desk = open_desk(house)
    desk.take_scheme("community-committee")
    desk.type_people("城东社区", "城西社区", "滨河社区")
    return desk


def entered(desk: Desk) -> dict[tuple[str, str], str]:
    with desk.house.reading() as session:
        return entered_records(session, desk.meeting())


def test_a_scheme_without_records_says_that_the_step_is_skipped(house: House) -> None:
    desk = open_desk(house)
    assert "还没有选定方案" in desk.get("records")
    desk.take_scheme("three-sheet")
    assert "没有需要录入的记录项" in desk.get("records")


def test_without_people_the_page_leads_to_them(house: House) -> None:
    desk = open_desk(house)
    desk.take_scheme("community-committee")
    assert "去录入被评议人" in desk.get("records")


def test_values_are_saved_and_the_rest_is_counted(desk: Desk) -> None:
    page = desk.send("records", {"01/日常双报到": " 95.5 ", "01/社区评价": "优秀", "02/日常网格": "８８"})
    assert entered(desk) == {("01", "日常双报到"): "95.5", ("01", "社区评价"): "优秀", ("02", "日常网格"): "88"}
    assert "还有 18 处没有录入" in page, "3 people × 7 records − 3"


def test_an_emptied_cell_takes_the_value_away_and_others_stay(desk: Desk) -> None:
    desk.send("records", {"01/日常双报到": "95", "02/日常双报到": "90"})
    desk.send("records", {"01/日常双报到": ""})
    assert entered(desk) == {("02", "日常双报到"): "90"}


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("01/日常双报到", "101", "须为0至100之间的数，现在是“101”"),
        ("01/日常双报到", "-1", "须为0至100之间的数"),
        ("01/日常双报到", "九十", "现在是“九十”"),
        ("01/日常双报到", "1e1", "现在是“1e1”"),
        ("01/日常双报到", "0." + "0" * 80 + "1", "须为0至100之间的数"),
        ("01/社区评价", "很好", "请从优秀、合格、不合格中选择"),
    ],
)
def test_a_faulty_cell_is_marked_and_everything_typed_stays(desk: Desk, cell: str, value: str, sentence: str) -> None:
    desk.send("records", {"03/日常双报到": "70"})
    page = desk.send("records", {cell: value, "02/日常双报到": "88.25"}, status=400)
    assert sentence in page
    assert "城东社区的“" in page
    assert f'value="{value}"' in page
    assert 'value="88.25"' in page
    assert entered(desk) == {("03", "日常双报到"): "70"}


def test_every_faulty_cell_is_named_at_once(desk: Desk) -> None:
    page = desk.send("records", {"01/日常双报到": "101", "02/日常网格": "x", "03/社区评价": "优"}, status=400)
    assert page.count('class="cell-fault"') == 3


def test_cells_of_nobody_are_not_taken(desk: Desk) -> None:
    desk.send("records", {"09/日常双报到": "95", "01/没有这项": "1", "01/日常双报到": "95"})
    assert entered(desk) == {("01", "日常双报到"): "95"}


def test_a_flag_is_yes_or_no_with_its_default_shown(house: House) -> None:
    desk = open_desk(house)
    desk.take_scheme("four-grade")
    desk.type_people("第一支部书记")
    assert "默认：否" in desk.get("records")
    desk.send("records", {"01/问责": "是"})
    assert '<option value="是" selected>是' in desk.raw("records")
    assert "请填“是”或“否”" in desk.send("records", {"01/问责": "1"}, status=400)


def test_the_template_is_filled_with_what_is_known_and_reads_back_the_same(desk: Desk) -> None:
    desk.send("records", {"01/日常双报到": "95.5", "02/社区评价": "合格"})
    file = desk.client.get(f"/desk/{desk.meeting_id}/records/template.xlsx").data
    rows = rows_of(file, "记录项")
    assert rows[0] == HEAD
    assert rows[1] == ["01", "城东社区", "95.5", "", "", "", "", "", ""]
    assert rows[2][-1] == "合格"
    before = entered(desk)
    desk.send("records", {"01/日常双报到": "", "02/社区评价": ""})
    assert "已导入 3 人的记录项" in desk.send("records/import", {"file": (io.BytesIO(file), "记录项.xlsx")})
    assert entered(desk) == before


def test_numbers_typed_into_excel_are_taken_as_they_are_shown(desk: Desk) -> None:
    row: list[object] = ["01", None, 95, 88.15, 90.0, "0.5", "７０", 100, "优秀"]
    desk.send("records/import", {"file": workbook({"记录项": [HEAD, row]})})
    assert [entered(desk)["01", name] for name in SCORES] == ["95", "88.15", "90", "0.5", "70", "100"]


def test_whoever_is_not_in_the_workbook_keeps_his_records(desk: Desk) -> None:
    desk.send("records", {"02/日常双报到": "90"})
    desk.send("records/import", {"file": workbook({"记录项": [HEAD, ["01", "城东社区", 95]]})})
    assert entered(desk) == {("01", "日常双报到"): "95", ("02", "日常双报到"): "90"}


def test_a_workbook_with_faults_names_every_row_and_imports_nothing(desk: Desk) -> None:
    desk.send("records", {"01/日常双报到": "70"})
    rows: list[list[object]] = [
        HEAD,
        ["01", "城东社区", 95],
        ["09", "不在名单", 95],
        ["02", "城南社区", 95],
        [None, None],
        ["03", "滨河社区", 101, "x"],
        ["01", "城东社区", 96],
    ]
    page = desk.send("records/import", {"file": workbook({"记录项": rows})}, status=400)
    for sentence in (
        "“记录项”表第3行：名单中没有编号“09”",
        "“记录项”表第4行：编号“02”在名单中是“城西社区”，表中是“城南社区”",
        "“记录项”表第6行：滨河社区的“日常双报到”：须为0至100之间的数，现在是“101”",
        "“记录项”表第6行：滨河社区的“日常网格”：须为0至100之间的数，现在是“x”",
        "“记录项”表第7行：编号“01”与第2行重复",
    ):
        assert sentence in page
    assert entered(desk) == {("01", "日常双报到"): "70"}


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ({"记录项": [HEAD[:5], ["01"]]}, "缺少列：年度双报到、年度网格、年度平急、社区评价"),
        ({"记录项": [HEAD]}, "“记录项”表中没有内容"),
        ({"别的": [HEAD]}, "缺少工作表“记录项”"),
    ],
)
def test_another_workbook_than_the_template_is_refused(
    desk: Desk, sheets: dict[str, list[list[object]]], sentence: str
) -> None:
    assert sentence in desk.send("records/import", {"file": workbook(sheets)}, status=400)


def test_records_are_still_entered_after_the_freeze(desk: Desk) -> None:
    desk.send("details", details_form())
    desk.send("scheme/parameters", {"parameter/优秀分": "95", "parameter/合格分": "80", "parameter/不合格分": "50"})
    desk.send("freeze")
    assert desk.meeting().state == "ready"
    desk.send("records", {"01/日常双报到": "95"})
    assert entered(desk) == {("01", "日常双报到"): "95"}


def test_a_name_may_look_like_a_formula(desk: Desk) -> None:
    desk.send("people", people_form([{"code": "01", "name": "=1+1"}]))
    file = desk.client.get(f"/desk/{desk.meeting_id}/records/template.xlsx").data
    assert rows_of(file, "记录项")[1][1] == "=1+1"


def test_many_records_stand_in_rows_and_the_people_in_columns(house: House) -> None:
    desk = open_desk(house)
    desk.take_scheme("party-building-county")
    desk.type_people("甲县", "乙市")
    page = desk.raw("records")
    assert page.count("<tr>") == 1 + 50
    assert page.count('class="record-person"') == 2
    assert page.index('name="01/专项_组织领导"') < page.index('name="02/专项_组织领导"')
    assert page.index('name="02/专项_组织领导"') < page.index('name="01/专项_日常学习"')


def test_a_record_of_many_words_is_named_by_its_few_where_something_is_wrong_with_it(house: House) -> None:
    desk = open_desk(house)
    desk.take_scheme("party-building-county")
    desk.type_people("甲县", "乙市")
    assert "甲县的“专项_组织领导”：须为0至2之间的数，现在是“3”。" in desk.send(
        "records", {"01/专项_组织领导": "3"}, status=400
    )


def test_the_template_says_of_every_record_what_to_fill_in(desk: Desk) -> None:
    file = desk.client.get(f"/desk/{desk.meeting_id}/records/template.xlsx").data
    lines = [row[0] for row in rows_of(file, "填写说明")]
    assert "日常双报到：填数字，0至100；必须填写。日常工作评价：“双报到”（百分制）。" in lines
    assert len(lines) == 2 + 7


def test_what_is_missing_is_said_in_a_line_a_person(desk: Desk) -> None:
    meeting = desk.meeting()
    missing = missing_records(meeting, {("02", name): "90" for name in (*SCORES[1:], "社区评价")})
    assert missing_in_words(meeting, missing)[:2] == [
        "城东社区：日常双报到、日常网格、日常平急、年度双报到、年度网格等7项",
        "城西社区：日常双报到",
    ]
