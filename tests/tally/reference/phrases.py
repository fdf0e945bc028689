"""Expressions made up at random from the names of a scheme: numbers and conditions of every kind the page has."""

from __future__ import annotations

from tests.tally.reference.chance import FULL_WIDTH, Chance, quoted
from tests.tally.reference.expressions import OF_NUMBERS

SIGNS = ("<", "<=", ">", ">=", "==", "!=")
LIMITS = ("10%", "1/3", "0.5", "25%", "2/3", "0")
RANKS = ("名次", "倒数名次", "组内名次", "组内倒数名次")
HEADCOUNTS = ("人数", "组内人数")


class Phrases:
    """What can be said with the names known so far."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.names: list[str] = []
        self.flags: list[str] = []
        self.labels: list[str] = []
        self.bases: list[str] = []

    def written(self, expression: str) -> str:
        """As a scheme holds it, now and then with full-width signs."""
        return quoted(expression.translate(FULL_WIDTH) if self.chance.likely(0.2) else expression)

    def number(self, depth: int) -> str:
        """A number, without a rank in it."""
        if depth == 0 or self.chance.likely(0.3):
            plain = (str(self.chance.randint(0, 9)), "12.5%", *HEADCOUNTS)
            return self.chance.choice((*self.names, *plain, self.votes()))
        one, other = self.number(depth - 1), self.number(depth - 1)
        arguments = self.chance.choice((f"{one}, {other}", f"{one},{other}, 50"))
        return self.chance.choice(
            (
                f"{one} + {other}",
                f"{one} - {other}",
                f"{one} * ({other})",
                f"({one}) / ({other})",
                f"-({one})",
                *(f"{function}({arguments})" for function in OF_NUMBERS),
                f"({one} < {other}) * 3",
            )
        )

    def votes(self) -> str:
        """Heads or a vote share."""
        if not self.labels:
            return "1"
        marks = ", ".join(self.chance.sample(self.labels, self.chance.randint(1, len(self.labels))))
        if self.chance.likely(0.15):
            return f"得票数({marks})"
        options = [f"范围{self.chance.choice((' = ', '='))}{self.chance.choice(('合计', '最高', '最高'))}"]
        options.append(f"分母 = {self.chance.choice(self.bases)}")
        options = self.chance.sample(options, self.chance.choice((0, 1, 1, 2)))
        return f"得票率({', '.join([marks, *options])})"

    def step(self, number: int) -> str:
        """A condition as committees set them: so many of the marks down to one of them, by this or that 分母."""
        base, share = self.chance.choice(self.bases), self.chance.choice(("1/2", "2/3", "60%", "1/3"))
        return f"得票率({', '.join(self.labels[:number])}, 分母={base}) {self.chance.choice(('>', '>='))} {share}"

    def condition(self, depth: int) -> str:
        """A truth, of ranks and shares above all."""
        if depth == 0 or self.chance.likely(0.4):
            return self.plain_condition()
        one, other = self.condition(depth - 1), self.condition(depth - 1)
        return self.chance.choice((f"{one} and {other}", f"{one} 或 {other}", f"非 ({one})", f"({one}) 且 not {other}"))

    def plain_condition(self) -> str:
        """A comparison, or a flag."""
        one, sign, limit = self.number(1), self.chance.choice(SIGNS), self.chance.choice(LIMITS)
        rank = self.chance.choice(RANKS)
        return self.chance.choice(
            (
                *self.flags[:1],
                f"得分 >= {self.chance.randint(20, 90)}",
                f"20 < 得分 {sign} {self.chance.randint(40, 100)}",
                f"{rank} <= {self.chance.randint(1, 4)}",
                f"{rank} <= {self.chance.randint(1, 2)} and 得分 > 1",
                f"{rank} {sign} {self.chance.choice(HEADCOUNTS)} * {limit}",
                f"{self.votes()} {sign} {limit}",
                f"{self.votes()} > {limit}",
                f"{self.votes()} >= {limit}",
                f"{self.votes()} >= {limit}",
                f"{self.votes()} < {limit} and 得分 > 10",
                f"{one} / ({one} - 人数) {sign} 1",
                f"{one} {sign} {self.number(1)}",
            )
        )
