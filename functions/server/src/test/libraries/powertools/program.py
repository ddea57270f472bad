"""Idempotent functions with Powertools for AWS Lambda: each event is processed once, however often it arrives."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import boto3
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent,
    idempotent_function,
)
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyAlreadyInProgressError,
    IdempotencyKeyError,
    IdempotencyValidationError,
)

CLIENT = boto3.client("dynamodb")
SECONDS_MAX = 20


@dataclass
class Context:
    """The part of a Lambda call's context that the library reads."""

    function_name: str = "orders"
    memory_limit_in_mb: int = 128
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:orders"
    aws_request_id: str = "request"
    millis_left: int = 30_000

    def get_remaining_time_in_millis(self) -> int:
        return self.millis_left


def equal(actual: Any, expected: Any) -> None:
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def fails(kind: type[BaseException], action) -> None:
    try:
        action()
    except kind:
        return
    raise AssertionError(f"expected {kind.__name__}")


def make_table(name: str, *keys: str) -> None:
    CLIENT.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=False)],
    )
    CLIENT.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    CLIENT.update_time_to_live(TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expiration"})


def records(name: str) -> list[dict]:
    return CLIENT.scan(TableName=name, ConsistentRead=True)["Items"]


def handlers(store: DynamoDBPersistenceLayer) -> None:
    calls = []

    @idempotent(persistence_store=store, config=IdempotencyConfig(event_key_jmespath="order"))
    def handler(event, context):
        calls.append(event)
        if event.get("broken"):
            raise RuntimeError("broken")
        return {"order": event["order"], "call": len(calls)}

    first = handler({"order": "a", "try": 1}, Context())
    equal(first, {"order": "a", "call": 1})
    equal(handler({"order": "a", "try": 2}, Context()), first)
    equal(handler({"order": "b"}, Context()), {"order": "b", "call": 2})
    equal(len(calls), 2)
    stored = records("powertools")
    equal(sorted(json.loads(record["data"]["S"])["order"] for record in stored), ["a", "b"])
    equal({record["status"]["S"] for record in stored}, {"COMPLETED"})

    # A call that failed leaves nothing, so that the next one works.
    fails(RuntimeError, lambda: handler({"order": "c", "broken": True}, Context()))
    equal(len(records("powertools")), 2)
    equal(handler({"order": "c"}, Context())["call"], 4)

    # Of many calls at once one works. The others find it at work, or its answer.
    def one(_: int) -> Any:
        try:
            return handler({"order": "d"}, Context())
        except IdempotencyAlreadyInProgressError:
            return None

    with ThreadPoolExecutor(8) as pool:
        answers = [answer for answer in pool.map(one, range(24)) if answer is not None]
    equal([event["order"] for event in calls].count("d"), 1)
    equal(answers, [{"order": "d", "call": 5}] * len(answers))


def functions(store: DynamoDBPersistenceLayer) -> None:
    calls = []
    config = IdempotencyConfig(
        event_key_jmespath="[customer, number]",
        payload_validation_jmespath="amount",
        raise_on_no_idempotency_key=True,
    )
    config.register_lambda_context(Context())

    @idempotent_function(data_keyword_argument="order", persistence_store=store, config=config)
    def pay(order: dict, by: str) -> dict:
        calls.append(order)
        return {"paid": order["amount"], "by": by}

    order = {"customer": "ann", "number": 7, "amount": 10}
    equal(pay(order=order, by="card"), {"paid": 10, "by": "card"})
    equal(pay(order=dict(order), by="cash"), {"paid": 10, "by": "card"})
    fails(IdempotencyValidationError, lambda: pay(order=order | {"amount": 11}, by="card"))
    fails(IdempotencyKeyError, lambda: pay(order={"amount": 1}, by="card"))
    equal(len(calls), 1)


def expiry(store: DynamoDBPersistenceLayer) -> None:
    """A stored result no longer counts after it expires, whether or not its item still exists."""
    config = IdempotencyConfig(event_key_jmespath="order", expires_after_seconds=1)
    calls = []

    @idempotent(persistence_store=store, config=config)
    def handler(event, context):
        calls.append(event)
        return len(calls)

    equal(handler({"order": "e"}, Context()), 1)
    end = time.monotonic() + SECONDS_MAX
    while (answer := handler({"order": "e"}, Context())) == 1:
        if time.monotonic() > end:
            raise AssertionError("the stored answer does not expire")
        time.sleep(0.05)
    equal(answer, 2)


def abandoned(store: DynamoDBPersistenceLayer) -> None:
    """A call that dies before it completes blocks other calls until its function's time runs out."""

    @idempotent(persistence_store=store, config=IdempotencyConfig(event_key_jmespath="order"))
    def handler(event, context):
        if event.get("dies"):
            raise SystemExit
        return "done"

    fails(SystemExit, lambda: handler({"order": "f", "dies": True}, Context(millis_left=30_000)))
    fails(IdempotencyAlreadyInProgressError, lambda: handler({"order": "f"}, Context()))
    fails(SystemExit, lambda: handler({"order": "g", "dies": True}, Context(millis_left=1000)))
    end = time.monotonic() + SECONDS_MAX
    while True:
        try:
            equal(handler({"order": "g"}, Context()), "done")
            break
        except IdempotencyAlreadyInProgressError:
            if time.monotonic() > end:
                raise
        time.sleep(0.05)


make_table("powertools", "id")
make_table("powertools-sorted", "pk", "sk")
# A layer keeps the configuration of its first function, so each has its own.
handlers(DynamoDBPersistenceLayer(table_name="powertools"))
functions(DynamoDBPersistenceLayer(table_name="powertools-sorted", key_attr="pk", sort_key_attr="sk"))
expiry(DynamoDBPersistenceLayer(table_name="powertools"))
abandoned(DynamoDBPersistenceLayer(table_name="powertools"))
equal({record["pk"]["S"][:12] for record in records("powertools-sorted")}, {"idempotency#"})
