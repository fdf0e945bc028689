"""Drawing the frozen result as `MeetingFigures`: classes merged, shares printed, decisions and proofs set beside."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from sqlalchemy.orm import Session

from tally import Result
from voting.meeting.agenda import standing_rounds
from voting.meeting.classes import voting_titles
from voting.meeting.house import House
from voting.meeting.outcome.confirming import decisions, opinions
from voting.meeting.outcome.counting import frozen_result
from voting.meeting.outcome.margins import narrowest_margin
from voting.meeting.outcome.person_picture import Groups, Subject, draw_person
from voting.meeting.outcome.result_words import warning_words
from voting.meeting.preparation.drafting import details_of
from voting.meeting.preparation.recording import entered_records, record_lines
from voting.meeting.seats.cards import reissues
from voting.meeting.session.turnout import issued, turnout
from voting.papers.facts import ClassFigures, MeetingFigures, RoundFigures
from voting.states import AFTER_CONFIRMING
from voting.storage.registry import AgendaRound, Decision, Meeting, OpinionText


def draw(house: House, session: Session, meeting: Meeting, result: Result, groups: Groups) -> MeetingFigures:
    """Lay out the frozen result with the classes in `groups`; nothing here is shown with less than a group."""
    scheme, frozen, given = result.scheme, frozen_result(session, meeting), issued(session, meeting)
    subjects = _subjects(session, meeting, result, given)
    classes = tuple(_class_figures(meeting, result, group, given) for group in _with_silent(meeting, groups, given))
    present = sum(given.values())
    returned = sum(figures.returned for figures in classes)
    return MeetingFigures(
        title=meeting.title,
        organisation=meeting.organisation,
        held_on=f"{meeting.held_on:%Y}年{meeting.held_on.month}月{meeting.held_on.day}日" if meeting.held_on else "",
        venue=meeting.place,
        chair=meeting.chair_name,
        details=details_of(meeting),
        scheme_name=scheme.name,
        scheme_source=scheme.source,
        parameters=tuple((number.title or number.id, number.value or "") for number in scheme.parameters),
        expected=meeting.expected or len(meeting.seats),
        present=present,
        classes=classes,
        total_issued=present,
        total_returned=returned,
        total_valid=returned,
        total_invalid=0,
        invalid_reasons=(),
        appraisees=tuple(draw_person(scheme, subject, groups) for subject in subjects),
        sheet_titles=tuple(sheet.title or sheet.id for sheet in scheme.sheets),
        mark_labels=scheme.marks,
        grade_names=tuple(grade.name for grade in scheme.grades),
        lists=_lists(meeting, result),
        warnings=tuple(map(warning_words, result.warnings)),
        rounds=tuple(_round(house, session, meeting, held) for held in standing_rounds(meeting)),
        reissues=reissues(session, meeting),
        narrowest_margin=narrowest_margin(result),
        fingerprint=meeting.fingerprint,
        result_sha256=frozen.sha256,
        version=version("review-meeting"),
        confirmed=meeting.state in AFTER_CONFIRMING,
        merged_note=_merged_note(meeting, groups),
    )


def _subjects(session: Session, meeting: Meeting, result: Result, given: Mapping[str, int]) -> list[Subject]:
    decided, said = decisions(session, meeting), opinions(session, meeting)
    entered, explanations = entered_records(session, meeting), frozen_result(session, meeting).explanations
    return [
        Subject(
            person,
            result.of(person.code),
            decided.get(person.code) or Decision(final_grade="", reason="", document="", decided_by=""),
            said.get(person.code) or OpinionText(strengths="", problems="", demands="", deadline=""),
            record_lines(result.scheme, entered, person.code),
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


def _class_figures(meeting: Meeting, result: Result, group: tuple[str, ...], given: Mapping[str, int]) -> ClassFigures:
    titles = voting_titles(meeting)
    returned = sum(result.returned[name] for name in group)
    return ClassFigures(
        ballot_class="、".join(group),
        title="、".join(titles[name] for name in group),
        issued=sum(given.get(name, 0) for name in group),
        returned=returned,
        valid=returned,
        invalid=0,
    )


def _lists(meeting: Meeting, result: Result) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = {person.code: person.name for person in meeting.appraisees}
    return tuple((name, tuple(names[code] for code in codes)) for name, codes in result.lists.items())


def _round(house: House, session: Session, meeting: Meeting, held: AgendaRound) -> RoundFigures:
    numbers, where = turnout(house, session, meeting, held), (meeting.id, held.number)
    leaves, tokens = house.box.lists(where)
    return RoundFigures(
        number=held.number,
        title=held.title,
        cards=numbers.cards,
        claims=numbers.claims,
        tokens=len(tokens),
        slips=len(leaves) // max(1, len(held.codes)),
        root=house.box.root(where) or "",
    )


def _merged_note(meeting: Meeting, groups: Groups) -> str:
    titles = voting_titles(meeting)
    merged = ["、".join(titles[name] for name in group) for group in groups if len(group) > 1]
    if not merged:
        return ""
    return f"{'；'.join(merged)}票数不足{meeting.k}张，合并统计，以免从小组票数推断个人投票。"
