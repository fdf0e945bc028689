"""被评议人 and 座位 at the desk: typed, pasted, made by numbers, imported; all of it or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.voting.desk_visitor import Desk, open_desk, people_form, read, rows_of, workbook
from voting.meeting.house import House

PEOPLE_HEAD: list[object] = ["编号", "姓名", "单位", "职务", "组别", "书面述职"]
SEAT_HEAD: list[object] = ["座位", "票类"]


@pytest.fixture
def desk(house: House) -> Desk:
    desk = open_desk(house)
    desk.take_scheme()
    return desk


def people(desk: Desk) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in desk.meeting().appraisees]


def seats(desk: Desk) -> list[tuple[str, str]]:
    return [(one.label, one.ballot_class) for one in desk.meeting().seats]


def test_people_are_saved_in_the_order_typed_and_numbered_where_no_number_was(desk: Desk) -> None:
    rows = [{"name": "甲支部书记"}, {}, {"code": "02", "name": "乙支部书记"}, {"name": "丙支部书记"}, {}]
    assert "已保存 3 名被评议人" in desk.send("people", people_form(rows))
    assert people(desk) == [("01", "甲支部书记"), ("02", "乙支部书记"), ("03", "丙支部书记")]


def test_a_number_that_is_taken_is_not_given_again(desk: Desk) -> None:
    desk.send("people", people_form([{"name": "甲"}, {"code": "01", "name": "乙"}, {"name": "丙"}]))
    assert people(desk) == [("02", "甲"), ("01", "乙"), ("03", "丙")]


def test_everything_typed_about_a_person_is_kept(desk: Desk) -> None:
    row = {"code": "7", "name": "甲", "unit": "五支部", "post": "书记", "group": "农村", "in_writing": "是"}
    desk.send("people", people_form([row]))
    (one,) = desk.meeting().appraisees
    assert (one.code, one.unit, one.post, one.group, one.in_writing) == ("7", "五支部", "书记", "农村", True)
    page = desk.raw("people")
    assert 'value="五支部"' in page
    assert '<option value="是" selected>' in page


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([{"code": "01", "name": "甲"}, {"code": "01", "name": "乙"}], "第2行：编号“01”与第1行重复"),
        ([{"name": "甲"}, {"unit": "三支部"}], "第2行：请填写姓名（或单位）"),
        ([{"name": "长" * 61}], "第1行：姓名（60字）太长"),
        ([{"name": "甲", "unit": "长" * 121}], "第1行：单位（120字）太长"),
        ([{"code": "长" * 41, "name": "甲"}], "第1行：编号（40字）太长"),
    ],
)
def test_a_faulty_row_is_named_and_everything_typed_stays(
    desk: Desk, rows: list[dict[str, str]], sentence: str
) -> None:
    desk.type_people("原来的人")
    page = desk.send("people", people_form([*rows, {"name": "还没保存的人"}]), status=400)
    assert sentence in page
    assert 'value="还没保存的人"' in page
    assert 'class="row-bad"' in page
    assert people(desk) == [("01", "原来的人")]


def test_every_faulty_row_is_named_at_once(desk: Desk) -> None:
    rows = [{"name": "甲"}, {"unit": "三支部"}, {"code": "01", "name": "乙"}, {"post": "书记"}]
    page = desk.send("people", people_form(rows), status=400)
    assert "第2行" in page
    assert "第4行" in page


def test_names_are_text_and_never_markup(desk: Desk) -> None:
    desk.type_people("<script>alert(1)</script>")
    assert "<script>alert" not in desk.raw("people")


def test_pasted_rows_fill_the_table_and_are_not_yet_saved(desk: Desk) -> None:
    page = desk.send("people/paste", {"pasted": "01\t甲\t一支部\t书记\t\t是\r\n\t乙\t二支部\n\n"}, status=200)
    assert "粘贴的 2 行已填入表格，还没有保存" in page
    assert 'value="甲"' in page
    assert 'value="二支部"' in page
    assert people(desk) == []


def test_a_pasted_head_says_which_column_is_which(desk: Desk) -> None:
    page = desk.send("people/paste", {"pasted": "职务\t姓名\t备注\n书记\t甲\t不要这一列"}, status=200)
    assert 'name="name" value="甲"' in page
    assert 'name="post" value="书记"' in page
    assert "不要这一列" not in page


def test_pasted_rows_stand_after_the_others_or_in_their_place(desk: Desk) -> None:
    desk.type_people("原来的人")
    assert 'value="原来的人"' in desk.send("people/paste", {"pasted": "02\t新来的人"}, status=200)
    page = desk.send("people/paste", {"pasted": "02\t新来的人", "instead": "1"}, status=200)
    assert 'value="原来的人"' not in page


@pytest.mark.parametrize("page", ["people/paste", "seats/paste"])
def test_pasting_nothing_says_what_to_do(desk: Desk, page: str) -> None:
    assert "没有粘贴内容" in desk.send(page, {"pasted": " \n "}, status=400)


def test_a_person_who_goes_takes_his_records_along(desk: Desk) -> None:
    desk.take_scheme("four-grade")
    desk.type_people("甲", "乙")
    desk.send("records", {"01/问责": "是", "02/问责": "是"})
    desk.send("people", people_form([{"code": "02", "name": "乙"}]))
    desk.send("people", people_form([{"code": "01", "name": "新来的"}, {"code": "02", "name": "乙"}]))
    assert desk.raw("records").count("selected>是") == 1


def test_seats_are_made_by_numbers(desk: Desk) -> None:
    assert "已保存 4 个座位" in desk.send("seats/numbers", {"number/A": "1", "number/B": "", "number/C": "３"})
    assert seats(desk) == [("A01", "A"), ("C01", "C"), ("C02", "C"), ("C03", "C")]


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"number/A": "八"}, "“八”不能用"),
        ({"number/A": "-1"}, "“-1”不能用"),
        ({"number/A": "1.5"}, "“1.5”不能用"),
        ({"number/A": "2001"}, "0到2000之间的整数"),
        ({"number/A": "0", "number/B": ""}, "请填写各票类有多少人"),
        ({"number/X": "3"}, "没有“X”这个票类"),
    ],
)
def test_faulty_numbers_are_refused_and_the_seats_stay(desk: Desk, numbers: dict[str, str], sentence: str) -> None:
    desk.send("seats/numbers", {"number/A": "2"})
    page = desk.send("seats/numbers", numbers, status=400)
    assert sentence in page
    assert seats(desk) == [("A01", "A"), ("A02", "A")]


def test_seats_are_typed_and_pasted(desk: Desk) -> None:
    page = desk.send("seats/paste", {"pasted": "座位\t票类\n一排1号\tA\n一排2号\tC"}, status=200)
    assert 'value="一排2号"' in page
    desk.send("seats", {"label": ["一排1号", "一排2号", ""], "ballot_class": ["A", "C", ""]})
    assert seats(desk) == [("一排1号", "A"), ("一排2号", "C")]


@pytest.mark.parametrize(
    ("labels", "classes", "sentence"),
    [
        (["一号", "一号"], ["A", "B"], "第2行：座位“一号”与第1行重复"),
        (["一号", ""], ["A", "B"], "第2行：请填写座位或岗位"),
        (["一号", "二号"], ["A", ""], "第2行：没有“”这个票类"),
        (["一号", "二号"], ["A", "Z"], "第2行：没有“Z”这个票类，本方案的票类是A、B、C"),
        (["长" * 61], ["A"], "第1行：请填写座位或岗位，60字以内"),
    ],
)
def test_a_faulty_seat_is_named_and_everything_typed_stays(
    desk: Desk, labels: list[str], classes: list[str], sentence: str
) -> None:
    page = desk.send("seats", {"label": labels, "ballot_class": classes}, status=400)
    assert sentence in page
    assert f'value="{labels[0]}"' in page
    assert seats(desk) == []


def test_seats_wait_for_the_scheme(house: House) -> None:
    desk = open_desk(house)
    assert desk.client.get(f"/desk/{desk.meeting_id}/seats").location.endswith("/scheme/choose")


def test_the_template_is_filled_with_what_is_known_and_reads_back_the_same(desk: Desk) -> None:
    desk.send("people", people_form([{"code": "007", "name": "甲", "group": "农村", "in_writing": "是"}]))
    desk.send("seats/numbers", {"number/B": "2"})
    file = desk.client.get(f"/desk/{desk.meeting_id}/people/template.xlsx").data
    assert rows_of(file, "被评议人")[1] == ["007", "甲", "", "", "农村", "是"]
    assert rows_of(file, "座位")[1:] == [["B01", "B"], ["B02", "B"]]
    desk.type_people("别人")
    desk.send("people/import", {"file": (io.BytesIO(file), "名单.xlsx")})
    assert people(desk) == [("007", "甲")]
    assert seats(desk) == [("B01", "B"), ("B02", "B")]


def test_a_workbook_is_imported_whole(desk: Desk) -> None:
    book = workbook(
        {
            "被评议人": [
                PEOPLE_HEAD,
                [1, "甲", "一支部", "书记", None, "否"],
                [None] * 6,
                [2.0, "乙", None, None, None, True],
            ],
            "座位": [SEAT_HEAD, ["一号", "A"], ["二号", "C"]],
        }
    )
    assert "被评议人2名，座位2个" in desk.send("people/import", {"file": book})
    assert people(desk) == [("1", "甲"), ("2", "乙")]
    assert [one.in_writing for one in desk.meeting().appraisees] == [False, True]


def test_a_workbook_with_faults_names_every_row_as_excel_shows_it_and_imports_nothing(desk: Desk) -> None:
    desk.type_people("原来的人")
    book = workbook(
        {
            "被评议人": [
                PEOPLE_HEAD,
                ["01", "甲"],
                [None] * 6,
                ["01", "乙"],  # row 4: an empty row stands between
                ["03", None, "三支部"],
                ["04", "丁", None, None, None, "也许"],
            ],
            "座位": [SEAT_HEAD, ["一号", "A"], ["一号", "A"], ["三号", "Z"]],
        }
    )
    page = desk.send("people/import", {"file": book}, status=400)
    for sentence in (
        "“被评议人”表第4行：编号“01”与第2行重复",
        "“被评议人”表第5行：请填写姓名（或单位）",
        "“被评议人”表第6行：“书面述职”请填“是”或“否”，现在是“也许”",
        "“座位”表第3行：座位“一号”与第2行重复",
        "“座位”表第4行：没有“Z”这个票类",
    ):
        assert sentence in page
    assert people(desk) == [("01", "原来的人")]
    assert seats(desk) == []


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ({"Sheet1": [["随便"]]}, "缺少工作表“被评议人”"),
        (
            {"被评议人": [["编号", "名字"]], "座位": [SEAT_HEAD]},
            "“被评议人”表第1行缺少列：姓名、单位、职务、组别、书面述职",
        ),
        ({"被评议人": [PEOPLE_HEAD], "座位": [SEAT_HEAD]}, "表中没有内容"),
        ({"被评议人": [], "座位": [SEAT_HEAD]}, "“被评议人”表第1行缺少列"),
    ],
)
def test_another_workbook_than_the_template_is_refused(
    desk: Desk, sheets: dict[str, list[list[object]]], sentence: str
) -> None:
    assert sentence in desk.send("people/import", {"file": workbook(sheets)}, status=400)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + b"\0" * 200, "编号，姓名".encode()])
def test_what_is_no_workbook_is_refused_in_a_sentence(desk: Desk, content: bytes) -> None:
    page = desk.send("people/import", {"file": (io.BytesIO(content), "名单.xlsx")}, status=400)
    assert "这不是 .xlsx 文件" in page


def test_a_workbook_cut_short_is_refused_in_a_sentence(desk: Desk) -> None:
    whole, name = workbook({"被评议人": [PEOPLE_HEAD, ["01", "甲"]], "座位": [SEAT_HEAD]})
    content = bytearray(whole.getvalue())
    content[len(content) // 3 : len(content) // 3 + 200] = b"\xff" * 200
    page = desk.send("people/import", {"file": (io.BytesIO(bytes(content)), name)}, status=400)
    assert "这不是 .xlsx 文件" in page or "没有导入" in page
    assert people(desk) == []


def test_too_many_rows_are_refused(desk: Desk) -> None:
    rows: list[list[object]] = [[str(number), "A"] for number in range(5001)]
    page = desk.send(
        "people/import", {"file": workbook({"被评议人": [PEOPLE_HEAD], "座位": [SEAT_HEAD, *rows]})}, status=400
    )
    assert "“座位”表超过5000行" in page


def test_importing_nothing_says_so(desk: Desk) -> None:
    assert "还没有选文件" in desk.send("people/import", status=400)


def test_importing_before_there_is_a_scheme_says_what_to_do(house: House) -> None:
    desk = open_desk(house)
    book = workbook({"被评议人": [PEOPLE_HEAD, ["01", "甲"]], "座位": [SEAT_HEAD]})
    assert "还没有选定方案" in desk.send("people/import", {"file": book}, status=400)
    page = desk.client.get(f"/desk/{desk.meeting_id}/people/template.xlsx")
    assert page.status_code == 400
    assert "还没有选定方案" in read(page)


def merged_units() -> tuple[io.BytesIO, str]:
    """Three people of one unit, as a table made for printing has it: the unit merged over their rows."""
    content, name = workbook(
        {
            "被评议人": [PEOPLE_HEAD, ["01", "甲", "一支部"], ["02", "乙"], ["03", "丙"]],
            "座位": [SEAT_HEAD],
        }
    )
    book = load_workbook(content)
    book["被评议人"].merge_cells("C2:C4")
    saved = io.BytesIO()
    book.save(saved)
    return io.BytesIO(saved.getvalue()), name


def test_merged_cells_are_refused_because_all_but_the_first_row_would_lose_what_stands_there(desk: Desk) -> None:
    page = desk.send("people/import", {"file": merged_units()}, status=400)
    assert "“被评议人”表有合并单元格（C2:C4）：请取消合并，每一行都填上内容" in page
    assert people(desk) == []


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (datetime(2026, 1, 3), "“座位”表第2行：“座位”被 Excel 当成了日期或时间"),  # noqa: DTZ001 - Excel has no zones
        ("#N/A", "“座位”表第2行：“座位”是公式的错误值#N/A"),
    ],
)
def test_what_excel_made_of_a_cell_is_not_taken_for_what_was_typed(desk: Desk, cell: object, sentence: str) -> None:
    book = workbook({"被评议人": [PEOPLE_HEAD], "座位": [SEAT_HEAD, [cell, "A"]]})
    assert sentence in desk.send("people/import", {"file": book}, status=400)
    assert seats(desk) == []


def test_a_row_far_below_all_others_is_not_left_out_in_silence(desk: Desk) -> None:
    content, name = workbook({"被评议人": [PEOPLE_HEAD, ["01", "甲"]], "座位": [SEAT_HEAD]})
    book = load_workbook(content)
    book["被评议人"]["B900000"] = "乙"
    saved = io.BytesIO()
    book.save(saved)
    page = desk.send("people/import", {"file": (io.BytesIO(saved.getvalue()), name)}, status=400)
    assert "“被评议人”表超过5000行（下面还有内容）：请删去多余的行，或分场次导入" in page
    assert people(desk) == []


def test_a_class_is_known_by_how_people_write_it(desk: Desk) -> None:
    book = workbook({"被评议人": [PEOPLE_HEAD], "座位": [SEAT_HEAD, ["一号", "Ａ"], ["二号", "b"], ["三号", "C票"]]})
    desk.send("people/import", {"file": book})
    assert seats(desk) == [("一号", "A"), ("二号", "B"), ("三号", "C")]
    pasted = desk.send("seats/paste", {"pasted": "四号\tＢ类", "instead": "1"}, status=200)
    assert '<option value="B" selected>' in pasted


def test_the_same_person_twice_is_named_and_a_namesake_elsewhere_is_not(desk: Desk) -> None:
    twice = [{"name": "甲", "unit": "一支部"}, {"name": "甲", "unit": "二支部"}, {"name": "甲", "unit": "一支部"}]
    page = desk.send("people", people_form(twice), status=400)
    assert "第3行：姓名、单位、职务与第1行完全相同" in page
    assert "第2行" not in page
    desk.send("people", people_form(twice[:2]))
    assert len(people(desk)) == 2


def test_what_nobody_can_see_is_not_kept(either_house: House) -> None:
    desk = open_desk(either_house, "述职\x00评议\u202e会议\n（二）")
    assert desk.meeting().title == "述职评议会议 （二）"
    desk.take_scheme()
    desk.send("people", people_form([{"code": "0\x001", "name": "第一\r\n支部\u200b书记", "unit": "e\u0301"}]))
    (one,) = desk.meeting().appraisees
    assert (one.code, one.name, one.unit) == ("01", "第一 支部书记", "é")
    desk.send("seats", {"label": ["一\x00号"], "ballot_class": ["A"]})
    assert seats(desk) == [("一号", "A")]
    assert "第1行：请填写姓名" in desk.send("people", people_form([{"code": "01", "name": "\u200b\x00"}]), status=400)


@pytest.mark.parametrize(
    ("page", "other", "mine", "stored"),
    [
        ("people", people_form([{"name": "甲"}, {"name": "乙"}]), people_form([{"name": "丙"}]), people),
        (
            "seats",
            {"label": ["一号", "二号"], "ballot_class": ["A", "B"]},
            {"label": ["三号"], "ballot_class": ["C"]},
            seats,
        ),
    ],
)
def test_a_list_changed_in_another_window_is_not_overwritten_unasked(
    desk: Desk,
    page: str,
    other: dict[str, list[str]],
    mine: dict[str, list[str]],
    stored: Callable[[Desk], list[tuple[str, str]]],
) -> None:
    def seen(shown: str) -> str:
        return shown.partition('name="seen" value="')[2].partition('"')[0]

    before = seen(desk.raw(page))
    desk.send(page, other | {"seen": [before]})
    refused = desk.send(page, mine | {"seen": [before]}, status=400)
    assert "这一页打开以后，名单又改过（现在存着2行）" in refused
    assert f'value="{(mine.get("name") or mine["label"])[0]}"' in refused
    assert len(stored(desk)) == 2
    desk.send(page, mine | {"seen": [seen(refused)]})
    assert len(stored(desk)) == 1
