"""Slips of the hand that a parser names in its own language, and what the message must name instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.tally.faulty.case import BALLOTS, CLASSES, COUNTS, FORMULA, HEAD, MARK, ONE, PLAIN, RECORDS, ROSTER, Case
from tests.tally.faulty.tables import RECORDED

P = '[[parameter]]\nid = "上限"\n'
QUOTE, WIDTH, COMMA, UNQUOTED = "引号", "全角|半角", "小数点", "加引号"
UNSEEN = r"(?s)(?=.*(看不见|U\+[0-9A-F]{4}))(?=.*(删|去掉))"


def named(scheme: str, word: str) -> Case:
    """A scheme whose fault is to be named in these words (one of those between strokes)."""
    return Case(scheme, word=word)


WORDING: Mapping[str, Sequence[Case]] = {
    "curly quotes": [
        named(f"spec = 1\nname = “测评”{MARK}\n" + ONE, QUOTE),
        named(f"spec = 1\nname = ‘测评’{MARK}\n" + ONE, QUOTE),
        named(f'spec = 1\nname = "测评”{MARK}\n' + ONE, QUOTE),
        named(f'spec = 1\nname = “测评"{MARK}\n' + ONE, QUOTE),
        named(f"spec = 1\nname = 「测评」{MARK}\n" + ONE, QUOTE),
        named(f"spec = 1\nname = 《测评》{MARK}\n" + ONE, QUOTE),
        named(f"spec = 1\nname = ＂测评＂{MARK}\n" + ONE, f"{QUOTE}|{WIDTH}"),
        named(HEAD + f"[formula]\n“得分” = “1”{MARK}\n", QUOTE),
        named(HEAD + f'[formula]\n“得分” = "1"{MARK}\n', QUOTE),
        named(HEAD + f'[formula]\n"得分" = “1”{MARK}\n', QUOTE),
        named(HEAD + f"[scale]\n“好” = 90{MARK}\n" + ONE, QUOTE),
        named(HEAD + f"[[class]]\nid = “A”{MARK}\n" + ONE, QUOTE),
        named(HEAD + CLASSES + f'[[limit]]\nname = "限"\nsheet = "述职"\nmarks = [“好”]{MARK}\n' + ONE, QUOTE),
        named(HEAD + P + f"value = “10%”{MARK}\n" + ONE, QUOTE),
    ],
    "full-width signs": [
        named(f'spec = 1\nname ＝ "测评"{MARK}\n' + ONE, WIDTH),
        named(f'spec ＝ 1{MARK}\nname = "测评"\n' + ONE, WIDTH),
        named(HEAD + f'［［class］］{MARK}\nid = "A"\n' + ONE, WIDTH),
        named(HEAD + f'[[class］］{MARK}\nid = "A"\n' + ONE, WIDTH),
        named(HEAD + f'【【class】】{MARK}\nid = "A"\n' + ONE, r"括号|\[\[class"),
        named(HEAD + f'[formula】{MARK}\n"得分" = "1"\n', "括号"),
        named(HEAD + f"＃ 注释{MARK}\n" + ONE, WIDTH),
        named(HEAD + P + f"value = １０{MARK}\n" + ONE, WIDTH),
        named(HEAD + P + f'value = "１０"{MARK}\n' + ONE, WIDTH),
        named(HEAD + P + f"value = －1{MARK}\n" + ONE, WIDTH),
        named(HEAD + P + f"value = 0．1{MARK}\n" + ONE, WIDTH),
        named(HEAD + P + f'value = "0。1"{MARK}\n' + ONE, COMMA),
        named(HEAD + '[[sheet]]\nid = "表"\n' + f'item = [{{ id = "1"， max = 3 }}]{MARK}\n' + ONE, WIDTH),
        named(HEAD + '[[sheet]]\nid = "表"\n' + f'item = [｛ id = "1", max = 3 ｝]{MARK}\n' + ONE, f"{WIDTH}|括号"),
        named(HEAD + '[[sheet]]\nid = "表"\n' + f'item = [{{ id = "1"、 max = 3 }}]{MARK}\n' + ONE, "顿号|逗号|全角"),
        named(HEAD + f'source = "甲"；{MARK}\n' + ONE, "删|去掉|不要|多了"),
        named(HEAD + f'source："甲"{MARK}\n' + ONE, "“=”"),
        named(HEAD + f'source: "甲"{MARK}\n' + ONE, "“=”"),
    ],
    "a comma for a point": [
        named(HEAD + P + f"value = 0,1{MARK}\n" + ONE, COMMA),
        named(HEAD + P + f"value = 0，1{MARK}\n" + ONE, COMMA),
        named(HEAD + P + f'value = "0,1"{MARK}\n' + ONE, COMMA),
        named(HEAD + P + f'value = "0，1"{MARK}\n' + ONE, COMMA),
        named(HEAD + P + f'value = "12,5%"{MARK}\n' + ONE, COMMA),
        named(HEAD + f'[scale]\n"好" = 90,5{MARK}\n' + ONE, COMMA),
        named(HEAD + f'[formula]\n"得分" = "0,1"{MARK}\n', COMMA),
        Case(ballots=BALLOTS + f'w,A,01,观摩,1.1,"1,5"{MARK}\n', word=COMMA),
        Case(ballots=BALLOTS + f"w,A,01,观摩,1.1,1，5{MARK}\n", word=COMMA),
        Case(ballots=None, counts=COUNTS + f'01,A,观摩,1.1,"1,5",0{MARK}\n', word=COMMA),
        Case(RECORDED, records=RECORDS + f'01,加分,"1,5"{MARK}\n', word=COMMA),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限=0,1"], at="--set", word=COMMA),
    ],
    "a value without its quotes": [
        named(f"spec = 1\nname = 测评{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + f"[[class]]\nid = A{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + f"[[sheet]]\nid = 基层党建{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + P + f"value = 10%{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + P + f"value = 10％{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + P + f"value = 1/3{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + P + f"value = 1／3{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + P + f"below = 红线{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + f'[formula]\n得分 = "1"{MARK}\n', UNQUOTED),
        named(HEAD + f"[formula]\n得分 = 1{MARK}\n", UNQUOTED),
        named(HEAD + f'[formula]\n"得分" = 基层党建 + 1{MARK}\n', '"基层党建 [+] 1"|整个|算式'),
        named(HEAD + f"[scale]\n好 = 90{MARK}\n" + ONE, UNQUOTED),
        named(HEAD + f'[scale]\n"好" = 好分{MARK}\n' + ONE, UNQUOTED),
        named(HEAD + f'[[grade]]\nname = "好"\nwhen = 得分 >= 85{MARK}\n' + ONE, '"得分 >= 85"|整个|算式'),
        named(HEAD + f'[[record]]\nid = "分"\nkind = flag{MARK}\n' + ONE, UNQUOTED),
        named(HEAD + f'[[record]]\nid = "分"\nkind = "choice"\noptions = {{ 优秀 = 1 }}{MARK}\n' + ONE, UNQUOTED),
        named(HEAD + CLASSES + f'[[limit]]\nname = "限"\nsheet = "述职"\nmarks = [好]{MARK}\n' + ONE, UNQUOTED),
    ],
    "other slips of a scheme": [
        named(HEAD + f'source = "甲{MARK}\n' + ONE, QUOTE),
        named(HEAD + f"source ={MARK}\n" + ONE, "值|等号"),
        named(HEAD + f"source{MARK}\n" + ONE, "等号|="),
        named(HEAD + f'"source" "甲"{MARK}\n' + ONE, "等号|="),
        named(HEAD + f'[[class]{MARK}\nid = "A"\n' + ONE, "括号|]"),
        named(HEAD + f'[class]]{MARK}\nid = "A"\n' + ONE, "括号|]"),
        named(HEAD + f'name = "乙"{MARK}\n' + ONE, "name"),
        named(HEAD + f'[[class]]\nid = "A" title = "甲"{MARK}\n' + ONE, "一行"),
        named(HEAD + f'source = "甲\\乙"{MARK}\n' + ONE, "\\\\|反斜"),
        named(HEAD + f'[[record]]\nid = "分"\nreason = True{MARK}\n' + ONE, "true|引号"),
        named(HEAD + f'[[record]]\nid = "分"\nreason = 是{MARK}\n' + ONE, "true|引号"),
        named(HEAD + f"[rounding]\nplaces = 02{MARK}\n" + ONE, "0|数"),
        named(HEAD + f"[rounding]\nplaces = 2.{MARK}\n" + ONE, "数|小数点"),
        named(HEAD + f"// 注释{MARK}\n" + ONE, "#"),
        named(HEAD + f'source = "甲",{MARK}\n' + ONE, "“,”"),
    ],
    "an unseen sign": [
        named(HEAD + f'[[class]]\n\u200bid = "A"{MARK}\n' + ONE, UNSEEN),
        named(HEAD + f'[[class]]\n\u00a0id = "A"{MARK}\n' + ONE, UNSEEN),
        named(HEAD + f'[[class]]\n\u3000id = "A"{MARK}\n' + ONE, f"看不见|{WIDTH}"),
        named(HEAD + f'[[class]]\nid = "A"\u200b{MARK}\n' + ONE, UNSEEN),
        named(HEAD + f'[[class]]\ni\u200bd = "A"{MARK}\n' + ONE, UNSEEN),
        named(HEAD + f'[[class]]\nid\ufeff = "A"{MARK}\n' + ONE, UNSEEN),
        named(HEAD + f'"so\u200burce" = "甲"{MARK}\n' + ONE, UNSEEN),
        named(
            HEAD
            + CLASSES
            + '[scale]\n"好" = 1\n[[sheet]]\nid = "述职"\n'
            + f'[formula]\n"得分" = "述\u200b职"{MARK}\n',
            UNSEEN,
        ),
        named(
            HEAD
            + CLASSES
            + '[scale]\n"好" = 1\n[[sheet]]\nid = "述职"\n'
            + f'[formula]\n"得分" = "述职\ufeff"{MARK}\n',
            UNSEEN,
        ),
        named(
            HEAD
            + CLASSES
            + '[scale]\n"好" = 1\n[[sheet]]\nid = "述\u200b职"'
            + MARK
            + "\n"
            + FORMULA.replace('"\n', f'"{MARK}\n'),
            UNSEEN,
        ),
        Case(ballots=BALLOTS + f"w,A,0\u200b1,述职,,好{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS + f"w,A,\ufeff01,述职,,好{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS + f"w,A,01\u00a0,述职,,好{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS + f"w,A\u200e,01,述职,,好{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS + f"w,A,01,述职\u200d,,好{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS + f"w,A,01,述职,,好\u200b{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS + f"w,A,01,观摩,1.1\u200b,3{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS + f"w,A,01,观摩,1.1,3\u200b{MARK}\n", word=UNSEEN),
        Case(ballots=BALLOTS.replace("mark", f"mark\u200b{MARK}"), word=UNSEEN),
        Case(appraisees=ROSTER.replace("group", f"group\u00a0{MARK}"), word=UNSEEN),
        Case(ballots=None, counts=COUNTS + f"01\u200b,A,述职,,好,0{MARK}\n", word=UNSEEN),
        Case(RECORDED, records=RECORDS + f"01,问责\u200b,是{MARK}\n", word=UNSEEN),
        Case(RECORDED, records=RECORDS + f"01,问责,是\u200b{MARK}\n", word=UNSEEN),
        Case(options=["--issued", "A\u200b=1,B=1"], at="--issued", word=UNSEEN),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上\u200b限=1"], at="--set", word=UNSEEN),
    ],
    "tabs or semicolons between fields": [
        Case(appraisees=f"id\tname\tgroup{MARK}\n01\t甲\t\n", word="制表符|Tab"),
        Case(appraisees=f"id;name;group{MARK}\n01;甲;\n", word="分号"),
        Case(appraisees=f"id；name；group{MARK}\n01；甲；\n", word="分号"),
        Case(appraisees=f"id，name，group{MARK}\n01，甲，\n", word="全角|中文"),
        Case(appraisees=f"id、name、group{MARK}\n01、甲、\n", word="顿号"),
        Case(appraisees=f"id|name|group{MARK}\n01|甲|\n", word="竖线|\\|"),
        Case(appraisees=ROSTER + f"03\t丙\t{MARK}\n", word="制表符|Tab"),
        Case(appraisees=ROSTER + f"03;丙;{MARK}\n", word="分号"),
        Case(appraisees=ROSTER + f"03，丙，{MARK}\n", word="全角|中文"),
        Case(ballots=BALLOTS.replace(",", "\t").replace("\n", f"{MARK}\n"), word="制表符|Tab"),
        Case(ballots=BALLOTS.replace(",", ";").replace("\n", f"{MARK}\n"), word="分号"),
        Case(ballots=BALLOTS + f"w\tA\t01\t述职\t\t好{MARK}\n", word="制表符|Tab"),
        Case(ballots=BALLOTS + f"w;A;01;述职;;好{MARK}\n", word="分号"),
        Case(ballots=None, counts=COUNTS.replace(",", ";").replace("\n", f"{MARK}\n"), word="分号"),
        Case(ballots=None, counts=COUNTS + f"01;A;述职;;好;0{MARK}\n", word="分号"),
        Case(RECORDED, records=RECORDS.replace(",", "\t").replace("\n", f"{MARK}\n"), word="制表符|Tab"),
        Case(RECORDED, records=RECORDS + f"01;问责;是{MARK}\n", word="分号"),
        Case(appraisees=ROSTER.replace("id,name,group", f"“id”,name,group{MARK}"), word="引号|“id”"),
        Case(options=["--issued", "A=1;B=1"], at="--issued", word="分号|逗号"),
        Case(options=["--issued", "A=1，B=1"], at="--issued", word="全角|逗号"),
        Case(PLAIN + P + "value = 1\n", options=["--set", "上限＝2"], at="--set", word="全角|等号|="),
    ],
    "an unseen sign in the id that is asked for": [
        Case(PLAIN.replace('id = "A"', 'id = "A\u200b"'), ballots=BALLOTS + f"w,A,01,述职,,好{MARK}\n", word=UNSEEN),
        Case(PLAIN.replace('"观摩"', '"观\ufeff摩"'), ballots=BALLOTS + f"w,A,01,观摩,1.1,2{MARK}\n", word=UNSEEN),
        Case(PLAIN.replace('"1.1"', '"1.1\u00a0"'), ballots=BALLOTS + f"w,A,01,观摩,1.1,2{MARK}\n", word=UNSEEN),
        Case(PLAIN.replace('"好" =', '"好\u200b" ='), ballots=BALLOTS + f"w,A,01,述职,,好{MARK}\n", word=UNSEEN),
        Case(appraisees=ROSTER.replace("01", "01\u200b"), ballots=BALLOTS + f"w,A,01,述职,,好{MARK}\n", word=UNSEEN),
        Case(
            appraisees=ROSTER.replace("01", "01\u200b"),
            ballots=None,
            counts=COUNTS + f"01,A,述职,,好,0{MARK}\n",
            word=UNSEEN,
        ),
        Case(RECORDED.replace('"加分"', '"加\u200b分"'), records=RECORDS + f"01,加分,1{MARK}\n", word=UNSEEN),
        Case(RECORDED.replace('"优"', '"优\u200b"'), records=RECORDS + f"01,社区,优{MARK}\n", word=UNSEEN),
        Case(PLAIN.replace('id = "A"', 'id = "A\u200b"'), options=["--issued", "A=1,B=1"], at="--issued", word=UNSEEN),
        Case(
            PLAIN + P.replace("上限", "上\u200b限") + "value = 1\n",
            options=["--set", "上限=1"],
            at="--set",
            word=UNSEEN,
        ),
        named(HEAD + P.replace("上限", "上限\u200b") + f'value = 1\n[formula]\n"得分" = "上限"{MARK}\n', UNSEEN),
    ],
    "full-width signs, quotes and spaces in a field": [
        Case(ballots=BALLOTS + f"w,A,０１,述职,,好{MARK}\n", word="半角"),
        Case(ballots=BALLOTS + f"w,Ａ,01,述职,,好{MARK}\n", word="半角"),
        Case(ballots=BALLOTS + f"w,A,01,观摩,1．1,2{MARK}\n", word="半角"),
        Case(ballots=BALLOTS + f"w,A,01,观摩,1.1,２{MARK}\n", word="半角"),
        Case(ballots=BALLOTS + f"w,A,01,述职,,“好”{MARK}\n", word="引号"),
        Case(ballots=BALLOTS + f"w,A,01,述职,,好 {MARK}\n", word="空格"),
        Case(ballots=BALLOTS + f"w,A,01,述职,,　好{MARK}\n", word="空格"),
        Case(ballots=BALLOTS + f"w,A, 01,述职,,好{MARK}\n", word="空格"),
        Case(ballots=None, counts=COUNTS + f"01,A,述职,,好,３{MARK}\n", word="半角"),
        Case(ballots=None, counts=COUNTS + f"０１,A,述职,,好,0{MARK}\n", word="半角"),
        Case(RECORDED, records=RECORDS + f"01,问责,是 {MARK}\n", word="空格"),
        Case(RECORDED, records=RECORDS + f"01,加分,１{MARK}\n", word="半角"),
        Case(RECORDED, records=RECORDS + f"０１,加分,1{MARK}\n", word="半角"),
        Case(options=["--expected", "３０"], at="--expected", word="半角"),
        Case(options=["--issued", "A＝1,B＝1"], at="--issued", word="半角|全角"),
        Case(options=["--issued", "A=１,B=1"], at="--issued", word="半角"),
        Case(options=["--issued", "A=1, B=1"], at="--issued", word="空格"),
    ],
}
