"""Take the pictures of README and guide again: `python -m tests.browser.guide_pictures docs/pictures`.

Holds three rounds of the demo meeting in Chromium with the hands of `test_whole_meeting`, then looks round.
The picture of the opinion needs LibreOffice; without it the old one stays.
"""

from __future__ import annotations

import base64
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page

from tests.actors.browsers import chromium
from tests.actors.officer import Officer
from tests.browser import test_whole_meeting as hands
from tests.browser.demo_server import Demo, demo_server
from tests.voting.meetings import SHEETS

PORT = 8793


def take(folder: Path) -> None:
    """Take every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, demo_server(Path(place), PORT) as demo, chromium() as browser:
        _first_page(next(Path(place).rglob("*.pdf")).read_bytes(), folder / "cards.png")
        secretary = demo.officer(browser, "秘书", (1280, 860))
        secretary.go("/desk/1/")
        secretary.page.screenshot(path=folder / "desk-overview.png")
        hands.void_empty_seats(secretary)
        _meeting(browser, demo, folder)
        _after(browser, demo, secretary, folder)


def _meeting(browser: Browser, demo: Demo, folder: Path) -> None:
    chair = demo.officer(browser, "主持人", (1280, 860))
    screen = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    screen.goto(f"{demo.base}/screen/1")
    real, python = hands.take_seats(browser, demo)
    chair.go("/chair/1")
    hands.act(chair, "宣布开会")
    for code, marks in hands.MARKS.items():
        if code != "04":
            hands.hold_round(chair, screen, real, python, code, marks)
            continue
        title = hands.name_of(code)
        hands.act(chair, f"开启“{title}”一轮")
        for filler, mark in zip(python, marks, strict=False):
            filler.vote(int(code), {code: [(sheet, "", mark) for sheet in SHEETS]})
        for phone, mark in zip(real[1:], marks[11:], strict=False):
            hands.mark_speaker(phone, title, mark)
            hands.submit(phone)
            hands.leave(phone, mark)
        app = real[0].page.locator("#app")
        for place, mark in enumerate(("较好", "较好")):
            app.locator("fieldset").nth(place).get_by_text(mark, exact=True).click()
        screen.wait_for_timeout(2500)
        chair.page.screenshot(path=folder / "chair.png")
        _beside(browser, screen, real[0].page, folder / "round.png")
        app.locator("fieldset").nth(2).get_by_text("较好", exact=True).click()
        real[0].tap("填好了，去核对")
        real[0].tap("确认提交")
        real[0].tap("知道了")
        hands.act(chair, "结束投票")
        screen.wait_for_timeout(1500)
    hands.release(chair, demo.officer(browser, "监票人"))
    screen.wait_for_timeout(3000)
    screen.screenshot(path=folder / "screen-results.png")


def _after(browser: Browser, demo: Demo, secretary: Officer, folder: Path) -> None:
    secretary.go("/desk/1/results")
    secretary.page.screenshot(path=folder / "results.png")
    secretary.page.locator("tr[data-appraisee='09']").get_by_role("link").first.click()
    secretary.page.screenshot(path=folder / "explanation.png", full_page=True)
    hands.decide(secretary)
    secretary.go("/desk/1/papers")
    row = secretary.page.locator("#people tr", has_text=hands.name_of("09"))
    opinion = secretary.download(row.get_by_role("button").first.click)
    if shutil.which("libreoffice"):
        _word(opinion, folder / "opinion.png")
    assert browser.contexts
    assert demo.port == PORT


def _beside(browser: Browser, screen: Page, phone: Page, path: Path) -> None:
    """The projector and, standing before it, the phone."""
    left, right = (base64.b64encode(page.screenshot()).decode() for page in (screen, phone))
    page = browser.new_page(viewport={"width": 1400, "height": 700})
    page.set_content(
        "<body style='margin:0;background:#e9e6e0'><img style='position:absolute;left:30px;top:60px;width:1030px;"
        f"box-shadow:0 4px 24px #0004' src='data:image/png;base64,{left}'><img style='position:absolute;right:30px;"
        "top:24px;height:652px;border:8px solid #222;border-radius:26px;box-shadow:0 8px 32px #0006' "
        f"src='data:image/png;base64,{right}'></body>"
    )
    page.screenshot(path=path)
    page.close()


def _first_page(pdf: bytes, path: Path) -> None:
    """The first page as a PNG: the smallest one there is, 8-bit RGB without filters."""
    pixels = pypdfium2.PdfDocument(pdf)[0].render(scale=1.2, rev_byteorder=True).to_numpy()[:, :, :3]
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def _word(paper: bytes, path: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "opinion.docx"
        source.write_bytes(paper)
        words = ["libreoffice", "--headless", "--convert-to", "pdf", "--outdir", place, str(source)]
        subprocess.run(words, check=True, capture_output=True)
        _first_page(source.with_suffix(".pdf").read_bytes(), path)


if __name__ == "__main__":
    take(Path(sys.argv[1]))
