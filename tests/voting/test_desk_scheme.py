"""方案 at the desk: chosen, read back, its parameters and weights set; faults are named and nothing is half done."""

from __future__ import annotations

import io
import json
import re

import pytest

from tally.words.catalogue import shipped_schemes
from tests.voting.desk_visitor import Desk, open_desk, read
from voting.meeting.finding import scheme_of
from voting.meeting.house import House


@pytest.fixture
def desk(house: House) -> Desk:
    return open_desk(house)


def upload(content: bytes, name: str = "我的方案.toml") -> dict[str, object]:
    return {"file": (io.BytesIO(content), name)}


OWN = """
spec = 1
name = "自拟方案"
[[class]]
id = "A"
[scale]
"好" = 90
"差" = 60
[[sheet]]
id = "述职"
[formula]
"得分" = "述职"
[[grade]]
name = "好"
when = "得分 >= 80"
[[grade]]
name = "差"
"""


def test_without_a_scheme_the_page_leads_to_the_shelf(desk: Desk) -> None:
    assert desk.client.get(f"/desk/{desk.meeting_id}/scheme").location.endswith("/scheme/choose")
    page = desk.get("scheme/choose")
    assert f"{len(shipped_schemes())} 个" in page
    assert "落实主体责任述职评议（三专项）" in page


def test_a_scheme_off_the_shelf_is_read_back_in_sentences(desk: Desk) -> None:
    page = desk.send("scheme/choose", {"name": "three-sheet"})
    assert "得分 = (基层党建 + 党风廉政 + 意识形态) ÷ 3" in page
    assert "还有 1 个参数必须设定" in page


def test_a_scheme_that_is_not_on_the_shelf_is_refused(desk: Desk) -> None:
    page = desk.client.post(f"/desk/{desk.meeting_id}/scheme/choose", data={"name": "../../etc/passwd"})
    assert page.status_code == 404
    assert desk.meeting().scheme_text == ""


def test_every_shipped_scheme_can_be_chosen_shown_and_taken_home(desk: Desk) -> None:
    names = re.findall(r'<li id="([a-z-]+)">', desk.raw("scheme/choose"))
    assert names == [scheme.name for scheme in shipped_schemes()]
    for name in names:
        desk.take_scheme(name)
        desk.get("scheme")
        file = desk.client.get(f"/desk/{desk.meeting_id}/scheme/shelf/{name}.toml")
        assert file.get_data(as_text=True) == desk.meeting().scheme_text


def test_a_scheme_of_ones_own_is_taken(desk: Desk) -> None:
    assert "自拟方案" in desk.send("scheme/upload", upload(OWN.encode()))
    file = desk.client.get(f"/desk/{desk.meeting_id}/scheme/file")
    assert file.get_data(as_text=True) == OWN
    assert "attachment" in file.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OWN.replace("spec = 1", "spec = 7").encode(), "方案文件:2:"),
        (OWN.replace("得分 >= 80", "得分 >= 八十").encode(), "方案文件:15:"),
        (b"spec = = 1", "方案文件:1:"),
        (OWN.encode("gbk"), "不是 UTF-8 编码"),
        (b"\x00\xff\xfe", "不是 UTF-8 编码"),
        (b"", "方案文件"),
    ],
)
def test_a_faulty_scheme_file_is_refused_with_its_lines_and_changes_nothing(
    desk: Desk, content: bytes, sentence: str
) -> None:
    desk.take_scheme()
    before = desk.meeting().scheme_text
    page = desk.send("scheme/upload", upload(content), status=400)
    assert sentence in page
    assert "已选的方案没有变" in page
    assert desk.meeting().scheme_text == before


def test_a_large_file_that_is_no_scheme_is_refused_at_once(desk: Desk) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.toml"\r\n\r\n'
    answer = desk.client.post(
        f"/desk/{desk.meeting_id}/scheme/upload",
        data=head + b"a = 1\n" * 200_000 + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 400
    assert "没有采用" in read(answer)


def test_all_faults_of_a_scheme_file_are_listed_together(desk: Desk) -> None:
    faulty = OWN.replace("spec = 1", "spec = 7").replace("得分 >= 80", "得分 >= 八十")
    page = desk.send("scheme/upload", upload(faulty.encode()), status=400)
    assert "方案文件:2:" in page
    assert "方案文件:15:" in page


def test_uploading_nothing_says_so(desk: Desk) -> None:
    assert "还没有选文件" in desk.send("scheme/upload", status=400)
    assert "还没有选文件" in desk.send("scheme/upload", upload(b"", ""), status=400)


def test_a_parameter_is_set_and_taken_back(desk: Desk) -> None:
    desk.take_scheme()
    desk.send("scheme/parameters", {"parameter/好的比例": "30%", "parameter/好线": "86"})
    assert desk.meeting().settings == {"好的比例": "30%", "好线": "86"}
    desk.send("scheme/parameters", {"parameter/好的比例": "３０％", "parameter/好线": ""})
    assert desk.meeting().settings == {"好的比例": "30%"}, "full-width digits are digits"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("三成", "不能是“三成”"), ("30", "请写成“30%”"), ("150%", "要在0%至100%之间"), ("1e1", "不能是“1e1”")],
)
def test_a_faulty_parameter_is_refused_beside_its_field_and_the_others_stay_typed(
    desk: Desk, value: str, sentence: str
) -> None:
    desk.take_scheme()
    typed = {"parameter/好的比例": value, "parameter/好线": "86"}
    page = desk.send("scheme/parameters", typed, status=400)
    assert sentence in page
    assert f'value="{value}"' in page
    assert 'value="86"' in page
    assert desk.meeting().settings == {}


def test_an_unknown_parameter_is_refused(desk: Desk) -> None:
    desk.take_scheme()
    desk.send("scheme/parameters", {"parameter/没有这个": "1"}, status=400)
    assert desk.meeting().settings == {}


def test_weights_are_set_in_the_meetings_own_copy_and_leave_the_rest_alone(desk: Desk) -> None:
    desk.take_scheme()
    desk.send("scheme/parameters", {"parameter/好的比例": "30%"})
    before = desk.meeting().scheme_text
    page = desk.send("scheme/weights", {"weight/A": "40", "weight/B": "33.3%", "weight/C": "26.7"})
    assert "现在按权重合计" in page
    meeting = desk.meeting()
    added = set(meeting.scheme_text.splitlines()) - set(before.splitlines())
    assert added == {'weight = "40%"', 'weight = "33.3%"', 'weight = "26.7%"'}
    assert "#" in meeting.scheme_text, "the comments of the scheme are kept"
    assert meeting.settings == {"好的比例": "30%"}
    assert str(sum(one.weight or 0 for one in scheme_of(meeting).classes)) == "1"
    page = desk.send("scheme/weights", {"weight/A": "", "weight/B": "", "weight/C": ""})
    assert "一票一权" in page
    assert not scheme_of(desk.meeting()).is_weighted


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        (("40", "30", "25"), "现在合计95%，少了5个百分点"),
        (("40", "30", "30.5"), "现在合计100.5%，多了0.5个百分点"),
        (("33.33", "33.33", "33.33"), "现在合计99.99%，少了0.01个百分点"),
        (("50", "50", ""), "要么都填权重，要么都不填"),
        (("100", "0", "0"), "请填大于0的数"),
        (("-10", "60", "50"), "请填大于0的数"),
        (("四十", "30", "30"), "“四十”不能用"),
        (("1/3", "1/3", "1/3"), "“1/3”不能用"),
    ],
)
def test_faulty_weights_are_refused_with_their_sum_and_stay_typed(
    desk: Desk, weights: tuple[str, str, str], sentence: str
) -> None:
    desk.take_scheme()
    before = desk.meeting().scheme_text
    typed = dict(zip(("weight/A", "weight/B", "weight/C"), weights, strict=True))
    page = desk.send("scheme/weights", typed, status=400)
    assert sentence in page
    assert all(f'value="{text}"' in page for text in weights if text)
    assert desk.meeting().scheme_text == before


def test_another_scheme_names_the_seats_it_does_not_know(desk: Desk) -> None:
    desk.complete()
    desk.take_scheme("four-grade")
    page = desk.get("")
    assert "座位名单中的票类B、C不在本方案中" in page
    assert "B（不在方案中）" in desk.get("seats")
    assert "座位名单中的票类B、C" in desk.send("freeze", status=400)


def test_another_scheme_drops_records_it_does_not_know(desk: Desk) -> None:
    desk.take_scheme("four-grade")
    desk.type_people("第一支部书记")
    desk.send("records", {"01/问责": "是"})
    assert "默认" in desk.raw("records")
    desk.take_scheme("three-sheet")
    desk.take_scheme("four-grade")
    assert "selected>是" not in desk.raw("records")


def test_the_preview_carries_the_ballot_of_the_draft(desk: Desk) -> None:
    desk.take_scheme()
    desk.type_people("第一支部书记", "<b>第二</b>支部书记")
    page = desk.raw("scheme/preview")
    ballot = json.loads(re.findall(r'id="ballot">(.*?)</script>', page, re.DOTALL)[0])
    assert [one["name"] for one in ballot["people"]] == ["第一支部书记", "<b>第二</b>支部书记"]
    assert ballot["form"]["scheme"]["marks"] == ["好", "较好", "一般", "差"]
    assert "<b>第二" not in page


def test_a_preview_without_people_shows_a_sample(desk: Desk) -> None:
    desk.take_scheme("observation-village")
    ballot = json.loads(re.findall(r'id="ballot">(.*?)</script>', desk.raw("scheme/preview"), re.DOTALL)[0])
    assert [one["name"] for one in ballot["people"]] == ["被评议人"]
    assert len(ballot["form"]["scheme"]["sheets"][0]["items"]) == 37


def test_a_preview_without_a_scheme_says_what_to_do(desk: Desk) -> None:
    page = desk.client.get(f"/desk/{desk.meeting_id}/scheme/preview")
    assert page.status_code == 400
    assert "还没有选定方案" in read(page)


def test_a_single_class_is_not_asked_for_a_weight(desk: Desk) -> None:
    desk.take_scheme("four-grade")
    assert "只有一类票，一票一权，不用设权重：A（党组扩大会议参会人员）" in desk.get("scheme")
    assert 'name="weight/A"' not in desk.raw("scheme")
    desk.take_scheme("bank-cadre")
    assert 'name="weight/A"' in desk.raw("scheme")
    assert "权重对得分不起作用" not in desk.get("scheme")


def test_weights_that_the_score_does_not_read_are_said_to_be_idle(desk: Desk) -> None:
    second = OWN.replace("[scale]", '[[class]]\nid = "B"\n[scale]')
    heads = second.replace('"得分" = "述职"', '"得分" = "得票数(好)"')
    desk.send("scheme/upload", upload(heads.encode()))
    assert "本方案的得分按票数计算，权重对得分不起作用。" in desk.get("scheme")
