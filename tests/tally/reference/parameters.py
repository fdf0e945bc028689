"""Parameters made up at random: with kind, bounds and order, a value in the file, by `--set`, or both."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.tally.reference.chance import Chance, keys, quoted

# low and high values of each kind, as TOML; what is low is below whatever is high
VALUES = {
    "share": (
        ('"5%"', '"10%"', "0.1", '"1/4"', '"12.5％"', "0", '"0.20"'),
        ('"1/3"', '"50%"', "0.6", '"2／3"', '"100%"', "1"),
    ),
    "score": (("0", "-5", '"12.5"', "30", '"1/3"', "1e-1", "1_0"), ("60", '"75.5"', "90.50", "100", "1e2", '"80"')),
    "count": (("0", "1", '"2"'), ("3", '"5"', "9")),
}
BOUNDS = {"share": ("0", '"100%"'), "score": ("-5", '"100"'), "count": ("0", "9")}
TRIMS = {"去掉": ("count", "1", "2", '"1"'), "截尾": ("share", '"10%"', "0.2", '"1/3"'), "起数": ("count", "5", '"6"')}


@dataclass
class Parameters:
    """The parameters of a scheme: `by_kind` their ids, `with_kind` those that say their kind, `settings` for --set."""

    chance: Chance
    tables: list[str] = field(default_factory=list)
    by_kind: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in VALUES})
    with_kind: set[str] = field(default_factory=set)
    settings: dict[str, str] = field(default_factory=dict)

    def make(self) -> None:
        """Some of every kind, the lower of two perhaps bound to stay below the higher."""
        for kind in VALUES:
            high = self.add(kind, 1, None) if self.chance.likely(0.6) else None
            if self.chance.likely(0.6):
                self.add(kind, 0, high if self.chance.likely(0.5) else None)
        self.chance.shuffle(self.tables)

    def add(self, kind: str, height: int, below: str | None) -> str:
        """One parameter; its id."""
        id = f"{kind}_{height}"
        least, most = BOUNDS[kind]
        self.by_kind[kind].append(id)
        self.table(
            id,
            VALUES[kind][height],
            kind=quoted(kind) if self.chance.likely(0.5) else None,
            min=least if self.chance.likely(0.3) else None,
            max=most if self.chance.likely(0.3) else None,
            below=None if below is None else quoted(below),
        )
        return id

    def for_trim(self, id: str) -> str:
        """The parameter that trims use for this figure, quoted."""
        kind, *values = TRIMS[id]
        if not any(f"id = {quoted(id)}\n" in table for table in self.tables):
            self.table(id, tuple(values), kind=quoted(kind))
        return quoted(id)

    def table(self, id: str, values: tuple[str, ...], **more: str | None) -> None:
        """A [[parameter]], its value here, by --set, or here and another by --set."""
        where = self.chance.choice(("here", "here", "set", "both"))
        if where != "here":
            self.settings[id] = self.chance.choice([one for one in values if "e" not in one and "_" not in one]).strip(
                '"'
            )
        if more.get("kind"):
            self.with_kind.add(id)
        value = None if where == "set" else self.chance.choice(values)
        title = quoted(f"{id}的标题") if self.chance.likely(0.3) else None
        self.tables.append("[[parameter]]\n" + keys(id=quoted(id), title=title, value=value, **more))
