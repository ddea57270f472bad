"""usage: .ci/campaign NAME [--count N] [--seed N]

kills        kills the server N times (kill -9) under load; every third time, also kills it while it restarts
terms        ends the server N times (SIGTERM) under load
tables       creates, writes to and deletes N tables, after 200 tables of 2 MB
denied       makes the store unavailable for N seconds, while 24 clients write items of 390 KB
connections  opens N connections, idle and slow, while clients work
full         fills and empties a disk of 110 MB N times; needs the right to mount
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from campaign import crowds, disks, ends

CAMPAIGNS = {
    "kills": (ends.kills, 10),
    "terms": (ends.terms, 10),
    "tables": (crowds.tables, 300),
    "denied": (crowds.denied, 10),
    "connections": (crowds.connections, 1000),
    "full": (disks.full, 1),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog=".ci/campaign", usage=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=CAMPAIGNS)
    parser.add_argument("--count", type=positive)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    asked = parser.parse_args()
    run, short = CAMPAIGNS[asked.name]
    print(f"{asked.name}: seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="cairn-campaign-") as folder:
        run(Path(folder), asked.count or short, random.Random(asked.seed))
    print(f"{asked.name}: all that was checked held", flush=True)


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())
