"""`python -m voting` is the `voting` command."""

import sys

from voting.cli import main

sys.exit(main())
