"""Chair, projector and scrutineer in real Chromium: what moves by itself, and what a hurried hand does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.actors.hall import PHONE, PROJECTOR, Hall, open_hall
from tests.voting.counted import LONG, counted, hands
from tests.voting.meetings import DETAILS, make_room, on_all_sheets, vote_all
from voting.meeting.house import House
from voting.meeting.showing.projector import announce
from voting.storage.registry import Appraisee

ACT = "#act.is-known"
SEATS = {"A": 5, "B": 5, "C": 12}


@pytest.fixture
def hall(browser: Browser, house: House) -> Iterator[Hall]:
    """Two speakers, classes of 5, 5 and 12."""
    with open_hall(browser, make_room(house, 2, SEATS)) as hall:
        yield hall
        hall.well()


def act(page: Page, kind: str) -> None:
    """Wait until the big act is of this kind and can be pressed."""
    expect(page.locator(f'{ACT}[data-act^="{kind}"]')).to_be_visible()


FITS = """() => {
  const shown = (e) => e.getClientRects().length && getComputedStyle(e).visibility === "visible";
  const box = (e) => e.getBoundingClientRect();
  const main = document.querySelector(".hall-main"), end = main.querySelector(".hall-end");
  const seen = (e) => shown(e) && !e.closest(".visually-hidden, .chart");
  const all = (selector) => Array.from(main.querySelectorAll(selector)).filter(seen);
  const foot = box(document.querySelector(".hall-foot")), faults = new Set();
  if (foot.bottom > innerHeight + 1) faults.add("the foot is below the picture");
  for (const e of all("*")) {
    const at = box(e);
    if (at.bottom > foot.top + 1) faults.add(`${e.className || e.tagName} runs into the foot`);
    if (at.right > innerWidth + 1 || at.left < -1) faults.add(`${e.className || e.tagName} runs off the side`);
  }
  for (const e of end ? all("section td, section th, .sheets strong, .crowd li, .speaker-unit") : [])
    if (box(e).bottom > box(end).top + 1) faults.add(`${e.textContent} is under the strip below`);
  const names = ".speaker-name, .who-name, .next strong", figures = ".number-value, .strip-one, .bars-value";
  for (const e of all(`${names}, ${figures}, .root span, .join-mark`))
    if (e.scrollWidth > e.clientWidth + 2) faults.add(`${e.textContent} is cut off`);
  const least = (e) => innerHeight / (e.matches(".who-long") ? 38 : 30.1);
  for (const e of all(`${names}, ${figures}, .result-table td, .live-table td`))
    if (parseFloat(getComputedStyle(e).fontSize) < least(e)) faults.add(`${e.textContent} is too small`);
  return Array.from(faults);
}"""


def fits(page: Page) -> None:
    """Nothing of a projector's picture is cut off, or overlaps the strip below it or the foot."""
    page.evaluate("document.fonts.ready.then(() => true)")
    comes_right(page, FITS)


def comes_right(page: Page, faults: str) -> None:
    """The page has none of these faults once what moves has come to rest; else those that are left."""
    for _ in range(50):
        if page.evaluate(faults) == []:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(faults) == []


def test_the_projector_moves_by_itself_with_every_act_and_every_ballot(hall: Hall) -> None:
    screen, room = hall.page("screen", PROJECTOR), hall.room
    expect(screen.locator(".join-title")).to_have_text("请扫描票卡入场")
    fits(screen)
    room.begin()
    phones = room.joined_phones()
    expect(screen.locator(".ring-count")).to_have_text("22")
    announce(hall.room.house, room.officers["chair"], room.meeting_id, 1)
    expect(screen.locator(".hall-state")).to_have_text("正在述职")
    fits(screen)
    room.open(1)
    expect(screen.locator(".hall-note")).to_contain_text("有票类收满 10 张才开始显示票数")
    vote_all(phones[:11], 1, "01", ["好"] * 11)
    expect(screen.locator(".ring-count")).to_have_text("11")
    fits(screen)
    vote_all(phones[11:21], 1, "01", ["较好"] * 10)
    expect(screen.locator(".sheets section").first.locator(".bars-value")).to_have_text(["1", "4", "0", "0"])
    expect(screen.locator(".strip-one strong")).to_have_text(["5", "5", "11"])
    fits(screen)
    root = room.close(1)
    expect(screen.locator(".number-value")).to_have_text(["22", "22", "21", "21"])
    groups = [root[place : place + 4] for place in range(0, 64, 4)]
    expect(screen.locator(".root-box span")).to_have_text(groups, ignore_case=True)
    expect(screen.locator(".next")).to_contain_text("第2支部书记")
    fits(screen)


def test_a_crowd_is_voted_on_in_pages_that_turn_and_fit(browser: Browser, house: House) -> None:
    room = make_room(house, 23, {"C": 12}, replace(DETAILS, round_plan="table"))
    with open_hall(browser, room) as hall:
        room.begin()
        phones = room.joined_phones()
        room.open(1)
        screen = hall.page("screen", PROJECTOR)
        expect(screen.locator(".crowd li")).to_have_count(23)
        fits(screen)
        codes = [f"{number:02}" for number in range(1, 24)]
        for phone in phones[:10]:
            phone.vote(1, {code: on_all_sheets("好") for code in codes})
        expect(screen.locator("[data-page]")).to_have_count(9)
        expect(screen.locator("[data-page].is-shown td strong").first).to_have_text("5")
        fits(screen)
        screen.keyboard.press("ArrowRight")
        expect(screen.locator("[data-page].is-shown .cell-name").first).to_have_text("第9支部书记")
        screen.keyboard.press(" ")
        expect(screen.locator("[data-page-hint]")).to_contain_text("已暂停")
        fits(screen)
        hall.well()


@pytest.mark.parametrize("size", [PROJECTOR, (1024, 768)])
def test_results_of_fifteen_with_the_longest_names_fit_in_pictures(
    browser: Browser, house: House, size: tuple[int, int]
) -> None:
    done = counted(house, [hands(20 - place % 5, place % 5) for place in range(15)])
    done.release()
    with open_hall(browser, done.room) as hall:
        screen = hall.page("screen", size)
        expect(screen.locator("[data-page]")).to_have_count(4)
        for _ in range(4):
            fits(screen)
            screen.keyboard.press("ArrowRight")
        expect(screen.locator(".result-score").first).to_have_text("90.00")
        expect(screen.locator("[data-page] canvas")).to_have_count(2)
        hall.well()


LONGEST = ("立新农场畜牧兽医与草原生态保护建设服务中心党支部", "阿卜杜热合曼·买买提依明")


@pytest.mark.parametrize("size", [PROJECTOR, (1280, 720), (1024, 768)])
def test_thirty_people_with_the_longest_names_fit_from_the_call_to_the_close(
    browser: Browser, house: House, size: tuple[int, int]
) -> None:
    room = make_room(house, 30, {"C": 12}, replace(DETAILS, round_plan="table"))
    with house.writing() as session:
        for place, one in enumerate(session.query(Appraisee).filter_by(meeting_id=room.meeting_id)):
            one.name, one.unit = LONGEST[place % 2], LONG[0][1]
    with open_hall(browser, room) as hall:
        room.begin()
        phones = room.joined_phones()
        announce(room.house, room.officers["chair"], room.meeting_id, 1)
        screen = hall.page("screen", size)
        expect(screen.locator("[data-page]")).to_have_count(2)
        fits(screen)
        room.open(1)
        expect(screen.locator(".hall-note")).to_be_visible()
        fits(screen)
        codes = [f"{number:02}" for number in range(1, 31)]
        for phone in phones[:10]:
            phone.vote(1, {code: on_all_sheets("好") for code in codes})
        expect(screen.locator("[data-page]")).to_have_count(15)
        fits(screen)
        screen.keyboard.press("ArrowRight")
        fits(screen)
        hall.well()


@pytest.mark.parametrize("size", [PROJECTOR, (1024, 768)])
def test_the_longest_name_fits_while_it_is_voted_on(hall: Hall, size: tuple[int, int]) -> None:
    room = hall.room
    with room.house.writing() as session:
        person = session.query(Appraisee).filter_by(meeting_id=room.meeting_id, code="01").one()
        person.name, person.unit, person.post = LONG[0]
    room.begin()
    phones = room.joined_phones()
    announce(room.house, room.officers["chair"], room.meeting_id, 1)
    screen = hall.page("screen", size)
    fits(screen)
    room.open(1)
    vote_all(phones[10:], 1, "01", ["好"] * 12)
    expect(screen.locator(".sheets")).to_be_visible()
    fits(screen)
    room.close(1)
    expect(screen.locator(".root-box")).to_be_visible()
    fits(screen)


def test_enter_does_the_big_act_and_asks_before_it_leaves_somebody_out(hall: Hall) -> None:
    chair, room = hall.page("chair"), hall.room
    act(chair, "begin")
    chair.keyboard.press("Enter")
    act(chair, "open-1")
    phones = room.joined_phones()
    expect(chair.locator(".act-warn")).to_be_hidden()
    chair.keyboard.press(" ")
    act(chair, "close-1")
    vote_all(phones[:19], 1, "01", ["好"] * 19)
    expect(chair.locator(".act-count strong")).to_have_text("19")
    chair.keyboard.press("Enter")
    expect(chair.locator("#ask-close")).to_be_visible()
    expect(chair.locator("#ask-close .ask-count strong")).to_have_text("3")
    vote_all(phones[19:21], 1, "01", ["好"] * 2)
    expect(chair.locator("#ask-close .ask-count strong")).to_have_text("1")
    chair.get_by_role("button", name="再等一等").click()
    vote_all(phones[21:], 1, "01", ["好"])
    expect(chair.locator(".act-left .is-all")).to_be_visible()
    chair.keyboard.press("Enter")
    act(chair, "open-2")


def test_a_double_click_does_not_do_the_act_after_it(hall: Hall) -> None:
    chair = hall.page("chair")
    act(chair, "begin")
    hall.room.joined_phones()
    chair.locator("#act").dblclick()
    act(chair, "open-1")
    expect(chair.locator(".act-warn")).to_be_hidden()  # until all are seen to have joined the page still moves
    chair.locator("#act").dblclick(delay=40)
    act(chair, "close-1")
    expect(hall.page("chair").locator(".agenda-open")).to_have_count(1)


def test_a_press_before_the_script_has_run_is_not_taken(hall: Hall) -> None:
    """The second press of a double click on a slow machine: the next act is painted before room/chair.js has come."""
    chair = hall.page("chair")
    chair.route("**/room/chair.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    chair.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.first = getComputedStyle(act).pointerEvents; })"
    )
    chair.reload()
    assert chair.evaluate("window.first") == "none"
    expect(chair.locator("#act")).to_have_css("pointer-events", "auto")


def test_a_new_act_is_not_taken_before_its_moment_is_over_though_the_page_is_drawn_again(hall: Hall) -> None:
    chair = hall.page("chair")
    act(chair, "begin")
    again = "document.dispatchEvent(new CustomEvent('live:fragment', { detail: document.body }))"
    drawn = (
        f"() => {{ act.outerHTML = act.outerHTML.replace('begin', 'open-1'); {again}; act.outerHTML += ''; {again}; }}"
    )
    chair.evaluate(drawn)
    assert chair.evaluate("act.getAttribute('aria-disabled')") == "true"
    act(chair, "open-1")


def test_the_press_that_opens_a_question_does_not_answer_it(hall: Hall) -> None:
    """A question comes up under the finger of a double click."""
    room = hall.room
    room.begin()
    for number in (1, 2):
        room.open(number, consent=True)
        room.close(number)
    chair = hall.page("chair")
    act(chair, "count")
    yes = chair.locator("#ask-count button[type=submit]")
    opened = "yes => { act.click(); return getComputedStyle(yes).pointerEvents; }"
    assert yes.evaluate(opened) == "none"
    yes.click()
    act(chair, "sign")


def test_a_press_in_the_first_moment_of_a_new_act_is_not_taken(hall: Hall) -> None:
    """The act changes under the chair's finger because somebody else has done it."""
    chair = hall.page("chair")
    act(chair, "begin")
    hall.room.joined_phones()
    press = "() => document.getElementById('act').click()"
    chair.evaluate(f"document.addEventListener('live:fragment', {press}, {{ once: true }})")
    hall.room.begin()
    act(chair, "open-1")  # its first moment is over: what it took would have been sent
    expect(hall.page("chair").locator(".agenda-waiting")).to_have_count(2)


def test_few_phones_need_the_box_ticked_in_the_question(hall: Hall) -> None:
    hall.room.begin()
    chair = hall.page("chair")
    act(chair, "open-1")
    expect(chair.locator(".act-warn")).to_contain_text("A、B、C 类入场不足 5 人")
    chair.locator(ACT).click()
    question = chair.locator("#ask-open")
    expect(question).to_contain_text("不能保密")
    question.get_by_role("button", name="仍然开启").click()
    expect(question).to_be_visible()
    question.get_by_role("checkbox").check()
    question.get_by_role("button", name="仍然开启").click()
    act(chair, "close-1")


def test_two_signatures_bring_the_result_and_a_lost_card_its_successor(hall: Hall) -> None:
    room = hall.room
    room.begin()
    watch = hall.page("watch", path="/seats")
    watch.locator("tr", has_text="C03").get_by_role("button", name="补发").click()
    watch.locator("dialog[open]").get_by_role("button", name="签字").click()
    expect(watch.locator(".note-good")).to_contain_text("还须主持人登录")
    chair = hall.page("chair", path="/seats")
    chair.locator("tr", has_text="C03").get_by_role("button", name="签字并领取新票卡").click()
    with chair.expect_download() as waiting:
        chair.locator("dialog[open]").get_by_role("button", name="签字并下载新票卡").click()
    assert waiting.value.suggested_filename == "补发票卡-C03.pdf"
    with chair.expect_download():
        chair.get_by_role("link", name="再下载一次").click()
    chair.get_by_role("button", name="完成").click()
    expect(chair.locator("tr", has_text="C03")).to_contain_text("补发过 1 次")


def test_the_scrutineers_numbers_move_with_the_ballots(hall: Hall) -> None:
    watch, room = hall.page("watch"), hall.room
    expect(watch.locator(".watch-table tbody").first).to_contain_text("未开始")
    expect(watch.locator(".masthead .pill")).to_have_text("就绪")
    room.begin()
    expect(watch.locator(".masthead .pill")).to_have_text("会议中")
    phones = room.joined_phones()
    room.open(1)
    vote_all(phones[:7], 1, "01", ["好"] * 7)
    expect(watch.locator('[data-bind="figures.0.tokens"]')).to_have_text("7")
    expect(watch.locator(".by-class")).to_contain_text("B 票 5 ≥ 5 ≥ 2")
    root = room.close(1)
    expect(watch.locator(".watch-root")).to_contain_text(root[:4], ignore_case=True)
    expect(watch.locator(".watch-table tbody").first).to_contain_text("已销毁")


def test_the_scrutineers_pages_print_what_they_prove(hall: Hall) -> None:
    hall.room.begin()
    watch = hall.page("watch")
    watch.emulate_media(media="print")
    expect(watch.get_by_role("heading", name="监票人要做的几件事")).to_be_visible()
    expect(watch.locator(".watch-table")).to_be_visible()
    expect(watch.locator(".btn:visible")).to_have_count(0)
    watch.emulate_media(media="screen")
    watch.get_by_role("link", name="操作日志").click()
    watch.wait_for_url("**/log")
    watch.emulate_media(media="print")
    expect(watch.get_by_text("最后一条的校验值")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, (820, 1180)])
def test_the_chair_can_do_everything_on_a_phone_and_a_tablet(hall: Hall, size: tuple[int, int]) -> None:
    chair, room = hall.page("chair", size), hall.room
    phones = room.joined_phones()
    for kind in ("begin", "open-1", "close-1", "open-2"):
        act(chair, kind)
        comes_right(chair, "document.documentElement.scrollWidth > innerWidth ? ['too wide'] : []")
        expect(chair.locator("#act")).to_be_in_viewport()
        if kind == "close-1":
            vote_all(phones, 1, "01", ["好"] * 22)
            expect(chair.locator(".act-left .is-all")).to_be_visible()
        if kind != "open-2":
            chair.locator("#act").click()


@pytest.mark.parametrize(("side", "path"), [("chair", ""), ("chair", "/seats"), ("watch", ""), ("watch", "/log")])
def test_the_officers_pages_can_be_used_without_eyes(hall: Hall, side: str, path: str) -> None:
    hall.room.begin()
    phones = hall.room.joined_phones()
    hall.room.open(1)
    vote_all(phones, 1, "01", ["好"] * 22)
    hall.room.close(1)
    page = hall.page(side, path=path)
    expect(page.locator("main")).to_be_visible()
    expect(page.locator("#act:not(.is-known)")).to_have_count(0)  # the big act is greyed for its first moment
    found = Axe().run(page)
    serious = [one["id"] for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert serious == [], found.generate_report()
