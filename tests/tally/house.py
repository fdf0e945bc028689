"""Small meetings for tests: a scheme, marks, and the count of them, in a line or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tally import Faults, Result, Source, count, read_scheme
from tally.regulation.scheme import Scheme

SCALE = '[scale]\n"好" = 90\n"较好" = 80\n"一般" = 70\n"差" = 60\n'
SHEET = '[[sheet]]\nid = "述职"\n'
CLASS_A = '[[class]]\nid = "A"\n'
FORMULA = '[formula]\n"得分" = "述职"\n'
GRADES = (
    '[[grade]]\nname = "好"\nwhen = "得分 >= 85"\n[[grade]]\nname = "较好"\nwhen = "得分 >= 75"\n'
    '[[grade]]\nname = "一般"\nwhen = "得分 >= 65"\n[[grade]]\nname = "差"\n'
)
HEAD = 'spec = 1\nname = "测评"\n'
PLAIN = HEAD + CLASS_A + SCALE + SHEET + FORMULA + GRADES

COUNTS_HEADER = "appraisee,class,sheet,item,mark,heads\n"
BALLOTS_HEADER = "ballot,class,appraisee,sheet,item,mark\n"


def rule(when: str, grade: str = "差", name: str = "规则") -> str:
    """A [[rule]]."""
    return f'[[rule]]\nname = "{name}"\nwhen = "{when}"\ngrade = "{grade}"\n'


def quota(grade: str, name: str = "比例", group: str | None = None, **share: str) -> str:
    """A [[quota]] with at_most or at_least."""
    ((key, value),) = share.items()
    among = "" if group is None else f'group = "{group}"\n'
    return f'[[quota]]\nname = "{name}"\ngrade = "{grade}"\n{key} = "{value}"\n{among}'


def names(pick: str, name: str = "名单", group: str | None = None, **size: str) -> str:
    """A [[list]] with share or count."""
    ((key, value),) = size.items()
    among = "" if group is None else f'group = "{group}"\n'
    return f'[[list]]\nname = "{name}"\npick = "{pick}"\n{key} = "{value}"\n{among}'


def roster(*people: str) -> str:
    """An appraisees file of `id` or `id:group`."""
    rows = [person.partition(":") for person in people]
    return "id,name,group\n" + "".join(f"{id},{id}号,{group}\n" for id, _, group in rows)


def marks(by_person: Mapping[str, str], sheet: str = "述职", ballot_class: str = "A") -> str:
    """Rows for a scale sheet; `{"01": "好 好 差"}`: the first ballot says 好, … (- for no row)."""
    return "".join(
        f"{ballot_class}{number},{ballot_class},{person},{sheet},,{mark}\n"
        for person, given in by_person.items()
        for number, mark in enumerate(given.split())
        if mark != "-"
    )


def scheme_of(text: str) -> Scheme:
    """The scheme of a text."""
    return read_scheme(Source("scheme.toml", text.encode()))


def counted(
    scheme: str,
    people: str,
    ballots: str = "",
    records: str | None = None,
    issued: Mapping[str, int] | None = None,
    settings: Mapping[str, str] | None = None,
    *,
    counts: str | None = None,
    expected: int | None = None,
) -> Result:
    """The result of files given as texts; `ballots`, `records` and `counts` without their headers.

    Records have a source where every row has one.
    """
    return count(
        Source("scheme.toml", scheme.encode()),
        Source("appraisees.csv", people.encode()),
        [Source("ballots.csv", (BALLOTS_HEADER + ballots).encode())],
        None if records is None else Source("records.csv", (_records_header(records) + records).encode()),
        issued,
        settings or {},
        counts=None if counts is None else Source("counts.csv", (COUNTS_HEADER + counts).encode()),
        expected=expected,
    )


def _records_header(rows: str) -> str:
    has_source = all(row.count(",") == 3 for row in rows.splitlines())
    return "appraisee,record,value,source\n" if has_source and rows else "appraisee,record,value\n"


def about(result: Result, person: str) -> dict[str, Any]:
    """What RESULT.json says of one appraisee."""
    found: dict[str, Any] = next(one for one in result.to_dict()["appraisees"] if one["id"] == person)
    return found


def column(result: Result, key: str) -> list[Any]:
    """One key of every appraisee, in file order."""
    return [one[key] for one in result.to_dict()["appraisees"]]


def score_scheme(*more: str, grades: str = GRADES) -> str:
    """A scheme whose 得分 is a record, so that a test can give scores outright."""
    record = '[[record]]\nid = "分数"\nkind = "score"\nmin = 0\nmax = 100\n'
    return HEAD + record + '[formula]\n"得分" = "分数"\n' + grades + "".join(more)


def with_scores(scheme: str, scores: Mapping[str, str]) -> Result:
    """The count of a `score_scheme`; people as in `roster`, each with its score."""
    rows = "".join(f"{person.partition(':')[0]},分数,{score}\n" for person, score in scores.items())
    return counted(scheme, roster(*scores), records=rows)


def faults_of(call: Any) -> Sequence[str]:
    """The lines of the Faults that a call raises; none if it raises none."""
    try:
        call()
    except Faults as found:
        return [str(fault) for fault in found.faults]
    return []
