"""The three who run a meeting; attendees have no account and no role."""

from __future__ import annotations

from enum import StrEnum

from voting.words import word


class Role(StrEnum):
    """What an officer may log in as."""

    SECRETARY = "secretary"
    CHAIR = "chair"
    SCRUTINEER = "scrutineer"


ROLE_TITLES = {
    Role.SECRETARY: word("秘书（工作人员）"),
    Role.CHAIR: word("主持人"),
    Role.SCRUTINEER: word("监票人"),
}
# As others speak of them, where the title of the account would be too long.
ROLE_NAMES = {Role.SECRETARY: word("秘书"), Role.CHAIR: word("主持人"), Role.SCRUTINEER: word("监票人")}
EVERY_ROLE = tuple(Role)
