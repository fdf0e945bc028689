"""Asked where docs/changing/paper.md has been followed: the paper is on the page, is handed out and is in the archive.

No test of this tree: tests/changing/test_paper.py runs it in a copy that has the guide's patch in it.
"""

from __future__ import annotations

import io
import zipfile

from tests.voting.counted import counted, hands
from tests.voting.paper_reading import docx_table
from tests.voting.test_desk_results import BODY, MINUTES, results, ruled, text_of
from voting.app import make_app
from voting.meeting.house import House
from voting.papers.field_list import field_list

NAME = "反馈意见签收表"


def test_the_new_paper_is_on_the_page_in_the_log_in_the_archive_and_among_the_masters(house: House) -> None:
    held = counted(house, [hands(16, 4), hands(10, 10)])
    held.release()
    desk, page = held.visitor(make_app(house)), f"/desk/{held.id}/papers"
    before = text_of(desk.get(page))
    assert f"{NAME} 签收用 Word · 反馈意见送达本人时逐人签收，一人一行" in before
    assert before.index("整改台账 工作表") < before.index(NAME) < before.index("归档包")
    for number, grade in ((1, "好"), (2, "较好")):
        desk.post(results(held, f"/{number}"), data=ruled(grade))
    desk.post(results(held, "/rest"), data={"decided_by": BODY, "document": MINUTES})
    assert desk.post(results(held, "/confirm")).status_code == 302
    paper = desk.post(f"{page}/receipts").get_data()
    assert [row[0] for row in docx_table(paper, "序号")] == ["序号", "1", "2"]
    assert f"{NAME}-年度述职评议会议.docx" in text_of(desk.get(page))
    with zipfile.ZipFile(io.BytesIO(desk.post(f"{page}/archive").get_data())) as archive:
        assert archive.read(f"papers/{NAME}.docx") == paper
    assert f"receipts.docx　{NAME}\n  事项\n  机关\n  签收表（逐项“行”：行.序号、行.姓名、行.单位职务）" in field_list()


def test_an_english_page_names_it_in_english(house: House) -> None:
    held = counted(house, [hands(16, 4)])
    held.release()
    desk = held.visitor(make_app(house))
    desk.set_cookie("language", "en")
    assert "Receipts of the feedback" in text_of(desk.get(f"/desk/{held.id}/papers"))
