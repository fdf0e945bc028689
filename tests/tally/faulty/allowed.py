"""Odd inputs that the page allows, by its sentence: each must be checked and counted without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.tally.faulty.case import (
    BALLOTS,
    CLASSES,
    COUNTS,
    FORMULA,
    HEAD,
    ONE,
    PLAIN,
    RECORDS,
    ROSTER,
    SCALE,
    SHEET,
    SOURCES,
    Case,
    plain,
    scheme,
)
from tests.tally.faulty.schemes import ITEM, RULE, TRIM, TRIMMED, F, L, M, P, Q, R
from tests.tally.faulty.tables import COUNTED, MARKED, NEEDED, RECORDED, SEVERAL

GOOD_NUMBERS = (
    "0.1",
    '"0.1"',
    '"10%"',
    '"1/3"',
    '"10％"',
    '"1／3"',
    "-3",
    '"-0.5%"',
    '"0.10"',
    "1_000",
    "1e-1",
    "0",
    '"0/5"',
    "0.50",
    '"007"',
    '"100/1"',
)

ALLOWED: Mapping[str, Sequence[Case]] = {
    "[[class]], [scale], [[sheet]], [[record]] and [[grade]] may be absent": [
        scheme(""),
        scheme(CLASSES),
        scheme(SCALE),
        scheme(SCALE + SHEET),
        scheme(L + "count = 1\n"),
        Case(HEAD + CLASSES + SCALE + SHEET + FORMULA),
        scheme('[[grade]]\nname = "好"\n'),
        scheme(R + 'kind = "flag"\ndefault = "否"\n'),
    ],
    "occasion: 述职, 观摩 or 考核; 述职 if left out": [
        scheme(f'occasion = "{one}"\n') for one in ("述职", "观摩", "考核")
    ],
    "a number is a TOML number or a string, a percentage or a fraction, in either width": [
        scheme(P + f"value = {written}\n") for written in GOOD_NUMBERS
    ]
    + [
        scheme('[[class]]\nid = "A"\nweight = "1/3"\n[[class]]\nid = "B"\nweight = "2／3"\n'),
        scheme('[[class]]\nid = "A"\nweight = 0.4\n[[class]]\nid = "B"\nweight = "60％"\n'),
        scheme('[[class]]\nid = "A"\nweight = 1\n'),
        scheme('[scale]\n"好" = "200/3"\n"差" = "1/3"\n'),
        scheme(ITEM + 'max = "7/2"\nstep = "1/2"\n'),
        scheme(ITEM + 'max = "3"\nstep = "0.1"\n'),
        scheme(ITEM + "max = 3\nstep = 3\n"),
    ],
    "kind, min, max, below: each optional; both bounds included; below once both have a value": [
        scheme(P + 'value = 0.3\nkind = "share"\nmin = 0\nmax = "50%"\n'),
        scheme(P + 'value = "50%"\nkind = "share"\nmin = 0\nmax = "50%"\n'),
        scheme(P + 'value = 0\nkind = "share"\nmin = 0\nmax = "50%"\n'),
        scheme(P + 'value = "100%"\nkind = "share"\n'),
        scheme(P + 'value = 1\nkind = "share"\n'),
        scheme(P + 'value = -5.5\nkind = "score"\n'),
        scheme(P + 'value = "2/3"\nkind = "score"\n'),
        scheme(P + 'value = 0\nkind = "count"\n'),
        scheme(P + 'value = 2.0\nkind = "count"\n'),
        scheme(P + 'value = "4/2"\nkind = "count"\n'),
        scheme(P + 'value = "200%"\nkind = "count"\n'),
        scheme(P + "min = 1\nmax = 1\nvalue = 1\n"),
        scheme(P + 'value = 1\nbelow = "高"\n[[parameter]]\nid = "高"\nvalue = 1.01\n'),
        scheme(P + 'value = 1\nbelow = "高"\n[[parameter]]\nid = "高"\n', options=["--set", "高=2"]),
        scheme(P + 'below = "高"\n[[parameter]]\nid = "高"\nvalue = 1\n', options=["--set", "上限=0"]),
        scheme(
            '[[parameter]]\nid = "甲"\nvalue = 1\nbelow = "丙"\n[[parameter]]\n'
            'id = "乙"\nvalue = 2\nbelow = "丙"\n[[parameter]]\nid = "丙"\nvalue = 3\n'
        ),
        scheme(
            '[[parameter]]\nid = "甲"\nvalue = 1\nbelow = "乙"\n[[parameter]]\n'
            'id = "乙"\nvalue = 2\nbelow = "丙"\n[[parameter]]\nid = "丙"\nvalue = 3\n'
        ),
    ],
    "a value set stands over the file's, and decides": [
        plain(P + 'value = "50%"\n' + Q + 'at_most = "上限"\n', options=["--set", "上限=100%"]),
        plain(P + "value = 1\n" + L + 'count = "上限"\n', options=["--set", "上限=2"]),
        scheme(P + 'value = 1\nbelow = "高"\n[[parameter]]\nid = "高"\nvalue = 2\n', options=["--set", "高=1.5"]),
        scheme(
            P + 'value = 1\nbelow = "高"\n[[parameter]]\nid = "高"\nvalue = 2\n',
            options=["--set", "上限=8", "--set", "高=9"],
        ),
    ],
    "a parameter without a value must be set before a count": [
        scheme(P, options=["--set", "上限=1"]),
        plain(P + Q + 'at_most = "上限"\n', options=["--set", "上限=1/3"]),
        plain(P + L + 'count = "上限"\n', options=["--set", "上限=2"]),
        plain(P + M + 'at_most = "上限"\n', options=["--set", "上限=10%"]),
        scheme(P + '[quorum]\npresent = "上限"\n', options=["--set", "上限=2/3"]),
        scheme(P + TRIM + 'trim = { share = "上限" }\n' + TRIMMED, options=["--set", "上限=10%"]),
    ],
    "points of a mark or an option: a number, or the id of a parameter; 不计分 below those with points": [
        scheme(
            '[[parameter]]\nid = "好分"\nvalue = 90\n[scale]\n"好" = "好分"\n'
            '"差" = 60\n"不了解" = "不计分"\n"说不清" = "不计分"\n'
        ),
        scheme('[scale]\n"好" = "不计分"\n' + SHEET),
        scheme('[scale]\n"好" = 1\n"差" = -1\n' + SHEET),
        Case(
            HEAD
            + '[[parameter]]\nid = "不合格分"\nvalue = 50\n'
            + R
            + 'kind = "choice"\noptions = { "优" = 95, "差" = "不合格分" }\ndefault = "差"\n'
            + ONE
        ),
        Case(
            HEAD
            + CLASSES
            + '[scale]\n"好" = "不计分"\n"差" = "不计分"\n'
            + SHEET
            + '[formula]\n"得分" = "得票率(好) * 100"\n'
        ),
    ],
    "a sheet is marked once or item by item; start and deductions are optional": [
        scheme(ITEM + "max = 3\n"),
        scheme(ITEM.replace('"表"\n', '"表"\nstart = "满分"\n') + "max = 3\n"),
        scheme(ITEM.replace('"表"\n', '"表"\nstart = "空白"\n') + "max = 3\n"),
        scheme(
            ITEM + "max = 3\n"
            'deductions = [{ title = "甲", points = 3 }, { title = "乙", points = "0.5", each = true }, '
            '{ title = "丙", points = "1/2", each = false }]\n'
        ),
        scheme(ITEM + "max = 3\ndeductions = []\n"),
        scheme(ITEM + 'section = "一"\ntitle = "甲"\nmax = 3\n'),
        scheme(
            '[[sheet]]\nid = "甲"\n[[sheet.item]]\nid = "1"\nmax = 3\n'
            '[[sheet]]\nid = "乙"\n[[sheet.item]]\nid = "1"\nmax = 3\n'
        ),
    ],
    "trim: by each or by share, from optional": [
        scheme(TRIM + f"trim = {{ {trim} }}\n" + TRIMMED)
        for trim in (
            *(
                "each = 1",
                "each = 1, from = 3",
                "each = 2, from = 5",
                'each = "1", from = "9"',
                'share = "5%", from = 20',
            ),
            *(
                'share = "5%"',
                "share = 0.49",
                'share = "49.99%"',
                'share = "1/3", from = 1',
                'share = "1／3"',
                "share = 0.001",
            ),
        )
    ]
    + [
        scheme(TRIM + "[sheet.trim]\neach = 1\n" + TRIMMED),
        scheme(SCALE + SHEET + "trim = { each = 1, from = 5 }\n"),
        scheme(
            TRIM
            + 'trim = { each = "去", from = "起" }\n'
            + TRIMMED
            + '[[parameter]]\nid = "去"\nvalue = 2\n[[parameter]]\nid = "起"\nvalue = 5\n'
        ),
    ],
    "a limit: a share, or a whole count; on a rubric from": [
        plain(M + "at_most = 1\n"),
        plain(M + "at_least = 0\n"),
        plain(M + 'at_most = "30%"\nround = "进一"\ngroup = "农村"\n'),
        plain(M + 'at_most = 0.3\nround = "四舍五入"\n'),
        plain(M + 'at_least = "1/3"\nround = "舍去"\n'),
        plain(M + 'at_most = "100%"\n'),
        plain(M + "at_most = 25\n"),
        plain(M + 'at_most = "甲"\nround = "进一"\n[[parameter]]\nid = "甲"\nvalue = 1\nkind = "share"\n'),
        plain(M + 'at_most = "甲"\n[[parameter]]\nid = "甲"\nvalue = 0\nkind = "count"\n'),
        plain(M.replace('["好"]', '["好", "较好"]') + "at_most = 1\n"),
        plain(F + "from = 5\nat_most = 1\n"),
        plain(F + "from = 0\nat_most = 1\n"),
        plain(F + 'from = "4.5"\nat_most = "20%"\n'),
        plain(F + 'from = "起"\nat_most = 1\n[[parameter]]\nid = "起"\nvalue = 5\n'),
    ],
    "round stands beside a share": [
        plain(Q + f'at_most = "10%"\nround = "{way}"\n') for way in ("舍去", "进一", "四舍五入")
    ]
    + [plain(L + f'share = "10%"\nround = "{way}"\n') for way in ("舍去", "进一", "四舍五入")]
    + [plain(Q + 'at_least = "10%"\nround = "舍去"\n')],
    "a quota in 0…100%; at_least for the last grade": [
        plain(Q + 'at_most = "100%"\n'),
        plain(Q + "at_most = 1\n"),
        plain(Q + "at_most = 0\n"),
        plain(Q + 'at_most = "1/3"\ngroup = "山区"\n'),
        plain(Q.replace("好", "差") + 'at_least = "20%"\n'),
        plain(Q + 'at_least = "20%"\n'),
        plain(P + 'value = "10%"\n' + Q + 'at_most = "上限"\n'),
    ],
    "a list": [
        plain(L + "count = 0\n"),
        plain(L + "count = 99\n"),
        plain(L + 'count = "2"\n'),
        plain(L + "count = 2.0\n"),
        plain(L + 'share = "0%"\nconsequence = "约谈"\ngroup = "山区"\n'),
        plain(L.replace("lowest", "highest") + 'share = "100%"\n'),
    ],
    "quorum is optional, as each of its lines is": [
        scheme("[quorum]\n"),
        scheme('[quorum]\npresent = "2/3"\n'),
        scheme('[quorum]\nreturned = "过半数"\n'),
        scheme('[quorum]\npresent = "过半数"\nreturned = 0.5\n'),
        scheme('[quorum]\npresent = "0%"\nreturned = "100%"\n'),
    ],
    "clause, article, note where they may stand": [
        plain('article = "第三条"\nconsequence = "约谈"\n'),
        plain(RULE + 'clause = "原文"\narticle = "第三条第四款"\nnote = "注"\n'),
        plain(Q + 'at_most = "1%"\nclause = "原文"\narticle = "三"\nnote = "注"\n'),
        plain(L + 'count = 1\nclause = "原文"\narticle = "三"\nnote = "注"\n'),
        plain(M + 'at_most = 1\nclause = "原文"\narticle = "三"\nnote = "注"\n'),
    ],
    "a record: department, reason, several, default": [
        scheme(R + 'kind = "flag"\ndefault = "是"\ndepartment = "纪委"\nreason = true\n'),
        scheme(R + 'kind = "score"\nmin = -1.5\nmax = "2/3"\ndefault = "-1.5"\nreason = false\nseveral = true\n'),
        scheme(R + 'kind = "score"\nmin = 0\nmax = 0\ndefault = 0\n'),
        scheme(R + 'kind = "choice"\noptions = { "优" = 1 }\ndefault = "优"\nseveral = true\n'),
    ],
    "things of other kinds may share a name": [
        plain(
            RULE.replace("规则", "同名")
            + Q.replace("比例", "同名")
            + 'at_most = "1%"\n'
            + L.replace("名单", "同名")
            + "count = 1\n"
            + M.replace("限制", "同名")
            + "at_most = 1\n"
        ),
        scheme('[[class]]\nid = "甲"\n[[parameter]]\nid = "甲"\nvalue = 1\n'),
        scheme('[[parameter]]\nid = "好"\nvalue = 1\n' + SCALE),
    ],
    "a scheme is TOML however it is written": [
        Case(
            'name = "测评"\nspec = 1\nparameter = [{ id = "上限", value = 1 },\n  { id = "下限", value = 0 }]\n'
            "rounding.places = 0\nformula = { \"得分\" = '上限 + 0.5' }"
        ),
        Case(PLAIN.replace("\n", "\r\n")),
        Case("\ufeff" + PLAIN),
        Case(PLAIN.replace("= ", "=  ").replace("\n", "  # 注：“引号”、全角＝【】\n\n")),
        Case(HEAD + '[formula]\n"得分" = """\n1 + 1"""\n'),
        Case(HEAD.replace("测评", "\\u6d4b\\u8bc4“二〇二六”，全角：＝") + ONE),
    ],
    "a name is a letter, then letters, digits and _": [
        Case(HEAD + f'[[parameter]]\nid = "{name}"\nvalue = 2\n[formula]\n"得分" = "{name} + 1"\n')
        for name in (
            "并且",
            "且慢",
            "非公企业",
            "或许",
            "orange",
            "notes",
            "最大值",
            "得分率",
            "人数比",
            "党风_2",
            "A1",
            "Ａ",
            "𠮷",
        )
    ],
    "an id that is not a name": [
        scheme(R.replace("分", "1.1") + 'kind = "flag"\ndefault = "否"\n'),
        scheme(SCALE + '[[sheet]]\nid = "甲-乙 丙"\n'),
        scheme('[[parameter]]\nid = "10%线"\nvalue = 1\n', options=["--set", "10%线=2"]),
        Case(HEAD + ONE + '"1+1" = "2"\n'),
    ],
    "a ballots file with only its header": [
        Case(),
        Case(ballots=BALLOTS.strip()),
        Case(ballots="mark,item,sheet,appraisee,class,ballot\n"),
    ],
    "CSV: with or without BOM, columns in any order, blank lines passed over": [
        Case(appraisees="\ufeff" + ROSTER, ballots="\ufeff" + BALLOTS + MARKED),
        Case(appraisees=ROSTER.replace("\n", "\r\n"), ballots=(BALLOTS + MARKED).replace("\n", "\r\n")),
        Case(appraisees=ROSTER.replace("\n", "\r")),
        Case(
            appraisees="\n\n" + ROSTER.replace("\n", "\n\n"),
            ballots="\n" + BALLOTS + "\n\n" + MARKED.replace("\n", "\n\n"),
        ),
        Case(appraisees="group,id,name\n,01,甲\n农村,02,乙\n"),
        Case(appraisees="post,id,unit,name,group\n书记,01,一村,甲,\n,02,,乙,\n"),
        Case(appraisees="id,name,group,unit\n01,甲,,一村\n"),
        Case(appraisees='"id","name","group"\n"01","甲,""乙""","农\n村"\n'),
        Case(appraisees="id,name,group\n1,甲,\n01,乙,\n1.0,丙,\nNA,丁,\nnull,戊,\nNaN,己,\n=1+1,庚,\n"),
        Case(ballots=None, counts="\ufeff" + COUNTS + COUNTED),
        Case(
            ballots=None,
            counts="heads,mark,item,sheet,class,appraisee\n1,好,,述职,A,01\n1,3,1.1,观摩,A,01\n1,2,1.2,观摩,A,01\n",
        ),
        Case(RECORDED, records="value,record,appraisee\n是,问责,01\n"),
    ],
    "ballots: a label, a number, 弃权, 回避 or 无效; a sheet or item without a row is 漏填": [
        Case(
            ballots=BALLOTS
            + "".join(
                f"v{mark},A,01,述职,,{mark}\nv{mark},A,02,观摩,1.1,{number}\n"
                for mark, number in (
                    ("好", "3"),
                    ("弃权", "弃权"),
                    ("回避", "回避"),
                    ("无效", "无效"),
                    ("差", "0"),
                    ("一般", "2.50"),
                    ("较好", "03.0"),
                )
            )
        ),
        Case(ballots=BALLOTS + "v,A,01,述职,,好\n1,A,01,述职,,好\n01,A,01,述职,,好\nNA,B,01,述职,,好\n"),
        Case(ballots=BALLOTS + MARKED, more=BALLOTS + "v,A,02,述职,,好\nw,B,01,述职,,好\n"),
        Case(ballots=BALLOTS, more=BALLOTS),
    ],
    "counts alone or beside ballots; mark as above or 漏填; heads 0 or more": [
        Case(ballots=None, counts=COUNTS),
        Case(ballots=None, counts=COUNTS + COUNTED),
        Case(ballots=BALLOTS + MARKED, counts=COUNTS + COUNTED),
        Case(ballots=None, counts=COUNTS + COUNTED + "02,B,述职,,好,0\n"),
        Case(ballots=None, counts=COUNTS + COUNTED + "01,A,述职,,差,0\n01,A,观摩,1.1,3,0\n01,A,观摩,1.1,漏填,0\n"),
        Case(ballots=None, counts=COUNTS + COUNTED + "02,A,述职,,漏填,2\n02,A,观摩,1.1,漏填,2\n02,A,观摩,1.2,漏填,2\n"),
        Case(
            ballots=None,
            counts=COUNTS + "02,A,述职,,好,007\n02,A,观摩,1.1,漏填,7\n02,A,观摩,1.2,1,3\n02,A,观摩,1.2,2,4\n",
        ),
        Case(ballots=None, counts=COUNTS + COUNTED, options=["--issued", "A=4,B=0", "--expected", "4"]),
        Case(ballots=BALLOTS + MARKED, counts=COUNTS + COUNTED, options=["--issued", "A=5,B=0", "--expected", "5"]),
    ],
    "records: one value from each of several sources; empty in the rows of other records": [
        Case(SEVERAL, records=SOURCES),
        Case(
            SEVERAL,
            records=SOURCES + "01,调研,90,甲\n01,调研,80,乙\n02,调研,70.5,甲\n01,问责,是,\n01,加分,2.5,\n01,社区,优,\n",
        ),
        Case(SEVERAL),
        Case(NEEDED, records=SOURCES + "01,问责,是,\n02,问责,否,\n01,调研,1,甲\n02,调研,1,乙\n"),
        Case(RECORDED, records=RECORDS + "01,加分,-1\n02,加分,2.50\n01,社区,优\n02,问责,是\n"),
        Case(records=RECORDS),
        Case(RECORDED),
    ],
    "options": [
        Case(options=["--issued", "B=0,A=12"]),
        Case(options=["--issued", "A=007,B=1"]),
        Case(options=["--expected", "0"]),
        Case(options=["--expected", "030"]),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限=0.5"]),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限=50%"]),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限=50％"]),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限=1/3"]),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限=1／3"]),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限=-1"]),
        Case(PLAIN + P + P.replace("上限", "下限"), options=["--set", "上限=2", "--set", "下限=1"]),
        Case(
            PLAIN + '[[rule]]\nname = "规则"\nwhen = "得票率(差, 分母=发出票) > 10%"\ngrade = "差"\n',
            options=["--issued", "A=1,B=1"],
        ),
        Case(
            PLAIN + '[[rule]]\nname = "规则"\nwhen = "得票率(差, 分母=应到) > 10%"\ngrade = "差"\n',
            options=["--expected", "3"],
        ),
    ],
}
