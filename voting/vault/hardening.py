"""What the system can do for a process that holds secrets: no core files, no reading by others, no swapping.

Each is asked for and none is needed: a system that has it not still wipes the pages when the process ends.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

PR_SET_DUMPABLE = 4
MCL_CURRENT_AND_FUTURE = 3


def harden() -> None:
    """Ask the system for everything it offers; what it refuses it refuses in silence."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            library.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        if os.geteuid() == 0 or resource.getrlimit(resource.RLIMIT_MEMLOCK)[1] == resource.RLIM_INFINITY:
            # under a limit every later allocation past it would fail: better swapped than stopped
            library.mlockall(MCL_CURRENT_AND_FUTURE)
