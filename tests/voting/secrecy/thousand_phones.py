"""A thousand phones, thirteen rounds, one answer in twenty lost on the way, the server killed twice.

python -m tests.voting.secrecy.thousand_phones      the full size, with its figures
The test beside this runs the same with fewer phones. Tokens = ballots acknowledged = ballots counted, exactly.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TypeVar
from urllib.error import URLError

from tests.voting.meetings import on_all_sheets
from tests.voting.python_phone import Phone
from tests.voting.secrecy.rooms import MARKS
from tests.voting.secrecy.serving import Chair, Line, Served, served_room
from voting.meeting.finding import find_meeting
from voting.meeting.outcome.counting import count_meeting, result_of
from voting.meeting.session.opening import open_house

T = TypeVar("T")
R = TypeVar("R")
HANDS = 24  # requests that are under way at once
LOST = 1 / 20


@dataclass
class Tally:
    """What the phones were told, what the box holds, what was counted: one number of each for every round."""

    claimed: int = 0
    acknowledged: list[int] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    slips: list[int] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)
    strangers: int = 0  # tokens and salts in the box that no phone was told of, or the other way round
    found: int = 0
    lost: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"claims {self.claimed}; acknowledged {sum(self.acknowledged)}, tokens {sum(self.tokens)}, "
            f"slips {sum(self.slips)}, counted {sum(self.counted)}; phones that found their slips {self.found}; "
            f"tokens and salts that are not those of the phones {self.strangers}; "
            f"answers lost and asked for again {self.lost}; {self.seconds:.0f} s"
        )


def hold(folder: Path, phones: int, rounds: int, seed: int, database: str = "") -> Tally:
    """Hold the whole meeting over HTTP; the server is killed amid a burst and amid a close."""
    begun, rng = time.monotonic(), random.Random(seed)
    small = max(5, phones // 20)
    served = served_room(folder, rounds, {"A": small, "B": small, "C": phones - 2 * small}, database)
    served.start()
    chair = Chair(served)
    chair.log_in()
    chair.begin()
    lines = [Line(served.port, number, LOST, random.Random(seed + number)) for number in range(phones)]
    crowd = [Phone(line, card.url) for line, card in zip(lines, served.room.cards, strict=True)]
    each(crowd, Phone.join)
    tally = Tally(claimed=sum(all(one.signature for one in phone.rounds.values()) for phone in crowd))
    amid_burst, amid_close = rounds // 3 + 1, 2 * rounds // 3 + 1
    for number in range(1, rounds + 1):
        chair.open(number)
        acts = [partial(vote, phone, number, rng.choice(MARKS)) for phone in crowd]
        killer = Thread(target=kill_and_restart, args=(served, rng.uniform(0.05, 0.4)))
        if number == amid_burst:
            killer.start()
        tally.acknowledged.append(sum(each(acts, lambda act: act())))
        if number == amid_close:
            killer.start()
        close(chair, number)
        if killer.ident:
            killer.join()
    tally.found = sum(each(crowd, lambda phone: phone.finds_its_slips(rounds)))
    served.stop()
    tally.lost = sum(line.drops for line in lines)
    look_into_the_box(served, crowd, rounds, tally)
    tally.seconds = time.monotonic() - begun
    return tally


def each(things: Sequence[T], act: Callable[[T], R]) -> list[R]:
    """Do something with each of them, many at once."""
    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(act, things))


def vote(phone: Phone, number: int, mark: str) -> bool:
    """Cast a ballot; whether the phone was told 已计入."""
    return bool(phone.vote(number, {f"{number:02}": on_all_sheets(mark)})["recorded"])


def kill_and_restart(served: Served, after: float) -> None:
    """SIGKILL the server after some seconds, and serve again."""
    time.sleep(after)
    served.kill()
    served.start()


def close(chair: Chair, number: int) -> None:
    """Press 结束投票 until the page says that the round is closed."""
    while True:
        try:
            chair.close(number)
            if chair.state(number) == "closed":
                return
        except (URLError, ConnectionError, AssertionError):
            time.sleep(0.1)


def look_into_the_box(served: Served, crowd: Sequence[Phone], rounds: int, tally: Tally) -> None:
    """Count what is there, without the server, and hold it against what every single phone has cast."""
    house = open_house(served.instance, served.database)
    meeting_id = served.room.meeting_id
    for number in range(1, rounds + 1):
        tokens = [token.hex() for _, token, _, _ in house.box.tokens((meeting_id, number))]
        salts = [salt for *_, salt in house.box.slips((meeting_id, number))]
        cast = [phone.cast_messages[number] for phone in crowd]
        tally.tokens.append(len(tokens))
        tally.slips.append(len(salts))
        tally.strangers += len({message["token"] for message in cast} ^ set(tokens))
        tally.strangers += len({message["slips"][0]["salt"] for message in cast} ^ set(salts))
    count_meeting(house, served.room.officers["chair"], meeting_id)
    with house.reading() as session:
        result = result_of(session, find_meeting(session, meeting_id))
    tally.counted += [one.votes.returned for one in result.appraisees]
    house.close()


def main() -> int:
    """Hold the meeting at full size, or as asked, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--phones", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=13)
    parser.add_argument("--database", default="", help="a PostgreSQL URL; SQLite files without it")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tally = hold(Path(folder), chosen.phones, chosen.rounds, chosen.seed, chosen.database)
    print(tally)
    whole = [chosen.phones] * chosen.rounds
    exact = tally.acknowledged == tally.tokens == tally.slips == tally.counted == whole and tally.strangers == 0
    print("exact" if exact else "NOT exact")
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main())
