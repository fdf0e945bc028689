"""The desk after the count in a real Chromium: 13 people with long names, on a desk and on a phone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.actors.browsers import faults
from tests.actors.desk import SIZES, Desk
from tests.actors.serving import serving
from tests.voting.counted import Counted, counted, hands
from tests.voting.paper_reading import docx_text, overview_rows, shown
from voting.app import make_app
from voting.meeting.house import House

PAGES = ("results", "results/1", "results/5", "opinions", "opinions/1", "papers")
# 20 ballots. 05: 2 一般 of 19 marks is over 10 %, of 20 ballots it is not. 01, 03 and 04 share rank 1.
MARKS = [
    hands(16, 4), hands(10, 7, 3), hands(16, 4), hands(16, 4), hands(8, 9, 2, 0, 1), hands(9, 11), hands(7, 13),
    *(hands(6, 14) for _ in range(6)),
]  # fmt: skip


@pytest.fixture
def meeting(house: House) -> Counted:
    return counted(house, MARKS, {"01": ["带头讲党课，下基层多。"]}, quota="20%")


@pytest.fixture
def desk(meeting: Counted, browser: Browser) -> Iterator[Desk]:
    with serving(make_app(meeting.house)) as address:
        secretary = Desk(meeting, browser, address)
        yield secretary
        secretary.close()


def download(page: Page, row: str, label: str = "下载") -> tuple[str, bytes]:
    """Press the button in a row; the name the browser would save under, and the file."""
    with page.expect_download() as coming:
        page.get_by_role("row", name=row).get_by_role("button", name=label).first.click()
    got: Any = coming.value
    return got.suggested_filename, Path(got.path()).read_bytes()


def test_the_waiting_page_opens_by_itself_when_both_have_signed(desk: Desk) -> None:
    page = desk.open("results")
    expect(page.get_by_text("等待两个人同意公布")).to_be_visible()
    desk.meeting.release("scrutineer")
    expect(page.get_by_text("已同意", exact=True)).to_be_visible()
    desk.meeting.release("chair")
    page.get_by_role("link", name="打开结果").click()
    expect(page.get_by_role("heading", name="得分与等次")).to_be_visible()
    desk.well()


def test_every_page_fits_its_window_and_passes_axe(desk: Desk) -> None:
    desk.meeting.release()
    for size, (width, _) in SIZES.items():
        for name in PAGES:
            page = desk.open(name, size)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, size)
            assert faults(page) == [], (name, size)
            page.close()
    desk.well()


def test_remarks_and_forms_do_not_reach_paper(desk: Desk) -> None:
    desk.meeting.release()
    page = desk.open("results/1")
    remark = page.get_by_text("带头讲党课，下基层多。")
    expect(remark).to_be_visible()
    page.emulate_media(media="print")
    expect(remark).to_be_hidden()
    expect(page.get_by_label("依据文件")).to_be_hidden()
    expect(page.get_by_text("照着做，用笔可以重算一遍")).to_be_visible()


def test_a_secretary_decides_confirms_and_downloads(desk: Desk) -> None:
    """20 % of 13 is 2.6: two may be 好, three share rank 1, so all three drop and wait for the committee."""
    desk.meeting.release()
    page = desk.open("results")
    page.get_by_label("决定的组织").fill("场党委会议")
    page.get_by_role("button", name="按建议等次确定这 9 人").click()
    expect(page.get_by_text("已按建议等次确定 9 人。")).to_be_visible()
    expect(page.get_by_role("button", name="确认全部等次")).to_have_attribute("aria-disabled", "true")

    page.get_by_role("link", name="欧阳·买买提·阿不都热合曼").first.click()
    expect(page.get_by_text("得分同为 88.00 的还有：第3党支部书记、第4党支部书记。")).to_be_visible()
    expect(page.get_by_label("决定的组织")).to_have_value("场党委会议")
    page.get_by_label("确定等次").select_option("好")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("确定等次与建议等次不同，请写明理由。").first).to_be_visible()
    expect(page.get_by_label("确定等次")).to_have_value("好")
    page.get_by_label("理由").fill("一贯表现突出")
    page.get_by_label("依据文件").fill("场党委会议纪要第3号")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("第 1 位的确定等次已保存：好。")).to_be_visible()
    for number, grade in ((3, "较好"), (4, "较好"), (5, "差")):
        page.goto(f"{desk.base}/desk/{desk.meeting.id}/results/{number}")
        page.get_by_label("确定等次").select_option(grade)
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.get_by_text(f"第 {number} 位的确定等次已保存：{grade}。")).to_be_visible()

    page.get_by_role("link", name="结果", exact=True).first.click()
    page.get_by_role("button", name="确认全部等次").click()
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.get_by_text("等次已确认。正式文书可以制作了。")).to_be_visible()
    page.get_by_role("link", name="文书").first.click()
    name, opinion = download(page, "欧阳·买买提·阿不都热合曼")
    assert name == "综合评价意见-01-欧阳·买买提·阿不都热合曼.docx"
    assert "综合评价等次确定为“好”，与建议等次不同。" in docx_text(opinion)
    name, summary = download(page, "测评结果汇总表")
    assert name.startswith("测评结果汇总表-年度述职评议会议")
    assert shown(overview_rows(summary)[0]["得分"]) == "88.00"
    _, bundle = download(page, "综合评价意见（全部）")
    with zipfile.ZipFile(io.BytesIO(bundle)) as papers:
        assert len(papers.namelist()) == 13
    page.get_by_role("row", name="测评结果汇总表").get_by_role("button").click(trial=True)  # it can be had again
    desk.well()


def test_words_that_are_not_saved_are_not_lost_without_a_question(desk: Desk) -> None:
    desk.meeting.release()
    page = desk.open("opinions/1")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label("存在问题").fill("一是材料报送拖拉。")
    page.get_by_role("link", name="下一位").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.get_by_label("存在问题")).to_have_value("一是材料报送拖拉。")
    page.get_by_role("button", name="保存，到下一位").click()
    expect(page.get_by_role("heading", name="场党委书记")).to_be_visible()
    assert asked == ["beforeunload"]
    desk.well()


def test_the_table_is_filtered_as_one_types_and_sorted_by_its_heads(desk: Desk) -> None:
    desk.meeting.release()
    page = desk.open("results")
    page.get_by_placeholder("按姓名、单位筛选").fill("买买提")
    expect(page.locator("#results tbody tr:visible")).to_have_count(1)
    page.get_by_placeholder("按姓名、单位筛选").fill("")
    page.locator("#results").get_by_role("link", name="得分").click()
    expect(page.locator("#results thead th[aria-sort=ascending]")).to_contain_text("得分")
    expect(page.locator("#results tbody tr").first).to_contain_text("88.00")
    page.get_by_role("link", name="社区 6").click()
    expect(page.locator("#results tbody tr")).to_have_count(6)
    desk.well()


def test_the_seal_waits_for_its_word(desk: Desk) -> None:
    desk.meeting.release()
    page = desk.open("results")
    page.get_by_label("决定的组织").fill("场党委会议")
    page.get_by_role("button", name="按建议等次确定这 9 人").click()
    for number, grade in ((1, "较好"), (3, "较好"), (4, "较好"), (5, "差")):
        page.goto(f"{desk.base}/desk/{desk.meeting.id}/results/{number}")
        page.get_by_label("确定等次").select_option(grade)
        page.get_by_role("button", name="保存", exact=True).click()
    page.goto(f"{desk.base}/desk/{desk.meeting.id}/results")
    page.get_by_role("button", name="确认全部等次").click()
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_role("button", name="封存").click()
    sealing = page.get_by_role("dialog").get_by_role("button", name="封存")
    expect(sealing).to_be_disabled()
    page.get_by_label("请输入 封存 以确认").fill("封存")
    sealing.click()
    expect(page.get_by_text("会议已经封存")).to_be_visible()
    assert faults(page) == []
    desk.well()
