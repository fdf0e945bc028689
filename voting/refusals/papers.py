"""What is refused where a master under templates/documents does not serve."""

from __future__ import annotations

from voting.words import word

PAPERS = {
    "master_missing": word("找不到文书模板“%(file)s”，请把它放回 templates/documents 文件夹后重试。"),
    "master_not_filled": word(
        "文书模板“%(file)s”填不进去：%(fault)s。请检查模板里花括号中的字段名，或换回原来的模板。"
    ),
    "master_broken": word("文书模板“%(file)s”不是完好的 Word(.docx）文件，请换回原来的模板。"),
    "master_not_set": word("文书模板“%(file)s”排不出来：%(fault)s。请换回原来的模板。"),
}
