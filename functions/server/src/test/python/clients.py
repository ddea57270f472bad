"""Tests the main operations through boto3 and the AWS CLI, against the given endpoint.

Environment variables set the key, the region and the proxy.
"""

import json
import os
import subprocess
import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
ENVIRONMENT = dict(
    os.environ,
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
)
os.environ.update(ENVIRONMENT)


def cli(command, **documents):
    """Runs `aws dynamodb COMMAND`; documents become options in JSON. Returns exit status, output and error output."""
    options = []
    for name, document in documents.items():
        options += ["--" + name.replace("_", "-"), json.dumps(document)]
    done = subprocess.run(
        [sys.executable, "-m", "awscli", "dynamodb", *command.split(), "--endpoint-url", ENDPOINT, *options],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, json.loads(done.stdout) if done.stdout.strip() else None, done.stderr


def equal(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def boto3_resource():
    dynamodb = boto3.resource("dynamodb", endpoint_url=ENDPOINT)
    table = dynamodb.create_table(
        TableName="Music",
        KeySchema=[{"AttributeName": "Artist", "KeyType": "HASH"}, {"AttributeName": "Song", "KeyType": "RANGE"}],
        AttributeDefinitions=[
            {"AttributeName": "Artist", "AttributeType": "S"},
            {"AttributeName": "Song", "AttributeType": "S"},
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    table.wait_until_exists()
    with table.batch_writer() as batch:
        for i in range(60):
            item = {"Artist": f"a{i % 3}", "Song": f"s{i:02d}", "Year": 1960 + i, "Plays": Decimal("1.5")}
            batch.put_item(Item=item)
    found = table.query(
        KeyConditionExpression=Key("Artist").eq("a1") & Key("Song").between("s10", "s40"),
        FilterExpression=Attr("Year").gt(1980) & Attr("Plays").exists(),
    )
    equal([i["Song"] for i in found["Items"]], ["s22", "s25", "s28", "s31", "s34", "s37", "s40"])
    equal((found["Count"], found["ScannedCount"]), (7, 11))
    key = {"Artist": "a1", "Song": "s22"}
    updated = table.update_item(
        Key=key,
        UpdateExpression="SET Plays = Plays + :n, #l = list_append(if_not_exists(#l, :none), :one) REMOVE #y",
        ExpressionAttributeNames={"#l": "Log", "#y": "Year"},
        ExpressionAttributeValues={":n": Decimal("0.1"), ":none": [], ":one": [{"by": "x"}]},
        ReturnValues="ALL_NEW",
    )
    equal(updated["Attributes"], {**key, "Plays": Decimal("1.6"), "Log": [{"by": "x"}]})
    table.put_item(Item={**key, "Cover": Binary(b"\x00\xff"), "Set": {1, 2}, "None": None})
    equal(
        table.get_item(Key=key, ConsistentRead=True)["Item"],
        {**key, "Cover": Binary(b"\x00\xff"), "Set": {Decimal(1), Decimal(2)}, "None": None},
    )
    try:
        table.put_item(Item=key, ConditionExpression=Attr("Artist").not_exists())
        raise AssertionError("the condition held")
    except ClientError as error:
        equal(error.response["Error"]["Code"], "ConditionalCheckFailedException")
    pages = list(
        dynamodb.meta.client.get_paginator("scan").paginate(TableName="Music", PaginationConfig={"PageSize": 7})
    )
    equal(sum(page["Count"] for page in pages), 60)
    table.delete()
    table.wait_until_not_exists()


def command_line():
    status, out, err = cli(
        "create-table --table-name Things --billing-mode PAY_PER_REQUEST"
        " --attribute-definitions AttributeName=id,AttributeType=N --key-schema AttributeName=id,KeyType=HASH"
    )
    equal((status, err), (0, ""))
    equal(cli("wait table-exists --table-name Things")[0], 0)
    item = {"id": {"N": "1"}, "m": {"M": {"l": {"L": [{"BOOL": True}, {"NULL": True}]}}}, "s": {"SS": ["x", "y"]}}
    status, out, err = cli("put-item --table-name Things --return-consumed-capacity TOTAL", item=item)
    equal((status, out), (0, {"ConsumedCapacity": {"TableName": "Things", "CapacityUnits": 1.0}}))
    equal(cli("get-item --table-name Things --consistent-read", key={"id": {"N": "1.0"}})[1], {"Item": item})
    status, out, err = cli(
        "scan --table-name Things --filter-expression m.l[0]=:t --projection-expression id",
        expression_attribute_values={":t": {"BOOL": True}},
    )
    equal(out["Items"], [{"id": {"N": "1"}}])
    status, out, err = cli("get-item --table-name Things", key={"id": {"S": "1"}})
    equal(status in (254, 255), True)
    equal(
        err.strip(),
        "An error occurred (ValidationException) when calling the GetItem operation:"
        " The provided key element does not match the schema",
    )
    equal(cli("delete-table --table-name Things")[0], 0)
    equal(cli("list-tables")[1], {"TableNames": []})


boto3_resource()
command_line()
print("boto3", boto3.__version__, "and the AWS CLI: all well")
