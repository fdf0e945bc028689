"""A secretary sets a meeting up in a real Chromium against a real server: from the empty house to printed cards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.actors.browsers import faults as faults_at
from tests.actors.browsers import hear
from tests.voting.paper_reading import pdf_pictures, scan
from tests.voting.secrecy.serving import free_port

SIZES = ((1440, 900), (390, 844))
PASSWORD = "一句容易记住的话"
PASTE = """(input, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""

# What a form says while it is under way, kept for the page after it.
NOTICE = """() => addEventListener("submit", () => setTimeout(() => {
    const said = Array.from(document.querySelectorAll("[data-busy-note]")).filter((note) => note.offsetHeight > 0);
    sessionStorage.setItem("busy", said.map((note) => note.textContent.trim()).join());
}))"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`voting serve` on an empty house, as its own process."""
    port = free_port()
    address = f"http://meeting.test:{port}"
    command = [sys.executable, "-m", "voting", "serve", "--instance", str(tmp_path_factory.mktemp("house"))]
    command += ["--host", "127.0.0.1", "--port", str(port), "--address", address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"}) as process:
        assert process.stdout is not None
        try:
            assert "服务已启动" in process.stdout.readline()
            _wait_for(port)
            yield address
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    """Until the server answers; it says that it has started a moment before it listens."""
    for _ in range(100):
        try:
            urlopen(f"http://127.0.0.1:{port}/v", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="module")
def page(shared_browser: Browser, server: str) -> Iterator[Page]:
    """The secretary's page, logged in as the first account; it fails where a script or the content policy complains."""
    context = shared_browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server)
    page = context.new_page()
    complaints: list[str] = []
    hear(page, complaints.append)
    page.goto("/")
    assert faults(page) == []
    fill(page, {"姓名或岗位": "组织科干事", "用户名": "mishu", "新密码": PASSWORD, "再输一遍": PASSWORD})
    page.get_by_role("button", name="建立账号并进入").click()
    expect(page.get_by_text("还没有会议")).to_be_visible()
    assert faults(page) == []
    yield page
    context.close()
    # An answer of 400 to a faulty form is logged by the browser itself; these tests mean it.
    assert [text for text in complaints if "status of 400" not in text] == []


@pytest.fixture
def meeting(page: Page) -> str:
    """A new draft; where it stands."""
    page.goto("/desk/new")
    page.get_by_label("会议名称").fill("年度述职评议会议")
    page.get_by_role("button", name="新建").click()
    page.wait_for_url("**/details")
    return page.url.removesuffix("/details")


def fill(page: Page, fields: dict[str, str]) -> None:
    for label, text in fields.items():
        page.get_by_label(label, exact=False).fill(text)


def faults(page: Page) -> list[str]:
    """What axe finds wrong at the desk's size and on a phone, and whether the page is wider than its window."""
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width}: {fault}" for fault in faults_at(page)]
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            found.append(f"{width}: wider than the window")
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    return found


def choose_scheme(page: Page, meeting: str, name: str = "落实主体责任述职评议（三专项）") -> None:
    page.goto(f"{meeting}/scheme/choose")
    page.get_by_role("button", name=f"选用“{name}”").click()
    page.wait_for_url("**/scheme")


def expect_names(page: Page, *names: str) -> None:
    """The first names of the table, from above."""
    for place, name in enumerate(names):
        expect(page.locator("#people input[name=name]").nth(place)).to_have_value(name)


def test_a_meeting_is_set_up_from_nothing_to_printed_cards(page: Page, meeting: str) -> None:
    describe_it(page, meeting)
    name_the_people(page, meeting)
    freeze_it(page, meeting)
    print_the_cards(page, meeting)


def describe_it(page: Page, meeting: str) -> None:
    assert faults(page) == []
    page.get_by_label("日期").fill("2027-01-15")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("还没有选定方案")).to_be_visible()
    assert faults(page) == []
    page.goto(f"{meeting}/scheme/choose")
    assert faults(page) == []
    choose_scheme(page, meeting)
    page.get_by_label("评为“好”的人数至多占此比例").fill("30")
    page.get_by_role("button", name="保存参数").click()
    expect(page.get_by_text("请写成“30%”")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("评为“好”的人数至多占此比例").fill("30%")
    page.get_by_role("button", name="保存参数").click()
    expect(page.get_by_text("参数已保存")).to_be_visible()


def name_the_people(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}/people")
    block = "场党委书记\t场党委\t书记\n第一支部书记\t一支部\t书记\n"
    page.locator("#people input[name=name]").first.evaluate(PASTE, block)
    page.get_by_role("button", name="保存名单").click()
    expect(page.get_by_text("已保存 2 名被评议人")).to_be_visible()
    assert faults(page) == []
    page.goto(f"{meeting}/seats")
    fill(page, {"A 场领导班子成员": "5", "B 党委委员": "5", "C 支部书记": "10"})
    page.get_by_role("button", name="生成座位").click()
    expect(page.get_by_text("已保存 20 个座位")).to_be_visible()
    assert faults(page) == []


def freeze_it(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}/")
    expect(page.get_by_text("内容已齐全")).to_be_visible()
    page.get_by_role("button", name="冻结方案").click()
    assert faults(page) == []
    page.evaluate(NOTICE)
    page.get_by_role("dialog").get_by_role("button", name="冻结方案").click()
    expect(page.get_by_text("密钥已做好")).to_be_visible(timeout=60000)
    assert page.evaluate("sessionStorage.getItem('busy')") == "正在制作密钥…请不要关闭页面。"
    assert faults(page) == []


def print_the_cards(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}/cards")
    assert faults(page) == []
    with page.expect_download() as sheet:
        page.get_by_role("button", name="制作并下载 20 张票卡").click()
    assert sheet.value.suggested_filename == "票卡.pdf"
    expect(page.get_by_text("已制作 20 张票卡")).to_be_visible()
    assert faults(page) == []
    addresses = [one for picture in pdf_pictures(Path(sheet.value.path()).read_bytes()) for one in scan(picture)]
    assert len(set(addresses)) == 20
    start = re.escape(page.url.split("/desk")[0])
    assert all(re.fullmatch(rf"{start}/v#c=[0-9A-Z]{{16}}&g=[ABC]&k=[0-9a-f]{{64}}", one) for one in addresses)
    page.get_by_label("成批勾选").select_option("A")
    page.get_by_role("button", name="全部勾选").click()
    expect(page.get_by_text("已勾选 5 个没有发出")).to_be_visible()
    page.get_by_role("button", name="保存登记").click()
    expect(page.get_by_text("5 张没有发出，已作废")).to_be_visible()
    page.get_by_role("button", name="重新制作全部票卡").click()
    expect(page.get_by_role("dialog")).to_contain_text("以前印好的 20 张票卡立即全部作废")
    assert faults(page) == []


def test_rows_are_added_moved_taken_out_and_brought_back_without_losing_typing(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}/people")
    boxes = page.locator("#people input[name=name]")
    for place, name in enumerate(("甲", "乙", "丙")):
        boxes.nth(place).fill(name)
    boxes.nth(2).press("Enter")
    expect(boxes.nth(3)).to_be_focused()
    rows = page.locator("#people tbody tr")
    rows.nth(2).get_by_role("button", name="上移一行").click()
    expect_names(page, "甲", "丙", "乙")
    rows.nth(0).get_by_role("button", name="删除这一行").click()
    expect_names(page, "丙", "乙")
    expect(rows.nth(0).locator("[data-row-no]")).to_have_text("1")
    page.get_by_role("button", name="恢复删除的行").click()
    expect_names(page, "甲", "丙", "乙")
    before = rows.count()
    page.get_by_role("button", name="添加一行").click()
    expect(rows).to_have_count(before + 1)
    page.get_by_role("button", name="保存名单").click()
    expect(page.get_by_text("已保存 3 名被评议人")).to_be_visible()
    expect_names(page, "甲", "丙", "乙")


def test_a_block_out_of_excel_fills_the_cells_from_where_it_is_pasted(page: Page, meeting: str) -> None:
    choose_scheme(page, meeting)
    page.goto(f"{meeting}/seats")
    page.locator("#seats input[name=label]").first.evaluate(PASTE, "\n".join(f"{n}号\tC" for n in range(1, 9)))
    expect(page.locator("#seats tbody tr")).to_have_count(8)
    page.get_by_role("button", name="保存座位").click()
    expect(page.get_by_text("C票 8")).to_be_visible()


def test_leaving_moved_rows_unsaved_asks_first(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}/people")
    page.locator("#people tbody tr").first.get_by_role("button", name="删除这一行").click()
    questions: list[str] = []

    def agree(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.accept()

    page.once("dialog", agree)
    page.goto(f"{meeting}/")
    assert questions == ["beforeunload"]


def test_weights_show_their_exact_sum_while_they_are_typed(page: Page, meeting: str) -> None:
    choose_scheme(page, meeting)
    total = page.locator("[data-weights-sum]")
    expect(total).to_have_text("都空着：不加权")
    fill(page, {"A · 场领导": "33.3", "B · 党委委员": "33.3%", "C · 支部书记": "33.4"})
    expect(total).to_have_text("合计 100%")
    expect(total).to_have_class(re.compile("is-right"))
    fill(page, {"C · 支部书记": "33.3"})
    expect(total).to_have_text("合计 99.9%")
    expect(total).to_have_class(re.compile("is-off"))
    page.get_by_role("button", name="保存权重").click()
    expect(page.get_by_text("现在合计99.9%，少了0.1个百分点")).to_be_visible()
    expect(page.get_by_label("A · 场领导")).to_have_value("33.3")


def test_the_preview_is_drawn_by_the_phones_own_code(page: Page, meeting: str) -> None:
    choose_scheme(page, meeting)
    page.goto(f"{meeting}/scheme/preview")
    expect(page.get_by_role("group", name="抓基层党建工作责任")).to_be_visible()
    page.get_by_text("较好", exact=True).first.click()
    expect(page.locator(".sheet.done")).to_have_count(1)
    assert faults(page) == []
    choose_scheme(page, meeting, "村（社区）党建观摩、检查、测评")
    page.goto(f"{meeting}/scheme/preview")
    expect(page.locator(".item")).to_have_count(37)


def test_a_mark_out_of_a_hundred_is_picked_and_not_stepped_to(page: Page, meeting: str) -> None:
    choose_scheme(page, meeting, "支行中层干部述职考核（集中述职民主测评）")
    page.goto(f"{meeting}/scheme/preview")
    page.set_viewport_size({"width": 390, "height": 844})
    mark = page.get_by_role("combobox", name="综合评分：重点考察主要业绩")
    expect(mark).to_have_value("100")
    mark.select_option("86")
    expect(page.locator(".total")).to_contain_text("86 / 100 分")
    page.get_by_role("button", name="减分").click()
    expect(mark).to_have_value("85")
    page.get_by_label("弃权", exact=True).check()
    expect(mark).to_have_value("弃权")
    assert faults(page) == []


def test_records_are_marked_where_they_are_wrong(page: Page, meeting: str) -> None:
    choose_scheme(page, meeting, "县直机关社区“大党委”考核")
    page.goto(f"{meeting}/people")
    page.locator("#people input[name=name]").first.fill("城东社区")
    page.get_by_role("button", name="保存名单").click()
    page.goto(f"{meeting}/records")
    assert faults(page) == []
    page.locator("[name='01/日常双报到']").fill("101")
    page.get_by_role("button", name="保存记录项").click()
    expect(page.locator("[name='01/日常双报到']")).to_have_value("101")
    expect(page.locator(".cell-fault")).to_have_text("须为0至100之间的数，现在是“101”。")
    assert faults(page) == []


def test_fifty_records_can_be_reached_and_typed_into(page: Page, meeting: str) -> None:
    choose_scheme(page, meeting, "县（市、区）党建工作综合考核")
    page.goto(f"{meeting}/people")
    page.locator("#people input[name=name]").first.fill("阿卜杜热合曼·买买提依明自治县")
    page.get_by_role("button", name="保存名单").click()
    for width, height in ((1280, 800), (390, 844)):
        page.goto(f"{meeting}/records")
        page.set_viewport_size({"width": width, "height": height})
        for name, mark in (("专项_组织领导", "1.5"), ("其余四项", "88")):
            cell = page.locator(f"[name='01/{name}']")
            cell.click()  # waits until nothing lies over it
            cell.fill(mark)
    page.get_by_role("row", name="专项_组织领导").get_by_text("考核内容").click()
    expect(page.get_by_text("对所辖党支部进行全覆盖、全过程现场指导情况")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="保存记录项").click()
    expect(page.locator("[name='01/其余四项']")).to_have_value("88")


def test_the_accounts_pass_axe_and_ask_before_closing_one(page: Page) -> None:
    page.goto("/desk/officers")
    fill(page, {"姓名或岗位": "场党委副书记", "用户名": "zhuchi", "新密码": PASSWORD, "再输一遍": PASSWORD})
    page.get_by_role("button", name="添加").click()
    assert faults(page) == []
    page.get_by_role("button", name="停用场党委副书记的账号").click()
    expect(page.get_by_role("dialog")).to_contain_text("停用“场党委副书记”的账号？")
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.get_by_role("cell", name="已停用")).to_be_visible()


def test_the_desk_works_without_script(browser: Browser, page: Page, meeting: str) -> None:
    choose_scheme(page, meeting)
    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    try:
        bare = plain.new_page()
        bare.goto(f"{meeting}/people")
        bare.get_by_label("从 Excel 粘贴").fill("\t甲支部书记\n\t乙支部书记")
        bare.get_by_role("button", name="填入表格").click()
        bare.locator("#people input[name=name]").nth(2).fill("丙支部书记")
        bare.get_by_role("button", name="保存名单").click()
        expect(bare.get_by_text("已保存 3 名被评议人")).to_be_visible()
    finally:
        plain.close()
