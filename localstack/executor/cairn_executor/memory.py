"""The memory that a process and its children use, read from /proc."""

from collections.abc import Iterator
from pathlib import Path

# Deeper descendants are not counted.
_DEPTH_MAX = 8


def peak_bytes(pid: int) -> int:
    """Returns the highest known resident memory, or 0 when the process is gone.

    The kernel records the peak of each process, so no growth between two checks is missed. Several processes
    may reach their peaks at different times. So, for several processes, the sum of the current values counts.
    """
    family = [status for status in map(_status, _tree(pid)) if status]
    peaks = [_bytes(status, "VmHWM") for status in family]
    now = sum(_bytes(status, "VmRSS") for status in family)
    return max([now, *peaks])


def _tree(pid: int, depth: int = 0) -> Iterator[int]:
    yield pid
    if depth < _DEPTH_MAX:
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
        except OSError:
            return
        for task in tasks:
            for child in _read(task / "children").split():
                yield from _tree(int(child), depth + 1)


def _status(pid: int) -> str:
    return _read(Path(f"/proc/{pid}/status"))


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _bytes(status: str, field: str) -> int:
    """Returns the value of a field in bytes, or 0 for a zombie, whose status has no such field."""
    for line in status.splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    return 0
