"""Choosing the scheme of a draft, from the shelf or from a file of one's own."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tally import Scheme
from voting.errors import BadInput
from voting.meeting.preparation.drafting import choose_scheme
from voting.meeting.preparation.recording import forget_strays
from voting.storage.registry import Meeting, Officer


def adopt_scheme(session: Session, who: Officer, meeting: Meeting, name: str, content: bytes) -> Scheme:
    """Give a draft a copy of this scheme file; the roster stays, records the scheme does not know go.

    Raises BadInput with every fault of the file; nothing is changed then.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput(
            "方案文件没有采用：它不是 UTF-8 编码的文本。请用记事本“另存为”，编码选 UTF-8，再上传。"
        ) from fault
    scheme = choose_scheme(session, who, meeting, name, text)
    forget_strays(session, who, meeting)
    return scheme
