"""The native library of AWS's runtime interface client.

By default, the client unpacks the library to one fixed path in /tmp. Environments that start at the same
time then overwrite each other's library.
"""

import os
import platform
import tempfile
import zipfile
from pathlib import Path

# Names a library that is already unpacked.
PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"


def entry() -> str:
    """Returns the path of the library for this machine within the client's archive."""
    machine = {"aarch64": "aarch_64"}.get(platform.machine(), platform.machine())
    system = "linux" if platform.libc_ver()[0] == "glibc" else "linux_musl"
    return f"jni/libaws-lambda-jni.{system}-{machine}.so"


def unpacked(archive: Path, folder: Path) -> Path:
    """Returns the library in `folder`, and unpacks it there on first use.

    The library is always complete, even if others unpack it there at the same time.
    """
    library = folder / Path(entry()).name
    if not library.exists():
        folder.mkdir(exist_ok=True)
        with zipfile.ZipFile(archive) as client, tempfile.NamedTemporaryFile(dir=folder, delete=False) as partial:
            partial.write(client.read(entry()))
        os.rename(partial.name, library)
    return library
