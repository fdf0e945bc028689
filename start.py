"""Set up and start this project on a machine that has nothing but Python 3.11 or newer.

    python3 start.py demo        hold a demo meeting on this machine
    python3 start.py serve       serve an empty house
    python3 start.py test        install what the tests need, then run format, lint, types and every test
    python3 start.py check       the same without browser, database and server: before every commit
    python3 start.py build       make what pages load (static/built) again from its sources (static/src)
    python3 start.py migration   write the next step of the tables, named by the words after it
    python3 start.py password    list the accounts; with a name after it, set a new password for one
    python3 start.py fields      the fields that each Word master may use
    python3 start.py tally ...   the count alone, as the scrutineer runs it

The locked packages go to .venv/, those of the pages' checks to node_modules/, the tool that puts them there (uv) to
.tools/; nothing else is touched.
Standard library only: this file runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
SUFFIX = ".exe" if os.name == "nt" else ""
UV = "uv==0.13.9"


class CannotStart(Exception):
    """Something this machine lacks, said so that a person can mend it."""


def run(*command: str | Path, **more: str) -> int:
    """Run a command where the caller stands and return its exit code; `more` goes to its environment."""
    words = [str(part) for part in command]
    return subprocess.run(words, env={**os.environ, **more}, check=False).returncode  # noqa: S603 - our own words


def become(*words: str) -> int:
    """Go on as the Python of .venv: who stops this process stops the server, and does not leave it behind alone."""
    python = program(".venv", "python")
    if os.name != "nt":  # there a new process would be started and not waited for
        os.execv(python, [str(python), *words])  # noqa: S606 - our own words
    return run(python, *words)


def program(environment: str, name: str) -> Path:
    """The path of a program inside one of this project's virtual environments."""
    return ROOT / environment / SCRIPTS / f"{name}{SUFFIX}"


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is possible without asking; False where it is not."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    run("apt-get", "update", "-q", DEBIAN_FRONTEND="noninteractive")
    return run("apt-get", "install", "-y", "-q", *packages, DEBIAN_FRONTEND="noninteractive") == 0


def make_tools() -> None:
    """Put uv into .tools/; Debian keeps `venv` in a package of its own, which is installed if we may."""
    if program(".tools", "uv").exists():
        return
    make = [sys.executable, "-m", "venv", "--clear", str(ROOT / ".tools")]
    if run(*make) != 0 and not (apt_install("python3-venv") and run(*make) == 0):
        raise CannotStart("这台电脑的 Python 缺少 venv 组件。Debian/Ubuntu 请先执行：sudo apt install python3-venv")
    if run(program(".tools", "python"), "-m", "pip", "install", "-q", UV) != 0:
        raise CannotStart("没有装上 uv。请检查网络，或设置 PIP_INDEX_URL 指向可用的镜像后重试。")


def sync(*groups: str) -> None:
    """Bring .venv/ to what uv.lock says; nothing is done when that is so already."""
    lock = (ROOT / "uv.lock").read_bytes() + (ROOT / "pyproject.toml").read_bytes() + repr(groups).encode()
    wanted, stamp = hashlib.sha256(lock).hexdigest(), ROOT / ".venv" / f"synced{''.join(groups)}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    make_tools()
    python = ("--python", sys.executable)
    if run(program(".tools", "uv"), "sync", "--project", ROOT, "--locked", "--inexact", *python, *groups) != 0:
        raise CannotStart("没有装全所需的软件包。请检查网络后重试；已装好的部分会保留。")
    stamp.write_text(wanted)


def front_end() -> None:
    """Bring node_modules/, with which the pages' sources are checked and built, to what package-lock.json says."""
    wanted, stamp = (
        hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest(),
        ROOT / "node_modules" / ".made",
    )
    if stamp.exists() and stamp.read_text() == wanted:
        return
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", f"--cache={ROOT / '.tools' / 'npm'}")
    if run(program(".venv", "npm"), "ci", f"--prefix={ROOT}", *quiet) != 0:
        raise CannotStart("没有装全检查页面所需的软件包。请检查网络，或设置 NPM_CONFIG_REGISTRY 指向可用的镜像后重试。")
    stamp.write_text(wanted)


def npm(script: str) -> int:
    """Run one of package.json's scripts with the Node of .venv; its exit code."""
    front_end()
    path = os.pathsep.join([str(ROOT / ".venv" / SCRIPTS), os.environ.get("PATH", "")])
    return run(program(".venv", "npm"), "run", "--silent", script, PATH=path)


def browser() -> str:
    """A Chromium for the tests: the system's, else Playwright's own, else Debian's package."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = next((path for name in names if (path := shutil.which(name))), "")
    if found or run(program(".venv", "playwright"), "install", "chromium") == 0:
        return found
    if not apt_install("chromium"):
        raise CannotStart("测试要用 Chromium 浏览器。Debian/Ubuntu 请先执行：sudo apt install chromium")
    return shutil.which("chromium") or ""


def checks(*tests: str) -> int:
    """Format, lint, types, those of the pages' sources too, then these tests; the first that fails decides."""

    def python(*words: str) -> Callable[[], int]:
        return lambda: run(program(".venv", "python"), "-m", *words)

    steps: list[Callable[[], int]] = [
        python("ruff", "check"),
        python("ruff", "format", "--check"),
        python("mypy"),
        lambda: npm("check"),
        python("pytest", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder", *tests),
    ]
    return next((code for step in steps if (code := step())), 0)


def test(arguments: list[str]) -> int:
    """Ruff, mypy --strict and every test; the first that fails decides."""
    sync("--group=dev")
    os.environ["CHROMIUM"] = browser()
    return checks(*arguments)


def check() -> int:
    """What can be known in a minute: format, lint, types, the tests of the count and of the house."""
    sync("--group=dev")
    return checks("tests/tally", "tests/test_house.py")


def build() -> int:
    """Make what pages load again from its sources."""
    sync("--group=dev")
    return npm("build")


def migration(words: list[str]) -> int:
    """Write the next step of the tables (docs/changing/table.md)."""
    sync("--group=dev")
    return run(program(".venv", "python"), "-m", "voting.storage.migrating", *words)


# The commands of those who change the house; the others are commands of `voting` and `tally`.
WORKSHOP: dict[str, Callable[[list[str]], int]] = {
    "test": test,
    "check": lambda _: check(),
    "build": lambda _: build(),
    "migration": migration,
}


def main(arguments: list[str]) -> int:
    """Do what the first word says; any other first word is a command of `voting`."""
    command, rest = (arguments or ["--help"])[0], arguments[1:]
    try:
        if command in WORKSHOP:
            os.chdir(ROOT)
            return WORKSHOP[command](rest)
        sync("--no-dev")
        os.environ.setdefault("VOTING_INSTANCE", str(ROOT / "instance"))
        return become("-m", "tally", *rest) if command == "tally" else become("-m", "voting", command, *rest)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - here it is not a promise but a check
        sys.exit("需要 Python 3.11 或更新版本；请从 python.org 或系统软件源安装后重试。")
    sys.exit(main(sys.argv[1:]))
