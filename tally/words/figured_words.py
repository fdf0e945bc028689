"""Figures in words: exact values, and an expression with the figure of each of its names."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from tally.expressions.evaluator import Facts, NoValueError, number, vote_parts
from tally.expressions.syntax import Leaf, Name, NameKind, Node, Number, VoteCall
from tally.reading.figures import fixed, has_exact_decimal, reduced
from tally.regulation.scheme import Scheme
from tally.words.amount_words import number_words
from tally.words.expression_words import InWords, Worked, plain_leaf


def value_words(value: Fraction, places: int) -> str:
    """An exact value: its decimals where they end, else the fraction and about how much it is."""
    if has_exact_decimal(value):
        return number_words(value)
    return f"{reduced(value)}≈{fixed(value, places + 2)}"


def figured_leaf(scheme: Scheme, facts: Facts, places: int) -> InWords:
    """Names and vote shares as a regulation would call them, each with its figure for one appraisee."""
    plain = plain_leaf(scheme)

    def leaf(node: Leaf) -> str:
        match node:
            case Number() | Name(_, NameKind.PARAMETER):
                return plain(node)
            case Name(name, NameKind.FLAG):
                return f"{plain(node)}（记录为“{'是' if facts.numbers[name] else '否'}”）"
            case VoteCall(_, _, _, None):
                return f"{plain(node)}（{number_words(number(node, facts))}）"
            case VoteCall():
                return f"{plain(replace(node, base=facts.base or node.base))}（{_share(node, facts)}）"
            case Name(name, kind):
                value = facts.numbers[name]
                ends = kind is NameKind.SCORE and value is not None
                shown = "没有值" if value is None else fixed(value, places) if ends else value_words(value, places)
                return f"{name}（{shown}）"
            case _:
                assert_never(node)

    return leaf


def equated(said: str, value: str) -> str:
    """An expression in words and what it comes to; a full-width bracket is wide enough without a space."""
    return f"{said}{'' if said.endswith('）') else ' '}= {value}"


def worked_value(facts: Facts, places: int) -> Worked:
    """What a sum or product comes to for one appraisee, to stand behind it; nothing where it has no value."""

    def worked(node: Node) -> str:
        try:
            value = number(node, facts)
        except NoValueError:
            return ""
        return f"（即{value_words(value, places)}）"

    return worked


def _share(node: VoteCall, facts: Facts) -> str:
    """The division behind a vote share."""
    try:
        top, bottom = vote_parts(node, facts)
    except NoValueError as reason:
        return str(reason)
    if not bottom:
        return "没有票，按0"
    share = Fraction(top, bottom) * 100
    about = number_words(share) if has_exact_decimal(share) and (share * 100).denominator == 1 else fixed(share, 2)
    return f"{top}÷{bottom}{'=' if Fraction(about) == share else '≈'}{about}%"
