"""How much memory a process and its children hold, from /proc."""

from collections.abc import Iterator
from pathlib import Path

# Deeper descendants are not counted.
_DEPTH_MAX = 8


def peak_bytes(pid: int) -> int:
    """The most that is known to have been resident; 0 when the process is gone.

    The kernel keeps each process's own peak, so that no growth between two looks is missed. Peaks of
    several processes may lie at different times, so of those the sum of now counts.
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
    """A zombie's status has no such field."""
    for line in status.splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    return 0
