"""Drawing the figures of one appraisee: heads by merged class, shares and scores as printed, steps in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tally import Scheme
from tally.reading.figures import fixed, reduced
from tally.regulation.scheme import Sheet
from tally.result import AppraiseeResult
from tally.votes import REASONS
from voting.meeting.outcome.result_words import ground_sentence, step_sentence
from voting.papers.facts import AppraiseeFigures, MarkFigures, SheetFigures
from voting.papers.wording import NONE
from voting.storage.registry import Appraisee, Decision, OpinionText

Groups = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Subject:
    """Everything that is known of one appraisee before it is laid out."""

    person: Appraisee
    result: AppraiseeResult
    decision: Decision
    opinion: OpinionText
    records: tuple[tuple[str, str], ...]
    explanation: tuple[str, ...]
    issued: int


def draw_person(scheme: Scheme, subject: Subject, groups: Groups) -> AppraiseeFigures:
    """Lay out one appraisee with the classes in `groups`."""
    person, result, decision, opinion = subject.person, subject.result, subject.decision, subject.opinion
    sheets = tuple(_sheet(scheme, result, sheet, groups) for sheet in scheme.sheets)
    returned = sum(result.votes.covering[name] for group in groups for name in group)
    return AppraiseeFigures(
        id=person.code,
        name=person.name,
        unit=person.unit,
        post=person.post,
        group=person.group,
        in_writing=person.in_writing,
        sheets=sheets,
        overall=_marks(scheme, result, scheme.scale_sheets, groups),
        apart=tuple((reason, sum(dict(sheet.apart)[reason] for sheet in sheets)) for reason in REASONS),
        issued=subject.issued,
        returned=returned,
        valid=returned,
        invalid=0,
        values=tuple((line.name, printed(result.values[line.name], scheme)) for line in scheme.formula),
        records=subject.records,
        score=printed(result.score, scheme),
        rank=str(result.rank or NONE),
        base_grade=result.base_grade or NONE,
        proposed_grade=result.grade or NONE,
        steps=tuple(step_sentence(scheme, step) for step in result.steps),
        explanation=subject.explanation,
        flags=result.flags,
        final_grade=decision.final_grade,
        reason=decision.reason,
        document=decision.document,
        decided_by=decision.decided_by,
        consequence=_consequence(scheme, decision.final_grade or result.grade),
        strengths=opinion.strengths,
        problems=opinion.problems,
        demands=opinion.demands,
        deadline=opinion.deadline,
        grounds=tuple(ground_sentence(step) for step in result.steps[1:]),
    )


def printed(value: Fraction | None, scheme: Scheme) -> str:
    """A score as it is printed, half up to the scheme's places, or a dash where there is none."""
    return NONE if value is None else fixed(value, scheme.places)


def _consequence(scheme: Scheme, grade: str | None) -> str:
    return next((known.consequence for known in scheme.grades if known.name == grade), None) or ""


def _sheet(scheme: Scheme, result: AppraiseeResult, sheet: Sheet, groups: Groups) -> SheetFigures:
    is_read = sheet.is_rubric or sheet.id in scheme.read_names  # a mean of points that nothing reads only puzzles
    score = result.sheets[sheet.id] if is_read else None
    every = [name for group in groups for name in group]
    return SheetFigures(
        sheet=sheet.id,
        title=sheet.title or sheet.id,
        marks=() if sheet.is_rubric else _marks(scheme, result, [sheet], groups),
        apart=tuple((reason, result.votes.heads_of(sheet.id, reason, every)) for reason in REASONS),
        score=printed(score, scheme),
        exact=NONE if score is None else reduced(score),
    )


def _marks(scheme: Scheme, result: AppraiseeResult, sheets: Sequence[Sheet], groups: Groups) -> tuple[MarkFigures, ...]:
    """Heads of each mark by group on all these sheets, and their share of all marks, half up to two places."""
    heads = {
        mark: [sum(result.votes.heads_of(sheet.id, mark, group) for sheet in sheets) for group in groups]
        for mark in scheme.marks
    }
    total = sum(sum(by_group) for by_group in heads.values())
    return tuple(
        MarkFigures(
            mark=mark,
            by_class=tuple(("、".join(group), number) for group, number in zip(groups, by_group, strict=True)),
            total=sum(by_group),
            share=f"{fixed(Fraction(100 * sum(by_group), total), 2)}%" if total else NONE,
        )
        for mark, by_group in heads.items()
    )
