"""A campaign with a disk that fills up."""

import shutil
import subprocess
from pathlib import Path
from random import Random

from botocore.exceptions import ClientError

from campaign.server import Server
from campaign.writers import TABLE, created, item


def full(folder: Path, count: int, random: Random) -> None:
    place = folder / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=110m", "tmpfs", place], capture_output=True, text=True
    )
    if mounted.returncode:
        raise SystemExit(f"nothing was checked, for nothing could be mounted: {mounted.stderr.strip()}")
    try:
        for number in range(count):
            filled_and_emptied(folder, place, f"data-{number}")
            subprocess.run(["mount", "-o", "remount,size=110m", place], check=True)
    finally:
        subprocess.run(["umount", place], check=True)


def filled_and_emptied(folder: Path, place: Path, name: str) -> None:
    data = place / name
    with Server(folder / "log", "--data", data) as server:
        client = server.client()
        created(client)
        put, status, why = until_refused(client)
        print(f"{put} items of 100 KB, then {status} {why}")
        assert put > 100
        assert status == 500
        assert server.alive
        readable(client, put)
        assert client.list_tables()["TableNames"] == [TABLE]
        server.kill()
    with Server(folder / "log", "--data", data) as server:
        client = server.client()
        readable(client, put)
        client.delete_item(TableName=TABLE, Key={"id": {"S": "0"}})
        assert "Item" not in client.get_item(TableName=TABLE, Key={"id": {"S": "0"}}, ConsistentRead=True)
        client.delete_table(TableName=TABLE)
        print("killed, started again on the full disk, read, an item and the table deleted")
        server.end()
    # The objects of a deleted table are not collected yet, so the test enlarges the disk.
    subprocess.run(["mount", "-o", "remount,size=220m", place], check=True)
    with Server(folder / "log", "--data", data) as server:
        client = server.client()
        created(client)
        client.put_item(TableName=TABLE, Item=item("again", "x" * 100_000))
        readable_one(client, "again")
        client.delete_table(TableName=TABLE)
        print("with room again, a table made and written")
    shutil.rmtree(data)


def until_refused(client) -> tuple[int, int, str]:
    """Puts items until one is refused. Returns the number of items put, and the status and text of the refusal."""
    for number in range(3000):
        try:
            client.put_item(TableName=TABLE, Item=item(str(number), "x" * 100_000))
        except ClientError as e:
            error = e.response["Error"]
            return number, e.response["ResponseMetadata"]["HTTPStatusCode"], f"{error['Code']}: {error['Message']}"
    raise AssertionError("the disk does not fill")


def readable(client, count: int) -> None:
    for number in range(0, count, 7):
        readable_one(client, str(number))


def readable_one(client, number: str) -> None:
    found = client.get_item(TableName=TABLE, Key={"id": {"S": number}}, ConsistentRead=True)
    assert len(found["Item"]["text"]["S"]) == 100_000, number
