"""The bar over every page of a meeting at the desk: its steps, in the order of the work."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Entry:
    """One page of a meeting: its endpoint, the word for it, its icon."""

    endpoint: str
    title: LazyString
    icon: str


ENTRIES = (
    Entry("desk.meetings.overview", _l("总览"), "home"),
    Entry("desk.details.page", _l("会议信息"), "calendar-event"),
    Entry("desk.scheme.page", _l("方案"), "scale"),
    Entry("desk.people.page", _l("被评议人"), "users"),
    Entry("desk.seats.page", _l("座位"), "list-check"),
    Entry("desk.records.page", _l("记录项"), "clipboard-check"),
    Entry("desk.cards.page", _l("票卡"), "qrcode"),
    Entry("desk.results.page", _l("结果"), "award"),
    Entry("desk.opinions.overview", _l("评价意见"), "writing"),
    Entry("desk.papers.page", _l("文书"), "file-text"),
)


def entries() -> list[Entry]:
    """The pages that this application has."""
    return [one for one in ENTRIES if one.endpoint in current_app.view_functions]
