"""Faulty scheme files, by the sentence of the page that they break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.tally.faulty.case import CLASSES, GRADES, HEAD, MARK, ONE, PLAIN, SCALE, SHEET, Case, plain, scheme

P = '[[parameter]]\nid = "上限"\n'
Q = '[[quota]]\nname = "比例"\ngrade = "好"\n'
L = '[[list]]\nname = "名单"\npick = "lowest"\n'
M = '[[limit]]\nname = "限制"\nsheet = "述职"\nmarks = ["好"]\n'
F = '[[limit]]\nname = "限制"\nsheet = "观摩"\n'
R = '[[record]]\nid = "分"\n'
S = R + 'kind = "score"\nmin = 0\nmax = 10\ndefault = 0\n'
RULE = '[[rule]]\nname = "规则"\nwhen = "得分 < 1"\ngrade = "差"\n'
ITEM = '[[sheet]]\nid = "表"\n[[sheet.item]]\nid = "1"\n'
TRIM = '[[sheet]]\nid = "打分"\n'
TRIMMED = '[[sheet.item]]\nid = "1"\nmax = 100\n'

# names that sheets, records, parameters and formulas may not have
RESERVED = (
    *("名次", "倒数名次", "人数", "组内名次", "组内倒数名次", "组内人数", "得分"),
    *("最大", "最小", "得票数", "得票率", "范围", "分母", "合计", "最高", "有效票", "收回票", "发出票", "应到"),
    *("and", "or", "not", "且", "或", "非"),
)

# what is no number, wherever one is wanted
NO_NUMBERS = (
    *('""', '" "', '"一成"', '"abc"', '"10%%"', '"%"', '"/"', '"1/"', '"/3"', '"1/0"', '"-1/3"', '"+1/3"', '"1/-3"'),
    *('"1 / 3"', '"1/3%"', '"1.5/2"', '"1/2/3"', '"1/3.0"', '"10 %"', '"1,5"', '"1，5"', '"1.2.3"', '"0x1F"', '"nan"'),
    *("true", "[1]", "{ a = 1 }", "inf", "nan", "2026-01-05", '"1 000"', '"½"', '"一/三"', '"--1"', '"$1"'),
)

SCHEMES: Mapping[str, Sequence[Case]] = {
    "a spec other than 1 is an error": [
        Case(f'spec = 2{MARK}\nname = "甲"\n' + ONE),
        Case(f'spec = "1"{MARK}\nname = "甲"\n' + ONE),
        Case(f'spec = true{MARK}\nname = "甲"\n' + ONE),
        Case(f'spec = 0{MARK}\nname = "甲"\n' + ONE),
        Case('name = "甲"\n' + ONE, at="方案.toml", word="spec"),
    ],
    "a scheme has a name": [
        Case("spec = 1\n" + ONE, at="方案.toml", word="name"),
        Case(f'spec = 1\nname = ""{MARK}\n' + ONE),
        Case(f"spec = 1\nname = 3{MARK}\n" + ONE),
    ],
    "occasion is 述职, 观摩 or 考核": [
        scheme(f'occasion = "会议"{MARK}\n'),
        scheme(f'occasion = ""{MARK}\n'),
        scheme(f"occasion = 1{MARK}\n"),
        scheme(f'occasion = ["述职"]{MARK}\n'),
    ],
    "a key that this page does not name is an error": [
        scheme(f'author = "甲"{MARK}\n'),
        scheme(f"version.major = 1{MARK}\n"),
        scheme(f"[other]{MARK}\nx = 1\n"),
        scheme(f"[[grades]]{MARK}\nx = 1\n"),
        scheme(P + f"step = 1{MARK}\n"),
        scheme(P + f'above = "甲"{MARK}\n'),
        scheme(P + f'note = "注"{MARK}\n'),
        scheme(f'[[class]]\nid = "A"\nname = "甲"{MARK}\n'),
        scheme(SCALE + SHEET + f"max = 100{MARK}\n"),
        scheme(ITEM + f"max = 3\nmin = 1{MARK}\n"),
        scheme(ITEM + f'max = 3\nstart = "满分"{MARK}\n'),
        scheme(ITEM + f"max = 3\ntrim = {{ each = 1 }}{MARK}\n"),
        scheme(ITEM + f'max = 3\ndeductions = [{{ title = "甲", points = 1, max = 2 }}]{MARK}\n'),
        scheme(TRIM + f"trim = {{ each = 1, both = true }}{MARK}\n" + TRIMMED),
        scheme(S + f"step = 1{MARK}\n"),
        scheme(S + f'clause = "原文"{MARK}\n'),
        scheme(f"[rounding]\nplaces = 2\nmode = 1{MARK}\n"),
        scheme(f'[quorum]\nabsent = "1/3"{MARK}\n'),
        scheme(f'[quorum]\nnote = "注"{MARK}\n'),
        plain(f'clause = "原文"{MARK}\n'),
        plain(f'note = "注"{MARK}\n'),
        plain(RULE + f'group = "农村"{MARK}\n'),
        plain(RULE + f'consequence = "约谈"{MARK}\n'),
        plain(Q + f'at_most = "10%"\ncount = 1{MARK}\n'),
        plain(Q + f'at_most = "10%"\nconsequence = "约谈"{MARK}\n'),
        plain(L + f'count = 1\ngrade = "差"{MARK}\n'),
        plain(L + f"count = 1\nat_most = 1{MARK}\n"),
        plain(M + f'at_most = 1\nconsequence = "约谈"{MARK}\n'),
        plain(M + f'at_most = 1\nclass = "A"{MARK}\n'),
        plain(M + f"at_most = 1\nshare = 1{MARK}\n"),
    ],
    "a table is written as the page writes it": [
        scheme(f'[class]{MARK}\nid = "A"\n'),
        scheme(f'[parameter]{MARK}\nid = "A"\n'),
        scheme(f'[record]{MARK}\nid = "A"\nkind = "flag"\ndefault = "否"\n'),
        scheme(f'[[scale]]{MARK}\n"好" = 1\n'),
        scheme(f"[[rounding]]{MARK}\nplaces = 2\n"),
        scheme(f'[[quorum]]{MARK}\npresent = "1/2"\n'),
        Case(HEAD + f'[[formula]]{MARK}\n"得分" = "1"\n'),
        scheme(f'scale = "好"{MARK}\n'),
        scheme(f"class = 1{MARK}\n"),
        scheme(f'class = ["A"]{MARK}\n'),
        scheme(f'[sheet]{MARK}\nid = "表"\n'),
        scheme(f'[[sheet]]\nid = "表"\n[sheet.item]{MARK}\nid = "1"\nmax = 3\n'),
        plain(f'[rule]{MARK}\nname = "甲"\nwhen = "得分 < 1"\ngrade = "差"\n'),
    ],
    "what has an id or a name must have one that is not empty": [
        scheme(f'[[parameter]]{MARK}\ntitle = "甲"\n'),
        scheme(f'[[parameter]]\nid = ""{MARK}\n'),
        scheme(f"[[parameter]]\nid = 1{MARK}\n"),
        scheme(f'[[class]]{MARK}\ntitle = "甲"\n'),
        scheme(f'[[class]]\nid = ""{MARK}\n'),
        scheme(SCALE + f'[[sheet]]{MARK}\ntitle = "甲"\n'),
        scheme(SCALE + f'[[sheet]]\nid = ""{MARK}\n'),
        scheme(f'[[sheet]]\nid = "表"\n[[sheet.item]]{MARK}\nmax = 3\n'),
        scheme(f'[[sheet]]\nid = "表"\n[[sheet.item]]\nid = ""{MARK}\nmax = 3\n'),
        scheme(f'[[record]]{MARK}\nkind = "flag"\ndefault = "否"\n'),
        plain(f'[[rule]]{MARK}\nwhen = "得分 < 1"\ngrade = "差"\n'),
        plain(f'[[rule]]\nname = ""{MARK}\nwhen = "得分 < 1"\ngrade = "差"\n'),
        plain(f'[[quota]]{MARK}\ngrade = "好"\nat_most = "1%"\n'),
        plain(f'[[list]]{MARK}\npick = "lowest"\ncount = 1\n'),
        plain(f'[[limit]]{MARK}\nsheet = "述职"\nmarks = ["好"]\nat_most = 1\n'),
        Case(PLAIN.replace('name = "较好"\n', "").replace("[[grade]]\nwhen", f"[[grade]]{MARK}\nwhen")),
    ],
    "a number is a TOML number or a string (0.1, 10% or a fraction of two whole numbers, no sign, no space)": [
        scheme(P + f"value = {written}{MARK}\n") for written in NO_NUMBERS
    ],
    "… a weight": [
        scheme(f'[[class]]\nid = "A"\nweight = {written}{MARK}\n') for written in ('"四成"', "true", '"1/0"')
    ],
    "… points": [scheme(f'[scale]\n"好" = {written}{MARK}\n') for written in ('"高"', "true", '"1/0"', "[1]", '""')],
    "… max and step": [scheme(ITEM + f"max = {written}{MARK}\n") for written in ('"三"', "true", '"上限"')]
    + [
        scheme(P + "value = 1\n" + ITEM + f"max = 3\nstep = {written}{MARK}\n")
        for written in ('"半"', "false", '"上限"')
    ],
    "… min and max of a parameter and of a record": [
        scheme(P + f'min = "少"{MARK}\n'),
        scheme(P + f"max = true{MARK}\n"),
        scheme('[[parameter]]\nid = "下限"\nvalue = 1\n' + P + f'min = "下限"{MARK}\n'),
        scheme(R + f'kind = "score"\nmin = "少"{MARK}\nmax = 1\ndefault = 1\n'),
        scheme(P + "value = 1\n" + R + f'kind = "score"\nmin = 0\nmax = "上限"{MARK}\ndefault = 0\n'),
    ],
    "points (of a mark or an option) and all from at_most on may be the id of a parameter; nothing else may": [
        scheme('[[parameter]]\nid = "另"\nvalue = 1\n' + P + f'value = "另"{MARK}\n'),
        scheme(P + f'value = 1\n[[class]]\nid = "A"\nweight = "上限"{MARK}\n'),
        scheme(P + R + f'kind = "score"\nmin = 0\nmax = 9\ndefault = "上限"{MARK}\n'),
        scheme(P + "value = 1\n" + ITEM + f'max = 3\ndeductions = [{{ title = "甲", points = "上限" }}]{MARK}\n'),
    ],
    "an id of a parameter is that of one": [
        scheme(f'[scale]\n"好" = "好分"{MARK}\n'),
        scheme(R + f'kind = "choice"\noptions = {{ "优" = "优分" }}{MARK}\ndefault = "优"\n'),
        scheme(R + f'kind = "choice"\noptions = {{ "优" = true }}{MARK}\ndefault = "优"\n'),
        scheme(R + f'kind = "choice"\noptions = {{ "优" = "不计分" }}{MARK}\ndefault = "优"\n'),
        plain(Q + f'at_most = "上限"{MARK}\n'),
        plain(Q.replace("好", "较好") + f'at_least = "上限"{MARK}\n'),
        plain(L + f'share = "上限"{MARK}\n'),
        plain(L + f'count = "上限"{MARK}\n'),
        plain(M + f'at_most = "上限"{MARK}\n'),
        plain(F + f'from = "上限"{MARK}\nat_most = 1\n'),
        scheme(TRIM + f'trim = {{ each = "上限" }}{MARK}\n' + TRIMMED),
        scheme(f'[quorum]\npresent = "上限"{MARK}\n'),
    ],
    "kind is share, score or count": [
        scheme(P + f'kind = "number"{MARK}\n'),
        scheme(P + f'kind = ""{MARK}\n'),
        scheme(P + f"kind = true{MARK}\n"),
        scheme(P + f'kind = "比例"{MARK}\n'),
    ],
    "min is not above max": [
        scheme(P + f"min = 2{MARK}\nmax = 1{MARK}\n"),
        scheme(P + f'min = "51%"{MARK}\nmax = "1/2"{MARK}\n'),
        scheme(R + f'kind = "score"\nmin = 10{MARK}\nmax = 1{MARK}\n'),
    ],
    "below is another parameter; there is no ring of these": [
        scheme(P + f'below = "无"{MARK}\n'),
        scheme(P + f"below = 3{MARK}\n"),
        scheme(P + f'below = "上限"{MARK}\n'),
        scheme(f'[[parameter]]\nid = "甲"\nbelow = "乙"{MARK}\n[[parameter]]\nid = "乙"\nbelow = "甲"{MARK}\n'),
        scheme(
            f'[[parameter]]\nid = "甲"\nbelow = "乙"{MARK}\n[[parameter]]\nid = "乙"\nbelow = "丙"{MARK}\n'
            f'[[parameter]]\nid = "丙"\nbelow = "甲"{MARK}\n'
        ),
        scheme(S + P + f'below = "分"{MARK}\n'),
    ],
    "the value of a parameter that breaks its kind, min, max or below is an error in the file": [
        scheme(P + f'value = "120%"{MARK}\nkind = "share"\n'),
        scheme(P + f'value = -0.1{MARK}\nkind = "share"\n'),
        scheme(P + f'value = 30{MARK}\nkind = "share"\n'),
        scheme(P + f'value = 1.5{MARK}\nkind = "count"\n'),
        scheme(P + f'value = -1{MARK}\nkind = "count"\n'),
        scheme(P + f'value = "50%"{MARK}\nkind = "count"\n'),
        scheme(P + f'value = "1/3"{MARK}\nkind = "count"\n'),
        scheme(P + f"value = 1{MARK}\nmin = 2\n"),
        scheme(P + f"value = 3{MARK}\nmax = 2\n"),
        scheme(P + f'value = "51%"{MARK}\nmax = "1/2"\n'),
        scheme(f'[[parameter]]\nid = "高"\nvalue = 1{MARK}\n' + P + f'value = 1{MARK}\nbelow = "高"{MARK}\n'),
        scheme(P + f'value = 2{MARK}\nbelow = "高"{MARK}\n[[parameter]]\nid = "高"\nvalue = 1{MARK}\n'),
        scheme(P + f"value = 3{MARK}\nmax = 2\n", options=["--set", "上限=1"]),
        scheme(P + f'value = "200%"{MARK}\nkind = "share"\n', options=["--set", "上限=1"]),
        scheme(
            f'[[parameter]]\nid = "高"\nvalue = 1{MARK}\n' + P + f'value = 2{MARK}\nbelow = "高"{MARK}\n',
            options=["--set", "高=9"],
        ),
    ],
    "weights: all classes or none; all must add to 100%; a weight is above 0": [
        scheme(f'[[class]]{MARK}\nid = "A"\nweight = "100%"{MARK}\n[[class]]{MARK}\nid = "B"\n'),
        scheme(f'[[class]]{MARK}\nid = "A"\nweight = "50%"{MARK}\n[[class]]{MARK}\nid = "B"\nweight = "49%"{MARK}\n'),
        scheme(f'[[class]]{MARK}\nid = "A"\nweight = "1/3"{MARK}\n[[class]]{MARK}\nid = "B"\nweight = 0.6667{MARK}\n'),
        scheme(f'[[class]]\nid = "A"\nweight = 0{MARK}\n[[class]]\nid = "B"\nweight = 1\n'),
        scheme(f'[[class]]\nid = "A"\nweight = -1{MARK}\n[[class]]\nid = "B"\nweight = 2\n'),
        scheme(f'[[class]]{MARK}\nid = "A"\nweight = 40{MARK}\n[[class]]\nid = "B"\nweight = 60{MARK}\n'),
    ],
    "不计分: none with points stands below it": [
        scheme(f'[scale]\n"好" = 90\n"不了解" = "不计分"{MARK}\n"差" = 60{MARK}\n'),
        scheme(f'[scale]\n"不了解" = "不计分"{MARK}\n"差" = 60{MARK}\n'),
        scheme(
            P + f'value = 1\n[scale]\n"好" = 90\n"不了解" = "不计分"{MARK}\n'
            f'"弃权了" = "不计分"{MARK}\n"差" = "上限"{MARK}\n'
        ),
    ],
    "a label of the scale is none of these four words": [
        scheme(f'[scale]\n"好" = 1\n"{label}" = 0{MARK}\n') for label in ("弃权", "回避", "无效", "漏填")
    ]
    + [scheme(f'[scale]\n"好" = 1\n"弃权" = "不计分"{MARK}\n')],
    "a sheet without items is marked on the scale": [scheme(f'[[sheet]]{MARK}\nid = "述职"{MARK}\n')],
    "start: on a rubric, 满分 or 空白": [
        scheme(SCALE + SHEET + f'start = "满分"{MARK}\n'),
        scheme(f'[[sheet]]\nid = "表"\nstart = "零分"{MARK}\n[[sheet.item]]\nid = "1"\nmax = 3\n'),
        scheme(f'[[sheet]]\nid = "表"\nstart = ""{MARK}\n[[sheet.item]]\nid = "1"\nmax = 3\n'),
        scheme(f'[[sheet]]\nid = "表"\nstart = true{MARK}\n[[sheet.item]]\nid = "1"\nmax = 3\n'),
    ],
    "an item has a max; its step is above 0": [
        scheme(f'[[sheet]]\nid = "表"\n[[sheet.item]]{MARK}\nid = "1"\n'),
        scheme(ITEM + f"max = -1{MARK}\n"),
        scheme(ITEM + f"max = 3\nstep = 0{MARK}\n"),
        scheme(ITEM + f'max = 3\nstep = "-0.5"{MARK}\n'),
    ],
    "deductions: above 0, whole steps, at most max": [
        scheme(ITEM + f'max = 3\ndeductions = [{{ title = "甲", points = {points} }}]{MARK}\n')
        for points in ("0", "-1", '"0.3"', "3.5", "4", '"一"', "true")
    ]
    + [
        scheme(ITEM + f'max = 3\nstep = 1\ndeductions = [{{ title = "甲", points = "0.5" }}]{MARK}\n'),
        scheme(
            ITEM
            + f'max = 3\ndeductions = [\n{{ title = "甲", points = 1 }},\n{{ title = "乙", points = 9 }}{MARK},\n]\n'
        ),
        scheme(ITEM + f'max = 3\ndeductions = [{{ title = "甲" }}]{MARK}\n'),
        scheme(ITEM + f"max = 3\ndeductions = [{{ points = 1 }}]{MARK}\n"),
        scheme(ITEM + f'max = 3\ndeductions = [{{ title = "", points = 1 }}]{MARK}\n'),
        scheme(ITEM + f'max = 3\ndeductions = ["未公示"]{MARK}\n'),
        scheme(ITEM + f'max = 3\ndeductions = "未公示"{MARK}\n'),
        scheme(
            f'[[sheet]]\nid = "表"\ndeductions = [{{ title = "甲", points = 1 }}]{MARK}\n'
            f'[[sheet.item]]\nid = "1"\nmax = 3\n'
        ),
    ],
    "… `reason`, `several` and the `each` of a deduction are true or false": [
        scheme(ITEM + f'max = 3\ndeductions = [{{ title = "甲", points = 1, each = "是" }}]{MARK}\n'),
        scheme(ITEM + f'max = 3\ndeductions = [{{ title = "甲", points = 1, each = 1 }}]{MARK}\n'),
        scheme(S + f'several = "true"{MARK}\n'),
        scheme(S + f"several = 1{MARK}\n"),
        scheme(S + f'reason = "是"{MARK}\n'),
        scheme(S + f"reason = 0{MARK}\n"),
    ],
    "trim: exactly one of each and share": [
        scheme(TRIM + f'trim = {{ each = 1, share = "5%" }}{MARK}\n' + TRIMMED),
        scheme(TRIM + f"trim = {{ from = 5 }}{MARK}\n" + TRIMMED),
        scheme(TRIM + f"trim = {{}}{MARK}\n" + TRIMMED),
        scheme(TRIM + f"trim = 1{MARK}\n" + TRIMMED),
        scheme(TRIM + f'trim = "5%"{MARK}\n' + TRIMMED),
        scheme(TRIM + f"trim = [1]{MARK}\n" + TRIMMED),
    ],
    "trim: a from below 2·each + 1; each and from are whole, 1 or more": [
        scheme(TRIM + f"trim = {{ each = 1, from = 2 }}{MARK}\n" + TRIMMED),
        scheme(TRIM + f"trim = {{ each = 3, from = 6 }}{MARK}\n" + TRIMMED),
        scheme(TRIM + f"trim = {{ each = 0 }}{MARK}\n" + TRIMMED),
        scheme(TRIM + f"trim = {{ each = -1 }}{MARK}\n" + TRIMMED),
        scheme(TRIM + f"trim = {{ each = 1.5 }}{MARK}\n" + TRIMMED),
        scheme(TRIM + f'trim = {{ each = "10%" }}{MARK}\n' + TRIMMED),
        scheme(TRIM + f'trim = {{ each = "1/3" }}{MARK}\n' + TRIMMED),
        scheme(TRIM + f'trim = {{ share = "5%", from = 0 }}{MARK}\n' + TRIMMED),
        scheme(TRIM + f'trim = {{ share = "5%", from = 2.5 }}{MARK}\n' + TRIMMED),
        scheme(TRIM + f'trim = {{ share = "5%", from = -3 }}{MARK}\n' + TRIMMED),
        scheme(
            TRIM
            + f'trim = {{ each = "去", from = 4 }}{MARK}\n'
            + TRIMMED
            + f'[[parameter]]\nid = "去"\nvalue = 2{MARK}\n'
        ),
        scheme(SCALE + SHEET + f"trim = {{ each = 1, from = 1 }}{MARK}\n"),
    ],
    "trim: a share of 0, or of half or more": [
        scheme(TRIM + f"trim = {{ share = {share} }}{MARK}\n" + TRIMMED)
        for share in ("0", '"0%"', "0.5", '"50%"', '"1/2"', '"100%"', "1", '"-5%"', "20", '"三成"')
    ],
    "a limit names a sheet, and marks of the scale or, on a rubric, from": [
        plain("[[limit]]" + MARK + '\nname = "限制"\nmarks = ["好"]\nat_most = 1\n'),
        plain(f'[[limit]]\nname = "限制"\nsheet = "无"{MARK}\nmarks = ["好"]\nat_most = 1\n'),
        plain(f'[[limit]]{MARK}\nname = "限制"\nsheet = "述职"\nat_most = 1\n'),
        plain(f'[[limit]]{MARK}\nname = "限制"\nsheet = "述职"\nfrom = 90{MARK}\nat_most = 1\n'),
        plain(f'[[limit]]{MARK}\nname = "限制"\nsheet = "观摩"\nmarks = ["好"]{MARK}\nat_most = 1\n'),
        plain(f'[[limit]]{MARK}\nname = "限制"\nsheet = "观摩"\nat_most = 1\n'),
        plain(M + f"from = 3{MARK}\nat_most = 1\n"),
        plain(F + f'from = 3\nmarks = ["好"]{MARK}\nat_most = 1\n'),
        plain(f'[[limit]]\nname = "限制"\nsheet = "述职"\nmarks = ["优"]{MARK}\nat_most = 1\n'),
        plain(f'[[limit]]\nname = "限制"\nsheet = "述职"\nmarks = ["弃权"]{MARK}\nat_most = 1\n'),
        plain(f'[[limit]]\nname = "限制"\nsheet = "述职"\nmarks = []{MARK}\nat_most = 1\n'),
        plain(f'[[limit]]\nname = "限制"\nsheet = "述职"\nmarks = "好"{MARK}\nat_most = 1\n'),
        plain(f'[[limit]]\nname = "限制"\nsheet = "述职"\nmarks = [1]{MARK}\nat_most = 1\n'),
    ],
    "a limit's from is 0 … the sum of the items' max": [
        plain(F + f"from = 5.5{MARK}\nat_most = 1\n"),
        plain(F + f"from = -1{MARK}\nat_most = 1\n"),
        plain(F + f'from = "多"{MARK}\nat_most = 1\n'),
        plain(F + f'from = "起"{MARK}\nat_most = 1\n' + f'[[parameter]]\nid = "起"\nvalue = 6{MARK}\n'),
    ],
    "a limit has exactly one of at_most and at_least: a share, or a whole count": [
        plain("[[limit]]" + MARK + '\nname = "限制"\nsheet = "述职"\nmarks = ["好"]\n'),
        plain(
            "[[limit]]"
            + MARK
            + f'\nname = "限制"\nsheet = "述职"\nmarks = ["好"]\nat_most = 2{MARK}\nat_least = 1{MARK}\n'
        ),
        plain(M + f"at_most = 1.5{MARK}\n"),
        plain(M + f"at_most = -1{MARK}\n"),
        plain(M + f'at_most = "150%"{MARK}\n'),
        plain(M + f'at_most = "3/2"{MARK}\n'),
        plain(M + f'at_least = "-10%"{MARK}\n'),
        plain(M + f'at_least = "几人"{MARK}\n'),
        plain(M + f'at_most = "甲"{MARK}\n[[parameter]]\nid = "甲"\nvalue = 2.5{MARK}\n'),
    ],
    "`round` stands beside a share alone": [
        plain(M + f'at_most = 2\nround = "进一"{MARK}\n'),
        plain(M + f'at_least = 1\nround = "舍去"{MARK}\n'),
        plain(L + f'count = 2\nround = "进一"{MARK}\n'),
        plain('[[parameter]]\nid = "甲"\nvalue = 2\nkind = "count"\n' + M + f'at_most = "甲"\nround = "进一"{MARK}\n'),
    ],
    "round is 舍去, 进一 or 四舍五入": [
        plain(Q + f'at_most = "10%"\nround = "四舍"{MARK}\n'),
        plain(Q + f'at_most = "10%"\nround = ""{MARK}\n'),
        plain(Q + f'at_most = "10%"\nround = true{MARK}\n'),
        plain(L + f'share = "10%"\nround = "up"{MARK}\n'),
        plain(M + f'at_most = "10%"\nround = "向上"{MARK}\n'),
    ],
    "record: a flag, a score with min and max, or a choice with options": [
        scheme(f'[[record]]{MARK}\nid = "分"\n'),
        scheme(R + f'kind = "text"{MARK}\n'),
        scheme(R + f"kind = true{MARK}\n"),
        scheme(f'[[record]]{MARK}\nid = "分"\nkind = "score"\nmax = 10\ndefault = 1\n'),
        scheme(f'[[record]]{MARK}\nid = "分"\nkind = "score"\nmin = 0\ndefault = 1\n'),
        scheme(f'[[record]]{MARK}\nid = "分"\nkind = "choice"\n'),
        scheme(R + f'kind = "choice"\noptions = {{}}{MARK}\n'),
        scheme(R + f'kind = "choice"\noptions = ["优"]{MARK}\n'),
        scheme(R + f'kind = "flag"\nmin = 0{MARK}\n'),
        scheme(R + f'kind = "flag"\noptions = {{ "是" = 1 }}{MARK}\n'),
        scheme(R + f'kind = "score"\nmin = 0\nmax = 1\noptions = {{ "是" = 1 }}{MARK}\n'),
        scheme(R + f'kind = "choice"\noptions = {{ "优" = 1 }}\nmax = 1{MARK}\n'),
    ],
    "a record's default is one of its values": [
        scheme(R + f'kind = "flag"\ndefault = "有"{MARK}\n'),
        scheme(R + f'kind = "flag"\ndefault = ""{MARK}\n'),
        scheme(R + f'kind = "flag"\ndefault = true{MARK}\n'),
        scheme(R + f'kind = "flag"\ndefault = 0{MARK}\n'),
        scheme(R + f'kind = "score"\nmin = 0\nmax = 1\ndefault = 2{MARK}\n'),
        scheme(R + f'kind = "score"\nmin = 0\nmax = 1\ndefault = -0.5{MARK}\n'),
        scheme(R + f'kind = "score"\nmin = 0\nmax = 1\ndefault = "无"{MARK}\n'),
        scheme(R + f'kind = "choice"\noptions = {{ "优" = 1 }}\ndefault = "良"{MARK}\n'),
        scheme(R + f'kind = "choice"\noptions = {{ "优" = 1 }}\ndefault = 1{MARK}\n'),
        scheme(R + f'kind = "choice"\noptions = {{ "优" = 1 }}\ndefault = ""{MARK}\n'),
    ],
    "several: not for a flag": [
        scheme(R + f'kind = "flag"\ndefault = "否"\nseveral = true{MARK}\n'),
    ],
    "clause, article and note are texts and not empty": [
        plain(RULE + f'clause = ""{MARK}\n'),
        plain(RULE + f"clause = 3{MARK}\n"),
        plain(RULE + f'article = ""{MARK}\n'),
        plain(RULE + f"article = 3{MARK}\n"),
        plain(RULE + f'note = ""{MARK}\n'),
        plain(RULE + f"note = true{MARK}\n"),
        plain(Q + f'at_most = "1%"\narticle = ["一"]{MARK}\n'),
        plain(Q + f'at_most = "1%"\nnote = ""{MARK}\n'),
        plain(L + f'count = 1\nclause = ""{MARK}\n'),
        plain(L + f'count = 1\narticle = ""{MARK}\n'),
        plain(M + f'at_most = 1\nclause = ""{MARK}\n'),
        plain(M + f'at_most = 1\nnote = ""{MARK}\n'),
        plain(f'article = ""{MARK}\n'),
        plain(f"article = 6{MARK}\n"),
    ],
    "a text is a text": [
        scheme(f"source = 1{MARK}\n"),
        scheme(P + f"title = 1{MARK}\n"),
        scheme(f'[[class]]\nid = "A"\ntitle = 3{MARK}\n'),
        scheme(SCALE + SHEET + f"title = true{MARK}\n"),
        scheme(ITEM + f"max = 1\nsection = 1{MARK}\n"),
        scheme(ITEM + f"max = 1\ntitle = 1{MARK}\n"),
        scheme(S + f"title = 1{MARK}\n"),
        scheme(S + f"department = 1{MARK}\n"),
        scheme(S + f'department = ["纪委"]{MARK}\n'),
        plain(Q + f'at_most = "1%"\ngroup = 1{MARK}\n'),
        plain(L + f"count = 1\ngroup = true{MARK}\n"),
        plain(L + f"count = 1\nconsequence = 1{MARK}\n"),
        plain(M + f"at_most = 1\ngroup = 1{MARK}\n"),
        plain(f"consequence = 1{MARK}\n"),
    ],
    "[formula]: 得分 is required": [
        Case(HEAD, at="方案.toml", word="得分"),
        Case(HEAD + f'[formula]{MARK}\n"甲" = "1"\n', word="得分"),
        Case(HEAD + f"[formula]{MARK}\n", word="得分"),
        Case(HEAD + f'[formula]\n"得分" = 1{MARK}\n'),
        Case(HEAD + f'[formula]\n"得分" = ""{MARK}\n'),
        Case(HEAD + f'[formula]\n"得分" = ["1"]{MARK}\n'),
    ],
    "worked from top to bottom: a line reads formulas above it": [
        Case(HEAD + f'[formula]\n"得分" = "甲"{MARK}\n"甲" = "1"\n'),
        Case(HEAD + f'[formula]\n"得分" = "得分"{MARK}\n'),
        Case(HEAD + f'[formula]\n"甲" = "得分 + 1"{MARK}\n"得分" = "甲"\n'),
    ],
    "places: 0 to 9": [
        scheme(f"[rounding]\nplaces = {places}{MARK}\n") for places in ("10", "-1", '"2"', "true", "1.5", "[2]", '""')
    ],
    "the last, and only the last, grade has no condition": [
        scheme(f'[[grade]]{MARK}\nname = "好"\n[[grade]]\nname = "差"\n'),
        scheme(f'[[grade]]\nname = "好"\nwhen = "得分 > 1"{MARK}\n'),
        scheme(f'[[grade]]\nname = "好"\nwhen = "得分 > 1"\n[[grade]]\nname = "差"\nwhen = "得分 > 0"{MARK}\n'),
        scheme(f'[[grade]]\nname = "好"\nwhen = 1{MARK}\n[[grade]]\nname = "差"\n'),
        scheme(f'[[grade]]\nname = "好"\nwhen = true{MARK}\n[[grade]]\nname = "差"\n'),
        scheme(f'[[grade]]\nname = "好"\nwhen = ""{MARK}\n[[grade]]\nname = "差"\n'),
    ],
    "a rule has a condition and a grade": [
        plain(f'[[rule]]{MARK}\nname = "规则"\ngrade = "差"\n'),
        plain(f'[[rule]]{MARK}\nname = "规则"\nwhen = "得分 < 1"\n'),
        plain(f'[[rule]]\nname = "规则"\nwhen = "得分 < 1"\ngrade = "劣"{MARK}\n'),
        plain(f'[[rule]]\nname = "规则"\nwhen = "得分 < 1"\ngrade = 1{MARK}\n'),
        plain(f'[[rule]]\nname = "规则"\nwhen = ""{MARK}\ngrade = "差"\n'),
        scheme(f'[[rule]]\nname = "规则"\nwhen = "得分 < 1"\ngrade = "差"{MARK}\n'),
    ],
    "a quota has exactly one of at_most and at_least, in 0…100%": [
        plain(f'[[quota]]{MARK}\nname = "比例"\ngrade = "好"\n'),
        plain(f'[[quota]]{MARK}\nname = "比例"\ngrade = "好"\nat_most = "1%"{MARK}\nat_least = "2%"{MARK}\n'),
        plain(f'[[quota]]{MARK}\nname = "比例"\nat_most = "1%"\n'),
        plain(Q.replace('"好"', f'"优"{MARK}') + 'at_most = "1%"\n'),
        plain(Q + f'at_most = "101%"{MARK}\n'),
        plain(Q + f"at_most = 30{MARK}\n"),
        plain(Q + f'at_most = "4/3"{MARK}\n'),
        plain(Q + f'at_least = "-1%"{MARK}\n'),
        plain(Q + f'at_least = "三成"{MARK}\n'),
        plain(Q + f"at_least = false{MARK}\n"),
        plain(P + f"value = 2{MARK}\n" + Q + f'at_most = "上限"{MARK}\n'),
    ],
    "at_most for the last grade is an error": [
        plain(f'[[quota]]{MARK}\nname = "比例"\ngrade = "差"{MARK}\nat_most = "10%"{MARK}\n'),
        scheme(f'[[grade]]\nname = "好"\n[[quota]]{MARK}\nname = "比例"\ngrade = "好"{MARK}\nat_most = "10%"{MARK}\n'),
    ],
    "a list picks from one end, exactly one of share and count": [
        plain(f'[[list]]{MARK}\nname = "名单"\ncount = 1\n'),
        plain(f'[[list]]\nname = "名单"\npick = "middle"{MARK}\ncount = 1\n'),
        plain(f'[[list]]\nname = "名单"\npick = "最低"{MARK}\ncount = 1\n'),
        plain(f'[[list]]{MARK}\nname = "名单"\npick = "lowest"\n'),
        plain(f'[[list]]{MARK}\nname = "名单"\npick = "lowest"\nshare = "1%"{MARK}\ncount = 1{MARK}\n'),
        plain(L + f"count = 1.5{MARK}\n"),
        plain(L + f"count = -1{MARK}\n"),
        plain(L + f'count = "10%"{MARK}\n'),
        plain(L + f'count = "1/2"{MARK}\n'),
        plain(L + f'count = "一人"{MARK}\n'),
        plain(L + f'share = "101%"{MARK}\n'),
        plain(L + f'share = "-1%"{MARK}\n'),
        plain(L + f"share = 5{MARK}\n"),
        plain(P + f"value = 0.5{MARK}\n" + L + f'count = "上限"{MARK}\n'),
    ],
    "quorum: shares in 0…100%, or 过半数": [
        scheme(f'[quorum]\npresent = "一半"{MARK}\n'),
        scheme(f'[quorum]\npresent = "101%"{MARK}\n'),
        scheme(f"[quorum]\npresent = 20{MARK}\n"),
        scheme(f'[quorum]\nreturned = "-1%"{MARK}\n'),
        scheme(f"[quorum]\nreturned = true{MARK}\n"),
        scheme(f'[quorum]\nreturned = ""{MARK}\n'),
        scheme(f'[quorum]\nreturned = ["过半数"]{MARK}\n'),
        scheme(P + f"value = 3{MARK}\n" + f'[quorum]\npresent = "上限"{MARK}\n'),
    ],
    "two things of one kind with one name are errors": [
        scheme(P + P.replace('"上限"', f'"上限"{MARK}')),
        scheme(f'[[class]]\nid = "A"\n[[class]]\nid = "A"{MARK}\n'),
        scheme(SCALE + SHEET + SHEET.replace('"\n', f'"{MARK}\n')),
        scheme(ITEM + f'max = 3\n[[sheet.item]]\nid = "1"{MARK}\nmax = 3\n'),
        scheme(S + f'[[record]]\nid = "分"{MARK}\nkind = "flag"\ndefault = "否"\n'),
        Case(PLAIN.replace('name = "较好"', f'name = "好"{MARK}')),
        plain(RULE + RULE.replace('"规则"', f'"规则"{MARK}')),
        plain(Q + 'at_most = "1%"\n' + Q.replace('"比例"', f'"比例"{MARK}') + 'at_most = "1%"\n'),
        plain(L + "count = 1\n" + L.replace('"名单"', f'"名单"{MARK}') + "count = 1\n"),
        plain(M + "at_most = 1\n" + M.replace('"限制"', f'"限制"{MARK}') + "at_most = 1\n"),
    ],
    "sheets, records, parameters and formulas share the names of expressions": [
        scheme(S.replace('"分"', f'"分"{MARK}') + f'[[parameter]]\nid = "分"{MARK}\n'),
        scheme(SCALE + SHEET.replace('"述职"', f'"述职"{MARK}') + f'[[parameter]]\nid = "述职"{MARK}\n'),
        scheme(SCALE + SHEET.replace('"述职"', f'"述职"{MARK}') + S.replace('"分"', f'"述职"{MARK}')),
        Case(HEAD + P.replace('"上限"', f'"上限"{MARK}') + ONE + f'"上限" = "1"{MARK}\n'),
        Case(HEAD + S.replace('"分"', f'"分"{MARK}') + ONE + f'"分" = "1"{MARK}\n'),
        Case(HEAD + SCALE + SHEET.replace('"述职"', f'"述职"{MARK}') + ONE + f'"述职" = "1"{MARK}\n'),
    ],
    "nor may one of these be called 得分, 名次, 倒数名次, 人数, like a function, an option, its value or a word": [
        scheme(f'[[parameter]]\nid = "{name}"{MARK}\n') for name in RESERVED
    ]
    + [scheme(R.replace('"分"', f'"{name}"{MARK}') + 'kind = "flag"\ndefault = "否"\n') for name in RESERVED[::3]]
    + [scheme(SCALE + f'[[sheet]]\nid = "{name}"{MARK}\n') for name in RESERVED[1::3]]
    + [Case(HEAD + ONE + f'"{name}" = "1"{MARK}\n') for name in RESERVED[2::3] if name != "得分"],
    "an expression that reads a scale sheet when no mark of the scale has points is an error": [
        Case(HEAD + CLASSES + '[scale]\n"好" = "不计分"\n' + SHEET + f'[formula]\n"得分" = "述职"{MARK}\n'),
        Case(
            HEAD
            + CLASSES
            + '[scale]\n"好" = "不计分"\n'
            + SHEET
            + ONE
            + f'[[grade]]\nname = "好"\nwhen = "述职 > 1"{MARK}\n[[grade]]\nname = "差"\n'
        ),
        Case(
            HEAD
            + CLASSES
            + '[scale]\n"好" = "不计分"\n'
            + SHEET
            + ONE
            + GRADES
            + f'[[rule]]\nname = "规则"\nwhen = "述职 < 1"{MARK}\ngrade = "差"\n'
        ),
    ],
    "the file is UTF-8 and TOML": [
        Case((HEAD + "# 注\n").encode() + "# 测评\n".encode("gbk") + ONE.encode(), at="方案.toml:4", word="UTF-8"),
        Case((HEAD + ONE).encode("utf-16"), at="方案.toml:1", word="UTF-8"),
        Case(HEAD + f'name = "乙"{MARK}\n' + ONE),
        Case(HEAD + f"source ={MARK}\n" + ONE),
        Case(HEAD + f'source = "甲{MARK}\n' + ONE),
        Case(HEAD + f'[[class]{MARK}\nid = "A"\n' + ONE),
        Case(HEAD + f'[[class]]\nid = "A" title = "甲"{MARK}\n' + ONE),
        Case(HEAD + ONE + f"[formula]{MARK}\n"),
    ],
}
