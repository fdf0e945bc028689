"""The command a scrutineer runs alone: `tally count`, `tally check`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tally.issued_option import parse_expected, parse_issued
from tally.reading.faults import FaultList, Faults, shown
from tally.reading.sources import Source
from tally.reading.whole_file import write_whole
from tally.regulation.scheme_file import read_scheme
from tally.regulation.scheme_parameters import SET_WRONGLY
from tally.usage import CommandParser
from tally.words.description import describe

BAD_INPUT = 2
FULL_WIDTH_EQUALS = "＝"
READER_GONE = 141  # what a shell reports of a command whose reader has left
ONCE = {  # the options of `count` that may be given once, with what stands behind each
    "--appraisees": ("FILE", "被评议人名单（.csv）"),
    "--counts": ("FILE", "手工计票数（.csv）"),
    "--records": ("FILE", "记录项（.csv）"),
    "--issued": ("A=10,B=12", "各票类的发出票数"),
    "--expected": ("N", "应到人数"),
    "--out": ("RESULT.json", "结果写到这里"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 with a line per fault on standard error."""
    _print_whatever_the_console()
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except Faults as faults:
        for line in faults.lines():
            print(line.encode("utf-8", "replace").decode(), file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # `tally check … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE


def _print_whatever_the_console() -> None:
    """A console that has no Chinese gets the characters' numbers, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def parser() -> argparse.ArgumentParser:
    """The commands and their options; each command is one line here and one function below."""
    top = CommandParser(prog="tally", description="按方案计票：票在前，等次在后，每一步都有依据。", allow_abbrev=False)
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")
    _add_count(commands.add_parser("count", help="计票，写出 RESULT.json", allow_abbrev=False))
    _add_check(commands.add_parser("check", help="检查方案，用中文逐条读出", allow_abbrev=False))
    _add_verify(commands.add_parser("verify", help="复核封存的归档：重新计票，核对每一项证明", allow_abbrev=False))
    return top


def _add_verify(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=run_verify)
    command.add_argument("archive", metavar="ARCHIVE", help="归档文件（.zip）")


def run_verify(options: argparse.Namespace) -> int:
    """Check an archive; a line on standard output for each thing that differs, and exit code 1 then."""
    from tally.evidence.verify import to_compare, verify  # noqa: PLC0415 - signatures and numpy only for whoever verifies

    data = _source(options.archive).read()
    lines = verify(data)
    for line in [*lines, *to_compare(data)]:
        print(line)
    print(f"共{len(lines)}处不符。" if lines else "归档完整：计票结果、签名、各轮的根、票数和操作日志全部相符。")
    return 1 if lines else 0


def _add_count(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=run_count)
    command.add_argument("scheme", metavar="SCHEME", help="方案文件（.toml）")
    for option, (metavar, about) in ONCE.items():
        command.add_argument(option, action="append", default=[], metavar=metavar, help=about)
    command.add_argument("--ballots", action="append", default=[], metavar="FILE", help="票（.csv），可写多次")
    command.add_argument("--set", action="append", default=[], metavar="ID=VALUE", help="设定一个参数，可写多次")


def _add_check(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=run_check)
    command.add_argument("scheme", metavar="SCHEME", help="方案文件（.toml）")


def run_check(options: argparse.Namespace) -> int:
    """Read the scheme back as sentences."""
    for sentence in describe(read_scheme(_source(options.scheme))):
        print(sentence)
    return 0


def run_count(options: argparse.Namespace) -> int:
    """Count, and write the result whole or not at all."""
    from tally.inputs import Inputs  # noqa: PLC0415 - numpy takes a quarter of a second; `check` does without
    from tally.tabulation import count_inputs  # noqa: PLC0415 - as above

    faults = FaultList()
    given = {option: _once(option, vars(options)[option.removeprefix("--")], faults) for option in ONCE}
    out, issued, expected = given["--out"], given["--issued"], given["--expected"]
    if out is None:
        faults.add("--out", None, "要写明结果写到哪个文件")
    inputs = Inputs(
        scheme=_source(options.scheme),
        appraisees=_optional(given["--appraisees"]),
        ballots=[_source(name) for name in options.ballots],
        counts=_optional(given["--counts"]),
        records=_optional(given["--records"]),
        issued=None if issued is None else parse_issued(issued, faults),
        expected=None if expected is None else parse_expected(expected, faults),
        settings=parse_settings(options.set, faults),
    )
    _refuse_overwriting(out, inputs.files, faults)
    try:
        result = count_inputs(inputs)
    except Faults as found:
        faults.extend(found)
    faults.raise_any()
    write_whole(str(out), result.to_bytes())
    return 0


def _once(option: str, values: Sequence[str], faults: FaultList) -> str | None:
    """The value of an option that may be given once; None where it was not given."""
    if len(values) > 1:
        faults.add(option, None, f"写了{len(values)}次，只能写一次")
    return values[0] if values else None


def _optional(name: str | None) -> Source | None:
    return None if name is None else _source(name)


def parse_settings(pairs: Sequence[str], faults: FaultList) -> Mapping[str, str]:
    """`ID=VALUE` pairs as a mapping; what is none, or sets a parameter twice, is noted."""
    settings: dict[str, str] = {}
    for pair in pairs:
        id, equals, value = pair.partition("=")
        if not equals and FULL_WIDTH_EQUALS in pair:
            id = pair.partition(FULL_WIDTH_EQUALS)[0]
            faults.add("--set", None, f"“{shown(pair)}”里的“{FULL_WIDTH_EQUALS}”是全角的，要写成半角的“=”")
        elif not equals or not id:
            faults.add("--set", None, f"看不懂“{shown(pair)}”，要写成 ID=VALUE")
        elif id in settings:
            faults.add("--set", None, f"参数“{id}”设了两次")
        settings.setdefault(id, value if equals else SET_WRONGLY)
    return {id: value for id, value in settings.items() if id}


def _refuse_overwriting(out: str | None, inputs: Sequence[Source], faults: FaultList) -> None:
    for source in inputs if out is not None else ():
        with suppress(OSError, ValueError):
            if Path(str(out)).samefile(source.name):
                faults.add(str(out), None, "结果不能写到输入文件里，请换一个文件名")
                return


def _source(name: str) -> Source:
    """A file, read where it lies; what comes through a pipe can be read once only, and is kept."""
    path = Path(name)
    with suppress(OSError, ValueError):
        if path.is_fifo():
            return Source(name, path.read_bytes())
    return Source(name, path)
