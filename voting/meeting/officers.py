"""Officers and their passwords: the secretary, the chair, the scrutineer. Attendees have no account.

Hashing and checking a password is slow on purpose, so both stand apart from what is stored: a view does
them in a thread, before it asks for the act.
"""

from __future__ import annotations

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from voting.errors import BadInput, NotAllowed, NotFound
from voting.meeting.acts import ADD_OFFICER, CHANGE_PASSWORD, CLOSE_OFFICER, LOG_IN, REOPEN_OFFICER, RESET_PASSWORD
from voting.meeting.audit import note
from voting.meeting.house import House
from voting.meeting.typed import one_line
from voting.refusals.sentence import Sentence
from voting.roles import EVERY_ROLE, Role
from voting.storage.registry import Officer

SHORTEST_PASSWORD = 8
LONGEST_NAME = 60
_hasher = PasswordHasher()
# Checked against when the name is unknown, so that an answer's delay does not tell which names exist.
_NOBODY = _hasher.hash("nobody has this password")


@dataclass(frozen=True)
class PasswordHash:
    """What is kept of a password."""

    text: str


def hashed(password: str) -> PasswordHash:
    """Hash a new password; raises BadInput where it is too short. Takes a tenth of a second: call it in a thread."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput("password_not_saved", {"password": Sentence("password_short", least=SHORTEST_PASSWORD)})
    return PasswordHash(_hasher.hash(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password whose hash is kept; None, for nobody, takes as long. Call it in a thread."""
    try:
        _hasher.verify(kept or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_empty_house(session: Session) -> bool:
    """Whether nobody can log in yet: then the first visit from the machine itself makes the first secretary."""
    return session.scalar(select(func.count()).select_from(Officer)) == 0


def make_first_secretary(house: House, login: str, name: str, password: PasswordHash) -> Officer:
    """Make the first secretary of an empty house; raises NotAllowed where there is an officer already."""
    with house.writing() as session:
        if not is_empty_house(session):
            raise NotAllowed("accounts_there_already")
        officer = _added(session, login, name, Role.SECRETARY, password)
        note(session, name, ADD_OFFICER.logged, login=officer.login, role=officer.role)
        return officer


def add_officer(house: House, who: Officer, login: str, name: str, role: str, password: PasswordHash) -> Officer:
    """Add an officer. Raises NotAllowed, BadInput."""
    with house.act(ADD_OFFICER, who) as act:
        officer = _added(act.session, login, name, role, password)
        act.log(login=officer.login, role=officer.role)
        return officer


def change_password(house: House, who: Officer, officer_id: int, password: PasswordHash) -> Officer:
    """Set a new password: one's own, or anyone's by a secretary; raises NotAllowed, NotFound."""
    with house.act(CHANGE_PASSWORD, who) as act:
        if who.id != officer_id and who.role != Role.SECRETARY:
            raise NotAllowed("password_of_another")
        officer = find(act.session, officer_id)
        officer.password_hash = password.text
        act.log(login=officer.login)
        return officer


def reset_password(session: Session, login: str, password: PasswordHash) -> Officer:
    """Set a new password from the machine itself, for when nobody is left who could; raises NotFound.

    Whoever runs a command there has the databases anyway; the audit log says that it was done. It takes a session, not
    the house: a server may be holding a meeting in that meanwhile.
    """
    officer = find_login(session, login)
    if officer is None:
        raise NotFound("no_login", login=login)
    officer.password_hash = password.text
    note(session, "本机", RESET_PASSWORD.logged, login=officer.login)
    return officer


def set_active(house: House, who: Officer, officer_id: int, is_active: bool) -> Officer:
    """Close an account or open it again; nobody closes his own. Raises NotAllowed, NotFound."""
    with house.act(REOPEN_OFFICER if is_active else CLOSE_OFFICER, who) as act:
        if who.id == officer_id:
            raise NotAllowed("accounts_closed_by_secretary")
        officer = find(act.session, officer_id)
        officer.active = is_active
        act.log(login=officer.login)
        return officer


def find_login(session: Session, login: str) -> Officer | None:
    """The officer who may log in with this name; a closed account is nobody's."""
    return session.scalar(select(Officer).where(Officer.login == one_line(login), Officer.active))


def log_in(house: House, login: str, is_right: bool) -> Officer:
    """Note that the officer of this name came in, where `matches` found the password right.

    Raises NotAllowed without saying whether the name or the password was wrong.
    """
    with house.reading() as session:
        found = find_login(session, login)
        if found is None or not is_right:
            raise NotAllowed("log_in_wrong")
        session.expunge(found)
    with house.act(LOG_IN, found) as act:
        act.log(login=found.login)
    return found


def find(session: Session, officer_id: int) -> Officer:
    """The officer with this id; raises NotFound."""
    officer = session.get(Officer, officer_id)
    if officer is None:
        raise NotFound("no_account")
    return officer


def everyone(session: Session) -> list[Officer]:
    """All officers, by role and name."""
    return list(session.scalars(select(Officer).order_by(Officer.role, Officer.login)))


def lacking_roles(session: Session) -> list[Role]:
    """The roles that a meeting needs and that nobody has who may log in."""
    filled = set(session.scalars(select(Officer.role).where(Officer.active)))
    return [role for role in EVERY_ROLE if role not in filled]


def _added(session: Session, login: str, name: str, role: str, password: PasswordHash) -> Officer:
    login, name = one_line(login), one_line(name)
    fields = _faults(login, name, role)
    if fields:
        raise BadInput("account_faulty", fields)
    officer = Officer(login=login, name=name, role=Role(role), password_hash=password.text)
    try:
        with session.begin_nested():
            session.add(officer)
    except IntegrityError as taken:
        raise BadInput("account_not_saved", {"login": Sentence("login_taken")}) from taken
    return officer


def _faults(login: str, name: str, role: str) -> dict[str, str]:
    """What is wrong with a new account, by the field it was typed in."""
    fields: dict[str, str] = {}
    if not login or len(login) > LONGEST_NAME or any(sign.isspace() for sign in login):
        fields["login"] = Sentence("login_shape")
    if not name or len(name) > LONGEST_NAME:
        fields["name"] = Sentence("officer_unnamed")
    if role not in EVERY_ROLE:
        fields["role"] = Sentence("role_unchosen")
    return fields
