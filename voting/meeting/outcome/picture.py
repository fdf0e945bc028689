"""Drawing the frozen result as `MeetingFigures`: classes merged, shares printed, decisions and proofs set beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from typing import Any

from sqlalchemy.orm import Session

from tally import Scheme
from tally.reading.figures import fixed
from voting.meeting.agenda import standing_rounds
from voting.meeting.classes import voting_titles
from voting.meeting.finding import scheme_of
from voting.meeting.house import House
from voting.meeting.outcome.confirming import decisions, opinions
from voting.meeting.outcome.counting import frozen_result
from voting.meeting.outcome.result_words import clauses_of, ground_words, step_words, warning_words
from voting.meeting.outcome.shares import covering, heads_of, is_rubric, narrowest_margin
from voting.meeting.preparation.recording import entered_records, record_lines
from voting.meeting.seats.cards import reissues
from voting.meeting.session.turnout import issued, turnout
from voting.papers.facts import (
    AppraiseeFigures,
    ClassFigures,
    MarkFigures,
    MeetingFigures,
    RoundFigures,
    SheetFigures,
)
from voting.papers.wording import NONE
from voting.states import AFTER_CONFIRMING
from voting.storage.registry import AgendaRound, Appraisee, Decision, Meeting, OpinionText

Groups = Sequence[tuple[str, ...]]
APART = ("弃权", "回避", "无效", "漏填")


@dataclass(frozen=True)
class Subject:
    """Everything that is known of one appraisee before it is laid out."""

    person: Appraisee
    result: Mapping[str, Any]
    decision: Decision | None
    opinion: OpinionText | None
    records: tuple[tuple[str, str], ...]
    explanation: tuple[str, ...]
    issued: int


def draw(house: House, session: Session, meeting: Meeting, result: Mapping[str, Any], groups: Groups) -> MeetingFigures:
    """Lay out the frozen result with the classes in `groups`; nothing here is shown with less than a group."""
    scheme, frozen, given = scheme_of(meeting), frozen_result(session, meeting), issued(session, meeting)
    subjects = _subjects(session, meeting, result, given)
    classes = tuple(_class_figures(meeting, result, group, given) for group in _with_silent(meeting, groups, given))
    present = sum(given.values())
    returned = sum(one.returned for one in classes)
    return MeetingFigures(
        title=meeting.title,
        organisation=meeting.organisation,
        held_on=f"{meeting.held_on:%Y}年{meeting.held_on.month}月{meeting.held_on.day}日" if meeting.held_on else "",
        place=meeting.place,
        chair=meeting.chair_name,
        scheme_name=scheme.name,
        scheme_source=scheme.source,
        parameters=tuple((one.title or one.id, one.value or "") for one in scheme.parameters),
        expected=meeting.expected or len(meeting.seats),
        present=present,
        classes=classes,
        total_issued=present,
        total_returned=returned,
        total_valid=returned,
        total_invalid=0,
        invalid_reasons=(),
        appraisees=tuple(_appraisee(scheme, one, groups) for one in subjects),
        sheet_titles=tuple(sheet.title or sheet.id for sheet in scheme.sheets),
        mark_labels=scheme.marks,
        grade_names=tuple(grade.name for grade in scheme.grades),
        lists=_lists(meeting, result),
        warnings=tuple(map(warning_words, result["warnings"])),
        rounds=tuple(_round(house, session, meeting, one) for one in standing_rounds(meeting)),
        reissues=reissues(session, meeting),
        narrowest_margin=narrowest_margin(result["appraisees"]),
        fingerprint=meeting.fingerprint,
        result_sha256=frozen.sha256,
        version=version("review-meeting"),
        confirmed=meeting.state in AFTER_CONFIRMING,
        merged_note=_merged_note(meeting, groups),
    )


def _subjects(session: Session, meeting: Meeting, result: Mapping[str, Any], given: Mapping[str, int]) -> list[Subject]:
    results = {one["id"]: one for one in result["appraisees"]}
    decided, said = decisions(session, meeting), opinions(session, meeting)
    scheme, entered = scheme_of(meeting), entered_records(session, meeting)
    explanations = frozen_result(session, meeting).explanations
    return [
        Subject(
            person,
            results[person.code],
            decided.get(person.code),
            said.get(person.code),
            record_lines(scheme, entered, person.code),
            tuple(explanations.get(person.code, ())),
            sum(given.values()),
        )
        for person in meeting.appraisees
    ]


def _with_silent(meeting: Meeting, groups: Groups, given: Mapping[str, int]) -> Groups:
    """The groups and, each by itself, the classes that cast no ballot: without them 发出 would not add up."""
    order, shown = list(voting_titles(meeting)), {name for group in groups for name in group}
    silent = [(name,) for name in order if given.get(name) and name not in shown]
    return sorted(filter(None, [*groups, *silent]), key=lambda group: order.index(group[0]))


def _class_figures(
    meeting: Meeting, result: Mapping[str, Any], group: tuple[str, ...], given: Mapping[str, int]
) -> ClassFigures:
    titles = voting_titles(meeting)
    returned = sum(result["ballots"]["returned"][name] for name in group)
    return ClassFigures(
        ballot_class="、".join(group),
        title="、".join(titles[name] for name in group),
        issued=sum(given.get(name, 0) for name in group),
        returned=returned,
        valid=returned,
        invalid=0,
    )


def _appraisee(scheme: Scheme, one: Subject, groups: Groups) -> AppraiseeFigures:
    person, result, decision = one.person, one.result, one.decision
    proposed, final = result["grade"] or NONE, decision.final_grade if decision else ""
    consequences = {grade.name: grade.consequence for grade in scheme.grades}
    returned = sum(covering(result, name) for group in groups for name in group)
    sheets = tuple(_sheet(scheme, result, sheet.id, groups) for sheet in scheme.sheets)
    values = {line.name: result["values"].get(line.name) or NONE for line in scheme.formula}
    clauses = clauses_of(scheme)
    return AppraiseeFigures(
        id=person.code,
        name=person.name,
        unit=person.unit,
        post=person.post,
        group=person.group,
        in_writing=person.in_writing,
        sheets=sheets,
        overall=_overall(scheme, result, groups),
        apart=tuple((name, sum(dict(sheet.apart).get(name, 0) for sheet in sheets)) for name in APART),
        issued=one.issued,
        returned=returned,
        valid=returned,
        invalid=0,
        values=tuple(values.items()),
        records=one.records,
        score=result["score"] or NONE,
        rank=str(result["rank"] or NONE),
        base_grade=result["base_grade"] or NONE,
        proposed_grade=proposed,
        steps=tuple(step_words(step, one.explanation, clauses) for step in result["steps"]),
        explanation=one.explanation,
        flags=tuple(result["flags"]),
        final_grade=final,
        reason=decision.reason if decision else "",
        document=decision.document if decision else "",
        decided_by=decision.decided_by if decision else "",
        consequence=consequences.get(final or proposed, "") or "",
        strengths=one.opinion.strengths if one.opinion else "",
        problems=one.opinion.problems if one.opinion else "",
        demands=one.opinion.demands if one.opinion else "",
        deadline=one.opinion.deadline if one.opinion else "",
        grounds=tuple(ground_words(step) for step in result["steps"][1:]),
    )


def _sheet(scheme: Scheme, result: Mapping[str, Any], sheet_id: str, groups: Groups) -> SheetFigures:
    votes = result["votes"][sheet_id]
    title = next(sheet.title or sheet.id for sheet in scheme.sheets if sheet.id == sheet_id)
    has_score = is_rubric(votes) or sheet_id in scheme.read_names  # a mean of points that nothing reads only puzzles
    marks = () if is_rubric(votes) else _marks(scheme.marks, [votes], groups)
    every = [name for group in groups for name in group]
    return SheetFigures(
        sheet=sheet_id,
        title=title,
        marks=marks,
        apart=tuple((name, heads_of(votes, name, every)) for name in APART),
        score=(has_score and result["sheets"][sheet_id]) or NONE,
        exact=(has_score and result["sheets_exact"][sheet_id]) or NONE,
    )


def _overall(scheme: Scheme, result: Mapping[str, Any], groups: Groups) -> tuple[MarkFigures, ...]:
    return _marks(scheme.marks, [votes for votes in result["votes"].values() if not is_rubric(votes)], groups)


def _marks(labels: Sequence[str], sheets: Sequence[Mapping[str, Any]], groups: Groups) -> tuple[MarkFigures, ...]:
    """Heads of each mark by group, and their share of all marks, half up to two places."""
    heads = {
        label: [(group, sum(heads_of(votes, label, group) for votes in sheets)) for group in groups] for label in labels
    }
    total = sum(number for by_group in heads.values() for _, number in by_group)
    return tuple(
        MarkFigures(
            mark=label,
            by_class=tuple(("、".join(group), number) for group, number in by_group),
            total=(number := sum(count for _, count in by_group)),
            share=f"{fixed(Fraction(100 * number, total), 2)}%" if total else NONE,
        )
        for label, by_group in heads.items()
    )


def _lists(meeting: Meeting, result: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = {person.code: person.name for person in meeting.appraisees}
    return tuple((name, tuple(names[code] for code in codes)) for name, codes in result["lists"].items())


def _round(house: House, session: Session, meeting: Meeting, one: AgendaRound) -> RoundFigures:
    numbers, where = turnout(house, session, meeting, one), (meeting.id, one.number)
    leaves, tokens = house.box.lists(where)
    return RoundFigures(
        number=one.number,
        title=one.title,
        cards=numbers.cards,
        claims=numbers.claims,
        tokens=len(tokens),
        slips=len(leaves) // max(1, len(one.codes)),
        root=house.box.root(where) or "",
    )


def _merged_note(meeting: Meeting, groups: Groups) -> str:
    titles = voting_titles(meeting)
    merged = ["、".join(titles[name] for name in group) for group in groups if len(group) > 1]
    if not merged:
        return ""
    return f"{'；'.join(merged)}票数不足{meeting.k}张，合并统计，以免从小组票数推断个人投票。"
