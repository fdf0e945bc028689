"""等次 on pages and papers: the tone of each, by its place in the scheme."""

from __future__ import annotations

from collections.abc import Sequence

TONES = 4  # that the kit has, the best first; the grades beyond share the last


def tone_of(grade: str, grades: Sequence[str]) -> int | None:
    """The tone of a grade among those of its scheme, best first: 1 to 4; None for what is no grade of it."""
    return min(list(grades).index(grade) + 1, TONES) if grade in grades else None
