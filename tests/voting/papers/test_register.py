"""The register of papers is complete: each has its folder, its master, its words, its test and its row on the page."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from voting.papers import masters
from voting.papers.field_list import field_list
from voting.papers.master_fields import fields_of
from voting.papers.paper import Bundle, Download, Paper
from voting.papers.register import DOWNLOADS, OF_MEETING, PAPERS
from voting.words import Said

ROOM = Path(masters.__file__).parent
TESTS = Path(__file__).parent
KEYS = [paper.key for paper in PAPERS]


def test_every_folder_of_the_room_is_a_paper_of_the_register_and_every_paper_has_one() -> None:
    folders = {file.parent.name for file in ROOM.glob("*/*.py")}
    assert folders == set(KEYS)
    assert len(KEYS) == len(set(KEYS))


@pytest.mark.parametrize("paper", PAPERS, ids=KEYS)
def test_the_folder_of_a_paper_is_named_by_its_key(paper: Paper) -> None:
    assert import_module(f"voting.papers.{paper.key}").PAPER is paper


def test_every_file_in_the_folder_of_masters_belongs_to_one_paper_and_is_there() -> None:
    """Nothing lies there but what an office opens: masters in Word and Typst, and what tells of them."""
    files = sorted(file.name for file in masters.documents_folder().iterdir())
    named = sorted(paper.master.file for paper in PAPERS if paper.master)
    assert files == sorted([*named, "README.md"])
    assert {Path(name).suffix for name in named} == {".docx", ".typ"}


@pytest.mark.parametrize("key", KEYS)
def test_every_paper_has_a_test_of_its_own(key: str) -> None:
    assert (TESTS / f"test_{key}.py").is_file()


@pytest.mark.parametrize("paper", DOWNLOADS, ids=lambda paper: paper.key)
def test_every_paper_of_the_page_says_in_both_languages_what_it_is(paper: Download) -> None:
    said: list[Said] = [paper.label, paper.kind.form]
    said += [paper.about] if paper.about else []
    said += [paper.pill.words] if paper.pill else []
    assert paper.about or paper not in OF_MEETING
    for words in said:
        assert words.zh.format(people=13)
        assert words.en.format(people=13).isascii()
        assert ("{people}" in words.zh) == ("{people}" in words.en)


def test_no_two_papers_share_a_name_in_log_and_archive() -> None:
    titles = [paper.title for paper in DOWNLOADS]
    assert len(titles) == len(set(titles))


def test_only_the_archive_is_made_of_more_than_figures() -> None:
    assert [paper.key for paper in DOWNLOADS if isinstance(paper, Bundle)] == ["archive"]


def test_the_command_lists_every_field_of_every_master() -> None:
    told = field_list()
    for paper in PAPERS:
        if paper.master:
            assert f"{paper.master.file}　{paper.label.zh}\n" in told
            assert all(f"  {field}" in told for field in fields_of(paper.master.fields))
    assert "  得票表（逐项“行”：行.名称、行.得票（逐项“格”：格.票数、格.得票率）、行.弃权、行.回避、行.得分）" in told
    assert "  待研究确定（真假）" in told
