"""Schemes and meetings made up at random from a seed, sound but odd: every part of the scheme page comes up."""

from __future__ import annotations

import json
import random
from fractions import Fraction

from tests.tally.reference.counting import NO_MARK, Files

IDS = ("1", "01", "1.0", "NA", "甲", "a b", "=x")
LABELS = ("好", "较好", "一般", "差", "优_1")
GRADES = ("好", "较好", "一般", "差")
SHEETS = ("基层党建", "党风_2", "意识形态")
WEIGHTS = {1: ["100%"], 2: ["0.35", "65%"], 3: ["33.3%", "0.333", "33.4%"]}
ITEMS = (("3", ""), ("5", "1"), ("2.5", "0.5"), ("4", "0.1"), ("1", "0.3"))
OPTIONS = ("", "", ", 范围=最高", ", 分母=收回票", ",分母 = 收回票,范围=最高", ", 分母=发出票")
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),<>=!+-*/%."} | {ord(" "): 0x3000}


def quoted(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False)


class Meeting:
    """One meeting of a seed; `files` is what it is counted from."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.names: list[str] = []
        self.flags: list[str] = []
        self.settings: dict[str, str] = {}
        self.records: list[tuple[str, list[str], bool]] = []
        self.classes = list("ABC"[: self.chance.choice((0, 1, 1, 2, 2, 3))])
        self.labels = list(LABELS[: self.chance.randint(2, 5)]) if self.classes and self.likely(0.9) else []
        self.sheets: dict[str, list[tuple[str, Fraction, Fraction]]] = {}
        self.people = self.chance.sample(IDS, self.chance.randint(1, len(IDS)))
        text = self.scheme()
        self.ballots: list[dict[str, str]] = []
        most = {name: self.chance.randint(0, 5) for name in self.classes}
        for name, ballots in most.items():
            for place in range(ballots):
                self.ballot(f"{name}{place}", name)
        self.chance.shuffle(self.ballots)
        more = {name: ballots + self.chance.randint(0, 2) for name, ballots in most.items()}
        self.files = Files(
            text,
            [{"id": id, "name": f"{id}号", "group": self.chance.choice(("", "农村", "社区"))} for id in self.people],
            self.ballots,
            [
                {"appraisee": id, "record": record, "value": self.chance.choice(values)}
                for record, values, is_needed in self.records
                for id in self.people
                if is_needed or self.likely(0.5)
            ],
            more if "发出票" in text or self.likely(0.3) else None,
            self.settings,
        )

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    # the scheme, from top to bottom

    def scheme(self) -> str:
        parts = [
            'spec = 1\nname = "测评"\n',
            *self.class_tables(),
            "[scale]\n" + "".join(f"{quoted(label)} = {self.points()}\n" for label in self.labels)
            if self.labels
            else "",
            *(self.parameter(f"参数{place}") for place in range(self.chance.randint(0, 3))),
            *(self.sheet(id) for id in SHEETS[: self.chance.randint(0, 3) if self.classes else 0]),
            *(self.record(f"记录{place}") for place in range(self.chance.randint(0, 3))),
            self.formula(),
            f"[rounding]\nplaces = {self.chance.choice((0, 1, 2, 9))}\n" if self.likely(0.6) else "",
            *(self.grading() if self.likely(0.85) else []),
            *(self.name_list(place) for place in range(self.chance.randint(0, 2))),
        ]
        return "\n".join(parts)

    def class_tables(self) -> list[str]:
        weights = WEIGHTS.get(len(self.classes), []) if self.likely(0.5) else [""] * len(self.classes)
        return [
            f"[[class]]\nid = {quoted(name)}\n" + (f"weight = {quoted(weight)}\n" if weight else "")
            for name, weight in zip(self.classes, weights, strict=True)
        ]

    def points(self) -> str:
        return self.chance.choice((str(self.chance.randint(0, 100)), f'"{self.chance.randint(0, 99)}.5"'))

    def share(self) -> str:
        parameters = [quoted(id) for id in self.settings]
        return self.chance.choice(('"30%"', '"33.3%"', "0.5", '"0.25"', "0", '"100%"', *parameters))

    def parameter(self, id: str) -> str:
        self.settings[id] = self.chance.choice(("30%", "0.5", "12.5%", "1"))
        self.names.append(id)
        return f"[[parameter]]\nid = {quoted(id)}\n" + (f"value = {self.points()}\n" if self.likely(0.5) else "")

    def sheet(self, id: str) -> str:
        self.names += [id] * 3
        self.sheets[id] = []
        text = f"[[sheet]]\nid = {quoted(id)}\n"
        if self.labels and self.likely(0.7):
            return text
        for place in range(self.chance.randint(1, 3)):
            top, step = self.chance.choice(ITEMS)
            self.sheets[id].append((f"1.{place}", Fraction(top), Fraction(step or "0.5")))
            text += f"[[sheet.item]]\nid = '1.{place}'\nmax = {top}\n" + (f"step = {quoted(step)}\n" if step else "")
        return text

    def record(self, id: str) -> str:
        kind = self.chance.choice(("flag", "score", "choice"))
        values = {"flag": ["是", "否"], "score": ["-5", "0", "3.25", "10.50"], "choice": ["优", "合格"]}[kind]
        last = quoted(self.names[0]) if self.names[:1] == ["参数0"] else "60"
        more = {
            "flag": "",
            "score": 'min = -5\nmax = "10.5"\n',
            "choice": f'options = {{ "优" = {self.points()}, "合格" = {last} }}\n',
        }[kind]
        is_needed = self.likely(0.6)
        self.records.append((id, values, is_needed))
        self.names += [id] * 2
        self.flags += [id] * (kind == "flag")
        default = "" if is_needed else f"default = {quoted(self.chance.choice(values))}\n"
        return f"[[record]]\nid = {quoted(id)}\nkind = {quoted(kind)}\n{more}{default}"

    def formula(self) -> str:
        lines = ["行0", "得分", "行1"][self.chance.randint(0, 1) : self.chance.randint(2, 3)]
        text = "[formula]\n"
        for line in lines:
            plain = " + ".join(self.sheets) if self.sheets and line == "得分" and self.likely(0.6) else ""
            text += f"{quoted(line)} = {self.written(plain or f'({self.number(3)}) + 0')}\n"
            self.names.append(line)
        return text

    def grading(self) -> list[str]:
        grades = GRADES[: self.chance.randint(1, 4)]
        found = [
            f"[[grade]]\nname = {quoted(grade)}\n"
            + (f"when = {self.written(self.condition(2))}\n" if grade != grades[-1] else "")
            for grade in grades
        ]
        for place in range(self.chance.randint(0, 3)):
            grade = quoted(self.chance.choice(grades))
            found.append(f'[[rule]]\nname = "规则{place}"\nwhen = {self.written(self.condition(2))}\ngrade = {grade}\n')
        for place in range(self.chance.randint(0, 3) if len(grades) > 1 else 0):
            most = self.likely(0.5)
            grade = quoted(self.chance.choice(grades[:-1] if most else grades))
            limit = f"{'at_most' if most else 'at_least'} = {self.share()}\n{self.group()}"
            found.append(f'[[quota]]\nname = "比例{place}"\ngrade = {grade}\n{limit}')
        return found

    def name_list(self, place: int) -> str:
        size = f"share = {self.share()}" if self.likely(0.5) else f"count = {self.chance.choice((0, 1, 2, 9))}"
        pick = self.chance.choice(("lowest", "highest"))
        return f'[[list]]\nname = "名单{place}"\npick = "{pick}"\n{size}\n{self.group()}'

    def group(self) -> str:
        return 'group = "农村"\n' if self.likely(0.3) else ""

    # expressions

    def written(self, expression: str) -> str:
        return quoted(expression.translate(FULL_WIDTH) if self.likely(0.2) else expression)

    def number(self, depth: int) -> str:
        if depth == 0 or self.likely(0.3):
            return self.chance.choice((*self.names, str(self.chance.randint(0, 9)), "12.5%", "人数", self.votes()))
        one, other = self.number(depth - 1), self.number(depth - 1)
        return self.chance.choice(
            (
                f"{one} + {other}",
                f"{one} - {other}",
                f"{one} * ({other})",
                f"({one}) / ({other})",
                f"-({one})",
                f"最大({one}, {other})",
                f"最小({one},{other})",
                f"({one} < {other}) * 3",
            )
        )

    def votes(self) -> str:
        if not self.labels:
            return "1"
        marks = ", ".join(self.chance.sample(self.labels, self.chance.randint(1, len(self.labels))))
        return f"得票数({marks})" if self.likely(0.2) else f"得票率({marks}{self.chance.choice(OPTIONS)})"

    def condition(self, depth: int) -> str:
        if depth == 0 or self.likely(0.4):
            one, sign = self.number(1), self.chance.choice(("<", "<=", ">", ">=", "==", "!="))
            return self.chance.choice(
                (
                    *self.flags[:1],
                    f"得分 >= {self.chance.randint(20, 90)}",
                    f"20 < 得分 {sign} {self.chance.randint(40, 100)}",
                    f"{self.chance.choice(('名次', '倒数名次'))} <= {self.chance.randint(1, 4)}",
                    f"{self.votes()} {sign} {self.chance.choice(('10%', '1/3', '0.5', '25%'))}",
                    f"{self.votes()} > {self.chance.choice(('10%', '1/3', '0.5', '25%'))}",
                    f"{one} / ({one} - 人数) {sign} 1",
                    f"{one} {sign} {self.number(1)}",
                )
            )
        one, other = self.condition(depth - 1), self.condition(depth - 1)
        return self.chance.choice((f"{one} and {other}", f"{one} 或 {other}", f"非 ({one})", f"({one}) 且 not {other}"))

    # ballots

    def ballot(self, id: str, name: str) -> None:
        """A ballot that covers most of the people, and leaves some things out."""
        for person in self.people:
            for sheet, items in self.sheets.items() if self.likely(0.85) else ():
                for item, top, step in items or [("", Fraction(0), Fraction(1))]:
                    if self.likely(0.1):
                        continue
                    steps = top // step
                    points = float(step * self.chance.randint(max(0, steps - 2), steps))
                    mark = f"{points:.2f}" if item else self.chance.choice((*self.labels[:2] * 3, *self.labels))
                    mark = self.chance.choice(NO_MARK) if self.likely(0.12) else mark
                    row = (id, name, person, sheet, item, mark)
                    columns = ("ballot", "class", "appraisee", "sheet", "item", "mark")
                    self.ballots.append(dict(zip(columns, row, strict=True)))
