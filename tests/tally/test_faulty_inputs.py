"""What the scheme page forbids is refused with its place, what it allows is counted; each by its sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tally.cli import main
from tests.tally.faulty.allowed import ALLOWED
from tests.tally.faulty.case import BALLOTS, COUNTS, FILES, RECORDS, ROSTER, Case
from tests.tally.faulty.expressions import FAULTY, SOUND
from tests.tally.faulty.options import OPTIONS
from tests.tally.faulty.schemes import SCHEMES
from tests.tally.faulty.tables import RECORDED, TABLES
from tests.tally.faulty.wording import WORDING

Cases = Mapping[str, Sequence[Case]]

# Latin words that a Chinese sentence may have: what files are written in, the columns, options and keys
KNOWN = """
TOML CSV JSON UTF BOM NUL Unicode Tab Excel tally count check verify ARCHIVE SCHEME FILE RESULT ID VALUE true false
spec name source occasion parameter id title value kind share score min max below class weight scale sheet start item
section step deductions points each trim from limit clause marks at_most at_least round group record flag choice options
default department reason several formula rounding places grade when consequence rule quota list pick lowest highest
quorum present returned article note and or not appraisees ballots counts records issued expected set out
unit post ballot appraisee mark heads
"""


def listed(*tables: Cases) -> list[object]:
    """Every case with its sentence and number."""
    return [
        pytest.param(case, id=f"{sentence} ({number})")
        for table in tables
        for sentence, cases in table.items()
        for number, case in enumerate(cases, 1)
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(words: Sequence[str]) -> int:
    """The exit code of a command."""
    try:
        return main(list(words))
    except SystemExit as left:
        return -1 if left.code is None else int(left.code)


def strange_words(line: str, case: Case) -> list[str]:
    """Latin words of a message that are neither known nor quoted from what was given."""
    texts = [text if isinstance(text, str) else text.decode("utf-8", "replace") for text in case.texts().values()]
    given = "\n".join([*texts, *case.options, *FILES.values()])
    _, _, message = line.partition(": ")
    words = re.findall(r"[A-Za-z_]{2,}", re.sub(r"U\+[0-9A-F]{4,6}", "", message))
    return [word for word in words if word not in KNOWN.split() and word not in given]


def assert_refused(case: Case, words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Exit 2, nothing on standard output, no file, one line at least at a place where the fault is; gives all lines."""
    assert run(words) == 2
    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert captured.out == ""
    assert not Path("result.json").exists()
    assert {str(path) for path in Path().iterdir()} <= {"方案.toml", "a.csv", "b.csv", "b2.csv", "c.csv", "r.csv"}
    there = [line for line in lines if line.split(": ")[0] in case.places()]
    assert there, (case.places(), lines)
    assert re.search(case.word, "\n".join(there)), (case.word, lines)
    assert [strange_words(line, case) for line in lines] == [[]] * len(lines), lines
    return lines


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("case", listed(SCHEMES, FAULTY))
def test_a_faulty_scheme(case: Case, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = case.lay_down(folder)
    lines = assert_refused(case, ["check", "方案.toml"], capsys) if not case.options else []
    assert {line.split(": ")[0] for line in lines} <= case.places(), lines
    assert_refused(case, [*words, "--out", "result.json"], capsys)


@pytest.mark.parametrize("case", listed(TABLES, OPTIONS))
def test_a_faulty_table_or_option(case: Case, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = assert_refused(case, [*case.lay_down(folder), "--out", "result.json"], capsys)
    assert {line.split(": ")[0] for line in lines} <= case.places(), lines


@pytest.mark.parametrize("case", listed(WORDING))
def test_a_slip_of_the_hand_is_named_in_the_readers_language(
    case: Case, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(case, [*case.lay_down(folder), "--out", "result.json"], capsys)


@pytest.mark.parametrize("case", listed(ALLOWED, SOUND))
def test_what_the_page_allows(case: Case, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = case.lay_down(folder)
    assert (run(["check", "方案.toml"]), capsys.readouterr().err) == (0, "")
    assert (run([*words, "--out", "result.json"]), capsys.readouterr().err) == (0, "")
    assert Path("result.json").exists()


def test_of_all_files_and_options_the_faults_come_in_one_go(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = Case(
        RECORDED,
        appraisees=ROSTER + "01,丙,\n",
        ballots=BALLOTS + "v,A,01,述职,,优\n",
        more=BALLOTS + "w,D,01,述职,,好\n",
        counts=COUNTS + "01,A,述职,,好,一\n",
        records=RECORDS + "01,问责,有\n",
        options=["--issued", "A=1", "--expected", "x", "--set", "上限=1"],
    )
    assert run([*case.lay_down(folder), "--out", "result.json"]) == 2
    lines = capsys.readouterr().err.splitlines()
    wanted = ["a.csv:4", "b.csv:2", "b2.csv:2", "c.csv:2", "r.csv:2", "--expected", "--issued", "--set"]
    assert sorted(line.split(": ")[0] for line in lines) == sorted(wanted)


@pytest.mark.parametrize(("faults", "lines"), [(1, 1), (20, 20), (21, 21), (57, 21)])
def test_up_to_twenty_faults_are_named_and_the_rest_counted(
    faults: int, lines: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case(ballots=BALLOTS + "".join(f"v{number},A,01,述职,,优\n" for number in range(faults)))
    assert run([*case.lay_down(folder), "--out", "result.json"]) == 2
    found = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in found[:20]] == [f"b.csv:{number + 2}" for number in range(min(faults, 20))]
    assert (len(found), str(faults - 20) in found[-1]) == (lines, faults > 20)


def test_what_is_there_already_stays_when_a_count_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "result.json").write_text("旧", encoding="utf-8")
    case = Case(ballots=BALLOTS + "v,A,01,述职,,优\n")
    assert run([*case.lay_down(folder), "--out", "result.json"]) == 2
    assert (folder / "result.json").read_text(encoding="utf-8") == "旧"
    assert len(capsys.readouterr().err.splitlines()) == 1
