"""归档包: the whole meeting for `tally verify`, made by `voting.meeting.outcome.archive`, which has the stores."""

from __future__ import annotations

from dataclasses import replace

from voting.papers.paper import ZIP, Bundle, Pill
from voting.words import Said

PAPER = Bundle(
    key="archive",
    label=Said("归档包", "Archive"),
    filed_as="归档",
    kind=replace(ZIP, icon="archive"),
    about=Said(
        "方案、名单、票页、凭证、结果、操作日志和全部文书；监票人用 tally verify 可以独立复核。"
        "票页只供监票人复核，不得公开",
        "Scheme, roster, slips, tokens, results, audit log and all papers; a scrutineer can check it independently "
        "with tally verify. The slips are for the scrutineer's check alone and must not be published",
    ),
    pill=Pill(Said("封存用", "For sealing")),
    after_confirming=True,
)
