"""Lambda's texts: the errors that a caller receives and the lines that Lambda writes to a function's log.

The texts are as observed on Lambda in 2025. AWS documents the INIT_REPORT, REPORT and error lines under
https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html.
"""

import dataclasses
import datetime
import math

from cairn_executor.function import Function
from cairn_executor.runtime import Exited
from cairn_executor.runtime_api import Answered, Failed, InitFailed, Ready, error


@dataclasses.dataclass(frozen=True)
class TimedOut:
    """The deadline passed."""


@dataclasses.dataclass(frozen=True)
class MemoryExceeded:
    """The function used more memory than its limit."""


@dataclasses.dataclass(frozen=True)
class Failure:
    """`line` is the text in the log. `status` is error, timeout or empty.

    It is empty if the function itself returned an error, which Lambda counts as a success.
    """

    payload: bytes
    error_type: str
    status: str
    line: str


@dataclasses.dataclass(frozen=True)
class Usage:
    millis: float
    init_millis: float | None
    memory_peak_bytes: int


type Seen = Ready | Answered | Failed | InitFailed | Exited | TimedOut | MemoryExceeded


def failure_of(seen: Seen, function: Function, invocation_id: str) -> Failure:
    """`invocation_id` is empty for an init that no invocation waits for."""
    prefix = f"RequestId: {invocation_id} Error: " if invocation_id else ""
    match seen:
        case Failed(payload, error_type):
            return Failure(payload, error_type, "", "")
        case InitFailed(payload, error_type):
            return Failure(payload, error_type, "error", "")
        case TimedOut():
            text = f"Task timed out after {function.timeout_seconds:.2f} seconds"
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
            line = f"{now.removesuffix('+00:00')}Z {invocation_id} {text}\n"
            kind = "Sandbox.Timedout"
            return Failure(error(kind, prefix + text), kind, "timeout", line if prefix else "")
        case MemoryExceeded():
            return _killed("Runtime.OutOfMemory", prefix + "Runtime exited with error: signal: killed")
        case Exited(reason):
            return _killed("Runtime.ExitError", prefix + reason)
    raise ValueError(f"not a failure: {seen}")


def _killed(error_type: str, text: str) -> Failure:
    return Failure(error(error_type, text), error_type, "error", f"{text}\n{error_type}\n")


def init_start(function: Function) -> str:
    return f"INIT_START Runtime Version: {function.runtime}\n"


def init_report(millis: float, phase: str, failure: Failure) -> str:
    line = f"INIT_REPORT Init Duration: {millis:.2f} ms\tPhase: {phase}\tStatus: {failure.status}"
    if failure.status == "error":
        line += f"\tError Type: {failure.error_type}"
    return line + "\n"


def start(function: Function, invocation_id: str) -> str:
    return f"START RequestId: {invocation_id} Version: {function.version}\n"


def end(invocation_id: str) -> str:
    return f"END RequestId: {invocation_id}\n"


def report(function: Function, invocation_id: str, usage: Usage, failure: Failure | None) -> str:
    fields = [
        f"REPORT RequestId: {invocation_id}",
        f"Duration: {usage.millis:.2f} ms",
        f"Billed Duration: {math.ceil(usage.millis + (usage.init_millis or 0))} ms",
        f"Memory Size: {function.memory_mib} MB",
        f"Max Memory Used: {min(function.memory_mib, -(-usage.memory_peak_bytes // 2**20))} MB",
    ]
    if usage.init_millis is not None:
        fields.append(f"Init Duration: {usage.init_millis:.2f} ms")
    if failure and failure.status:
        fields.append(f"Status: {failure.status}")
        if failure.status == "error":
            fields.append(f"Error Type: {failure.error_type}")
    return "\t".join(fields) + "\n"
