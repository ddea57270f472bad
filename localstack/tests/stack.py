"""One LocalStack with the template deployed, for all tests that do not need their own."""

import atexit
import functools
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

LOCALSTACK = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(LOCALSTACK))
import deploy  # noqa: E402


def run(*command, **variables) -> subprocess.CompletedProcess:
    return subprocess.run(list(map(str, command)), env=os.environ | variables, capture_output=True, text=True)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Shared:
    """LocalStack as `up` starts it, with all front doors."""

    def __init__(self):
        self.port, self.http_port = free_port(), free_port()
        up = run(LOCALSTACK / "up", "--port", self.port, "--http-port", self.http_port)
        assert up.returncode == 0, up.stderr
        os.environ.update(deploy.CLIENT_VARIABLES)
        self.localstack = deploy.LocalStack(self.port)

    def deployed(self, *options: str) -> dict:
        """Deploys the template. Returns where clients reach it, and an access key."""
        made = run(LOCALSTACK / "deploy", self.port, *options)
        assert made.returncode == 0, made.stderr
        return json.loads(made.stdout)


@functools.cache
def shared() -> Shared:
    atexit.register(end_shared)
    return Shared()


def end_shared() -> None:
    """Ends the LocalStack that is up, if there is one. A later call of `shared` starts another."""
    shared.cache_clear()
    run(LOCALSTACK / "down")
