"""The notice for the wall: one page, in plain words."""

from __future__ import annotations

import io

import pypdf

from tests.voting.paper_reading import pdf_fonts, pdf_text
from voting.papers.notice import notice_pdf

FINGERPRINT = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"


def test_the_notice_is_one_page_and_says_both_what_is_and_is_not_known() -> None:
    paper = notice_pdf("立新农场2026年度落实主体责任述职评议会议", "2026年12月26日", FINGERPRINT)
    assert len(pypdf.PdfReader(io.BytesIO(paper)).pages) == 1
    text = pdf_text(paper).replace(" ", "").replace("\n", "")
    for words in ("谁投的、投了什么", "您自己查得到", "系统不知道的", "系统知道的", "系统防不住的", "5e884898"):
        assert words in text
    assert all(carried for _, carried in pdf_fonts(paper))


def test_the_notice_of_a_meeting_with_a_very_long_title_is_still_one_page() -> None:
    paper = notice_pdf("会议名称" * 30, "2026年12月26日", FINGERPRINT)
    assert len(pypdf.PdfReader(io.BytesIO(paper)).pages) == 1
