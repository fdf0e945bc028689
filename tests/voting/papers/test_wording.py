"""The phrases that the papers share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.sample_figures import confirmed_meeting
from voting.papers import wording


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("立新农场2026年度落实主体责任述职评议会议", "2026年度落实主体责任述职评议考核"),
        ("某街道2026年度社区书记述职评议大会", "2026年度社区书记述职评议考核"),
        ("2026年度述职评议考核工作会议", "2026年度述职评议考核"),
        ("年终民主测评会", "年终民主测评"),
    ],
)
def test_the_matter_of_a_meeting_is_its_title_without_place_and_meeting(title: str, matter: str) -> None:
    assert wording.matter(title) == matter


@pytest.mark.parametrize(
    ("unit", "post", "printed"),
    [
        ("机关第一党支部", "党支部书记", "机关第一党支部书记"),
        ("立新农场", "场党委书记", "立新农场场党委书记"),
        ("橡胶加工厂", "橡胶加工厂厂长", "橡胶加工厂厂长"),
        ("", "书记", "书记"),
        ("城东社区", "", "城东社区"),
        ("", "", ""),
    ],
)
def test_unit_and_post_say_nothing_twice(unit: str, post: str, printed: str) -> None:
    one = replace(confirmed_meeting().appraisees[0], unit=unit, post=post)
    assert wording.unit_and_post(one) == printed


@pytest.mark.parametrize(
    ("name", "post", "after"),
    [
        ("张建国", "党支部书记", "同志"),
        ("第一党支部书记", "党支部书记", ""),  # a post stands for the name
        ("城东社区", "", ""),  # a unit is nobody's comrade
    ],
)
def test_only_a_person_is_called_comrade(name: str, post: str, after: str) -> None:
    one = replace(confirmed_meeting().appraisees[0], name=name, post=post)
    assert wording.honorific(one) == after


def test_a_plan_is_named_in_book_title_marks_once() -> None:
    meeting = confirmed_meeting()
    assert wording.plan_name(meeting) == "《立新农场2026年度落实主体责任述职评议考核工作方案》"
    assert wording.plan_name(replace(meeting, scheme_source="《工作方案》第三条")) == "《工作方案》第三条"
    assert wording.plan_name(replace(meeting, scheme_source="")) == f"《{meeting.scheme_name}》"


def test_control_characters_and_line_breaks_leave_a_cell() -> None:
    assert wording.plain(" 张\x00建\ud800国\r\n\t书记 ") == "张建国 书记"


def test_the_paragraphs_of_a_text_are_its_lines_without_blank_ones() -> None:
    assert wording.paragraphs("一是甲。\r\n\r\n  二是乙。\n") == ("一是甲。", "二是乙。")
    assert wording.paragraphs(" \n") == ()


@pytest.mark.parametrize(
    ("title", "most", "lines"),
    [
        ("2026年度落实主体责任述职评议考核", 19, ["2026年度落实主体责任述职评议考核"]),
        (
            "2026年度党组织书记抓基层党建和落实党风廉政建设主体责任、意识形态责任制述职评议考核",
            19,
            ["2026年度党组织书记抓基层党建", "和落实党风廉政建设主体责任、", "意识形态责任制述职评议考核"],
        ),
        (
            "立新农场2026年度党组织书记抓基层党建和落实党风廉政建设主体责任、意识形态责任制述职评议会议",
            33,
            ["立新农场2026年度党组织书记抓基层党建", "和落实党风廉政建设主体责任、意识形态责任制述职评议会议"],
        ),
        ("A" + "甲" * 7 + "B", 4, ["A甲甲", "甲甲甲", "甲甲B"]),  # two full lines, but none can end at half a character
    ],
)
def test_a_long_title_is_broken_where_a_phrase_ends_into_lines_about_equally_long(
    title: str, most: float, lines: list[str]
) -> None:
    assert wording.balanced(title, most).split("\n") == lines


@given(st.text("甲乙、和的2026年a ", max_size=120), st.integers(5, 40))
def test_a_broken_title_keeps_every_character_and_no_line_is_too_long(title: str, most: int) -> None:
    lines = wording.balanced(title, most).split("\n")
    assert "".join(lines).replace(" ", "") == wording.plain(title).replace(" ", "")
    assert all(wording.ems(line) <= most for line in lines)


@pytest.mark.parametrize(
    ("deadline", "before"),
    [
        ("2027年3月31日前", "2027年3月31日"),
        ("三月底之前。", "三月底"),
        ("月底以前", "月底"),
        ("2027年", "2027年"),
    ],
)
def test_what_is_asked_for_before_a_day_is_not_asked_for_before_before_it(deadline: str, before: str) -> None:
    assert wording.until(deadline) == before
