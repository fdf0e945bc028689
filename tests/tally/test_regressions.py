"""Faults that a second, independent implementation of the scheme page found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tally import Faults, Source, count, describe, explain
from tally.cli import main
from tests.tally.house import (
    BALLOTS_HEADER,
    CLASS_A,
    FORMULA,
    HEAD,
    PLAIN,
    SCALE,
    SHEET,
    counted,
    marks,
    names,
    roster,
    rule,
    scheme_of,
)
from tests.tally.house import faults_of as refused

RECORDS_ONLY = HEAD + '[formula]\n"得分" = "社区"\n'


def faults_of(scheme: str) -> list[str]:
    """The lines a scheme is refused with."""
    with pytest.raises(Faults) as refused:
        scheme_of(scheme)
    return [str(fault) for fault in refused.value.faults]


def parameter(id: str, value: str) -> str:
    """A [[parameter]]."""
    return f'[[parameter]]\nid = "{id}"\nvalue = "{value}"\n'


def test_points_named_by_a_parameter_whose_id_looks_like_a_number_are_that_parameters() -> None:
    choice = '[[record]]\nid = "社区"\nkind = "choice"\noptions = { "优" = "1.1" }\n'
    result = counted(RECORDS_ONLY + parameter("1.1", "95") + choice, roster("01"), records="01,社区,优\n")
    assert result.to_dict()["appraisees"][0]["score"] == "95.00"


def test_a_share_named_by_a_parameter_whose_id_looks_like_a_number_is_that_parameters() -> None:
    score = '[[record]]\nid = "社区"\nkind = "score"\nmin = 0\nmax = 100\n'
    scheme = RECORDS_ONLY + parameter("01", "50%") + score + names("highest", share="01")
    result = counted(scheme, roster("甲", "乙"), records="甲,社区,90\n乙,社区,80\n")
    assert result.lists["名单"] == ("甲",)


def test_a_fault_of_set_hides_no_fault_of_the_ballots_or_of_issued() -> None:
    ballots = "ballot,class,appraisee,sheet,item,mark\nv1,A,01,述职,,很好\n"
    with pytest.raises(Faults) as refused:
        count(
            Source("scheme.toml", PLAIN.encode()),
            Source("appraisees.csv", roster("01").encode()),
            [Source("ballots.csv", ballots.encode())],
            issued={"Z": 1},
            settings={"没有": "1"},
        )
    places = {(fault.file, fault.line) for fault in refused.value.faults}
    assert {("--set", None), ("--issued", None), ("ballots.csv", 2)} <= places


def test_a_parameter_without_a_value_hides_no_fault_of_the_ballots() -> None:
    scheme = PLAIN + '[[parameter]]\nid = "上限"\n'
    ballots = "ballot,class,appraisee,sheet,item,mark\nv1,A,01,述职,,很好\n"
    with pytest.raises(Faults) as refused:
        count(
            Source("scheme.toml", scheme.encode()),
            Source("appraisees.csv", roster("01").encode()),
            [Source("ballots.csv", ballots.encode())],
        )
    assert {fault.file for fault in refused.value.faults} == {"scheme.toml", "ballots.csv"}


def test_a_parameter_with_a_wrong_value_is_not_said_to_have_none() -> None:
    with pytest.raises(Faults) as refused:
        counted(PLAIN + parameter("上限", "一成"), roster("01"))
    assert len(refused.value.faults) == 1


def test_of_two_things_with_one_name_the_later_in_the_file_is_to_blame() -> None:
    scheme = HEAD + parameter("述职", "10%") + CLASS_A + SCALE + SHEET + FORMULA
    line = scheme[: scheme.index(SHEET)].count("\n") + 1
    assert any(fault.startswith((f"scheme.toml:{line}:", f"scheme.toml:{line + 1}:")) for fault in faults_of(scheme))


def test_a_megabyte_of_digits_is_refused_by_the_line_it_stands_on() -> None:
    scheme = PLAIN.replace('"述职"\n[[grade]]', f'"{"9" * 1_000_000}"\n[[grade]]')
    line = scheme[: scheme.index('"得分" =')].count("\n") + 1
    assert faults_of(scheme)[0].startswith(f"scheme.toml:{line}:")


def test_points_that_are_neither_a_number_nor_a_parameter_are_refused() -> None:
    choice = '[[record]]\nid = "社区"\nkind = "choice"\noptions = { "优" = "1.1.1" }\n'
    assert len(faults_of(RECORDS_ONLY + parameter("1.1", "95") + choice)) == 1


def test_a_fault_of_a_rule_hides_no_fault_of_the_ballots() -> None:
    lines = refused(lambda: counted(PLAIN + rule("无名 > 1"), roster("01"), "v1,A,01,述职,,很好\n", issued={"Z": 1}))
    assert [line.split(": ")[0] for line in lines] == ["scheme.toml:27", "--issued", "--issued", "ballots.csv:2"]


def test_a_fault_of_a_sheet_lets_no_ballot_be_blamed_for_it() -> None:
    scheme = PLAIN.replace(SHEET, "[[sheet]]\nid = 1\n")
    lines = refused(lambda: counted(scheme, roster("01"), "v1,A,01,述职,,好\n"))
    assert {line.split(":")[0] for line in lines} == {"scheme.toml"}


@pytest.mark.parametrize("value", ["一成", "nan", "1e5", "5 %"])
def test_a_setting_that_is_wrong_is_not_said_to_be_missing(value: str) -> None:
    scheme = PLAIN + '[[parameter]]\nid = "上限"\n'
    lines = refused(lambda: counted(scheme, roster("01"), settings={"上限": value}))
    assert [line.split(": ")[0] for line in lines] == ["--set"]


@pytest.mark.parametrize("options", ["", "options = {}\n", "options = 3\n"])
def test_without_options_nothing_is_said_of_the_default(options: str) -> None:
    assert len(faults_of(RECORDS_ONLY + f'[[record]]\nid = "社区"\nkind = "choice"\n{options}default = "优"\n')) == 1


@pytest.mark.parametrize("rest", ["min = 0\nmax = 1\n", 'options = { "优" = 1 }\n'])
def test_an_expression_is_not_blamed_for_a_record_of_a_wrong_kind(rest: str) -> None:
    assert len(faults_of(RECORDS_ONLY + f'[[record]]\nid = "社区"\nkind = "分数"\n{rest}')) == 1
    flag = '[[record]]\nid = "问责"\nkind = "是否"\ndefault = "否"\n'
    assert len(faults_of(PLAIN + flag + rule("问责"))) == 1


def test_a_record_called_like_the_score_is_one_fault() -> None:
    record = '[[record]]\nid = "得分"\nkind = "score"\nmin = 0\nmax = 1\n'
    assert len(faults_of(HEAD + record + '[formula]\n"得分" = "1"\n')) == 1


@pytest.mark.parametrize("first", ["sheet", "parameter", "formula"])
def test_whatever_comes_second_under_a_name_is_to_blame(first: str) -> None:
    things = {
        "sheet": '[[sheet]]\nid = "重名"\n',
        "parameter": '[[parameter]]\nid = "重名"\n',
        "formula": '[formula]\n"重名" = "1"\n"得分" = "1"\n',
    }
    rest = "".join(text for kind, text in things.items() if kind != first)
    places = [fault.split(": ")[0] for fault in faults_of(HEAD + SCALE + things[first] + rest)]
    begin = (HEAD + SCALE + things[first]).count("\n")
    assert len(places) == 2
    assert all(int(place.split(":")[1]) > begin for place in places)


@pytest.mark.parametrize(("space", "word"), [(r"\t", "制表符"), (r"\n", "换行"), (r"\u00a0", "U[+]00A0")])
def test_of_all_that_cannot_be_seen_only_spaces_may_stand_in_an_expression(space: str, word: str) -> None:
    fault = faults_of(PLAIN + rule(f"得分{space}> 1"))[0]
    assert fault.startswith("scheme.toml:27: [[rule]]“规则”的“when”")
    assert re.search(word, fault)
    assert scheme_of(PLAIN + rule("得分\u3000> 1"))


@pytest.mark.parametrize("written", ["9" * 1_000_000, '"' + "9" * 1_000_000 + '"', "-" + "9" * 5000, "9" * 5000 + ".5"])
def test_a_number_too_long_for_any_reader_is_refused_by_its_entry(written: str) -> None:
    digits = "9" * 5000  # in a text and in a comment, where they are no number
    scheme = PLAIN + f'consequence = """\n{digits}"""  # {digits}\n[[parameter]]\nid = "上限"\nvalue = {written}\n'
    faults = faults_of(scheme)
    assert len(faults) == 1
    assert faults[0].startswith(f"scheme.toml:{scheme.count(chr(10))}: [[parameter]]“上限”的“value”")


def test_an_appraisee_without_marks_is_said_once_to_have_no_score() -> None:
    assert counted(PLAIN, roster("01")).warnings == ("01 得分:“述职”没有分数,因此没有得分,不排名次、不定等次",)


RUBRIC = HEAD + CLASS_A + '[[sheet]]\nid = "观摩"\n[[sheet.item]]\nid = "1"\nmax = 3\n[formula]\n"得分" = "观摩"\n'


def test_a_mark_may_have_more_zeros_than_a_number_of_an_expression() -> None:
    for mark in ("2.5" + "0" * 60, "0" * 300 + "2.5", "2.5" + "0" * 397):
        result = counted(RUBRIC, roster("01"), f"v,A,01,观摩,1,{mark}\n")
        assert result.to_dict()["appraisees"][0]["sheets_exact"] == {"观摩": "5/2"}


def test_a_record_may_be_longer_than_a_number_of_an_expression() -> None:
    score = '[[record]]\nid = "社区"\nkind = "score"\nmin = -5\nmax = 5\n'
    result = counted(RECORDS_ONLY + score, roster("01"), records=f"01,社区,2.{'3' * 60}\n")
    assert result.to_dict()["appraisees"][0]["score"] == "2.33"
    lines = refused(lambda: counted(RECORDS_ONLY + score, roster("01"), records=f"01,社区,2.{'3' * 400}\n"))
    assert len(lines) == 1
    assert "最多400个字符" in lines[0]


def test_a_mark_that_is_too_long_is_not_said_to_be_off_its_step() -> None:
    lines = refused(lambda: counted(RUBRIC, roster("01"), f"v,A,01,观摩,1,2.5{'0' * 400}\n"))
    assert len(lines) == 1
    assert "数太长" in lines[0]
    lines = refused(lambda: counted(RUBRIC, roster("01"), "v,A,01,观摩,1,2.25\n"))
    assert "0至3、每0.5分一档" in lines[0]


def test_the_zero_of_a_year_is_a_letter() -> None:
    scheme = PLAIN + parameter("二〇二六线", "85") + parameter("〇线", "1") + rule("得分 < 二〇二六线 - 〇线")
    assert counted(scheme, roster("01"), marks({"01": "好 差"})).to_dict()["appraisees"][0]["grade"] == "差"


def test_an_unreadable_number_of_issued_ballots_is_not_said_to_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {"s.toml": PLAIN, "a.csv": roster("01"), "b.csv": BALLOTS_HEADER + marks({"01": "好"})}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    scheme, people, ballots = (str(tmp_path / name) for name in texts)
    options = ["--issued", "A=十", "--out", str(tmp_path / "r.json")]
    assert main(["count", scheme, "--appraisees", people, "--ballots", ballots, *options]) == 2
    assert capsys.readouterr().err == "--issued: 看不懂“A=十”，要写成 A=10,B=12 这样的整数；要用阿拉伯数字，如 85\n"


def test_weights_are_cited_as_they_are_written() -> None:
    assert "（0.4）" in faults_of(PLAIN.replace(CLASS_A, CLASS_A + "weight = 0.4\n"))[0]


def test_points_that_nothing_reads_are_not_read_back() -> None:
    scheme = scheme_of(PLAIN.replace('"得分" = "述职"', '"得分" = "得票数(好)"'))
    assert "评分表“述职”选一个档次：“好”、“较好”、“一般”、“差”；只计票数，不折分。" in describe(scheme)
    assert "投票人只有一类：A类；一人一票，一票一权。" in describe(scheme)


def test_a_flag_that_is_counted_with_is_read_back_as_a_number() -> None:
    flag = '[[record]]\nid = "问责"\nkind = "flag"\ndefault = "否"\n'
    scheme = PLAIN.replace('"得分" = "述职"', '"得分" = "述职 - 5 * 问责 - 最大(问责, 0)"') + flag + rule("问责")
    lines = describe(scheme_of(scheme))
    assert "得分 = 述职 - 5 × 问责（是为1，否为0）- 最大（问责（是为1，否为0）、0）。" in lines
    assert any("“问责”为“是”的，等次降为“差”" in line for line in lines)
    result = counted(scheme, roster("01"), marks({"01": "好"}))
    assert any("得分 = 述职（90）- 5 × 问责（0）- 最大（问责（0）、0）= 90" in line for line in explain(result, "01"))


def test_a_formula_of_very_many_lines_is_read_in_one_go_through_it() -> None:
    lines = "".join(f'"f{n}" = "1"\n' for n in range(20_000))
    assert len(scheme_of(HEAD + "[formula]\n" + lines + '"得分" = "f19999"\n').formula) == 20_001
