"""Officers and their passwords: the secretary, the chair, the scrutineer. Attendees have no account.

Hashing and checking a password is slow on purpose, so both stand apart from what is stored: a view does
them beside the event loop, before it takes a session.
"""

from __future__ import annotations

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from voting.errors import BadInput, NotAllowed, NotFound
from voting.meeting.audit import note
from voting.meeting.typed import one_line
from voting.roles import ROLE_TITLES, Role
from voting.storage.registry import Officer

SHORTEST_PASSWORD = 8
_hasher = PasswordHasher()
# Checked against when the name is unknown, so that an answer's delay does not tell which names exist.
_NOBODY = _hasher.hash("nobody has this password")


@dataclass(frozen=True)
class PasswordHash:
    """What is kept of a password."""

    text: str


def hashed(password: str) -> PasswordHash:
    """Hash a new password; raises BadInput where it is too short. Takes a tenth of a second: call it beside."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(
            "没有保存：请改正标出的内容。",
            {"password": f"密码至少{SHORTEST_PASSWORD}位；可以用一句容易记的话。"},
        )
    return PasswordHash(_hasher.hash(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password whose hash is kept; None, for nobody, takes as long. Call it beside."""
    try:
        _hasher.verify(kept or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_empty_house(session: Session) -> bool:
    """Whether nobody can log in yet: then the first visit from the machine itself makes the first secretary."""
    return session.scalar(select(func.count()).select_from(Officer)) == 0


def make_first_secretary(session: Session, login: str, name: str, password: PasswordHash) -> Officer:
    """Make the first secretary of an empty house; raises NotAllowed where there is an officer already."""
    if not is_empty_house(session):
        raise NotAllowed("本机已有工作人员账号，请直接登录；新账号由秘书在“人员账号”中添加。")
    return _add(session, login, name, "secretary", password, by=name)


def add_officer(session: Session, who: Officer, login: str, name: str, role: str, password: PasswordHash) -> Officer:
    """Add an officer; only a secretary may. Raises NotAllowed, BadInput."""
    if who.role != Role.SECRETARY:
        raise NotAllowed("只有秘书可以添加账号。")
    return _add(session, login, name, role, password, by=who.name)


def change_password(session: Session, who: Officer, officer: Officer, password: PasswordHash) -> None:
    """Set a new password: one's own, or anyone's by a secretary."""
    if who.id != officer.id and who.role != Role.SECRETARY:
        raise NotAllowed("只能修改自己的密码；忘记密码请找秘书重设。")
    officer.password_hash = password.text
    note(session, who.name, "修改密码", login=officer.login)


def reset_password(session: Session, login: str, password: PasswordHash) -> Officer:
    """Set a new password from the machine itself, for when nobody is left who could; raises NotFound.

    Whoever runs a command there has the databases anyway; the audit log says that it was done.
    """
    officer = find_login(session, login)
    if officer is None:
        raise NotFound(f"没有用户名为“{login}”的账号，或者已停用。")
    officer.password_hash = password.text
    note(session, "本机", "重设密码", login=officer.login)
    return officer


def set_active(session: Session, who: Officer, officer: Officer, active: bool) -> None:
    """Close an account or open it again; nobody closes his own."""
    if who.role != Role.SECRETARY or who.id == officer.id:
        raise NotAllowed("账号由秘书停用或启用，且不能停用自己。")
    officer.active = active
    note(session, who.name, "启用账号" if active else "停用账号", login=officer.login)


def find_login(session: Session, login: str) -> Officer | None:
    """The officer who may log in with this name; a closed account is nobody's."""
    return session.scalar(select(Officer).where(Officer.login == one_line(login), Officer.active))


def log_in(session: Session, found: Officer | None, is_right: bool) -> Officer:
    """Note that the officer of `find_login` came in, where `matches` found the password right.

    Raises NotAllowed without saying whether the name or the password was wrong.
    """
    if found is None or not is_right:
        raise NotAllowed("用户名或密码不对，请重新输入。忘记密码请找秘书重设。")
    note(session, found.name, "登录", login=found.login)
    return found


def find(session: Session, officer_id: int) -> Officer:
    """The officer with this id; raises NotFound."""
    officer = session.get(Officer, officer_id)
    if officer is None:
        raise NotFound("没有这个账号。")
    return officer


def everyone(session: Session) -> list[Officer]:
    """All officers, by role and name."""
    return list(session.scalars(select(Officer).order_by(Officer.role, Officer.login)))


def lacking_roles(session: Session) -> list[Role]:
    """The roles that a meeting needs and that nobody has who may log in."""
    filled = set(session.scalars(select(Officer.role).where(Officer.active)))
    return [role for role in ROLE_TITLES if role not in filled]


def _add(session: Session, login: str, name: str, role: str, password: PasswordHash, by: str) -> Officer:
    login, name = one_line(login), one_line(name)
    fields = {}
    if not login or len(login) > 60 or any(sign.isspace() for sign in login):
        fields["login"] = "用户名须为1至60个字，中间不能有空格。"
    if not name or len(name) > 60:
        fields["name"] = "请填写姓名或岗位，60字以内。"
    if role not in ROLE_TITLES:
        fields["role"] = "请选择角色：秘书、主持人或监票人。"
    if fields:
        raise BadInput("账号没有保存：请改正标出的内容。", fields)
    officer = Officer(login=login, name=name, role=role, password_hash=password.text)
    try:
        with session.begin_nested():
            session.add(officer)
    except IntegrityError as taken:
        raise BadInput("账号没有保存。", {"login": "这个用户名已有人用，请换一个。"}) from taken
    note(session, by, "添加账号", login=login, role=role)
    return officer
