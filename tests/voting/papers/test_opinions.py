"""综合评价意见（全部）: the opinions of all in one zip."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.voting.paper_reading import docx_text
from tests.voting.sample_figures import LONG_NAME, big_meeting, confirmed_meeting, hostile_meeting
from voting.papers.opinions import opinions_zip
from voting.papers.packing import safe_name


def test_the_zip_holds_one_paper_for_each_under_safe_names() -> None:
    with zipfile.ZipFile(io.BytesIO(opinions_zip(hostile_meeting()))) as bundle:
        names = bundle.namelist()
        assert names[:3] == [f"01-{LONG_NAME}.docx", "02-_张_&_建国_.docx", "03-a_b_c____.docx"]
        assert len(names) == 13
        assert "关于a/b\\c:*?|.." in docx_text(bundle.read(names[2]))


def test_sixty_opinions_are_made_and_none_overwrites_another() -> None:
    with zipfile.ZipFile(io.BytesIO(opinions_zip(big_meeting(60)))) as bundle:
        assert len(set(bundle.namelist())) == 60
        assert "关于第60党支部书记" in docx_text(bundle.read("60-第60党支部书记.docx"))


@pytest.mark.parametrize(
    ("name", "safe"), [("", "未命名"), ("...", "未命名"), ("张\n建国", "张 建国"), ("a" * 99, "a" * 60)]
)
def test_a_file_name_is_never_empty_dotted_or_endless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_the_same_figures_give_the_same_bytes() -> None:
    assert opinions_zip(confirmed_meeting()) == opinions_zip(confirmed_meeting())
