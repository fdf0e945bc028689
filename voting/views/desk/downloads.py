"""Files in and out: a workbook that was sent, a workbook or a PDF to take home."""

from __future__ import annotations

import io

from flask import Response, request, send_file

from voting.errors import BadInput

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "toml": "application/toml",
}


def attachment(content: bytes, name: str) -> Response:
    """A file to be saved under this name, whatever script the name is in."""
    kind = TYPES[name.rpartition(".")[2]]
    return send_file(io.BytesIO(content), kind, as_attachment=True, download_name=name)


def uploaded(field: str) -> bytes:
    """The bytes of the file that was chosen; raises BadInput where none was."""
    file = request.files.get(field)
    if file is None or not file.filename:
        raise BadInput("file_unchosen")
    content: bytes = file.read()
    return content
