"""An environment with the interface that LocalStack requires."""

import tempfile
import threading
from pathlib import Path

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import (
    LambdaRuntimeException,
    RuntimeExecutor,
)

from cairn_executor.commands import Unsupported, command, java_options
from cairn_executor.environment import Environment, Stopped, temporary_of
from cairn_executor.function import Function, Invocation
from cairn_executor.guardian import Guardian

# https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: an init has ten
# seconds. An init ahead of invocations has 130, or the function's time-out if that is longer.
_INIT_SECONDS_MAX = 10
_INIT_AHEAD_SECONDS_MAX = 130

_LOOPBACK = "127.0.0.1"

# Replaces the function's SnapStart setting, which LocalStack's CloudFormation drops.
_SNAP_START_VARIABLE = "CAIRN_EXECUTOR_SNAP_START"

# LocalStack's own variables for its containers, folders that exist only in those, and the variable
# above.
_NOT_PASSED_ON = (
    "LOCALSTACK_",
    "_AWS_XRAY_",
    "EDGE_PORT",
    "LAMBDA_RUNTIME_DIR",
    _SNAP_START_VARIABLE,
)


_guardian: Guardian | None = None
_guardian_lock = threading.Lock()


def _the_guardian() -> Guardian:
    """Returns the one guardian of all environments. The first call starts it."""
    global _guardian
    with _guardian_lock:
        if _guardian is None:
            _guardian = Guardian()
        return _guardian


class ProcessExecutor(RuntimeExecutor):
    """One environment. LocalStack sends it one invocation at a time."""

    def __init__(self, id: str, function_version: FunctionVersion):
        super().__init__(id, function_version)
        self._environment: Environment | None = None

    def start(self, env_vars: dict[str, str]) -> None:
        variables = {name: str(value) for name, value in env_vars.items()}
        folder = Path(tempfile.gettempdir()) / "environments" / self.id
        function = _function(self.function_version, variables, temporary_of(folder))
        self._environment = Environment(function, folder, _the_guardian())
        failure = self._environment.start()
        kind = function.variables["AWS_LAMBDA_INITIALIZATION_TYPE"]
        # Lambda repeats the init with the first invocation, except where there may never be one.
        if failure and kind == "provisioned-concurrency":
            raise StatusErrorException("init failed", payload=failure)

    def stop(self) -> None:
        if self._environment:
            self._environment.stop()

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        invocation = Invocation(
            id=payload["invoke-id"],
            payload=payload["payload"].encode(),
            arn=payload["invoked-function-arn"],
            trace_id=payload["trace-id"],
        )
        try:
            answer = self._environment.invoke(invocation)
        except Stopped:
            raise LambdaRuntimeException("the environment was stopped") from None
        return InvocationResult(invocation.id, answer.payload, answer.is_error, answer.logs)

    def get_logs(self) -> str:
        return self._environment.take_logs() if self._environment else ""

    def get_address(self) -> str:
        return _LOOPBACK

    def get_endpoint_from_executor(self) -> str:
        return _LOOPBACK

    def get_runtime_endpoint(self) -> str:
        # The address for a container's reports; environments here are called directly.
        return ""

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        code = function_version.config.code
        if not code:
            raise Unsupported("runs archives, not images")
        code.prepare_for_execution()
        _command(function_version, Path(tempfile.gettempdir()))

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        # LocalStack owns the unzipped code and removes it with the function.
        pass


def _function(version: FunctionVersion, variables: dict[str, str], temporary: Path) -> Function:
    config = version.config
    kept = {k: v for k, v in variables.items() if not k.startswith(_NOT_PASSED_ON)}
    lambdas_own = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "en_US.UTF-8",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.runtime}",
    }
    if _snap_start(version):
        # The runtime then calls the hooks around a snapshot, though no snapshot is taken.
        lambdas_own["AWS_LAMBDA_INITIALIZATION_TYPE"] = "snap-start"
    return Function(
        name=version.id.function_name,
        version=version.id.qualifier,
        runtime=config.runtime,
        root=config.code.get_unzipped_code_location(),
        command=_command(version, temporary),
        variables=kept | lambdas_own,
        timeout_seconds=config.timeout,
        init_seconds_max=_init_seconds_max(kept | lambdas_own, config.timeout),
        memory_mib=config.memory_size,
    )


def _init_seconds_max(variables: dict[str, str], timeout_seconds: int) -> int:
    if variables["AWS_LAMBDA_INITIALIZATION_TYPE"] == "on-demand":
        return _INIT_SECONDS_MAX
    return max(_INIT_AHEAD_SECONDS_MAX, timeout_seconds)


def _command(version: FunctionVersion, temporary: Path) -> list[str]:
    config = version.config
    options = java_options(config.memory_size, temporary, tiered=_snap_start(version))
    return command(config.runtime, config.handler, config.code.get_unzipped_code_location(), options)


def _snap_start(version: FunctionVersion) -> bool:
    config = version.config
    chosen = (config.environment or {}).get(_SNAP_START_VARIABLE) or (
        config.snap_start and config.snap_start["ApplyOn"]
    )
    return chosen == "PublishedVersions" and version.id.qualifier != "$LATEST"
