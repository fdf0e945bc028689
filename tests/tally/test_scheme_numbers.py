"""Numbers that a committee sets, trims, limits, rounding, citations: what they are read as, and each fault's line."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from tally import Faults, Source, read_scheme
from tally.regulation.scheme import (
    BoundKind,
    Limit,
    NameList,
    Occasion,
    ParameterKind,
    Quorum,
    Quota,
    RecordKind,
    Rounding,
    Rule,
    Start,
    Trim,
    Turnout,
)
from tests.tally.house import (
    CLASS_A,
    HEAD,
    PLAIN,
    SCALE,
    SHEET,
    counted,
    faults_of,
    marks,
    names,
    quota,
    roster,
    scheme_of,
)

ONE = '[formula]\n"得分" = "1"\n'
P = '[[parameter]]\nid = "p"\n'
RUBRIC = '[[sheet]]\nid = "观摩"\n[[sheet.item]]\nid = "1"\nmax = 60\n[[sheet.item]]\nid = "2"\nmax = 40\n'
LIMIT = '[[limit]]\nname = "限"\nsheet = "述职"\nmarks = ["好"]\n'
HIGH = '[[limit]]\nname = "限"\nsheet = "观摩"\n'
SCORE = '[[record]]\nid = "分"\nkind = "score"\nmin = 0\nmax = 10\n'
FLAG = '[[record]]\nid = "旗"\nkind = "flag"\n'


def places(text: str, settings: Mapping[str, str] | None = None) -> list[str]:
    """`LINE: message` of every fault, or `--set: message`."""
    try:
        read_scheme(Source("s", text.encode()), settings or {})
    except Faults as faults:
        return [f"{fault.line or fault.file}: {fault.message}" for fault in faults.faults]
    return []


def parameter(rest: str, id: str = "p") -> str:
    return f'[[parameter]]\nid = "{id}"\n{rest}'


def trimmed(trim: str, more: str = "") -> str:
    return f'{HEAD}{more}{SCALE}[[sheet]]\nid = "述职"\ntrim = {{ {trim} }}\n{ONE}'


def deducting(deductions: str) -> str:
    item = f'[[sheet.item]]\nid = "1"\nmax = 3\nstep = "0.5"\ndeductions = {deductions}\n'
    return f"{HEAD}{SHEET}{item}{ONE}"


FAULTY: Mapping[str, tuple[str, int, str]] = {
    "an unknown occasion": (HEAD + 'occasion = "述评"\n' + ONE, 3, "述评"),
    "a share over 100%": (HEAD + parameter('value = "101%"\nkind = "share"\n') + ONE, 5, "100%"),
    "a share below 0": (HEAD + parameter('value = -0.1\nkind = "share"\n') + ONE, 5, "100%"),
    "half a count": (HEAD + parameter('value = "1/2"\nkind = "count"\n') + ONE, 5, "整数"),
    "a count below 0": (HEAD + parameter('value = -1\nkind = "count"\n') + ONE, 5, "整数"),
    "another kind of parameter": (HEAD + parameter('kind = "percent"\n') + ONE, 5, "percent"),
    "a value below min": (HEAD + parameter('value = "9%"\nmin = "10%"\n') + ONE, 5, "10%"),
    "a value above max": (HEAD + parameter('value = "1/2"\nmax = "1/3"\n') + ONE, 5, "1/3"),
    "a min that is a word": (HEAD + parameter('min = "低"\n') + ONE, 5, "min"),
    "a max that is a parameter": (HEAD + parameter('max = "p"\n') + ONE, 5, "max"),
    "min above max": (HEAD + parameter("value = 7\nmin = 2\nmax = 1\n") + ONE, 6, "max"),
    "below nothing": (HEAD + parameter('below = "q"\n') + ONE, 5, "q"),
    "below itself": (HEAD + parameter('below = "p"\n') + ONE, 5, "p"),
    "below a number": (HEAD + parameter("below = 3\n") + ONE, 5, "below"),
    "not below": (HEAD + parameter('value = 2\nbelow = "q"\n') + parameter("value = 2\n", "q") + ONE, 5, "q"),
    "1/0": (HEAD + parameter('value = "1/0"\n') + ONE, 5, "1/3"),
    "a fraction with a sign": (HEAD + parameter('value = "-1/3"\n') + ONE, 5, "1/3"),
    "a fraction with spaces": (HEAD + parameter('value = "1 / 3"\n') + ONE, 5, "1/3"),
    "a fraction of decimals": (HEAD + parameter('value = "0.5/3"\n') + ONE, 5, "1/3"),
    "a fraction of fractions": (HEAD + parameter('value = "1/2/3"\n') + ONE, 5, "1/3"),
    "a fraction in percent": (HEAD + parameter('value = "1/3%"\n') + ONE, 5, "1/3"),
    "a mark with points below one without": (
        HEAD + '[scale]\n"好" = 9\n"不了解" = "不计分"\n"差" = 1\n' + ONE,
        6,
        "差",
    ),
    "points of an unknown parameter": (HEAD + '[scale]\n"好" = "好分"\n' + ONE, 4, "好分"),
    "a sheet read where no mark has points": (
        HEAD + '[scale]\n"好" = "不计分"\n' + SHEET + '[formula]\n"得分" = "述职"\n',
        8,
        "不计分",
    ),
    "a start on a scale sheet": (HEAD + SCALE + SHEET + 'start = "满分"\n' + ONE, 10, "start"),
    "another start": (HEAD + RUBRIC.replace("[[sheet.item]]", 'start = "零分"\n[[sheet.item]]', 1) + ONE, 5, "零分"),
    "a trim that is a number": (HEAD + SCALE + SHEET + "trim = 1\n" + ONE, 10, "{ each = 1 }"),
    "a trim of both": (trimmed('each = 1, share = "5%"'), 10, "share"),
    "a trim of neither": (trimmed("from = 3"), 10, "share"),
    "a trim of none": (trimmed("each = 0"), 10, "整数"),
    "a trim of half a mark": (trimmed('each = "1/2"'), 10, "整数"),
    "a trim from 2": (trimmed("each = 1, from = 2"), 10, "2×each+1"),
    "a trim from half a mark": (trimmed("each = 1, from = 3.5"), 10, "from"),
    "a trimmed share from 0": (trimmed('share = "5%", from = 0'), 10, "from"),
    "a trimmed share of 0": (trimmed("share = 0"), 10, "50%"),
    "a trimmed half": (trimmed('share = "1/2"'), 10, "50%"),
    "an unknown key of a trim": (trimmed("each = 1, top = 1"), 10, "top"),
    "deductions that are none": (deducting("1"), 9, "deductions"),
    "a deduction without a title": (deducting("[{ points = 1 }]"), 9, "title"),
    "a deduction without points": (deducting('[{ title = "甲" }]'), 9, "points"),
    "a deduction of 0": (deducting('[{ title = "甲", points = 0 }]'), 9, "大于0"),
    "a deduction off the step": (
        deducting('[\n{ title = "甲", points = 1 },\n{ title = "乙", points = 0.7 }]'),
        11,
        "step",
    ),
    "a deduction of more than max": (deducting('[{ title = "甲", points = 4 }]'), 9, "max"),
    "a deduction each of which is a word": (deducting('[{ title = "甲", points = 1, each = "是" }]'), 9, "true"),
    "an unknown key of a deduction": (deducting('[{ title = "甲", points = 1, most = 2 }]'), 9, "most"),
    "a limit without a name": (PLAIN + '[[limit]]\nsheet = "述职"\nmarks = ["好"]\nat_most = 1\n', 25, "name"),
    "two limits with one name": (PLAIN + (LIMIT + "at_most = 1\n") * 2, 31, "限"),
    "a limit on an unknown sheet": (PLAIN + LIMIT.replace("述职", "观摩") + "at_most = 1\n", 27, "观摩"),
    "a limit without marks": (PLAIN + LIMIT.replace('marks = ["好"]\n', "") + "at_most = 1\n", 25, "marks"),
    "a limit of no marks": (PLAIN + LIMIT.replace('["好"]', "[]") + "at_most = 1\n", 28, "marks"),
    "a limit of marks in a string": (PLAIN + LIMIT.replace('["好"]', '"好"') + "at_most = 1\n", 28, "marks"),
    "a limit of an unknown mark": (PLAIN + LIMIT.replace('["好"]', '["优"]') + "at_most = 1\n", 28, "优"),
    "a limit of a mark twice": (PLAIN + LIMIT.replace('["好"]', '["好", "好"]') + "at_most = 1\n", 28, "两次"),
    "a limit by points on a scale sheet": (PLAIN + LIMIT + "from = 9\nat_most = 1\n", 29, "from"),
    "a limit by marks on a rubric": (PLAIN + RUBRIC + HIGH + 'from = 9\nmarks = ["好"]\nat_most = 1\n', 37, "marks"),
    "a limit without points on a rubric": (PLAIN + RUBRIC + HIGH + "at_most = 1\n", 33, "from"),
    "a limit from more points than there are": (PLAIN + RUBRIC + HIGH + "from = 101\nat_most = 1\n", 36, "from"),
    "a limit from less than none": (PLAIN + RUBRIC + HIGH + "from = -1\nat_most = 1\n", 36, "from"),
    "a limit both ways": (PLAIN + LIMIT + "at_most = 2\nat_least = 1\n", 25, "at_least"),
    "a limit neither way": (PLAIN + LIMIT, 25, "at_least"),
    "a limit of one person and a half": (PLAIN + LIMIT + "at_most = 1.5\n", 29, "整数"),
    "a limit of 150%": (PLAIN + LIMIT + 'at_most = "150%"\n', 29, "100%"),
    "a limit of 3/2": (PLAIN + LIMIT + 'at_most = "3/2"\n', 29, "100%"),
    "a limit below 0": (PLAIN + LIMIT + "at_most = -1\n", 29, "100%"),
    "a limit of an unknown parameter": (PLAIN + LIMIT + 'at_most = "p"\n', 29, "参数"),
    "a count in a limit that is rounded": (PLAIN + LIMIT + 'at_most = 2\nround = "进一"\n', 30, "round"),
    "an unknown key of a limit": (PLAIN + LIMIT + 'at_most = 2\ngrade = "好"\n', 30, "grade"),
    "an empty clause of a limit": (PLAIN + LIMIT + 'at_most = 2\nclause = ""\n', 30, "clause"),
    "another round": (PLAIN + quota("好", at_most="30%") + 'round = "四舍六入"\n', 29, "四舍六入"),
    "a count in a list that is rounded": (PLAIN + names("lowest", count="1") + 'round = "进一"\n', 29, "round"),
    "an empty article of a grade": (PLAIN + 'article = ""\n', 25, "article"),
    "a clause of a grade": (PLAIN + 'clause = "甲"\n', 25, "clause"),
    "a note of a grade": (PLAIN + 'note = "甲"\n', 25, "note"),
    "an empty note of a quota": (PLAIN + quota("好", at_most="30%") + 'note = ""\n', 29, "note"),
    "an article that is a number": (PLAIN + quota("好", at_most="30%") + "article = 3\n", 29, "article"),
    "an empty clause of a list": (PLAIN + names("lowest", count="1") + 'clause = ""\n', 29, "clause"),
    "a consequence of a quota": (PLAIN + quota("好", at_most="30%") + 'consequence = "甲"\n', 29, "consequence"),
    "a reason in words": (HEAD + SCORE + 'reason = "是"\n' + ONE, 8, "true"),
    "several as a number": (HEAD + SCORE + "several = 1\n" + ONE, 8, "true"),
    "several of a flag": (HEAD + FLAG + "several = true\n" + ONE, 6, "several"),
    "a department that is a number": (HEAD + SCORE + "department = 1\n" + ONE, 8, "department"),
    "an unknown key of the quorum": (HEAD + ONE + "[quorum]\nsigned = 1\n", 6, "signed"),
    "a quorum of more than all": (HEAD + ONE + '[quorum]\npresent = "101%"\n', 6, "100%"),
    "a quorum in other words": (HEAD + ONE + '[quorum]\nreturned = "半数"\n', 6, "过半数"),
    "a quorum as an array": (HEAD + ONE + '[[quorum]]\npresent = "1/2"\n', 5, "[quorum]"),
    "a name of the groups": (HEAD + parameter("", "组内人数") + ONE, 4, "组内人数"),
    "a rank of the groups": (HEAD + SCORE.replace("分", "组内倒数名次") + ONE, 4, "组内倒数名次"),
    "a base of a share": (HEAD + parameter("", "应到") + ONE, 4, "应到"),
    "a formula that reads the rank in the group": (HEAD + '[formula]\n"得分" = "组内名次"\n', 4, "组内名次"),
}


@pytest.mark.parametrize("what", FAULTY)
def test_a_faulty_number_or_text_is_refused_with_its_line(what: str) -> None:
    text, line, word = FAULTY[what]
    found = places(text)
    assert len(found) == 1, found
    assert found[0].startswith(f"{line}: ")
    assert word in found[0]


@pytest.mark.parametrize(
    ("value", "settings", "where"),
    [
        ("value = 1\n", {"p": "3"}, ["--set"]),  # only as set
        ("value = 3\n", {"p": "1"}, ["5"]),  # in the file, even though another value holds
        ("value = 3\n", {"p": "4"}, ["--set", "5"]),  # both
        ("value = 3\n", {}, ["5"]),
        ("", {"p": "2"}, []),
        ("", {"p": "2.01"}, ["--set"]),
    ],
)
def test_a_value_out_of_bounds_is_told_where_it_was_given(
    value: str, settings: dict[str, str], where: list[str]
) -> None:
    text = HEAD + parameter(value + "max = 2\n") + ONE
    assert [line.split(": ")[0] for line in places(text, settings)] == where


def test_an_order_that_a_setting_breaks_is_told_at_the_setting() -> None:
    text = HEAD + parameter('value = 1\nbelow = "q"\n') + parameter("value = 2\n", "q") + ONE
    assert places(text, {"p": "1.5"}) == places(text, {"p": "2", "q": "3"}) == []
    for settings in ({"p": "2"}, {"q": "1"}, {"p": "5", "q": "5"}):
        (fault,) = places(text, settings)
        assert fault.startswith("--set: ")
    assert places(text.replace("value = 2\n", ""), {"p": "9"}) == []


def test_every_parameter_of_a_ring_is_told_and_none_that_only_leads_into_it() -> None:
    ring = "".join(parameter(f'below = "{below}"\n', id) for id, below in ("ab", "bc", "cb", "da"))
    assert [line.split(": ")[0] for line in places(HEAD + ring + ONE)] == ["8", "11"]


@pytest.mark.parametrize(
    ("entry", "file_value", "set_value"),
    [
        (quota("好", at_most="p"), "30%", "130%"),
        (names("lowest", count="p"), "2", "2.5"),
        (names("lowest", share="p"), "10%", "2"),
        (LIMIT + 'at_most = "p"\n', "2", "2.5"),
        (LIMIT + 'at_most = "p"\nround = "进一"\n', "20%", "2"),
        (RUBRIC + HIGH + 'from = "p"\nat_most = 1\n', "90", "101"),
        (RUBRIC.replace("[[sheet.item]]", 'trim = { each = "p", from = 4 }\n[[sheet.item]]', 1), "1", "2"),
        (RUBRIC.replace("[[sheet.item]]", 'trim = { share = "p" }\n[[sheet.item]]', 1), "5%", "50%"),
        (RUBRIC.replace("[[sheet.item]]", 'trim = { each = 2, from = "p" }\n[[sheet.item]]', 1), "5", "4"),
        ('[quorum]\npresent = "p"\n', "50%", "2"),
    ],
)
def test_what_only_a_setting_brings_about_is_told_at_the_setting(entry: str, file_value: str, set_value: str) -> None:
    unset = PLAIN + P + entry
    sound, faulty = (PLAIN + P + f'value = "{value}"\n' + entry for value in (file_value, set_value))
    assert places(sound) == places(unset) == places(unset, {"p": file_value}) == places(faulty, {"p": file_value}) == []
    for text in (unset, sound):
        (fault,) = places(text, {"p": set_value})
        assert fault.startswith("--set: ")
        assert "p" in fault
    for settings in ({}, {"p": set_value}):
        (fault,) = places(faulty, settings)
        assert int(fault.split(": ")[0]) > 27


@pytest.mark.parametrize(
    ("written", "value"),
    [('"1/3"', "1/3"), ('"2／3"', "2/3"), ('"10％"', "1/10"), ('"33.5%"', "67/200"), ("0.1", "1/10"), ('"4/2"', "2")],
)
def test_a_number_may_be_a_fraction_or_have_full_width_signs(written: str, value: str) -> None:
    (found,) = scheme_of(HEAD + parameter(f"value = {written}\n") + ONE).parameters
    assert (found.value, found.worth) == (written.strip('"'), Fraction(value))
    (found,) = read_scheme(Source("s", (HEAD + P + ONE).encode()), {"p": written.strip('"')}).parameters
    assert found.worth == Fraction(value)


def test_thirds_may_stand_wherever_a_number_may() -> None:
    classes = "".join(f'[[class]]\nid = "{id}"\nweight = "1/3"\n' for id in "ABC")
    item = '[[sheet]]\nid = "观摩"\n[[sheet.item]]\nid = "1"\nmax = "10/3"\nstep = "1/3"\n'
    record = '[[record]]\nid = "分"\nkind = "score"\nmin = "1/3"\nmax = "2/3"\ndefault = "1/2"\n'
    scheme = scheme_of(HEAD + classes + '[scale]\n"好" = "100/3"\n' + item + record + ONE)
    assert (scheme.is_weighted, scheme.scale[0].points) == (True, Fraction(100, 3))
    assert (scheme.sheets[0].items[0].max, scheme.sheets[0].items[0].step) == (Fraction(10, 3), Fraction(1, 3))
    assert (scheme.records[0].minimum, scheme.records[0].default) == (Fraction(1, 3), "0.5")
    third = scheme_of(HEAD + record.replace("1/2", "1/3") + ONE).records[0]
    assert (third.default, third.default_number) == ("1/3", Fraction(1, 3))


def test_a_parameter_knows_its_kind_bounds_and_order() -> None:
    text = parameter('kind = "share"\nmin = 0\nmax = "50%"\nbelow = "q"\n') + parameter('kind = "count"\n', "q")
    first, second = scheme_of(HEAD + text + ONE).parameters
    assert (first.kind, first.below, second.kind) == (ParameterKind.SHARE, "q", ParameterKind.COUNT)
    assert first.minimum is not None
    assert first.maximum is not None
    assert (first.minimum.text, first.maximum.text, first.maximum.value) == ("0", "50%", Fraction(1, 2))


def test_marks_have_points_of_a_number_or_a_parameter_or_none() -> None:
    text = HEAD + P + '[scale]\n"好" = "p"\n"差" = 60\n"不了解" = "不计分"\n' + ONE
    good, poor, unknown = scheme_of(text).scale
    assert (good.points, good.has_points, poor.points) == (None, True, Fraction(60))
    assert (unknown.points, unknown.amount, unknown.has_points) == (None, None, False)
    assert read_scheme(Source("s", text.encode()), {"p": "90"}).points == {"好": 90, "差": 60}


@pytest.mark.parametrize(
    ("trim", "left_out"),
    [
        ("each = 1", {0: 0, 2: 0, 3: 1, 100: 1}),
        ("each = 2", {4: 0, 5: 2}),
        ("each = 1, from = 5", {4: 0, 5: 1}),
        ('share = "5%"', {1: 0, 19: 0, 20: 1, 39: 1, 40: 2}),
        ('share = "5%", from = 30', {29: 0, 30: 1, 40: 2}),
        ('share = "1/3"', {2: 0, 3: 1, 8: 2, 9: 3}),
    ],
)
def test_a_trim_leaves_out_so_many_at_each_end(trim: str, left_out: dict[int, int]) -> None:
    found = scheme_of(trimmed(trim)).sheets[0].trim
    assert found is not None
    assert {points: found.left_out(points) for points in left_out} == left_out


def test_a_sheet_says_where_it_begins_and_an_item_what_is_taken_off() -> None:
    text = deducting('[{ title = "甲", points = 1 }, { title = "乙", points = "0.5", each = true }]')
    (sheet,) = scheme_of(text.replace('id = "述职"\n', 'id = "述职"\nstart = "满分"\n')).sheets
    assert (sheet.start, scheme_of(text).sheets[0].start) == (Start.FULL, Start.BLANK)
    assert [(one.title, one.points, one.each) for one in sheet.items[0].deductions] == [
        ("甲", 1, False),
        ("乙", Fraction(1, 2), True),
    ]


def limit_of(text: str, settings: Mapping[str, str] | None = None) -> Limit:
    return read_scheme(Source("s", text.encode()), settings or {}).limits[0]


@pytest.mark.parametrize(
    ("number", "kind", "people"),
    [
        ('"30%"', "", {1: None, 2: 0, 10: 3, 13: 3}),
        ("0.3", "", {10: 3}),
        ("0", "", {1: None, 10: 0}),  # below 1: a share
        ("1", "", {1: 1, 10: 1}),
        ('"100%"', "", {10: 10}),
        ('"4/4"', "", {10: 10}),
        ('"p"', 'value = 1\nkind = "share"\n', {10: 10}),
        ('"p"', 'value = 0\nkind = "count"\n', {1: 0, 10: 0}),
        ('"p"', 'value = "1/3"\nkind = "score"\n', {10: 3}),
        ('"p"', "value = 3\n", {10: 3}),
        ('"p"', 'value = "30％"\n', {10: 3}),
    ],
)
def test_a_limit_is_a_share_or_a_count(number: str, kind: str, people: dict[int, int | None]) -> None:
    limit = limit_of(PLAIN + P + kind + LIMIT + f"at_most = {number}\n")
    assert {all_of_them: limit.people(all_of_them) for all_of_them in people} == people


def test_a_limit_is_rounded_as_a_quota_is_unless_it_says_how() -> None:
    for bound, rounding in (("at_most", 3), ("at_least", 4)):
        assert limit_of(PLAIN + LIMIT + f'{bound} = "1/3"\n').people(10) == rounding
    assert limit_of(PLAIN + LIMIT + 'at_most = "1/4"\nround = "四舍五入"\n').people(10) == 3
    assert limit_of(PLAIN + LIMIT + 'at_least = "1/4"\nround = "舍去"\n').people(10) == 2


def test_what_a_limit_counts_is_known_once_its_parameter_is_set() -> None:
    text = PLAIN + P + LIMIT + 'at_most = "p"\n'
    assert limit_of(text).is_share is None
    assert limit_of(text, {"p": "30%"}).is_share is True
    assert limit_of(text, {"p": "3"}).is_share is False


def test_a_limit_on_a_rubric_counts_from_a_total() -> None:
    limit = limit_of(
        PLAIN + RUBRIC + HIGH + 'from = 90\nat_least = 1\ngroup = "农村"\narticle = "第四条"\nnote = "注"\n'
    )
    assert limit.least is not None
    assert (limit.least.value, limit.kind, limit.group, limit.marks) == (Fraction(90), BoundKind.AT_LEAST, "农村", ())
    assert (limit.clause, limit.article, limit.note) == ("", "第四条", "注")


def test_quotas_and_lists_are_rounded_as_they_say() -> None:
    text = PLAIN + quota("好", at_most="1%") + quota("差", name="二", at_least="1%") + names("lowest", share="1%")
    scheme = scheme_of(text)
    assert [bound.rounding for bound in scheme.quotas] == [Rounding.DOWN, Rounding.UP]
    assert scheme.lists[0].rounding is Rounding.UP
    scheme = scheme_of(
        PLAIN + quota("好", at_most="1%") + 'round = "四舍五入"\n' + names("lowest", share="1%") + 'round = "舍去"\n'
    )
    assert (scheme.quotas[0].rounding, scheme.lists[0].rounding) == (Rounding.HALF_UP, Rounding.DOWN)


@pytest.mark.parametrize(
    ("rounding", "wholes"),
    [(Rounding.DOWN, [0, 1, 1, 2]), (Rounding.UP, [0, 2, 2, 2]), (Rounding.HALF_UP, [0, 1, 2, 2])],
)
def test_people_are_rounded_exactly(rounding: Rounding, wholes: list[int]) -> None:
    values = (Fraction(0), Fraction(4, 3), Fraction(3, 2), Fraction(2))
    assert [rounding.whole(value) for value in values] == wholes


def test_a_quorum_is_a_share_at_least_or_more_than_half() -> None:
    assert scheme_of(HEAD + ONE).quorum == Quorum(None, None)
    quorum = scheme_of(HEAD + ONE + '[quorum]\npresent = "2/3"\nreturned = "过半数"\n').quorum
    assert isinstance(quorum.present, Turnout)
    assert isinstance(quorum.returned, Turnout)
    assert [quorum.present.is_reached(part, 30) for part in (19, 20)] == [False, True]
    assert [quorum.returned.is_reached(part, 30) for part in (15, 16)] == [False, True]
    assert (quorum.present.needed(30), quorum.present.needed(31)) == (20, 21)
    assert (quorum.returned.needed(30), quorum.returned.needed(31)) == (16, 16)


def test_a_record_says_who_enters_it_and_whether_a_reason_or_several_sources_are_asked_for() -> None:
    more = 'department = "纪委"\nreason = true\n'
    scheme = scheme_of(HEAD + SCORE + more + "several = true\n" + FLAG + more + 'default = "否"\n' + ONE)
    score, flag = scheme.records
    assert (score.kind, score.department, score.reason, score.several) == (RecordKind.SCORE, "纪委", True, True)
    assert (flag.department, flag.reason, flag.several, flag.default_number) == ("纪委", True, False, Fraction(0))


def test_an_option_may_have_the_points_of_a_parameter_and_be_the_default() -> None:
    record = '[[record]]\nid = "级"\nkind = "choice"\noptions = { "优" = 95, "差" = "p" }\ndefault = "差"\n'
    text = HEAD + P + record + ONE
    assert scheme_of(text).records[0].default_number is None
    assert read_scheme(Source("s", text.encode()), {"p": "50"}).records[0].default_number == 50


def test_an_occasion_is_a_duty_report_unless_it_is_said_otherwise() -> None:
    assert scheme_of(HEAD + ONE).occasion is Occasion.DUTY_REPORT
    assert scheme_of(HEAD + 'occasion = "观摩"\n' + ONE).occasion is Occasion.OBSERVATION


def test_articles_and_notes_stand_where_a_clause_may_and_an_article_in_a_grade_too() -> None:
    cited = 'clause = "原文"\narticle = "第三条"\nnote = "注"\n'
    text = PLAIN + 'article = "第六条"\n' + quota("好", at_most="1%") + cited + names("lowest", count="1") + cited
    scheme = scheme_of(
        text + 'consequence = "约谈提醒"\n[[rule]]\nname = "则"\nwhen = "得分 < 1"\ngrade = "差"\n' + cited
    )
    assert scheme.grades[-1].article == "第六条"
    entries: tuple[Rule | Quota | NameList, ...] = (*scheme.rules, *scheme.quotas, *scheme.lists)
    assert {(one.clause, one.article, one.note) for one in entries} == {("原文", "第三条", "注")}
    assert scheme.lists[0].consequence == "约谈提醒"


def test_a_scheme_says_whether_it_needs_the_people_expected() -> None:
    scheme = scheme_of(PLAIN + '[[rule]]\nname = "则"\nwhen = "得票率(差, 分母=应到) > 1/3"\ngrade = "差"\n')
    assert (scheme.uses_expected, scheme.uses_issued) == (True, False)


def test_a_trim_by_a_parameter_not_yet_set_is_no_fault() -> None:
    found = scheme_of(trimmed('each = "p", from = 3', P)).sheets[0].trim
    assert isinstance(found, Trim)
    assert found.each is not None
    assert found.each.parameter == "p"


def test_a_sheet_without_points_may_be_counted_by_heads() -> None:
    text = HEAD + CLASS_A + '[scale]\n"好" = "不计分"\n' + SHEET + '[formula]\n"得分" = "得票率(好) * 100"\n'
    assert places(text) == []


@pytest.mark.parametrize(
    ("more", "also"),
    [
        ("trim = { each = 0 }\n", ["ballots.csv:2"]),
        ('start = "满分"\n', ["ballots.csv:2"]),
        ("title = 3\n", ["ballots.csv:2"]),
        ("titel = 3\n", []),
    ],
)
def test_ballots_are_held_against_a_scheme_whose_fault_is_beside_what_it_asks(more: str, also: list[str]) -> None:
    text = HEAD + CLASS_A + SCALE + SHEET + more + ONE
    lines = faults_of(lambda: counted(text, roster("01"), marks({"01": "优"})))
    assert [line.split(": ")[0] for line in lines] == ["scheme.toml:12", *also]


def test_of_a_parameter_that_breaks_its_kind_no_more_is_said() -> None:
    text = PLAIN + P + 'value = "1/2"\nkind = "count"\n' + names("lowest", count="p")
    assert [line.split(": ")[0] for line in places(text)] == ["27"]
    assert [line.split(": ")[0] for line in places(text.replace('"1/2"', "2"), {"p": "2.5"})] == ["--set"]
