"""What an entry of a scheme cites: the document's own words, their number in it, and our note."""

from __future__ import annotations

from tally.regulation.scheme import Limit, NameList, Quota, Rule


def cited(entry: Rule | Quota | NameList | Limit) -> str:
    """The clause and article of an entry, and its note, each a sentence; '' where it has none."""
    article = entry.article.rstrip("。")
    said = f"依据{article}。" if article else ""
    if entry.clause:
        said = f"原文{f'（{article}）' if article else ''}：{entry.clause.rstrip('。')}。"
    return said + (f"说明：{entry.note.rstrip('。')}。" if entry.note else "")
