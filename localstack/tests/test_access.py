"""Tests which callers a deployed stack accepts. Every other caller receives AWS's error and changes nothing."""

import time
import unittest

import boto3
import botocore
import botocore.config
import botocore.exceptions

import stack
from stack import deploy

ITEM = {"id": {"S": "one"}, "text": {"S": "some text"}}
KEY = {"id": {"S": "one"}}
SCHEMA = {
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
}
LOGGED_SECONDS_MAX = 20

# The operations that change data.
CHANGES = {
    "PutItem": lambda c: c.put_item(TableName="Things", Item=ITEM | {"text": {"S": "other"}}),
    "UpdateItem": lambda c: c.update_item(
        TableName="Things", Key=KEY, UpdateExpression="REMOVE #t", ExpressionAttributeNames={"#t": "text"}
    ),
    "DeleteItem": lambda c: c.delete_item(TableName="Things", Key=KEY),
    "BatchWriteItem": lambda c: c.batch_write_item(RequestItems={"Things": [{"DeleteRequest": {"Key": KEY}}]}),
    "CreateTable": lambda c: c.create_table(TableName="Others", **SCHEMA),
    "DeleteTable": lambda c: c.delete_table(TableName="Things"),
}


def pages(client, operation: str, member: str, **asked) -> list:
    return [one for page in client.get_paginator(operation).paginate(**asked) for one in page.get(member, [])]


class AccessTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shared = stack.shared()
        cls.where = shared.deployed("--http-api", shared.http_port)
        cls.bucket = cls.where["outputs"]["BucketName"]
        cls.localstack = shared.localstack
        cls.s3 = cls.localstack.client("s3")
        cls.admin = {name: cls.where[name] for name in ("AccessKeyId", "SecretAccessKey")}
        cls.reader = deploy.made_access_key(cls.localstack, cls.where["outputs"], "reader", "read-only")
        cls.doors = {door: cls.where[door] for door in ("httpApi", "restApi", "functionUrl")}
        first = cls.client("restApi", cls.admin)
        first.create_table(TableName="Things", **SCHEMA)
        first.put_item(TableName="Things", Item=ITEM)

    @classmethod
    def client(cls, door: str, key: dict | None):
        """Returns a client that signs with the key. Without a key, the client signs nothing."""
        config = botocore.config.Config(
            proxies={} if door == "httpApi" else {"http": cls.where["proxy"]},
            retries={"total_max_attempts": 1},
            signature_version=None if key else botocore.UNSIGNED,
        )
        return boto3.client(
            "dynamodb",
            endpoint_url=cls.doors[door],
            region_name=cls.where["region"],
            aws_access_key_id=key and key["AccessKeyId"],
            aws_secret_access_key=key and key["SecretAccessKey"],
            config=config,
        )

    def stored(self) -> dict[str, str]:
        """Returns every object in the bucket and its version."""
        objects = pages(self.s3, "list_objects_v2", "Contents", Bucket=self.bucket)
        return {one["Key"]: one["ETag"] for one in objects}

    def error(self, change, client) -> tuple[int, str, str]:
        with self.assertRaises(botocore.exceptions.ClientError) as raised:
            change(client)
        answer = raised.exception.response
        error = answer["Error"]
        return answer["ResponseMetadata"]["HTTPStatusCode"], error["Code"], error["Message"]

    def assert_refused(self, key: dict | None, code: str, message) -> None:
        """Checks that every front door refuses every change, and that the data stay the same."""
        before = self.stored()
        self.assertIn("access/keys", before)
        for door in self.doors:
            client = self.client(door, key)
            for operation, change in CHANGES.items():
                with self.subTest(door=door, operation=operation):
                    status, found, text = self.error(change, client)
                    self.assertEqual((400, code), (status, found), text)
                    self.assertIn(message(operation), text)
        self.assertEqual(before, self.stored())
        admin = self.client("functionUrl", self.admin)
        self.assertEqual(["Things"], admin.list_tables()["TableNames"])
        self.assertEqual([ITEM], admin.scan(TableName="Things", ConsistentRead=True)["Items"])

    def test_an_unsigned_caller_changes_nothing(self):
        self.assert_refused(
            None, "MissingAuthenticationTokenException", lambda _: "Request is missing Authentication Token"
        )

    def test_a_wrongly_signing_caller_changes_nothing(self):
        self.assert_refused(
            self.admin | {"SecretAccessKey": "x" * 40},
            "InvalidSignatureException",
            lambda _: "The request signature we calculated does not match the signature you provided.",
        )

    def test_a_caller_with_an_unknown_key_changes_nothing(self):
        self.assert_refused(
            self.admin | {"AccessKeyId": "CAIRNAAAAAAAAAAAAAAA"},
            "UnrecognizedClientException",
            lambda _: "The security token included in the request is invalid.",
        )

    def test_a_reader_reads_and_changes_nothing(self):
        for door in self.doors:
            read = self.client(door, self.reader).get_item(TableName="Things", Key=KEY)
            self.assertEqual(ITEM, read["Item"])
        self.assert_refused(
            self.reader,
            "AccessDeniedException",
            lambda operation: (
                "User: arn:aws:iam::000000000000:user/reader is not authorized to perform: "
                f"dynamodb:{operation} on resource: arn:aws:dynamodb:us-east-1:000000000000:table/"
            ),
        )

    def test_an_admin_may_do_everything(self):
        for door in self.doors:
            admin = self.client(door, self.admin)
            name = f"Of-{door}"
            admin.create_table(TableName=name, **SCHEMA)
            for change in ("PutItem", "UpdateItem", "BatchWriteItem"):
                CHANGES[change](admin)
            admin.put_item(TableName="Things", Item=ITEM)
            admin.delete_table(TableName=name)

    def test_no_secret_is_logged_or_stored(self):
        wrong = self.admin | {"SecretAccessKey": "wrong" * 8}
        self.error(CHANGES["PutItem"], self.client("restApi", wrong))
        self.client("functionUrl", self.reader).list_tables()
        self.client("restApi", self.admin).list_tables()
        secrets = [key["SecretAccessKey"] for key in (self.admin, self.reader, wrong)]
        logged = self.logged()
        for secret in [*secrets, "Credential=", "Signature="]:
            self.assertNotIn(secret, logged)

        versions = pages(self.s3, "list_object_versions", "Versions", Bucket=self.bucket)
        objects = {}
        for one in versions:
            found = self.s3.get_object(Bucket=self.bucket, Key=one["Key"], VersionId=one["VersionId"])
            objects[one["Key"], one["VersionId"]] = found["Body"].read()
        self.assertTrue(any(self.admin["AccessKeyId"].encode() in content for content in objects.values()))
        for (name, _), content in objects.items():
            for secret in secrets:
                self.assertNotIn(secret, name)
                self.assertNotIn(secret.encode(), content, name)

    def logged(self) -> str:
        """Returns everything that the request function has printed so far."""
        logs = self.localstack.client("logs")
        group = f"/aws/lambda/{self.where['outputs']['ApiFunctionName']}"
        end = time.monotonic() + LOGGED_SECONDS_MAX
        while time.monotonic() < end:
            events = pages(logs, "filter_log_events", "events", logGroupName=group)
            text = "\n".join(event["message"] for event in events)
            if "END RequestId" in text:
                return text
            time.sleep(0.2)
        raise AssertionError("nothing is logged")


if __name__ == "__main__":
    unittest.main()
