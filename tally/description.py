"""A scheme read back as plain Chinese sentences that a secretary would sign."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tally.expression_words import condition_words
from tally.figures import exact_decimal, has_exact_decimal, reduced
from tally.scheme import (
    Amount,
    BallotClass,
    NameList,
    Pick,
    Quota,
    QuotaKind,
    Record,
    RecordKind,
    Rule,
    Scheme,
    Sheet,
)


def describe(scheme: Scheme) -> list[str]:
    """The whole scheme, a sentence a line, in the order of the count; what must still be set comes last."""
    basis = f"，依据：{scheme.source}" if scheme.source else ""
    return [
        f"方案“{scheme.name}”{basis}。",
        *_classes(scheme),
        *(_sheet(scheme, sheet) for sheet in scheme.sheets),
        *map(_record, scheme.records),
        *_formula(scheme),
        *_grades(scheme),
        *(_rule(scheme, rule) for rule in scheme.rules),
        *(_quota(scheme, quota) for quota in scheme.quotas),
        *map(_list, scheme.lists),
        *_parameters(scheme),
    ]


def number_words(value: Fraction) -> str:
    """An exact number as people write it: decimals where they end, else a fraction."""
    return exact_decimal(value) if has_exact_decimal(value) else reduced(value)


def percent_words(value: Fraction) -> str:
    """An exact share as a percentage."""
    return f"{number_words(value * 100)}%"


def amount_words(amount: Amount) -> str:
    """A share as written, or its parameter with the value it has."""
    if amount.parameter is None:
        return amount.written if amount.written.endswith("%") or amount.value is None else percent_words(amount.value)
    return f"参数“{amount.parameter}”（{'尚未设定' if amount.value is None else percent_words(amount.value)}）"


def _count_words(amount: Amount) -> str:
    if amount.parameter is None:
        return number_words(amount.value or Fraction(0))
    value = "尚未设定" if amount.value is None else number_words(amount.value)
    return f"参数“{amount.parameter}”（{value}）"


def _titled(id: str, title: str) -> str:
    return f"“{id}”" if title in ("", id) else f"“{id}”({title})"


def _classes(scheme: Scheme) -> Iterator[str]:
    if not scheme.classes:
        return
    if scheme.is_weighted:
        yield f"投票人分为{'、'.join(map(_class, scheme.classes))}；没有打分的票类，权重按其余票类折算。"
    else:
        names = "、".join(_titled(one.id, one.title) for one in scheme.classes)
        alike = "各类票一票一权" if len(scheme.classes) > 1 else "一票一权"
        yield f"投票人分为{names}；{alike}，不加权。"
    if len(scheme.classes) > 1:
        yield "一人兼有两种身份的，按排在前面的一类投票。"


def _class(one: BallotClass) -> str:
    return f"{_titled(one.id, one.title)}占{percent_words(one.weight or Fraction(0))}"


def _sheet(scheme: Scheme, sheet: Sheet) -> str:
    if sheet.is_rubric:
        total, steps = sum(item.max for item in sheet.items), {item.step for item in sheet.items}
        step = f"，每{number_words(steps.pop())}分一档" if len(steps) == 1 else ""
        most = f"共{len(sheet.items)}项，满分{number_words(Fraction(total))}分{step}"
        return f"专项{_titled(sheet.id, sheet.title)}逐项打分，{most}。"
    marks = "、".join(f"“{mark.label}”计{number_words(mark.points)}分" for mark in scheme.scale)
    if sheet.id not in scheme.read_names:
        marks = "、".join(f"“{mark.label}”" for mark in scheme.scale) + "（只计票数，不折分）"
    return f"专项{_titled(sheet.id, sheet.title)}选一个档次：{marks}。"


def _record(record: Record) -> str:
    default = f"，不填按“{record.default}”" if record.default is not None else "，每人都要录入"
    return f"记录项{_titled(record.id, record.title)}不投票，由工作人员录入：{_record_values(record)}{default}。"


def _record_values(record: Record) -> str:
    if record.kind is RecordKind.FLAG:
        return "填是或否"
    if record.kind is RecordKind.SCORE:
        low, high = record.minimum or Fraction(0), record.maximum or Fraction(0)
        return f"填{number_words(low)}至{number_words(high)}分（含两端）"
    return "选" + "、".join(f"“{choice.label}”（计{_count_words(choice.points)}分）" for choice in record.choices)


def _formula(scheme: Scheme) -> Iterator[str]:
    for line in scheme.formula:
        yield f"{line.name} = {condition_words(scheme, line.expression.root)}。"
    yield f"得分最后四舍五入，保留{scheme.places}位小数；等次、名次、规则、比例都按保留后的得分。"


def _grades(scheme: Scheme) -> Iterator[str]:
    for grade in scheme.grades:
        condition = f"{condition_words(scheme, grade.when.root)}的" if grade.when else "其余的"
        consequence = f"；{grade.consequence}" if grade.consequence else ""
        yield f"{condition}，等次为“{grade.name}”{consequence}。"


def _rule(scheme: Scheme, rule: Rule) -> str:
    condition = condition_words(scheme, rule.when.root)
    return f"规则“{rule.name}”：{condition}的，等次降为“{rule.grade}”，已不高于它的不变{_clause(rule.clause)}。"


def _clause(clause: str) -> str:
    return f"（原文：{clause}）" if clause else ""


def _quota(scheme: Scheme, quota: Quota) -> str:
    among = f"“{quota.group}”组的" if quota.group is not None else "全体"
    share, place = amount_words(quota.share), [grade.name for grade in scheme.grades].index(quota.grade)
    if quota.kind is QuotaKind.AT_MOST:
        limit = f"{among}已定等次的人中，“{quota.grade}”至多占{share}（不足一人的舍去）"
        effect = f"多出的按名次由后往前降为“{scheme.grades[place + 1].name}”"
    else:
        limit = f"{among}已定等次的人中，“{quota.grade}”及以下至少占{share}（不足一人的进为一人）"
        effect = f"不够的按名次由后往前降为“{quota.grade}”"
    tie = "末位并列的不拆开，都降并标“并列待定”"
    return f"比例限制“{quota.name}”：{limit}；{effect}，{tie}{_clause(quota.clause)}。"


def _list(names: NameList) -> str:
    among = f"“{names.group}”组" if names.group is not None else "全体"
    end = "靠前" if names.pick is Pick.HIGHEST else "靠后"
    size = f"的{_count_words(names.count)}名" if names.count else ""
    if names.share:
        size = f"的{amount_words(names.share)}（不足一人的进为一人）"
    return f"名单“{names.name}”：取{among}名次最{end}{size}，末位并列的都列入并标“并列待定”；只列名单，不改等次。"


def _parameters(scheme: Scheme) -> Iterator[str]:
    for parameter in scheme.parameters:
        if parameter.value is not None:
            yield f"参数{_titled(parameter.id, parameter.title)}定为{parameter.value}。"
    for parameter in scheme.unset_parameters:
        yield f"参数{_titled(parameter.id, parameter.title)}尚未设定，开会前必须确定。"
