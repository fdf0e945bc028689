"""`python -m tally` is the command `tally`."""

import sys

from tally.cli import main

sys.exit(main())
