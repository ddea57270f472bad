"""Campaigns that kill or terminate the server process while clients write."""

import contextlib
import statistics
import time
from pathlib import Path
from random import Random

from campaign.server import Server
from campaign.writers import Writers, created

# How long an ending server waits for work in progress; see README, "What holds".
END_GRACE_SECONDS = 8


def kills(folder: Path, count: int, random: Random) -> None:
    data, log = folder / "data", folder / "log"
    with contextlib.ExitStack() as servers:

        def start(**how) -> Server:
            return servers.enter_context(Server(log, "--data", data, **how))

        server = start()
        created(server.client())
        writers = Writers(threads=8, size=2000)
        servers.callback(writers.end)
        writers.begin(server.client())
        in_starts, fruitful = 0, 0
        for number in range(count):
            before = writers.total
            time.sleep(random.uniform(0.2, 1.2))
            server.kill()
            fruitful += writers.total > before
            if number % 3 == 0:
                starting = start(wait=False)
                time.sleep(random.uniform(0, 0.7))
                in_starts += not starting.listening
                starting.kill()
            server = start()
            writers.move_to(server.client())
        time.sleep(0.5)
        writers.end()
        server.kill()
        last = start()
        print(
            f"{count} kills under load, {fruitful} after something was acknowledged;"
            f" {in_starts} more before a start listened"
        )
        print(writers.check(last.client(attempts=3)))
        assert fruitful >= count / 2, "too few kills had anything to lose"


def terms(folder: Path, count: int, random: Random) -> None:
    """Checks that acknowledged writes are stored.

    Other writes must not be stored, unless the shutdown takes all the time that it has.
    """
    data, log = folder / "data", folder / "log"
    seconds, rounds = [], []
    with contextlib.ExitStack() as servers:
        server = servers.enter_context(Server(log, "--data", data))
        created(server.client())
        for number in range(count):
            # Without counters, so that every write is distinct.
            writers = Writers(threads=16, size=random.choice((100, 5000, 100_000)), counters=False, prefix=f"{number}-")
            servers.callback(writers.end)
            writers.begin(server.client())
            time.sleep(random.uniform(0.3, 1.0))
            took = server.end()
            writers.end()
            seconds.append(took)
            assert server.process.returncode == 143, server.process.returncode
            server = servers.enter_context(Server(log, "--data", data))
            done_unanswered = writers.fates(server.client(attempts=3))
            assert not done_unanswered or took >= END_GRACE_SECONDS, f"done, but not answered: {done_unanswered}"
            assert writers.total > 0
            rounds.append(writers)
        for writers in rounds:
            writers.fates(server.client(attempts=3))
    print(
        f"{count} ends: {sum(writers.total for writers in rounds)} puts acknowledged and there;"
        f" {sum(writers.failures.total() for writers in rounds)} not acknowledged and not there;"
        f" seconds to the end: median {statistics.median(seconds):.2f}, most {max(seconds):.2f}"
    )
