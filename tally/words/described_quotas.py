"""Quotas, lists and the quorum of a scheme read back in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from tally.regulation.scheme import BoundKind, NameList, Pick, Quota, Scheme, Turnout
from tally.words.amount_words import count_words, rounding_words, share_words
from tally.words.described_entries import cited

TIE = "标“并列待定”，由党委（组织）决定"


def describe_quotas(scheme: Scheme) -> Iterator[str]:
    """Every quota, then every list, in file order."""
    yield from (_quota(scheme, quota) for quota in scheme.quotas)
    yield from map(_list, scheme.lists)


def _quota(scheme: Scheme, quota: Quota) -> str:
    among = f"“{quota.group}”组" if quota.group is not None else "全体"
    share, grade = share_words(quota.share), quota.grade
    if quota.kind is BoundKind.AT_MOST:
        names = [grade.name for grade in scheme.grades]
        limit = f"“{grade}”至多占{share}"
        effect = f"多出的人按名次由后往前降为“{names[names.index(grade) + 1]}”"
    else:
        limit = f"“{grade}”及以下至少占{share}"
        effect = f"不够的，从高于“{grade}”的人中按名次由后往前降为“{grade}”"
    base = f"{among}已定等次的人（含因规则降等的）中"
    tie = f"去留之间有并列的不拆开，都降，并{TIE}"
    rounding = rounding_words(quota.rounding)
    return f"比例限制“{quota.name}”：{base}，{limit}，{rounding}；{effect}；{tie}。{cited(quota)}"


def _list(names: NameList) -> str:
    among = f"“{names.group}”组" if names.group is not None else "全体"
    end = "从最高名次往后" if names.pick is Pick.HIGHEST else "从最低名次往前"
    size = f"{count_words(names.count)}名" if names.count else ""
    if names.share:
        size = f"{share_words(names.share)}，{rounding_words(names.rounding)}"
    tie = f"末位并列的都列入，并{TIE}"
    follows = f"；结果运用：{names.consequence.rstrip('。')}" if names.consequence else ""
    said = f"名单“{names.name}”：在{among}有名次的人中，{end}取{size}；{tie}；只列名单，不改等次{follows}。"
    return said + cited(names)


def describe_quorum(scheme: Scheme) -> Iterator[str]:
    """What must have come and been returned, and when that is looked at."""
    if present := scheme.quorum.present:
        yield f"实到人数{_reached(present, '应到人数')}，方可开始投票；打开一轮投票以前检查。"
    if returned := scheme.quorum.returned:
        yield f"收回的票数{_reached(returned, '发出的票数')}，测评方为有效；投票结束以后检查。"
    if scheme.quorum.present or scheme.quorum.returned:
        yield "到会和收回的情况写入报告，计票时不检查。"


def _reached(turnout: Turnout, whole: str) -> str:
    if turnout.least is None:
        return f"超过{whole}的半数"
    return f"不少于{whole}的{share_words(turnout.least)}"
