"""`up` and `down` with the repository's own template and functions, word for word as the README says."""

import json
import os
import socket
import subprocess
import sys
import unittest
from pathlib import Path

LOCALSTACK = Path(__file__).resolve().parent.parent


def run(*command, **variables) -> subprocess.CompletedProcess:
    return subprocess.run(
        list(map(str, command)), env=os.environ | variables, capture_output=True, text=True
    )


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def processes(port: int) -> list[int]:
    """What runs for the LocalStack of a port: all of it has its temporary folder there."""
    own = f"{LOCALSTACK}/target/run-{port}/".encode()
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and process.name != str(os.getpid()):
            try:
                if own in (process / "environ").read_bytes():
                    found.append(int(process.name))
            except OSError:
                pass
    return found


class UpTest(unittest.TestCase):
    def setUp(self):
        self.port = free_port()
        self.addCleanup(run, LOCALSTACK / "down")

    def test_up_prints_lines_that_work_and_down_leaves_nothing(self):
        first = run(LOCALSTACK / "up", "--port", self.port)
        self.assertEqual(0, first.returncode, first.stderr)
        # The AWS CLI that LocalStack is installed with, where there is no other.
        path = f"{os.environ['PATH']}:{Path(sys.executable).parent}"
        lines = [line for line in first.stdout.splitlines() if " aws dynamodb " in line]
        self.assertEqual(2, len(lines), first.stdout)
        for line in lines:
            answer = run("bash", "-c", line, PATH=path)
            self.assertEqual(0, answer.returncode, f"{line}\n{answer.stderr}")
            self.assertEqual({"TableNames": []}, json.loads(answer.stdout))
        # LocalStack, the guardian, at least one function.
        self.assertGreaterEqual(len(processes(self.port)), 3)

        again = run(LOCALSTACK / "up", "--port", self.port)
        self.assertEqual((0, first.stdout), (again.returncode, again.stdout), again.stderr)
        elsewhere = run(LOCALSTACK / "up", "--port", free_port())
        self.assertEqual(1, elsewhere.returncode)
        self.assertIn(f"is up on port {self.port} already", elsewhere.stderr)

        for _ in range(2):
            down = run(LOCALSTACK / "down")
            self.assertEqual((0, "", ""), (down.returncode, down.stdout, down.stderr))
        self.assertEqual([], processes(self.port))
        left = [entry.name for entry in (LOCALSTACK / "target").iterdir()]
        self.assertNotIn("up", left)
        self.assertNotIn(f"run-{self.port}", left)

    def test_a_port_in_use_is_said(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.port))
            taken.listen()
            up = run(LOCALSTACK / "up", "--port", self.port)
        self.assertEqual(1, up.returncode)
        self.assertIn(f"port {self.port} is in use; choose another with --port", up.stderr)

    def test_what_lacks_is_said(self):
        for option, said in ((["--docker"], "Docker does not answer"), (["--prot"], "unknown option --prot")):
            with self.subTest(option):
                # No Docker there.
                up = run(LOCALSTACK / "up", *option, DOCKER_HOST="unix:///nowhere")
                self.assertEqual(1, up.returncode)
                self.assertIn(said, up.stderr)


if __name__ == "__main__":
    unittest.main()
