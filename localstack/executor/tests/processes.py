"""Code that the tests share: their runtime, and functions that inspect processes from outside."""

import stat
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
UNTIL_SECONDS_MAX = 30


def write_bootstrap(folder: Path) -> None:
    """Writes the tests' runtime, which uses the same Python as the tests."""
    bootstrap = folder / "bootstrap"
    bootstrap.write_text(f"#!{sys.executable} -IS\n{(HERE / 'bootstrap').read_text()}")
    bootstrap.chmod(bootstrap.stat().st_mode | stat.S_IXUSR)


def until(condition):
    """Waits until the condition is true, and returns its result."""
    end = time.monotonic() + UNTIL_SECONDS_MAX
    while not (result := condition()):
        if time.monotonic() > end:
            raise AssertionError("did not come about in time")
        time.sleep(0.005)
    return result


def states(pid: int) -> set[str]:
    """Returns the states of the process's threads, as /proc names them; an empty set when the process is gone."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return {(task / "stat").read_text().rpartition(")")[2].split()[0] for task in tasks}
    except OSError:
        return set()


def gone(pid: int) -> bool:
    # Without a parent that reaps them, orphans remain as zombies.
    return states(pid) <= {"Z", "X"}
