"""The command as a scrutineer runs it: exit codes, the lines on standard error, the file it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tally.cli import main
from tests.tally.house import HEAD, PLAIN

ROSTER = "id,name,group\n01,甲,\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no named pipes, and asks for a right to make links")
BALLOTS = "ballot,class,appraisee,sheet,item,mark\nv,A,01,述职,,好\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scheme, an appraisee and a ballot, and us in it."""
    monkeypatch.chdir(tmp_path)
    parameter = '[[parameter]]\nid = "上限"\nvalue = "10%"\n'
    (tmp_path / "方案.toml").write_text(PLAIN + parameter, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "b.csv").write_text(BALLOTS, encoding="utf-8")
    return tmp_path


def count(*more: str, scheme: str = "方案.toml", out: str = "out.json") -> int:
    return main(["count", scheme, "--appraisees", "a.csv", "--ballots", "b.csv", *more, "--out", out])


def errors(capsys: pytest.CaptureFixture[str]) -> Sequence[str]:
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_a_count_leaves_its_result_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(folder.iterdir())
    assert count("--issued", "A=3", "--set", "上限=25%") == 0
    assert set(folder.iterdir()) - before == {folder / "out.json"}
    result = json.loads((folder / "out.json").read_bytes())
    assert result["ballots"]["issued"] == {"A": 3}
    assert result["scheme"]["parameters"] == {"上限": "25%"}
    assert errors(capsys) == []


def test_bad_input_leaves_no_output_and_an_older_result_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.csv").write_text(BALLOTS + "v,A,01,述职,,优\n", encoding="utf-8")
    assert count() == 2
    assert not (folder / "out.json").exists()
    (folder / "out.json").write_text("旧", encoding="utf-8")
    assert count() == 2
    assert (folder / "out.json").read_text(encoding="utf-8") == "旧"
    assert {path.name for path in folder.iterdir()} == {"方案.toml", "a.csv", "b.csv", "out.json"}
    assert [line.split(": ")[0] for line in errors(capsys)] == ["b.csv:3"] * 4


def test_files_are_named_as_they_were_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.csv").write_text("id,name\n", encoding="utf-8")
    main(["count", "./方案.toml", "--appraisees", f"{folder}/a.csv", "--ballots", "../b.csv", "--out", "x"])
    assert [line.split(": ")[0] for line in errors(capsys)] == [f"{folder}/a.csv:1", "../b.csv"]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--issued", "A"),
        ("--issued", "A=x"),
        ("--issued", "A=-1"),
        ("--issued", "A=1.5"),
        ("--issued", "A=3,A=3"),
        ("--issued", "A=3,"),
        ("--issued", "A=3;B=4"),
        ("--issued", "B=3"),
        ("--issued", ""),
        ("--issued", "A=\uff13"),
        ("--issued", "A=" + "9" * 5000),
        ("--expected", ""),
        ("--expected", "-1"),
        ("--expected", "+1"),
        ("--expected", "1.0"),
        ("--expected", "\uff13"),
        ("--expected", "三十"),
        ("--expected", "0"),
        ("--set", "上限"),
        ("--set", "=1"),
        ("--set", "上限="),
        ("--set", "上限=一成"),
        ("--set", "下限=1"),
        ("--set", "上限=1e9"),
    ],
)
def test_a_bad_option_is_named(option: str, value: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert count(option, value) == 2
    lines = errors(capsys)
    assert lines
    assert {line.split(": ")[0] for line in lines} == {option}
    assert not (folder / "out.json").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--set", "上限"),
        ("--set", "上限=一成"),
        ("--issued", "A"),
        ("--issued", "A=x"),
        ("--issued", "A=3,B"),
        ("--issued", "A=3,B=x"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_bad_option_is_one_fault(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert count(option, value) == 2
    assert len(errors(capsys)) == 1


def test_a_parameter_is_set_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert count("--set", "上限=1%", "--set", "上限=2%") == 2
    assert errors(capsys)[0].startswith("--set: ")
    assert not (folder / "out.json").exists()


@pytest.mark.parametrize(
    ("issued", "remedy"),
    [
        ("A:3,B:2", "“=”"),
        ("A=3;B=2", "半角逗号"),
        ("A=3，B=2", "半角"),
        ("A＝3,B＝2", "半角"),
        ("A=3, B=2", "空格"),
        ("A=３,B=2", "半角"),
        ("A=3,B\u200b=2", "看不见"),
        ("A=3,b=2", "大小写"),
        ("A=3,B=2,", "逗号"),
        ("A=3,B=两", "阿拉伯数字"),
    ],
)
def test_one_slip_of_the_numbers_issued_is_one_line_with_its_remedy(
    issued: str, remedy: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = (folder / "方案.toml").read_text(encoding="utf-8") + '[[class]]\nid = "B"\n'
    (folder / "方案.toml").write_text(two, encoding="utf-8")
    assert count("--issued", "A=3,B=2") == 0
    assert count("--issued", issued) == 2
    (line,) = errors(capsys)
    assert line.startswith("--issued: ")
    assert remedy in line


ONCE = ("--appraisees", "--counts", "--records", "--issued", "--expected", "--out")


@pytest.mark.parametrize("option", ONCE)
def test_an_option_but_ballots_and_set_is_given_once(
    option: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = {"--appraisees": "a.csv", "--counts": "c.csv", "--records": "r.csv", "--issued": "A=3", "--expected": "3"}
    (folder / "c.csv").write_text("appraisee,class,sheet,item,mark,heads\n", encoding="utf-8")
    (folder / "r.csv").write_text("appraisee,record,value\n", encoding="utf-8")
    first = [] if option in ("--appraisees", "--out") else [option, values[option]]
    assert count(*first) == 0
    assert count(*first, option, values.get(option, "other.json")) == 2
    assert [line.split(": ")[0] for line in errors(capsys)] == [option]
    assert not (folder / "other.json").exists()


@pytest.mark.parametrize("missing", ["--appraisees", "--ballots", "--out"])
@pytest.mark.usefixtures("folder")
def test_a_needed_option_that_is_not_given_is_one_fault_at_that_option(
    missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"--appraisees": "a.csv", "--ballots": "b.csv", "--out": "out.json"}
    del given[missing]
    assert main(["count", "方案.toml", *(part for pair in given.items() for part in pair)]) == 2
    assert [line.split(": ")[0] for line in errors(capsys)] == [missing]


@pytest.mark.usefixtures("folder")
def test_an_option_without_its_value_is_one_line_at_that_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        count("--counts")
    assert left.value.code == 2
    (line,) = errors(capsys)
    assert line.startswith("--counts: ")


def test_votes_counted_by_hand_need_no_ballots_file(folder: Path) -> None:
    header = "appraisee,class,sheet,item,mark,heads\n"
    (folder / "c.csv").write_text(header + "01,A,述职,,好,3\n", encoding="utf-8")
    arguments = ["--appraisees", "a.csv", "--counts", "c.csv", "--expected", "4", "--out", "out.json"]
    assert main(["count", "方案.toml", *arguments]) == 0
    ballots = json.loads((folder / "out.json").read_bytes())["ballots"]
    assert ballots == {"issued": None, "expected": 4, "returned": {"A": 3}, "total_returned": 3}


def test_ballots_may_be_given_in_several_files(folder: Path) -> None:
    (folder / "c.csv").write_text(BALLOTS.replace("v,", "w,"), encoding="utf-8")
    assert count("--ballots", "c.csv") == 0
    assert json.loads((folder / "out.json").read_bytes())["ballots"]["total_returned"] == 2


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("无此文件夹/out.json", "没有这个文件夹"),
        ("方案.toml/out.json", "不是文件夹"),
        ("方案.toml", "输入文件"),
        ("b.csv", "输入文件"),
        (".", "这是文件夹"),
    ],
)
def test_what_cannot_be_written_is_said_and_no_input_is_written_over(
    out: str, why: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert count(out=out) == 2
    (line,) = errors(capsys)
    assert line.startswith(f"{out}: ")
    assert why in line
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@POSIX
def test_an_older_result_behind_a_link_is_written_where_it_lies(folder: Path) -> None:
    (folder / "真.json").write_text("旧", encoding="utf-8")
    (folder / "out.json").symlink_to("真.json")
    assert count() == 0
    assert (folder / "out.json").is_symlink()
    assert json.loads((folder / "真.json").read_bytes())["appraisees"][0]["score"] == "90.00"
    assert {path.name for path in folder.iterdir()} == {"方案.toml", "a.csv", "b.csv", "out.json", "真.json"}


@POSIX
def test_a_pipe_is_written_to_and_not_replaced(folder: Path) -> None:
    os.mkfifo(folder / "out.json")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((folder / "out.json").read_bytes()), daemon=True)
    reader.start()
    assert count() == 0
    reader.join(30)
    assert json.loads(read[0])["appraisees"][0]["score"] == "90.00"
    assert (folder / "out.json").is_fifo()


@POSIX
def test_what_comes_through_a_pipe_is_counted_and_its_faults_have_their_lines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.csv").unlink()
    os.mkfifo(folder / "b.csv")
    for ballots, code in ((BALLOTS, 0), (BALLOTS + "w,A,01,述职,,优\n", 2)):
        writer = threading.Thread(target=(folder / "b.csv").write_text, args=(ballots, "utf-8"), daemon=True)
        writer.start()
        assert count() == code
        writer.join(30)
    assert [line.split(": ")[0] for line in errors(capsys)] == ["b.csv:3"]


@POSIX
def test_check_prints_on_a_console_without_chinese_and_stops_with_its_reader(folder: Path) -> None:
    command = [sys.executable, "-m", "tally", "check", str(folder / "方案.toml")]
    house, environment = Path(__file__).parents[2], {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, capture_output=True, check=False, cwd=house, env=environment)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"\\u5f97\\u5206" in ran.stdout
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False, cwd=house)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_check_reads_a_scheme_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "方案.toml"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "得分不低于85的" in captured.out
    (folder / "坏.toml").write_text(HEAD + "x = 1\n", encoding="utf-8")
    assert main(["check", "坏.toml"]) == 2
    assert {line.split(": ")[0] for line in errors(capsys)} >= {"坏.toml:3"}


@pytest.mark.parametrize("arguments", [[], ["count"], ["recount"], ["count", "s.toml", "--appraise", "a"], ["check"]])
def test_a_command_that_is_not_whole_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    *usage, complaint = capsys.readouterr().err.splitlines()
    assert usage[0].startswith("usage: tally")
    assert "命令写得不对：" in complaint
    assert not any(word in complaint for word in ("required", "unrecognized", "invalid", "expected"))


def test_the_command_runs_as_a_module_and_check_starts_without_numpy() -> None:
    code = "import sys, tally.cli; sys.exit('numpy' in sys.modules or 'cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    ran = subprocess.run([sys.executable, "-m", "tally", "check", "无.toml"], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr.decode()) == (2, "无.toml: 找不到这个文件，请核对文件名和所在的文件夹\n")
