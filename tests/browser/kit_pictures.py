"""Photograph the kit for people to look at: `python -m tests.browser.kit_pictures FOLDER`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.kit_app import Line, serve
from tests.browser.test_kit import PICTURES, SIZES, START


def main(folder: Path) -> None:
    """Write one PNG of the gallery for each size, and one of each of the projector's pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with serve(Line(dict(START))) as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=path or None, args=["--no-sandbox"]).new_page()
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address, wait_until="networkidle")
            page.screenshot(path=folder / f"gallery-{size}.png", full_page=True)
        for kind in PICTURES:
            page.goto(f"{address}/screen/{kind}", wait_until="networkidle")
            page.screenshot(path=folder / f"screen-{kind}.png", animations="disabled")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
