"""Holding the parts of an archive against each other: whoever forges one must forge them all, and the paper too.

secrecy.md 9. Each check is a function from the archive's files to the Chinese lines that say what differs.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import Any

from tally.evidence.acts import RULING, acts_of
from tally.evidence.archive import (
    APPRAISEES,
    ARGUMENTS,
    DECISIONS,
    LOG,
    MANIFEST,
    NEEDED,
    PAPERS,
    RESULT,
    ROUNDS,
    ballots_name,
    count_digest,
    tokens_name,
)
from tally.evidence.archived import Files, closed_rounds, fingerprint_of, log_of, rounds_of, scheme_of
from tally.evidence.slips import COLUMNS, TOKEN_COLUMNS, rows_of
from tally.evidence.strict_json import DEEPEST, depth

WRITTEN = (ARGUMENTS, ROUNDS, DECISIONS)
SALT, RECEIPT = re.compile("[0-9a-f]{32}"), re.compile("[0-9a-f]{64}")


def rewritten(value: object) -> bytes:
    """A JSON file as the archive's writer writes it."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def check_places(files: Files) -> list[str]:
    """There is no file that the archive's writer would not write: nothing in one would be checked."""
    known = {*NEEDED}
    for one in closed_rounds(files):
        known |= {ballots_name(one["round"]), tokens_name(one["round"])}
    strange = [name for name in files if name not in known and not name.startswith(PAPERS)]
    return [f"{name}：归档中不应有的文件" for name in strange]


def too_deep(files: Files) -> list[str]:
    """What of the archive's JSON is nested as deep as nothing of ours: it is not read at all."""
    written = [name for name in files if name.endswith((".json", ".jsonl"))]
    return [
        f"{name}：括号套得太深（超过{DEEPEST}层），不是归档应有的内容"
        for name in written
        if depth(files[name]) > DEEPEST
    ]


def check_keys(files: Files) -> list[str]:
    """There is no entry in any file that the archive's writer would not write: nothing in one would be checked."""
    rounds = rounds_of(files)
    manifest, decided = json.loads(files[MANIFEST]), json.loads(files[DECISIONS])
    said = [
        (ARGUMENTS, json.loads(files[ARGUMENTS]), {"issued", "settings"}),
        (MANIFEST, manifest, {"spec", "meeting", "classes", "keys"}),
        *((MANIFEST, key, {"round", "class", "modulus"}) for key in manifest["keys"]),
        (ROUNDS, rounds, {"fingerprint", "rounds", "void"}),
        *((ROUNDS, one, {"round", "title", "appraisees", "cards", "claims", "root"}) for one in rounds["rounds"]),
        *((ROUNDS, one, {"round", "title"}) for one in rounds["void"]),
        *((DECISIONS, one, {*RULING}) for one in decided.values()),
    ]
    return [f"{name}：有不认识的内容“{key}”" for name, found, known in said for key in sorted(found.keys() - known)]


def check_people(files: Files) -> list[str]:
    """Every appraisee is voted on in exactly one round that counts, where anybody is voted on at all."""
    rounds = closed_rounds(files)
    if not rounds:
        return []
    voted = Counter(code for one in rounds for code in one["appraisees"])
    people = [row[0] for row in csv.reader(io.StringIO(files[APPRAISEES].decode(), newline=""))][1:]
    lines = [f"被评议人{code}：在{voted[code]}轮中投票，应为1轮" for code in people if voted[code] != 1]
    return lines + [f"轮次中的被评议人{code}不在名单中" for code in voted if code not in people]


def check_spelling(files: Files) -> list[str]:
    """Every file has its one spelling; slips and tokens are in the order that tells nothing, that of chance."""
    lines = [f"{name}：写法不合规格" for name in WRITTEN if rewritten(json.loads(files[name])) != files[name]]
    log = "".join(json.dumps(vars(link), ensure_ascii=False) + "\n" for link in log_of(files))
    if log.encode() != files[LOG]:
        lines.append(f"{LOG}：写法不合规格")
    for one in closed_rounds(files):
        number = one["round"]
        slips = rows_of(files[ballots_name(number)], COLUMNS)
        if slips != sorted(slips):
            lines.append(f"第{number}轮：票页没有按随机数排列")
        if not all(SALT.fullmatch(row[0]) for row in slips):
            lines.append(f"第{number}轮：有票页的随机数写法不合规格")
        tokens = rows_of(files[tokens_name(number)], TOKEN_COLUMNS)
        if not all(RECEIPT.fullmatch(row[1]) and RECEIPT.fullmatch(row[3]) for row in tokens):
            lines.append(f"第{number}轮：有凭证或回执的写法不合规格")
    return lines


def check_issued(files: Files) -> list[str]:
    """发出 in the count is what the rounds' own numbers say."""
    given = json.loads(files[ARGUMENTS])["issued"] or {}
    lines = []
    for one in closed_rounds(files):
        for name in sorted({*given, *one["cards"]}):
            counted, cards = given.get(name, 0), one["cards"].get(name, 0)
            if counted != cards:
                lines.append(f"第{one['round']}轮：{name}类发出票卡{cards}张，计票用的是{counted}张")
    return lines


def check_decisions(files: Files) -> list[str]:
    """Where the scheme has grades everybody has one of them as 确定等次."""
    grades = [grade.name for grade in scheme_of(files).grades]
    decided: dict[str, dict[str, str]] = json.loads(files[DECISIONS])
    people = [one["id"] for one in json.loads(files[RESULT])["appraisees"]]
    lines = [f"{DECISIONS}：{code}没有确定等次" for code in people if grades and code not in decided]
    lines += [f"{DECISIONS}：{code}不在计票结果中" for code in decided if code not in people]
    wrong = {code: one["final_grade"] for code, one in decided.items() if one["final_grade"] not in grades}
    return lines + [f"{DECISIONS}：{code}的等次“{grade}”不在方案中" for code, grade in wrong.items()]


def check_acts(files: Files) -> list[str]:
    """The log tells of this very meeting: its keys, its rounds with their roots, its count, its decisions."""
    acts, rounds = acts_of(log_of(files)), rounds_of(files)
    lines = []
    if acts.state not in ("confirmed", "sealed"):
        lines.append("操作日志：没有走到确认等次")
    if acts.fingerprint != fingerprint_of(files).hex():
        lines.append("操作日志：冻结时的指纹与归档中的不符")
    lines += _rounds(acts.roots, {one["round"]: one["root"] for one in rounds["rounds"]})
    if acts.void != {one["round"] for one in rounds["void"]}:
        lines.append("操作日志：作废的轮次与归档中的不符")
    if acts.titles != {one["round"]: one["title"] for one in (*rounds["rounds"], *rounds["void"])}:
        lines.append("操作日志：轮次的名称与归档中的不符")
    if acts.count != count_digest(files):
        lines.append("操作日志：计票时的校验值与归档中的票和结果不符")
    if acts.decided != json.loads(files[DECISIONS]):
        lines.append(f"操作日志：所记的确定等次与 {DECISIONS} 不符")
    return lines


def anchors(files: Files) -> list[str]:
    """What no archive can prove of itself: to be held against the cards, the projector and the signed report."""
    lines = [f"会议指纹：{fingerprint_of(files).hex()}"]
    lines += [f"第{one['round']}轮的根：{one['root']}" for one in closed_rounds(files)]
    return [*lines, f"结果校验值：{count_digest(files)}"]


def _rounds(logged: dict[int, Any], archived: dict[int, Any]) -> list[str]:
    numbers = sorted(logged.keys() | archived.keys())
    return [
        f"操作日志：第{number}轮结束时的根与归档中的不符"
        for number in numbers
        if logged.get(number) != archived.get(number)
    ]
