"""One execution environment, through all restarts of its process.

It behaves as https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html describes. The
process starts and initialises before the first invocation, within a separate time limit. The environment
freezes the process whenever no invocation runs. It kills the process after a failed init, a time-out or a
crash. The next invocation then starts the process again, within the time of that invocation.
"""

import os
import queue
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from cairn_executor import report
from cairn_executor.function import Answer, Function, Invocation
from cairn_executor.guardian import Guardian
from cairn_executor.report import Failure, MemoryExceeded, Seen, TimedOut
from cairn_executor.runtime import Exited, Runtime
from cairn_executor.runtime_api import Answered, Failed, Ready

# The interval of memory checks while the function runs.
_LOOK_SECONDS = 0.05

# The limit of one invocation's output. CloudWatch Logs has a higher one, but a loop that prints
# would exhaust the memory.
_OUTPUT_BYTES_MAX = 8 * 1024 * 1024


class Stopped(Exception):
    """The environment was stopped during its invocation."""


def temporary_of(folder: Path) -> Path:
    """Returns the folder that the function of the environment in `folder` uses as its /tmp."""
    return folder / "tmp"


class Environment:
    """No code of the function runs between calls of `start`, `invoke` and `stop`, nor after `stop`.

    Calls of `invoke` must not overlap. Any thread may call `stop` at any time. All files of the environment are
    in `folder`, which the environment creates and removes.
    """

    def __init__(
        self,
        function: Function,
        folder: Path,
        guardian: Guardian,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._function = function
        self._folder = folder
        self._guardian = guardian
        self._clock = clock
        self._output = folder / "output"
        self._temporary = temporary_of(folder)
        self._temporary.mkdir(parents=True)
        self._logs: list[str] = []
        self._lock = threading.Lock()
        self._stopped = False
        self._runtime: Runtime | None = None
        self._init_millis: float | None = None
        self._memory_peak = 0

    def start(self) -> bytes | None:
        """Initialises the function. Returns the error of a failed init, which `invoke` then tries again."""
        self._log(report.init_start(self._function))
        failure = self._init(self._clock() + self._function.init_seconds_max, "init", "")
        return failure and failure.payload

    def invoke(self, invocation: Invocation) -> Answer:
        started = self._clock()
        deadline = started + self._function.timeout_seconds
        self._log(report.start(self._function, invocation.id))
        if self._runtime and self._runtime.gone:
            # The process ended while frozen, so this failed no invocation.
            self._end()
        failure, payload = None, b""
        if self._runtime is None:
            failure = self._init(deadline, "invoke", invocation.id)
        if failure is None:
            failure, payload = self._run(invocation, deadline)
        self._log(report.end(invocation.id))
        millis = (self._clock() - started) * 1000
        usage = report.Usage(millis, self._init_millis, self._memory_peak)
        self._log(report.report(self._function, invocation.id, usage, failure))
        self._init_millis = None
        if failure:
            return Answer(failure.payload, True, self.take_logs())
        return Answer(payload, False, self.take_logs())

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            if self._runtime:
                self._runtime.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def take_logs(self) -> str:
        """Returns what was logged since the last call."""
        logs, self._logs = "".join(self._logs), []
        return logs

    @property
    def pid(self) -> int | None:
        """The id of the running process, for callers that inspect it from outside."""
        return self._runtime and self._runtime.pid

    def _init(self, deadline: float, phase: str, invocation_id: str) -> Failure | None:
        started = self._clock()
        with self._lock:
            if self._stopped:
                raise Stopped
            self._memory_peak = 0
            self._runtime = Runtime(self._function, self._output, self._temporary, self._guardian)
        seen = self._await_frozen(deadline)
        millis = (self._clock() - started) * 1000
        if isinstance(seen, Ready):
            self._init_millis = millis if phase == "init" else None
            return None
        self._end()
        failure = report.failure_of(seen, self._function, invocation_id)
        self._log(failure.line + report.init_report(millis, phase, failure))
        return failure

    def _run(self, invocation: Invocation, deadline: float) -> tuple[Failure | None, bytes]:
        self._runtime.invoke(invocation, deadline - self._clock())
        seen = self._await(deadline)
        failure, payload = None, b""
        if isinstance(seen, Answered):
            payload = seen.payload
        else:
            failure = report.failure_of(seen, self._function, invocation.id)
        if isinstance(seen, Answered | Failed):
            # The caller has its answer; the process may continue until it requests the next
            # invocation.
            seen = self._await_frozen(deadline)
        if not isinstance(seen, Ready):
            self._end()
            self._log(report.failure_of(seen, self._function, invocation.id).line)
        return failure, payload

    def _await_frozen(self, deadline: float) -> Seen:
        """Returns Ready once the process has nothing left to do and is frozen, or the event that happened instead."""
        seen = self._await(deadline)
        if isinstance(seen, Ready):
            if not self._runtime.freeze():
                return Exited("Runtime ended while it was frozen")
            self._take_output()
        return seen

    def _await(self, deadline: float) -> Seen:
        """Returns the next event, at the latest at the deadline."""
        while True:
            left = deadline - self._clock()
            try:
                seen = self._runtime.events.get(timeout=max(0, min(_LOOK_SECONDS, left)))
            except queue.Empty:
                seen = TimedOut() if left <= 0 else None
            if self._stopped:
                raise Stopped
            self._memory_peak = max(self._memory_peak, self._runtime.memory_peak_bytes())
            # Lambda kills at the first excess byte, so any later act of the process does not count.
            if self._memory_peak > self._function.memory_mib * 1024 * 1024:
                return MemoryExceeded()
            if seen:
                return seen

    def _end(self) -> None:
        with self._lock:
            if self._stopped:
                raise Stopped
            self._runtime.kill()
            self._runtime = None
        self._take_output()

    def _take_output(self) -> None:
        """Moves the output of the process to the log. Call this only while the process can't write."""
        with open(self._output, "r+b") as output:
            text = output.read(_OUTPUT_BYTES_MAX).decode(errors="replace")
            dropped = output.seek(0, os.SEEK_END) - _OUTPUT_BYTES_MAX
            output.truncate(0)
        if text and not text.endswith("\n"):
            text += "\n"
        self._log(text)
        if dropped > 0:
            self._log(f"cairn-executor: {dropped} bytes more were written and are dropped\n")

    def _log(self, text: str) -> None:
        self._logs.append(text)
