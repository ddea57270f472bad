"""Does on LocalStack what `sam deploy` does on AWS: packages a template and creates or changes its stack.

Then creates an access key for the stack, as its operator does, and checks that every front door responds.
"""

import argparse
import json
import logging
import os
import platform
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import botocore.config
import botocore.exceptions
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from parameters import Refused, checked

# The translator's messages about its own features are of no use here.
logging.getLogger("samtranslator").setLevel(logging.ERROR)

ROOT = Path(__file__).resolve().parent.parent
REGION = "us-east-1"
DEPLOYMENT_BUCKET = "cairn-deployment"
READY_SECONDS_MAX = 120
DEPLOY_SECONDS_MAX = 300
# The time for a function's first start on a busy machine.
ANSWER_SECONDS_MAX = 120

# Values for LocalStack that replace the template's defaults. All front doors cost nothing there,
# and the functions run on the machine's own processor.
PARAMETERS = {
    "FrontDoor": "All",
    "Architecture": "arm64" if platform.machine() == "aarch64" else "x86_64",
}

# Parameters that name what outlives a stack, each with the output that gives its value.
KEPT = {"ExistingBucketName": "BucketName", "AccessKmsKeyArn": "AccessKmsKeyArn"}

# The executor reads this variable and does not pass it to the function.
SNAP_START_VARIABLE = "CAIRN_EXECUTOR_SNAP_START"

# LocalStack accepts any credentials; the user's own settings must not direct requests elsewhere.
CLIENT_VARIABLES = {
    "AWS_ACCESS_KEY_ID": "any",
    "AWS_SECRET_ACCESS_KEY": "any",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


class Failed(Exception):
    pass


class LocalStack:
    def __init__(self, port: int):
        self.port = port
        self.endpoint = f"http://127.0.0.1:{port}"

    def client(self, service: str):
        direct = botocore.config.Config(proxies={}, retries={"max_attempts": 0})
        return boto3.client(service, endpoint_url=self.endpoint, config=direct)

    def await_ready(self) -> None:
        end = time.monotonic() + READY_SECONDS_MAX
        while True:
            try:
                self.client("s3").list_buckets()
                return
            except botocore.exceptions.BotoCoreError as e:
                if time.monotonic() > end:
                    raise Failed(f"LocalStack does not answer on {self.endpoint}: {e}") from None
                time.sleep(0.2)


def package(localstack: LocalStack, template: Path) -> dict:
    """Uploads the local files that the template names. Returns the template with their new locations."""
    localstack.client("s3").create_bucket(Bucket=DEPLOYMENT_BUCKET)
    done = subprocess.run(
        [sys.executable, "-m", "awscli", "cloudformation", "package", "--use-json"]
        + ["--template-file", template, "--s3-bucket", DEPLOYMENT_BUCKET],
        env=os.environ | {"AWS_ENDPOINT_URL": localstack.endpoint, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failed(done.stderr.strip())
    return json.loads(done.stdout)


def transformed(template: dict, parameters: dict[str, str]) -> dict:
    """Returns the template without SAM, from the translator that AWS runs and that LocalStack would run.

    LocalStack 4.14.0 resolves references before it translates. So it refuses references that only SAM knows,
    such as `!Ref Function.Alias`.
    """

    class NoManagedPolicies:
        def load(self):
            return {}

    defaults = {k: p["Default"] for k, p in template.get("Parameters", {}).items() if "Default" in p}
    plain = transform(template, defaults | parameters, NoManagedPolicies())
    for resource in plain["Resources"].values():
        # LocalStack knows only the policy Retain, and would delete under this one.
        if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
            resource["DeletionPolicy"] = "Retain"
        if resource["Type"] == "AWS::Lambda::Function" and "SnapStart" in resource["Properties"]:
            pass_on_snap_start(resource["Properties"])
    return plain


def pass_on_snap_start(function: dict) -> None:
    """Passes SnapStart to the executor in a variable, because LocalStack's CloudFormation drops the setting."""
    variables = function.setdefault("Environment", {}).setdefault("Variables", {})
    variables[SNAP_START_VARIABLE] = function["SnapStart"]["ApplyOn"]


def deploy(localstack: LocalStack, stack: str, template: dict, parameters: dict[str, str]) -> None:
    formation = localstack.client("cloudformation")
    before = status(formation, stack)
    if before in ("CREATE_FAILED", "ROLLBACK_COMPLETE"):
        # As on AWS, such a stack can only be removed.
        remove(formation, stack)
        before = None
    elif before:
        was = described(formation, stack, "Parameters", "Parameter")
        # Never changed on an existing stack, which would no longer find its data.
        parameters = {name: was[name] for name in KEPT if was.get(name)} | parameters
        if was.get("FrontDoor") != parameters.get("FrontDoor"):
            # LocalStack's updates add no front doors to a stack (observed), so the stack would have
            # none.
            parameters |= kept(formation, stack)
            remove(formation, stack)
            before = None
    asked = {
        "StackName": stack,
        "TemplateBody": json.dumps(transformed(template, parameters)),
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
    }
    if before is None:
        formation.create_stack(**asked)
    else:
        try:
            formation.update_stack(**asked)
        except formation.exceptions.ClientError as e:
            if "No updates are to be performed" not in str(e):
                raise
    await_done(formation, stack)


def remove(formation, stack: str) -> None:
    formation.delete_stack(StackName=stack)
    formation.get_waiter("stack_delete_complete").wait(
        StackName=stack, WaiterConfig={"Delay": 1, "MaxAttempts": DEPLOY_SECONDS_MAX}
    )


def kept(formation, stack: str) -> dict[str, str]:
    """Returns the parameters with which another stack continues with this stack's data and access keys."""
    outputs = described(formation, stack, "Outputs", "Output")
    return {name: outputs[output] for name, output in KEPT.items() if output in outputs}


def described(formation, stack: str, section: str, kind: str) -> dict[str, str]:
    found = formation.describe_stacks(StackName=stack)["Stacks"][0].get(section, [])
    return {one[f"{kind}Key"]: one[f"{kind}Value"] for one in found}


def await_done(formation, stack: str) -> None:
    end = time.monotonic() + DEPLOY_SECONDS_MAX
    while (now := status(formation, stack)).endswith("_IN_PROGRESS"):
        if time.monotonic() > end:
            raise Failed(f"stack {stack} is still {now} after {DEPLOY_SECONDS_MAX} s")
        time.sleep(0.2)
    if now not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise Failed(f"stack {stack} is {now}\n" + "\n".join(reasons(formation, stack)))


def status(formation, stack: str) -> str | None:
    try:
        return formation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
    except formation.exceptions.ClientError:
        return None


def reasons(formation, stack: str) -> list[str]:
    events = formation.describe_stack_events(StackName=stack)["StackEvents"]
    return [
        f"{event['LogicalResourceId']}: {event['ResourceStatusReason']}"
        for event in events
        if event["ResourceStatus"].endswith("_FAILED") and "ResourceStatusReason" in event
    ]


def places(localstack: LocalStack, stack: str, http_api: int | None) -> dict:
    """Returns where clients reach the stack: endpoints by their real names, and the proxy that resolves them.

    :param http_api: the port of localstack/http-api, if it runs
    """
    outputs = described(localstack.client("cloudformation"), stack, "Outputs", "Output")
    where = {"proxy": localstack.endpoint, "region": REGION, "outputs": outputs}
    if "HttpApiEndpoint" in outputs and http_api:
        where["httpApi"] = f"http://127.0.0.1:{http_api}"
    if "RestApiId" in outputs:
        host = f"{outputs['RestApiId']}.execute-api.localhost.localstack.cloud:{localstack.port}"
        where["restApi"] = f"http://{host}/prod/"
    if "FunctionUrlEndpoint" in outputs:
        where["functionUrl"] = outputs["FunctionUrlEndpoint"]
    return where


def await_answers(where: dict) -> None:
    """Waits until Cairn responds at every front door: it refuses an unsigned request with its own error."""
    if "AccessKmsKeyArn" not in where["outputs"]:
        return
    doors = [door for door in ("httpApi", "restApi", "functionUrl") if door in where]
    if not doors:
        raise Failed("no front door is served; an HTTP API needs localstack/http-api, and --http-api PORT")
    for door in doors:
        await_answer(door, where[door], {} if door == "httpApi" else {"http": where["proxy"]})


def await_answer(door: str, url: str, proxies: dict[str, str]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler(proxies))
    request = urllib.request.Request(
        url,
        b"{}",
        {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": "DynamoDB_20120810.ListTables",
        },
    )
    end = time.monotonic() + ANSWER_SECONDS_MAX
    while True:
        try:
            with opener.open(request, timeout=30) as answer:
                found = f"{answer.status} {answer.read(200)}"
        except urllib.error.HTTPError as e:
            found = f"{e.code} {e.read(200)}"
            if "MissingAuthenticationTokenException" in found:
                return
        except OSError as e:
            found = str(e)
        if time.monotonic() > end:
            raise Failed(f"{door} does not answer at {url}: {found}")
        time.sleep(0.5)


def access_key(localstack: LocalStack, outputs: dict[str, str]) -> dict[str, str]:
    """Returns an admin's access key for a deployment of Cairn. Creates it on the first call, then keeps it.

    Cairn shows the secret only once, so this function stores it in the bucket of the deployment's own files.
    Anyone who can read that bucket can already do everything with this LocalStack.
    """
    if "AccessKmsKeyArn" not in outputs:
        return {}
    s3 = localstack.client("s3")
    kept = f"access-keys/{outputs['BucketName']}"
    try:
        return json.load(s3.get_object(Bucket=DEPLOYMENT_BUCKET, Key=kept)["Body"])
    except s3.exceptions.NoSuchKey:
        made = made_access_key(localstack, outputs, "root", "admin")
        s3.put_object(Bucket=DEPLOYMENT_BUCKET, Key=kept, Body=json.dumps(made))
        return made


def made_access_key(localstack: LocalStack, outputs: dict[str, str], name: str, role: str) -> dict[str, str]:
    """Runs the command that an operator types on AWS. Returns the access key that it prints."""
    done = subprocess.run(
        [ROOT / "cairn", "keys", "create", "--name", name, "--role", role]
        + ["--bucket", outputs["BucketName"], "--region", REGION, "--kms-key", outputs["AccessKmsKeyArn"]]
        + ["--endpoint", localstack.endpoint],
        env=os.environ | {"AWS_ENDPOINT_URL_KMS": localstack.endpoint, "NO_PROXY": "127.0.0.1", "CAIRN_AOT": "off"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failed(done.stderr.strip())
    told = dict(re.findall(r"^export (\w+)=(\S+)$", done.stdout, re.MULTILINE))
    return {
        "AccessKeyId": told["AWS_ACCESS_KEY_ID"],
        "SecretAccessKey": told["AWS_SECRET_ACCESS_KEY"],
    }


def in_words(where: dict) -> str:
    named = {
        "HTTP API": where.get("httpApi"),
        "REST API": where.get("restApi"),
        "Function URL": where.get("functionUrl"),
    }
    lines = [f"LocalStack    {where['proxy']}"]
    lines += [f"{name:13} {url}" for name, url in named.items() if url]
    if "AccessKeyId" in where:
        lines += [
            "",
            "An admin's access key. It is good for this LocalStack alone, which is a toy: it lets in anybody",
            "who reaches its port, and shows them this secret too.",
            f"  export AWS_ACCESS_KEY_ID={where['AccessKeyId']}",
            f"  export AWS_SECRET_ACCESS_KEY={where['SecretAccessKey']}",
        ]
    tries = [f"  {try_line(where, url)}" for url in named.values() if url]
    if tries:
        lines += ["", "To try. Names of hosts are known to LocalStack alone, which is the proxy to them:", *tries]
    return "\n".join(lines)


def try_line(where: dict, url: str) -> str:
    key = where.get("AccessKeyId", "any"), where.get("SecretAccessKey", "any")
    proxy = "" if url == where.get("httpApi") else f"HTTP_PROXY={where['proxy']} "
    return (
        f"AWS_ACCESS_KEY_ID={key[0]} AWS_SECRET_ACCESS_KEY={key[1]} {proxy}"
        f"aws dynamodb list-tables --region {where['region']} --endpoint-url {url}"
    )


def parameters(template: Path, given: list[str]) -> dict[str, str]:
    """Returns the parameters that this machine needs, if the template declares them, and the given parameters."""
    declared = yaml_parse(template.read_text()).get("Parameters", {})
    asked = dict(parameter.split("=", 1) for parameter in given)
    checked(declared, asked)
    return {key: value for key, value in PARAMETERS.items() if key in declared} | asked


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="localstack/deploy")
    parser.add_argument("port", type=int)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--check", action="store_true", help="only see whether the parameters are right")
    parser.add_argument("--http-api", type=int, metavar="PORT", help="where localstack/http-api listens")
    parser.add_argument("--stack", default="cairn")
    parser.add_argument("--template", type=Path, default=ROOT / "template.yaml")
    parser.add_argument("parameters", nargs="*", metavar="PARAMETER=VALUE")
    parsed = parser.parse_intermixed_args()
    for parameter in parsed.parameters:
        if "=" not in parameter:
            parser.error(f"not PARAMETER=VALUE: {parameter}")
    return parsed


def main() -> None:
    asked = arguments()
    os.environ.update(CLIENT_VARIABLES)
    localstack = LocalStack(asked.port)
    try:
        wanted = parameters(asked.template, asked.parameters)
        if asked.check:
            return
        localstack.await_ready()
        deploy(localstack, asked.stack, package(localstack, asked.template), wanted)
        found = places(localstack, asked.stack, asked.http_api)
        found |= access_key(localstack, found["outputs"])
        await_answers(found)
    except (Failed, Refused, botocore.exceptions.ClientError) as e:
        sys.exit(f"localstack: {e}")
    print(in_words(found) if asked.text else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
