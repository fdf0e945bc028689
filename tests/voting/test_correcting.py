"""更正文字: a slip in a name after the freeze is put right everywhere, and no card, key or proof is touched."""

from __future__ import annotations

import json

import pytest

from tally.evidence.archive import LOG, read_archive
from tally.evidence.verify import verify
from tests.voting.counted import Counted
from tests.voting.desk_visitor import app_of, log_in, read
from tests.voting.meetings import Room, make_room, room_in, vote_all
from voting.errors import BadInput, NotAllowed, NotFound, WrongState
from voting.meeting.audit import entries
from voting.meeting.finding import find_meeting
from voting.meeting.house import House
from voting.meeting.outcome.archive import archive_of
from voting.meeting.session import rounds
from voting.meeting.session.correcting import Wording, correct_wording
from voting.meeting.showing import phone as phone_pages
from voting.meeting.showing.projector import screen_state
from voting.states import MeetingState


@pytest.fixture
def room(either_house: House) -> Room:
    """Two speakers before twenty seats, the cards printed."""
    return make_room(either_house)


def correct(room: Room, place: int, *texts: str, role: str = "secretary") -> bool:
    return correct_wording(room.house, room.officers[role], room.meeting_id, place, Wording(*texts))


def names(room: Room) -> list[str]:
    with room.house.reading() as session:
        return [one.name for one in find_meeting(session, room.meeting_id).appraisees]


def on_phones(room: Room) -> list[tuple[str, str]]:
    """Each round's title and its first person's name, as the phones are told."""
    with room.house.reading() as session:
        told = phone_pages.state(room.house, session, find_meeting(session, room.meeting_id))
    return [(one["title"], one["appraisees"][0]["name"]) for one in told["rounds"]]


def test_a_slip_in_a_name_is_corrected_on_phones_and_projector_and_every_card_is_still_good(room: Room) -> None:
    with room.house.reading() as session:
        fingerprint = find_meeting(session, room.meeting_id).fingerprint
    heard = room.house.news.version("phones", room.meeting_id)
    assert correct(room, 1, "第一支部书记", "农机站", "书记")
    assert on_phones(room) == [("第一支部书记", "第一支部书记"), ("第2支部书记", "第2支部书记")]
    assert room.house.news.version("phones", room.meeting_id) > heard  # or phones would keep the picture they have
    room.begin()
    phones = room.joined_phones()
    room.hold(phones, 1)
    with room.house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        assert meeting.fingerprint == fingerprint
        assert screen_state(room.house, session, meeting)["round"]["people"][0]["place"] == "农机站"


def test_the_log_says_what_stood_there_before_and_what_stands_there_now(room: Room) -> None:
    correct(room, 2, " 第二支部书记\u200b", "二支部")
    with room.house.reading() as session:
        last = entries(session, room.meeting_id)[-1]
    assert (last.officer, last.act) == ("秘书", "更正文字")
    assert json.loads(last.detail) == {
        "appraisee": "02",
        "before": {"name": "第2支部书记", "unit": ""},
        "corrected": {"name": "第二支部书记", "unit": "二支部"},
        "titles": {"2": "第二支部书记"},
    }


def test_correcting_to_what_stands_there_changes_nothing_and_is_not_logged(room: Room) -> None:
    with room.house.reading() as session:
        before = len(entries(session, room.meeting_id))
    assert not correct(room, 1, "第1支部书记 ")
    with room.house.reading() as session:
        assert len(entries(session, room.meeting_id)) == before


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (("  ",), "请填写姓名"),
        (("长" * 61,), "姓名（60字）太长"),
        (("甲", "长" * 121), "单位（120字）太长"),
        (("第2支部书记",), "与第2行完全相同"),
    ],
)
def test_what_the_roster_would_refuse_is_refused_here_too(room: Room, texts: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        correct(room, 1, *texts)
    assert sentence in refused.value.fields["name"]
    assert names(room) == ["第1支部书记", "第2支部书记"]


def test_a_second_person_made_like_the_first_is_refused_with_the_row_of_the_first(room: Room) -> None:
    with pytest.raises(BadInput) as refused:
        correct(room, 2, "第1支部书记")
    assert "与第1行完全相同" in refused.value.fields["name"]


def test_only_the_secretary_corrects_and_only_who_is_on_the_list(room: Room) -> None:
    with pytest.raises(NotAllowed):
        correct(room, 1, "甲", role="chair")
    for place in (0, 3):
        with pytest.raises(NotFound):
            correct(room, place, "甲")


def test_nothing_is_corrected_while_phones_hold_the_form_of_that_person(room: Room) -> None:
    room.begin()
    phones = room.joined_phones()
    room.open(1)
    with pytest.raises(WrongState, match="正在投票"):
        correct(room, 1, "第一支部书记")
    assert correct(room, 2, "第二支部书记")
    vote_all(phones, 1, "01", ["好"] * len(phones))
    room.close(1)
    assert correct(room, 1, "第一支部书记")


def test_from_the_count_on_the_reason_is_given_and_nothing_is_changed(either_house: House) -> None:
    room = room_in(either_house, MeetingState.COUNTED, 2)
    with pytest.raises(WrongState, match=r"算进了校验值.*在下载的文书上更正"):
        correct(room, 1, "第一支部书记")
    assert names(room) == ["第1支部书记", "第2支部书记"]


def test_a_name_corrected_after_its_round_and_its_rerun_is_in_the_archive_and_the_archive_verifies(
    room: Room,
) -> None:
    chair = room.officers["chair"]
    room.begin()
    phones = room.joined_phones()
    room.hold(phones, 1)
    rounds.void_round(room.house, chair, room.meeting_id, 1, "有人代投")
    spare = rounds.rerun_round(room.house, chair, room.meeting_id, 1)
    room.hold(phones, spare, "01")
    room.hold(phones, 2)
    correct(room, 1, "第一支部书记")
    assert [title for title, _ in on_phones(room)] == ["第一支部书记", "第一支部书记（重投）", "第2支部书记"]
    room.count()
    done = Counted(room.house, room)
    done.release()
    assert [one.name for one in done.figures().appraisees] == ["第一支部书记", "第2支部书记"]
    assert [one.title for one in done.figures().rounds] == ["第一支部书记（重投）", "第2支部书记"]
    room.confirm()
    room.seal()
    with room.house.reading() as session:
        meeting = find_meeting(session, room.meeting_id)
        archive = archive_of(room.house, session, meeting, {"样张.txt": b"-"}).data
    assert verify(archive) == []
    assert not [
        name for name, content in read_archive(archive).items() if "第1支部书记".encode() in content and name != LOG
    ]


def test_the_page_corrects_and_keeps_what_was_typed_where_it_cannot(house: House) -> None:
    room = make_room(house)
    app = app_of(house)
    desk, watch = (log_in(app.test_client(), room.officers[role]) for role in ("secretary", "scrutineer"))
    people = f"/desk/{room.meeting_id}/people"
    assert f'href="{people}/2/correct"' in desk.get(people).get_data(as_text=True)
    assert "第2支部书记" in read(desk.get(f"{people}/2/correct"))
    refused = desk.post(f"{people}/2/correct", data={"name": "", "unit": "二支部"})
    assert refused.status_code == 400
    assert "请填写姓名" in read(refused)
    assert 'value="二支部"' in refused.get_data(as_text=True)
    desk.post(f"{people}/2/correct", data={"name": "第二支部书记", "unit": "二支部", "code": "09", "group": "农村"})
    assert "已更正" in read(desk.get(people))
    with house.reading() as session:
        one = find_meeting(session, room.meeting_id).appraisees[1]
        assert (one.code, one.name, one.unit, one.group) == ("02", "第二支部书记", "二支部", "")
    log = read(watch.get(f"/watch/{room.meeting_id}/log"))
    assert (
        "被评议人编号 02 原为 姓名 第2支部书记、单位 — 更正为 姓名 第二支部书记、单位 二支部 改名的轮次 2 第二支部书记"
        in log
    )
    room.begin()
    room.joined_phones()
    room.open(1)
    assert "正在投票" in read(desk.get(f"{people}/1/correct"))
    late = desk.post(f"{people}/1/correct", data={"name": "第一支部书记"})
    assert "正在投票" in read(late)
    assert 'value="第一支部书记"' in late.get_data(as_text=True)
    assert desk.get(f"{people}/3/correct").status_code == 404


def test_a_draft_is_changed_in_its_list_and_a_counted_meeting_says_why_it_is_not(house: House) -> None:
    room = room_in(house, MeetingState.COUNTED, 2)
    desk = log_in(app_of(house).test_client(), room.officers["secretary"])
    people = f"/desk/{room.meeting_id}/people"
    assert "/correct" not in desk.get(people).get_data(as_text=True)
    assert "在下载的文书上更正" in read(desk.get(people))
    assert "在下载的文书上更正" in read(desk.get(f"{people}/1/correct"))
    made = desk.post("/desk/new", data={"title": "再开一次", "source": str(room.meeting_id)})
    draft = f"/desk/{made.location.split('/')[2]}/people"
    assert desk.get(f"{draft}/1/correct").location == draft
