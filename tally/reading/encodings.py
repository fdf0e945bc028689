"""What a file is that is not the UTF-8 it should be, told by how it begins."""

from __future__ import annotations

HEAD = 8  # bytes that tell it
KINDS = (
    (b"\xff\xfe", "是 UTF-16 编码（记事本叫“Unicode”）"),
    (b"\xfe\xff", "是 UTF-16 编码"),
    (b"PK\x03\x04", "是 Excel 工作簿或压缩文件，不是文本"),
    (b"\xd0\xcf\x11\xe0", "是旧版 Excel 或 Word 文件，不是文本"),
    (b"%PDF", "是 PDF，不是文本"),
)
NO_TEXT = tuple(start for start, words in KINDS if words.endswith("不是文本"))


def is_text(head: bytes) -> bool:
    """Whether a file that begins so has lines at all, in whatever encoding."""
    return not head.startswith(NO_TEXT)


def not_utf8(head: bytes, wanted: str) -> str:
    """That a file which begins so is not UTF-8, and what to save it as."""
    kind = next((words for start, words in KINDS if head.startswith(start)), "不是 UTF-8 编码")
    return f"{kind}，请另存为 {wanted}"
