"""The commands that start the processes of Lambda's runtimes."""

import os
import tempfile
from pathlib import Path

from cairn_executor import native

# The main class of AWS's runtime.
_JAVA_RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"

# The home of a JDK for the functions, and the folder of the archives of AWS's managed runtime.
# These are the runtime interface client and its dependencies; a function's own archive contains
# neither. Only these are on the class path. The client loads the rest from the working folder and
# its lib, as on Lambda.
JAVA_HOME_VARIABLE = "CAIRN_FUNCTIONS_JAVA_HOME"
JAVA_RUNTIME_VARIABLE = "CAIRN_FUNCTIONS_JAVA_RUNTIME"


class Unsupported(Exception):
    """The function can't run here; the message says why."""


def command(runtime: str, handler: str, root: Path, java_options: list[str]) -> list[str]:
    """Returns the command that starts a runtime on the unzipped code in `root`."""
    if runtime.startswith("java"):
        return _java(handler, java_options)
    if runtime.startswith("provided"):
        return [str(root / "bootstrap")]
    raise Unsupported(f"runs Java and provided runtimes, not {runtime}")


def java_options(memory_mib: int, temporary: Path, tiered: bool) -> list[str]:
    """`tiered`: for environments initialised ahead of invocations, where AWS's Java 25 also lets C2 compile."""
    options = [
        # The share of the memory that Lambda's Java runtime gives to the heap (observed).
        f"-XX:MaxHeapSize={memory_mib * 1024 * 85 // 100}k",
        "-XX:+UseSerialGC",
        f"-Djava.io.tmpdir={temporary}",
        # The client loads native code and accesses JDK internals; the function's log need not warn
        # of that.
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
    ]
    if not tiered:
        options.append("-XX:TieredStopAtLevel=1")
    return options


def _java(handler: str, options: list[str]) -> list[str]:
    home = _set(JAVA_HOME_VARIABLE, "the home of its JDK")
    archives = Path(_set(JAVA_RUNTIME_VARIABLE, "the folder of the runtime interface client"))
    clients = list(archives.glob("aws-lambda-java-runtime-interface-client-*.jar"))
    if not clients:
        raise Unsupported(f"no runtime interface client in {archives}")
    library = native.unpacked(clients[0], Path(tempfile.gettempdir()) / "native")
    own = [f"-D{native.PROPERTY}={library}", "-cp", f"{archives}/*"]
    return [f"{home}/bin/java", *options, *own, _JAVA_RUNTIME, handler]


def _set(variable: str, what: str) -> str:
    value = os.environ.get(variable)
    if not value:
        raise Unsupported(f"a Java function needs {variable}, {what}")
    return value
