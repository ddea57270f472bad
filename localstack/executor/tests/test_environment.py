"""Tests that environments behave as Lambda's, without LocalStack: a real process uses the Runtime API."""

import concurrent.futures
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from cairn_executor.environment import Environment, Stopped
from cairn_executor.function import Answer, Function, Invocation
from cairn_executor.guardian import Guardian
from cairn_executor.runtime_api import ANSWER_BYTES_MAX
from processes import HERE, UNTIL_SECONDS_MAX, gone, states, until, write_bootstrap


class EnvironmentTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.root = self.folder / "code"
        self.root.mkdir()
        write_bootstrap(self.root)
        self.guardian = Guardian()
        self.addCleanup(self.guardian.close)
        self.count = 0

    def environment(self, memory_mib=512, **variables) -> Environment:
        function = Function(
            name="things",
            version="$LATEST",
            runtime="provided.al2023",
            root=self.root,
            command=[str(self.root / "bootstrap")],
            variables={"PATH": os.environ["PATH"]} | variables,
            timeout_seconds=60,
            init_seconds_max=30,
            memory_mib=memory_mib,
        )
        self.count += 1
        folder = self.folder / f"environment-{self.count}"

        def clock():
            # The clock advances one hour as soon as the function hangs.
            return time.monotonic() + (3600 if (folder / "tmp" / "hangs").exists() else 0)

        environment = Environment(function, folder, self.guardian, clock)
        self.addCleanup(environment.stop)
        return environment

    def started(self, **how) -> Environment:
        environment = self.environment(**how)
        self.assertIsNone(environment.start())
        return environment

    def invoke(self, environment: Environment, *what: list) -> Answer:
        payload = json.dumps(what).encode()
        return environment.invoke(Invocation("id-1", payload, "arn:things", "Root=1"))

    def ok(self, environment: Environment, *what: list):
        answer = self.invoke(environment, *what)
        self.assertFalse(answer.is_error, answer)
        return json.loads(answer.payload)

    def error(self, environment: Environment, *what: list) -> tuple[dict, str]:
        answer = self.invoke(environment, *what)
        self.assertTrue(answer.is_error, answer)
        return json.loads(answer.payload), answer.logs


class AnswersTest(EnvironmentTest):
    def test_the_answer_comes_back_as_it_is(self):
        self.assertEqual({"ä": [1]}, self.ok(self.started(), ["identity", {"ä": [1]}]))

    def test_the_function_sees_its_variables_and_nobody_elses(self):
        environment = self.started(SETTING="value")
        self.assertEqual("value", self.ok(environment, ["environment", "SETTING"]))
        self.assertEqual(str(self.root), self.ok(environment, ["environment", "LAMBDA_TASK_ROOT"]))
        self.assertIsNone(self.ok(environment, ["environment", "HOME"]))

    def test_an_invocation_names_itself(self):
        headers = self.ok(self.started(), ["identity", "$headers"])
        self.assertEqual("arn:things", headers["Lambda-Runtime-Invoked-Function-Arn"])
        self.assertEqual("Root=1", headers["Lambda-Runtime-Trace-Id"])
        left = int(headers["Lambda-Runtime-Deadline-Ms"]) / 1000 - time.time()
        self.assertLess(left, 60)

    def test_a_functions_own_error_leaves_its_process_running(self):
        environment = self.started()
        pid = self.ok(environment, ["pid"])
        error, logs = self.error(environment, ["fail", "bad"])
        self.assertEqual({"errorMessage": "bad", "errorType": "ValueError"}, error)
        self.assertNotIn("Status:", logs)
        self.assertEqual(pid, self.ok(environment, ["pid"]))

    def test_an_answer_may_come_in_chunks(self):
        text = ["[1,", "2]"]
        environment = self.started()
        self.assertEqual([1, 2], self.ok(environment, ["chunked", "$id", text]))

    def test_an_answer_over_the_limit_is_an_error(self):
        environment = self.started()
        self.assertEqual(ANSWER_BYTES_MAX - 2, len(self.ok(environment, ["large", ANSWER_BYTES_MAX])))
        error, _ = self.error(environment, ["large", ANSWER_BYTES_MAX + 1])
        self.assertEqual("Function.ResponseSizeTooLarge", error["errorType"])
        self.assertIn("(6291556 bytes)", error["errorMessage"])

    def test_only_the_current_invocation_is_answered_and_only_then_comes_the_next(self):
        environment = self.started()
        self.assertEqual(400, self.ok(environment, ["answer_other"]))
        self.assertEqual(403, self.ok(environment, ["next_again"]))

    def test_a_runtime_that_wants_a_snapshot_is_told_that_it_is_restored(self):
        environment = self.started(AWS_LAMBDA_INITIALIZATION_TYPE="snap-start")
        self.assertIn("restored: 200\n", self.invoke(environment, ["pid"]).logs)


class LogsTest(EnvironmentTest):
    def test_each_invocation_brings_its_lines(self):
        environment = self.started()
        lines = self.invoke(environment, ["log", "hello"]).logs.splitlines()
        self.assertEqual("INIT_START Runtime Version: provided.al2023", lines[0])
        self.assertEqual("START RequestId: id-1 Version: $LATEST", lines[1])
        self.assertEqual(["hello", "hello", "END RequestId: id-1"], lines[2:5])
        self.assertRegex(
            lines[5],
            r"REPORT RequestId: id-1\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\t"
            r"Memory Size: 512 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms$",
        )
        lines = self.invoke(environment, ["log", "again"]).logs.splitlines()
        self.assertEqual(["again", "again"], lines[1:3])
        self.assertNotIn("Init", lines[4])

    def test_output_without_end_is_cut(self):
        environment = self.started(memory_mib=1024)
        logs = self.invoke(environment, ["log", "x" * 5 * 2**20]).logs
        self.assertIn("cairn-executor: 2097154 bytes more were written", logs)
        self.assertLess(len(logs), 9 * 2**20)


class FreezingTest(EnvironmentTest):
    def test_no_thread_runs_between_invocations(self):
        environment = self.started()
        self.assertEqual({"T"}, states(environment.pid))
        self.ok(environment, ["background"], ["counted"])
        for _ in range(20):
            self.assertEqual({"T"}, states(environment.pid))
            self.ok(environment, ["counted"])

    def test_a_process_that_ends_while_frozen_is_replaced_unseen(self):
        environment = self.started()
        pid = environment.pid
        os.kill(pid, signal.SIGKILL)
        until(lambda: gone(pid))
        self.assertNotEqual(pid, self.ok(environment, ["pid"]))


class FailuresTest(EnvironmentTest):
    def test_a_crash_is_an_error_and_the_next_invocation_starts_afresh(self):
        for what, reason in (
            (["exit", 3], "Runtime exited with error: exit status 3"),
            (["exit", 0], "Runtime exited without providing a reason"),
            (["tear", "$id"], "Runtime exited with error: exit status 1"),
            (["kill", signal.SIGSEGV], "Runtime exited with error: signal: segmentation fault"),
        ):
            with self.subTest(what):
                environment = self.started()
                pid = environment.pid
                error, logs = self.error(environment, ["log", "last words"], what)
                text = f"RequestId: id-1 Error: {reason}"
                self.assertEqual({"errorType": "Runtime.ExitError", "errorMessage": text}, error)
                self.assertIn(f"last words\n{text}\nRuntime.ExitError\nEND", logs)
                self.assertIn("\tStatus: error\tError Type: Runtime.ExitError\n", logs)
                self.assertNotEqual(pid, self.ok(environment, ["pid"]))

    def test_a_time_out_kills_the_process(self):
        environment = self.started()
        pid = environment.pid
        child = self.ok(environment, ["child"])
        error, logs = self.error(environment, ["log", "before"], ["hang"])
        text = "Task timed out after 60.00 seconds"
        self.assertEqual("Sandbox.Timedout", error["errorType"])
        self.assertEqual(f"RequestId: id-1 Error: {text}", error["errorMessage"])
        self.assertRegex(logs, rf"before\n.*Z id-1 {text}\nEND RequestId: id-1\nREPORT.*Status: timeout\n")
        until(lambda: gone(pid) and gone(child))

    def test_a_failed_init_is_tried_again_by_the_invocation_which_gets_the_error(self):
        environment = self.environment(INIT="fail")
        luck = {"errorMessage": "no luck", "errorType": "Luck"}
        self.assertEqual(luck, json.loads(environment.start()))
        error, logs = self.error(environment, ["pid"])
        self.assertEqual(luck, error)
        self.assertEqual(2, logs.count("can't start\n"))
        self.assertRegex(logs, r"INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error")
        self.assertRegex(logs, r"INIT_REPORT Init Duration: [\d.]+ ms\tPhase: invoke\tStatus: error")

    def test_an_init_that_exits_is_a_failure(self):
        environment = self.environment(INIT="exit")
        reason = "Runtime exited with error: exit status 7"
        self.assertEqual(reason, json.loads(environment.start())["errorMessage"])
        error, _ = self.error(environment, ["pid"])
        self.assertEqual(f"RequestId: id-1 Error: {reason}", error["errorMessage"])

    def test_an_init_that_takes_too_long_is_tried_again(self):
        environment = self.environment(INIT="hang-once")
        self.assertEqual("Sandbox.Timedout", json.loads(environment.start())["errorType"])
        answer = self.invoke(environment, ["identity", "well"])
        self.assertEqual(b'"well"', answer.payload)
        self.assertRegex(answer.logs, r"INIT_REPORT .*\tPhase: init\tStatus: timeout\n")

    def test_memory_has_a_limit_however_short_it_is_passed(self):
        environment = self.started(memory_mib=64)
        pid = environment.pid
        self.assertEqual(2**20, self.ok(environment, ["grow", 1]))
        error, logs = self.error(environment, ["grow", 100])
        text = "RequestId: id-1 Error: Runtime exited with error: signal: killed"
        self.assertEqual({"errorType": "Runtime.OutOfMemory", "errorMessage": text}, error)
        self.assertIn("Memory Size: 64 MB\tMax Memory Used: 64 MB\t", logs)
        until(lambda: gone(pid))
        self.assertEqual(2**20, self.ok(environment, ["grow", 1]))


class ManyTest(EnvironmentTest):
    def test_environments_run_at_the_same_time(self):
        meeting = self.folder / "meeting"
        meeting.mkdir()
        environments = [self.started() for _ in range(8)]
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            # No invocation ends before all have started.
            list(threads.map(lambda e: self.ok(e, ["meet", str(meeting), 8]), environments))
        self.assertEqual(8, len({e.pid for e in environments}))


class EndTest(EnvironmentTest):
    def test_a_stop_leaves_nothing(self):
        environment = self.started()
        pid, child = environment.pid, self.ok(environment, ["child"])
        environment.stop()
        self.assertEqual(set(), states(pid))
        until(lambda: gone(child))
        self.assertFalse((self.folder / "environment-1").exists())

    def test_a_stop_ends_the_running_invocation(self):
        environment = self.started()
        meeting = self.folder / "meeting"
        meeting.mkdir()
        with concurrent.futures.ThreadPoolExecutor(1) as threads:
            invocation = threads.submit(self.invoke, environment, ["meet", str(meeting), 2])
            until(lambda: any(meeting.iterdir()))
            environment.stop()
            self.assertIsInstance(invocation.exception(UNTIL_SECONDS_MAX), Stopped)

    def test_when_the_executor_is_killed_its_functions_end_though_frozen(self):
        with subprocess.Popen(
            [sys.executable, HERE / "leave.py", self.root, self.folder / "left"],
            stdout=subprocess.PIPE,
            text=True,
        ) as executor:
            function, guardian = map(int, executor.stdout.readline().split())
            self.assertEqual({"T"}, states(function))
            executor.kill()
        until(lambda: gone(function) and gone(guardian))


if __name__ == "__main__":
    unittest.main()
