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
    assert "名次在前10名以内的，等次为“先进单位”（第六条第二款）。" in lines
    assert "倒数名次在后5名以外，或者得分超过75的，等次为“达标单位”（第六条第二款）。" in lines


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


EVERYTHING = """
spec = 1
name = "全部"
occasion = "观摩"

[[parameter]]
id = "好分"
kind = "score"
min = 0
max = 100

[[parameter]]
id = "上限"
value = "1/3"
kind = "share"
below = "红线"

[[parameter]]
id = "红线"
value = "50%"
min = "10%"

[[class]]
id = "A"

[scale]
"好" = "好分"
"差" = 60
"不了解" = "不计分"

[[sheet]]
id = "述职"
trim = { share = "5%", from = 20 }

[[sheet]]
id = "观摩"
start = "满分"
trim = { each = 1 }
  [[sheet.item]]
  id = "1"
  max = 60
  deductions = [{ title = "未公示", points = 1 }, { title = "每少一次", points = "0.5", each = true }]
  [[sheet.item]]
  id = "2"
  max = 40

[[limit]]
name = "好票"
sheet = "述职"
marks = ["好"]
at_most = "上限"
round = "四舍五入"
note = "防止一味说好"

[[limit]]
name = "高分"
sheet = "观摩"
from = 90
at_least = 2
group = "农村"
article = "第四条"

[[record]]
id = "满意度"
kind = "score"
min = "1/3"
max = 1
several = true
department = "统计局"
reason = true

[[record]]
id = "级"
kind = "choice"
options = { "优" = "好分", "差" = 1 }

[formula]
"得分" = "述职 + 观摩 + 满意度 + 级"

[[grade]]
name = "先进"
when = "组内名次 <= 3 且 组内人数 > 1/3"
article = "第五条"
[[grade]]
name = "一般"

[[quota]]
name = "先进比例"
grade = "先进"
at_most = "1/3"
round = "进一"

[[list]]
name = "后进"
pick = "lowest"
share = "10%"
round = "舍去"
consequence = "约谈提醒。"
clause = "后进的约谈"
article = "第六条"

[quorum]
present = "2/3"
returned = "过半数"
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "方案“全部”，用于现场观摩。",
        "评分表“述职”选一个档次：“好”按参数“好分”计分（尚未设定）、“差”计60分、“不了解”不计分。",
        "“不了解”票是有效票，计入票数和得票率，但不折分、不参加平均。",
        "评分表“述职”求平均数时，先从最高分、最低分两头各去掉打分个数的5%（不足一个的舍去），不满20个分的不去；"
        "去掉的分只不参加平均，票数和得票率照计。",
        "评分表“观摩”逐项打分：共2项，满分100分，每0.5分一档，每项从0分到该项满分；填写时每项先置满分，由评议人减分。",
        "第1项，满分60分。常用扣分：“未公示”扣1分；“每少一次”每次扣0.5分。",
        "评分表“观摩”求平均数时，每项先去掉1个最高分和1个最低分，不满3个分的不去；去掉的分只不参加平均，票数和得票率照计。",
        "每票限制“好票”：一张票上，评分表“述职”评为“好”的，至多占票上的全体被评议人（弃权、回避的也算）的"
        "参数“上限”（1/3），不足一人的四舍五入；只有1人的不检查。",
        "每票限制“高分”：一张票上，“农村”组的人，评分表“观摩”总分在90分以上（含90分）的，至少2人；"
        "只在作出评价的人中要求，可以弃权。依据第四条。",
        "记录项“满意度”填1/3至1分（含1/3分和1分）；可由几个来源各填一个，取平均数；由统计局录入；录入时要写明理由。",
        "记录项“级”选一项：“优”按参数“好分”计分（尚未设定）、“差”计1分。",
        "组内名次在前3名以内，并且组内人数超过1/3的，等次为“先进”（第五条）。",
        "比例限制“先进比例”：全体已定等次的人（含因规则降等的）中，“先进”至多占1/3，不足一人的进为一人；"
        "多出的人按名次由后往前降为“一般”；去留之间有并列的不拆开，都降，并标“并列待定”，由党委（组织）决定。",
        "名单“后进”：在全体有名次的人中，从最低名次往前取10%，不足一人的舍去；末位并列的都列入，并标“并列待定”，"
        "由党委（组织）决定；只列名单，不改等次；结果运用：约谈提醒。原文（第六条）：后进的约谈。",
        "实到人数不少于应到人数的2/3，方可开始投票；打开一轮投票以前检查。",
        "收回的票数超过发出的票数的半数，测评方为有效；投票结束以后检查。",
        "参数“好分”尚未设定，开会前必须确定（0至100）。",
        "参数“上限”定为1/3（比例，小于参数“红线”）。",
        "参数“红线”定为50%（不小于10%）。",
    ],
)
def test_every_key_of_a_scheme_is_read_back_as_a_sentence(sentence: str) -> None:
    assert sentence in describe(scheme_of(EVERYTHING))


def test_where_conditions_count_shares_it_is_said_when_a_grade_hangs_on_the_divisor() -> None:
    grade = PLAIN.replace("得分 >= 85", "得票率(好) >= 50%")
    for text in (grade, PLAIN + '[[rule]]\nname = "则"\nwhen = "得票率(差) > 10%"\ngrade = "差"\n'):
        (line,) = (line for line in describe(scheme_of(text)) if "口径敏感" in line)
        assert "按规则定出的等次会不同的" in line
    assert not any("口径敏感" in line for line in describe(scheme_of(PLAIN)))
