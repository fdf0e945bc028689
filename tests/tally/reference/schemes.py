"""Schemes made up at random: sound but odd; every part of the scheme page comes up."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.tally.reference.chance import Chance, keys, quoted
from tests.tally.reference.counting import WITHOUT_POINTS
from tests.tally.reference.parameters import Parameters
from tests.tally.reference.phrases import Phrases

CLASSES = (("A", "B", "C"), ("班子", "NA", "党员 代表"))
LABELS = ("好", "较好", "一般", "差", "优_1")
GRADES = ("好", "较好", "一般", "差")
SHEETS = ("基层党建", "党风_2", "意识形态")
WEIGHTS = {1: ["100%"], 2: ["0.35", "65％"], 3: ["1/3", "0.333", "33.4%"]}
THIRDS = ["1/3", "1／3", "1/3"]
ITEMS = (("3", None), ("5", "1"), ("2.5", "0.5"), ("4", "0.1"), ("1", "0.3"), ('"10"', '"1/4"'))
SHARES = ('"30%"', '"33.3%"', "0.5", '"0.25"', "0", '"100%"', '"1/3"', '"2／3"', "1")
ROUNDS = ("舍去", "进一", "四舍五入")


@dataclass(frozen=True)
class Item:
    """An item of a rubric."""

    id: str
    max: Fraction
    step: Fraction


@dataclass(frozen=True)
class Record:
    """A record: the values it may have, whether each appraisee needs one, whether there are several sources."""

    id: str
    values: list[str]
    is_needed: bool
    is_several: bool


class RandomScheme:
    """A scheme of a seed; `text` is its file."""

    def __init__(self, chance: Chance) -> None:
        self.chance, self.parameters, self.phrases = chance, Parameters(chance), Phrases(chance)
        self.classes = list(chance.choice(CLASSES)[: chance.choice((0, 1, 1, 2, 2, 3))])
        self.labels = list(LABELS[: chance.randint(2, 5)]) if chance.likely(0.9) else []
        self.sheets: dict[str, list[Item]] = {}
        self.records: list[Record] = []
        self.parameters.make()
        self.phrases.labels = self.labels
        self.phrases.bases = ["有效票", "收回票", "应到", *(["发出票"] if self.classes else [])]
        self.phrases.names += [id for ids in self.parameters.by_kind.values() for id in ids]
        self.text = "\n".join(self.parts())

    def parts(self) -> list[str]:
        """The file from top to bottom, but for parameters, which the rest may add to."""
        head = "spec = 1\n" + keys(name='"测评"', source=self.text_or_none("方案"), occasion=self.occasion())
        body = [
            *self.class_tables(),
            self.scale(),
            *(self.sheet(id) for id in SHEETS[: self.chance.choice((0, 1, 1, 2, 2, 3))]),
            *(self.record(f"记录{number}") for number in range(self.chance.randint(0, 3))),
            self.formula(),
            f"[rounding]\nplaces = {self.chance.choice((0, 1, 2, 9))}\n" if self.chance.likely(0.6) else "",
            *(self.grading() if self.chance.likely(0.9) else []),
            *(self.name_list(number) for number in range(self.chance.randint(0, 3))),
            *(self.limit(number) for number in range(self.chance.randint(0, 2) if self.sheets else 0)),
            self.quorum() if self.chance.likely(0.3) else "",
        ]
        return [head, *self.parameters.tables, *body]

    def text_or_none(self, text: str) -> str | None:
        """A text that may be left out."""
        return quoted(text) if self.chance.likely(0.3) else None

    def occasion(self) -> str | None:
        """What the evaluation is held at."""
        return self.chance.choice((None, '"述职"', '"观摩"', '"考核"'))

    def clause(self) -> str:
        """The words that may stand in a rule, a quota, a list and a limit."""
        return keys(
            clause=self.text_or_none("优秀不超过30%"),
            article=self.text_or_none("第三条第四款"),
            note=self.text_or_none("我们的注"),
        )

    def class_tables(self) -> list[str]:
        """[[class]], with weights or without."""
        weights = WEIGHTS.get(len(self.classes), [])
        if len(self.classes) == 3:
            weights = self.chance.choice((THIRDS, ["33.3%", "0.333", "33.4%"]))
        is_weighted = self.chance.likely(0.5)
        return [
            "[[class]]\n" + keys(id=quoted(name), weight=quoted(weight) if is_weighted else None)
            for name, weight in zip(self.classes, weights, strict=True)
        ]

    def points(self) -> str:
        """A number of points, or the id of a parameter."""
        plain = (str(self.chance.randint(0, 100)), f'"{self.chance.randint(0, 99)}.5"', '"200/3"')
        return self.chance.choice((*plain, *map(quoted, self.parameters.by_kind["score"])))

    def scale(self) -> str:
        """[scale], its last marks perhaps without points."""
        if not self.labels:
            return ""
        silent = self.chance.choice((0, 0, 0, 1, 1, 2, len(self.labels)))
        pointed = self.labels[: max(0, len(self.labels) - silent)]
        self.is_pointed = bool(pointed)
        points = [self.points() if label in pointed else quoted(WITHOUT_POINTS) for label in self.labels]
        return "[scale]\n" + keys(**{quoted(label): one for label, one in zip(self.labels, points, strict=True)})

    # sheets and records

    def sheet(self, id: str) -> str:
        """[[sheet]], marked on the scale or item by item."""
        self.sheets[id] = []
        is_rubric = not self.labels or self.chance.likely(0.4)
        text = "[[sheet]]\n" + keys(
            id=quoted(id),
            title=self.text_or_none(f"{id}表"),
            trim=self.trim() if self.chance.likely(0.4) else None,
            start=self.chance.choice((None, '"满分"', '"空白"')) if is_rubric else None,
        )
        if is_rubric or self.is_pointed:
            self.phrases.names += [id] * 3
        for number in range(self.chance.randint(1, 3) if is_rubric else 0):
            text += self.item(id, f"1.{number}")
        return text

    def item(self, sheet: str, id: str) -> str:
        """[[sheet.item]]."""
        most, step = self.chance.choice(ITEMS)
        found = Item(id, Fraction(most.strip('"')), Fraction((step or "0.5").strip('"')))
        self.sheets[sheet].append(found)
        once = f'{{ title = "未公示", points = "{found.step}" }}'
        deductions = f'[{once}, {{ title = "每次", points = "{found.step}", each = true }}]'
        return "[[sheet.item]]\n" + keys(
            id=quoted(id), max=most, step=step, deductions=deductions if self.chance.likely(0.2) else None
        )

    def trim(self) -> str:
        """A trim by number or by share, its figures perhaps parameters."""
        if self.chance.likely(0.5):
            each = self.chance.choice(("1", '"1"', "2", self.parameters.for_trim("去掉")))
            least = self.chance.choice((None, "5", '"7"', self.parameters.for_trim("起数")))
            return "{ " + f"each = {each}" + (f", from = {least}" if least else "") + " }"
        share = self.chance.choice(('"5%"', '"20％"', "0.4", '"1/3"', self.parameters.for_trim("截尾")))
        least = self.chance.choice((None, "1", "3", '"4"'))
        return "{ " + f"share = {share}" + (f", from = {least}" if least else "") + " }"

    def record(self, id: str) -> str:
        """[[record]] of any kind."""
        kind = self.chance.choice(("flag", "score", "choice"))
        values = {"flag": ["是", "否"], "score": ["-5", "0", "3.25", "10.50"], "choice": ["优", "合格"]}[kind]
        found = Record(id, values, self.chance.likely(0.6), kind != "flag" and self.chance.likely(0.4))
        self.records.append(found)
        self.phrases.names += [id] * 2
        self.phrases.flags += [id] * (kind == "flag")
        default = self.chance.choice(values)
        options = f'{{ "优" = {self.points()}, "合格" = {self.points()} }}'
        return "[[record]]\n" + keys(
            id=quoted(id),
            kind=quoted(kind),
            min="-5" if kind == "score" else None,
            max='"10.5"' if kind == "score" else None,
            options=options if kind == "choice" else None,
            default=None
            if found.is_needed
            else self.chance.choice((quoted(default), default))
            if kind == "score"
            else quoted(default),
            several="true" if found.is_several else self.chance.choice((None, "false")) if kind != "flag" else None,
            department=self.text_or_none("纪委"),
            reason=self.chance.choice((None, None, "true", "false")),
        )

    # formula, grades, quotas, lists

    def formula(self) -> str:
        """[formula], 得分 alone or with a line above or below."""
        lines = ["行0", "得分", "行1"][self.chance.randint(0, 1) : self.chance.randint(2, 3)]
        text = "[formula]\n"
        readable = [id for id in self.sheets if id in self.phrases.names]
        for line in lines:
            plain = " + ".join(readable) if line == "得分" and self.chance.likely(0.6) else ""
            if line != "得分" and self.chance.likely(0.5):
                plain = f"{self.phrases.votes()} * 100"
            text += f"{quoted(line)} = {self.phrases.written(plain or f'({self.phrases.number(3)}) + 0')}\n"
            self.phrases.names.append(line)
        return text

    def grading(self) -> list[str]:
        """Grades, rules and quotas."""
        grades = GRADES[: self.chance.randint(1, 4)]
        depth = self.chance.choice((0, 0, 1, 2))
        conditions = [self.phrases.written(self.phrases.condition(depth)) for _ in grades[:-1]]
        if self.labels and self.chance.likely(0.4):
            conditions = [self.phrases.written(self.phrases.step(number)) for number in range(1, len(grades))]
        found = [
            "[[grade]]\n"
            + keys(
                name=quoted(grade), when=when, consequence=self.text_or_none("约谈"), article=self.text_or_none("一")
            )
            for grade, when in zip(grades, (*conditions, None), strict=True)
        ]
        for number in range(self.chance.randint(0, 3)):
            grade, when = quoted(self.chance.choice(grades)), self.phrases.written(self.phrases.condition(depth))
            found.append("[[rule]]\n" + keys(name=quoted(f"规则{number}"), when=when, grade=grade) + self.clause())
        for number in range(self.chance.randint(0, 3) if len(grades) > 1 else 0):
            is_most = self.chance.likely(0.5)
            grade = quoted(self.chance.choice(grades[:-1] if is_most else grades))
            limit = {"at_most" if is_most else "at_least": self.share()}
            found.append("[[quota]]\n" + keys(name=quoted(f"比例{number}"), grade=grade, **limit) + self.among())
        return found

    def share(self) -> str:
        """A share, or the id of a parameter that is one."""
        return self.chance.choice((*SHARES, *map(quoted, self.parameters.by_kind["share"])))

    def round(self) -> str | None:
        """The way a share of people is made whole."""
        return quoted(self.chance.choice(ROUNDS)) if self.chance.likely(0.5) else None

    def among(self, is_share: bool = True) -> str:
        """Round, group and the words of the clause."""
        group = quoted(self.chance.choice(("农村", "农村", "社区", "山区"))) if self.chance.likely(0.4) else None
        return keys(round=self.round() if is_share else None, group=group) + self.clause()

    def name_list(self, number: int) -> str:
        """[[list]]."""
        is_share = self.chance.likely(0.5)
        count = self.chance.choice(("0", "1", "2", '"9"', *map(quoted, self.parameters.by_kind["count"])))
        size = {"share": self.share()} if is_share else {"count": count}
        pick = quoted(self.chance.choice(("lowest", "highest")))
        more = keys(pick=pick, **size, consequence=self.text_or_none("约谈"))
        return "[[list]]\n" + keys(name=quoted(f"名单{number}")) + more + self.among(is_share)

    # what the count does not look at

    def limit(self, number: int) -> str:
        """[[limit]]."""
        sheet, items = self.chance.choice(list(self.sheets.items()))
        known = [quoted(id) for id in self.parameters.by_kind["share"] if id in self.parameters.with_kind]
        share = self.chance.choice(('"30%"', '"1/3"', "0.5", '"100%"', *known))
        is_share = self.chance.likely(0.5)
        bound = self.chance.choice(("at_most", "at_least"))
        return (
            "[[limit]]\n"
            + keys(
                name=quoted(f"限制{number}"),
                sheet=quoted(sheet),
                marks=None if items else f"[{', '.join(map(quoted, self.chance.sample(self.labels, 2)))}]",
                **({"from": str(float(sum(one.max for one in items)) / 2)} if items else {}),
                **{bound: share if is_share else self.chance.choice(("1", "3", '"2"'))},
            )
            + self.among(is_share)
        )

    def quorum(self) -> str:
        """[quorum]."""
        known = map(quoted, self.parameters.by_kind["share"])
        share = self.chance.choice(('"2/3"', '"过半数"', "0.5", '"100%"', *known))
        return "[quorum]\n" + keys(present=share, returned=self.chance.choice((None, '"过半数"', '"1/2"')))
