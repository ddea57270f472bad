"""Tests what template.yaml promises, as CloudFormation sees it.

The tests read the translated template, because LocalStack neither enforces nor counts most of the promises.
"""

import copy
import os
import sys
import unittest

from stack import LOCALSTACK

sys.path.insert(0, str(LOCALSTACK))
import deploy  # noqa: E402

TEMPLATE = deploy.ROOT / "template.yaml"


def translated(template: dict) -> dict:
    packaged = copy.deepcopy(template)
    for resource in packaged["Resources"].values():
        if "CodeUri" in resource["Properties"]:
            resource["Properties"]["CodeUri"] = "s3://bucket/archive"
    return deploy.transformed(packaged, {})


class TemplateTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ.update(deploy.CLIENT_VARIABLES)
        cls.template = deploy.yaml_parse(TEMPLATE.read_text())
        cls.resources = translated(cls.template)["Resources"]

    def of(self, kind: str) -> dict[str, dict]:
        return {name: one for name, one in self.resources.items() if one["Type"] == kind}

    def test_what_holds_the_data_outlives_the_stack_unless_the_stack_was_never_made(self):
        for name in ("Bucket", "BucketPolicy", "AccessKmsKey"):
            with self.subTest(name):
                resource = self.template["Resources"][name]
                self.assertEqual("RetainExceptOnCreate", resource["DeletionPolicy"])
                self.assertEqual("Retain", resource["UpdateReplacePolicy"])

    def test_no_versions_are_kept_unless_asked_for(self):
        self.assertEqual(0, self.template["Parameters"]["NonCurrentDays"]["Default"])
        versioning = self.resources["Bucket"]["Properties"]["VersioningConfiguration"]
        self.assertEqual(["KeepsVersions", {"Status": "Enabled"}, {"Ref": "AWS::NoValue"}], versioning["Fn::If"])

    def test_the_policy_of_the_key_names_no_role(self):
        for statement in self.resources["AccessKmsKey"]["Properties"]["KeyPolicy"]["Statement"]:
            principal = str(statement["Principal"])
            self.assertNotIn("ApiRole", principal)
            self.assertIn(":root", principal)
            if "kms:Decrypt" in statement["Action"]:
                path = self.resources["ApiRole"]["Properties"]["Path"]
                pattern = statement["Condition"]["ArnLike"]["aws:PrincipalArn"]["Fn::Sub"]
                self.assertTrue(pattern.endswith(f":role{path}*"), pattern)
        self.assertNotIn("Path", self.resources["BackgroundRole"]["Properties"])

    def test_every_stage_has_limits_and_an_access_log(self):
        http = self.of("AWS::ApiGatewayV2::Stage")
        rest = self.of("AWS::ApiGateway::Stage")
        self.assertEqual((1, 1), (len(http), len(rest)))
        for stage in http.values():
            settings = stage["Properties"]["DefaultRouteSettings"]
            self.assertEqual({"Ref": "RequestRate"}, settings["ThrottlingRateLimit"])
            self.assertEqual({"Ref": "RequestBurst"}, settings["ThrottlingBurstLimit"])
            self.assertIn("$context.identity.sourceIp", stage["Properties"]["AccessLogSettings"]["Format"])
        for stage in rest.values():
            (settings,) = stage["Properties"]["MethodSettings"]
            self.assertEqual(("*", "/*"), (settings["HttpMethod"], settings["ResourcePath"]))
            self.assertEqual({"Ref": "RequestRate"}, settings["ThrottlingRateLimit"])
            self.assertIn("AccessLogSetting", stage["Properties"])
        # A deployment that names a stage makes a second one, besides the stage with limits.
        for deployment in self.of("AWS::ApiGateway::Deployment").values():
            self.assertNotIn("StageName", deployment["Properties"])

    def test_a_change_of_the_rest_api_is_deployed(self):
        changed = copy.deepcopy(self.template)
        method = changed["Resources"]["RestApi"]["Properties"]["DefinitionBody"]["paths"]["/"]
        method["x-amazon-apigateway-any-method"]["x-amazon-apigateway-integration"]["timeoutInMillis"] = 1000
        before, after = (
            [name for name, one in resources.items() if one["Type"] == "AWS::ApiGateway::Deployment"]
            for resources in (self.resources, translated(changed)["Resources"])
        )
        self.assertNotEqual(before, after)

    def test_background_work_has_a_bound(self):
        self.assertGreater(self.template["Parameters"]["BackgroundConcurrency"]["Default"], 0)

    def test_what_an_operator_must_know_has_an_alarm(self):
        metrics = {
            metric["MetricName"]
            for alarm in self.of("AWS::CloudWatch::Alarm").values()
            for metric in (
                [alarm["Properties"]]
                if "MetricName" in alarm["Properties"]
                else [one["MetricStat"]["Metric"] for one in alarm["Properties"]["Metrics"] if "MetricStat" in one]
            )
        }
        filtered = {
            one["Properties"]["MetricTransformations"][0]["MetricName"]
            for one in self.of("AWS::Logs::MetricFilter").values()
        }
        self.assertEqual({"RefusedCallers", "ThrottledCallers", "SweepsDone"}, filtered)
        self.assertLessEqual(filtered | {"AsyncEventsDropped", "Duration", "FailedInvocations"}, metrics)

    def test_the_words_that_metrics_count_are_those_that_are_logged(self):
        sources = [
            deploy.ROOT / "functions/api/src/main/java/cairn/api/RefusalLog.java",
            deploy.ROOT / "functions/background/src/main/java/cairn/background/Worker.java",
        ]
        written = "".join(source.read_text() for source in sources)
        for name, one in self.of("AWS::Logs::MetricFilter").items():
            pattern = one["Properties"]["FilterPattern"]
            if not pattern.startswith("{"):
                with self.subTest(name):
                    self.assertIn(pattern, written)

    def test_the_sweep_keeps_the_snapshot_awake(self):
        rules = self.of("AWS::Events::Rule").values()
        (awake,) = [target for rule in rules for target in rule["Properties"]["Targets"] if target["Id"] == "awake"]
        self.assertEqual({"Ref": "ApiFunctionAliaslive"}, awake["Arn"])
        permitted = [
            one["Properties"]["Principal"]
            for one in self.of("AWS::Lambda::Permission").values()
            if one["Properties"]["FunctionName"] == awake["Arn"]
        ]
        self.assertIn("events.amazonaws.com", permitted)


if __name__ == "__main__":
    unittest.main()
