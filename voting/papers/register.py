"""The register of papers: whoever shows, makes, files or tests papers reads it here.

A paper has a folder in this room, named by its key. docs/changing/paper.md says how to add one.
"""

from __future__ import annotations

from voting.papers import archive, cards, feedback, ledger, notice, opinion, opinions, report, summary
from voting.papers.paper import Bundle, Download, MeetingPaper, Paper, PersonPaper

# In the order of the page of papers: those on the whole meeting, then those on each appraisee.
OF_MEETING: tuple[MeetingPaper | Bundle, ...] = (
    report.PAPER,
    summary.PAPER,
    opinions.PAPER,
    ledger.PAPER,
    archive.PAPER,
)
OF_PERSON: tuple[PersonPaper, ...] = (
    opinion.PAPER,
    feedback.PAPER,
)
# Printed before the meeting, from the page of cards.
BEFORE_MEETING: tuple[Paper, ...] = (
    cards.PAPER,
    notice.PAPER,
)

DOWNLOADS: tuple[Download, ...] = (*OF_MEETING, *OF_PERSON)
PAPERS: tuple[Paper, ...] = (*DOWNLOADS, *BEFORE_MEETING)
