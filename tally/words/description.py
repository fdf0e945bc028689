"""A scheme read back as plain Chinese sentences that a secretary would sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tally.regulation.scheme import Occasion, Parameter, ParameterKind, Rule, Scheme
from tally.words.amount_words import UNSET
from tally.words.described_ballots import describe_classes, describe_records
from tally.words.described_entries import cited
from tally.words.described_quotas import describe_quorum, describe_quotas
from tally.words.described_sheets import NOT_MARKED, describe_limits, describe_sheets
from tally.words.expression_words import condition_words

OCCASIONS: Mapping[Occasion, str] = {
    Occasion.DUTY_REPORT: "述职评议",
    Occasion.OBSERVATION: "现场观摩",
    Occasion.ASSESSMENT: "考核",
}
KINDS: Mapping[ParameterKind | None, str] = {
    None: "",
    ParameterKind.SHARE: "比例",
    ParameterKind.SCORE: "",
    ParameterKind.COUNT: "整数",
}


def describe(scheme: Scheme) -> list[str]:
    """The whole scheme, a sentence a line, in the order of the count; what must still be set comes last."""
    basis = f"，依据：{scheme.source}" if scheme.source else ""
    return [
        f"方案“{scheme.name}”，用于{OCCASIONS[scheme.occasion]}{basis}。",
        *describe_classes(scheme),
        *describe_sheets(scheme),
        *describe_limits(scheme),
        *describe_quorum(scheme),
        *describe_records(scheme),
        *_formula(scheme),
        *_ranks(scheme),
        *_grades(scheme),
        *_rules(scheme),
        *_sensitive(scheme),
        *describe_quotas(scheme),
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
        article = f"（{grade.article}）" if grade.article else ""
        yield f"{condition}，等次为“{grade.name}”{article}{consequence}。"


def _rules(scheme: Scheme) -> Iterator[str]:
    if not scheme.rules:
        return
    yield "此后逐条对照以下规则；规则只降等，不升等，等次已经相同或者更低的不变。"
    yield from (_rule(scheme, rule) for rule in scheme.rules)


def _sensitive(scheme: Scheme) -> Iterator[str]:
    """What becomes of a grade that hangs on what a vote share divides by (4.)."""
    conditions = (*(grade.when for grade in scheme.grades), *(rule.when for rule in scheme.rules))
    if any(when.has_vote_share for when in conditions if when):
        times = "（收回票、发出票、应到人数各乘以评分表张数）" if len(scheme.scale_sheets) > 1 else ""
        yield (
            f"有效票不含{NOT_MARKED}。各处得票率的分母一律换用有效票、收回票，以及给出的发出票、应到人数{times}，"
            "按规则定出的等次会不同的，标“口径敏感”，写明换哪个分母、定为哪一等，由党委（组织）决定。"
        )


def _rule(scheme: Scheme, rule: Rule) -> str:
    condition = condition_words(scheme, rule.when.root)
    return f"规则“{rule.name}”：{condition}的，等次降为“{rule.grade}”。{cited(rule)}"


def _outcome(scheme: Scheme) -> Iterator[str]:
    if scheme.grades:
        yield "以上得出的是建议等次；最后的等次由党委（组织）研究确定，有改动的写明理由和依据。"


def _parameters(scheme: Scheme) -> Iterator[str]:
    for parameter in scheme.parameters:
        if parameter.value is not None:
            yield f"参数“{parameter.id}”定为{parameter.value}{_bounds(parameter)}{_meaning(parameter)}。"
    for parameter in scheme.unset_parameters:
        yield f"参数“{parameter.id}”{UNSET}，开会前必须确定{_bounds(parameter)}{_meaning(parameter)}。"


def _bounds(parameter: Parameter) -> str:
    """What a parameter may be set to, in brackets; '' where anything goes."""
    low, high, kind = parameter.minimum, parameter.maximum, KINDS[parameter.kind]
    said = [kind] if kind else []
    if low and high:
        said.append(f"{low.text}至{high.text}")
    elif low or high:
        said.append(f"不小于{low.text}" if low else f"不大于{high.text}" if high else "")
    if parameter.below:
        said.append(f"小于参数“{parameter.below}”")
    return f"（{'，'.join(said)}）" if said else ""


def _meaning(parameter: Parameter) -> str:
    return "" if parameter.title in ("", parameter.id) else f"：{parameter.title.rstrip('。')}"
