"""A museum's catalogue with PynamoDB: models that create their tables, indexes, batches, pages, versions and expiry."""

import os
import time
from datetime import datetime, timedelta, timezone
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    NumberSetAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE
from pynamodb.exceptions import DeleteError, DoesNotExist, PutError, TableError, UpdateError
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, IncludeProjection, LocalSecondaryIndex
from pynamodb.models import Model

ENDPOINT = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
SECONDS_MAX = 20


class ByPeriod(GlobalSecondaryIndex):
    class Meta:
        index_name = "by-period"
        projection = AllProjection()
        billing_mode = PAY_PER_REQUEST_BILLING_MODE

    period = UnicodeAttribute(hash_key=True)
    year = NumberAttribute(range_key=True)


class ByValue(LocalSecondaryIndex):
    class Meta:
        index_name = "by-value"
        projection = IncludeProjection(["name"])

    room = UnicodeAttribute(hash_key=True)
    value = NumberAttribute(range_key=True)


class Size(MapAttribute):
    height = NumberAttribute()
    width = NumberAttribute(null=True)


class Exhibit(Model):
    class Meta:
        table_name = "pynamodb-exhibits"
        host = ENDPOINT
        region = "us-east-1"
        billing_mode = PAY_PER_REQUEST_BILLING_MODE
        tags = {"floor": "two"}

    room = UnicodeAttribute(hash_key=True)
    number = NumberAttribute(range_key=True)
    name = UnicodeAttribute()
    period = UnicodeAttribute(null=True)
    year = NumberAttribute(null=True)
    value = NumberAttribute(default=0)
    lent = BooleanAttribute(default=False)
    seen = UTCDateTimeAttribute(null=True)
    marks = UnicodeSetAttribute(null=True)
    scores = NumberSetAttribute(null=True)
    size = Size(null=True)
    notes = ListAttribute(default=list)
    papers = JSONAttribute(null=True)
    until = TTLAttribute(null=True)

    by_period = ByPeriod()
    by_value = ByValue()


class Visitors(Model):
    """Visitor counts by day, with optimistic locking by a version."""

    class Meta:
        table_name = "pynamodb-visitors"
        host = ENDPOINT
        region = "us-east-1"
        read_capacity_units = 2
        write_capacity_units = 3

    day = UnicodeAttribute(hash_key=True)
    count = NumberAttribute()
    version = VersionAttribute()


def equal(actual: Any, expected: Any) -> None:
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def fails(kind: type[Exception], action, code: str | None = "ConditionalCheckFailedException") -> None:
    try:
        action()
    except kind as e:
        if code is not None:
            equal(e.cause_response_code, code)
        return
    raise AssertionError(f"expected {kind.__name__}")


def becomes(read, expected: Any) -> None:
    """Reads again until the result is `expected`, for a limited time: a global index lags behind its items."""
    end = time.monotonic() + SECONDS_MAX
    while (found := read()) != expected:
        if time.monotonic() > end:
            raise AssertionError(f"expected {expected!r}, got {found!r}")
        time.sleep(0.02)


def tables() -> None:
    equal(Exhibit.exists(), False)
    Exhibit.create_table(wait=True)
    Visitors.create_table(wait=True)
    equal(Exhibit.exists(), True)
    described = Exhibit.describe_table()
    equal([index["IndexName"] for index in described["GlobalSecondaryIndexes"]], ["by-period"])
    equal(
        described["LocalSecondaryIndexes"][0]["Projection"],
        {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
    )
    throughput = Visitors.describe_table()["ProvisionedThroughput"]
    equal((throughput["ReadCapacityUnits"], throughput["WriteCapacityUnits"]), (2, 3))
    # The expiry of its attribute was switched on with the table.
    fails(TableError, lambda: Exhibit.update_ttl(ignore_update_ttl_errors=False), code="ValidationException")


def one_by_one() -> None:
    seen = datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=timezone.utc)
    until = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=1)
    vase = Exhibit(
        "hall",
        1,
        name="vase",
        period="bronze",
        year=-1200,
        seen=seen,
        marks={"clay", "red"},
        scores={1, 2.5},
        size=Size(height=30, width=12.75),
        notes=["found", 7, {"by": "Ann"}],
        papers={"deed": [1, None]},
        until=until,
    )
    vase.save(condition=Exhibit.number.does_not_exist())
    fails(PutError, lambda: vase.save(condition=Exhibit.number.does_not_exist()))
    got = Exhibit.get("hall", 1, consistent_read=True)
    equal(got.attribute_values["size"].as_dict(), {"height": 30, "width": 12.75})
    for name in ("name", "year", "seen", "marks", "scores", "notes", "papers", "until", "lent", "value"):
        equal(getattr(got, name), getattr(vase, name))

    got.update(
        actions=[
            Exhibit.value.add(40),
            Exhibit.marks.add({"rare"}),
            Exhibit.size.height.set(Exhibit.size.height + 1),
            Exhibit.notes.set(Exhibit.notes.append(["moved"])),
            Exhibit.papers.remove(),
            Exhibit.lent.set(Exhibit.lent | True),
        ],
        condition=(Exhibit.name == "vase") & Exhibit.marks.contains("clay") & ~(Exhibit.value > 10),
    )
    equal((got.value, got.marks, got.size.height, got.notes[-1]), (40, {"clay", "red", "rare"}, 31, "moved"))
    equal((got.papers, got.lent), (None, False))
    refused = Exhibit.size.height.between(1, 5) | Exhibit.name.startswith("x") | Exhibit.papers.exists()
    fails(UpdateError, lambda: got.update(actions=[Exhibit.name.set("jar")], condition=refused))
    got.update(actions=[Exhibit.marks.delete({"red"}), Exhibit.notes[0].remove()], condition=Exhibit.value.is_in(1, 40))
    equal((got.marks, got.notes[0]), ({"clay", "rare"}, 7))
    part = Exhibit.get("hall", 1, attributes_to_get=["name", "size.height"])
    equal((part.name, part.size.height, part.year), ("vase", 31, None))
    got.name = "urn"
    got.save()
    vase.refresh(consistent_read=True)
    equal(vase.name, "urn")
    fails(DeleteError, lambda: vase.delete(condition=Exhibit.name == "vase"))
    vase.delete()
    fails(DoesNotExist, lambda: Exhibit.get("hall", 1, consistent_read=True), code=None)


def versions() -> None:
    day = Visitors("monday", count=1)
    day.save()
    equal(day.version, 1)
    late = Visitors.get("monday")
    day.update(actions=[Visitors.count.set(5)])
    equal((day.count, day.version), (5, 2))
    late.count = 9
    fails(PutError, late.save)
    fails(DeleteError, late.delete)
    late.refresh(consistent_read=True)
    late.delete()
    fails(DoesNotExist, lambda: Visitors.get("monday", consistent_read=True), code=None)


PERIODS = ["stone", "bronze", "iron"]


def batches() -> None:
    with Exhibit.batch_write() as batch:
        for i in range(70):
            period = PERIODS[i % 3]
            batch.save(Exhibit("attic", i, name=f"thing {i}", period=period, year=1000 - i, value=(i * 11) % 70))
    keys = [("attic", i) for i in range(100)]
    equal(sorted(exhibit.number for exhibit in Exhibit.batch_get(keys, consistent_read=True)), list(range(70)))
    with Exhibit.batch_write() as batch:
        for i in range(60, 70):
            batch.delete(Exhibit("attic", i))


def queries() -> None:
    own = Exhibit.query("attic", Exhibit.number.between(10, 15), scan_index_forward=False)
    equal([exhibit.number for exhibit in own], [15, 14, 13, 12, 11, 10])
    cheap = list(Exhibit.by_value.query("attic", ByValue.value < 4, consistent_read=True))
    equal([int(exhibit.value) for exhibit in cheap], sorted((i * 11) % 70 for i in range(60) if (i * 11) % 70 < 4))
    equal(cheap[0].name, "thing 0")

    bronze = [i for i in range(60) if PERIODS[i % 3] == "bronze"][::-1]
    becomes(lambda: [exhibit.number for exhibit in Exhibit.by_period.query("bronze")], bronze)
    young = Exhibit.by_period.query("bronze", ByPeriod.year >= 960, filter_condition=Exhibit.value > 30)
    equal([e.number for e in young], [i for i in bronze if 1000 - i >= 960 and (i * 11) % 70 > 30])
    equal(Exhibit.by_period.count("bronze"), 20)

    # The library walks pages of six; then a reader continues with the key of the last one.
    paged = Exhibit.by_period.query("bronze", page_size=6)
    equal([exhibit.number for exhibit in paged], bronze)
    first = Exhibit.by_period.query("bronze", page_size=6, limit=12)
    equal([exhibit.number for exhibit in first], bronze[:12])
    rest = Exhibit.by_period.query("bronze", last_evaluated_key=first.last_evaluated_key)
    equal([exhibit.number for exhibit in rest], bronze[12:])

    scanned = [e.number for s in range(3) for e in Exhibit.scan(Exhibit.period == "iron", segment=s, total_segments=3)]
    equal(sorted(scanned), list(range(2, 60, 3)))
    equal(Exhibit.count("attic", Exhibit.number < 10), 10)

    # A changed attribute of the key moves the entry; a removed one ends it.
    Exhibit.get("attic", 2).update(actions=[Exhibit.period.set("bronze")])
    Exhibit.get("attic", 1).update(actions=[Exhibit.period.remove()])
    becomes(lambda: [exhibit.number for exhibit in Exhibit.by_period.query("bronze")], bronze[:-1] + [2])


tables()
one_by_one()
versions()
batches()
queries()
Exhibit.delete_table(wait=True)
equal(Exhibit.exists(), False)
