"""Threads that write to one table, and a record of the acknowledged writes."""

import collections
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

TABLE = "Things"
# The number of keys in one request, for items of 100 KB: below the 16 MB of an answer.
BATCH = 50
SCHEMA = {
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
}


def created(client, table: str = TABLE) -> None:
    client.create_table(TableName=table, **SCHEMA)


def item(number: str, text: str) -> dict:
    return {"id": {"S": number}, "text": {"S": text}}


class Writers:
    """Each thread puts its own items, each key once, and increments its own counter.

    prefix: the start of every key
    """

    def __init__(self, threads: int, size: int, counters: bool = True, prefix: str = ""):
        self.threads = threads
        self.text = "x" * size
        self.counters = counters
        self.acknowledged: list[list[str]] = [[] for _ in range(threads)]
        self.tried = [0] * threads
        self.counted = [0] * threads
        self.counts_tried = [0] * threads
        self.failures: collections.Counter[str] = collections.Counter()
        self.lock = threading.Lock()
        self.client = None
        self.prefix = prefix
        self.stopped = threading.Event()
        self.pool = ThreadPoolExecutor(threads)
        self.running = []

    def begin(self, client) -> None:
        self.client = client
        self.running = [self.pool.submit(self._run, thread) for thread in range(self.threads)]

    def move_to(self, client) -> None:
        self.client = client

    def end(self) -> None:
        self.stopped.set()
        for one in self.running:
            one.result()
        self.pool.shutdown()

    def _run(self, thread: int) -> None:
        while not self.stopped.is_set():
            number = f"{self.prefix}{thread}-{self.tried[thread]}"
            self.tried[thread] += 1
            if self._ask(lambda n=number: self.client.put_item(TableName=TABLE, Item=item(n, self.text))):
                self.acknowledged[thread].append(number)
            if self.counters:
                self.counts_tried[thread] += 1
                if self._ask(lambda: self._count(thread)):
                    self.counted[thread] += 1

    def _count(self, thread: int) -> None:
        self.client.update_item(
            TableName=TABLE,
            Key={"id": {"S": f"count-{thread}"}},
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    def _ask(self, call) -> bool:
        try:
            call()
            return True
        except ClientError as e:
            why = e.response["Error"]["Code"]
        except (BotoCoreError, HTTPClientError) as e:
            why = type(e).__name__
        with self.lock:
            self.failures[why] += 1
        time.sleep(0.02)
        return False

    @property
    def total(self) -> int:
        return sum(map(len, self.acknowledged))

    def fates(self, client) -> list[str]:
        """Checks every attempted put. Returns the keys that are stored but were not acknowledged."""
        unanswered = []
        for thread in range(self.threads):
            acknowledged = set(self.acknowledged[thread])
            numbers = [f"{self.prefix}{thread}-{number}" for number in range(self.tried[thread])]
            for begin in range(0, len(numbers), BATCH):
                batch = numbers[begin : begin + BATCH]
                found = self._found(client, batch)
                for number in batch:
                    assert number in found or number not in acknowledged, f"lost: {number}"
                    assert number not in found or found[number] == self.text, f"torn: {number}"
                unanswered += [number for number in batch if number in found and number not in acknowledged]
        return unanswered

    def _found(self, client, numbers: list[str]) -> dict[str, str]:
        keys = [{"id": {"S": number}} for number in numbers]
        answer = client.batch_get_item(RequestItems={TABLE: {"Keys": keys, "ConsistentRead": True}})
        assert not answer["UnprocessedKeys"], "a batch is less than an answer holds"
        return {one["id"]["S"]: one["text"]["S"] for one in answer["Responses"][TABLE]}

    def check(self, client) -> str:
        """Checks that every acknowledged item is stored, and that none is stored twice.

        Also checks that every counter includes its acknowledged increments, and none twice.
        """
        found: dict[str, dict] = {}
        for page in client.get_paginator("scan").paginate(TableName=TABLE, ConsistentRead=True):
            for one in page["Items"]:
                name = one["id"]["S"]
                assert name not in found, f"twice: {name}"
                found[name] = one
        for thread, numbers in enumerate(self.acknowledged):
            for number in numbers:
                assert number in found, f"lost: {number}"
                assert found[number]["text"]["S"] == self.text, f"torn: {number}"
            count = int(found.get(f"count-{thread}", {"n": {"N": "0"}})["n"]["N"])
            assert self.counted[thread] <= count <= self.counts_tried[thread], (
                f"counter {thread}: {self.counted[thread]} acknowledged, {count} counted,"
                f" {self.counts_tried[thread]} tried"
            )
        assert self.total > 0, "nothing was acknowledged"
        tried = sum(self.tried)
        return (
            f"{self.total} of {tried} puts and {sum(self.counted)} of {sum(self.counts_tried)} increments"
            f" acknowledged, all there; failures {dict(self.failures)}"
        )
