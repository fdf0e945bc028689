"""One frozen meeting, three papers: no figure may differ between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.voting.paper_reading import docx_table, docx_text, overview_rows, shown
from tests.voting.sample_figures import big_meeting, confirmed_meeting, hostile_meeting, proposed_meeting
from voting.papers.facts import MeetingFigures
from voting.papers.opinion import opinion_docx
from voting.papers.report import report_docx
from voting.papers.summary import summary_xlsx

Figures = dict[str, str]


def figures_of(meeting: MeetingFigures, number: int) -> Figures:
    """What every paper must say of one appraisee."""
    one = meeting.appraisees[number]
    marks = {label: f"{mark.total} {mark.share}" for mark in one.overall for label in [mark.mark]}
    scores = {sheet.title: sheet.score for sheet in one.sheets}
    return {**marks, **scores, "得分": one.score, "弃权": "0", "回避": "3"}


def figures_in_opinion(meeting: MeetingFigures, number: int) -> Figures:
    paper = opinion_docx(meeting, meeting.appraisees[number])
    head, *sheets, total = docx_table(paper, "专项")
    marks = {label: total[head.index(label)].replace("\n", " ") for label in meeting.mark_labels}
    scores = {row[0]: row[-1] for row in sheets}
    return {**marks, **scores, "得分": total[-1], "弃权": total[-3], "回避": total[-2]}


def figures_in_report(meeting: MeetingFigures) -> list[Figures]:
    head, *rows = docx_table(report_docx(meeting), "序号")
    kept = (*meeting.mark_labels, *meeting.sheet_titles, "得分", "弃权", "回避")
    return [{name: row[head.index(name)].replace("\n", " ") for name in kept} for row in rows]


def figures_in_summary(meeting: MeetingFigures) -> list[Figures]:
    def figures(row: dict[str, object]) -> Figures:
        marks = {label: f"{shown(row[f'{label}/票'])} {shown(row[f'{label}/%'])}" for label in meeting.mark_labels}
        return marks | {name: shown(row[name]) for name in (*meeting.sheet_titles, "得分", "弃权", "回避")}

    return [figures(row) for row in overview_rows(summary_xlsx(meeting))]


@pytest.mark.parametrize("make", [proposed_meeting, confirmed_meeting, hostile_meeting])
def test_opinion_summary_and_report_print_the_same_figures(make: object) -> None:
    meeting = make()  # type: ignore[operator]  # one of the three makers above
    wanted = [figures_of(meeting, number) for number in range(len(meeting.appraisees))]
    assert [figures_in_opinion(meeting, number) for number in range(len(wanted))] == wanted
    assert figures_in_report(meeting) == wanted
    assert figures_in_summary(meeting) == wanted


def test_sixty_appraisees_agree_in_summary_and_report() -> None:
    meeting = big_meeting(60)
    assert figures_in_report(meeting) == figures_in_summary(meeting)


def test_a_figure_changed_in_the_facts_changes_in_all_three_papers() -> None:
    meeting = confirmed_meeting()
    changed = replace(meeting, appraisees=(replace(meeting.appraisees[0], score="77.07"), *meeting.appraisees[1:]))
    assert figures_in_opinion(changed, 0)["得分"] == "77.07"
    assert figures_in_report(changed)[0]["得分"] == "77.07"
    assert figures_in_summary(changed)[0]["得分"] == "77.07"


def test_ballots_ranks_and_grades_agree_too() -> None:
    meeting = confirmed_meeting()
    summary = overview_rows(summary_xlsx(meeting))
    _, *report = docx_table(report_docx(meeting), "序号")
    for one, row, printed in zip(meeting.appraisees, summary, report, strict=True):
        assert shown(row["名次"]) == printed[-2] == one.rank
        assert row["建议等次"].value == printed[-1] == one.proposed_grade
        assert (shown(row["收回"]), shown(row["有效"])) == (printed[2], printed[3]) == ("60", "60")
        text = docx_text(opinion_docx(meeting, one))
        assert f"综合评价等次确定为“{row['确定等次'].value}”" in text
        assert "共发出票60张，收回60张，其中有效票60张，无效票0张。" in text
