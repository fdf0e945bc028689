"""What `tally verify` finds of one who forges an archive and mends everything that he can (secrecy.md 9)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tally import Source, count
from tally.evidence.archive import SUMS, NotAnArchive, count_digest, is_canonical, read_archive, write_archive
from tally.evidence.archived import slips_of
from tally.evidence.chain import BEGINNING, Link, link_hash
from tally.evidence.cross_checks import anchors
from tally.evidence.proof import root_of
from tally.evidence.slips import read_tokens
from tally.evidence.verify import to_compare, verify
from tests.voting.test_archive import sealed_archive
from voting.meeting.session.opening import open_house

Files = dict[str, bytes]
BALLOTS, TOKENS = "rounds/001/ballots.csv", "rounds/001/tokens.csv"
DEFLATED, BZIP2, LZMA = 8, 12, 14


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    house = open_house(tmp_path_factory.mktemp("house"))
    data = sealed_archive(house)
    house.close()
    return data


@pytest.fixture
def files(archive: bytes) -> Files:
    return read_archive(archive)


def mended(files: Files) -> bytes:
    """The archive of these files with a list of hashes that fits."""
    return write_archive({name: content for name, content in files.items() if name != SUMS})


def test_a_bit_flipped_in_the_zip_itself_is_found_wherever_it_is(archive: bytes) -> None:
    """Every byte that belongs to no file: sizes, dates, names, ways of compressing, the directory at the end."""
    inside: set[int] = set()
    for content in read_archive(archive).values():
        start = archive.index(content) if content else 0
        inside |= set(range(start, start + len(content)))
    outside = [place for place in range(len(archive)) if place not in inside]
    assert len(outside) > 1000
    for place in outside:
        for bits in {1, 16, 128, archive[place] ^ DEFLATED, archive[place] ^ BZIP2, archive[place] ^ LZMA} - {0}:
            flipped = bytearray(archive)
            flipped[place] ^= bits
            assert not is_read_as_written(bytes(flipped)), f"byte {place} ^ {bits}"


def is_read_as_written(data: bytes) -> bool:
    """What `verify` looks at first: whether the zip can be read, and is byte for byte what its writer writes."""
    try:
        return is_canonical(data, read_archive(data))
    except NotAnArchive:
        return False


def test_a_compressed_file_is_refused_before_it_is_unpacked(files: Files) -> None:
    """A few kilobytes could fill the scrutineer's memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content + b"\0" * 10_000_000)
    assert any("压缩过" in line for line in verify(buffer.getvalue()))


def test_files_in_another_order_are_found(files: Files) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as shuffled:
        for name in reversed(files):
            shuffled.writestr(name, files[name])
    assert any("不一致" in line for line in verify(buffer.getvalue()))


def test_a_file_added_anywhere_but_among_the_papers_is_found(files: Files) -> None:
    for name in ("more.csv", "rounds/009/ballots.csv", "rounds/001/more.csv", "scheme.toml~"):
        assert any(name in line for line in verify(mended({**files, name: b"1"}))), name


def test_a_file_removed_or_renamed_is_found_though_the_hashes_are_mended(files: Files) -> None:
    for name in files:
        if name != SUMS and not name.startswith("papers/"):
            without = {other: content for other, content in files.items() if other != name}
            assert verify(mended(without)), name
            assert verify(mended({**without, f"{name}.old": files[name]})), name


def test_a_bit_flipped_in_any_file_is_found_though_the_hashes_are_mended(files: Files) -> None:
    """But for the papers, which nothing but their hashes vouches for. A bit, at the first, middle and last byte."""
    for name, content in files.items():
        for place in {0, len(content) // 2, len(content) - 1}:
            if name == SUMS or name.startswith("papers/"):
                continue
            flipped = bytearray(content)
            flipped[place] ^= 1
            assert verify(mended({**files, name: bytes(flipped)})), f"{name}: byte {place}"


def lines_of(files: Files, name: str) -> list[bytes]:
    return files[name].splitlines(keepends=True)


def test_rows_in_an_order_that_could_tell_something_are_found(files: Files) -> None:
    for name, what in ((BALLOTS, "按随机数排列"), (TOKENS, "按顺序排列")):
        head, *rows = lines_of(files, name)
        found = verify(mended({**files, name: b"".join([head, *reversed(rows)])}))
        assert any(what in line for line in found), name


def changed(files: Files, name: str, change: Callable[[Any], Any]) -> Files:
    """The files with a JSON file changed in place."""
    value = json.loads(files[name])
    change(value)
    return {**files, name: (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()}


def test_a_grade_changed_after_the_committee_is_found(files: Files) -> None:
    for grade, line in (("差", "与 decisions.json 不符"), ("特优", "不在方案中")):
        forged = changed(files, "decisions.json", lambda all_: all_["01"].update(final_grade=grade))  # noqa: B023
        assert any(line in found for found in verify(mended(forged)))


def test_a_grade_left_out_is_found(files: Files) -> None:
    forged = changed(files, "decisions.json", lambda all_: all_.pop("02"))
    assert any("没有确定等次" in line for line in verify(mended(forged)))


def test_a_round_given_out_as_void_is_found(files: Files) -> None:
    def drop(said: Any) -> None:
        said["void"].append({"round": said["rounds"].pop()["round"], "title": ""})

    forged = changed(files, "rounds.json", drop)
    found = verify(mended({name: forged[name] for name in forged if not name.startswith("rounds/002")}))
    assert any("作废的轮次" in line for line in found)
    assert any("在0轮中投票" in line for line in found)


def test_cards_issued_for_the_count_alone_are_found(files: Files) -> None:
    forged = changed(files, "arguments.json", lambda said: said["issued"].update(A=9))
    assert any("计票用的是9张" in line for line in verify(mended(forged)))


def test_a_ballot_more_is_found_for_nobody_can_sign_its_token(files: Files) -> None:
    head, first, *rest = lines_of(files, TOKENS)
    ballot_class, token, signature, receipt = first.split(b",")
    extra = b",".join([ballot_class, bytes(reversed(token)), signature, receipt])
    forged = {**files, TOKENS: b"".join([head, *sorted([first, *rest, extra], key=lambda row: row.split(b",")[1])])}
    assert any("签名不对" in line for line in verify(mended(recounted(forged, with_log=True))))


def a_ballot_less(files: Files) -> Files:
    """Round 1 without one token of class C and one slip of it."""
    tokens, slips = lines_of(files, TOKENS), lines_of(files, BALLOTS)
    token = next(row for row in tokens if row.startswith(b"C,"))
    salt = next(row for row in slips if b",C," in row).split(b",")[0]
    return {
        **files,
        TOKENS: b"".join(row for row in tokens if row != token),
        BALLOTS: b"".join(row for row in slips if not row.startswith(salt)),
    }


def recounted(files: Files, with_log: bool) -> Files:
    """Everything that follows from tokens and slips worked out anew: root, result, and at will the whole log."""
    root = root_of(1, [one.leaf for one in slips_of(files, 1)], [one.token for one in read_tokens(files[TOKENS])]).hex()
    forged = changed(files, "rounds.json", lambda said: said["rounds"][0].update(root=root))
    said = json.loads(files["arguments.json"])
    sources = [Source(name, forged[name]) for name in (BALLOTS, BALLOTS.replace("001", "002"))]
    scheme, people, records = (Source(n, forged[n]) for n in ("scheme.toml", "appraisees.csv", "records.csv"))
    forged["result.json"] = count(scheme, people, sources, records, said["issued"], said["settings"]).to_bytes()
    return relogged(forged, root) if with_log else forged


def relogged(files: Files, root: str) -> Files:
    """A log whose chain is whole and fits the forgery."""
    previous, lines = BEGINNING, []
    for row in files["log.jsonl"].splitlines():
        link = replace(Link(**json.loads(row)), previous=previous, hash="")
        detail = json.loads(link.detail)
        if link.act == "结束投票" and detail["round"] == 1:
            detail["root"] = root
        if link.act == "计票":
            detail["sha256"] = count_digest(files)
        link = replace(link, detail=json.dumps(detail, ensure_ascii=False, sort_keys=True))
        previous = link_hash(link)
        lines.append(json.dumps(vars(replace(link, hash=previous)), ensure_ascii=False) + "\n")
    return {**files, "log.jsonl": "".join(lines).encode()}


def test_a_ballot_less_is_found_where_the_log_was_forgotten(files: Files) -> None:
    found = verify(mended(recounted(a_ballot_less(files), with_log=False)))
    assert any("第1轮结束时的根" in line for line in found)
    assert any("计票时的校验值" in line for line in found)


def test_who_forges_everything_cannot_forge_the_paper(archive: bytes, files: Files) -> None:
    """A ballot less, with root, result, hashes and log all made to fit, is whole in itself. But the root that the
    room has seen and the report that was signed say something else, and `verify` prints what to compare."""
    forged = mended(recounted(a_ballot_less(files), with_log=True))
    assert verify(forged) == []
    honest, other = to_compare(archive), to_compare(forged)
    assert [one == two for one, two in zip(honest, other, strict=True)] == [True, True, False, True, False]
    assert "第1轮的根" in honest[2]
    assert "结果校验值" in honest[4]
    assert [line.strip() for line in honest[1:]] == anchors(files)


def test_the_value_on_the_report_is_the_one_that_verify_prints(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    files = read_archive(sealed_archive(house))
    with house.stores.registry.connect() as connection:
        [frozen] = connection.exec_driver_sql("SELECT sha256 FROM frozen_result").scalars()
    house.close()
    assert count_digest(files) == frozen


@pytest.mark.parametrize("name", ["manifest.json", "rounds.json", "decisions.json", "arguments.json", "log.jsonl"])
def test_brackets_nested_past_every_reader_are_refused_in_words(files: Files, name: str) -> None:
    files[name] = b"[" * 100_000 + b"]" * 100_000
    assert verify(mended(files)) == [f"{name}：括号套得太深（超过20层），不是归档应有的内容"]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("arguments.json", lambda value: value.update(expected=60)),
        ("rounds.json", lambda value: value["rounds"][0].update(late=1)),
        ("rounds.json", lambda value: value.update(note="x")),
        ("decisions.json", lambda value: value["01"].update(by="某某")),
    ],
)
def test_what_the_reader_does_not_know_is_named(files: Files, name: str, change: Callable[[Any], None]) -> None:
    value = json.loads(files[name])
    change(value)
    files[name] = (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    assert any(line.startswith(f"{name}：有不认识的内容") for line in verify(mended(files)))


@pytest.mark.parametrize("name", ["../up.json", "/etc/x", "a/../b", "C:/x", "a\\b", "a//b", "./a", "a\nb"])
def test_a_name_that_leads_outside_the_archive_is_refused(files: Files, name: str) -> None:
    [line] = verify(zip_of({**files, name: b"x"}))
    assert "指向归档之外" in line


def zip_of(files: Files) -> bytes:
    """A zip of these files whatever they are called."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo("placeholder")
            entry.filename = name
            packed.writestr(entry, content)
    return buffer.getvalue()


def test_files_that_lie_upon_each_other_in_the_zip_are_refused(archive: bytes) -> None:
    """A directory that names one place twice could unpack to more than there is disk."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        first, second = packed.infolist()[:2]
    start = archive.index(b"PK\x01\x02", second.header_offset)
    places = [at for at in range(start, len(archive)) if archive[at : at + 4] == b"PK\x01\x02"]
    offset = places[1] + 42  # where a line of the directory says at which byte its file begins
    assert int.from_bytes(archive[offset : offset + 4], "little") == second.header_offset
    moved = first.header_offset.to_bytes(4, "little")
    [line] = verify(archive[:offset] + moved + archive[offset + 4 :])
    assert "重叠" in line


def test_two_files_of_one_name_are_refused(files: Files) -> None:
    twice = zip_of({**files, "manifest.jsom": files["manifest.json"]}).replace(b"manifest.jsom", b"manifest.json")
    [line] = verify(twice)
    assert "同名" in line
