"""整改台账: a row for each problem, the rest to be kept by hand."""

from __future__ import annotations

from tests.voting.paper_reading import open_xlsx
from tests.voting.sample_figures import confirmed_meeting
from voting.papers.ledger import ledger_xlsx


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
