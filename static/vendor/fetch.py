"""Make the vendored front-end files again from npm: `python3 static/vendor/fetch.py`.

Needs npm; the pages do not. Each package gets a folder of its own with VERSION (package, version, the
registry's integrity of the tarball), LICENSE and the files its line below names. Standard library only.
To take a newer release, change the version here, run this file, look at the gallery, commit all of it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Package:
    """One npm package: where it goes here, and which of its files are taken (path in package -> name here)."""

    folder: str
    name: str
    version: str
    files: dict[str, str]


ICONS = """
    alert-triangle archive arrow-left arrow-right award ban calendar-event chart-bar check checklist
    chevron-down chevron-left chevron-right circle-check circle-x clipboard-check copy database-export
    device-desktop device-mobile download edit eye eye-off external-link file-spreadsheet file-text
    fingerprint home hourglass info-circle language list-check lock lock-open login logout
    microphone-2 minus player-pause player-play player-stop plug-connected-x plus printer qrcode
    refresh scale search settings shield-check trash upload user users writing x
"""

PACKAGES = (
    Package("bootstrap", "bootstrap", "5.3.9", {"dist/css/bootstrap.min.css": "bootstrap.min.css"}),
    Package("echarts", "echarts", "6.1.0", {"dist/echarts.common.min.js": "echarts.common.min.js"}),
    Package("icons", "@tabler/icons", "3.51.0", {f"icons/outline/{name}.svg": name for name in ICONS.split()}),
)


def tarball(package: Package, folder: Path) -> tuple[Path, str]:
    """Download the package's tarball into `folder`; returns its path and the integrity that npm verified."""
    command = ["npm", "pack", "--json", f"{package.name}@{package.version}"]
    answer = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S603  (fixed words)
    facts = json.loads(answer)
    fact = facts[0] if isinstance(facts, list) else next(iter(facts.values()))
    return folder / fact["filename"], fact["integrity"]


def symbol(name: str, svg: str) -> str:
    """One icon's SVG as a `<symbol>` of the sprite, without the comment and the size it came with."""
    inner = re.sub(r"<!--.*?-->|</?svg.*?>", "", svg, flags=re.DOTALL)
    paths = [line.strip() for line in inner.splitlines() if line.strip() and 'd="M0 0h24v24H0z"' not in line]
    return f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(paths)}</symbol>'


def text_of(archive: tarfile.TarFile, path: str) -> str:
    """The text of one file of an npm tarball, whose files all stand under `package/`."""
    member = archive.extractfile(f"package/{path}")
    if member is None:
        raise FileNotFoundError(path)
    return member.read().decode("utf-8")


def write(package: Package, archive: tarfile.TarFile, folder: Path) -> None:
    """Write the package's files: icons into one sprite, everything else as it is."""
    texts = {here: text_of(archive, path) for path, here in package.files.items()}
    if package.folder == "icons":
        symbols = "\n".join(symbol(name, svg) for name, svg in texts.items())
        texts = {"icons.svg": f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'}
    for name, text in texts.items():
        # The source map is not vendored; a reference to it would only make developer tools complain.
        clean = re.sub(r"\n/[/*]# sourceMappingURL=.*", "", text)
        (folder / name).write_text(clean, encoding="utf-8")


def fetch(package: Package) -> None:
    """Replace one package's folder by what npm has for its pinned version."""
    folder = HERE / package.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with tempfile.TemporaryDirectory() as scratch:
        path, integrity = tarball(package, Path(scratch))
        with tarfile.open(path) as archive:
            write(package, archive, folder)
            for notice in ("LICENSE", "NOTICE"):
                if f"package/{notice}" in archive.getnames():
                    (folder / notice).write_text(text_of(archive, notice), encoding="utf-8")
    (folder / "VERSION").write_text(f"{package.name} {package.version}\n{integrity}\n", encoding="utf-8")


if __name__ == "__main__":
    for wanted in PACKAGES:
        fetch(wanted)
        print(f"{wanted.name} {wanted.version} -> static/vendor/{wanted.folder}")
