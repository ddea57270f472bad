"""What an environment runs, and what it is asked."""

import dataclasses
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Function:
    """One version of a function. `command` starts its runtime in `root`, its unzipped code."""

    name: str
    version: str
    runtime: str
    root: Path
    command: list[str]
    variables: dict[str, str]
    timeout_seconds: float
    init_seconds_max: float
    memory_mib: int


@dataclasses.dataclass(frozen=True)
class Invocation:
    """`arn` is the one that was invoked, with the alias or version that the caller named."""

    id: str
    payload: bytes
    arn: str
    trace_id: str = ""


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the caller gets. `payload` is the function's, or an error's JSON."""

    payload: bytes
    is_error: bool
    logs: str
