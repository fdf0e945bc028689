"""The Word masters: the committed files keep GB/T 9704, and a spoilt one is refused in plain words."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.shared import Mm, Twips

from tests.voting.paper_reading import open_docx
from tests.voting.sample_figures import confirmed_meeting, proposed_meeting
from voting.papers import masters
from voting.papers.feedback import feedback_docx
from voting.papers.masters import MasterFault, documents_folder, master_path
from voting.papers.notice import notice_pdf
from voting.papers.opinion import opinion_docx
from voting.papers.report import report_docx

UPRIGHT = ("opinion.docx", "feedback.docx")


@pytest.mark.parametrize("name", UPRIGHT)
def test_the_page_has_the_margins_of_gb_t_9704(name: str) -> None:
    section = docx.Document(str(master_path(name))).sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin,
             section.right_margin, section.bottom_margin)  # fmt: skip
    wanted = [Mm(side) for side in (210, 297, 37, 28, 26, 35)]
    assert all(
        abs((side or 0) - want) < Twips(2) for side, want in zip(sides, wanted, strict=True)
    )  # Word counts in twips


@pytest.mark.parametrize("name", UPRIGHT)
def test_body_lines_stand_exactly_579_twips_apart_so_that_22_fit(name: str) -> None:
    spacing = docx.Document(str(master_path(name))).styles["Normal"].element.pPr.spacing
    assert (spacing.line, str(spacing.lineRule)) == (Twips(579), "EXACTLY (4)")
    assert 22 * 579 <= 225 / 25.4 * 1440


@pytest.mark.parametrize("name", [*UPRIGHT, "report.docx"])
def test_fonts_that_a_machine_may_lack_name_what_to_fall_back_on(name: str) -> None:
    parts = docx.Document(str(master_path(name))).part.package.iter_parts()
    table = next(part.blob.decode() for part in parts if part.partname == "/word/fontTable.xml")
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="方正小标宋_GBK,华文中宋,SimSun"/>' in table
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,STFangsong"/>' in table


def test_page_numbers_stand_between_dashes_right_on_odd_and_left_on_even_pages() -> None:
    document = docx.Document(str(master_path("opinion.docx")))
    assert document.settings.odd_and_even_pages_header_footer
    odd = document.sections[0].footer.paragraphs[0]
    even = document.sections[0].even_page_footer.paragraphs[0]
    assert odd.text == even.text == "—  —"
    assert "PAGE" in odd._p.xml
    assert (str(odd.alignment), str(even.alignment)) == ("RIGHT (2)", "LEFT (0)")


def test_no_paper_says_who_made_it_or_when() -> None:
    meeting = confirmed_meeting()
    core = open_docx(opinion_docx(meeting, meeting.appraisees[0])).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")


@pytest.fixture
def own_masters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the masters that a test may spoil."""
    folder = tmp_path / "documents"
    shutil.copytree(documents_folder(), folder)
    monkeypatch.setattr(masters, "documents_folder", lambda: folder)
    return folder


def test_an_edited_master_is_used_at_once(own_masters: Path) -> None:
    meeting = confirmed_meeting()
    document = docx.Document(str(own_masters / "opinion.docx"))
    document.add_paragraph("抄送:{{ 机关 }}办公室")
    document.save(str(own_masters / "opinion.docx"))
    paper = open_docx(opinion_docx(meeting, meeting.appraisees[0]))
    assert paper.paragraphs[-1].text == "抄送:中共立新农场委员会办公室"


def test_a_field_that_does_not_exist_is_named(own_masters: Path) -> None:
    meeting = confirmed_meeting()
    document = docx.Document(str(own_masters / "opinion.docx"))
    document.add_paragraph("{{ 籍贯 }}")
    document.save(str(own_masters / "opinion.docx"))
    with pytest.raises(MasterFault, match=r"opinion\.docx.*籍贯"):
        opinion_docx(meeting, meeting.appraisees[0])


def test_a_loop_left_open_is_refused_in_plain_words(own_masters: Path) -> None:
    meeting = confirmed_meeting()
    document = docx.Document(str(own_masters / "opinion.docx"))
    document.add_paragraph("{%p for 段 in 等次意见 %}")
    document.save(str(own_masters / "opinion.docx"))
    with pytest.raises(MasterFault, match="填不进去"):
        opinion_docx(meeting, meeting.appraisees[0])


def test_a_missing_or_broken_master_says_what_to_do(own_masters: Path) -> None:
    (own_masters / "report.docx").write_bytes(b"not a Word file")
    with pytest.raises(MasterFault, match="换回原来的模板"):
        report_docx(proposed_meeting())
    (own_masters / "report.docx").unlink()
    with pytest.raises(MasterFault, match="放回"):
        report_docx(proposed_meeting())


def test_a_spoilt_typst_master_is_refused_too(own_masters: Path) -> None:
    (own_masters / "notice.typ").write_text("#let data = json(bytes(sys.inputs.data))\n#data.籍贯", encoding="utf-8")
    with pytest.raises(MasterFault, match=r"notice\.typ.*籍贯"):
        notice_pdf("会议", "2026年12月26日", "5e" * 32)


def test_a_master_cannot_reach_into_the_program(own_masters: Path) -> None:
    meeting = confirmed_meeting()
    document = docx.Document(str(own_masters / "opinion.docx"))
    document.add_paragraph("{{ 姓名.__class__.__mro__ }}")
    document.save(str(own_masters / "opinion.docx"))
    with pytest.raises(MasterFault):
        opinion_docx(meeting, meeting.appraisees[0])


# The order in which Word wants these, as far as our papers use them (ECMA-376 part 1, 17.3 and 17.4).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook",
}


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


@pytest.mark.parametrize("make", ["opinion", "report", "feedback"])
def test_word_finds_every_property_once_and_in_its_order(make: str) -> None:
    meeting = proposed_meeting()
    first = meeting.appraisees[0]
    paper = {
        "opinion": lambda: opinion_docx(meeting, first),
        "report": lambda: report_docx(meeting),
        "feedback": lambda: feedback_docx(meeting, first),
    }[make]()
    checked = 0
    for part in open_docx(paper).part.package.iter_parts():
        if str(part.partname).startswith("/word/") and str(part.partname).endswith(".xml"):
            for element in ElementTree.fromstring(part.blob).iter():
                kind = local(element)
                if kind in ORDER:
                    names = [local(child) for child in element]
                    assert names == sorted(set(names), key=ORDER[kind].split().index), (part.partname, kind)
                    checked += 1
    assert checked > 100
