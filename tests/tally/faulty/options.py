"""Faulty options of `tally count`, by the sentence of the page that they break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.tally.faulty.case import COUNTS, HEAD, MARK, ONE, PLAIN, Case

PARAMETER = '[[parameter]]\nid = "上限"\nvalue = "10%"\n'
Q = '[[quota]]\nname = "比例"\ngrade = "好"\n'
SET = PLAIN + PARAMETER
SHARE = PLAIN + PARAMETER + 'kind = "share"\nmin = "5%"\nmax = "1/2"\n'
ORDER = SHARE + 'below = "红线"\n[[parameter]]\nid = "红线"\nvalue = "1/3"\n'
COUNTED = PLAIN + '[[parameter]]\nid = "名额"\nvalue = 2\nkind = "count"\n'
BARE = PLAIN + '[[parameter]]\nid = "上限"\n'
NUMBER = '[[parameter]]\nid = "名额"\nvalue = 2\n'
TRIM = '[[sheet]]\nid = "打分"\n'
ITEM = '[[sheet.item]]\nid = "1"\nmax = 9\n'
UNSET = PLAIN + f'[[parameter]]{MARK}\nid = "上限"{MARK}\n'


def given(*options: str, scheme: str = SET, at: str = "", word: str = "", **more: object) -> Case:
    """These options beside sound files."""
    return Case(scheme=scheme, options=options, at=at or options[0], word=word, **more)  # type: ignore[arg-type]


def rule(when: str) -> str:
    """A rule with this condition."""
    return f'[[rule]]\nname = "规则"\nwhen = "{when}"\ngrade = "差"\n'


OPTIONS: Mapping[str, Sequence[Case]] = {
    "`--ballots` or `--counts` must be given": [Case(ballots=None, at="--ballots")],
    "an option that is needed and not given, at that option": [
        Case(appraisees=None, at="--appraisees"),
        Case(PLAIN + rule("得票率(差, 分母=发出票) > 10%"), at="--issued"),
        Case(PLAIN + rule("得票率(差, 分母=应到) > 10%"), at="--expected"),
        Case(PLAIN + rule("得票率(差, 分母=应到, 范围=最高) > 10%"), options=["--issued", "A=1,B=1"], at="--expected"),
        Case(PLAIN.replace('= "述职"\n[[grade', '= "得票率(差, 分母=应到)"\n[[grade'), at="--expected"),
        Case(PLAIN.replace('= "述职"\n[[grade', '= "得票率(差, 分母=发出票)"\n[[grade'), at="--issued"),
    ],
    "another option but `--set` given twice is an error": [
        Case(options=["--issued", "A=1,B=1", "--issued", "A=1,B=1"], at="--issued"),
        Case(options=["--expected", "5", "--expected", "5"], at="--expected"),
        Case(options=["--appraisees", "a.csv"], at="--appraisees"),
        Case(counts=COUNTS, options=["--counts", "c.csv"], at="--counts"),
        Case(records="appraisee,record,value\n", options=["--records", "r.csv"], at="--records"),
        Case(options=["--out", "anders.json"], at="--out"),
    ],
    "or one parameter by `--set` given twice": [
        given("--set", "上限=1%", "--set", "上限=2%"),
        given("--set", "上限=1%", "--set", "上限=1%"),
    ],
    "`--issued` names every class once": [
        given("--issued", value)
        for value in (
            *(
                "A=1",
                "B=1",
                "A=1,B=1,C=1",
                "A=1,A=1,B=1",
                "A=1,B=1,",
                ",A=1,B=1",
                "A=1;B=1",
                "A=1 B=1",
                "A,B",
                "A=,B=1",
                "",
                "=1",
            ),
            *(
                "A=-1,B=1",
                "A=1.5,B=1",
                "A=x,B=1",
                "A=１,B=1",
                "A=1，B=1",
                "A=+1,B=1",
                "A=1e3,B=1",
                "A=10%,B=1",
                "A=1/2,B=1",
                "a=1,b=1",
            ),
        )
    ],
    "without classes it may not be given": [
        Case(HEAD + ONE, options=["--issued", "A=1"], at="--issued"),
        Case(HEAD + ONE, options=["--issued", ""], at="--issued"),
    ],
    "`--expected` is a whole number in digits": [
        given("--expected", value)
        for value in (
            "",
            "x",
            "-1",
            "1.5",
            "３０",
            "+3",
            "1e2",
            "10%",
            "1/2",
            "三十",
            "1_0",
            "1,000",
            " 3",
            "3 ",
            "0x1",
            "nan",
            "³",
        )
    ],
    "`--set` sets one parameter": [
        given("--set", value)
        for value in ("上限", "=1", "", "下限=1", "上限 =1", "述职=1", "上限=1=2", "好=1", "上限:1", "上限＝1")
    ],
    "to a number as a scheme writes it": [
        given("--set", f"上限={value}")
        for value in (
            *(
                "",
                "一成",
                "10%%",
                "%",
                "1/0",
                "-1/3",
                "1 / 3",
                "1/3%",
                "1.5/2",
                "1,5",
                "nan",
                "inf",
                "true",
                "１０",
                "abc",
                "上限",
            ),
            *('"10%"', "[1]", "½", "十分之一"),
        )
    ],
    "the value of a parameter that breaks its kind, min, max or below is an error by `--set`": [
        given("--set", "上限=120%", scheme=SHARE, word="上限"),
        given("--set", "上限=-1%", scheme=SHARE, word="上限"),
        given("--set", "上限=4%", scheme=SHARE, word="上限"),
        given("--set", "上限=51%", scheme=SHARE, word="上限"),
        given("--set", "上限=10", scheme=SHARE, word="上限"),
        given("--set", "上限=40%", scheme=ORDER, word="红线"),
        given("--set", "上限=1/3", scheme=ORDER, word="红线"),
        given("--set", "红线=10%", scheme=ORDER, word="上限"),
        given("--set", "红线=1%", scheme=ORDER, word="上限"),
        given("--set", "上限=1/4", "--set", "红线=1/5", scheme=ORDER, word="上限"),
        given("--set", "名额=1.5", scheme=COUNTED, word="名额"),
        given("--set", "名额=-1", scheme=COUNTED, word="名额"),
        given("--set", "名额=50%", scheme=COUNTED, word="名额"),
        given("--set", "名额=1/3", scheme=COUNTED, word="名额"),
    ],
    "… also of a parameter that has no value in the file": [
        given("--set", "上限=2", scheme=BARE + Q + 'at_most = "上限"\n'),
        given("--set", "上限=-1%", scheme=BARE + Q + 'at_least = "上限"\n'),
        given("--set", "上限=1.5", scheme=BARE + '[[list]]\nname = "名单"\npick = "lowest"\ncount = "上限"\n'),
        given("--set", "上限=2", scheme=BARE + '[quorum]\nreturned = "上限"\n'),
        given("--set", "上限=1/2", scheme=BARE + TRIM + 'trim = { share = "上限" }\n' + ITEM),
        given("--set", "上限=0.5", scheme=BARE + TRIM + 'trim = { each = "上限" }\n' + ITEM),
        given("--set", "上限=4", scheme=BARE + TRIM + 'trim = { each = 2, from = "上限" }\n' + ITEM),
        given("--set", "上限=120%", scheme=BARE + 'kind = "share"\n'),
        given("--set", "上限=3", scheme=BARE + "max = 2\n"),
        given("--set", "上限=3", scheme=BARE + 'below = "红线"\n[[parameter]]\nid = "红线"\nvalue = 3\n'),
        given("--set", "红线=3", scheme=BARE + 'value = 5\nbelow = "红线"\n[[parameter]]\nid = "红线"\n'),
        given("--set", "上限=5", "--set", "红线=3", scheme=BARE + 'below = "红线"\n[[parameter]]\nid = "红线"\n'),
    ],
    "a fault of the file is reported in the file, whatever `--set` sets": [
        Case(BARE + f'value = "甲"{MARK}\n', options=["--set", "上限=1"]),
        Case(SET + Q + f'at_most = "无"{MARK}\n', options=["--set", "上限=1"]),
        Case(BARE + f"value = 2{MARK}\n" + Q + f'at_most = "上限"{MARK}\n' + NUMBER, options=["--set", "名额=1"]),
        Case(SET + NUMBER.replace("value = 2", f"value = 1.5{MARK}") + 'kind = "count"\n', options=["--set", "上限=1"]),
    ],
    "a fault of any kind that only a value given by `--set` brings about is reported at `--set`": [
        given("--set", "上限=2", scheme=SET + '[[quota]]\nname = "比例"\ngrade = "好"\nat_most = "上限"\n'),
        given("--set", "上限=-1", scheme=SET + '[[quota]]\nname = "比例"\ngrade = "好"\nat_least = "上限"\n'),
        given("--set", "上限=200%", scheme=SET + '[[list]]\nname = "名单"\npick = "lowest"\nshare = "上限"\n'),
        given(
            "--set",
            "名额=0.5",
            scheme=SET
            + '[[parameter]]\nid = "名额"\nvalue = 1\n[[list]]\nname = "名单"\npick = "lowest"\ncount = "名额"\n',
        ),
        given(
            "--set",
            "上限=1.5",
            scheme=SET + '[[limit]]\nname = "限"\nsheet = "述职"\nmarks = ["好"]\nat_most = "上限"\n',
        ),
        given(
            "--set",
            "上限=-1",
            scheme=SET + '[[limit]]\nname = "限"\nsheet = "述职"\nmarks = ["好"]\nat_most = "上限"\n',
        ),
        given("--set", "上限=6", scheme=SET + '[[limit]]\nname = "限"\nsheet = "观摩"\nfrom = "上限"\nat_most = 1\n'),
        given(
            "--set",
            "上限=2",
            scheme=SET + '[[limit]]\nname = "限"\nsheet = "述职"\nmarks = ["好"]\nat_most = "上限"\nround = "进一"\n',
        ),
        given("--set", "上限=3", scheme=SET + '[quorum]\npresent = "上限"\n'),
        given(
            "--set",
            "上限=0",
            scheme=SET + '[[sheet]]\nid = "打分"\ntrim = { share = "上限" }\n[[sheet.item]]\nid = "1"\nmax = 9\n',
        ),
        given(
            "--set",
            "上限=1/2",
            scheme=SET + '[[sheet]]\nid = "打分"\ntrim = { share = "上限" }\n[[sheet.item]]\nid = "1"\nmax = 9\n',
        ),
        given(
            "--set",
            "去=3",
            scheme=SET + '[[parameter]]\nid = "去"\nvalue = 1\n[[sheet]]\nid = "打分"\n'
            'trim = { each = "去", from = 5 }\n[[sheet.item]]\nid = "1"\nmax = 9\n',
        ),
        given(
            "--set",
            "去=0",
            scheme=SET + '[[parameter]]\nid = "去"\nvalue = 1\n[[sheet]]\nid = "打分"\n'
            'trim = { each = "去" }\n[[sheet.item]]\nid = "1"\nmax = 9\n',
        ),
        given(
            "--set",
            "起=2",
            scheme=SET + '[[parameter]]\nid = "起"\nvalue = 5\n[[sheet]]\nid = "打分"\n'
            'trim = { each = 1, from = "起" }\n[[sheet.item]]\nid = "1"\nmax = 9\n',
        ),
    ],
    "a parameter without a value anywhere is an error for `count`": [
        Case(UNSET, at="--set", word="上限"),
        Case(UNSET + 'kind = "share"\n', at="--set", word="上限"),
        Case(UNSET + Q + 'at_most = "上限"\n', at="--set", word="上限"),
    ],
    "FILE as it was given; a file that is not there": [
        Case(appraisees=None, options=["--appraisees", "./无.csv"], at="./无.csv"),
        Case(ballots=None, options=["--ballots", "无.csv"], at="无.csv"),
        Case(ballots=None, options=["--counts", "无.csv"], at="无.csv"),
        Case(options=["--records", "无.csv"], at="无.csv"),
        Case(options=["--ballots", "."], at="."),
    ],
}
