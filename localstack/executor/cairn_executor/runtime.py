"""One process of a function, from its start to its end."""

import dataclasses
import os
import queue
import signal
import subprocess
import threading
from pathlib import Path

from cairn_executor import memory
from cairn_executor.function import Function, Invocation
from cairn_executor.guardian import Guardian
from cairn_executor.runtime_api import Event, RuntimeApi

# The kernel stops or kills a process within milliseconds. Only a process stuck in a system call
# takes longer.
_SIGNAL_SECONDS_MAX = 10.0


@dataclasses.dataclass(frozen=True)
class Exited:
    """The process is gone. `reason` has Lambda's wording."""

    reason: str


class Runtime:
    """A process in its own group, and the Runtime API that serves it. Both report to `events`.

    The process is a child of this process. It is signalled by id only until it is reaped, so no later process
    with the same id receives a signal. One thread uses this object, but any thread may call `kill`.
    """

    def __init__(self, function: Function, output: Path, temporary: Path, guardian: Guardian):
        self.events: queue.SimpleQueue[Event | Exited] = queue.SimpleQueue()
        self._api = RuntimeApi(self.events)
        self._guardian = guardian
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._gone = threading.Event()
        try:
            self._process = self._spawn(function, output, temporary)
        except OSError:
            self._api.close()
            raise
        self._pid = self._process.pid
        guardian.watch(self._pid)
        threading.Thread(target=self._follow, name=f"function-{self._pid}", daemon=True).start()

    def _spawn(self, function: Function, output: Path, temporary: Path) -> subprocess.Popen:
        variables = function.variables | {
            "AWS_LAMBDA_RUNTIME_API": self._api.address,
            "LAMBDA_TASK_ROOT": str(function.root),
            "TMPDIR": str(temporary),
        }
        # A file, not a pipe: it never fills up, and everything written before a stop is in it
        # afterwards.
        with open(output, "ab") as sink:
            return subprocess.Popen(
                function.command,
                cwd=function.root,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def gone(self) -> bool:
        return self._gone.is_set()

    def memory_peak_bytes(self) -> int:
        return memory.peak_bytes(self._pid)

    def invoke(self, invocation: Invocation, seconds_left: float) -> None:
        """Passes the waiting process its invocation and resumes the process. Call this only after `Ready`."""
        self._api.offer(invocation, seconds_left)
        self._signal(signal.SIGCONT)

    def freeze(self) -> bool:
        """Stops the process and its children. Returns true once no thread of the process runs."""
        self._stopped.clear()
        self._signal(signal.SIGSTOP)
        return self._stopped.wait(_SIGNAL_SECONDS_MAX) and not self._gone.is_set()

    def kill(self) -> None:
        """Ends the process group and the API, and leaves nothing of them. May be called again."""
        self._signal(signal.SIGKILL)
        if not self._gone.wait(_SIGNAL_SECONDS_MAX):
            raise RuntimeError(f"process {self._pid} does not end")
        self._api.close()

    def _signal(self, number: int) -> None:
        with self._lock:
            if not self._gone.is_set():
                os.killpg(self._pid, number)

    def _follow(self) -> None:
        """Waits for each stop and for the end of the process, and reaps the process."""
        while True:
            # Does not reap: until then, the ids of the process and its group cannot be reused.
            seen = os.waitid(os.P_PID, self._pid, os.WEXITED | os.WSTOPPED | os.WNOWAIT)
            if seen.si_code not in (os.CLD_STOPPED, os.CLD_TRAPPED):
                break
            os.waitid(os.P_PID, self._pid, os.WSTOPPED | os.WNOHANG)
            self._stopped.set()
        with self._lock:
            # The children end with the process, as in an environment of Lambda.
            os.killpg(self._pid, signal.SIGKILL)
            self._guardian.forget(self._pid)
            self._process.wait()
            self._gone.set()
        self._stopped.set()
        self.events.put(Exited(_reason(self._process.returncode)))


def _reason(status: int) -> str:
    if status == 0:
        return "Runtime exited without providing a reason"
    if status > 0:
        return f"Runtime exited with error: exit status {status}"
    return f"Runtime exited with error: signal: {signal.strsignal(-status).lower()}"
