"""What `sam deploy` does on AWS, on LocalStack: packages a template and makes or changes its stack; then
makes an access key of it, as its operator does."""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

import boto3
import botocore.config
import botocore.exceptions
from samtranslator.translator.transform import transform

ROOT = Path(__file__).resolve().parent.parent
REGION = "us-east-1"
DEPLOYMENT_BUCKET = "cairn-deployment"
READY_SECONDS_MAX = 120
DEPLOY_SECONDS_MAX = 300

# What stands on LocalStack instead of the template's defaults: HTTP APIs are not in its open release, and
# the functions run on the processor that is there.
PARAMETERS = {
    "FrontDoor": "RestApiAndFunctionUrl",
    "Architecture": "arm64" if platform.machine() == "aarch64" else "x86_64",
}

# The executor reads it and keeps it from the function.
SNAP_START_VARIABLE = "CAIRN_EXECUTOR_SNAP_START"

# Any credentials will do, and nothing of the user's own settings may point elsewhere.
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
    """Uploads what the template names on this machine, and returns it with where that is now."""
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
    """The template without SAM, by the translator that AWS runs and that LocalStack would run.

    LocalStack 4.14.0 resolves references before it translates, and so refuses those that only SAM knows,
    as `!Ref Function.Alias`.
    """

    class NoManagedPolicies:
        def load(self):
            return {}

    defaults = {k: p["Default"] for k, p in template.get("Parameters", {}).items() if "Default" in p}
    plain = transform(template, defaults | parameters, NoManagedPolicies())
    for resource in plain["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function" and "SnapStart" in resource["Properties"]:
            pass_on_snap_start(resource["Properties"])
    return plain


def pass_on_snap_start(function: dict) -> None:
    """LocalStack's CloudFormation drops SnapStart, so the executor is told by a variable."""
    variables = function.setdefault("Environment", {}).setdefault("Variables", {})
    variables[SNAP_START_VARIABLE] = function["SnapStart"]["ApplyOn"]


def deploy(localstack: LocalStack, stack: str, template: dict, parameters: dict[str, str]) -> None:
    formation = localstack.client("cloudformation")
    asked = {
        "StackName": stack,
        "TemplateBody": json.dumps(transformed(template, parameters)),
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
        ],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
    }
    before = status(formation, stack)
    if before in ("CREATE_FAILED", "ROLLBACK_COMPLETE"):
        # As on AWS, such a stack can only go.
        formation.delete_stack(StackName=stack)
        formation.get_waiter("stack_delete_complete").wait(
            StackName=stack, WaiterConfig={"Delay": 1, "MaxAttempts": DEPLOY_SECONDS_MAX}
        )
        before = None
    if before is None:
        formation.create_stack(**asked)
    else:
        try:
            formation.update_stack(**asked)
        except formation.exceptions.ClientError as e:
            if "No updates are to be performed" not in str(e):
                raise
    await_done(formation, stack)


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


def places(localstack: LocalStack, stack: str) -> dict:
    """Where the stack's clients find it: endpoints by their true names, and the proxy that knows them."""
    formation = localstack.client("cloudformation")
    found = formation.describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", [])
    outputs = {output["OutputKey"]: output["OutputValue"] for output in found}
    where = {"proxy": localstack.endpoint, "region": REGION, "outputs": outputs}
    if "RestApiId" in outputs:
        host = f"{outputs['RestApiId']}.execute-api.localhost.localstack.cloud:{localstack.port}"
        where["restApi"] = f"http://{host}/prod/"
    if "FunctionUrlEndpoint" in outputs:
        where["functionUrl"] = outputs["FunctionUrlEndpoint"]
    return where


def access_key(localstack: LocalStack, outputs: dict[str, str]) -> dict[str, str]:
    """An admin's access key of a deployment of Cairn: made at the first time, then the same for ever.

    Its secret is shown once, so it is kept, in the bucket of the deployment's own files: who can read
    that can do all with this LocalStack anyway.
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


def made_access_key(
    localstack: LocalStack, outputs: dict[str, str], name: str, role: str
) -> dict[str, str]:
    """What an operator types on AWS, and what it prints."""
    done = subprocess.run(
        [ROOT / "cairn", "keys", "create", "--name", name, "--role", role]
        + ["--bucket", outputs["BucketName"], "--region", REGION, "--kms-key", outputs["AccessKmsKeyArn"]]
        + ["--endpoint", localstack.endpoint],
        env=os.environ
        | {"AWS_ENDPOINT_URL_KMS": localstack.endpoint, "NO_PROXY": "127.0.0.1", "CAIRN_AOT": "off"},
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
    named = {"REST API": where.get("restApi"), "Function URL": where.get("functionUrl")}
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
        lines += ["", "Those names are known to LocalStack alone, so it is the proxy to them:", *tries]
    return "\n".join(lines)


def try_line(where: dict, url: str) -> str:
    key = where.get("AccessKeyId", "any"), where.get("SecretAccessKey", "any")
    return (
        f"AWS_ACCESS_KEY_ID={key[0]} AWS_SECRET_ACCESS_KEY={key[1]} HTTP_PROXY={where['proxy']} "
        f"aws dynamodb list-tables --region {where['region']} --endpoint-url {url}"
    )


def parameters(template: dict, given: list[str]) -> dict[str, str]:
    """What this machine needs, where the template knows of it, and what was asked for."""
    declared = template.get("Parameters", {})
    fitting = {key: value for key, value in PARAMETERS.items() if key in declared}
    return fitting | dict(parameter.split("=", 1) for parameter in given)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="localstack/deploy")
    parser.add_argument("port", type=int)
    parser.add_argument("--text", action="store_true")
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
        localstack.await_ready()
        template = package(localstack, asked.template)
        deploy(localstack, asked.stack, template, parameters(template, asked.parameters))
        found = places(localstack, asked.stack)
        found |= access_key(localstack, found["outputs"])
    except (Failed, botocore.exceptions.ClientError) as e:
        sys.exit(f"localstack: {e}")
    print(in_words(found) if asked.text else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
