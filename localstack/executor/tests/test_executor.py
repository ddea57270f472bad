"""Tests functions on LocalStack: deployed by CloudFormation, called as on AWS, run by the executor."""

import concurrent.futures
import json
import shutil
import socket
import subprocess
import tempfile
import unittest
import urllib.request
from pathlib import Path

import boto3
import botocore.config

from processes import HERE, gone, states, until, write_bootstrap

LOCALSTACK = HERE.parent.parent
SERVICES = "apigateway,cloudformation,iam,lambda,logs,s3,sqs,sts"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def setUpModule():
    """Starts one LocalStack and one stack for all tests. Each test keeps itself independent of the others."""
    global places, folder
    temporary = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(temporary.cleanup)
    folder = Path(temporary.name)
    (folder / "code").mkdir()
    write_bootstrap(folder / "code")
    (folder / "template.yaml").write_bytes((HERE / "template.yaml").read_bytes())
    port = str(free_port())
    log = folder / "log"
    with log.open("wb") as sink:
        localstack = subprocess.Popen([LOCALSTACK / "start", port, SERVICES], stdout=sink, stderr=sink)
    unittest.addModuleCleanup(end, localstack)
    deployed = subprocess.run(
        [LOCALSTACK / "deploy", port, "--stack", "things", "--template", folder / "template.yaml"],
        stdout=subprocess.PIPE,
    )
    if deployed.returncode:
        raise AssertionError(f"not deployed; LocalStack says\n{log.read_text()}")
    places = json.loads(deployed.stdout)


def end(localstack: subprocess.Popen):
    localstack.terminate()
    localstack.wait()


def client(service: str):
    return boto3.client(
        service,
        endpoint_url=places["proxy"],
        region_name=places["region"],
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=botocore.config.Config(proxies={}),
    )


class ExecutorTest(unittest.TestCase):
    def setUp(self):
        self.functions = client("lambda")
        self.addCleanup(self.functions.close)

    def invoke(self, *what, function="things", **how) -> dict:
        return self.functions.invoke(FunctionName=function, Payload=json.dumps(what), **how)

    def ok(self, *what, **how):
        answer = self.invoke(*what, **how)
        self.assertNotIn("FunctionError", answer)
        return json.load(answer["Payload"])

    def error(self, *what, **how) -> dict:
        answer = self.invoke(*what, **how)
        self.assertEqual("Unhandled", answer["FunctionError"])
        return json.load(answer["Payload"])

    def post(self, url: str, *what):
        """Sends a request through LocalStack as the proxy, which resolves the host name."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": places["proxy"]}))
        # With another type, the function would receive the body in base64.
        typed = {"Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(what).encode(), typed)
        with opener.open(request) as answer:
            return json.load(answer)

    def messages(self, group="/aws/lambda/things") -> list[str]:
        logs = client("logs")
        self.addCleanup(logs.close)
        events = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        return [event["message"] for page in events for event in page["events"]]

    def test_a_function_is_called_through_each_door(self):
        self.assertEqual("Ä", self.ok(["identity", "Ä"]))
        self.assertEqual("Ä", self.post(places["restApi"], ["identity", "Ä"]))
        self.assertEqual("Ä", self.post(places["functionUrl"], ["identity", "Ä"]))

    def test_the_function_has_lambdas_variables_and_finds_s3(self):
        self.assertEqual("things", self.ok(["environment", "AWS_LAMBDA_FUNCTION_NAME"]))
        self.assertEqual(places["outputs"]["Bucket"], self.ok(["environment", "BUCKET"]))
        self.assertEqual(places["proxy"], self.ok(["environment", "AWS_ENDPOINT_URL"]))
        self.assertIsNone(self.ok(["environment", "LOCALSTACK_RUNTIME_ID"]))
        self.assertIsNone(self.ok(["environment", "CAIRN_EXECUTOR_SNAP_START"]))

    def test_snap_start_is_for_published_versions(self):
        kind = ["environment", "AWS_LAMBDA_INITIALIZATION_TYPE"]
        self.assertEqual("on-demand", self.ok(kind))
        self.assertEqual("snap-start", self.ok(kind, Qualifier="live"))
        self.assertEqual("snap-start", self.post(places["functionUrl"], kind))

    def test_it_is_frozen_when_the_answer_is_there(self):
        pid = self.ok(["pid"])
        self.assertEqual({"T"}, states(pid))

    def test_what_it_prints_is_in_cloudwatch_logs_with_lambdas_lines(self):
        answer = self.invoke(["log", "a word"])
        id = answer["ResponseMetadata"]["RequestId"]
        until(lambda: any(f"REPORT RequestId: {id}" in m for m in self.messages()))
        lines = [m.strip() for m in self.messages()]
        start = lines.index(f"START RequestId: {id} Version: $LATEST")
        self.assertEqual(["a word", "a word", f"END RequestId: {id}"], lines[start + 1 : start + 4])

    def test_errors_come_as_lambdas(self):
        self.assertEqual({"errorMessage": "bad", "errorType": "ValueError"}, self.error(["fail", "bad"]))
        self.assertEqual("Runtime.ExitError", self.error(["exit", 1])["errorType"])
        self.assertEqual("Runtime.OutOfMemory", self.error(["grow", 200])["errorType"])
        error = self.error(["hang"], function="hasty")
        self.assertIn("Task timed out after 3.00 seconds", error["errorMessage"])
        self.assertEqual("well", self.ok(["identity", "well"]))

    def test_invocations_at_the_same_time_have_environments_of_their_own(self):
        meeting = folder / "meeting"
        meeting.mkdir()
        with concurrent.futures.ThreadPoolExecutor(4) as threads:
            pids = list(threads.map(lambda _: self.ok(["meet", str(meeting), 4], ["pid"]), range(4)))
        self.assertEqual(4, len(set(pids)))
        self.assertEqual({"T"}, set.union(*map(states, pids)))

    def test_an_event_is_worked_on_later(self):
        done = folder / "done"
        done.mkdir()
        self.invoke(["meet", str(done), 1], InvocationType="Event")
        until(lambda: any(done.iterdir()))

    def create(self, name: str, **variables):
        archive = shutil.make_archive(str(folder / name), "zip", folder / "code")
        self.functions.create_function(
            FunctionName=name,
            Runtime="provided.al2023",
            Handler="none",
            Role="arn:aws:iam::000000000000:role/any",
            Environment={"Variables": variables},
            Code={"ZipFile": Path(archive).read_bytes()},
        )
        self.functions.get_waiter("function_active_v2").wait(FunctionName=name)

    def test_a_deleted_function_leaves_no_process(self):
        self.create("short-lived")
        pid = self.ok(["pid"], function="short-lived")
        self.functions.delete_function(FunctionName="short-lived")
        until(lambda: gone(pid))

    def test_a_failed_init_is_the_answer(self):
        self.create("unlucky", INIT="fail")
        luck = {"errorMessage": "no luck", "errorType": "Luck"}
        self.assertEqual(luck, self.error(["pid"], function="unlucky"))

    def test_environments_that_fail_ahead_are_said(self):
        self.create("unlucky-ahead", INIT="fail")
        version = self.functions.publish_version(FunctionName="unlucky-ahead")["Version"]
        of = {"FunctionName": "unlucky-ahead", "Qualifier": version}
        self.functions.get_waiter("published_version_active").wait(**of)
        self.functions.put_provisioned_concurrency_config(ProvisionedConcurrentExecutions=1, **of)

        def status():
            return self.functions.get_provisioned_concurrency_config(**of)["Status"]

        until(lambda: status() != "IN_PROGRESS")
        self.assertEqual("FAILED", status())


if __name__ == "__main__":
    unittest.main()
