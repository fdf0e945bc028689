"""What the secretary prepares before a meeting, step by step, and how far each step is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tally import Scheme
from voting.meeting.finding import scheme_of
from voting.meeting.preparation.recording import entered_records, missing_records
from voting.meeting.seats.cards import cards_of
from voting.states import CardState, MeetingState
from voting.storage.registry import Meeting


@dataclass(frozen=True)
class Step:
    """One step of the set-up: `key` names its page; `state` is done, open, or later (its turn has not come)."""

    key: str
    title: str
    state: str
    summary: str


def date_words(day: date | None) -> str:
    """A day as papers print it: 2027年1月15日; nothing for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def steps(session: Session, meeting: Meeting) -> tuple[Step, ...]:
    """The steps in the order in which they are best taken."""
    scheme = scheme_of(meeting) if meeting.scheme_text else None
    found = [_details(meeting), _scheme(scheme), _people(meeting)]
    if scheme is None or scheme.sheets:
        found.append(_seats(meeting))
    if scheme is not None and scheme.records:
        found.append(_records(session, meeting))
    if scheme is None or scheme.sheets:
        found.append(_cards(session, meeting))
    return tuple(found)


def _details(meeting: Meeting) -> Step:
    missing = [title for title, value in (("日期", meeting.held_on), ("手机访问的地址", meeting.address)) if not value]
    if missing:
        return Step("details", "会议信息", "open", f"还缺{'、'.join(missing)}")
    summary = " · ".join(part for part in (date_words(meeting.held_on), meeting.place) if part)
    return Step("details", "会议信息", "done", summary)


def _scheme(scheme: Scheme | None) -> Step:
    if scheme is None:
        return Step("scheme", "方案", "open", "还没有选定")
    unset = len(scheme.unset_parameters)
    if unset:
        return Step("scheme", "方案", "open", f"{scheme.name}：还有{unset}个参数必须设定")
    return Step("scheme", "方案", "done", scheme.name)


def _people(meeting: Meeting) -> Step:
    number = len(meeting.appraisees)
    written = sum(one.in_writing for one in meeting.appraisees)
    if not number:
        return Step("people", "被评议人", "open", "还没有录入")
    return Step("people", "被评议人", "done", f"{number}名" + (f"，其中书面述职{written}名" if written else ""))


def _seats(meeting: Meeting) -> Step:
    counts: dict[str, int] = {}
    for seat in meeting.seats:
        counts[seat.ballot_class] = counts.get(seat.ballot_class, 0) + 1
    if not counts:
        return Step("seats", "座位", "open", "还没有录入")
    parts = "、".join(f"{name}票{number}" for name, number in counts.items())
    return Step("seats", "座位", "done", f"{len(meeting.seats)}个：{parts}")


def _records(session: Session, meeting: Meeting) -> Step:
    missing = missing_records(meeting, entered_records(session, meeting))
    if not meeting.appraisees:
        return Step("records", "记录项", "later", "先录入被评议人")
    if missing:
        return Step("records", "记录项", "open", f"还有{len(missing)}处没有录入，计票前补齐即可")
    return Step("records", "记录项", "done", "已齐全")


def _cards(session: Session, meeting: Meeting) -> Step:
    if meeting.state == MeetingState.DRAFT:
        return Step("cards", "票卡", "later", "冻结方案后制作")
    cards = cards_of(session, meeting)
    if not cards:
        return Step("cards", "票卡", "open", "还没有制作")
    void = sum(card.state == CardState.VOID for card in cards)
    return Step("cards", "票卡", "done", f"{len(cards)}张" + (f"，其中作废{void}张" if void else ""))
