"""The kit in a real Chromium: nobody is shut out, nothing is sent twice or lost, a broken line is seen."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.actors.browsers import faults, hear
from tests.browser.kit_app import ROOT, Line, serve

SIZES = {"desk": (1440, 900), "phone": (390, 844), "projector": (1920, 1080)}
PICTURES = ("join", "speaking", "long", "turnout", "live", "waiting", "crowd", "result", "chart")
PINNED = runpy.run_path(str(ROOT / "static/vendor/fetch.py"))["PACKAGES"]
START: dict[str, Any] = {
    "version": 1,
    "joined": 3,
    "round": "waiting",
    "sum": {"count": 0, "total": 50},
    "turnout": [{"count": 0, "total": 8}],
}


@pytest.fixture(scope="module")
def line() -> Line:
    return Line(dict(START))


@pytest.fixture(scope="module")
def address(line: Line) -> Iterator[str]:
    with serve(line) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if the content policy or a script complains."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    hear(page, complaints.append)
    yield page
    context.close()
    # A refused stream is logged by the browser itself; the tests of a broken line mean it.
    assert [text for text in complaints if "status of 503" not in text] == []


def open_at(page: Page, address: str, size: str) -> None:
    page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    page.goto(address)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_every_component_passes_axe(page: Page, address: str, size: str) -> None:
    open_at(page, address, size)
    assert faults(page) == []


def test_axe_would_see_a_fault(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelector('.page-head').innerHTML += '<img src=\"/static/built/kit/icons/dot.svg\">'")
    assert any(fault.startswith("image-alt") for fault in faults(page))


@pytest.mark.parametrize("dialog", ["close", "seal"])
def test_an_open_question_passes_axe(page: Page, address: str, dialog: str) -> None:
    page.goto(address)
    page.click(f"[data-dialog-open={dialog}]")
    assert faults(page) == []


@pytest.mark.parametrize("kind", PICTURES)
def test_every_picture_of_the_projector_fits_and_passes_axe(page: Page, address: str, kind: str) -> None:
    open_at(page, f"{address}/screen/{kind}", "projector")
    assert faults(page) == []
    cut = """Array.from(document.querySelectorAll('.hall-main *')).filter(e => {
        const box = e.getBoundingClientRect(), hall = document.querySelector('.hall-main').getBoundingClientRect();
        return !e.closest('.visually-hidden') && (box.bottom > hall.bottom + 1 || box.right > hall.right + 1);
    }).map(e => e.className)"""
    assert page.evaluate(cut) == []


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_its_window(page: Page, address: str, size: str) -> None:
    open_at(page, address, size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_speakers_name_is_at_least_a_twelfth_of_the_pictures_height(page: Page, address: str) -> None:
    open_at(page, f"{address}/screen/speaking", "projector")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.speaker-name')).fontSize)") >= 90


def test_what_was_typed_stands_in_its_field_beside_the_fault(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_label("单位", exact=True)).to_have_value("第五党支部")
    expect(page.get_by_label("备注")).to_have_value("<b>原样</b>")
    expect(page.get_by_label("席位数")).to_have_accessible_description("请填 1 到 999 之间的整数")
    expect(page.get_by_text("有 3 处需要改正")).to_be_visible()


def test_a_dangerous_act_waits_for_its_word(page: Page, address: str) -> None:
    page.goto(address)
    page.click("[data-dialog-open=seal]")
    seal = page.get_by_role("dialog").get_by_role("button", name="封存")
    expect(seal).to_be_disabled()
    page.get_by_role("dialog").get_by_role("textbox").fill(" 封 存 ")
    expect(seal).to_be_enabled()
    seal.click()
    page.wait_for_url("**/sent")
    assert '"confirm_word": " 封 存 "' in page.content()


def test_a_question_is_put_away_by_the_keyboard_and_focus_goes_back(page: Page, address: str) -> None:
    page.goto(address)
    opener = page.locator("[data-dialog-open=close]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("button", name="取消", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_button_that_may_not_be_pressed_says_why(page: Page, address: str) -> None:
    page.goto(address)
    button = page.get_by_role("button", name="开始会议")
    expect(button).to_have_accessible_description("还有 1 个参数没有设定")
    button.click(force=True)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_form_pressed_twice_is_sent_once(page: Page, address: str) -> None:
    sent: list[str] = []

    page.goto(address)
    page.on("request", lambda request: sent.append(request.method))
    page.route("**/sent", lambda _: None)  # never answered: the second press comes while the first is under way
    with page.expect_request("**/sent"):
        busy = page.get_by_role("button", name="撤销").evaluate("""async button => {
            button.click();
            await new Promise(wake => setTimeout(wake, 50));
            const busy = button.getAttribute("aria-busy");
            button.click();
            await new Promise(wake => setTimeout(wake, 50));
            return busy;
        }""")
    assert busy == "true"
    assert [method for method in sent if method == "POST"] == ["POST"]


def test_leaving_a_form_that_was_typed_into_asks_first(page: Page, address: str) -> None:
    questions: list[str] = []
    page.goto(address)
    page.get_by_label("单位", exact=True).fill("牧业连党支部")

    def yes(question: Dialog) -> None:
        questions.append(question.type)
        question.accept()

    page.on("dialog", yes)
    page.goto(f"{address}/live")
    assert questions == ["beforeunload"]


def test_rows_are_filtered_by_every_word_typed(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_placeholder("按姓名、单位筛选").fill("机关 第一")
    expect(page.locator("#people tbody tr:visible")).to_have_count(1)
    expect(page.get_by_text("显示 1 / 4 行")).to_be_visible()
    page.get_by_placeholder("按姓名、单位筛选").fill("")
    expect(page.locator("#people tbody tr:visible")).to_have_count(4)


def test_a_chosen_file_is_named_with_its_size(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("花名册", exact=True).set_input_files(
        {"name": "2026年度述职评议花名册.xlsx", "mimeType": "application/zip", "buffer": b"x" * 4096}
    )
    expect(page.get_by_text("2026年度述职评议花名册.xlsx（4 KB）")).to_be_visible()


def test_a_page_follows_the_state_and_keeps_what_was_opened(page: Page, address: str, line: Line) -> None:
    line.put(**START)
    page.goto(f"{address}/live")
    expect(page.locator("[data-bind=joined]")).to_have_text("3")
    expect(page.locator("#shut")).to_be_visible()
    page.locator("#piece summary").click()
    chart = {"categories": ["基层党建"], "series": [{"name": "好", "values": ["31"]}]}
    line.put(round="open", sum={"count": 25, "total": 50}, turnout=[{"count": 2, "total": 8}], chart=chart)
    expect(page.locator("#open")).to_be_visible()
    expect(page.locator("#shut")).to_be_hidden()
    expect(page.locator("#state")).to_have_class("pill is-open")
    expect(page.locator(".bars-total")).to_have_text("合计25 / 50")
    expect(page.locator("[data-bind='turnout.1.total']")).to_have_text("42")
    expect(page.locator(".ring-value")).to_have_attribute("stroke-dasharray", "50 100")
    expect(page.locator("[data-bind-width^='turnout.0']")).to_have_attribute("width", "25%")
    expect(page.get_by_role("cell", name="31")).to_have_count(1)
    expect(page.locator("#more")).to_have_attribute("open", "")


def test_a_broken_line_is_seen_and_mends_itself(page: Page, address: str, line: Line) -> None:
    line.put(**START)
    page.goto(f"{address}/live")
    expect(page.locator("[data-bind=joined]")).to_have_text("3")
    banner = page.locator("[data-live-banner]")
    expect(banner).to_be_hidden()
    line.put(stream_up=False, state_up=False)
    expect(banner).to_contain_text("已断开")
    line.put(state_up=True, joined=7)
    expect(banner).to_contain_text("每隔几秒自动更新", timeout=20000)
    expect(page.locator("[data-bind=joined]")).to_have_text("7")
    line.put(stream_up=True, joined=8)
    expect(banner).to_be_hidden(timeout=20000)
    expect(page.locator("[data-bind=joined]")).to_have_text("8")


def test_a_line_that_has_gone_silent_is_given_up(page: Page, address: str, line: Line) -> None:
    line.put(**START)
    page.route("**/stream", lambda _: None)  # accepted and never answered, as a dead access point does
    page.route("**/live", quick)
    page.goto(f"{address}/live")
    expect(page.locator("[data-bind=joined]")).to_have_text("3", timeout=10000)


def quick(route: Route) -> None:
    """Give the page less patience than its 40 seconds."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("data-live=", "data-live-silence='300' data-live="))


def test_paper_has_no_buttons_and_no_navigation(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.locator(".mainnav")).to_be_hidden()
    expect(page.locator(".btn:visible")).to_have_count(0)
    expect(page.locator("#people")).to_be_visible()


@pytest.mark.parametrize("package", PINNED, ids=lambda package: package.folder)
def test_what_is_vendored_is_the_pinned_version_with_its_licence(package: Any) -> None:
    folder = ROOT / "static/vendor" / package.folder
    assert (folder / "VERSION").read_text().splitlines()[0] == f"{package.name} {package.version}"
    assert re.search("Copyright|Apache License", (folder / "LICENSE").read_text())


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    sprite = (ROOT / "static/vendor/icons/icons.svg").read_text()
    have = set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite))
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'\bicon(?:_name)?(?:\(|=)"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named - have == set()
