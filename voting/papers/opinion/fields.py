"""The fields of the master of 综合评价意见."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from voting.papers import wording
from voting.papers.addressee import Addressee
from voting.papers.facts import AppraiseeFigures, MarkFigures, MeetingFigures
from voting.papers.mark_cells import MarkCell, mark_cells


@dataclass(frozen=True)
class Ballots:
    """应到/实到 of the meeting, 发出/收回/有效/无效 of the appraisee, and why classes stand together."""

    expected: Annotated[int, "应到"]
    present: Annotated[int, "实到"]
    issued: Annotated[int, "发出"]
    returned: Annotated[int, "收回"]
    valid: Annotated[int, "有效"]
    invalid: Annotated[int, "无效"]
    merged: Annotated[str, "合并说明"]


@dataclass(frozen=True)
class MarksRow:
    """A sheet: heads and share under each mark of the scheme, abstentions, recusals, score."""

    title: Annotated[str, "名称"]
    cells: Annotated[tuple[MarkCell, ...], "得票", "格"]
    abstained: Annotated[int | str, "弃权"]
    recused: Annotated[int | str, "回避"]
    score: Annotated[str, "得分"]


@dataclass(frozen=True)
class OpinionFields:
    """What the master of 综合评价意见 may ask for."""

    addressee: Addressee
    ballots: Ballots
    marks: Annotated[tuple[str, ...], "档次列", "档次"]
    rows: Annotated[tuple[MarksRow, ...], "得票表", "行"]
    score: Annotated[tuple[str, ...], "得分说明", "段"]
    strengths: Annotated[tuple[str, ...], "主要成绩", "段"]
    problems: Annotated[tuple[str, ...], "存在问题", "段"]
    grade: Annotated[tuple[str, ...], "等次意见", "段"]
    demands: Annotated[tuple[str, ...], "整改要求", "段"]
    deadline: Annotated[str, "整改时限"]


def marks_rows(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> tuple[MarksRow, ...]:
    """A row for each sheet, and one for all sheets together with the final score."""
    return (
        *(_row(meeting, sheet.title, sheet.marks, sheet.apart, sheet.score) for sheet in appraisee.sheets),
        _row(meeting, "合计", appraisee.overall, appraisee.apart, wording.shown(appraisee.score)),
    )


def _row(
    meeting: MeetingFigures,
    title: str,
    marks: tuple[MarkFigures, ...],
    apart: tuple[tuple[str, int], ...],
    score: str,
) -> MarksRow:
    kept = dict(apart)
    return MarksRow(
        title=wording.plain(title),
        cells=mark_cells(meeting, marks),
        abstained=kept.get("弃权", wording.NONE),
        recused=kept.get("回避", wording.NONE),
        score=score,
    )
