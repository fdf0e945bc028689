"""Every shipped scheme on the desk's pages and papers: rubrics, records alone, no grades, lists, absent scores."""

from __future__ import annotations

import csv
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tally import Source, count, explain
from tests.tally.schemes.sample import HERE, NAMES, SCHEMES
from tests.voting.counted import Counted
from tests.voting.meetings import Room, make_officers
from tests.voting.paper_reading import docx_text, open_xlsx, overview_rows, shown
from tests.voting.test_desk_results import rows_of, text_of
from voting.app import make_app
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.storage.registry import Appraisee, FrozenResult, Meeting, RecordValue


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def counted_sample(house: House, name: str, formula: str = "") -> Counted:
    """A meeting that was counted from the scheme's filled-in sample; it stands in the registry as after a count.

    `formula` takes the place of the scheme's own 得分.
    """
    scheme = (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")
    if formula:
        scheme = re.sub('^"得分" += ".*"$', f'"得分" = "{formula}"', scheme, flags=re.MULTILINE)
    arguments = (HERE / name / "args.txt").read_text(encoding="utf-8").split()
    pairs = list(zip(arguments[::2], arguments[1::2], strict=True))
    settings = dict(value.split("=", 1) for flag, value in pairs if flag == "--set")
    given = [value for flag, value in pairs if flag == "--issued"]
    issued = {key: int(value) for key, value in (one.split("=") for one in given[0].split(","))} if given else None
    records = HERE / name / "records.csv"
    result = count(
        Source("scheme", scheme.encode()),
        Source("appraisees", HERE / name / "appraisees.csv"),
        [Source("ballots", HERE / name / "ballots.csv")],
        Source("records", records) if records.exists() else None,
        issued,
        settings,
    )
    staff = make_officers(house)
    with house.writing() as session:
        meeting = Meeting(
            title=f"{name}述职评议会议",
            held_on=date(2026, 12, 26),
            scheme_name=name,
            scheme_text=scheme,
            settings=settings,
            state="counted",
            show_small=True,
        )
        for place, row in enumerate(rows(HERE / name / "appraisees.csv"), 1):
            more = {key: row.get(key, "") for key in ("unit", "post", "group")}
            meeting.appraisees.append(Appraisee(position=place, code=row["id"], name=row["name"], **more))
        session.add(meeting)
        session.flush()
        for row in rows(records):
            session.add(RecordValue(meeting_id=meeting.id, **row))
        text = result.to_bytes()
        told = {one.id: explain(result, one.id) for one in result.appraisees}
        digest = sha256(text).hexdigest()
        session.add(FrozenResult(meeting_id=meeting.id, result=text.decode(), sha256=digest, explanations=told))
        meeting_id = meeting.id
    held = Counted(house, Room(house, meeting_id, staff, ()))
    held.release()
    return held


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_and_papers_of_every_scheme_show_its_scores_and_grades(house: House, name: str) -> None:
    held = counted_sample(house, name)
    client = held.visitor(make_app(house))
    base, figures = f"/desk/{held.id}", held.figures()
    table = rows_of(client.get(f"{base}/results").get_data(as_text=True))
    assert [row["score"] for row in table.values()] == [one.score for one in figures.appraisees]
    excel = overview_rows(client.post(f"{base}/papers/summary").get_data())
    assert [shown(row["得分"]) for row in excel] == [one.score for one in figures.appraisees]
    for place, one in enumerate(figures.appraisees, 1):
        page = text_of(client.get(f"{base}/results/{place}"))
        assert one.score in page
        assert all(sheet.score in page for sheet in one.sheets)
        assert client.get(f"{base}/opinions/{place}").status_code == 200
    opinion = client.post(f"{base}/papers/opinion/1")
    assert opinion.status_code == 200
    if figures.appraisees[0].score[0].isdigit():
        assert f"最后得分为{figures.appraisees[0].score}分" in docx_text(opinion.get_data())
    for which in ("report", "opinions", "ledger"):
        assert client.post(f"{base}/papers/{which}").status_code == 200
    with house.reading() as session:
        assert find_meeting(session, held.id).state == "counted"


def test_a_list_names_who_stands_on_it(house: House) -> None:
    held = counted_sample(house, "county-secretary")
    text = text_of(held.visitor(make_app(house)).get(f"/desk/{held.id}/results"))
    lists = held.figures().lists
    assert lists
    for name, people in lists:
        assert f"{name} {' 、 '.join(people) or '没有人'}".replace(" 、 ", "、") in text.replace(" 、 ", "、")


def test_a_scheme_without_grades_is_confirmed_without_decisions(house: House) -> None:
    held = counted_sample(house, "bank-staff-review")
    client = held.visitor(make_app(house))
    page = text_of(client.get(f"/desk/{held.id}/results"))
    assert held.figures().grade_names == ()
    assert "本方案只排名次，不评等次。" in page
    assert "建议等次" not in page
    assert client.post(f"/desk/{held.id}/results/confirm").status_code == 302
    assert "等次已经确认" in text_of(client.get(f"/desk/{held.id}/results"))


def test_a_record_that_was_left_to_its_default_is_shown_with_it(house: House) -> None:
    held = counted_sample(house, "four-grade")
    client = held.visitor(make_app(house))
    excel = overview_rows(client.post(f"/desk/{held.id}/papers/summary").get_data())
    lapse, blame = "年度基层党建工作出现重大失误造成严重影响", "抓基层党建工作不力被问责追责"
    assert [(shown(row[lapse]), shown(row[blame])) for row in excel[:5]] == [
        ("否", "否"), ("否", "否"), ("否", "否"), ("否", "是"), ("是", "否"),
    ]  # fmt: skip
    assert f"“{blame}”为“否”" in docx_text(client.post(f"/desk/{held.id}/papers/opinion/1").get_data())
    table = client.get(f"/desk/{held.id}/results").get_data(as_text=True)
    assert table.count(blame) == 1


def test_points_that_nothing_reads_stand_in_no_column(house: House) -> None:
    held = counted_sample(house, "four-grade", formula="得票率(好, 较好) * 100")
    assert [sheet.score for one in held.figures().appraisees for sheet in one.sheets] == ["—"] * 9
    assert [sheet.exact for one in held.figures().appraisees for sheet in one.sheets] == ["—"] * 9


def test_a_sheet_whose_points_the_committee_set_has_its_score_in_its_column(house: House) -> None:
    held = counted_sample(house, "four-grade")
    scores = [sheet.score for one in held.figures().appraisees for sheet in one.sheets]
    # 20 好; 18 好 2 一般: (1800 + 120)/20; 17 好 2 差 1 弃权: 1760/19; and nobody marked 08
    assert (*scores[:3], scores[7]) == ("100.00", "96.00", "92.63", "—")


def test_fifty_records_are_named_in_a_word_each_and_fill_no_letter(house: House) -> None:
    held = counted_sample(house, "party-building-county")
    (first, *_), _names = held.figures().appraisees, held.figures().lists
    assert len(first.records) == 50
    assert max(len(name) for name, _ in first.records) <= 40
    letter = docx_text(held.visitor(make_app(house)).post(f"/desk/{held.id}/papers/opinion/1").get_data())
    assert "不忘初心、牢记使命" not in letter
    assert "党建实绩194.00分" in letter


def test_fifty_records_have_a_sheet_of_their_own_in_the_summary(house: House) -> None:
    held = counted_sample(house, "party-building-county")
    paper = held.visitor(make_app(house)).post(f"/desk/{held.id}/papers/summary").get_data()
    assert "其余四项" not in overview_rows(paper)[0]
    sheet = open_xlsx(paper)["记录项"]
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert table[0] == ["记录项", *(one.name for one in held.figures().appraisees)]
    assert len(table) == 1 + 50
    rest = next(row for row in table if row[0] and str(row[0]).startswith("其余四项"))
    assert rest[1:] == [86, 90, 80, 70, 30, 40, 85]
