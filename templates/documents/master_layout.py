"""How our Word masters are laid out: GB/T 9704-2012 pages, faces with their fallbacks, ruled tables."""

from __future__ import annotations

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE, BODY, HEAD, SUBHEAD, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
# The first four may not come with the machine: Word takes the alternative named beside them.
FONTS = (
    (TITLE, "方正小标宋_GBK,华文中宋,SimSun", "02010601030101010101", "auto", "variable"),
    (BODY, "仿宋,FangSong,STFangsong", "02010609030101010101", "modern", "fixed"),
    (SUBHEAD, "楷体,KaiTi,STKaiti", "02010609030101010101", "modern", "fixed"),
    (HEAD, "SimHei", "02010609060101010101", "modern", "fixed"),
    (NUMBER, "SimSun", "02010600030101010101", "auto", "variable"),
)
LINE = Twips(579)  # 22 lines in 225 mm: 22 × 579 = 12738 of 12756 twips; 29 pt would overflow
# 28 characters of 16 pt in 156 mm (442.2 pt): a quarter point less for each. The document grid could say
# the same, but LibreOffice then gives a character that is wider than its cell two of them.
CHARACTER_SPACING = "-5"  # twentieths of a point
BLANK_LINES = 2


def fonts_xml() -> str:
    """The entries of the font table, each with its fallbacks."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, panose, family, pitch in FONTS
    )


def name_fonts(document: DocumentType) -> None:
    """Puts our fonts and their fallbacks into the font table of the document."""
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            table = part.blob.decode("utf-8")
            part._blob = table.replace("</w:fonts>", fonts_xml() + "</w:fonts>").encode("utf-8")


def set_fonts(properties: object, east_asian: str) -> None:
    """Names the Latin and the Chinese face of a run or style; quotes count as Chinese."""
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]  # python-docx ships no types
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", east_asian)):
        fonts.set(qn(f"w:{key}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def set_language(properties: object) -> None:
    """Marks text as simplified Chinese, so that Word breaks lines and checks spelling accordingly."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    for old in properties.findall(qn("w:lang")):  # type: ignore[attr-defined]  # as above
        properties.remove(old)  # type: ignore[attr-defined]  # as above
    properties.append(language)  # type: ignore[attr-defined]  # as above


def tighten(properties: object) -> None:
    """Sets characters a quarter point closer, so that 28 stand in a line."""
    for old in properties.findall(qn("w:spacing")):  # type: ignore[attr-defined]  # as above
        properties.remove(old)  # type: ignore[attr-defined]  # as above
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), CHARACTER_SPACING)
    properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")  # type: ignore[attr-defined]  # as above


def set_normal(document: DocumentType, size: float, line: Twips) -> None:
    """The body style: 仿宋, exact line spacing, no space around paragraphs."""
    style = document.styles["Normal"]
    style.font.size = Pt(size)
    set_fonts(style.element.get_or_add_rPr(), BODY)
    tighten(style.element.get_or_add_rPr())
    set_language(style.element.get_or_add_rPr())
    spacing = style.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, line
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.widow_control = False
    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        set_language(properties.find(qn("w:rPr")))


def portrait(section: Section) -> None:
    """A4 upright with the margins of GB/T 9704: 22 lines of 28 characters."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25.5)  # the dash stands 7 mm below the text
    line_grid(section)


def landscape(section: Section) -> None:
    """A4 on its side for the wide table; its head is where the upright page has its left edge."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(20), Mm(20)
    section.footer_distance = Mm(11)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)  # small type beside the tables keeps its own spacing


def line_grid(section: Section) -> None:
    """The grid of lines that Word snaps text to."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    made = OxmlElement("w:docGrid")
    made.set(qn("w:type"), "lines")
    made.set(qn("w:linePitch"), str(int(LINE.twips)))
    section._sectPr.append(made)


def page_numbers(document: DocumentType) -> None:
    """— 1 — in 4号 宋体: odd pages right, even pages left, one character in from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, right in ((section.footer, True), (section.even_page_footer, False)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        indent = paragraph.paragraph_format
        if right:
            indent.right_indent = Pt(14)
        else:
            indent.left_indent = Pt(14)
        for text in ("— ", "PAGE", " —"):
            face(page_field(paragraph) if text == "PAGE" else paragraph.add_run(text), NUMBER, 14)


def page_field(paragraph: Paragraph) -> Run:
    """A run that shows the number of its page."""
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run._r.append(mark)
    return run


def face(run: Run, font: str = BODY, size: float | None = None) -> Run:
    """Gives a run its face and size in points."""
    set_fonts(run._r.get_or_add_rPr(), font)
    if font == NUMBER:
        for key in ("ascii", "hAnsi"):
            run._r.rPr.rFonts.set(qn(f"w:{key}"), NUMBER)
    if size:
        run.font.size = Pt(size)
    return run


def line(
    document: DocumentType,
    text: str = "",
    font: str = BODY,
    size: float = 16,
    *,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: float = 2,
) -> Paragraph:
    """A paragraph with its first line indented by that many characters."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * indent)
    face(paragraph.add_run(text), font, size)
    return paragraph


def title(document: DocumentType, text: str, keep: bool = True) -> None:
    """A line of the title: 2号 小标宋, centred, 35 pt a line."""
    paragraph = line(document, text, TITLE, 22, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)
    paragraph.paragraph_format.line_spacing = Pt(35)
    paragraph.paragraph_format.keep_with_next = keep
    off_grid(paragraph)


def heading(document: DocumentType, text: str) -> None:
    """一、… in 黑体, kept with what follows."""
    line(document, text, HEAD).paragraph_format.keep_with_next = True


def off_grid(paragraph: Paragraph) -> None:
    """Lets a paragraph of another size leave the document grid."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(
        snap, "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"
    )


def ruled(document: DocumentType, width: Twips) -> None:
    """A blank line with a rule under it, to be written in by hand."""
    paragraph = document.add_paragraph()
    stops = parse_xml(
        f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:leader="underscore" w:pos="{int(width.twips)}"/></w:tabs>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(stops, "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph.add_run("\t")


def words_or_rules(document: DocumentType, field: str) -> None:
    """What the secretary wrote, a paragraph each; ruled lines to write on where nothing was written."""
    line(document, f"{{%p for 段 in {field} %}}")
    line(document, "{{ 段 }}")
    line(document, "{%p else %}")
    for _ in range(BLANK_LINES):
        ruled(document, Twips(8844))
    line(document, "{%p endfor %}")


def page() -> DocumentType:
    """An empty upright document in the house's layout, with page numbers."""
    document = Document()
    name_fonts(document)
    set_normal(document, 16, LINE)
    portrait(document.sections[0])
    page_numbers(document)
    core = document.core_properties
    core.author = core.comments = core.last_modified_by = ""
    return document
