"""综合评价意见: one Word paper for each appraisee, filled into a master that the office edits in Word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from voting.papers import wording
from voting.papers.facts import AppraiseeFigures, MarkFigures, MeetingFigures
from voting.papers.masters import dated, fill_docx

MASTER = "opinion.docx"
MANY_RECORDS = 20
BY_HAND = "＿＿＿＿＿＿"
TITLE_WIDTH = 19  # of twenty characters a line, one is kept for the 的 that may follow
DATE_BY_HAND = "　　　　年　　月　　日"
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def opinion_docx(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> bytes:
    """The 综合评价意见 of one appraisee as a .docx; raises MasterFault if the master does not fit."""
    return fill_docx(MASTER, opinion_fields(meeting, appraisee))


def opinions_zip(meeting: MeetingFigures) -> bytes:
    """The opinions of all appraisees in one zip, named 序号-姓名.docx."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as bundle:
        for number, appraisee in enumerate(meeting.appraisees, 1):
            paper = opinion_docx(meeting, appraisee)
            bundle.writestr(dated(f"{number:02d}-{safe_name(appraisee.name)}.docx"), paper)
    return written.getvalue()


def safe_name(name: str) -> str:
    """The name as a part of a file name that Windows, macOS and Linux all take."""
    return UNSAFE.sub("_", wording.plain(name)).strip(". ")[:60] or "未命名"


def opinion_fields(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> dict[str, object]:
    """The fields of the master, named as they stand in it."""
    return {
        **addressee(meeting, appraisee),
        **ballots(meeting, appraisee),
        "档次列": [wording.plain(label) for label in meeting.mark_labels],
        "得票表": marks_rows(meeting, appraisee),
        "得分说明": score_sentences(appraisee),
        "主要成绩": wording.paragraphs(appraisee.strengths),
        "存在问题": wording.paragraphs(appraisee.problems),
        "等次意见": grade_sentences(meeting, appraisee),
        "整改要求": wording.paragraphs(appraisee.demands),
        "整改时限": wording.unstopped(appraisee.deadline) or DATE_BY_HAND,
    }


def addressee(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> dict[str, object]:
    """Who, where and when: what the opinion and the feedback both open with."""
    return {
        "待研究确定": not wording.is_final(meeting, appraisee),
        "姓名": wording.plain(appraisee.name),
        "同志": wording.honorific(appraisee),
        "单位职务": wording.unit_and_post(appraisee),
        "事项": wording.balanced(wording.matter(meeting.title), TITLE_WIDTH),
        "方案文件": wording.plan_name(meeting),
        "会议日期": wording.plain(meeting.held_on),
        "会议名称": wording.plain(meeting.title),
        "机关": wording.plain(meeting.organisation),
        "述职方式": "提交了书面述职报告" if appraisee.in_writing else "作了述职",
        "落款日期": DATE_BY_HAND,
    }


def ballots(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> dict[str, object]:
    """应到/实到 of the meeting and 发出/收回/有效/无效 of this appraisee."""
    return {
        "应到": meeting.expected,
        "实到": meeting.present,
        "发出": appraisee.issued,
        "收回": appraisee.returned,
        "有效": appraisee.valid,
        "无效": appraisee.invalid,
        "合并说明": wording.merged_classes(meeting),
    }


def marks_rows(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> list[dict[str, object]]:
    """A row for each sheet, and one for all sheets together with the final score."""
    rows = [
        {
            "名称": wording.plain(sheet.title),
            "得分": sheet.score,
            **marks_cells(meeting, sheet.marks, sheet.apart),
        }
        for sheet in appraisee.sheets
    ]
    overall = {"名称": "合计", "得分": wording.shown(appraisee.score)}
    return [*rows, {**overall, **marks_cells(meeting, appraisee.overall, appraisee.apart)}]


def marks_cells(
    meeting: MeetingFigures, marks: tuple[MarkFigures, ...], apart: tuple[tuple[str, int], ...]
) -> dict[str, object]:
    """The cells of one row: heads and share under each mark of the scheme, abstentions, recusals."""
    found = {figures.mark: figures for figures in marks}
    kept = dict(apart)
    return {
        "得票": [mark_cell(found.get(label)) for label in meeting.mark_labels],
        "弃权": kept.get("弃权", wording.NONE),
        "回避": kept.get("回避", wording.NONE),
    }


def mark_cell(figures: MarkFigures | None) -> dict[str, object]:
    """Heads and share of one mark; a dash on a rubric sheet, which has no marks."""
    if figures is None:
        return {"票数": wording.NONE, "得票率": ""}
    return {"票数": figures.total, "得票率": figures.share}


def score_sentences(appraisee: AppraiseeFigures) -> list[str]:
    """Records and intermediate values, if the scheme has any, and the final score."""
    listed = appraisee.records if len(appraisee.records) <= MANY_RECORDS else ()  # of many, their sums say enough
    records = "、".join(f"“{wording.plain(title)}”为“{wording.plain(value)}”" for title, value in listed)
    values = "、".join(f"{wording.plain(name)}{value}分" for name, value in stated(appraisee))
    parts = [f"记录事项：{records}。"] if records else []
    parts += [f"其中{values}。"] if values else []
    if not has_score(appraisee):
        return [*parts, "本次测评没有形成最后得分。"]
    return [*parts, f"按照方案计算，最后得分为{appraisee.score}分。"]


def stated(appraisee: AppraiseeFigures) -> list[tuple[str, str]]:
    """The lines of the formula beside 得分 that have a value."""
    return [(name, value) for name, value in appraisee.values if name != "得分" and value != wording.NONE]


def has_score(appraisee: AppraiseeFigures) -> bool:
    """Whether the formula has a value."""
    return appraisee.score not in ("", wording.NONE)


def grade_sentences(
    meeting: MeetingFigures, appraisee: AppraiseeFigures, lowered: Sequence[str] | None = None
) -> list[str]:
    """四、综合评价等次 in words: proposed or determined, by which rule, why changed, what follows.

    `lowered` says what lowered the grade, where the paper is to say it otherwise than with every figure.
    """
    lowered = lowered_by(appraisee) if lowered is None else lowered
    if not wording.is_final(meeting, appraisee):
        said = proposal(appraisee, lowered)
    elif appraisee.final_grade == appraisee.proposed_grade:
        document = wording.unstopped(appraisee.document)
        source = f"依据文件：{document}。" if document else ""
        said = [*lowered, f"{decision(meeting, appraisee)}。{source}"]
    else:
        said = changed(meeting, appraisee, lowered)
    follows = wording.sentence(wording.plain(appraisee.consequence))
    return [*said, f"结果运用：{follows}"] if follows else said


def proposal(appraisee: AppraiseeFigures, lowered: Sequence[str]) -> list[str]:
    """What the count proposes; the committee has still to decide."""
    if not wording.has_grade(appraisee.proposed_grade):
        return ["本次计票没有形成建议等次，综合评价等次待研究确定。"]
    return [
        *lowered,
        f"按照方案计票，建议等次为“{wording.plain(appraisee.proposed_grade)}”（待研究确定）。",
        "本意见未经研究确定，不作为正式意见使用。",
    ]


def lowered_by(appraisee: AppraiseeFigures) -> list[str]:
    """The clauses and quotas that lowered the grade, each with its figures."""
    return [wording.sentence(wording.plain(step)) for step in appraisee.steps[1:]]


def decision(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> str:
    """经…研究,综合评价等次确定为…, without a full stop."""
    body = wording.plain(appraisee.decided_by) or wording.plain(meeting.organisation)
    return f"经{body}研究，综合评价等次确定为“{wording.plain(appraisee.final_grade)}”"


def changed(meeting: MeetingFigures, appraisee: AppraiseeFigures, lowered: Sequence[str]) -> list[str]:
    """确定 other than 建议: both grades, the reason, and the document it stands in."""
    proposed = wording.plain(appraisee.proposed_grade)
    first = f"按照方案计票，建议等次为“{proposed}”。" if wording.has_grade(proposed) else "本次计票没有形成建议等次。"
    return [
        *lowered,
        f"{first}{decision(meeting, appraisee)}，与建议等次不同。",
        f"调整理由：{wording.unstopped(appraisee.reason) or BY_HAND}。"
        f"依据文件：{wording.unstopped(appraisee.document) or BY_HAND}。",
    ]
