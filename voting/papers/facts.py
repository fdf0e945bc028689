"""What the papers and result screens are made of: one frozen picture of a counted meeting.

Made once, by `voting.meeting.outcome.disclosure`, from the frozen result; every figure here may be shown
(secrecy.md 7: classes are already merged so that every group has k ballots). Papers and screens
only lay it out: they compute nothing, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from voting.details import Details


@dataclass(frozen=True)
class ClassFigures:
    """Ballots of one ballot class, or of several merged ones ("A、B"): 发出/收回/有效/无效."""

    ballot_class: str
    title: str
    issued: int
    returned: int
    valid: int
    invalid: int


@dataclass(frozen=True)
class MarkFigures:
    """One mark on one sheet (or over all sheets): heads by merged class, in all, and the share as printed."""

    mark: str
    by_class: tuple[tuple[str, int], ...]
    total: int
    share: str  # "62.50%" of the marks, half up, or "—" where nothing was marked


@dataclass(frozen=True)
class SheetFigures:
    """One sheet of one appraisee; `score` as printed ("85.63") or "—", `exact` a fraction ("685/8")."""

    sheet: str
    title: str
    marks: tuple[MarkFigures, ...]
    apart: tuple[tuple[str, int], ...]  # 弃权, 回避, 无效, 漏填
    score: str
    exact: str


@dataclass(frozen=True)
class AppraiseeFigures:
    """All that may be printed about one appraisee."""

    id: str
    name: str
    unit: str
    post: str
    group: str
    in_writing: bool
    sheets: tuple[SheetFigures, ...]
    overall: tuple[MarkFigures, ...]  # over all scale sheets together
    apart: tuple[tuple[str, int], ...]
    issued: int  # ballots issued in the rounds that vote on this appraisee
    returned: int  # ballots that cover this appraisee
    valid: int
    invalid: int
    values: tuple[tuple[str, str], ...]  # the lines of the scheme's formula, as printed
    records: tuple[tuple[str, str], ...]  # title of the record, value as entered
    score: str
    rank: str
    base_grade: str
    proposed_grade: str
    steps: tuple[str, ...]  # every step in words with its figures
    explanation: tuple[str, ...]  # the whole grade, to be redone with a pencil
    flags: tuple[str, ...]
    final_grade: str  # "" until the committee has confirmed
    reason: str
    document: str
    decided_by: str  # the body that decided, as it is to be printed ("场党委会议"), or ""
    consequence: str  # what the scheme says follows from the final (else proposed) grade
    strengths: str  # 主要成绩, the secretary's words
    problems: str  # 存在问题
    demands: str  # 整改要求
    deadline: str  # 整改时限
    grounds: tuple[str, ...] = ()  # what lowered the grade, without figures: fit for a letter


@dataclass(frozen=True)
class RoundFigures:
    """The proof of one closed round: cards − voided ≥ claims ≥ tokens; slips of each appraisee = tokens."""

    number: int
    title: str
    cards: int  # of the classes that vote in it, less the voided ones
    claims: int
    tokens: int
    slips: int  # of each appraisee of the round: as many as tokens
    root: str


@dataclass(frozen=True)
class MeetingFigures:
    """The whole counted meeting as it may be shown and printed."""

    title: str
    organisation: str
    held_on: str  # "2026年12月26日"
    venue: str
    chair: str
    details: Details  # as the secretary typed them
    scheme_name: str
    scheme_source: str
    parameters: tuple[tuple[str, str], ...]  # title, value as written
    expected: int  # 应到
    present: int  # 实到: cards handed out
    classes: tuple[ClassFigures, ...]
    total_issued: int
    total_returned: int
    total_valid: int
    total_invalid: int
    invalid_reasons: tuple[tuple[str, int], ...]  # why, in words; how many ballots
    appraisees: tuple[AppraiseeFigures, ...]
    sheet_titles: tuple[str, ...]
    mark_labels: tuple[str, ...]
    grade_names: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]  # list name, names of appraisees
    warnings: tuple[str, ...]
    rounds: tuple[RoundFigures, ...]
    reissues: int
    narrowest_margin: str  # "—" where no boundary is near
    fingerprint: str
    result_sha256: str
    version: str
    confirmed: bool
    merged_note: str  # why classes were merged, or ""
