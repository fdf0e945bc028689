"""What pages load is what static/build.mjs makes of the sources, to the last byte."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

import start
from voting.errors import CardRefused
from voting.refusals.phones import HEARD_AS, PHONES
from voting.translations import refresh

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
MADE = ("built", "vendor/noble-hashes")


SAID = """
    import { readFileSync } from "node:fs";
    import { said } from "./static/catalogue.mjs";
    const files = process.argv.slice(1);
    const sentences = files.map((file) => said(readFileSync(file, "utf8")).map(({ value }) => value));
    process.stdout.write(JSON.stringify(sentences));
"""


def node(*words: str | Path) -> str:
    """What Node prints for these words, run where package.json stands."""
    start.front_end()
    command = [start.program(".venv", "node"), *words]
    return subprocess.run(command, check=True, cwd=ROOT, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything the build makes, made just now."""
    folder = tmp_path_factory.mktemp("static")
    node(STATIC / "build.mjs", folder)
    return folder


def files_of(static: Path) -> dict[str, bytes]:
    files = (file for made in MADE for file in (static / made).rglob("*") if file.is_file())
    return {file.relative_to(static).as_posix(): file.read_bytes() for file in files}


def test_what_is_built_is_what_its_sources_make(made_again: Path) -> None:
    here, made = files_of(STATIC), files_of(made_again)
    differing = [name for name in sorted({*here, *made}) if here.get(name) != made.get(name)]
    assert differing == [], "run: python3 start.py build"
    assert len(made) > 20


def test_what_voters_load_names_the_work_of_others_in_it() -> None:
    for name in ("phone/phone.js", "kiosk/tablet.js", "kiosk/paper.js"):
        head = (STATIC / "built" / name).read_text(encoding="utf-8")[:400]
        assert re.search(r"@noble/hashes [\d.]+, MIT, see static/vendor/noble-hashes/LICENSE", head), name


def sources() -> list[Path]:
    return sorted((STATIC / "src").rglob("*.js"))


def test_the_catalogue_reads_the_same_sentences_in_the_sources_as_the_build() -> None:
    built = json.loads(node("--input-type=module", "--eval", SAID, *sources()))
    in_catalogue = {
        message.id for message in refresh.extracted() if any("static/src/" in at for at, _ in message.locations)
    }
    assert {sentence for sentences in built for sentence in sentences} == in_catalogue
    assert len(in_catalogue) > 200


def test_no_source_holds_a_chinese_sentence_that_is_not_in_the_catalogue() -> None:
    """The name of the other language is the only one."""
    texts = {
        text: file.name
        for file in sources()
        for text in re.findall(r'"([^"\n]*[\u4e00-\u9fff][^"\n]*)"', without_comments(file.read_text(encoding="utf-8")))
    }
    said = {message.id for message in refresh.extracted()}
    assert {text: name for text, name in texts.items() if text not in said} == {"中文": "words.js"}


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)


def test_what_voters_load_holds_its_sentences_once_in_each_language() -> None:
    phone = (STATIC / "built/phone/phone.js").read_text(encoding="utf-8")
    for sentence in ("确认提交", "Cast the ballot", "请不要关闭本页，马上联系监票人。"):
        assert phone.count(f'"{sentence}"') == 1


# What no server refuses with, and what the tablet says in other words because its voter stands before it.
OF_THE_DEVICE = {
    "ballot": {"never_sent", "round_void"},
    "kiosk": {"claimed_elsewhere", "round_not_open"},
}


@pytest.mark.parametrize("room", OF_THE_DEVICE)
def test_a_refusal_reads_on_the_phone_as_in_the_table_of_refusals(room: str) -> None:
    source = (STATIC / "src" / room / "refusals.js").read_text(encoding="utf-8")
    table = source.partition("const SENTENCES = {")[2].partition("};")[0]
    said = dict(re.findall(r'(\w+): _\("([^"]+)"\)', table))
    assert len(said) >= 8
    heard_as = {"no_such_card": CardRefused.code, "kiosk_no_such_card": CardRefused.code, **HEARD_AS}
    refused = {(heard_as.get(code, code), str(sentence)) for code, sentence in PHONES.items()}
    assert {(code, text) for code, text in said.items() if code not in OF_THE_DEVICE[room]} - refused == set()
