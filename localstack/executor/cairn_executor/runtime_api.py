"""Lambda's Runtime API for one process of a function.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html describes it. The error texts are those of
AWS's runtime interface emulator.
"""

import dataclasses
import http.server
import json
import queue
import sys
import threading
import time

from cairn_executor.function import Invocation

# Lambda's limit on a function's answer.
ANSWER_BYTES_MAX = 6 * 1024 * 1024 + 100

_PREFIX = "/2018-06-01/runtime/"


@dataclasses.dataclass(frozen=True)
class Ready:
    """The process requested its next invocation, so it has nothing left to do."""


@dataclasses.dataclass(frozen=True)
class Answered:
    payload: bytes


@dataclasses.dataclass(frozen=True)
class Failed:
    """The function failed with the error in `payload`. The process continues."""

    payload: bytes
    error_type: str


@dataclasses.dataclass(frozen=True)
class InitFailed:
    payload: bytes
    error_type: str


type Event = Ready | Answered | Failed | InitFailed


def error(error_type: str, message: str) -> bytes:
    return json.dumps({"errorType": error_type, "errorMessage": message}).encode()


class RuntimeApi:
    """Serves one process on a free loopback port, and puts the reports of the process into `events` in order.

    Thread-safe. Call `offer` only after `Ready`.
    """

    def __init__(self, events: queue.SimpleQueue):
        self._events = events
        self._offered: queue.SimpleQueue[tuple[Invocation, float] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = False
        self._unanswered: str | None = None
        api = self

        class Handler(_Handler):
            runtime_api = api

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        host, port = self._server.server_address[:2]
        return f"{host}:{port}"

    def offer(self, invocation: Invocation, seconds_left: float) -> None:
        deadline_millis = (time.time() + seconds_left) * 1000
        self._offered.put((invocation, deadline_millis))

    def close(self) -> None:
        self._offered.put(None)
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    # The handler's threads call the following methods.

    def next(self) -> tuple[Invocation, float] | None:
        """Waits for the next invocation and returns it.

        Returns None when the API closes, or when the process may not request an invocation now.
        """
        with self._lock:
            if self._waiting or self._unanswered:
                return None
            self._waiting = True
        self._events.put(Ready())
        offered = self._offered.get()
        with self._lock:
            self._waiting = False
            if offered is None:
                self._offered.put(None)
            else:
                self._unanswered = offered[0].id
        return offered

    def answer(self, invocation_id: str, event: Event) -> bool:
        """Accepts the only response to the current invocation. Returns false for any other response."""
        with self._lock:
            if invocation_id != self._unanswered:
                return False
            self._unanswered = None
            self._events.put(event)
        return True

    def init_failed(self, payload: bytes, error_type: str) -> None:
        self._events.put(InitFailed(payload, error_type))


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # A killed process breaks its connections. The thread that waits for the process detects its
        # end.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    runtime_api: RuntimeApi
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes. Without this, each answer waits for the peer's delayed ACK.
    disable_nagle_algorithm = True

    def do_GET(self):
        match self.path.removeprefix(_PREFIX):
            case "invocation/next":
                self._next()
            case "restore/next":
                # Lambda would take a snapshot here. Without one, the calling process counts as the
                # restored one.
                self._reply(200)
            case _:
                self._refuse(404, "NotFound", "no such path")

    def _next(self):
        offered = self.runtime_api.next()
        if offered is None:
            self._refuse(403, "InvalidStateTransition", "the runtime may not ask for an invocation now")
            return
        invocation, deadline_millis = offered
        headers = {
            "Lambda-Runtime-Aws-Request-Id": invocation.id,
            "Lambda-Runtime-Deadline-Ms": str(int(deadline_millis)),
            "Lambda-Runtime-Invoked-Function-Arn": invocation.arn,
        }
        if invocation.trace_id:
            headers["Lambda-Runtime-Trace-Id"] = invocation.trace_id
        self._reply(200, invocation.payload, headers)

    def do_POST(self):
        body = self._body()
        error_type = self.headers.get("Lambda-Runtime-Function-Error-Type", "Runtime.Unknown")
        match self.path.removeprefix(_PREFIX).split("/"):
            case ["init" | "restore", "error"]:
                self.runtime_api.init_failed(body, error_type)
                self._accepted()
            case ["invocation", invocation_id, "error"]:
                self._answer(invocation_id, Failed(body, error_type))
            case ["invocation", invocation_id, "response"] if len(body) > ANSWER_BYTES_MAX:
                limit = f"maximum allowed payload size ({ANSWER_BYTES_MAX} bytes)."
                too_large = "Function.ResponseSizeTooLarge"
                refused = error(too_large, f"Response payload size exceeded {limit}")
                self.runtime_api.answer(invocation_id, Failed(refused, too_large))
                self._refuse(413, "RequestEntityTooLarge", f"Exceeded {limit}")
            case ["invocation", invocation_id, "response"]:
                self._answer(invocation_id, Answered(body))
            case _:
                self._refuse(404, "NotFound", "no such path")

    def _answer(self, invocation_id: str, event: Event):
        if self.runtime_api.answer(invocation_id, event):
            self._accepted()
        else:
            self._refuse(400, "InvalidRequestID", "Invalid request ID")

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self._read(int(self.headers.get("Content-Length", "0")))
        chunks = []
        while size := int(self._line().split(b";")[0], 16):
            chunks.append(self._read(size))
            self._line()
        while self._line().strip():
            pass
        return b"".join(chunks)

    def _read(self, size: int) -> bytes:
        """Reads all `size` bytes. Raises if the process died before it sent them: a partial response does not count."""
        read = self.rfile.read(size)
        if len(read) < size:
            raise ConnectionError("the body is torn")
        return read

    def _line(self) -> bytes:
        line = self.rfile.readline()
        if not line.endswith(b"\n"):
            raise ConnectionError("the body is torn")
        return line

    def _accepted(self):
        self._reply(202, b'{"status":"OK"}\n')

    def _refuse(self, status: int, error_type: str, message: str):
        self._reply(status, error(error_type, message))

    def _reply(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        # A function's log contains only what the function writes.
        pass
