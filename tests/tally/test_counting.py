"""Paragraphs 1 and 2: what is counted, and the score of a sheet. Figures worked by hand."""

from __future__ import annotations

from tests.tally.house import (
    CLASS_A,
    FORMULA,
    GRADES,
    HEAD,
    PLAIN,
    SCALE,
    SHEET,
    about,
    column,
    counted,
    marks,
    roster,
)

TWO_SHEETS = SHEET + '[[sheet]]\nid = "廉政"\n'
RUBRIC = '[[sheet]]\nid = "述职"\n[[sheet.item]]\nid = "1"\nmax = 10\n[[sheet.item]]\nid = "2"\nmax = 5\nstep = 1\n'
WEIGHTED = (
    '[[class]]\nid = "A"\nweight = "60%"\n[[class]]\nid = "B"\nweight = 0.3\n[[class]]\nid = "C"\nweight = "0.1"\n'
)


def rubric_row(ballot: str, item: str, mark: str, ballot_class: str = "A") -> str:
    return f"{ballot},{ballot_class},01,述职,{item},{mark}\n"


def test_no_mark_is_counted_apart_and_stands_in_no_mean() -> None:
    result = counted(PLAIN, roster("01"), marks({"01": "好 弃权 回避 无效 较好"}))
    one = about(result, "01")
    assert one["sheets_exact"] == {"述职": "85"}  # (90 + 80) / 2
    heads = {label: by_class["A"] for label, by_class in one["votes"]["述职"].items()}
    assert heads == {"好": 1, "较好": 1, "一般": 0, "差": 0, "弃权": 1, "回避": 1, "无效": 1, "漏填": 0}


def test_a_sheet_without_a_row_is_left_out_only_where_the_ballot_covers_the_appraisee() -> None:
    scheme = HEAD + CLASS_A + SCALE + TWO_SHEETS + FORMULA
    rows = marks({"01": "好 好", "02": "好 -"}) + marks({"01": "差 -"}, sheet="廉政")
    result = counted(scheme, roster("01", "02", "03"), rows)
    assert [one["廉政"]["漏填"]["A"] for one in column(result, "votes")] == [1, 1, 0]
    assert [one["述职"]["漏填"]["A"] for one in column(result, "votes")] == [0, 0, 0]
    assert result.to_dict()["ballots"] == {"issued": None, "expected": None, "returned": {"A": 2}, "total_returned": 2}


def test_returned_is_for_each_class_the_most_ballots_that_cover_any_one_appraisee() -> None:
    scheme = HEAD + CLASS_A + '[[class]]\nid = "B"\n' + SCALE + SHEET + FORMULA
    rows = marks({"01": "好 好", "02": "好 - 好 好"}) + marks({"01": "好"}, ballot_class="B")
    ballots = counted(scheme, roster("01", "02"), rows).to_dict()["ballots"]
    assert ballots["returned"] == {"A": 3, "B": 1}
    assert ballots["total_returned"] == 4


def test_a_ballot_in_rows_far_apart_is_one_ballot() -> None:
    rows = "v1,A,01,述职,,好\nv2,A,01,述职,,差\nv2,A,02,述职,,差\nv1,A,02,述职,,好\n"
    ballots = counted(PLAIN, roster("01", "02"), rows).to_dict()["ballots"]
    assert ballots["returned"] == {"A": 2}


def test_ids_are_words_so_1_and_01_and_1_0_are_three_people_and_na_is_a_fourth() -> None:
    result = counted(PLAIN, roster("1", "01", "1.0", "NA"), marks({"1": "好", "01": "较好", "1.0": "一般", "NA": "差"}))
    assert column(result, "score") == ["90.00", "80.00", "70.00", "60.00"]


def test_ballot_ids_that_look_like_numbers_or_truths_are_different_ballots() -> None:
    rows = "".join(f"{ballot},A,01,述职,,好\n" for ballot in ("1", "01", "1.0", "NA", "nan", "True", "TRUE"))
    assert counted(PLAIN, roster("01"), rows).to_dict()["ballots"]["total_returned"] == 7


def test_classes_and_sheets_that_look_like_numbers_stay_as_they_stand() -> None:
    scheme = (
        HEAD
        + '[[class]]\nid = "01"\n[[class]]\nid = "1"\n'
        + SCALE
        + '[[sheet]]\nid = "1.0"\n[formula]\n"得分" = "1"\n'
    )
    result = counted(scheme, roster("01"), "v,01,01,1.0,,好\nw,1,01,1.0,,差\n")
    assert about(result, "01")["votes"]["1.0"]["好"] == {"01": 1, "1": 0}


def test_without_weights_all_marks_count_alike() -> None:
    scheme = HEAD + CLASS_A + '[[class]]\nid = "B"\n' + SCALE + SHEET + FORMULA
    rows = marks({"01": "好 好 好"}) + marks({"01": "差"}, ballot_class="B")
    assert about(counted(scheme, roster("01"), rows), "01")["sheets_exact"] == {"述职": "165/2"}  # 330 / 4


def test_with_weights_each_class_has_its_mean() -> None:
    rows = marks({"01": "好 好 好"}) + marks({"01": "差"}, ballot_class="B") + marks({"01": "较好"}, ballot_class="C")
    result = counted(HEAD + WEIGHTED + SCALE + SHEET + FORMULA, roster("01"), rows)
    assert about(result, "01")["score"] == "80.00"  # 0.6×90 + 0.3×60 + 0.1×80 = 54 + 18 + 8
    assert result.to_dict()["warnings"] == []


def test_weights_of_the_classes_that_marked_nothing_are_left_out_and_named() -> None:
    rows = marks({"01": "好"}) + marks({"01": "弃权"}, ballot_class="B") + marks({"01": "差"}, ballot_class="C")
    result = counted(HEAD + WEIGHTED + SCALE + SHEET + FORMULA, roster("01"), rows)
    assert about(result, "01")["sheets_exact"] == {"述职": "600/7"}  # (54 + 6) / 0.7
    assert result.to_dict()["warnings"] == ["01 述职:B类无一票,权重按其余票类折算"]


def test_a_sheet_that_nobody_marked_warns_of_the_missing_score_alone() -> None:
    result = counted(HEAD + WEIGHTED + SCALE + SHEET + FORMULA, roster("01"), marks({"01": "弃权"}))
    assert [warning[:5] for warning in result.to_dict()["warnings"]] == ["01 得分"]


def test_a_rubric_sums_the_mean_of_every_item_over_those_who_marked_it() -> None:
    rows = rubric_row("v", "1", "9.5") + rubric_row("v", "2", "4") + rubric_row("w", "1", "8")
    one = about(counted(HEAD + CLASS_A + RUBRIC + FORMULA, roster("01"), rows), "01")
    assert one["sheets_exact"] == {"述职": "51/4"}  # (9.5 + 8) / 2 + 4
    assert one["votes"]["述职"]["1"]["A"] == {"sum": "17.5", "count": 2, "弃权": 0, "回避": 0, "无效": 0, "漏填": 0}
    assert one["votes"]["述职"]["2"]["A"] == {"sum": "4", "count": 1, "弃权": 0, "回避": 0, "无效": 0, "漏填": 1}


def test_an_item_that_nobody_marked_leaves_the_sheet_without_a_score() -> None:
    rows = rubric_row("v", "1", "9.5") + rubric_row("v", "2", "弃权")
    one = about(counted(HEAD + CLASS_A + RUBRIC + FORMULA + GRADES, roster("01"), rows), "01")
    assert (one["sheets"], one["sheets_exact"], one["values"]) == ({"述职": None}, {"述职": None}, {"得分": None})
    assert (one["score"], one["rank"], one["grade"], one["base_grade"], one["steps"]) == (None,) * 4 + ([],)


def test_weights_of_a_rubric_are_left_out_item_by_item_and_each_is_named() -> None:
    rows = rubric_row("v", "1", "10") + rubric_row("v", "2", "5") + rubric_row("w", "1", "7", "B")
    result = counted(HEAD + WEIGHTED + RUBRIC + FORMULA, roster("01"), rows)
    assert about(result, "01")["sheets_exact"] == {"述职": "14"}  # (0.6×10 + 0.3×7) / 0.9 + 5 = 9 + 5
    assert result.to_dict()["warnings"] == [
        "01 述职 1:C类未评",
        "01 述职 2:B类未评",
        "01 述职 2:C类未评",
        "01 述职:C类无一票,权重按其余票类折算",
    ]


def test_marks_of_a_rubric_may_be_written_with_trailing_or_leading_zeros() -> None:
    rows = (
        rubric_row("v", "1", "2.50")
        + rubric_row("w", "1", "02")
        + rubric_row("v", "2", "0")
        + rubric_row("w", "2", "5.0")
    )
    one = about(counted(HEAD + CLASS_A + RUBRIC + FORMULA, roster("01"), rows), "01")
    assert one["votes"]["述职"]["1"]["A"]["sum"] == "4.5"
    assert one["sheets_exact"] == {"述职": "19/4"}  # 4.5 / 2 + 5 / 2


def test_an_appraisee_without_a_ballot_has_no_score() -> None:
    result = counted(PLAIN, roster("01", "02"), marks({"01": "好"}))
    assert column(result, "score") == ["90.00", None]
    assert len(result.to_dict()["warnings"]) == 1
    assert result.to_dict()["warnings"][0].startswith("02 ")


def test_several_ballots_files_are_counted_as_one() -> None:
    from tally import Source, count

    header = "ballot,class,appraisee,sheet,item,mark\n"
    sources = [Source(f"r{n}.csv", (header + f"v{n},A,01,述职,,好\n").encode()) for n in range(3)]
    result = count(Source("s", PLAIN.encode()), Source("a", roster("01").encode()), sources)
    assert result.to_dict()["ballots"]["total_returned"] == 3


def test_quoted_fields_and_blank_lines_give_the_same_as_plain_ones() -> None:
    plain = counted(PLAIN, roster("01"), "v,A,01,述职,,好\nw,A,01,述职,,差\n")
    quoted = counted(PLAIN, roster("01"), '"v",A,01,"述职","",好\n\n\nw,A,01,述职,,"差"\n\n')
    assert quoted.to_bytes() == plain.to_bytes()


def test_columns_in_another_order_line_ends_of_windows_and_a_mark_of_byte_order_change_nothing() -> None:
    from tally import Source, count

    sources = (Source("s", PLAIN.encode()), Source("a", roster("01").encode()))
    plain = count(*sources, [Source("b", b"ballot,class,appraisee,sheet,item,mark\n" + "v,A,01,述职,,好\n".encode())])
    other = "\ufeffmark,item,sheet,appraisee,class,ballot\r\n好,,述职,01,A,v\r\n".encode()
    assert count(*sources, [Source("b", other)]).to_bytes() == plain.to_bytes()


def test_a_scheme_of_records_alone_needs_no_class_and_no_sheet() -> None:
    scheme = HEAD + '[[record]]\nid = "分"\nkind = "score"\nmin = 0\nmax = 10\n[formula]\n"得分" = "分"\n'
    result = counted(scheme, roster("01"), records="01,分,7.5\n").to_dict()
    assert result["ballots"] == {"issued": None, "expected": None, "returned": {}, "total_returned": 0}
    assert result["appraisees"][0]["score"] == "7.50"
    assert (result["appraisees"][0]["grade"], result["appraisees"][0]["steps"]) == (None, [])
