"""A scheme read back for signature: nothing of it is left unsaid, and it is said as an office would write it."""

from __future__ import annotations

import re

import pytest

from tally import Source, describe, read_scheme
from tally.regulation.scheme import Scheme
from tests.tally.house import CLASS_A, HEAD, PLAIN, quota, scheme_of
from tests.tally.schemes.sample import NAMES, SCHEMES

HALF_WIDTH = re.compile(r"[一-鿿”）][,;:?!]|[,;:?!][一-鿿“（]")


def shipped(name: str) -> Scheme:
    return read_scheme(Source(f"{name}.toml", SCHEMES / f"{name}.toml"))


def title_of(text: str) -> str:
    """A title as it stands inside a sentence."""
    return text.rstrip("。")


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_a_scheme_names_is_read_back(name: str) -> None:
    scheme = shipped(name)
    text = "\n".join(describe(scheme))
    said = [scheme.name, scheme.source, *(f"名单“{names.name}”" for names in scheme.lists)]
    titled = [(one.id, one.title) for one in scheme.parameters]
    titled += [(one.id, one.title) for one in scheme.sheets] + [(one.id, one.title) for one in scheme.records]
    said += [piece for id, title in titled for piece in (f"“{id}”", title_of(title))]
    for ballot_class in scheme.classes:
        said += [f"{ballot_class.id}类", ballot_class.title]
    for item in (item for sheet in scheme.sheets for item in sheet.items):
        said += [f"第{item.id}项", title_of(item.title), item.section]
    for grade in scheme.grades:
        said += [f"等次为“{grade.name}”", title_of(grade.consequence)]
    clauses = [(one.name, one.clause) for one in scheme.rules] + [(one.name, one.clause) for one in scheme.quotas]
    said += [piece for called, clause in clauses for piece in (f"“{called}”", title_of(clause))]
    assert [one for one in said if one not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_back_has_the_punctuation_of_an_office(name: str) -> None:
    formulas = {line.name for line in shipped(name).formula}
    for line in describe(shipped(name)):
        assert not HALF_WIDTH.search(line), line
        assert line.endswith("。")
        if line.partition(" = ")[0] not in formulas:
            assert not re.search(r"[()]", line), line


def test_the_sheets_of_a_scheme_say_how_their_score_comes_about() -> None:
    lines = describe(shipped("three-sheet"))
    assert (
        "选档次的评分表，得分是各张有效票折合分值的平均数；弃权、回避、无效、漏填不参加平均，无人评价的没有得分。"
        in lines
    )
    assert "名次按得分由高到低排；得分相同的名次相同，其后的名次空出（如1、1、3）。" in lines
    assert "中间各步不取整，得分最后四舍五入，保留2位小数；名次、等次、规则、比例和名单都以此为准。" in lines


def test_the_items_of_a_rubric_are_read_back_one_by_one() -> None:
    lines = describe(shipped("observation-village"))
    assert sum("第" in line and "项，满分" in line for line in lines) == 37
    assert "党员管理·第3.4项，满分1分：开展无职党员设岗定责，并及时进行公开。" in lines


def test_steps_that_differ_are_said_at_their_items() -> None:
    items = '[[sheet.item]]\nid = "1"\nmax = 3\n[[sheet.item]]\nid = "2"\nmax = 10\nstep = "1"\n'
    lines = describe(scheme_of(f'{HEAD}{CLASS_A}[[sheet]]\nid = "观摩"\n{items}[formula]\n"得分" = "观摩"\n'))
    assert "评分表“观摩”逐项打分：共2项，满分13分，每项从0分到该项满分。" in lines
    assert "第1项，满分3分，每0.5分一档。" in lines
    assert "第2项，满分10分，每1分一档。" in lines


def test_weights_say_what_becomes_of_a_class_that_marked_nothing() -> None:
    lines = describe(shipped("bank-cadre"))
    assert (
        "投票人分为A类（中层干部）占50%、B类〔员工代表（每个部门、网点1人）〕占50%；先分类求平均，再按权重合计。"
        "有一类无人打分的，按其余各类的权重折算，并作提示。" in lines
    )


def test_places_in_the_ranking_are_said_as_a_notice_would() -> None:
    lines = describe(shipped("party-building-unit"))
    assert "名次在前10名以内的，等次为“先进单位”。" in lines
    assert "倒数名次在后5名以外，或者得分超过75的，等次为“达标单位”。" in lines


def test_a_quota_says_whom_it_counts_and_what_becomes_of_a_tie() -> None:
    line = next(one for one in describe(scheme_of(PLAIN + quota("好", at_most="30%"))) if "比例限制" in one)
    assert "全体已定等次的人（含因规则降等的）中，“好”至多占30%，不足一人的舍去" in line
    assert "去留之间有并列的不拆开，都降，并标“并列待定”，由党委（组织）决定" in line


def test_a_score_of_whole_numbers_is_said_to_be_one() -> None:
    scheme = PLAIN.replace('"得分" = "述职"', '"得分" = "述职"\n[rounding]\nplaces = 0')
    assert any("得分最后四舍五入，保留整数" in line for line in describe(scheme_of(scheme)))


def test_a_scheme_that_nobody_votes_on_speaks_of_no_ballots() -> None:
    text = "\n".join(describe(shipped("community-committee")))
    assert "投票人" not in text
    assert "评分表" not in text
    assert "另有7个记录项不投票" in text
