"""Tests signed requests of boto3 and the AWS CLI.

Arguments: endpoint, writer's id and secret, reader's id and secret.
"""

import json
import os
import subprocess
import sys

import boto3
from botocore.exceptions import ClientError

ENDPOINT, WRITER, WRITERS_SECRET, READER, READERS_SECRET = sys.argv[1:]
QUIET = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true"}
os.environ.update(QUIET)
DENIED = (
    "User: arn:aws:iam::000000000000:user/eye is not authorized to perform: dynamodb:PutItem on resource:"
    " arn:aws:dynamodb:us-east-1:000000000000:table/Things because no identity-based policy allows the"
    " dynamodb:PutItem action"
)
UNKNOWN = "The security token included in the request is invalid"


def client(key, secret, token=None, region="us-east-1", endpoint=ENDPOINT):
    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
    )


def put(by, name):
    return by.put_item(TableName="Things", Item={"id": {"S": name}, "n": {"N": "1"}})


def refused(by, code, message):
    try:
        put(by, "refused")
    except ClientError as error:
        found = error.response["Error"]
        if found["Code"] != code or not found["Message"].startswith(message):
            raise AssertionError(f"expected {code}: {message!r}, got {found!r}") from error
    else:
        raise AssertionError(f"not refused, expected {code}")


def cli(key, secret, *words):
    done = subprocess.run(
        [sys.executable, "-m", "awscli", "dynamodb", *words, "--endpoint-url", ENDPOINT, "--region", "us-east-1"],
        env=dict(os.environ, AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=secret),
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


writer = client(WRITER, WRITERS_SECRET)
put(writer, "by boto3")
refused(client(READER, READERS_SECRET), "AccessDeniedException", DENIED)
refused(client(WRITER, READERS_SECRET), "InvalidSignatureException", "The request signature we calculated does not")
refused(client("CAIRNAAAAAAAAAAAAAAA", WRITERS_SECRET), "UnrecognizedClientException", UNKNOWN + ".")
refused(client(WRITER, WRITERS_SECRET, token="abc"), "UnrecognizedClientException", UNKNOWN)
refused(
    client(WRITER, WRITERS_SECRET, region="eu-west-1"),
    "InvalidSignatureException",
    "Credential should be scoped to a valid region, not 'eu-west-1'. ",
)
# The signature covers a base path.
count = client(READER, READERS_SECRET, endpoint=ENDPOINT + "/prod/").scan(TableName="Things")["Count"]

item = json.dumps({"id": {"S": "by the CLI"}, "n": {"N": "1"}})
words = ("put-item", "--table-name", "Things", "--item", item)
status, out, err = cli(WRITER, WRITERS_SECRET, *words)
assert status == 0, err
status, out, err = cli(READER, READERS_SECRET, *words)
assert status and err.strip().endswith(DENIED), err
status, out, err = cli(WRITER, READERS_SECRET, *words)
assert status and "The request signature we calculated does not match" in err, err
after = client(READER, READERS_SECRET).scan(TableName="Things", ConsistentRead=True)
assert after["Count"] == count + 1, after
assert "refused" not in [i["id"]["S"] for i in after["Items"]], after
print("boto3", boto3.__version__, "and the AWS CLI: all well")
