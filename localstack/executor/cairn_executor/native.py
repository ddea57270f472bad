"""The native half of AWS's runtime interface client.

Left alone, the client unpacks it to one fixed place in /tmp, where environments that start at the same time
overwrite each other's.
"""

import os
import platform
import tempfile
import zipfile
from pathlib import Path

# Names a library that is already unpacked.
PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"


def entry() -> str:
    """Where the library for this machine is in the client's archive."""
    machine = {"aarch64": "aarch_64"}.get(platform.machine(), platform.machine())
    system = "linux" if platform.libc_ver()[0] == "glibc" else "linux_musl"
    return f"jni/libaws-lambda-jni.{system}-{machine}.so"


def unpacked(archive: Path, folder: Path) -> Path:
    """The library in `folder`, put there on first use; whole, whoever else puts it there too."""
    library = folder / Path(entry()).name
    if not library.exists():
        folder.mkdir(exist_ok=True)
        with zipfile.ZipFile(archive) as client, tempfile.NamedTemporaryFile(dir=folder, delete=False) as partial:
            partial.write(client.read(entry()))
        os.rename(partial.name, library)
    return library
