"""Makes the Word masters once; afterwards the office edits the .docx files in Word.

Run `python templates/documents/make_masters.py` only to go back to the original masters: it
overwrites them. Layout is GB/T 9704-2012; fields are written {{ 字段名 }} and listed in README.md here.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from master_layout import (
    HEAD,
    heading,
    line,
    page,
    title,
    words_or_rules,
)
from master_report import report
from master_tables import table

HERE = Path(__file__).resolve().parent


def signature(document: DocumentType) -> None:
    """The organ, and the date under its middle, about four characters in from the right."""
    for text in ("{{ 机关 }}", "{{ 落款日期 }}"):
        paragraph = line(document, text, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)
        paragraph.paragraph_format.left_indent = Pt(16 * 10)
        paragraph.paragraph_format.right_indent = Pt(16 * 2)
        paragraph.paragraph_format.keep_with_next = True


def draft_mark(document: DocumentType) -> None:
    """Before the committee has met: 建议等次(待研究确定), boxed at the head of the paper."""
    line(document, "{%p if 待研究确定 %}", indent=0)
    paragraph = line(document, "建议等次（待研究确定）", HEAD, 14, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=0)
    border = OxmlElement("w:bdr")
    for key, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "auto")):
        border.set(qn(f"w:{key}"), value)
    paragraph.runs[0]._r.rPr.append(border)
    line(document, "{%p endif %}", indent=0)


def marks_table(document: DocumentType) -> None:
    """得票和得分: a row for each sheet, a column for each mark."""
    head = ("专项", "{%tc for 档次 in 档次列 %}", "{{ 档次 }}", "{%tc endfor %}", "弃权", "回避", "得分")
    row = (
        "{{ 行.名称 }}",
        "{%tc for 格 in 行.得票 %}",
        "{{ 格.票数 }}\n{{ 格.得票率 }}",
        "{%tc endfor %}",
        "{{ 行.弃权 }}",
        "{{ 行.回避 }}",
        "{{ 行.得分 }}",
    )
    blank = ("",) * len(head)
    rows = (head, ("{%tr for 行 in 得票表 %}", *blank[1:]), row, ("{%tr endfor %}", *blank[1:]))
    table(document, rows, (58, 1, 16, 1, 11, 11, 15))


def slip(document: DocumentType) -> None:
    """The slip at the foot: who signed, who fed it back, when, and where it was filed."""
    rows = (
        ("本人签字", "", "反馈人", "", "日期", "　　年　　月　　日"),
        ("归档", "", "经办人", "", "日期", "　　年　　月　　日"),
    )
    made = table(document, rows, (20, 32, 18, 28, 14, 40), 12, 0)
    for row in made.rows:
        row.height = Mm(10)
    for cell in made.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def opinion() -> DocumentType:
    """综合评价意见, one for each appraisee."""
    document = page()
    draft_mark(document)
    for text in ("关于{{ 姓名 }}{{ 同志 }}", "{{ 事项 }}的", "综合评价意见"):
        title(document, text)
    line(document)
    line(
        document,
        "根据{{ 方案文件 }}，{{ 会议日期 }}，{{ 机关 }}召开{{ 会议名称 }}。"
        "会议应到{{ 应到 }}人，实到{{ 实到 }}人。"
        "{{ 姓名 }}{{ 同志 }}{{ 述职方式 }}，与会人员进行了民主测评。现提出综合评价意见如下。",
    )
    heading(document, "一、测评情况")
    line(
        document,
        "测评共发出票{{ 发出 }}张，收回{{ 收回 }}张，其中有效票{{ 有效 }}张，无效票{{ 无效 }}张。"
        "{{ 合并说明 }}各专项得票和得分如下：",
    )
    marks_table(document)
    line(document, "{%p for 段 in 得分说明 %}")
    line(document, "{{ 段 }}")
    line(document, "{%p endfor %}")
    heading(document, "二、主要成绩")
    words_or_rules(document, "主要成绩")
    heading(document, "三、存在问题")
    words_or_rules(document, "存在问题")
    heading(document, "四、综合评价等次")
    line(document, "{%p for 段 in 等次意见 %}")
    line(document, "{{ 段 }}")
    line(document, "{%p endfor %}")
    heading(document, "五、整改要求")
    words_or_rules(document, "整改要求")
    line(document, "整改时限：{{ 整改时限 }}。").paragraph_format.keep_with_next = True
    line(document).paragraph_format.keep_with_next = True
    signature(document)
    line(document).paragraph_format.keep_with_next = True
    slip(document)
    return document


def feedback() -> DocumentType:
    """反馈意见, addressed to the appraisee."""
    document = page()
    draft_mark(document)
    title(document, "{{ 事项 }}")
    title(document, "反馈意见")
    line(document)
    line(document, "{{ 姓名 }}{{ 同志 }}：", indent=0)
    line(
        document,
        "{{ 会议日期 }}，{{ 机关 }}召开{{ 会议名称 }}，对您履行职责情况进行了评议。现将有关意见反馈如下。",
    )
    heading(document, "一、总体评价")
    line(document, "{%p for 段 in 等次意见 %}")
    line(document, "{{ 段 }}")
    line(document, "{%p endfor %}")
    words_or_rules(document, "主要成绩")
    heading(document, "二、存在问题")
    words_or_rules(document, "存在问题")
    heading(document, "三、整改要求")
    words_or_rules(document, "整改要求")
    line(document, "请于{{ 回复期限 }}前将整改方案和问题、责任、整改清单报{{ 机关 }}。")
    line(document)
    signature(document)
    return document


def write(document: DocumentType, name: str) -> None:
    """Writes a master with every entry dated 1980: making it again changes no byte."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(HERE / name, "w") as new:
        for entry in old.infolist():
            dated = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            new.writestr(dated, old.read(entry), compress_type=zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    write(opinion(), "opinion.docx")
    write(report(), "report.docx")
    write(feedback(), "feedback.docx")
