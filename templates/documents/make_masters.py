"""Makes the Word masters once; afterwards the office edits the .docx files in Word.

Run `python templates/documents/make_masters.py` only to go back to the original masters: it
overwrites them. Layout is GB/T 9704-2012; fields are written {{ 字段名 }} and listed in README.md here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph
from master_layout import (
    BODY,
    HEAD,
    face,
    heading,
    landscape,
    line,
    page,
    set_normal,
    table,
    title,
    words_or_rules,
)

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
    paragraph = line(document, "建议等次（待研究确定）", HEAD, 14, WD_ALIGN_PARAGRAPH.RIGHT, 0)
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
        "根据{{ 方案文件 }}，{{ 会议日期 }}，{{ 机关 }}召开{{ 会议名称 }}。会议应到{{ 应到 }}人，实到{{ 实到 }}人。"
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


def labelled(document: DocumentType, pairs: Sequence[tuple[str, str]]) -> None:
    """Short facts on one line, each with its label in 黑体."""
    paragraph = document.add_paragraph()
    for label, value in pairs:
        face(paragraph.add_run(f"{label}："), HEAD, 14)
        face(paragraph.add_run(f"{value}　　"), BODY, 14)


def small(document: DocumentType, text: str, size: float = 12, left: float = 0) -> Paragraph:
    """A line of smaller type for what stands beside the result."""
    paragraph = line(document, text, size=size, indent=0)
    paragraph.paragraph_format.line_spacing = Pt(size * 1.6)
    paragraph.paragraph_format.left_indent = Pt(size * left)
    return paragraph


def ballots_table(document: DocumentType) -> None:
    """发出/收回/有效/无效 by class."""
    fields = ("票类", "发出", "收回", "有效", "无效")
    blank = ("",) * 4
    rows = (
        ("票类", "发出票（张）", "收回票（张）", "有效票（张）", "无效票（张）"),
        ("{%tr for 类 in 票类表 %}", *blank),
        tuple(f"{{{{ 类.{field} }}}}" for field in fields),
        ("{%tr endfor %}", *blank),
    )
    table(document, rows, (97, 40, 40, 40, 40), 12)


def results_table(document: DocumentType) -> None:
    """The result of every appraisee; columns for marks and sheets as the scheme has them."""
    fixed = ("序号", "姓名", "收回", "有效")
    head = (*fixed, "{%tc for 头 in 得票头 %}", "{{ 头 }}", "{%tc endfor %}", "弃权", "回避",
            "{%tc for 头 in 专项头 %}", "{{ 头 }}", "{%tc endfor %}", "得分", "名次", "建议\n等次")  # fmt: skip
    row = (*(f"{{{{ 人.{field} }}}}" for field in fixed),
           "{%tc for 格 in 人.得票 %}", "{{ 格.票数 }}\n{{ 格.得票率 }}", "{%tc endfor %}", "{{ 人.弃权 }}", "{{ 人.回避 }}",
           "{%tc for 分 in 人.专项 %}", "{{ 分 }}", "{%tc endfor %}", *(f"{{{{ 人.{field} }}}}" for field in ("得分", "名次", "建议等次")))  # fmt: skip
    blank = ("",) * (len(head) - 1)
    rows = (head, ("{%tr for 人 in 结果表 %}", *blank), row, ("{%tr endfor %}", *blank))
    table(document, rows, (10, 54, 11, 11, 1, 17, 1, 11, 11, 1, 21, 1, 16, 11, 14), 10)


def rounds_table(document: DocumentType) -> None:
    """The proof of each round: cards ≥ claims ≥ tokens, slips of each appraisee = tokens, and the root."""
    fields = ("轮次", "票卡", "入场", "投票", "票页", "根值")
    blank = ("",) * 5
    rows = (
        ("轮次", "票卡（扣除作废）", "入场", "投票凭证", "每人票页", "根值"),
        ("{%tr for 轮 in 轮次表 %}", *blank),
        tuple(f"{{{{ 轮.{field} }}}}" for field in fields),
        ("{%tr endfor %}", *blank),
    )
    made = table(document, rows, (56, 29, 15, 18, 18, 121), 10)
    mono(made.rows[2].cells[5].paragraphs[0], 8.5)


def mono(paragraph: Paragraph, size: float) -> None:
    """Sets a hash in a face of equal widths, to be compared by eye."""
    for run in paragraph.runs:
        run.font.name, run.font.size = "Courier New", Pt(size)


def hash_line(document: DocumentType, label: str, field: str) -> None:
    """A label and a hash beside it."""
    paragraph = small(document, label, 10.5)
    paragraph.add_run(field)
    run = paragraph.runs[-1]
    run.font.name, run.font.size = "Courier New", Pt(10)


def signers(document: DocumentType) -> None:
    """Places to sign, and the time, for the three who answer for the count."""
    rows = (("总监票人", "监票人", "计票人", "签字时间"), ("", "", "", "　　　年　　月　　日　　时　　分"))
    made = table(document, rows, (60, 60, 60, 77), 12)
    made.rows[1].height = Mm(16)
    for cell in made.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def report() -> DocumentType:
    """计票结果报告单, read out and signed by the scrutineers."""
    document = page()
    landscape(document.sections[0])
    set_normal(document, 14, Twips(460))
    title(document, "{{ 会议名称 }}")
    title(document, "计票结果报告单")
    labelled(document, (("时间", "{{ 会议日期 }}"), ("地点", "{{ 地点 }}"), ("主持人", "{{ 主持人 }}")))
    labelled(document, (("应到", "{{ 应到 }}人"), ("实到", "{{ 实到 }}人"), ("方案", "{{ 方案 }}")))
    ballots_table(document)
    small(document, "{{ 有效说明 }}", 14).paragraph_format.space_before = Pt(6)
    small(document, "无效票原因：{{ 无效原因 }}", 14)
    line(document, "{%p if 合并说明 %}", indent=0)
    small(document, "{{ 合并说明 }}")
    line(document, "{%p endif %}", indent=0)
    heading_small(document, "一、测评结果")
    results_table(document)
    small(document, "{{ 表注 }}", 10.5)
    line(document, "{%p for 段 in 提示 %}", indent=0)
    small(document, "{{ 段 }}", 10.5)
    line(document, "{%p endfor %}", indent=0)
    heading_small(document, "二、计票核对")
    small(
        document,
        "每一轮：票卡（扣除作废）≥入场≥投票凭证，每位被评议人的票页数等于投票凭证数。根值与会场屏幕和每部手机所示一致。",
        10.5,
    )
    rounds_table(document)
    small(document, "补发票卡：{{ 补发 }}张。最小分差：{{ 最小分差 }}。{{ 补发说明 }}")
    hash_line(document, "密钥指纹：", "{{ 指纹 }}")
    hash_line(document, "结果校验值（SHA-256):", "{{ 结果校验值 }}")
    small(document, "软件版本：{{ 软件版本 }}", 10.5)
    heading_small(document, "三、签字")
    signers(document)
    return document


def heading_small(document: DocumentType, text: str) -> None:
    """一、… of the report, in 14 pt 黑体."""
    paragraph = line(document, text, HEAD, 14, indent=0)
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True


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
