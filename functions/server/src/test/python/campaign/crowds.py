"""Campaigns with many tables, many connections, and an unavailable store."""

import contextlib
import resource
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import boto3

from campaign.server import ROOT, Server, free_port
from campaign.writers import SCHEMA, Writers, created, item

MB = 1_000_000
DENIED_CLIENTS = 24


def tables(folder: Path, count: int, random: Random) -> None:
    with Server(folder / "log", "--data", folder / "data") as server:
        client = server.client(attempts=10)
        print(f"resident at the start: {server.resident_mib} MiB")
        begun = time.monotonic()
        large = min(200, count)
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: filled(client, f"Large-{n}", 2 * MB), range(large)))
            print(
                f"{large} tables of 2 MB in {time.monotonic() - begun:.0f} s, resident {server.resident_mib} MiB",
                flush=True,
            )
            for number in range(large):
                answer = client.scan(TableName=f"Large-{number}", Select="COUNT", ConsistentRead=True)
                seen = answer["Count"]
                while "LastEvaluatedKey" in answer:
                    answer = client.scan(
                        TableName=f"Large-{number}",
                        Select="COUNT",
                        ConsistentRead=True,
                        ExclusiveStartKey=answer["LastEvaluatedKey"],
                    )
                    seen += answer["Count"]
                assert seen == 10, (number, seen)
            list(pool.map(lambda n: client.delete_table(TableName=f"Large-{n}"), range(large)))
            begun = time.monotonic()
            for number in range(0, count, 250):
                list(pool.map(lambda n: short_lived(client, f"Short-{n}"), range(number, min(count, number + 250))))
            print(
                f"{count} tables made, written and deleted in {time.monotonic() - begun:.0f} s,"
                f" resident {server.resident_mib} MiB"
            )
        assert client.list_tables()["TableNames"] == []
        assert server.alive


def filled(client, table: str, size: int) -> None:
    client.create_table(TableName=table, **SCHEMA)
    for number in range(10):
        client.put_item(TableName=table, Item=item(str(number), "x" * (size // 10)))


def short_lived(client, table: str) -> None:
    client.create_table(TableName=table, **SCHEMA)
    client.put_item(TableName=table, Item=item("one", "x" * 4000))
    client.delete_table(TableName=table)


class Proxy:
    """A proxy between a server and its store. While it denies, it closes open and new connections at once."""

    def __init__(self, port: int):
        self.target = port
        self.denies = False
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.listening.getsockname()[1]
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def deny(self, denies: bool) -> None:
        with self.lock:
            self.denies = denies
            doomed = list(self.open) if denies else []
        for one in doomed:
            self._shut(one)

    def _serve(self) -> None:
        while True:
            client, _ = self.listening.accept()
            try:
                store = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            with self.lock:
                denied = self.denies
                self.open |= set() if denied else {client, store}
            if denied:
                client.close()
                store.close()
                continue
            for source, sink in ((client, store), (store, client)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                sink.sendall(data)
        with self.lock:
            self.open -= {source, sink}
        self._shut(source)
        self._shut(sink)

    @staticmethod
    def _shut(one: socket.socket) -> None:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def s3(log: Path):
    """Runs LocalStack's S3 with a bucket. Yields its port."""
    port = free_port()
    with open(log, "wb") as out:
        process = subprocess.Popen([ROOT / "localstack/start", str(port)], stdout=out, stderr=subprocess.STDOUT)
    try:
        client = boto3.client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{port}",
            region_name="us-east-1",
            aws_access_key_id="any",
            aws_secret_access_key="any",
        )
        for _ in range(600):
            try:
                client.create_bucket(Bucket="things")
                break
            except Exception:  # The store is still starting.
                time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def denied(folder: Path, count: int, random: Random) -> None:
    with s3(folder / "localstack.log") as port:
        proxy = Proxy(port)
        options = ("--bucket", "things", "--endpoint", f"http://127.0.0.1:{proxy.port}")
        keys = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_REGION": "us-east-1"}
        with contextlib.ExitStack() as ends:
            server = ends.enter_context(Server(folder / "log", *options, **keys))
            created(server.client())
            writers = Writers(threads=DENIED_CLIENTS, size=390_000, counters=False)
            ends.callback(writers.end)
            writers.begin(server.client())
            time.sleep(10)
            resident = server.resident_mib
            proxy.deny(True)
            before = writers.total
            most = 0
            for _ in range(count * 5):
                time.sleep(0.2)
                assert server.alive, server.tail()
                most = max(most, server.resident_mib)
            during = writers.total - before
            proxy.deny(False)
            time.sleep(15)
            after = writers.total - before - during
            writers.end()
            print(
                f"acknowledged before {before}, while the store was away for {count} s {during}, after {after};"
                f" resident {resident} MiB before, {most} MiB at most"
            )
            assert before > 0
            # Each client may have one answer that was already on its way.
            assert during <= DENIED_CLIENTS, "the store was not away"
            assert after > 0
            print(writers.check(server.client(attempts=5)))


def connections(folder: Path, count: int, random: Random) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 2000), hard))
    with Server(folder / "log", "--data", folder / "data") as server:
        client = server.client()
        created(client)
        crowd, refused = [], 0
        slow = (
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 900\r\n"
        )
        begun = time.monotonic()
        for number in range(count):
            try:
                one = socket.create_connection(("127.0.0.1", server.port), timeout=5)
                if number % 2:
                    one.sendall(slow)
                crowd.append(one)
            except OSError:
                refused += 1
        took = time.monotonic() - begun
        seconds = []
        for number in range(200):
            begun = time.monotonic()
            client.put_item(TableName="Things", Item=item(str(number), "x" * 200_000))
            seconds.append(time.monotonic() - begun)
        for one in crowd:
            one.close()
        seconds.sort()
        print(
            f"{len(crowd)} connections in {took:.1f} s, {refused} refused; 200 puts of 200 KB beside them, seconds:"
            f" median {seconds[100]:.3f}, most {seconds[-1]:.3f}; resident {server.resident_mib} MiB"
        )
        # The descriptor limit was raised, so it covers every connection.
        assert len(crowd) == count
        assert server.alive
        assert client.scan(TableName="Things", Select="COUNT", Limit=3)["Count"] == 3
