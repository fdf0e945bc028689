"""Figures in words: exact values, and an expression with the figure of each of its names."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tally.expressions.evaluator import Facts, NoValueError, number, share_parts
from tally.expressions.syntax import Name, NameKind, Node, Number, VoteCount, VoteShare
from tally.reading.figures import fixed, has_exact_decimal, reduced
from tally.regulation.scheme import Scheme
from tally.words.amount_words import number_words
from tally.words.expression_words import Leaf, plain_leaf


def value_words(value: Fraction, places: int) -> str:
    """An exact value: its decimals where they end, else the fraction and about how much it is."""
    if has_exact_decimal(value):
        return number_words(value)
    return f"{reduced(value)}≈{fixed(value, places + 2)}"


def figured_leaf(scheme: Scheme, facts: Facts, places: int) -> Leaf:
    """Names and vote shares as a regulation would call them, each with its figure for one appraisee."""
    plain = plain_leaf(scheme)

    def leaf(node: Node) -> str:
        match node:
            case Number() | Name(_, NameKind.PARAMETER):
                return plain(node)
            case Name(name, NameKind.FLAG):
                return f"{plain(node)}（记录为“{'是' if facts.numbers[name] else '否'}”）"
            case VoteShare():
                counted = replace(node, base=facts.base or node.base)
                return f"{plain(counted)}（{_share(counted, facts)}）"
            case VoteCount():
                return f"{plain(node)}（{number_words(number(node, facts))}）"
            case Name(name, kind):
                value = facts.numbers[name]
                ends = kind is NameKind.SCORE and value is not None
                shown = "没有值" if value is None else fixed(value, places) if ends else value_words(value, places)
                return f"{name}（{shown}）"
            case _:
                return plain(node)

    return leaf


def equated(said: str, value: str) -> str:
    """An expression in words and what it comes to; a full-width bracket is wide enough without a space."""
    return f"{said}{'' if said.endswith('）') else ' '}= {value}"


def worked_value(facts: Facts, places: int) -> Leaf:
    """What a sum or product comes to for one appraisee, to stand behind it; nothing where it has no value."""

    def worked(node: Node) -> str:
        try:
            value = number(node, facts)
        except NoValueError:
            return ""
        return f"（即{value_words(value, places)}）"

    return worked


def _share(node: VoteShare, facts: Facts) -> str:
    """The division behind a vote share."""
    try:
        top, bottom = share_parts(node.marks, node.scope, node.base, facts.heads)
    except NoValueError as reason:
        return str(reason)
    if not bottom:
        return "没有票，按0"
    share = Fraction(top, bottom) * 100
    about = number_words(share) if has_exact_decimal(share) and (share * 100).denominator == 1 else fixed(share, 2)
    return f"{top}÷{bottom}{'=' if Fraction(about) == share else '≈'}{about}%"
