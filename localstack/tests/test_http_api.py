"""Tests the events that `http-api` creates, and the requests that it refuses.

The suites of real clients use the rest of it.
"""

import http.client
import json
import socket
import subprocess
import sys
import time
import unittest

from stack import LOCALSTACK, free_port

sys.path.insert(0, str(LOCALSTACK))
import http_api  # noqa: E402

HOST = "127.0.0.1"
SECONDS_MAX = 30


class EventTest(unittest.TestCase):
    def test_a_request_of_dynamodb_comes_in_base64_as_its_client_signed_it(self):
        headers = [
            ("Host", "127.0.0.1:4567"),
            ("X-Amz-Target", "DynamoDB_20120810.ListTables"),
            ("Content-Type", "application/x-amz-json-1.0"),
            ("Accept", "a"),
            ("Accept", "b"),
            ("Connection", "keep-alive"),
        ]
        made = http_api.event("POST", "/?X-Amz-Date=1%2F2&a=b", headers, b"{}", "192.0.2.1")
        self.assertEqual("2.0", made["version"])
        self.assertEqual(("/", "X-Amz-Date=1%2F2&a=b"), (made["rawPath"], made["rawQueryString"]))
        self.assertEqual("127.0.0.1:4567", made["headers"]["host"])
        self.assertEqual("DynamoDB_20120810.ListTables", made["headers"]["x-amz-target"])
        self.assertEqual("a,b", made["headers"]["accept"])
        self.assertNotIn("connection", made["headers"])
        self.assertEqual(("e30=", True), (made["body"], made["isBase64Encoded"]))
        http = made["requestContext"]["http"]
        self.assertEqual(("POST", "/", "192.0.2.1"), (http["method"], http["path"], http["sourceIp"]))

    def test_text_comes_as_text_and_no_body_is_none(self):
        text = http_api.event("POST", "/", [("Content-Type", "application/json")], "Ä".encode(), "::1")
        self.assertEqual(("Ä", False), (text["body"], text["isBase64Encoded"]))
        self.assertNotIn("body", http_api.event("GET", "/", [], b"", "::1"))


class ServerTest(unittest.TestCase):
    """Tests the server without a LocalStack behind it."""

    def setUp(self):
        self.port = free_port()
        server = subprocess.Popen(
            [sys.executable, LOCALSTACK / "http_api.py", str(self.port), "--localstack", str(free_port())]
        )
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        end = time.monotonic() + SECONDS_MAX
        while not self.listens():
            self.assertLess(time.monotonic(), end, "it does not start")
            time.sleep(0.05)

    def listens(self) -> bool:
        with socket.socket() as client:
            return client.connect_ex((HOST, self.port)) == 0

    def post(self, size: int, target="/", **headers) -> tuple[int, dict]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=SECONDS_MAX)
        self.addCleanup(connection.close)
        connection.request("POST", target, b"x" * size, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    def test_an_event_that_lambda_does_not_carry_is_refused(self):
        self.assertEqual((413, {"message": "Request Entity Too Large"}), self.post(5 << 20))

    def test_a_function_that_is_not_there_is_unavailable(self):
        self.assertEqual((503, {"message": "Service Unavailable"}), self.post(10))

    def test_it_is_no_proxy_to_anything_but_rest_apis(self):
        for url in ("http://example.com/", "http://127.0.0.1:4566/"):
            self.assertEqual((403, {"message": "Forbidden"}), self.post(10, url))


if __name__ == "__main__":
    unittest.main()
