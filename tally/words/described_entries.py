"""What an entry of a scheme cites: the document's own words and their number in it, never our note."""

from __future__ import annotations

from tally.regulation.scheme import Limit, NameList, Quota, Rule


def cited(entry: Rule | Quota | NameList | Limit) -> str:
    """The clause and article of an entry as a sentence; '' where it has none."""
    article = entry.article.rstrip("。")
    if entry.clause:
        return f"原文{f'（{article}）' if article else ''}：{entry.clause.rstrip('。')}。"
    return f"依据{article}。" if article else ""
