"""One server to an instance: the second is refused in a sentence that names the first, whatever the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from voting.storage.alone import FILE, SecondServer, hold

HOLDING = """
import sys
from pathlib import Path
from voting.storage.alone import hold
kept = hold(Path(sys.argv[1]), sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgresql" else ""


def test_a_second_server_is_refused_by_name_and_the_next_one_starts(url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path), url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(SecondServer, match=rf"进程 {first.pid}，.*启动"):
            hold(tmp_path, url)
        first.kill()
    hold(tmp_path, url).release()


def test_a_lock_is_let_go_and_taken_again(url: str, tmp_path: Path) -> None:
    hold(tmp_path, url).release()
    hold(tmp_path, url).release()
    assert (tmp_path / FILE).exists() == (not url)
