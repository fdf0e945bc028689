"""The master of the 计票结果报告单: a landscape paper of tables."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as DocumentType
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph
from master_layout import (
    BODY,
    HEAD,
    face,
    landscape,
    line,
    page,
    set_normal,
    title,
)
from master_tables import table


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


def columns(name: str, of: str, cell: str) -> tuple[str, str, str]:
    """Cells that repeat a column for every member of a list."""
    return (f"{{%tc for {name} in {of} %}}", cell, "{%tc endfor %}")


def results_table(document: DocumentType) -> None:
    """The result of every appraisee; columns for marks and sheets as the scheme has them."""
    before, between, after = ("序号", "姓名", "收回", "有效"), ("弃权", "回避"), ("得分", "名次", "建议等次")

    def fields(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{{{{ 人.{name} }}}}" for name in names)

    marks = columns("头", "得票头", "{{ 头 }}"), columns("格", "人.得票", "{{ 格.票数 }}\n{{ 格.得票率 }}")
    sheets = columns("头", "专项头", "{{ 头 }}"), columns("分", "人.专项", "{{ 分 }}")
    head = (*before, *marks[0], *between, *sheets[0], "得分", "名次", "建议\n等次")
    row = (*fields(before), *marks[1], *fields(between), *sheets[1], *fields(after))
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
    for cell in made.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    mono(made.rows[2].cells[5].paragraphs[0], 8.5)


def mono(paragraph: Paragraph, size: float) -> None:
    """Sets a hash in a face of equal widths, to be compared by eye."""
    for run in paragraph.runs:
        run.font.name, run.font.size = "Courier New", Pt(size)


def hash_line(document: DocumentType, label: str, field: str) -> None:
    """A label and a hash beside it."""
    paragraph = small(document, label, 10.5)
    paragraph.add_run(field)
    paragraph.paragraph_format.keep_with_next = True  # the scrutineers sign beside the hashes
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
    ).paragraph_format.keep_with_next = True
    rounds_table(document)
    small(document, "补发票卡：{{ 补发 }}张。最小分差：{{ 最小分差 }}。{{ 补发说明 }}")
    hash_line(document, "密钥指纹：", "{{ 指纹 }}")
    hash_line(document, "结果校验值（SHA-256）：", "{{ 结果校验值 }}")
    small(document, "软件版本：{{ 软件版本 }}", 10.5).paragraph_format.keep_with_next = True
    heading_small(document, "三、签字")
    signers(document)
    return document


def heading_small(document: DocumentType, text: str) -> None:
    """一、… of the report, in 14 pt 黑体."""
    paragraph = line(document, text, HEAD, 14, indent=0)
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
