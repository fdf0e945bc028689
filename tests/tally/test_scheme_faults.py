"""Scheme files: every fault is found at once, with its line and the thing it is about."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from tally import Faults, Scheme, Source, read_scheme
from tests.tally.house import (
    CLASS_A,
    FORMULA,
    GRADES,
    HEAD,
    PLAIN,
    SCALE,
    SHEET,
    counted,
    faults_of,
    names,
    quota,
    roster,
    rule,
    scheme_of,
)

RECORD = '[[record]]\nid = "分"\nkind = "score"\nmin = 0\nmax = 10\n'
PARAMETER = '[[parameter]]\nid = "上限"\n'
ONE = '[formula]\n"得分" = "1"\n'


def found(text: str | bytes, settings: Mapping[str, str] | None = None) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    try:
        read_scheme(Source("方案.toml", data), settings or {})
    except Faults as faults:
        return [str(fault) for fault in faults.faults]
    return []


def places_of_a_count(text: str, settings: Mapping[str, str]) -> list[str]:
    return [line.split(": ")[0] for line in faults_of(lambda: counted(text, roster("01"), settings=settings))]


def record(rest: str) -> str:
    return HEAD + ONE + '[[record]]\nid = "分"\n' + rest


FAULTY: Mapping[str, tuple[str | bytes, int | None, str]] = {
    "not TOML": (HEAD + "name2 =\n", 3, "TOML"),
    "a string that does not end": (HEAD + 'source = "甲\n', 3, "TOML"),
    "a key twice": (HEAD + 'name = "乙"\n', 3, "TOML"),
    "no name": ("spec = 1\n" + ONE, None, "name"),
    "an empty name": ('spec = 1\nname = ""\n' + ONE, 2, "name"),
    "a name that is a number": ("spec = 1\nname = 3\n" + ONE, 2, "name"),
    "no spec": ('name = "甲"\n' + ONE, None, "spec"),
    "spec 2": ('spec = 2\nname = "甲"\n' + ONE, 1, "spec"),
    "spec as a word": ('spec = "1"\nname = "甲"\n' + ONE, 1, "spec"),
    "spec 1.0": ('spec = 1.0\nname = "甲"\n' + ONE, 1, "spec"),
    "spec true": ('spec = true\nname = "甲"\n' + ONE, 1, "spec"),
    "an unknown key": (HEAD + 'author = "甲"\n' + ONE, 3, "author"),
    "an unknown table": (HEAD + ONE + "[[grades]]\nx = 1\n", 5, "grades"),
    "an unknown table around another": (HEAD + ONE + "[grades.best]\nx = 1\n", 5, "grades"),
    "an unknown key with a point": (HEAD + "grades.best = 1\n" + ONE, 3, "grades"),
    "an unknown key of a class": (HEAD + '[[class]]\nid = "A"\nname = "甲"\n' + ONE, 5, "name"),
    "a class written as a table": (HEAD + '[class]\nid = "A"\n' + ONE, 3, "[[class]]"),
    "no formula": (HEAD, None, "得分"),
    "no 得分": (HEAD + '[formula]\n"甲" = "1"\n', 3, "得分"),
    "a formula that is a number": (HEAD + '[formula]\n"得分" = 1\n', 4, "得分"),
    "a formula that is true or false": (HEAD + '[formula]\n"得分" = "1 > 0"\n', 4, "1 > 0"),
    "a formula with an unknown name": (HEAD + '[formula]\n"得分" = "党建 + 1"\n', 4, "党建"),
    "a formula that reads a line below it": (HEAD + '[formula]\n"得分" = "甲"\n"甲" = "1"\n', 4, "甲"),
    "a formula that reads itself": (HEAD + '[formula]\n"得分" = "得分"\n', 4, "得分"),
    "a formula that reads the rank": (HEAD + '[formula]\n"得分" = "名次"\n', 4, "名次"),
    "a formula that reads the rank from the bottom": (HEAD + '[formula]\n"得分" = "倒数名次"\n', 4, "倒数名次"),
    "a formula called 名次": (HEAD + ONE + '"名次" = "1"\n', 5, "名次"),
    "a sheet called 得分": (HEAD + SCALE + '[[sheet]]\nid = "得分"\n' + ONE, 9, "得分"),
    "a parameter called 范围": (HEAD + '[[parameter]]\nid = "范围"\n' + ONE, 4, "范围"),
    "a record called 有效票": (record('kind = "flag"\n').replace('"分"', '"有效票"'), 6, "有效票"),
    "a parameter called 且": (HEAD + '[[parameter]]\nid = "且"\n' + ONE, 4, "且"),
    "a parameter called and": (HEAD + '[[parameter]]\nid = "and"\n' + ONE, 4, "and"),
    "a parameter called 最大": (HEAD + '[[parameter]]\nid = "最大"\n' + ONE, 4, "最大"),
    "a parameter called 人数": (HEAD + '[[parameter]]\nid = "人数"\n' + ONE, 4, "人数"),
    "a parameter without an id": (HEAD + '[[parameter]]\ntitle = "甲"\n' + ONE, 3, "id"),
    "a parameter with an empty value": (HEAD + PARAMETER + 'value = ""\n' + ONE, 5, "value"),
    "a parameter that is a word": (HEAD + PARAMETER + 'value = "一成"\n' + ONE, 5, "value"),
    "a parameter that is true": (HEAD + PARAMETER + "value = true\n" + ONE, 5, "value"),
    "a parameter that is infinite": (HEAD + PARAMETER + "value = inf\n" + ONE, 5, "value"),
    "a parameter that is no number": (HEAD + PARAMETER + "value = nan\n" + ONE, 5, "value"),
    "a parameter with an absurd exponent": (HEAD + PARAMETER + "value = 1e999999999\n" + ONE, 5, "value"),
    "a parameter of 41 digits": (HEAD + PARAMETER + f"value = {'1' * 41}\n" + ONE, 5, "value"),
    "a parameter that is a date": (HEAD + PARAMETER + "value = 2026-01-05\n" + ONE, 5, "value"),
    "two parameters with one id": (HEAD + PARAMETER + PARAMETER + ONE, 6, "上限"),
    "a parameter and a record with one id": (HEAD + RECORD + '[[parameter]]\nid = "分"\n' + ONE, 9, "分"),
    "a sheet and a formula with one id": (HEAD + SCALE + SHEET + ONE + '"述职" = "1"\n', 12, "述职"),
    "two classes with one id": (HEAD + CLASS_A + CLASS_A + ONE, 6, "A"),
    "a weight for one class alone": (HEAD + CLASS_A + 'weight = "100%"\n[[class]]\nid = "B"\n' + ONE, 6, "weight"),
    "weights that add to 99%": (
        HEAD + CLASS_A + 'weight = "50%"\n[[class]]\nid = "B"\nweight = "49%"\n' + ONE,
        5,
        "100%",
    ),
    "a weight of 0": (HEAD + CLASS_A + 'weight = 0\n[[class]]\nid = "B"\nweight = 1\n' + ONE, 5, "weight"),
    "a weight below 0": (HEAD + CLASS_A + 'weight = -1\n[[class]]\nid = "B"\nweight = 2\n' + ONE, 5, "weight"),
    "a weight that is a parameter": (HEAD + PARAMETER + CLASS_A + 'weight = "上限"\n' + ONE, 7, "weight"),
    "points that are a word": (HEAD + '[scale]\n"好" = "高"\n' + ONE, 4, "好"),
    "a label called 弃权": (HEAD + '[scale]\n"好" = 1\n"弃权" = 0\n' + ONE, 5, "弃权"),
    "a sheet without items and without a scale": (HEAD + SHEET + ONE, 3, "述职"),
    "two sheets with one id": (HEAD + SCALE + SHEET + SHEET + ONE, 11, "述职"),
    "an item without max": (HEAD + SHEET + '[[sheet.item]]\nid = "1"\n' + ONE, 5, "max"),
    "an item with a step of 0": (HEAD + SHEET + '[[sheet.item]]\nid = "1"\nmax = 3\nstep = 0\n' + ONE, 8, "step"),
    "two items with one id": (
        HEAD + SHEET + '[[sheet.item]]\nid = "1"\nmax = 3\n[[sheet.item]]\nid = "1"\nmax = 3\n' + ONE,
        9,
        "1",
    ),
    "an unknown key of an item": (HEAD + SHEET + '[[sheet.item]]\nid = "1"\nmax = 3\nmin = 1\n' + ONE, 8, "min"),
    "a record without a kind": (record(""), 5, "kind"),
    "a record of another kind": (record('kind = "text"\n'), 7, "text"),
    "a score without min": (record('kind = "score"\nmax = 10\n'), 5, "min"),
    "a score without max": (record('kind = "score"\nmin = 10\n'), 5, "max"),
    "a score with min over max": (record('kind = "score"\nmin = 10\nmax = 1\n'), 8, "min"),
    "a default outside its score": (record('kind = "score"\nmin = 0\nmax = 1\ndefault = 2\n'), 10, "default"),
    "a score with options": (record('kind = "score"\nmin = 0\nmax = 1\noptions = {}\n'), 10, "options"),
    "a flag with min": (record('kind = "flag"\nmin = 0\n'), 8, "min"),
    "a flag with another default": (record('kind = "flag"\ndefault = "有"\n'), 8, "有"),
    "a flag whose default is true": (record('kind = "flag"\ndefault = true\n'), 8, "default"),
    "a choice without options": (record('kind = "choice"\n'), 5, "options"),
    "a choice with another default": (record('kind = "choice"\noptions = { "优" = 1 }\ndefault = "良"\n'), 9, "良"),
    "a choice whose points are no parameter": (record('kind = "choice"\noptions = { "优" = "优分" }\n'), 8, "优"),
    "places of 10": (HEAD + ONE + "[rounding]\nplaces = 10\n", 6, "places"),
    "places below 0": (HEAD + ONE + "[rounding]\nplaces = -1\n", 6, "places"),
    "places as a word": (HEAD + ONE + '[rounding]\nplaces = "2"\n', 6, "places"),
    "places that are true": (HEAD + ONE + "[rounding]\nplaces = true\n", 6, "places"),
    "another kind of rounding": (HEAD + ONE + '[rounding]\nmode = "up"\n', 6, "mode"),
    "a grade without a condition that is not the last": (
        HEAD + ONE + '[[grade]]\nname = "好"\n[[grade]]\nname = "差"\n',
        5,
        "when",
    ),
    "a last grade with a condition": (HEAD + ONE + '[[grade]]\nname = "好"\nwhen = "得分 > 1"\n', 7, "条件"),
    "two grades with one name": (PLAIN.replace('name = "较好"', 'name = "好"'), 18, "好"),
    "a condition that is a number": (PLAIN.replace("得分 >= 85", "得分"), 16, "得分"),
    "a condition with an unknown name": (PLAIN.replace("得分 >= 85", "总分 >= 85"), 16, "总分"),
    "a condition with an unknown mark": (PLAIN + rule("得票率(很差) > 0"), 27, "很差"),
    "an empty condition": (PLAIN + rule(""), 27, "when"),
    "a rule without a name": (PLAIN + '[[rule]]\nwhen = "得分 > 1"\ngrade = "差"\n', 25, "name"),
    "a rule to an unknown grade": (PLAIN + rule("得分 > 1", "劣"), 28, "劣"),
    "two rules with one name": (PLAIN + rule("得分 > 1") + rule("得分 > 1"), 30, "规则"),
    "a quota with both bounds": (PLAIN + quota("好", at_most="1%") + 'at_least = "2%"\n', 25, "at_least"),
    "a quota with neither bound": (PLAIN + '[[quota]]\nname = "甲"\ngrade = "好"\n', 25, "at_most"),
    "at_most for the last grade": (PLAIN + quota("差", at_most="10%"), 27, "差"),
    "a quota of an unknown grade": (PLAIN + quota("优", at_most="10%"), 27, "优"),
    "a quota by an unknown parameter": (PLAIN + quota("好", at_most="上限"), 28, "at_most"),
    "a quota over 100%": (PLAIN + quota("好", at_most="30"), 28, "100%"),
    "two quotas with one name": (PLAIN + quota("好", at_most="1%") + quota("好", at_most="1%"), 30, "比例"),
    "a list with share and count": (PLAIN + names("lowest", share="1%") + "count = 1\n", 25, "count"),
    "a list with neither": (PLAIN + '[[list]]\nname = "甲"\npick = "lowest"\n', 25, "share"),
    "a list from the middle": (PLAIN + names("middle", count="1"), 27, "middle"),
    "half a person": (PLAIN + names("lowest", count="1.5"), 28, "count"),
    "a count in percent": (PLAIN + names("lowest", count="10%"), 28, "count"),
    "two lists with one name": (PLAIN + names("lowest", count="1") + names("lowest", count="1"), 30, "名单"),
    "a list that changes a grade": (PLAIN + names("lowest", count="1") + 'grade = "差"\n', 29, "grade"),
    "a file in another encoding": ((HEAD + "# 注\n").encode() + "# 测评\n".encode("gbk") + ONE.encode(), 4, "UTF-8"),
}


@pytest.mark.parametrize("what", FAULTY)
def test_a_faulty_scheme_is_refused_with_its_line(what: str) -> None:
    text, line, word = FAULTY[what]
    lines = found(text)
    place = "方案.toml: " if line is None else f"方案.toml:{line}: "
    assert len(lines) == 1, lines
    assert lines[0].startswith(place)
    assert word in lines[0]


@pytest.mark.parametrize("weight", ["0", "-40%", "四成"])
def test_of_a_weight_that_is_none_it_is_not_said_that_it_does_not_add_up(weight: str) -> None:
    scheme = HEAD + CLASS_A + f'weight = "{weight}"\n[[class]]\nid = "B"\nweight = "60%"\n' + ONE
    assert [fault.split(": ")[0] for fault in found(scheme)] == ["方案.toml:5"]


def test_the_schemes_that_the_faults_were_put_into_are_sound() -> None:
    for text in (PLAIN, HEAD + ONE, HEAD + RECORD + ONE, HEAD + CLASS_A + SCALE + SHEET + FORMULA + GRADES):
        assert found(text) == []


def test_all_faults_come_in_one_go_in_the_order_of_their_lines() -> None:
    text = (
        HEAD
        + '[[class]]\nid = ""\n'
        + PARAMETER
        + 'value = "x"\n'
        + '[formula]\n"得分" = "甲"\n[rounding]\nplaces = 99\n'
    )
    assert [line.split(": ")[0] for line in found(text)] == [f"方案.toml:{line}" for line in (4, 7, 9, 11)]


def test_lines_are_counted_through_comments_strings_of_many_lines_and_windows_line_ends() -> None:
    text = (
        HEAD
        + '# [[rule]]\nsource = """\n[[rule]]\n# """\n'
        + ONE
        + "[rounding]\nplaces = [\n1,\n]\n"
        + "[[class]]\nid = 3\n"
    )
    for variant in (text, text.replace("\n", "\r\n")):
        assert [line.split(": ")[0] for line in found(variant)] == ["方案.toml:10", "方案.toml:14"]


def test_lines_are_counted_inside_arrays_of_inline_tables() -> None:
    scheme = (
        'spec = 1\nname = "甲,[{"\ngrade = [ # 等次, {\n  { name = "好", when = "得分 >= 85" },\n'
        '  { name = "差\\"},", when = "得分 > 总分" },\n  { name = "差" } ]\n'
        '[[sheet]]\nid = "观摩"\nitem = [{ id = "1", max = 3 },\n  { id = "2", section = "[,", max = "三" },\n'
        '  { id = "1", max = 1 }\n]\n' + ONE
    )
    assert [fault.split(": ")[0] for fault in found(scheme)] == ["方案.toml:5", "方案.toml:10", "方案.toml:11"]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert found(b"\xef\xbb\xbf" + PLAIN.encode()) == []


def test_numbers_are_taken_exactly_as_written_and_those_of_toml_told_as_plain_decimals() -> None:
    text = (
        HEAD
        + ONE
        + "".join(
            f'[[parameter]]\nid = "p{place}"\nvalue = {written}\n'
            for place, written in enumerate(["0.1", '"10%"', "1e-1", "0.10", "1_000", "-3", '"-0.5%"', "0x10"])
        )
    )
    parameters = scheme_of(text).parameters
    assert [one.value for one in parameters] == ["0.1", "10%", "0.1", "0.10", "1000", "-3", "-0.5%", "16"]
    tenth = Fraction(1, 10)
    assert [one.worth for one in parameters] == [tenth, tenth, tenth, tenth, 1000, -3, Fraction(-1, 200), 16]


def test_a_setting_stands_over_the_value_of_the_file() -> None:
    scheme = read_scheme(Source("s", (HEAD + PARAMETER + 'value = "10%"\n' + ONE).encode()), {"上限": "12.5%"})
    assert (scheme.parameters[0].value, scheme.parameters[0].worth) == ("12.5%", Fraction(1, 8))


@pytest.mark.parametrize("value", ["", "十", "1e3", "+5", ".5", "5.", "10 %", "0x10", "1_000", "nan", "1" * 41, "10%%"])
def test_a_setting_is_a_number_or_a_percentage(value: str) -> None:
    lines = found(HEAD + PARAMETER + ONE, {"上限": value})
    assert len(lines) == 1
    assert lines[0].startswith("--set: ")


def test_a_setting_of_an_unknown_parameter_is_refused() -> None:
    assert [line.split(":")[0] for line in found(HEAD + ONE, {"无": "1"})] == ["--set"]


def test_a_parameter_without_a_value_is_a_fault_for_a_count_alone() -> None:
    assert found(HEAD + PARAMETER + ONE) == []
    assert places_of_a_count(HEAD + PARAMETER + ONE, {}) == ["scheme.toml:3"]
    assert places_of_a_count(HEAD + PARAMETER + ONE, {"上限": "1"}) == []


def test_a_parameter_may_be_refused_for_what_it_is_used_as() -> None:
    text = PLAIN + PARAMETER + quota("好", at_most="上限") + names("lowest", count="上限")
    assert found(text) == []
    for value, entry in (("200%", "[[quota]]"), ("50%", "[[list]]")):  # 2 is no share, half a person no count
        lines = found(text, {"上限": value})
        assert len(lines) == 1
        assert lines[0].startswith("--set: ")
        assert entry in lines[0]


def test_a_rule_and_a_quota_may_share_a_name_and_items_of_two_sheets_an_id() -> None:
    item = '[[sheet.item]]\nid = "1"\nmax = 3\n'
    assert found(PLAIN + rule("得分 < 1", name="同名") + quota("好", name="同名", at_most="1%")) == []
    assert found(HEAD + SHEET + item + '[[sheet]]\nid = "乙"\n' + item + ONE) == []


def test_an_id_that_is_not_a_name_is_allowed_but_cannot_stand_in_an_expression() -> None:
    assert found(HEAD + RECORD.replace('"分"', '"1.1"') + ONE) == []
    assert len(found(HEAD + RECORD.replace('"分"', '"甲-乙"') + '[formula]\n"得分" = "甲-乙"\n')) == 1


def test_titles_steps_defaults_and_places_may_be_left_out() -> None:
    scheme = scheme_of(HEAD + SHEET + '[[sheet.item]]\nid = "1"\nmax = 3\n' + CLASS_A + ONE)
    assert (scheme.sheets[0].title, scheme.sheets[0].items[0].step, scheme.places) == ("述职", Fraction(1, 2), 2)
    assert (scheme.classes[0].title, scheme.is_weighted, scheme.uses_issued) == ("A", False, False)


def test_a_scheme_says_whether_it_needs_the_ballots_issued() -> None:
    scheme: Scheme = scheme_of(PLAIN + rule("得分 < 1 or 得票率(差, 分母=发出票) > 10%"))
    assert scheme.uses_issued


def test_values_that_would_grow_without_end_are_refused() -> None:
    lines = ['"a" = "人数"'] + [f'"{b}" = "{"*".join([a] * 60)}"' for a, b in zip("abcdef", "bcdefg", strict=True)]
    faults = found(HEAD + "[formula]\n" + "\n".join(lines) + '\n"得分" = "1"\n')
    assert faults
    assert "20000" in faults[0]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        b"a" + b".a" * 300_000 + b" = 1\n",
        b"a = " + b"[" * 500_000,
        b"a = " + b"{a=" * 200_000,
        b"a = " + b"9" * 900_000,
        b"[[rule]]\n" * 20_000,
        b'a = "' + b"\\\\" * 400_000,
        b"\x00" * 1000,
        b"x" * 2_000_000,
    ],
)
def test_hostile_files_are_refused(text: bytes) -> None:
    assert found(text)
