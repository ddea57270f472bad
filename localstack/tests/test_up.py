"""Tests `up` and `down` with the repository's own template and functions, exactly as the README says."""

import json
import os
import socket
import subprocess
import sys
import unittest
from pathlib import Path

from network import LOOPBACK, answers, listening, other_addresses
from stack import LOCALSTACK, end_shared, free_port, run


def processes(port: int) -> list[int]:
    """Returns the processes of the LocalStack of a port. The temporary folder of each is in that port's run folder."""
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
        end_shared()
        self.port = free_port()
        self.http_port = free_port()
        self.addCleanup(run, LOCALSTACK / "down")

    def up(self, *options) -> subprocess.CompletedProcess:
        return run(LOCALSTACK / "up", "--port", self.port, "--http-port", self.http_port, *options)

    def aws(self, line: str) -> dict:
        """Runs a line and returns its output. Uses the AWS CLI installed with LocalStack if there is no other."""
        path = f"{os.environ['PATH']}:{Path(sys.executable).parent}"
        answer = run("bash", "-c", line, PATH=path)
        self.assertEqual(0, answer.returncode, f"{line}\n{answer.stderr}")
        return json.loads(answer.stdout) if answer.stdout.strip() else {}

    def assert_only_loopback_answers(self):
        self.assertEqual({LOOPBACK}, {host for host, _ in listening(processes(self.port))})
        for port in (self.port, self.http_port):
            self.assertTrue(answers((socket.AF_INET, LOOPBACK), port))
            for address in other_addresses():
                with self.subTest(address):
                    self.assertFalse(answers(address, port), "a connection was taken")

    def test_up_prints_lines_that_work_and_down_leaves_nothing(self):
        first = self.up()
        self.assertEqual(0, first.returncode, first.stderr)
        lines = [line for line in first.stdout.splitlines() if " aws dynamodb " in line]
        self.assertEqual(3, len(lines), first.stdout)
        for line in lines:
            self.assertEqual({"TableNames": []}, self.aws(line))
        # LocalStack, the guardian, and at least one function.
        self.assertGreaterEqual(len(processes(self.port)), 3)
        self.assert_only_loopback_answers()

        again = self.up()
        self.assertEqual((0, first.stdout), (again.returncode, again.stdout), again.stderr)
        elsewhere = run(LOCALSTACK / "up", "--port", free_port())
        self.assertEqual(1, elsewhere.returncode)
        self.assertIn(f"is up on port {self.port} already", elsewhere.stderr)
        self.assert_another_front_door_has_the_same_data(lines[0])

        for _ in range(2):
            down = run(LOCALSTACK / "down")
            self.assertEqual((0, "", ""), (down.returncode, down.stdout, down.stderr))
        self.assertEqual([], processes(self.port))
        self.assertFalse(answers((socket.AF_INET, LOOPBACK), self.http_port))
        left = [entry.name for entry in (LOCALSTACK / "target").iterdir()]
        self.assertNotIn("up", left)
        self.assertNotIn(f"run-{self.port}", left)

    def assert_another_front_door_has_the_same_data(self, line: str):
        create = (
            "create-table --table-name Things --billing-mode PAY_PER_REQUEST"
            " --attribute-definitions AttributeName=id,AttributeType=S"
            " --key-schema AttributeName=id,KeyType=HASH"
        )
        self.aws(line.replace("list-tables", create))
        # The first call remakes the stack for another front door; the second updates it.
        for door in ("RestApi", "RestApi"):
            other = self.up(f"FrontDoor={door}")
            self.assertEqual(0, other.returncode, other.stderr)
            lines = [line for line in other.stdout.splitlines() if " aws dynamodb " in line]
            self.assertEqual(1, len(lines), other.stdout)
            self.assertEqual({"TableNames": ["Things"]}, self.aws(lines[0]))
        self.assertFalse(answers((socket.AF_INET, LOOPBACK), self.http_port))

    def test_wrong_parameters_are_refused_as_aws_refuses_them_before_anything_starts(self):
        for parameter, said in (
            ("FrontDor=HttpApi", "Parameters: [FrontDor] do not exist in the template"),
            ("FrontDoor=Rest", "Parameter 'FrontDoor' must be one of AllowedValues: HttpApi, "),
            ("ApiMemory=12", "Parameter 'ApiMemory' must be a number not less than 512"),
            ("ApiTimeout=60", "Parameter 'ApiTimeout' must be a number not greater than 29"),
            ("ApiTimeout=long", "Parameter 'ApiTimeout' must be a number"),
            ("KmsKeyArn=mine", "Parameter 'KmsKeyArn' must match pattern ^(arn:aws"),
        ):
            with self.subTest(parameter):
                up = self.up(parameter)
                self.assertEqual((1, ""), (up.returncode, up.stdout))
                self.assertIn(said, up.stderr)
                self.assertFalse((LOCALSTACK / "target/up").exists())

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
                # Docker is not available at this address.
                up = run(LOCALSTACK / "up", *option, DOCKER_HOST="unix:///nowhere")
                self.assertEqual(1, up.returncode)
                self.assertIn(said, up.stderr)


if __name__ == "__main__":
    unittest.main()
