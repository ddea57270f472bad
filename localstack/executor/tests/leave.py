"""Starts a function, prints the ids of its process and of the guardian, and waits to be killed."""

import os
import signal
import sys
from pathlib import Path

from cairn_executor.environment import Environment
from cairn_executor.function import Function
from cairn_executor.guardian import Guardian

root, folder = map(Path, sys.argv[1:])
guardian = Guardian()
function = Function(
    name="left",
    version="$LATEST",
    runtime="provided.al2023",
    root=root,
    command=[str(root / "bootstrap")],
    variables={"PATH": os.environ["PATH"]},
    timeout_seconds=60,
    init_seconds_max=30,
    memory_mib=512,
)
environment = Environment(function, folder, guardian)
environment.start()
print(environment.pid, guardian.pid, flush=True)
signal.pause()
