"""The vault as a process: `python -m voting.vault FOLDER`, asked on standard input, answering on standard output."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from voting.vault.hardening import harden
from voting.vault.service import serve


def main() -> None:
    """Answer until the pipes close; a key pressed in the server's window stops the server, and so the vault."""
    harden()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
    asking, answering = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for taken in (0, 1, 2):  # nothing that prints, a fault's trace included, ever leaves this process
        os.dup2(nothing, taken)
    serve(Path(sys.argv[1]), asking, answering)


if __name__ == "__main__":
    main()
