"""Opinions and papers at the desk: what was written, what is handed out, and that no figure differs anywhere."""

from __future__ import annotations

import io
import json
import re
import zipfile
from hashlib import sha256
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tally.evidence.verify import verify
from tests.voting.counted import Counted, counted, hands
from tests.voting.paper_reading import docx_table, docx_text, open_xlsx, overview_rows, shown
from tests.voting.test_desk_results import BODY, MARKS, MINUTES, results, rows_of, ruled, text_of
from voting.app import make_app
from voting.meeting.house import House
from voting.papers import masters
from voting.papers.register import OF_MEETING, OF_PERSON
from voting.storage.registry import AuditEntry

TEXTS = {
    "strengths": "一是带头讲党课。\r\n二是下基层多。",
    "problems": "一是材料报送拖拉。\r\n二是<会议>&偏多。",
    "demands": "制定整改方案。",
    "deadline": "2027年3月31日",
}
LABELS = ("好", "较好", "一般", "差")


@pytest.fixture
def app(house: House) -> Flask:
    return make_app(house)


@pytest.fixture
def meeting(house: House) -> Counted:
    held = counted(house, MARKS, {"02": ["材料写得多，下队少。"]})
    held.release()
    return held


@pytest.fixture
def desk(meeting: Counted, app: Flask) -> FlaskClient:
    return meeting.visitor(app)


def paper(meeting: Counted, desk: FlaskClient, which: str) -> bytes:
    """Download a paper; the file must be one."""
    answer = desk.post(f"/desk/{meeting.id}/papers/{which}")
    assert answer.status_code == 200
    return answer.get_data()


def name_of(meeting: Counted, desk: FlaskClient, which: str) -> str:
    """The Chinese name a download is offered under (RFC 5987)."""
    header = desk.post(f"/desk/{meeting.id}/papers/{which}").headers["Content-Disposition"]
    found = re.search(r"filename\*=UTF-8''(\S+)", header)
    assert found
    assert header.isascii()
    return unquote(found[1])


def confirm(meeting: Counted, desk: FlaskClient) -> None:
    desk.post(results(meeting, "/rest"), data={"decided_by": BODY, "document": MINUTES})
    for place, grade in ((1, "较好"), (3, "较好")):
        desk.post(results(meeting, f"/{place}"), data=ruled(grade))
    changed = ruled("较好", reason="按收回票计算未超过上限", document=MINUTES)
    desk.post(results(meeting, "/5"), data=changed)
    assert desk.post(results(meeting, "/confirm")).status_code == 302


def exports(house: House) -> list[dict[str, str]]:
    with house.reading() as session:
        query = select(AuditEntry).where(AuditEntry.act == "导出文书").order_by(AuditEntry.sequence)
        return [json.loads(one.detail) for one in session.scalars(query)]


def test_an_opinion_is_kept_as_typed_and_stands_in_the_paper(meeting: Counted, desk: FlaskClient) -> None:
    answer = desk.post(f"/desk/{meeting.id}/opinions/2", data={**TEXTS, "then": "next"})
    assert answer.headers["Location"].endswith("/opinions/3")
    page = desk.get(f"/desk/{meeting.id}/opinions/2").get_data(as_text=True)
    assert "二是&lt;会议&gt;&amp;偏多。</textarea>" in page
    assert "材料写得多，下队少。" in page
    text = docx_text(paper(meeting, desk, "opinion/2"))
    assert "一是带头讲党课。\n" in text
    assert "二是<会议>&偏多。" in text
    assert "2027年3月31日" in text


def test_an_opinion_that_is_refused_keeps_what_was_written(meeting: Counted, desk: FlaskClient) -> None:
    answer = desk.post(f"/desk/{meeting.id}/opinions/2", data={**TEXTS, "deadline": "日" * 61})
    assert answer.status_code == 400
    assert "整改时限请控制在60字以内。" in text_of(answer)
    assert "一是材料报送拖拉。" in text_of(answer)
    assert meeting.figures().appraisees[1].problems == ""


def test_the_list_says_whose_opinion_is_written(meeting: Counted, desk: FlaskClient) -> None:
    desk.post(f"/desk/{meeting.id}/opinions/2", data=TEXTS)
    html = desk.get(f"/desk/{meeting.id}/opinions").get_data(as_text=True)
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>\s*<td.*?</tr>", html, re.DOTALL)]
    assert len(rows) == 5
    assert rows[1].count("已写") == 3
    assert rows[0].count("未写") == 4
    assert "2027年3月31日" in rows[1]


def test_the_last_opinion_leads_back_to_the_list_and_a_wrong_place_is_refused(
    meeting: Counted, desk: FlaskClient
) -> None:
    answer = desk.post(f"/desk/{meeting.id}/opinions/5", data={**TEXTS, "then": "next"})
    assert answer.headers["Location"].endswith("/opinions")
    assert desk.post(f"/desk/{meeting.id}/opinions/6", data=TEXTS).status_code == 404
    assert desk.get(f"/desk/{meeting.id}/opinions/0").status_code == 404


def test_papers_before_confirmation_are_called_drafts_in_page_name_and_text(
    meeting: Counted, desk: FlaskClient
) -> None:
    assert "等次还没有确认：带“建议等次”字样的文书是讨论稿" in text_of(desk.get(f"/desk/{meeting.id}/papers"))
    assert name_of(meeting, desk, "opinion/2") == "综合评价意见-02-场党委书记（建议等次）.docx"
    assert name_of(meeting, desk, "summary") == "测评结果汇总表-年度述职评议会议（建议等次）.xlsx"
    assert name_of(meeting, desk, "report") == "计票结果报告单-年度述职评议会议.docx"
    assert "建议等次（待研究确定）" in docx_text(paper(meeting, desk, "opinion/2"))
    confirm(meeting, desk)
    assert name_of(meeting, desk, "opinion/2") == "综合评价意见-02-场党委书记.docx"
    assert name_of(meeting, desk, "opinions") == "综合评价意见（全部）-年度述职评议会议.zip"
    assert "综合评价等次确定为“差”" in docx_text(paper(meeting, desk, "opinion/2"))
    assert "讨论稿" not in text_of(desk.get(f"/desk/{meeting.id}/papers"))


def test_the_feedback_is_made_only_of_confirmed_grades(meeting: Counted, desk: FlaskClient) -> None:
    answer = desk.post(f"/desk/{meeting.id}/papers/feedback/2", follow_redirects=True)
    assert "反馈意见要发给本人，须在确认等次之后制作。" in text_of(answer)
    assert exports(meeting.house) == []
    confirm(meeting, desk)
    assert "综合评价等次确定为“差”" in docx_text(paper(meeting, desk, "feedback/2"))


def test_every_download_is_noted_with_its_hash(meeting: Counted, desk: FlaskClient) -> None:
    content = paper(meeting, desk, "opinion/2")
    assert exports(meeting.house) == [
        {
            "paper": "综合评价意见",
            "appraisee": "02",
            "file": "综合评价意见-02-场党委书记（建议等次）.docx",
            "sha256": sha256(content).hexdigest(),
        }
    ]
    page = text_of(desk.get(f"/desk/{meeting.id}/papers"))
    assert f"秘书 综合评价意见-02-场党委书记（建议等次）.docx {sha256(content).hexdigest()}" in page


def test_the_zip_holds_the_same_opinion_for_each_appraisee(meeting: Counted, desk: FlaskClient) -> None:
    with zipfile.ZipFile(io.BytesIO(paper(meeting, desk, "opinions"))) as bundle:
        names = bundle.namelist()
        assert names[1] == "02-场党委书记.docx"
        assert len(names) == 5
        assert docx_text(bundle.read(names[4])) == docx_text(paper(meeting, desk, "opinion/5"))


def test_the_ledger_has_the_problems_that_were_written(meeting: Counted, desk: FlaskClient) -> None:
    desk.post(f"/desk/{meeting.id}/opinions/2", data=TEXTS)
    sheet = open_xlsx(paper(meeting, desk, "ledger"))["整改台账"]
    assert "一是材料报送拖拉。" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_archive_waits_for_confirmation_and_then_verifies(meeting: Counted, desk: FlaskClient) -> None:
    answer = desk.post(f"/desk/{meeting.id}/papers/archive", follow_redirects=True)
    assert "会议现处于“已计票”，此操作只能在“已确认”、“已封存”时进行。" in text_of(answer)
    assert exports(meeting.house) == []
    confirm(meeting, desk)
    assert verify(paper(meeting, desk, "archive")) == []


def test_what_is_no_paper_and_who_is_no_appraisee_are_refused_in_words(meeting: Counted, desk: FlaskClient) -> None:
    for which in ("passwd", "opinion", "passwd/1", "report/1", "opinion/6", "opinion/0"):
        answer = desk.post(f"/desk/{meeting.id}/papers/{which}")
        assert answer.status_code == 404
        assert "没有这" in text_of(answer)


def test_a_spoilt_master_is_said_so_and_no_download_is_noted(
    meeting: Counted, desk: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr(masters, "documents_folder", lambda: tmp_path)
    answer = desk.post(f"/desk/{meeting.id}/papers/report", follow_redirects=True)
    assert "找不到文书模板“report.docx”" in text_of(answer)
    assert exports(meeting.house) == []


def test_results_page_appraisees_page_word_and_excel_show_the_same_figures(meeting: Counted, desk: FlaskClient) -> None:
    confirm(meeting, desk)
    table = rows_of(desk.get(results(meeting)).get_data(as_text=True))
    excel = overview_rows(paper(meeting, desk, "summary"))
    head, *report = docx_table(paper(meeting, desk, "report"), "序号")
    finals = {"01": "较好", "02": "差", "03": "较好", "04": "好", "05": "较好"}
    for place, (code, final) in enumerate(finals.items(), 1):
        screen, row, line = table[code], excel[place - 1], report[place - 1]
        printed = dict(zip(head, line, strict=True))
        opinion = paper(meeting, desk, f"opinion/{place}")
        titles, *sheets, total = docx_table(opinion, "专项")
        word = dict(zip(titles, total, strict=True))
        for label in LABELS:
            figure = screen[label]
            assert figure == f"{shown(row[f'{label}/票'])} {shown(row[f'{label}/%'])}"
            assert figure == word[label].replace("\n", " ") == printed[label].replace("\n", " ")
        assert screen["score"] == shown(row["得分"]) == printed["得分"] == total[-1]
        assert screen["rank"] == shown(row["名次"]) == printed["名次"]
        assert screen["proposed"].split()[-1] == row["建议等次"].value == line[-1]
        assert screen["final"].split()[0] == row["确定等次"].value == final
        assert f"综合评价等次确定为“{final}”" in docx_text(opinion)
        page = desk.get(results(meeting, f"/{place}")).get_data(as_text=True)
        own = re.findall(r'<strong data-figure="sheet">([^<]+)</strong>', page)
        assert own == [shown(row[title]) for title in meeting.figures().sheet_titles] == [sheet[-1] for sheet in sheets]


def test_classes_with_too_few_ballots_are_merged_on_every_page(house: House, app: Flask) -> None:
    """5 A and 5 C cast, of B only 3: B joins A. A+B: 8 好; C: 2 好, 3 较好."""
    given = ["好"] * 8 + [""] * 2 + ["好"] * 2 + ["较好"] * 3
    held = counted(house, [given], seats={"A": 5, "B": 5, "C": 5})
    held.release()
    client = held.visitor(app)
    page = text_of(client.get(results(held, "/1")))
    assert "档次 A、B票 C票 合计 得票率 好 8 2 10 76.92%" in page
    assert "B票 C票" not in page.replace("A、B票 C票", "")
    text = text_of(client.get(results(held)))
    assert "合并统计，以免从小组票数推断个人投票" in text
    assert "A、B 场领导班子成员、党委委员、纪委委员 10 8 8 0" in text


def test_the_opinion_says_by_which_figures_a_grade_was_lowered_and_the_letter_by_which_rule(
    meeting: Counted, desk: FlaskClient
) -> None:
    """02: 一般 3 on each of three sheets, 9 of 60 marks = 15 %; 03: two of five may be 好, a tie straddles the edge."""
    confirm(meeting, desk)
    lowered = docx_text(paper(meeting, desk, "opinion/2"))
    assert "规则“一般、差票超过上限”：" in lowered
    assert "9÷60=15%" in lowered
    assert "由“较好”降为“差”。（原文：现场测评“一般”“差”票超过10%……综合评价等次确定为“差”" in lowered
    quota = docx_text(paper(meeting, desk, "opinion/3"))
    assert "比例限制“好的比例”：已定等次的5人，5×50% = 2.5，舍去零头，至多2人可留" in quota
    letter = docx_text(paper(meeting, desk, "feedback/2"))
    assert "按规则“一般、差票超过上限”，由“较好”降为“差”。" in letter
    assert "15%" not in letter
    assert not re.search(r"[(:;]|\d,\D", lowered.replace("SHA-256", "")), "half-width signs in a Chinese paper"


def test_a_class_that_votes_with_another_is_named_with_it_and_by_no_noughts(house: House, app: Flask) -> None:
    held = counted(house, [hands(10, 8)], seats={"A": 3, "B": 5, "C": 10})
    held.release()
    desk = held.visitor(app)
    report = docx_table(paper(held, desk, "report"), "票类")
    assert [row[0] for row in report[1:]] == [
        "B票（党委委员、纪委委员，含场领导班子成员）",
        "C票（支部书记、党员代表）",
        "合计",
    ]
    (one,) = held.figures().appraisees
    assert one.explanation[0] == "收回评议此人的票：B类8张、C类10张，共18张（发出B类8张、C类10张）。"


def test_the_page_has_every_paper_of_the_register_in_its_order(meeting: Counted, desk: FlaskClient) -> None:
    page = desk.get(f"/desk/{meeting.id}/papers").get_data(as_text=True)
    offered = re.findall(rf'action="/desk/{meeting.id}/papers/([^"]+)"', page)
    of_person = [(paper, f"{paper.key}/{number}") for number in range(1, 6) for paper in OF_PERSON]
    papers = [*((paper, paper.key) for paper in OF_MEETING), *of_person]
    assert offered == [address for _, address in papers]
    waiting = re.findall(r"papers/([^\"]+)\" data-download>(?:(?!</form>).)*?disabled", page, re.DOTALL)
    assert waiting == [address for paper, address in papers if paper.after_confirming]
    assert {"archive", "feedback/1", "feedback/5"} <= set(waiting)
    text = text_of(desk.get(f"/desk/{meeting.id}/papers"))
    assert "测评结果汇总表 建议等次 Excel · 全部人员的票数" in text
    assert "压缩包，每人一份 Word · 一次下载 5 人的意见" in text


def test_the_page_says_the_papers_in_english_to_whom_reads_english(meeting: Counted, desk: FlaskClient) -> None:
    desk.set_cookie("language", "en")
    text = text_of(desk.get(f"/desk/{meeting.id}/papers"))
    assert "Overall opinions (all)" in text
    assert "the opinions on all 5 in one download" in text
    assert "The feedback goes to the person; it can be made once the grades are confirmed" in text
