"""Every command of the README is run as it stands there, and its tables say what the code says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tally.evidence.archive import write_archive
from tally.words.catalogue import scheme_table
from tests.voting.secrecy.serving import free_port
from voting.meeting.acts import MOVES
from voting.meeting.session.opening import open_house
from voting.states import STATE_TITLES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
THE_TESTS = "python3 start.py test"
SERVERS = ("python3 start.py demo", "python3 start.py serve")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable if word == "python3" else word for word in command.split()]
    words = [str(ROOT / word) if word == "start.py" or word.startswith(("tally/", "docs/")) else word for word in words]
    return subprocess.run(
        words, cwd=folder, capture_output=True, text=True, timeout=500, env=environment(folder), check=False
    )


def environment(folder: Path, port: int = 0) -> dict[str, str]:
    return {**os.environ, "VOTING_INSTANCE": str(folder), "VOTING_PORT": str(port), "PYTHONUTF8": "1"}


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in (THE_TESTS, *SERVERS)])
def test_a_command_of_the_readme_does_what_it_says(command: str, tmp_path: Path) -> None:
    (tmp_path / "archive.zip").write_bytes(write_archive({}))
    open_house(tmp_path).close()  # the audit reads a house that is there, and makes none
    done = run(command, tmp_path)
    if "verify" in command:
        assert done.returncode == 1, done.stderr
        assert "缺少文件" in done.stdout
        return
    assert done.returncode == 0, done.stderr
    assert "count" not in command or '"85.63"' in (tmp_path / "result.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", SERVERS)
def test_a_server_of_the_readme_starts_and_says_where_it_is(command: str, tmp_path: Path) -> None:
    assert command in COMMANDS
    words, port = [sys.executable, str(ROOT / "start.py"), command.rsplit(maxsplit=1)[-1]], free_port()
    with subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment(tmp_path, port), start_new_session=True
    ) as server:
        assert server.stdout is not None
        said = ""
        while "/screen/" not in said and f"http://127.0.0.1:{port}/" not in said:
            line = server.stdout.readline()
            assert line, f"it ended after saying: {said}"
            said += line
        os.killpg(server.pid, signal.SIGTERM)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal to end one process by")
def test_ending_the_command_ends_the_server_and_leaves_none_behind(tmp_path: Path) -> None:
    words, port = [sys.executable, str(ROOT / "start.py"), "serve"], free_port()
    with subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment(tmp_path, port), start_new_session=True
    ) as server:
        assert server.stdout is not None
        assert str(port) in server.stdout.readline()
        server.terminate()  # this process alone
        reader = threading.Thread(target=server.stdout.read, daemon=True)
        reader.start()
        reader.join(30)
        left_behind = reader.is_alive()  # a server that goes on keeps its end of the pipe
        if left_behind:
            os.killpg(server.pid, signal.SIGKILL)
        assert not left_behind


def test_the_command_that_runs_the_tests_is_the_one_ci_runs() -> None:
    assert THE_TESTS in COMMANDS
    assert f"exec {THE_TESTS}" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_table_of_states_is_the_one_in_the_code() -> None:
    rows = [
        f"| `{origin}` {STATE_TITLES[origin]} → `{move.target}` {STATE_TITLES[move.target]} | `{move.key}` "
        f"| {', '.join(move.roles)} | {move.name} |"
        for move in MOVES
        if move.target is not None
        for origin in move.states
    ]
    assert "\n".join(rows) in README


def test_the_table_of_schemes_is_made_from_the_files() -> None:
    _, _, after = README.partition("-->\n")
    between, _, _ = after.partition("<!-- end of schemes")
    assert between.strip() == scheme_table().strip()


def test_every_file_the_readme_leads_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_guide_calls_the_chairs_buttons_what_his_page_calls_them() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    chair = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates" / "chair").glob("*.html")))
    table = re.findall(r"^\| .* \|$", guide[guide.index("## 五") : guide.index("## 六")], re.MULTILINE)
    named = [name.replace("‘", "“").replace("’", "”") for line in table for name in re.findall("“(.*?)”", line)]
    assert {"调整", "撤回开启", "作废", "投影显示“会议休息”", "结束休息"} <= set(named)
    pages = chair.replace("%(title)s", "某某") + "未开始"  # the state is a word of every page
    assert [name for name in named if name not in pages] == []


def test_the_states_of_the_architecture_are_those_of_the_table() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^    (\w+) --> (\w+): (\w+)$", page, re.MULTILINE)
    assert drawn == [(origin, move.target, move.key) for move in MOVES for origin in move.states]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/changing/table.md"])
def test_a_command_for_those_who_change_the_house_is_one_of_start(page: str) -> None:
    said = (ROOT / "start.py").read_text(encoding="utf-8")
    commands = re.findall(r"python3 start\.py (\w+)", (ROOT / page).read_text(encoding="utf-8"))
    assert commands
    assert [name for name in commands if f'"{name}": ' not in said] == []


def test_a_link_between_the_documents_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_page_on_changing_the_house_is_named_where_one_begins() -> None:
    named = re.findall(r"\]\((docs/changing/[a-z-]+\.md)\)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert named == list(dict.fromkeys(named))
    assert set(named) == {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "changing").glob("*.md")}
