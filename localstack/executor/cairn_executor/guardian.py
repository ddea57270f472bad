"""Kills the processes of functions when the process that started them has ended for any reason.

A frozen process notices nothing, not even that its parent was killed. So one small separate process reads
the ids of their process groups from a pipe. When the pipe closes, it kills the groups that are left.
"""

import os
import signal
import subprocess
import sys
import threading


class Guardian:
    """The writing end of the pipe. Thread-safe."""

    def __init__(self):
        self._lock = threading.Lock()
        # Detached from the terminal, whose signals would end the guardian first.
        self._process = subprocess.Popen(
            [sys.executable, "-I", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def watch(self, group: int) -> None:
        self._say(f"+{group}\n")

    def forget(self, group: int) -> None:
        """Call this before the group's leader is reaped, while no other group can have its id."""
        self._say(f"-{group}\n")

    def close(self) -> None:
        with self._lock:
            self._process.stdin.close()
            self._process.wait()

    def _say(self, line: str) -> None:
        with self._lock:
            self._process.stdin.write(line.encode())
            self._process.stdin.flush()


def main() -> None:
    groups = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line[0] == "+":
            groups.add(group)
        else:
            groups.discard(group)
    for group in groups:
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            pass


if __name__ == "__main__":
    main()
