"""How the processes of Lambda's runtimes start."""

import os
from pathlib import Path

from cairn_executor import native

# The class whose main is AWS's runtime. It is in the function's own archive; Lambda's managed runtime
# brings its own.
_JAVA_RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"

# The archives that AWS's managed runtime itself stands on. Only these are on the class path, the rest is
# loaded by the runtime interface client from the working folder and its lib, as on Lambda.
_JAVA_RUNTIME_ARCHIVES = ("aws-lambda-java-", "utils-lite-")

# Where a JDK for the functions is.
JAVA_HOME_VARIABLE = "CAIRN_FUNCTIONS_JAVA_HOME"


class Unsupported(Exception):
    """The function can't run here; the message says why."""


def command(runtime: str, handler: str, root: Path, java_options: list[str]) -> list[str]:
    """Starts a runtime on the unzipped code in `root`. May write beside `root`."""
    if runtime.startswith("java"):
        return _java(handler, root, java_options)
    if runtime.startswith("provided"):
        return [str(root / "bootstrap")]
    raise Unsupported(f"runs Java and provided runtimes, not {runtime}")


def java_options(memory_mib: int, temporary: Path, tiered: bool) -> list[str]:
    """`tiered`: for environments that are initialised ahead, where AWS's Java 25 lets C2 compile too."""
    options = [
        # The share of the memory that Lambda's Java runtime leaves to the heap (observed).
        f"-XX:MaxHeapSize={memory_mib * 1024 * 85 // 100}k",
        "-XX:+UseSerialGC",
        f"-Djava.io.tmpdir={temporary}",
        # The client loads native code and reaches into the JDK; neither is the function's to be warned of.
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
    ]
    if not tiered:
        options.append("-XX:TieredStopAtLevel=1")
    return options


def _java(handler: str, root: Path, options: list[str]) -> list[str]:
    home = os.environ.get(JAVA_HOME_VARIABLE)
    if not home:
        raise Unsupported(f"a Java function needs {JAVA_HOME_VARIABLE}, the home of its JDK")
    archives = sorted(root.glob("lib/*.jar"))
    clients = [a for a in archives if a.name.startswith("aws-lambda-java-runtime-interface-client")]
    if clients:
        class_path = [str(a) for a in archives if a.name.startswith(_JAVA_RUNTIME_ARCHIVES)]
        library = native.unpacked(clients[0], root.parent / "native")
    elif (root / (_JAVA_RUNTIME.replace(".", "/") + ".class")).exists():
        class_path = [str(root)]
        library = root / native.entry()
    else:
        raise Unsupported("the archive lacks aws-lambda-java-runtime-interface-client")
    own = [f"-D{native.PROPERTY}={library}", "-cp", ":".join(class_path)]
    return [f"{home}/bin/java", *options, *own, _JAVA_RUNTIME, handler]
