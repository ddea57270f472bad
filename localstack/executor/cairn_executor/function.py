"""A function that an environment runs, an invocation of it, and the response."""

import dataclasses
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Function:
    """One version of a function. `command` starts its runtime in `root`, the folder of its unzipped code."""

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
    """`arn` is the ARN that the caller invoked, with the alias or version that the caller named."""

    id: str
    payload: bytes
    arn: str
    trace_id: str = ""


@dataclasses.dataclass(frozen=True)
class Answer:
    """The response to the caller. `payload` comes from the function, or is the JSON of an error."""

    payload: bytes
    is_error: bool
    logs: str
