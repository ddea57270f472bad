"""Tests the commands that start runtimes.

The tests that run the real functions show that Java's runtime then works.
"""

import os
import tempfile
import unittest
import unittest.mock
import zipfile
from pathlib import Path

from cairn_executor import native
from cairn_executor.commands import Unsupported, command, java_options


class CommandsTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.client = self.folder / "aws-lambda-java-runtime-interface-client-1.jar"
        with zipfile.ZipFile(self.client, "w") as archive:
            archive.writestr(native.entry(), b"code")

    def java(self, **variables) -> list[str]:
        with (
            unittest.mock.patch.dict(os.environ, variables, clear=True),
            unittest.mock.patch.object(tempfile, "tempdir", str(self.folder)),
        ):
            return command("java25", "things.Handler", self.folder / "code", ["-X"])

    def test_java_starts_the_client_of_the_runtimes_folder_with_its_library_unpacked(self):
        home = self.folder / "home"
        for _ in range(2):
            started = self.java(CAIRN_FUNCTIONS_JAVA_HOME=str(home), CAIRN_FUNCTIONS_JAVA_RUNTIME=str(self.folder))
        library = self.folder / "native" / Path(native.entry()).name
        self.assertEqual(b"code", library.read_bytes())
        self.assertEqual([library], list(library.parent.iterdir()))
        client = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
        own = [f"-D{native.PROPERTY}={library}", "-cp", f"{self.folder}/*", client, "things.Handler"]
        self.assertEqual([f"{home}/bin/java", "-X", *own], started)

    def test_java_without_its_folders_is_refused(self):
        with self.assertRaisesRegex(Unsupported, "CAIRN_FUNCTIONS_JAVA_HOME"):
            self.java()
        with self.assertRaisesRegex(Unsupported, "CAIRN_FUNCTIONS_JAVA_RUNTIME"):
            self.java(CAIRN_FUNCTIONS_JAVA_HOME="/jdk")
        self.client.unlink()
        with self.assertRaisesRegex(Unsupported, "no runtime interface client"):
            self.java(CAIRN_FUNCTIONS_JAVA_HOME="/jdk", CAIRN_FUNCTIONS_JAVA_RUNTIME=str(self.folder))

    def test_the_heap_leaves_room_for_the_rest(self):
        options = java_options(512, self.folder, tiered=False)
        self.assertIn("-XX:MaxHeapSize=445644k", options)
        self.assertIn("-XX:TieredStopAtLevel=1", options)
        self.assertNotIn("-XX:TieredStopAtLevel=1", java_options(512, self.folder, tiered=True))

    def test_other_runtimes(self):
        root = self.folder / "code"
        self.assertEqual([str(root / "bootstrap")], command("provided.al2023", "none", root, []))
        with self.assertRaisesRegex(Unsupported, "not python3.13"):
            command("python3.13", "things.handler", root, [])


if __name__ == "__main__":
    unittest.main()
