"""The whole demo meeting in real Chromium: nine phones of three classes, a chair, a projector, a secretary and a
scrutineer, each in a browser of its own; eleven more phones in Python fill the classes. Figures worked by hand.

Twenty ballots a round, the same marks on all three sheets, so 得分 = (90·好 + 80·较好 + 70·一般 + 60·差) / marks:

    01 20 好                     90.00   1   好
    02 18 好  2 较好             89.00   2   好
    03 16 好  4 较好             88.00   3   好
    04 14 好  6 较好             87.00   4   好 → 较好 (quota)
    05 12 好  8 较好             86.00   5   好 → 较好 (quota)
    06 11 好  9 较好             85.50   6   好 → 较好 (quota)
    07 10 好  9 较好 1 一般      1690/20 = 84.50   7   较好          一般+差 1/20 = 5 %
    08 10 好  8 较好 2 一般      1680/20 = 84.00   8   较好          2/20 = 10 % exactly: not over
    09 10 好  7 较好 3 一般      1670/20 = 83.50  10   较好 → 差     3/20 = 15 %
    10 12 好  4 较好 2 一般 2 差 1660/20 = 83.00  11   较好 → 差     4/20 = 20 %
    11  8 好 12 较好             1680/20 = 84.00   8   较好          shares rank 8 with 08
    12  5 好 14 较好 1 回避      1570/19 = 82.6315… → 82.63  12  较好
    13 19 较好 1 弃权            80.00  13   较好

    Quota 好 at most 30 % of 13: floor(3.9) = 3 of the six may stay.
    The committee changes 09 from 差 to 一般; all others are confirmed as proposed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tally.evidence.verify import verify
from tests.actors.browsers import chromium
from tests.actors.officer import Officer
from tests.actors.phone_in_browser import Phone
from tests.browser.demo_server import Demo, demo_server
from tests.voting.meetings import SHEETS
from tests.voting.paper_reading import docx_table, docx_text, overview_rows, shown
from tests.voting.python_phone import OverHttp
from tests.voting.python_phone import Phone as PythonPhone

GOOD, FAIR, SO_SO, POOR, ABSTAIN, RECUSE = "好", "较好", "一般", "差", "弃权", "回避"
MARKS: dict[str, Sequence[str]] = {
    "01": [GOOD] * 20,
    "02": [GOOD] * 18 + [FAIR] * 2,
    "03": [GOOD] * 16 + [FAIR] * 4,
    "04": [GOOD] * 14 + [FAIR] * 6,
    "05": [GOOD] * 12 + [FAIR] * 8,
    "06": [GOOD] * 11 + [FAIR] * 9,
    "07": [SO_SO] + [GOOD] * 10 + [FAIR] * 9,
    "08": [SO_SO] * 2 + [GOOD] * 10 + [FAIR] * 8,
    "09": [SO_SO] * 3 + [GOOD] * 10 + [FAIR] * 7,
    "10": [POOR] * 2 + [SO_SO] * 2 + [GOOD] * 12 + [FAIR] * 4,
    "11": [GOOD] * 8 + [FAIR] * 12,
    "12": [RECUSE] + [GOOD] * 5 + [FAIR] * 14,
    "13": [ABSTAIN] + [FAIR] * 19,
}
EXPECTED = {
    "01": ("90.00", "1", GOOD, GOOD),
    "02": ("89.00", "2", GOOD, GOOD),
    "03": ("88.00", "3", GOOD, GOOD),
    "04": ("87.00", "4", GOOD, FAIR),
    "05": ("86.00", "5", GOOD, FAIR),
    "06": ("85.50", "6", GOOD, FAIR),
    "07": ("84.50", "7", FAIR, FAIR),
    "08": ("84.00", "8", FAIR, FAIR),
    "09": ("83.50", "10", FAIR, POOR),
    "10": ("83.00", "11", FAIR, POOR),
    "11": ("84.00", "8", FAIR, FAIR),
    "12": ("82.63", "12", FAIR, FAIR),
    "13": ("80.00", "13", FAIR, FAIR),
}
SEATED = {"A": 5, "B": 5, "C": 10}
REAL = 3  # of each class with a real browser


@pytest.fixture
def demo(tmp_path: Path) -> object:
    with demo_server(tmp_path) as running:
        yield running


@pytest.mark.timeout(900)
def test_the_demo_meeting_from_the_cards_to_the_signed_papers(demo: Demo) -> None:
    assert {name: len(demo.cards_of(name)) for name in "ABC"} == {"A": 8, "B": 10, "C": 42}
    with chromium() as browser:
        secretary = demo.officer(browser, "秘书")
        void_empty_seats(secretary)
        chair = demo.officer(browser, "主持人", (1280, 800))
        scrutineer = demo.officer(browser, "监票人")
        screen = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        screen.goto(f"{demo.base}/screen/1")
        real, python = take_seats(browser, demo)
        expect(screen.locator("body")).to_contain_text("20")

        chair.go("/chair/1")
        act(chair, "宣布开会")
        for code, marks in MARKS.items():
            hold_round(chair, screen, real, python, code, marks)
        release(chair, scrutineer)
        expect(screen.locator("body")).to_contain_text("90.00", timeout=30000)

        decide(secretary)
        read_papers(secretary)
        assert all(phone.finds_its_slips(13) for phone in python)
        for phone in real:
            phone.well()
            phone.sees("在计票结果中")
        for officer in (secretary, chair, scrutineer):
            officer.well()


def seated(browser: Browser, base: str, card: str) -> Phone:
    """A phone that has joined with this card, and draws its waits as phones do."""
    pocket = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = Phone(pocket, base, hurried=False)
    phone.join_with(card)
    return phone


def mark_speaker(phone: Phone, name: str, mark: str) -> None:
    """Mark all sheets of the speaker alike, and go on to the look-over."""
    expect(phone.page.locator("fieldset").first).to_be_visible()
    phone.sees(name)
    if mark == RECUSE:
        phone.page.get_by_text(RECUSE).first.click()
    else:
        phone.mark([mark] * len(SHEETS))
    phone.tap("填好了，去核对")


def submit(phone: Phone) -> None:
    """Look over and submit."""
    phone.sees("请核对")
    phone.tap("确认提交")


def leave(phone: Phone, mark: str) -> None:
    """See that it counts and that the mark is gone from the screen; 好 stands in other words of the page."""
    phone.sees("已计入")
    if mark != GOOD:
        expect(phone.page.locator("#app")).not_to_contain_text(mark)
    phone.tap("知道了")


def void_empty_seats(secretary: Officer) -> None:
    """Forty of the sixty seats stay empty: their cards are voided before the first round."""
    secretary.go("/desk/1/cards")
    expect(secretary.page.locator("tbody input[name=seat]")).to_have_count(60)
    for ballot_class, number in SEATED.items():
        of_class = secretary.page.locator(f"tbody input[name=seat][data-class={ballot_class}]")
        for place in range(number, of_class.count()):
            of_class.nth(place).check()
    secretary.press("保存登记")
    expect(secretary.page.locator("body")).to_contain_text("已登记：40 张没有发出，已作废。")


def take_seats(browser: Browser, demo: Demo) -> tuple[list[Phone], list[PythonPhone]]:
    """Nine real phones and eleven in Python join."""
    real, python = [], []
    for name, number in SEATED.items():
        cards = demo.cards_of(name)[:number]
        real += [seated(browser, demo.base, card) for card in cards[:REAL]]
        python += [PythonPhone(OverHttp(f"http://127.0.0.1:{demo.port}"), card) for card in cards[REAL:]]
    for phone in python:
        phone.join()
    return real, python


def hold_round(
    chair: Officer, screen: Page, real: list[Phone], python: list[PythonPhone], code: str, marks: Sequence[str]
) -> None:
    """Open the round, let the nine and the eleven vote, look at the projector, close."""
    number, title = int(code), name_of(code)
    act(chair, f"开启“{title}”一轮")
    expect(screen.locator("body")).to_contain_text(title, timeout=30000)
    for phone, mark in zip(real, marks, strict=False):
        mark_speaker(phone, title, mark)
    for phone in real:  # a screen takes no tap in its first moment: nine wait for it together
        submit(phone)
    for phone, mark in zip(real, marks, strict=False):
        leave(phone, mark)
    for one, mark in zip(python, marks[len(real) :], strict=True):
        one.vote(number, {code: [(sheet, "", mark) for sheet in SHEETS]})
    expect(chair.page.locator(".is-all")).to_be_visible(timeout=30000)
    act(chair, "结束投票")
    expect(screen.locator(".root-box").first).to_be_visible(timeout=30000)


def act(chair: Officer, name: str) -> None:
    """The chair's one big act, once it has stood long enough to be meant: a second press of a double click is not."""
    button = chair.page.locator("#act", has_text=name)
    expect(button).to_be_visible(timeout=30000)
    chair.page.wait_for_timeout(900)
    button.click()


def release(chair: Officer, scrutineer: Officer) -> None:
    """Count, and sign twice."""
    act(chair, "计票")
    chair.agree("计票")
    act(chair, "同意公布")
    chair.agree("同意公布")
    scrutineer.go("/watch/1")
    scrutineer.press("同意公布")
    scrutineer.agree("同意公布")


def name_of(code: str) -> str:
    from voting.demo import people

    return next(one.name for one in people() if one.code == code)


def decide(secretary: Officer) -> None:
    """Every figure as worked by hand; 09 is changed with a reason, the rest confirmed as proposed."""
    secretary.go("/desk/1/results")
    for code, (score, rank, base, grade) in EXPECTED.items():
        row = secretary.page.locator(f"tr[data-appraisee='{code}']")
        expect(row.locator("[data-figure=score]")).to_have_text(score)
        expect(row.locator("[data-figure=rank]")).to_have_text(rank)
        expect(row.locator("[data-figure=proposed]")).to_contain_text(grade)
        if base != grade:
            expect(row.locator("[data-figure=proposed]")).to_contain_text(base)
    secretary.page.locator("tr[data-appraisee='09']").get_by_role("link").first.click()
    expect(secretary.page.locator("body")).to_contain_text("15.00%")
    secretary.page.get_by_label("确定等次").select_option(SO_SO)
    secretary.page.get_by_label(re.compile("^决定的组织")).fill("场党委会议")
    secretary.page.get_by_label(re.compile("^理由")).fill("年中到任，任职不满半年")
    secretary.page.get_by_label(re.compile("^依据")).fill("场党委会议纪要第12号")
    secretary.press("保存")
    expect(secretary.page.locator("body")).to_contain_text("第 9 位的确定等次已保存：一般。")
    secretary.go("/desk/1/results")
    rest = secretary.page.locator("#rest")
    rest.get_by_label(re.compile("^决定的组织")).fill("场党委会议")
    rest.get_by_role("button", name=re.compile("按建议等次确定")).click()
    expect(secretary.page.locator("body")).to_contain_text("已按建议等次确定 12 人。")
    secretary.press("确认全部等次")
    secretary.agree("确认")
    expect(secretary.page.locator("body")).to_contain_text("等次已经确认")


def read_papers(secretary: Officer) -> None:
    """The same figures in the opinions, the summary and the report; and the archive verifies."""
    secretary.go("/desk/1/papers")

    def paper(name: str) -> bytes:
        row = secretary.page.locator("#papers tr", has_text=name)
        return secretary.download(lambda: row.get_by_role("button").click())

    summary = overview_rows(paper("测评结果汇总表"))
    rows = {row["姓名"]: row for row in ({name: shown(cell) for name, cell in row.items()} for row in summary)}
    for code, (score, rank, _, grade) in EXPECTED.items():
        row = rows[name_of(code)]
        final = SO_SO if code == "09" else grade
        assert (row["得分"], row["名次"], row["建议等次"], row["确定等次"]) == (score, rank, grade, final)
    with zipfile.ZipFile(io.BytesIO(paper("综合评价意见"))) as opinions:
        texts = {name.partition("-")[2][:-5]: docx_text(opinions.read(name)) for name in opinions.namelist()}
    assert len(texts) == len(EXPECTED)
    for code, (score, _, _, grade) in EXPECTED.items():
        final = SO_SO if code == "09" else grade
        assert score in texts[name_of(code)]
        assert f"“{final}”" in texts[name_of(code)]
    report = paper("计票结果报告单")
    text = docx_text(report)
    assert "收回" in text
    counted = docx_table(report, "票类")
    assert [row[-4:] for row in counted if row[0].startswith(("A", "B", "C"))] == [
        ["5", "5", "5", "0"],
        ["5", "5", "5", "0"],
        ["10", "10", "10", "0"],
    ]
    archive = paper("归档包")
    assert verify(archive) == []
