"""Tests what `install` prints while it works.

A fake Python replaces the Python that `install` finds, so nothing is downloaded.
"""

import os
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

from stack import LOCALSTACK

# Stands in for `python3.13 -c`, `-m venv FOLDER` and, in that environment, `-m pip install`.
PYTHON = """#!/bin/sh
case "$*" in
  -c*) exit 0 ;;
  "-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *pip*)
    i=0
    while [ $i -lt 45 ]; do i=$((i + 1)); echo "Collecting package-$i"; done
    echo "Installing collected packages: many"
    [ -z "$PIP_FAILS" ] || { echo "ERROR: no network" >&2; exit 1; } ;;
esac
"""


class InstallTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "localstack"
        self.folder.mkdir()
        for name in ("install", "requirements.txt"):
            shutil.copy(LOCALSTACK / name, self.folder)
        shutil.copytree(LOCALSTACK / "executor", self.folder / "executor")
        python = self.folder.parent / "python3.13"
        python.write_text(PYTHON)
        python.chmod(python.stat().st_mode | stat.S_IXUSR)

    def install(self, **variables) -> subprocess.CompletedProcess:
        path = f"{self.folder.parent}:{os.environ['PATH']}"
        return subprocess.run(
            [self.folder / "install"],
            env=os.environ | {"PATH": path} | variables,
            capture_output=True,
            text=True,
        )

    def test_it_says_what_it_does_and_how_far_it_is_without_escape_codes(self):
        first = self.install()
        python = self.folder / "target/environment/bin/python"
        self.assertEqual((0, f"{python}\n"), (first.returncode, first.stdout), first.stderr)
        said = first.stderr.splitlines()
        self.assertRegex(said[0], r"^localstack: installing LocalStack into .*, once: \d+ packages, 500 MB")
        self.assertRegex(said[1], r"^localstack: 20 of \d+ packages$")
        self.assertRegex(said[2], r"^localstack: 40 of \d+ packages$")
        self.assertEqual("localstack: unpacking 45 packages", said[3])
        self.assertEqual("localstack: installing the executor of functions", said[4])
        self.assertEqual(5, len(said))
        self.assertNotIn("\x1b", first.stderr)

        again = self.install()
        self.assertEqual((0, f"{python}\n", ""), (again.returncode, again.stdout, again.stderr))

    def test_a_failure_shows_why_and_is_tried_again(self):
        failed = self.install(PIP_FAILS="yes")
        self.assertEqual((1, ""), (failed.returncode, failed.stdout))
        self.assertIn("ERROR: no network", failed.stderr)
        self.assertIn("the installation failed; all that pip printed is in", failed.stderr)
        self.assertEqual(0, self.install().returncode)


if __name__ == "__main__":
    unittest.main()
