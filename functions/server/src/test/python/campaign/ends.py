"""Ends of the process, hard and soft, while clients write."""

import statistics
import time
from pathlib import Path
from random import Random

from campaign.server import Server
from campaign.writers import Writers, created


def kills(folder: Path, count: int, random: Random) -> None:
    data, log = folder / "data", folder / "log"
    server = Server(log, "--data", data)
    created(server.client())
    writers = Writers(threads=8, size=2000)
    writers.begin(server.client())
    in_starts = 0
    for number in range(count):
        time.sleep(random.uniform(0.2, 1.2))
        server.kill()
        if number % 3 == 0:
            starting = Server(log, "--data", data, wait=False)
            time.sleep(random.uniform(0, 0.7))
            starting.kill()
            in_starts += 1
        server = Server(log, "--data", data)
        writers.move_to(server.client())
    time.sleep(0.5)
    writers.end()
    server.kill()
    with Server(log, "--data", data) as last:
        print(f"{count} kills under load, {in_starts} in the middle of a start")
        print(writers.check(last.client(attempts=3)))


def terms(folder: Path, count: int, random: Random) -> None:
    """Whatever was answered is there; a request that was not answered is done once or not at all."""
    data, log = folder / "data", folder / "log"
    seconds, failures, acknowledged, unknown = [], 0, 0, 0
    server = Server(log, "--data", data)
    created(server.client())
    for _ in range(count):
        # Without counters: each try is told apart from each other.
        writers = Writers(threads=16, size=random.choice((100, 5000, 100_000)), counters=False)
        prefix = f"{random.getrandbits(40):x}"
        writers.name(prefix)
        writers.begin(server.client())
        time.sleep(random.uniform(0.3, 1.0))
        took = server.end()
        writers.end()
        seconds.append(took)
        assert server.process.returncode in (0, 143), server.process.returncode
        server = Server(log, "--data", data)
        told = writers.fates(server.client(attempts=3))
        acknowledged += writers.total
        failures += sum(writers.failures.values())
        unknown += told
    server.kill()
    print(
        f"{count} ends: {acknowledged} puts acknowledged and there; {failures} not acknowledged,"
        f" of which {unknown} are there; seconds to the end: median {statistics.median(seconds):.2f},"
        f" most {max(seconds):.2f}"
    )
