"""What a scheme quotes stands in its source document, and the points of its rubrics are those printed there."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest

from tally import Source, read_scheme
from tally.reading.figures import exact_decimal
from tally.regulation.scheme import Item, Limit, NameList, Quota, Rule, Scheme
from tests.tally.schemes.quoting import SOURCES, document, document_of, plain, quoted, source_of
from tests.tally.schemes.sample import NAMES, SCHEMES, worked

Entries = tuple[Rule | Quota | NameList | Limit, ...]
NUMBERS = sorted({document_of(name) for name in NAMES})


def scheme_of(name: str) -> Scheme:
    return read_scheme(Source(f"{name}.toml", SCHEMES / f"{name}.toml"))


def items(name: str) -> tuple[Item, ...]:
    (sheet,) = scheme_of(name).sheets
    return sheet.items


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_quoted_stands_in_the_source(name: str) -> None:
    text, pieces = source_of(name), quoted(name)
    assert [piece for piece in pieces if piece not in text] == []
    assert bool(pieces) == worked(name).get("quotes", True)


def test_the_documents_are_whole_and_as_they_were_found() -> None:
    sums = dict(line.split()[::-1] for line in (SOURCES / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert sums == {f"{number}.txt": sha256((SOURCES / f"{number}.txt").read_bytes()).hexdigest() for number in NUMBERS}


@pytest.mark.parametrize("name", ["observation-village", "observation-liangxin"])
def test_an_item_has_the_points_that_are_printed_behind_it(name: str) -> None:
    text = source_of(name)
    wrong = [item.id for item in items(name) if f"{plain(item.title)}（{exact_decimal(item.max)}分）" not in text]
    # 5.2 breaks off before its points: 10 of the part less 5 of its first item
    assert wrong == ([] if name == "observation-village" else ["5.2"])


def test_an_item_of_the_community_has_the_points_that_are_printed_before_its_number() -> None:
    text = source_of("community-organisation")
    for item in items("community-organisation"):
        number = item.id.split(".")[1]
        assert f"{exact_decimal(item.max)}{number}、{plain(item.title)[:12]}" in text, item.id


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("observation-village", {"党建基础": 25, "组织建设": 30, "党员管理": 20, "活动开展": 15, "工作保障": 10}),
        ("observation-liangxin", {"党建基础": 15, "组织建设": 30, "党员管理": 25, "活动开展": 20, "工作保障": 10}),
        ("community-organisation", {"社区班子队伍建设": 30, "党员队伍建设": 19, "工作机制": 9}),
    ],
)
def test_the_parts_of_a_rubric_add_up(name: str, parts: dict[str, int]) -> None:
    sums = {part: sum(item.max for item in items(name) if item.section == part) for part in parts}
    assert sums == parts
    assert {item.section for item in items(name)} == set(parts)


def test_an_indicator_of_the_county_has_the_points_of_its_heading_and_those_of_its_lines() -> None:
    for record in (one for one in scheme_of("party-building-county").records if "·" in one.title):
        head, _, body = record.title.partition("：")
        printed = re.findall(r"（([\d.]+)分）", head)
        assert printed == [exact_decimal(record.maximum or Fraction(0))], record.id
        lines = sum(Decimal(points) for points in re.findall(r"(?:（|，)([\d.]+)分）", body))
        # the document prints 2 points over this one line of 1 point
        assert lines == (1 if record.id == "思想_基层宣讲" else Decimal(printed[0])), record.id


def test_the_indicators_of_the_county_add_up_to_two_hundred() -> None:
    most = {one.id: one.maximum or 0 for one in scheme_of("party-building-county").records}

    def total(*prefixes: str) -> float:
        return float(sum(points for id, points in most.items() if id.startswith(prefixes)))

    assert total("专项_") == 15
    assert total("思想_") == 35
    assert total("脱贫_") == total("城市_") == 5
    assert total("组织_", "脱贫_", "代表_", "党员_") == 60
    assert total("专项_", "思想_", "组织_", "脱贫_", "代表_", "党员_", "其余四项") == 200


def test_the_sixteen_offices_have_the_points_of_the_table() -> None:
    text = document((SOURCES / "004.txt").read_text(encoding="utf-8"))
    records = scheme_of("street-routine").records
    assert len(records) == 16
    assert sum(one.maximum or 0 for one in records) == 100
    for record in records:
        found = re.fullmatch(r".*?：(\d+\..*)（(\d+)分）", record.title)
        assert found is not None
        what, points = found.groups()
        assert points == exact_decimal(record.maximum or Fraction(0))
        assert f"{what.replace('.', '、')}{points}分{record.department}" in text


def test_what_is_taken_off_an_item_of_the_community_is_what_its_line_says() -> None:
    for item in items("community-organisation"):
        for deduction in item.deductions:
            behind = plain(item.title).partition(plain(deduction.title))[2]
            takes_all = plain(deduction.title).endswith("不得分") and deduction.points == item.max
            assert takes_all or re.match(rf"的?，?扣{exact_decimal(deduction.points)}", behind), deduction.title


@pytest.mark.parametrize("name", NAMES)
def test_no_remark_of_ours_stands_in_a_clause(name: str) -> None:
    scheme = scheme_of(name)
    entries: Entries = (*scheme.rules, *scheme.quotas, *scheme.lists, *scheme.limits)
    assert [entry.name for entry in entries if "〔" in entry.clause] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_sheets_own_score_is_what_the_formula_reads(name: str) -> None:
    scheme = scheme_of(name)
    assert [sheet.id for sheet in scheme.sheets if sheet.id not in scheme.read_names] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_article_stands_in_the_document(name: str) -> None:
    scheme, text = scheme_of(name), source_of(name)
    entries: Entries = (*scheme.rules, *scheme.quotas, *scheme.lists, *scheme.limits)
    articles = {entry.article for entry in (*scheme.grades, *entries) if entry.article}
    for article in articles:
        part, clauses = article.removeprefix("篇三").removeprefix("第").split("条", 1)
        for clause in re.findall("第([一二三四五六七])款", clauses):
            assert f"{part}、" in text, article
            assert f"（{clause}）" in text, article
