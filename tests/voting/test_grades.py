"""等次: a grade has its tone by its place in the scheme, whatever it is called, on every page alike."""

from __future__ import annotations

import re
from itertools import pairwise

from tally.words.catalogue import shipped_schemes
from tests.voting.counted import counted, hands
from tests.voting.desk_visitor import app_of, written
from voting.grades import TONES, tone_of
from voting.meeting.finding import scheme_in
from voting.meeting.house import House

MARKS = [
    hands(20, 0),
    hands(0, 20),
    hands(0, 0, 20),
    hands(0, 0, 0, 20),
]  # 90 好, 80 较好, 差 and 差 by the rule of 10 %


def test_the_best_grade_has_the_first_tone_and_those_beyond_the_fourth_share_it() -> None:
    assert [tone_of(name, ("甲", "乙", "丙")) for name in "甲乙丙"] == [1, 2, 3]
    assert [tone_of(name, ("甲", "乙", "丙", "丁", "戊")) for name in "甲乙丙丁戊"] == [1, 2, 3, 4, 4]


def test_what_is_no_grade_of_the_scheme_has_no_tone() -> None:
    assert tone_of("优秀", ("好", "一般", "差")) is None
    assert tone_of("", ("好",)) is None


def test_every_grade_of_every_shipped_scheme_has_a_tone_and_none_is_better_than_the_one_before() -> None:
    for shipped in shipped_schemes():
        names = [grade.name for grade in scheme_in(shipped.title, shipped.path.read_text(encoding="utf-8"), {}).grades]
        tones = [tone_of(name, names) or 0 for name in names]
        assert all(1 <= tone <= TONES for tone in tones)
        assert all(before <= after for before, after in pairwise(tones))


def test_a_grade_that_another_scheme_has_elsewhere_is_shown_by_this_one(house: House) -> None:
    """一般 is the third of four grades in most schemes and the second of three here."""
    template = app_of(house).jinja_env.from_string(
        '{% from "macros/figures.html" import grade %}{{ grade(name, grades) }}', globals={"_": str}
    )
    shown = [template.render(name=name, grades=("好", "一般", "差")) for name in ("好", "一般", "差", "优秀")]
    assert [re.findall(r'class="(.*?)"', html) for html in shown] == [
        ["grade grade-1"],
        ["grade grade-2"],
        ["grade grade-3"],
        ["grade"],
    ]


def test_desk_and_projector_show_a_grade_in_one_tone(house: House) -> None:
    done = counted(house, MARKS)
    done.release()
    app = app_of(house)
    badge = re.compile(r'class="grade grade-(\d)[^"]*"> ?([^<]+?) ?<')
    pages = (f"/desk/{done.id}/results", f"/desk/{done.id}/opinions", f"/desk/{done.id}/papers", f"/screen/{done.id}")
    shown = [set(badge.findall(written(done.visitor(app).get(page)))) for page in pages]
    assert shown[0] == {("1", "好"), ("2", "较好"), ("4", "差")}
    assert all(found == shown[0] for found in shown)
    assert ("1", "好") in badge.findall(written(done.visitor(app).get(f"/desk/{done.id}/results/1")))
