"""`voting` with one function that kills the process in its place: the moment of a crash, chosen exactly.

python -m tests.voting.secrecy.dying voting.storage.ballot_rows:close_row serve --instance …
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import Any


def die(*_: Any, **__: Any) -> None:
    """Be killed, at once and without notice."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(target: str) -> None:
    """Put `die` in the place of `module:name` or `module:Class.name`."""
    module, _, path = target.partition(":")
    *owners, name = path.split(".")
    holder: Any = import_module(module)
    for owner in owners:
        holder = getattr(holder, owner)
    assert callable(getattr(holder, name))
    setattr(holder, name, die)


if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()
    from voting.cli import main

    arm(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
