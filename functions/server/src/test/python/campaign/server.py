"""A server as its users start it: with the launcher `cairn`, in a separate process."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import boto3
from botocore.config import Config

ROOT = Path(__file__).resolve().parents[6]
START_SECONDS_MAX = 60
END_SECONDS_MAX = 60
# A heap of 512 MiB, and the same again for buffers, code and threads.
RESIDENT_MIB_MAX = 1024

# Excludes AWS keys and regions that the machine may have.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("AWS_") or name == "AWS_CA_BUNDLE"
} | {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true"}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """A server that stores its data in a folder, or wherever `options` say. The launcher sets its heap of 512 MiB."""

    def __init__(self, log: Path, *options, wait: bool = True, **variables):
        self.port = free_port()
        self.log = log
        with open(log, "ab") as out:
            self.process = subprocess.Popen(
                [ROOT / "cairn", "--port", str(self.port), *map(str, options)],
                env=ENVIRONMENT | variables,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        if wait:
            self.await_listening()

    def await_listening(self) -> None:
        end = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}: {self.tail()}")
            if self.listening:
                return
            time.sleep(0.02)
        raise AssertionError("the server does not listen")

    def client(self, attempts: int = 1, seconds: int = 30):
        """Returns a client whose calls send `attempts` requests at most, each with a time-out of `seconds`."""
        return boto3.client(
            "dynamodb",
            endpoint_url=f"http://127.0.0.1:{self.port}",
            region_name="us-east-1",
            aws_access_key_id="any",
            aws_secret_access_key="any",
            config=Config(
                retries={"total_max_attempts": attempts},
                max_pool_connections=64,
                read_timeout=seconds,
                connect_timeout=seconds,
                proxies={},
            ),
        )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(END_SECONDS_MAX)

    def end(self) -> float:
        """Sends SIGTERM and waits until the process ends. Returns how many seconds this took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(END_SECONDS_MAX)
        return time.monotonic() - begun

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    @property
    def listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def resident_mib(self) -> int:
        """The resident memory. Fails if it is more than a server with this heap may need."""
        resident = self._resident_mib()
        assert resident <= RESIDENT_MIB_MAX, f"{resident} MiB resident"
        return resident

    def _resident_mib(self) -> int:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
        return 0

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.alive:
            self.kill()
