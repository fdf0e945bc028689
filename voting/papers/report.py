"""计票结果报告单: what the chief scrutineer reads out and the scrutineers sign, filled into a Word master."""

from __future__ import annotations

from collections.abc import Sequence

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MeetingFigures, RoundFigures, SheetFigures
from voting.papers.masters import fill_docx
from voting.papers.opinion import mark_cell

MASTER = "report.docx"
NO_INVALID = "无"
TITLE_WIDTH = 33  # characters of the title on the upper edge of a page on its side
REASON_BY_HAND = "＿" * 20


def report_docx(meeting: MeetingFigures) -> bytes:
    """The 计票结果报告单 as a .docx; raises MasterFault if the master does not fit."""
    return fill_docx(MASTER, report_fields(meeting))


def report_fields(meeting: MeetingFigures) -> dict[str, object]:
    """The fields of the master, named as they stand in it."""
    return {
        **heading_fields(meeting),
        "票类表": classes_rows(meeting),
        "有效说明": wording.validity(meeting),
        "无效原因": invalid_reasons(meeting),
        "合并说明": wording.merged_classes(meeting),
        "得票头": [wording.plain(label) for label in meeting.mark_labels],
        "专项头": [wording.plain(title) for title in meeting.sheet_titles],
        "结果表": [result_row(meeting, number, one) for number, one in enumerate(meeting.appraisees, 1)],
        "表注": table_note(meeting),
        "提示": notices(meeting),
        **proof_fields(meeting),
    }


def heading_fields(meeting: MeetingFigures) -> dict[str, object]:
    """Meeting, time, place, chair, 应到/实到 and scheme."""
    return {
        "会议名称": wording.balanced(meeting.title, TITLE_WIDTH),
        "会议日期": wording.plain(meeting.held_on),
        "地点": wording.plain(meeting.place) or REASON_BY_HAND,
        "主持人": wording.plain(meeting.chair) or REASON_BY_HAND,
        "应到": meeting.expected,
        "实到": meeting.present,
        "方案": wording.plain(meeting.scheme_name),
    }


def classes_rows(meeting: MeetingFigures) -> list[dict[str, object]]:
    """发出/收回/有效/无效 of each class, and in all."""
    rows: list[dict[str, object]] = [
        {
            "票类": wording.class_label(figures),
            "发出": figures.issued,
            "收回": figures.returned,
            "有效": figures.valid,
            "无效": figures.invalid,
        }
        for figures in meeting.classes
    ]
    total = {
        "票类": "合计",
        "发出": meeting.total_issued,
        "收回": meeting.total_returned,
        "有效": meeting.total_valid,
        "无效": meeting.total_invalid,
    }
    return [*rows, total]


def invalid_reasons(meeting: MeetingFigures) -> str:
    """Why ballots were invalid; a line to fill in by hand where nobody has entered it."""
    if meeting.invalid_reasons:
        parts = (f"{wording.unstopped(reason)}{number}张" for reason, number in meeting.invalid_reasons)
        return wording.sentence("、".join(parts))
    return REASON_BY_HAND if meeting.total_invalid else f"{NO_INVALID}。"


def result_row(meeting: MeetingFigures, number: int, appraisee: AppraiseeFigures) -> dict[str, object]:
    """One row of the result table."""
    found = {figures.mark: figures for figures in appraisee.overall}
    kept = dict(appraisee.apart)
    return {
        "序号": number,
        "姓名": wording.plain(appraisee.name),
        "收回": appraisee.returned,
        "有效": appraisee.valid,
        "得票": [mark_cell(found.get(label)) for label in meeting.mark_labels],
        "弃权": kept.get("弃权", wording.NONE),
        "回避": kept.get("回避", wording.NONE),
        "专项": sheet_scores(meeting, appraisee.sheets),
        "得分": wording.shown(appraisee.score),
        "名次": wording.shown(appraisee.rank),
        "建议等次": wording.shown(appraisee.proposed_grade),
    }


def sheet_scores(meeting: MeetingFigures, sheets: Sequence[SheetFigures]) -> list[str]:
    """The score on each sheet of the meeting, in its order; a dash where there is none."""
    found = {sheet.title: sheet.score for sheet in sheets}
    return [wording.shown(found.get(title, "")) for title in meeting.sheet_titles]


def table_note(meeting: MeetingFigures) -> str:
    """What the figures under the marks are, and that the grades are the count's."""
    pooled = "，为全部专项合计" if len(meeting.sheet_titles) > 1 else ""
    marks = f"各档次栏上为票数、下为得票率{pooled}；" if meeting.mark_labels else ""
    return f"注：{marks}得分、得票率四舍五入。建议等次由计票得出，综合评价等次由组织研究确定。"


def notices(meeting: MeetingFigures) -> list[str]:
    """Lists drawn up from the ranking, and the warnings of the count."""
    lists = [
        f"“{wording.plain(name)}”名单：{'、'.join(wording.plain(one) for one in names) or NO_INVALID}。"
        for name, names in meeting.lists
    ]
    return lists + [f"提示：{wording.sentence(wording.plain(warning))}" for warning in meeting.warnings]


def proof_fields(meeting: MeetingFigures) -> dict[str, object]:
    """The proof of every round, re-issues beside the narrowest margin, version and hashes."""
    return {
        "轮次表": [round_row(one) for one in meeting.rounds],
        "补发": meeting.reissues,
        "最小分差": wording.unstopped(meeting.narrowest_margin) or wording.NONE,
        "补发说明": reissue_note(meeting),
        "指纹": meeting.fingerprint,
        "结果校验值": meeting.result_sha256,
        "软件版本": wording.plain(meeting.version),
    }


def reissue_note(meeting: MeetingFigures) -> str:
    """What a re-issued card could mean for the result."""
    if not meeting.reissues:
        return ""
    return f"每张补发的票卡最多可能多出一票，请对照最小分差判断{meeting.reissues}票是否影响结果。"


def round_row(figures: RoundFigures) -> dict[str, object]:
    """One round: cards ≥ claims ≥ tokens, slips of each appraisee, root."""
    title = f"第{figures.number}轮 {wording.plain(figures.title)}".rstrip()
    return {
        "轮次": title,
        "票卡": figures.cards,
        "入场": figures.claims,
        "投票": figures.tokens,
        "票页": figures.slips,
        "根值": figures.root,
    }
