"""What a frozen result says in short, in the words and the full-width punctuation of a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tally import Scheme

KINDS = {"rule": "rules", "quota": "quotas"}
STEP_TITLES = {"rule": "规则", "quota": "比例限制"}
BRACKETS = str.maketrans("()", "（）")
STOPS = str.maketrans(",:", "，：")  # RESULT.json has them half-width
Clauses = Mapping[tuple[str, str], str]


def clauses_of(scheme: Scheme) -> Clauses:
    """The clauses of rules and quotas, by kind and name."""
    return {(kind, one.name): one.clause for kind, ones in KINDS.items() for one in getattr(scheme, ones)}


def step_words(step: Mapping[str, Any], explanation: Sequence[str], clauses: Clauses) -> str:
    """A step in the words of the explanation, where the figures that decided it stand, and its clause."""
    if step["kind"] == "base":
        return f"基础等次“{step['to']}”：{step['because'].translate(STOPS)}。"
    change = f"由“{step['from']}”降为“{step['to']}”"
    starts = tuple(f"{title}“{step['name']}”：" for title in STEP_TITLES.values())
    said = next((line for line in explanation if line.startswith(starts) and change in line), ground_words(step))
    clause = clauses.get((step["kind"], step["name"]), "")
    return f"{said.translate(BRACKETS)}（原文：{clause}）" if clause else said.translate(BRACKETS)


def ground_words(step: Mapping[str, Any]) -> str:
    """What lowered the grade, without figures."""
    return f"按{STEP_TITLES[step['kind']]}“{step['name']}”，由“{step['from']}”降为“{step['to']}”。"


def warning_words(warning: str) -> str:
    """A warning of the count, as the desk and the papers print it."""
    return warning.translate(STOPS)
