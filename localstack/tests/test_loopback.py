"""Tests that only this machine can reach LocalStack, and only at its address 127.0.0.1."""

import subprocess
import sys
import time
import unittest
import urllib.request

from network import LOOPBACK, answers, listening, other_addresses
from stack import LOCALSTACK, free_port
from test_up import processes

READY_SECONDS_MAX = 120


class LoopbackTest(unittest.TestCase):
    def test_localstack_answers_on_127_0_0_1_alone(self):
        port = free_port()
        localstack = subprocess.Popen(
            [LOCALSTACK / "start", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.addCleanup(localstack.wait)
        self.addCleanup(localstack.terminate)
        self.await_ready(port)
        for address in other_addresses():
            with self.subTest(address):
                self.assertFalse(answers(address, port), "a connection was taken")
        self.assertEqual({(LOOPBACK, port)}, listening(processes(port)))

    def await_ready(self, port: int) -> None:
        end = time.monotonic() + READY_SECONDS_MAX
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while True:
            try:
                direct.open(f"http://{LOOPBACK}:{port}/_localstack/health", timeout=5).close()
                return
            except OSError:
                self.assertLess(time.monotonic(), end, "LocalStack is not ready")
                time.sleep(0.1)

    def test_a_server_on_all_addresses_is_kept_on_loopback_and_one_elsewhere_is_refused(self):
        program = """
import socket, sys
sys.path.insert(0, sys.argv[1])
import loopback
loopback.keep()
hosts = []
for family, host in ((2, ""), (2, "0.0.0.0"), (2, "127.0.0.2"), (2, "localhost"), (10, "::"), (10, "::1")):
    with socket.socket(family) as server:
        server.bind((host, 0))
        hosts.append(server.getsockname()[0])
print(*hosts)
try:
    socket.socket().bind(("192.0.2.77", 0))
except PermissionError as e:
    print(e.strerror)
"""
        done = subprocess.run([sys.executable, "-c", program, LOCALSTACK], capture_output=True, text=True)
        self.assertEqual("", done.stderr)
        self.assertEqual(
            ["127.0.0.1 127.0.0.1 127.0.0.2 127.0.0.1 ::1 ::1", "192.0.2.77 is not a loopback address"],
            done.stdout.splitlines(),
        )


if __name__ == "__main__":
    unittest.main()
