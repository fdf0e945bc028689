"""What a log of acts says of a meeting, to be held against what is there: a log that was cut short, or made anew,
says something else.

The names of the acts are those that officers' acts are noted under; an act not named here changes nothing of this.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tally.evidence.chain import Link

STATES = {
    "新建会议": "draft",
    "冻结方案": "ready",
    "退回起草": "draft",
    "宣布开会": "in_session",
    "计票": "counted",
    "确认等次": "confirmed",
    "退回复议": "counted",
    "封存": "sealed",
    "删除会议草稿": "deleted",
}
RULING = ("final_grade", "reason", "document", "decided_by")
Detail = Mapping[str, Any]


@dataclass
class Acts:
    """A meeting as its log has it; hashes in hex, "" where there is none yet.

    `titles` are those of the rounds that are over.
    """

    state: str = ""
    fingerprint: str = ""
    count: str = ""
    opened: set[int] = field(default_factory=set)
    roots: dict[int, str] = field(default_factory=dict)
    void: set[int] = field(default_factory=set)
    titles: dict[int, str] = field(default_factory=dict)
    decided: dict[str, dict[str, str]] = field(default_factory=dict)
    reissued: int = 0


def acts_of(links: Iterable[Link]) -> Acts:
    """Follow a meeting's log from its first act to its last; raises ValueError or LookupError where it is broken."""
    acts = Acts()
    for link in links:
        detail = json.loads(link.detail)
        acts.state = STATES.get(link.act, acts.state)
        if link.act in CHANGES:
            CHANGES[link.act](acts, detail)
    return acts


def _freeze(acts: Acts, detail: Detail) -> None:
    acts.fingerprint = detail["fingerprint"]


def _thaw(acts: Acts, _detail: Detail) -> None:
    acts.fingerprint = ""


def _print(acts: Acts, _detail: Detail) -> None:
    acts.reissued = 0


def _reissue(acts: Acts, _detail: Detail) -> None:
    acts.reissued += 1


def _open(acts: Acts, detail: Detail) -> None:
    if detail["round"] in acts.opened:
        raise ValueError("opened twice, and nothing between")
    acts.opened.add(detail["round"])


def _withdraw(acts: Acts, detail: Detail) -> None:
    acts.opened.remove(detail["round"])


def _close(acts: Acts, detail: Detail) -> None:
    acts.opened.discard(detail["round"])
    acts.roots[detail["round"]] = detail["root"]
    acts.titles[detail["round"]] = detail["title"]


def _void(acts: Acts, detail: Detail) -> None:
    acts.opened.discard(detail["round"])
    acts.roots.pop(detail["round"], None)
    acts.void.add(detail["round"])
    acts.titles[detail["round"]] = detail["title"]


def _correct(acts: Acts, detail: Detail) -> None:
    """A corrected name is the name of its rounds too, of those that are over as well."""
    acts.titles |= {int(number): title for number, title in detail["titles"].items() if int(number) in acts.titles}


def _count(acts: Acts, detail: Detail) -> None:
    acts.count = detail["sha256"]


def _decide(acts: Acts, detail: Detail) -> None:
    acts.decided[detail["appraisee"]] = {name: detail[name] for name in RULING}


def _take_back(acts: Acts, detail: Detail) -> None:
    acts.decided.pop(detail["appraisee"], None)


CHANGES: dict[str, Callable[[Acts, Detail], None]] = {
    "冻结方案": _freeze,
    "退回起草": _thaw,
    "制作票卡": _print,
    "补发票卡": _reissue,
    "开启投票": _open,
    "撤回开启": _withdraw,
    "结束投票": _close,
    "作废轮次": _void,
    "更正文字": _correct,
    "计票": _count,
    "确定等次": _decide,
    "撤回确定等次": _take_back,
}
