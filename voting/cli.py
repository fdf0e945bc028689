"""The command `voting`: serve a house, hold the demo meeting, check the audit log."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

PORT = 8080


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    chosen = _parser().parse_args(arguments)
    code: int = chosen.run(chosen)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="voting", description="民主测评 / 述职评议：会议测评系统")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for name, run, help_text in (
        ("serve", _serve, "启动服务；第一次从本机打开时建立秘书账号"),
        ("demo", _demo, "启动一场演示会议，并列出各方的地址和账号"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--host", default="0.0.0.0", help="监听的地址（默认全部）")  # noqa: S104 - phones come over the LAN
        command.add_argument(
            "--port", type=int, default=int(os.environ.get("VOTING_PORT", PORT)), help=f"端口（默认 {PORT}）"
        )
        command.add_argument(
            "--address", default="", help="手机访问的地址，如 http://192.168.1.10:8080；默认取本机的局域网地址"
        )
        command.add_argument(
            "--keys", type=Path, default=None, help="密钥文件夹（默认在本机用户的数据目录，不在数据文件夹里）"
        )
        command.set_defaults(run=run)
        _add_place(command)
    password = commands.add_parser("password", help="忘记密码时在本机重设；不写用户名则列出账号")
    password.add_argument("login", nargs="?", metavar="用户名")
    password.set_defaults(run=_password)
    _add_place(password)
    audit = commands.add_parser("audit", help="检查操作日志是否完整")
    audit.set_defaults(run=_audit)
    _add_place(audit)
    fields = commands.add_parser("fields", help="列出每份文书模板可以用的字段")
    fields.set_defaults(run=_fields)
    return parser


def _add_place(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--instance",
        type=Path,
        default=Path(os.environ.get("VOTING_INSTANCE", "instance")),
        help="数据文件夹（默认 instance）",
    )
    command.add_argument(
        "--database", default=os.environ.get("VOTING_DATABASE", ""), help="PostgreSQL 地址；不填则用 SQLite"
    )


def _serve(chosen: argparse.Namespace) -> int:
    _patch()
    from voting.server import serve  # noqa: PLC0415 - gevent must patch before anything else is loaded

    return serve(chosen)


def _demo(chosen: argparse.Namespace) -> int:
    _patch()
    from voting.demo import demo  # noqa: PLC0415 - as above

    return demo(chosen)


def _fields(_chosen: argparse.Namespace) -> int:
    from voting.papers.field_list import field_list  # noqa: PLC0415 - `--help` should load no maker of papers

    print(field_list())
    return 0


def _audit(chosen: argparse.Namespace) -> int:
    from sqlalchemy.orm import Session  # noqa: PLC0415 - `--help` should not open a database

    from voting.meeting.outcome.auditing import audit, chains_of, heads  # noqa: PLC0415 - as above
    from voting.storage.engines import open_stores  # noqa: PLC0415 - as above

    if not _is_there(chosen):
        return 2
    stores = open_stores(chosen.instance, chosen.database)  # not the house: a server may be holding a meeting in it
    with Session(stores.registry) as session, stores.ballot_box.connect() as box:
        faults, chains = audit(session, box), chains_of(session)
        ends = heads(chains)
    stores.dispose()
    for fault in faults:
        print(fault, file=sys.stderr)
    for end in ends:
        print(end)
    number = sum(map(len, chains.values()))
    print(f"操作日志共{number}条，{'有' + str(len(faults)) + '处不符' if faults else '完整无缺，与数据相符'}。")
    return 1 if faults else 0


def _password(chosen: argparse.Namespace) -> int:
    from voting.forgotten import answer  # noqa: PLC0415 - `--help` should not open a database

    return answer(chosen) if _is_there(chosen) else 2


def _is_there(chosen: argparse.Namespace) -> bool:
    if chosen.database or (chosen.instance / "registry.sqlite3").exists():
        return True
    print(f"{chosen.instance} 里没有找到数据。请用 --instance 指明数据文件夹。", file=sys.stderr)
    return False


def _patch() -> None:
    from gevent import monkey  # noqa: PLC0415 - only a server runs on gevent

    monkey.patch_all()
