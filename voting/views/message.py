"""The JSON message of a phone or a tablet, read without trust: anyone in the room can send one."""

from __future__ import annotations

import json

from flask import request
from werkzeug.exceptions import HTTPException

from voting.errors import BadInput

MOST_BYTES = 4 * 1024 * 1024  # two hundred appraisees with ninety items and a long remark each


def message() -> object:
    """What stands in the body of this request; raises BadInput where it is no JSON, too long or too deep."""
    request.max_content_length = MOST_BYTES
    try:
        return json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError, HTTPException) as fault:
        raise BadInput("request_incomplete") from fault
