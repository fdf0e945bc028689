"""The fields of the master of 计票结果报告单."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from voting.papers.mark_cells import MarkCell


@dataclass(frozen=True)
class Heading:
    """Meeting, time, venue, chair, 应到/实到 and scheme."""

    meeting: Annotated[str, "会议名称"]
    held_on: Annotated[str, "会议日期"]
    venue: Annotated[str, "地点"]
    chair: Annotated[str, "主持人"]
    expected: Annotated[int, "应到"]
    present: Annotated[int, "实到"]
    scheme: Annotated[str, "方案"]


@dataclass(frozen=True)
class ClassRow:
    """发出/收回/有效/无效 of a ballot class, or of all."""

    ballot_class: Annotated[str, "票类"]
    issued: Annotated[int, "发出"]
    returned: Annotated[int, "收回"]
    valid: Annotated[int, "有效"]
    invalid: Annotated[int, "无效"]


@dataclass(frozen=True)
class ResultRow:
    """One appraisee in the table of results."""

    number: Annotated[int, "序号"]
    name: Annotated[str, "姓名"]
    returned: Annotated[int, "收回"]
    valid: Annotated[int, "有效"]
    cells: Annotated[tuple[MarkCell, ...], "得票", "格"]
    abstained: Annotated[int | str, "弃权"]
    recused: Annotated[int | str, "回避"]
    sheets: Annotated[tuple[str, ...], "专项", "分"]
    score: Annotated[str, "得分"]
    rank: Annotated[str, "名次"]
    proposed: Annotated[str, "建议等次"]


@dataclass(frozen=True)
class RoundRow:
    """One round: cards ≥ claims ≥ tokens, slips of each appraisee, root."""

    title: Annotated[str, "轮次"]
    cards: Annotated[int, "票卡"]
    claims: Annotated[int, "入场"]
    tokens: Annotated[int, "投票"]
    slips: Annotated[int, "票页"]
    root: Annotated[str, "根值"]


@dataclass(frozen=True)
class Proofs:
    """The proof of every round, re-issues beside the narrowest margin, version and hashes."""

    rounds: Annotated[tuple[RoundRow, ...], "轮次表", "轮"]
    reissues: Annotated[int, "补发"]
    narrowest_margin: Annotated[str, "最小分差"]
    reissue_note: Annotated[str, "补发说明"]
    fingerprint: Annotated[str, "指纹"]
    result_sha256: Annotated[str, "结果校验值"]
    version: Annotated[str, "软件版本"]


@dataclass(frozen=True)
class ReportFields:
    """What the master of 计票结果报告单 may ask for."""

    heading: Heading
    classes: Annotated[tuple[ClassRow, ...], "票类表", "类"]
    validity: Annotated[str, "有效说明"]
    invalid_reasons: Annotated[str, "无效原因"]
    merged: Annotated[str, "合并说明"]
    marks: Annotated[tuple[str, ...], "得票头", "头"]
    sheets: Annotated[tuple[str, ...], "专项头", "头"]
    results: Annotated[tuple[ResultRow, ...], "结果表", "人"]
    table_note: Annotated[str, "表注"]
    notices: Annotated[tuple[str, ...], "提示", "段"]
    proofs: Proofs
