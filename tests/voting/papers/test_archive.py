"""归档包: which papers lie in it, by which names. What else it holds is asked in tests/voting/test_archive.py."""

from __future__ import annotations

from tests.voting.sample_figures import confirmed_meeting, hostile_meeting
from voting.meeting.outcome.exporting import archived_papers
from voting.papers.register import DOWNLOADS


def test_every_paper_that_goes_into_the_archive_is_there_and_no_bundle_within_the_bundle() -> None:
    names = list(archived_papers(confirmed_meeting()))
    kinds = {name.partition("/")[0].partition(".")[0] for name in names}
    assert kinds == {paper.title for paper in DOWNLOADS if paper.in_archive}
    assert kinds >= {"计票结果报告单", "测评结果汇总表", "整改台账", "综合评价意见", "反馈意见"}
    assert not any(name.endswith(".zip") for name in names)


def test_a_paper_on_a_person_lies_in_the_folder_of_its_kind_under_number_and_safe_name() -> None:
    names = list(archived_papers(hostile_meeting()))
    assert "计票结果报告单.docx" in names
    assert "反馈意见/02-_张_&_建国_.docx" in names
    assert "综合评价意见/03-a_b_c____.docx" in names
    assert len([name for name in names if name.startswith("反馈意见/")]) == 13
