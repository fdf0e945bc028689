"""A scheme read back as plain Chinese sentences that a secretary would sign."""

from __future__ import annotations

from collections.abc import Iterator

from tally.regulation.scheme import BoundKind, NameList, Parameter, Pick, Quota, Rule, Scheme
from tally.words.amount_words import UNSET, count_words, share_words
from tally.words.described_ballots import NOT_MARKED, describe_classes, describe_records, describe_sheets
from tally.words.expression_words import condition_words

TIE = "标“并列待定”，由党委（组织）决定"


def describe(scheme: Scheme) -> list[str]:
    """The whole scheme, a sentence a line, in the order of the count; what must still be set comes last."""
    basis = f"，依据：{scheme.source}" if scheme.source else ""
    return [
        f"方案“{scheme.name}”{basis}。",
        *describe_classes(scheme),
        *describe_sheets(scheme),
        *describe_records(scheme),
        *_formula(scheme),
        *_ranks(scheme),
        *_grades(scheme),
        *_rules(scheme),
        *(_quota(scheme, quota) for quota in scheme.quotas),
        *map(_list, scheme.lists),
        *_outcome(scheme),
        *_parameters(scheme),
    ]


def _formula(scheme: Scheme) -> Iterator[str]:
    for line in scheme.formula:
        yield f"{line.name} = {condition_words(scheme, line.expression.root)}。"
    kept = f"保留{scheme.places}位小数" if scheme.places else "保留整数"
    yield f"中间各步不取整，得分最后四舍五入，{kept}；名次、等次、规则、比例和名单都以此为准。"


def _ranks(scheme: Scheme) -> Iterator[str]:
    without = "不排名次、不定等次" if scheme.grades else "不排名次"
    yield "名次按得分由高到低排；得分相同的名次相同，其后的名次空出（如1、1、3）。"
    yield f"得分算不出来的（如无人评价、除数为0），{without}，不计入比例和名单，并作提示。"


def _grades(scheme: Scheme) -> Iterator[str]:
    if scheme.grades:
        yield "等次由高到低逐等对照，先符合哪一等，就定为哪一等。"
    for grade in scheme.grades:
        condition = f"{condition_words(scheme, grade.when.root)}的" if grade.when else "其余的"
        consequence = f"；结果运用：{grade.consequence.rstrip('。')}" if grade.consequence else ""
        yield f"{condition}，等次为“{grade.name}”{consequence}。"


def _rules(scheme: Scheme) -> Iterator[str]:
    if not scheme.rules:
        return
    yield "此后逐条对照以下规则；规则只降等，不升等，等次已经相同或者更低的不变。"
    yield from (_rule(scheme, rule) for rule in scheme.rules)
    if any(rule.when.has_vote_share for rule in scheme.rules):
        times = "（收回票、发出票各乘以评分表张数）" if len(scheme.scale_sheets) > 1 else ""
        yield (
            f"有效票不含{NOT_MARKED}。分母换用有效票、收回票或发出票{times}，结果会不同的，标“口径敏感”，"
            "由党委（组织）决定。"
        )


def _rule(scheme: Scheme, rule: Rule) -> str:
    condition = condition_words(scheme, rule.when.root)
    return f"规则“{rule.name}”：{condition}的，等次降为“{rule.grade}”。{_clause(rule.clause)}"


def _clause(clause: str) -> str:
    return f"原文：{clause.rstrip('。')}。" if clause else ""


def _quota(scheme: Scheme, quota: Quota) -> str:
    among = f"“{quota.group}”组" if quota.group is not None else "全体"
    share, place = share_words(quota.share), [grade.name for grade in scheme.grades].index(quota.grade)
    if quota.kind is BoundKind.AT_MOST:
        limit = f"“{quota.grade}”至多占{share}，不足一人的舍去"
        effect = f"多出的人按名次由后往前降为“{scheme.grades[place + 1].name}”"
    else:
        limit = f"“{quota.grade}”及以下至少占{share}，不足一人的进为一人"
        effect = f"不够的，从高于“{quota.grade}”的人中按名次由后往前降为“{quota.grade}”"
    base = f"{among}已定等次的人（含因规则降等的）中"
    tie = f"去留之间有并列的不拆开，都降，并{TIE}"
    return f"比例限制“{quota.name}”：{base}，{limit}；{effect}；{tie}。{_clause(quota.clause)}"


def _list(names: NameList) -> str:
    among = f"“{names.group}”组" if names.group is not None else "全体"
    end = "从最高名次往后" if names.pick is Pick.HIGHEST else "从最低名次往前"
    size = f"{count_words(names.count)}名" if names.count else ""
    if names.share:
        size = f"{share_words(names.share)}，不足一人的进为一人"
    return f"名单“{names.name}”：在{among}有名次的人中，{end}取{size}；末位并列的都列入，并{TIE}；只列名单，不改等次。"


def _outcome(scheme: Scheme) -> Iterator[str]:
    if scheme.grades:
        yield "以上得出的是建议等次；最后的等次由党委（组织）研究确定，有改动的写明理由和依据。"


def _parameters(scheme: Scheme) -> Iterator[str]:
    for parameter in scheme.parameters:
        if parameter.value is not None:
            yield f"参数“{parameter.id}”定为{parameter.value}{_meaning(parameter)}。"
    for parameter in scheme.unset_parameters:
        yield f"参数“{parameter.id}”{UNSET}，开会前必须确定{_meaning(parameter)}。"


def _meaning(parameter: Parameter) -> str:
    return "" if parameter.title in ("", parameter.id) else f"：{parameter.title.rstrip('。')}"
