"""What holds of every count, tried on meetings made up at random; a failure prints how to make it again."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tally import Result, read_result
from tests.tally.house import GRADES, HEAD, SCALE, counted, names, quota, roster, rule

tries = settings(max_examples=60, deadline=None, print_blob=True, derandomize=False)

SHEETS = ("述职", "廉政")
LABELS = ("好", "较好", "一般", "差")
GRADE_NAMES = LABELS
WORDS = (*LABELS, "不了解", "弃权", "回避", "无效", "")
TRIMS = ("", "trim = { each = 1 }\n", 'trim = { share = "25%", from = 2 }\n')
ROUNDS = {"舍去": math.floor, "进一": math.ceil, "四舍五入": lambda value: math.floor(value + Fraction(1, 2))}
WEIGHTS = {"none": ("", ""), "both": ('weight = "70%"\n', 'weight = "30%"\n')}

Cell = tuple[int, str, str]  # ballot, appraisee, sheet


@dataclass(frozen=True)
class Meeting:
    """Marks of up to six ballots (the odd ones of class B) for up to five people on two sheets."""

    people: tuple[str, ...]
    marks: Mapping[Cell, str]
    weights: str
    shares: tuple[int, int, int]
    trim: str
    rounding: str

    @property
    def scheme(self) -> str:
        first, second = WEIGHTS[self.weights]
        classes = f'[[class]]\nid = "A"\n{first}[[class]]\nid = "B"\n{second}'
        sheets = "".join(f'[[sheet]]\nid = "{sheet}"\n{self.trim}' for sheet in SHEETS)
        rounded = f'round = "{self.rounding}"\n'
        formula = '[formula]\n"得分" = "述职 * 60% + 廉政 * 40%"\n'
        limits = (
            rule("得票率(一般, 差) > 30%", "一般")
            + quota("好", name="好", at_most=f"{self.shares[0]}%")
            + rounded
            + quota("一般", name="一般", at_least=f"{self.shares[1]}%", group="甲")
            + rounded
            + names("lowest", share=f"{self.shares[2]}%")
            + rounded
        )
        return HEAD + classes + SCALE + '"不了解" = "不计分"\n' + sheets + formula + GRADES + limits

    @property
    def rows(self) -> list[str]:
        return [
            f"v{ballot},{'AB'[ballot % 2]},{person.partition(':')[0]},{sheet},,{mark}\n"
            for (ballot, person, sheet), mark in self.marks.items()
            if mark
        ]

    @property
    def counts(self) -> list[str]:
        """The same votes as they would be counted by hand: heads by appraisee, class, sheet and mark."""
        covered = {(cell[0], cell[1]) for cell, mark in self.marks.items() if mark}
        heads = Counter(
            ("AB"[ballot % 2], person.partition(":")[0], sheet, mark or "漏填")
            for (ballot, person, sheet), mark in self.marks.items()
            if (ballot, person) in covered
        )
        return [f"{person},{name},{sheet},,{mark},{number}\n" for (name, person, sheet, mark), number in heads.items()]

    def count(self, rows: list[str] | None = None, people: tuple[str, ...] | None = None) -> Result:
        return counted(self.scheme, roster(*(people or self.people)), "".join(self.rows if rows is None else rows))


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    people = tuple(f"{number:02d}:{draw(st.sampled_from('甲乙'))}" for number in range(draw(st.integers(1, 5))))
    ballots = draw(st.integers(0, 6))
    cells = [(ballot, person, sheet) for ballot in range(ballots) for person in people for sheet in SHEETS]
    given_marks = draw(st.lists(st.sampled_from(WORDS), min_size=len(cells), max_size=len(cells)))
    shares = draw(st.tuples(*[st.integers(0, 100)] * 3))
    weights, trim, rounding = (draw(st.sampled_from(list(choices))) for choices in (WEIGHTS, TRIMS, ROUNDS))
    return Meeting(people, dict(zip(cells, given_marks, strict=True)), weights, shares, trim, rounding)


def by_id(result: Result) -> dict[str, Any]:
    return {one["id"]: one for one in result.to_dict()["appraisees"]}


@tries
@given(meetings(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_ballots_changes_no_byte(meeting: Meeting, chance: Any) -> None:
    rows = list(meeting.rows)
    chance.shuffle(rows)
    assert meeting.count(rows).to_bytes() == meeting.count().to_bytes()


@tries
@given(meetings(), st.randoms(use_true_random=False))
def test_votes_counted_by_hand_give_the_bytes_of_the_ballots_whatever_the_order_of_rows(
    meeting: Meeting, chance: Any
) -> None:
    rows = list(meeting.counts)
    chance.shuffle(rows)
    by_hand = counted(meeting.scheme, roster(*meeting.people), counts="".join(rows))
    assert by_hand.to_bytes() == meeting.count().to_bytes()


@tries
@given(meetings())
def test_ballots_of_one_class_beside_the_other_counted_by_hand_give_the_bytes_of_all_ballots(meeting: Meeting) -> None:
    ballots = "".join(row for row in meeting.rows if row.split(",")[1] == "A")
    by_hand = "".join(row for row in meeting.counts if row.split(",")[1] == "B")
    assert counted(meeting.scheme, roster(*meeting.people), ballots, counts=by_hand).to_bytes() == (
        meeting.count().to_bytes()
    )


@tries
@given(meetings())
def test_a_result_is_read_back_to_its_bytes_and_its_grounds(meeting: Meeting) -> None:
    result = meeting.count()
    read = read_result(result.to_bytes(), result.scheme)
    assert read.to_bytes() == result.to_bytes()
    assert [one.steps for one in read.appraisees] == [one.steps for one in result.appraisees]


@tries
@given(meetings())
def test_a_grade_hangs_on_the_base_exactly_where_the_rule_with_that_base_would_give_another(meeting: Meeting) -> None:
    """The rule reads one share; with each 分母 written into the scheme itself the grades before quotas are compared."""
    plain = replace(meeting, shares=(100, 0, 0), rounding="进一")
    here = plain.count()
    people, rows, share = roster(*plain.people), "".join(plain.rows), "得票率(一般, 差"
    schemes = [plain.scheme.replace(share, f"{share}, 分母={base}") for base in ("有效票", "收回票")]
    others = [counted(scheme, people, rows) for scheme in schemes]
    for place, one in enumerate(here.appraisees):
        differs = any(other.appraisees[place].grade != one.grade for other in others)
        assert ("口径敏感" in one.flags) == differs


@tries
@given(meetings(), st.randoms(use_true_random=False))
def test_the_order_of_appraisees_changes_nothing_but_their_order(meeting: Meeting, chance: Any) -> None:
    people = list(meeting.people)
    chance.shuffle(people)
    one, other = meeting.count(), meeting.count(people=tuple(people))
    assert by_id(one) == by_id(other)
    assert {name: set(ids) for name, ids in one.lists.items()} == {name: set(ids) for name, ids in other.lists.items()}
    assert sorted(one.warnings) == sorted(other.warnings)


@tries
@given(meetings(), st.data())
def test_a_better_mark_never_lowers_a_score_and_never_raises_anyone_else_s(
    meeting: Meeting, data: st.DataObject
) -> None:
    improvable = [cell for cell, mark in meeting.marks.items() if mark in LABELS[1:]]
    if not improvable:
        return
    cell = data.draw(st.sampled_from(improvable))
    better = data.draw(st.sampled_from(LABELS[: LABELS.index(meeting.marks[cell])]))
    before, after = meeting.count(), replace(meeting, marks={**meeting.marks, cell: better}).count()
    for old, new in zip(before.appraisees, after.appraisees, strict=True):
        if old.id == cell[1].partition(":")[0]:
            assert (old.score is None) == (new.score is None)
            assert old.score is None or new.score is None or new.score >= old.score
        else:
            assert new.score == old.score


@tries
@given(meetings())
def test_every_quota_holds(meeting: Meeting) -> None:
    everyone = meeting.count().appraisees
    graded = [one for one in everyone if one.grade is not None]
    best = [one for one in graded if one.grade == "好"]
    rounded = ROUNDS[meeting.rounding]
    assert len(best) <= rounded(Fraction(meeting.shares[0], 100) * len(graded))
    group = [one for one in graded if one.appraisee.group == "甲"]
    low = [one for one in group if one.grade in ("一般", "差")]
    assert len(low) >= rounded(Fraction(meeting.shares[1], 100) * len(group))


@tries
@given(meetings())
def test_steps_lead_from_the_base_grade_to_the_grade_and_only_down(meeting: Meeting) -> None:
    for one in meeting.count().appraisees:
        assert (one.base_grade is None) == (one.grade is None) == (one.score is None) == (one.rank is None)
        if one.grade is None:
            assert one.steps == ()
            continue
        path = [one.base_grade, *(step.after for step in one.steps[1:])]
        assert [step.before for step in one.steps] == [None, *path[:-1]]
        assert path[-1] == one.grade
        places = [GRADE_NAMES.index(str(grade)) for grade in path]
        assert places == sorted(set(places))


@tries
@given(meetings())
def test_marks_reasons_and_undervotes_add_up_to_the_ballots_that_cover_an_appraisee(meeting: Meeting) -> None:
    result = meeting.count().to_dict()
    for one in result["appraisees"]:
        heads = [{c: sum(by[c] for by in votes.values()) for c in "AB"} for votes in one["votes"].values()]
        assert heads[0] == heads[1]
        assert all(heads[0][c] <= result["ballots"]["returned"][c] for c in "AB")


@tries
@given(meetings())
def test_the_same_input_gives_the_same_bytes_and_plain_files_the_same_as_quoted_ones(meeting: Meeting) -> None:
    quoted = ['"' + row[: row.index(",")] + '"' + row[row.index(",") :] for row in meeting.rows]
    data = meeting.count().to_bytes()
    assert meeting.count().to_bytes() == data
    assert meeting.count(quoted).to_bytes() == data
    assert json.loads(data)


@tries
@given(meetings())
def test_scores_ranks_and_lists_agree(meeting: Meeting) -> None:
    result = meeting.count()
    ranked = [one for one in result.appraisees if one.rank is not None and one.score is not None]
    for one in ranked:
        assert one.rank == 1 + sum(other.score > one.score for other in ranked if other.score and one.score)
    listed = result.lists["名单"]
    assert len(listed) >= ROUNDS[meeting.rounding](Fraction(meeting.shares[2], 100) * len(ranked))
    ranks = [result.of(id).rank or 0 for id in listed]
    assert ranks == sorted(ranks, reverse=True)
    assert all((one.rank or 0) < min(ranks, default=99) for one in ranked if one.id not in listed)
