"""The command `voting password`: a new password from the machine itself, when nobody can log in to set one."""

from __future__ import annotations

import argparse
import secrets
import sys

from sqlalchemy.orm import Session

from voting.errors import NotFound
from voting.meeting.officers import everyone, hashed, reset_password
from voting.roles import ROLE_TITLES
from voting.storage.engines import for_writing, open_stores

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
LENGTH = 10


def answer(chosen: argparse.Namespace) -> int:
    """List the accounts, or set one's password and print it; a server may be running on the same stores meanwhile."""
    stores = open_stores(chosen.instance, chosen.database)
    try:
        with Session(for_writing(stores.registry)) as session, session.begin():
            return _list(session) if not chosen.login else _reset(session, chosen.login)
    except NotFound as refusal:
        print(f"{refusal.message}不写用户名，可以列出全部账号。", file=sys.stderr)
        return 2
    finally:
        stores.dispose()


def _list(session: Session) -> int:
    for one in everyone(session):
        print(f"{one.login}\t{one.name}\t{ROLE_TITLES[one.role]}" + ("" if one.active else "\t已停用"))
    print("重设密码：在命令后面写上用户名。", file=sys.stderr)
    return 0


def _reset(session: Session, login: str) -> int:
    password = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    officer = reset_password(session, login, hashed(password))
    print(f"“{officer.name}”的新密码：{password}\n请用它登录，然后到“修改密码”改成自己的。已记入操作日志。")
    return 0
