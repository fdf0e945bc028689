"""`tally verify`: recounts a sealed archive and checks every proof in it, with no server and no database.

secrecy.md 9. Each check is a function from the archive's files to the lines that say what differs.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable

from tally.evidence.archive import (
    APPRAISEES,
    ARGUMENTS,
    MANIFEST,
    NEEDED,
    RECORDS,
    RESULT,
    ROUNDS,
    SCHEME,
    SUMS,
    NotAnArchive,
    ballots_name,
    is_canonical,
    read_archive,
    sums_of,
    tokens_name,
)
from tally.evidence.archived import Files, closed_rounds, fingerprint_of, log_of, rounds_of, slips_of
from tally.evidence.chain import chain_faults
from tally.evidence.cross_checks import (
    anchors,
    check_acts,
    check_decisions,
    check_issued,
    check_keys,
    check_people,
    check_places,
    check_spelling,
    too_deep,
)
from tally.evidence.proof import canonical_json, root_of, token_message, verify_token
from tally.evidence.slips import SlipFaults, read_tokens
from tally.reading.faults import Faults
from tally.reading.sources import Source

# What reading a file that is not what the archive's own writer writes can come to.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, csv.Error, Faults, SlipFaults)
Check = Callable[[Files], list[str]]


def verify(data: bytes) -> list[str]:
    """What differs in an archive, a Chinese line for each; empty when everything holds.

    A check that cannot be made because something it needs is missing or broken is a line too.
    """
    try:
        files = read_archive(data)
    except NotAnArchive as fault:
        return [f"这不是完整的归档文件，打不开：{fault}"]
    missing = [f"归档中缺少文件 {name}" for name in NEEDED if name not in files]
    if missing:
        return missing
    deep = too_deep(files)
    if deep:
        return deep
    lines = [] if is_canonical(data, files) else ["归档文件的字节与按内容重写的不一致：文件被改动过"]
    for title, check in CHECKS.items():
        try:
            lines += check(files)
        except BROKEN as fault:
            lines.append(f"{title}：无法核对，内容已损坏（{type(fault).__name__}: {fault}）")
    return lines


def to_compare(data: bytes) -> list[str]:
    """What an archive cannot prove of itself: lines to be held against cards, projector and signed report, if any."""
    try:
        lines = anchors(read_archive(data))
    except (NotAnArchive, *BROKEN):
        return []
    return ["请与票卡、大屏幕和签字的计票结果报告单核对：", *(f"  {line}" for line in lines)]


def check_hashes(files: Files) -> list[str]:
    """Every file has the hash that the list says, and the list has every file."""
    listed, own = _by_name(files[SUMS]), _by_name(sums_of(files))
    lines = [
        f"{name}：校验值不符，文件被改动过" for name in sorted(own) if name in listed and own[name] != listed[name]
    ]
    lines += [f"{name}：不在校验清单中" for name in sorted(own.keys() - listed.keys())]
    lines += [f"{name}：校验清单中有，归档中没有" for name in sorted(listed.keys() - own.keys())]
    if not lines and files[SUMS] != sums_of(files):
        lines = [f"{SUMS}：清单的写法被改动过"]
    return lines


def _by_name(sums: bytes) -> dict[str, str]:
    pairs = (line.partition("  ") for line in sums.decode().splitlines())
    return {name: digest for digest, _, name in pairs}


def check_manifest(files: Files) -> list[str]:
    """The manifest has its one spelling, and the rounds say the fingerprint that is its hash."""
    lines = []
    if canonical_json(json.loads(files[MANIFEST])) != files[MANIFEST]:
        lines.append(f"{MANIFEST}：写法不合规格")
    if rounds_of(files)["fingerprint"] != fingerprint_of(files).hex():
        lines.append(f"{MANIFEST}：指纹与 {ROUNDS} 所记不符")
    return lines


def check_tokens(files: Files) -> list[str]:
    """Every spent token bears the signature of its round's and class's key, and none is spent twice."""
    keys = {(key["round"], key["class"]): int(key["modulus"], 16) for key in json.loads(files[MANIFEST])["keys"]}
    lines, seen = [], set()
    for one in closed_rounds(files):
        number = one["round"]
        tokens = read_tokens(files[tokens_name(number)])
        if [token.token for token in tokens] != sorted({token.token for token in tokens}):
            lines.append(f"第{number}轮：票的凭证没有按顺序排列，或有重复")
        for token in tokens:
            message = token_message(fingerprint_of(files), number, token.ballot_class)
            modulus = keys.get((number, token.ballot_class))
            if modulus is None or not verify_token(modulus, token.token, message, token.signature):
                lines.append(f"第{number}轮：凭证 {token.token.hex()[:16]} 的签名不对")
            if token.token in seen:
                lines.append(f"第{number}轮：凭证 {token.token.hex()[:16]} 在别的轮次用过")
            seen.add(token.token)
    return lines


def check_roots(files: Files) -> list[str]:
    """The root of every round is that of its slips and tokens."""
    lines = []
    for one in closed_rounds(files):
        number = one["round"]
        leaves = [slip.leaf for slip in slips_of(files, number)]
        tokens = [token.token for token in read_tokens(files[tokens_name(number)])]
        if root_of(number, leaves, tokens).hex() != one["root"]:
            lines.append(f"第{number}轮：由票页和凭证算出的根与公布的根不符")
    return lines


def check_numbers(files: Files) -> list[str]:
    """Cards ≥ claims ≥ tokens in every class, and as many slips of each appraisee as tokens."""
    lines = []
    for one in closed_rounds(files):
        number = one["round"]
        tokens = Counter(token.ballot_class for token in read_tokens(files[tokens_name(number)]))
        for name in tokens.keys() | one["cards"].keys() | one["claims"].keys():
            cards, claims = one["cards"].get(name, 0), one["claims"].get(name, 0)
            if not cards >= claims >= tokens[name]:
                lines.append(f"第{number}轮{name}类：票卡{cards}、入场{claims}、投票{tokens[name]}，不是依次不增")
        slips = Counter((slip.appraisee, slip.ballot_class) for slip in slips_of(files, number))
        for code in one["appraisees"]:
            for name in tokens:
                if slips[code, name] != tokens[name]:
                    lines.append(f"第{number}轮：{code}的{name}类票页{slips[code, name]}张，投票{tokens[name]}张")
        if sum(slips.values()) != sum(tokens.values()) * len(one["appraisees"]):
            lines.append(f"第{number}轮：票页总数与投票数不符")
    return lines


def check_count(files: Files) -> list[str]:
    """Counting the archive's own files gives the archive's result, byte for byte."""
    from tally.tabulation import count  # noqa: PLC0415 - numpy only when it comes to counting

    arguments = json.loads(files[ARGUMENTS])
    ballots = [Source(ballots_name(one["round"]), files[ballots_name(one["round"])]) for one in closed_rounds(files)]
    try:
        result = count(
            Source(SCHEME, files[SCHEME]),
            Source(APPRAISEES, files[APPRAISEES]),
            ballots,
            Source(RECORDS, files[RECORDS]),
            arguments["issued"],
            arguments["settings"],
        )
    except Faults as faults:
        return [f"重新计票：{line}" for line in faults.lines()]
    return [] if result.to_bytes() == files[RESULT] else [f"重新计票的结果与 {RESULT} 不符"]


def check_log(files: Files) -> list[str]:
    """The log of officers' acts is one whole chain."""
    links = log_of(files)
    lines = [] if len({link.chain for link in links}) == 1 else ["操作日志：不是一次会议的日志"]
    return lines + chain_faults(links)


CHECKS: dict[str, Check] = {
    "校验清单": check_hashes,
    "密钥清单": check_manifest,
    "凭证签名": check_tokens,
    "各轮的根": check_roots,
    "各轮票数": check_numbers,
    "重新计票": check_count,
    "操作日志": check_log,
    "归档的文件": check_places,
    "归档的内容": check_keys,
    "轮次与名单": check_people,
    "票页的写法": check_spelling,
    "发出票数": check_issued,
    "确定等次": check_decisions,
    "日志与归档": check_acts,
}
