"""Tests what remains of a deleted deployment, and how another deployment continues with it.

The steps are exactly those of docs/deployment.md.
"""

import json
import unittest

import boto3
import botocore.config

import stack
from stack import deploy

ITEM = {"id": {"S": "one"}, "text": {"S": "kept"}}


class KeptTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = stack.shared()
        cls.localstack = cls.shared.localstack

    def deployed(self, name: str, *parameters: str) -> dict:
        return self.shared.deployed("--stack", name, "FrontDoor=FunctionUrl", *parameters)

    @staticmethod
    def client(where: dict):
        return boto3.client(
            "dynamodb",
            endpoint_url=where["functionUrl"],
            region_name=where["region"],
            aws_access_key_id=where["AccessKeyId"],
            aws_secret_access_key=where["SecretAccessKey"],
            config=botocore.config.Config(proxies={"http": where["proxy"]}),
        )

    def test_another_stack_goes_on_with_bucket_and_key(self):
        first = self.deployed("first")
        client = self.client(first)
        client.create_table(
            TableName="Things",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        client.put_item(TableName="Things", Item=ITEM)
        bucket, key = (first["outputs"][name] for name in ("BucketName", "AccessKmsKeyArn"))
        policy = self.policy(bucket)

        formation = self.localstack.client("cloudformation")
        deploy.remove(formation, "first")
        self.assertIsNone(deploy.status(formation, "first"))
        self.assertEqual(policy, self.policy(bucket))
        self.assertEqual("Enabled", self.key_state(key))

        parameters = (f"ExistingBucketName={bucket}", f"AccessKmsKeyArn={key}")
        second = self.deployed("again", *parameters)
        self.assertNotEqual(first["functionUrl"], second["functionUrl"])
        self.assertEqual(first["AccessKeyId"], second["AccessKeyId"])
        found = self.client(second).get_item(TableName="Things", Key={"id": ITEM["id"]})
        self.assertEqual(ITEM, found["Item"])
        types = self.resources(formation, "again")
        self.assertTrue(types.isdisjoint({"AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::KMS::Key"}))

        deploy.remove(formation, "again")
        self.assertEqual(policy, self.policy(bucket))
        self.assertEqual("Enabled", self.key_state(key))

    def policy(self, bucket: str) -> dict:
        return json.loads(self.localstack.client("s3").get_bucket_policy(Bucket=bucket)["Policy"])

    def key_state(self, key: str) -> str:
        return self.localstack.client("kms").describe_key(KeyId=key)["KeyMetadata"]["KeyState"]

    @staticmethod
    def resources(formation, stack: str) -> set[str]:
        listed = formation.describe_stack_resources(StackName=stack)["StackResources"]
        return {one["ResourceType"] for one in listed}


if __name__ == "__main__":
    unittest.main()
