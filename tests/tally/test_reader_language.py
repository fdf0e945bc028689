"""Slips of an input method, of Excel, of a hurried hand: each named in the reader's language, with line and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tally import Faults, Source, read_scheme
from tally.cli import parse_settings
from tally.reading.csv_rows import Columns, rows
from tally.reading.faults import FaultList, shown
from tally.reading.lookalikes import Lookalikes
from tally.reading.number_hints import number_hint
from tally.reading.whole_file import write_whole
from tests.tally.house import CLASS_A, HEAD, PLAIN, SCALE, SHEET, quota, rule

ONE = '[formula]\n"得分" = "1"\n'
COLUMNS = Columns(required=("id", "name", "group"), filled=("id",), optional=("unit",))
PARSERS_ENGLISH = re.compile(r"Expected|Invalid|Unclosed|Illegal|Unescaped|Cannot|Errno|line \d|column|statement")


def fault_of(text: str | bytes, settings: Mapping[str, str] | None = None) -> str:
    """The one fault of a scheme, as `LINE: message`."""
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Faults) as found:
        read_scheme(Source("s", data), settings or {})
    (fault,) = found.value.faults
    assert not PARSERS_ENGLISH.search(fault.message), fault
    return f"{fault.line or fault.file}: {fault.message}"


def row_faults(text: str | bytes) -> list[str]:
    faults = FaultList()
    list(rows(Source("f", text if isinstance(text, bytes) else text.encode()), COLUMNS, faults))
    return [f"{fault.line}: {fault.message}" for fault in faults.raised().faults]


SLIPS: Mapping[str, tuple[str, int, str]] = {
    "curly quotes around a value": ("title = “测评”", 3, "中文引号 “"),
    "curly quotes around a name": ("“好” = 90", 3, "中文引号 “"),
    "a curly quote at the end": ('title = "测评”', 3, "引号没有成对，行里有中文引号 ”"),
    "full-width quotes": ("title = ＂测评＂", 3, "中文引号 ＂"),
    "brackets of an input method as quotes": ("title = 「测评」", 3, "中文引号 「"),
    "no quote at the end": ('title = "测评', 3, "引号没有成对，缺了一个"),
    "no quote at the beginning": ('title = 测评"', 3, "引号没有成对，缺了一个"),
    "no quote at the end of a name": ('"得分 = "述职"', 3, "引号没有成对，缺了一个"),
    "no quote at the end of a mark": ('marks = ["好, "较好"]', 3, "引号没有成对，缺了一个"),
    "a text that runs to the end of the file": ('title = """测评', 3, "引号没有成对"),
    "an id without quotes": ("id = A", 3, '“A”没有加引号，要写成 "A"'),
    "an id of Han characters without quotes": ("id = 述职", 3, '“述职”没有加引号，要写成 "述职"'),
    "an id of digits without quotes": ("id = 01", 3, '加引号写成 "01"'),
    "a mark without quotes": ("好 = 90", 3, '“好”没有加引号，要写成 "好"'),
    "an option without quotes": ("options = { 优 = 3 }", 3, '“优”没有加引号，要写成 "优"'),
    "a percentage without quotes": ("at_most = 30%", 3, '加引号，写成 "30%"'),
    "a fraction without quotes": ("at_most = 1/3", 3, '加引号，写成 "1/3"'),
    "a comma for a point": ("max = 0,5", 3, "“0,5”的小数点要写成“.”，如 0.5"),
    "a point without a digit": ("max = .5", 3, "小数点前后都要有数字"),
    "full-width digits": ("max = １０", 3, "“１”是全角的，要写成半角的“1”"),
    "a full-width sign of equality": ("max ＝ 3", 3, "“＝”是全角的，要写成半角的“=”"),
    "a full-width bracket": ("[scale］", 3, "“］”是全角的，要写成半角方括号“]”"),
    "a full-width comma": ('marks = ["好"，"较好"]', 3, "“，”是全角的，要写成半角的“,”"),
    "a stop of an input method": ('title = "测评" 。', 3, "行末多了“。”，请删去"),
    "a full-width space": ("　max = 3", 3, "要写成半角空格"),
    "a number in Chinese": ("max = 三", 3, "阿拉伯数字"),
    "true in Chinese": ("reason = 是", 3, "“是”要写成 true，不加引号"),
    "true as Python has it": ("reason = True", 3, "“True”要写成 true，不加引号"),
    "a zero-width space before a value": ('title = \u200b"测评"', 3, "零宽空格 U+200B"),
    "a zero-width space behind a value": ('title = "测评"\u200b', 3, "零宽空格 U+200B"),
    "a space that does not break": ("\u00a0max = 3", 3, "不换行空格 U+00A0"),
    "a byte order mark inside": ("\ufeffmax = 3", 3, "字节顺序标记 U+FEFF"),
    "a NUL in a text": ('title = "测\0评"', 3, "空字符 U+0000"),
    "a colon": ("max: 3", 3, "用“=”，不能用“:”"),
    "a colon in braces": ('options = { "优": 3 }', 3, "用“=”，不能用“:”"),
    "a comma at the end of braces": ("trim = { each = 1, }", 3, "最后一项的后面不能有逗号"),
    "braces over two lines": ("trim = { each = 1\n}", 3, "写在一行里"),
    "a bracket that is not closed": ('marks = ["好"\nat_most = 1', 4, "没有用“]”结束"),
    "one bracket of two": ("[[grade]", 3, "方括号没有成对"),
    "one bracket too many": ("[grade]]", 3, "方括号没有成对"),
    "no value": ("max =", 3, "缺值"),
    "no sign of equality": ("max 3", 3, "名称后面要有“=”"),
    "two on one line": ("max = 3 step = 1", 3, "后面多了“step = 1”"),
    "a semicolon": ('title = "甲";', 3, "行末多了“;”，请删去"),
    "a full-width semicolon": ('title = "甲"；', 3, "行末多了“；”，请删去"),
    "a comma at the end of a line": ('title = "甲",', 3, "行末多了“,”，请删去"),
    "a full-width comma for a point": ("max = 0，5", 3, "“0，5”的小数点要写成“.”，如 0.5"),
    "a full-width percent sign without quotes": ("at_most = 30％", 3, '加引号，写成 "30％"'),
    "a full-width stroke without quotes": ("at_most = 1／3", 3, '加引号，写成 "1／3"'),
    "a full-width colon": ('title："测评"', 3, "用“=”，不能用“：”"),
    "brackets of an input method": ("【【class】】", 3, "“【”是全角的，要写成半角方括号“[”"),
    "a condition without quotes": ("when = 得分 >= 85 # 线", 3, '没有加引号，要写成 "得分 >= 85"'),
    "a formula without quotes": ('"得分" = 述职 + 1', 3, '没有加引号，要写成 "述职 + 1"'),
    "a note as C has it": ("// 说明", 3, "说明文字前面要写“#”，不能写“//”"),
    "a key twice": ('name = "乙"', 3, "“name”前面已经写过了"),
    "a table twice": ("[scale]\n[scale]", 4, "“scale”前面已经写过了"),
    "a path of Windows": ('title = "C:\\测评"', 3, "“\\”要写成“\\\\”"),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_in_a_scheme_file_is_named_with_its_line_and_remedy(what: str) -> None:
    written, line, said = SLIPS[what]
    fault = fault_of(HEAD + written + "\n")
    assert fault.startswith(f"{line}: ")
    assert said in fault


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD + '[[parameter]]\nid = "线"\nvalue = "0,5"\n' + ONE, 5, "小数点要写成半角的“.”"),
        (HEAD + '[[parameter]]\nid = "线"\nvalue = "８５"\n' + ONE, 5, "半角"),
        (HEAD + '[[parameter]]\nid = "线"\nvalue = "85分"\n' + ONE, 5, "单位"),
        (HEAD + '[[parameter]]\nid = "线"\nvalue = "85\u200b"\n' + ONE, 5, "零宽空格 U+200B"),
        (HEAD + '[scale]\n"好" = "九十"\n' + ONE, 4, "阿拉伯数字"),
        (PLAIN + quota("好", at_most="三成"), 28, "阿拉伯数字"),
        (HEAD + '[formula]\n"得分" = "0,5"\n', 4, "小数点要写成“.”"),
        (PLAIN + quota("好\u200b", at_most="30%"), 27, "好〔零宽空格 U+200B〕”的等次；里面有看不见的字符"),
        (PLAIN + rule("得票率(“差”) > 10%"), 27, "不加引号"),
        (PLAIN + rule("得票率(差) > 10%\u200b"), 27, "零宽空格 U+200B"),
        (PLAIN + rule("得票率(差)\u00a0> 10%"), 27, "不换行空格 U+00A0"),
        (PLAIN.replace('id = "述职"', 'id = "述\u200b职"'), 13, "另有一个“述〔零宽空格 U+200B〕职”"),
        (HEAD + CLASS_A + SCALE + SHEET + "Title = 1\n" + ONE, 12, "大小写不同，要写成“title”"),
        (HEAD + '[[record]]\nid = "分"\nkind = "Flag"\n' + ONE, 5, "大小写不同，要写成“flag”"),
    ],
)
def test_a_slip_inside_quotation_marks_is_named_too(text: str, line: int, said: str) -> None:
    fault = fault_of(text)
    assert fault.startswith(f"{line}: ")
    assert said in fault


def test_a_slip_in_a_setting_is_named_too() -> None:
    text = HEAD + '[[parameter]]\nid = "线"\n' + ONE
    assert "小数点" in fault_of(text, {"线": "0,5"})
    assert "看不见的字符（零宽空格 U+200B），请删去，要写成“线”" in fault_of(text, {"线\u200b": "1"})


def test_a_setting_that_was_refused_before_is_not_refused_again() -> None:
    text = HEAD + '[[parameter]]\nid = "线"\nmin = 1\n' + ONE
    faults = FaultList()
    settings = parse_settings(["线＝2"], faults)
    assert [str(fault) for fault in faults.raised().faults] == ["--set: “线＝2”里的“＝”是全角的，要写成半角的“=”"]
    assert read_scheme(Source("s", text.encode()), settings).parameters[0].worth is None


@pytest.mark.parametrize(
    ("header", "name"), [("id;name;group", "分号"), ("id\tname\tgroup", "制表符"), ("id，name，group", "全角逗号")]
)
def test_columns_that_another_sign_separates_are_one_fault_that_names_it(header: str, name: str) -> None:
    (fault,) = row_faults(header + "\n01;张伟;\n")
    assert fault.startswith("1: ")
    assert name in fault
    assert "半角逗号" in fault


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("01;张伟;", "分号"),
        ("01\t张伟\t", "制表符"),
        ("01，张伟，", "全角逗号"),
        ("01,张伟,2,5", "小数点"),
        ("01,张伟,甲,乙,丙", "双引号括起来"),
    ],
)
def test_a_row_of_another_width_says_what_made_it_so(row: str, said: str) -> None:
    (fault,) = row_faults(f"id,name,group\n{row}\n")
    assert fault.startswith("2: ")
    assert said in fault


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("\ufeff\ufeffid,name,group", "字节顺序标记 U+FEFF"),
        ("id,name,group\u200b", "零宽空格 U+200B"),
        ("ID,name,group", "大小写不同，要写成“id”"),
        ("id, name,group", "空格不同，要写成“name”"),
        ("id,“name”,group", "不要再加引号，要写成“name”"),
        ("ｉｄ,name,group", "全角和半角不同，要写成“id”"),
    ],
)
def test_a_column_that_looks_like_a_known_one_is_told_by_what_it_differs(header: str, said: str) -> None:
    assert any(said in fault for fault in row_faults(header + "\n"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("编号".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\xff\xfe", "Excel 工作簿"),
        ("编号,姓名\n".encode("gbk"), "不是 UTF-8 编码"),
    ],
)
def test_a_file_that_is_not_utf8_is_called_what_it_is(data: bytes, said: str) -> None:
    fault = row_faults(data)[0]
    assert said in fault
    assert fault.startswith("None: " if "工作簿" in said else "1: ")
    assert said in fault_of(data)


@pytest.mark.parametrize(
    ("known", "given", "said"),
    [
        ("01", "1", "Excel"),
        ("1", "1.0", "Excel"),
        ("01", "01\u200b", "看不见的字符（零宽空格 U+200B），请删去，要写成“01”"),
        ("01\u00a0", "01", "另有一个“01〔不换行空格 U+00A0〕”"),
        ("01", " 01", "空格不同"),
        ("A1", "Ａ１", "全角和半角不同"),
        ("A1", "a1", "大小写不同"),
        ("01", "“01”", "不要再加引号"),
        ("01", "“０１”", "是不是“01”？"),
        ("张三", "李四\u200b", "里面有看不见的字符（零宽空格 U+200B），请删去"),
        ("张三", "李四", ""),
    ],
)
def test_an_id_that_looks_like_a_known_one_is_told_by_what_it_differs(known: str, given: str, said: str) -> None:
    hint = Lookalikes([known]).hint(given)
    assert (said in hint) if said else not hint


def test_a_rare_character_of_a_name_is_shown_as_it_is() -> None:
    assert shown("\ue863\U000323b0张") == "\ue863\U000323b0张"
    assert shown("0\u200b1\t") == "0〔零宽空格 U+200B〕1〔制表符 U+0009〕"


@pytest.mark.parametrize("number", ["2.5", "-3", "10%", "1/3", "2／3"])
def test_of_a_number_nothing_is_said(number: str) -> None:
    assert number_hint(number) == ""


@pytest.mark.parametrize("reason", [OSError(5, "Input/output error"), PermissionError(13, "Permission denied")])
def test_what_the_system_says_of_a_file_is_not_handed_on(reason: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise reason

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("tally.reading.whole_file.tempfile.mkstemp", refuse)
    calls: list[Callable[[], object]] = [Source("f", Path("f")).read, lambda: write_whole("f", b"")]
    for call in calls:
        with pytest.raises(Faults) as found:
            call()
        assert not re.search("[A-Za-z]{3}", found.value.faults[0].message)
