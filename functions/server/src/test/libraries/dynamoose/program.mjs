// A parcel service with Dynamoose: it makes its table with two indexes, changes it, and tags it.
import assert from "node:assert/strict";
import dynamoose from "dynamoose";

const ddb = dynamoose.aws.ddb();

const schema = new dynamoose.Schema(
  {
    depot: { type: String, hashKey: true },
    parcel: { type: String, rangeKey: true },
    town: { type: String, index: { name: "byTown", type: "global", rangeKey: "weight" } },
    weight: { type: Number, required: true, index: { name: "byWeight", type: "local", project: ["town"] } },
    state: { type: String, enum: ["new", "sent", "lost"], default: "new" },
    marks: { type: Set, schema: [String] },
    stops: { type: Array, schema: [{ type: Object, schema: { at: String, hours: Number } }] },
    sent: Date,
    label: Buffer,
    insured: Boolean,
    code: { type: String, validate: /^[A-Z]+$/ },
  },
  { timestamps: true },
);
const Parcel = dynamoose.model("dynamoose-parcel", schema);

const options = { throughput: "ON_DEMAND", waitForActive: { check: { frequency: 20, timeout: 60_000 } } };
const table = new dynamoose.Table("dynamoose-parcels", [Parcel], { ...options, initialize: false, tags: { team: "north" } });

const second = (items) => items.map(({ parcel }) => parcel);
const refused = { name: "ConditionalCheckFailedException" };

// Entries of a global index follow their item, so readers of an index ask again, for a bounded time.
async function eventually(read, check, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    try {
      return check(value);
    } catch (e) {
      if (Date.now() > end) throw e;
      await new Promise((again) => setTimeout(again, 20));
    }
  }
}

async function tables() {
  await table.initialize();
  const { Table } = await ddb.describeTable({ TableName: "dynamoose-parcels" });
  assert.equal(Table.TableStatus, "ACTIVE");
  assert.equal(Table.BillingModeSummary.BillingMode, "PAY_PER_REQUEST");
  assert.deepEqual(Table.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName), ["byTown"]);
  assert.deepEqual(Table.LocalSecondaryIndexes[0].Projection, { ProjectionType: "INCLUDE", NonKeyAttributes: ["town"] });
  const { Tags } = await ddb.listTagsOfResource({ ResourceArn: Table.TableArn });
  assert.deepEqual(Tags, [{ Key: "team", Value: "north" }]);
}

async function itemsOneByOne() {
  const key = { depot: "north", parcel: "p1" };
  const sent = new Date("2025-02-03T04:05:06.789Z");
  await Parcel.create({
    ...key,
    town: "Oslo",
    weight: 2.5,
    marks: new Set(["glass", "up"]),
    stops: [{ at: "Kiel", hours: 5 }],
    sent,
    label: Buffer.from([0, 1, 254, 255]),
    insured: true,
  });
  await assert.rejects(Parcel.create({ ...key, weight: 1 }), refused);
  const got = await Parcel.get(key, { consistent: true });
  assert.equal(got.state, "new");
  assert.deepEqual([...got.marks].toSorted(), ["glass", "up"]);
  assert.deepEqual(got.sent, sent);
  assert.deepEqual(Buffer.from(got.label), Buffer.from([0, 1, 254, 255]));
  assert.ok(got.createdAt instanceof Date);
  assert.equal(await Parcel.get({ ...key, parcel: "none" }), undefined);

  const changed = await Parcel.update(key, {
    $ADD: { weight: 1, marks: ["cold"] },
    $SET: { state: "sent" },
    $REMOVE: ["insured"],
  });
  assert.equal(changed.weight, 3.5);
  assert.deepEqual([...changed.marks].toSorted(), ["cold", "glass", "up"]);
  assert.equal(changed.insured, undefined);
  const longer = await Parcel.update(key, { $ADD: { stops: [{ at: "Malmo", hours: 4 }] }, $DELETE: { marks: ["up"] } });
  assert.deepEqual(longer.stops.map(({ at }) => at), ["Kiel", "Malmo"]);
  assert.deepEqual([...longer.marks].toSorted(), ["cold", "glass"]);

  const unsent = new dynamoose.Condition().where("state").eq("new").or().where("weight").gt(100);
  await assert.rejects(Parcel.update(key, { state: "lost" }, { condition: unsent }), refused);
  const light = new dynamoose.Condition("weight").lt(4).and().filter("town").beginsWith("Os").and().attribute("code").not().exists();
  await Parcel.update(key, { code: "AB" }, { condition: light });
  await assert.rejects(Parcel.update(key, { code: "ab" }), { name: "ValidationError" });
  got.town = "Bergen";
  await got.save();
  assert.equal((await Parcel.get(key, { consistent: true })).town, "Bergen");
  await assert.rejects(Parcel.delete(key, { condition: new dynamoose.Condition("town").eq("Oslo") }), refused);
  await Parcel.delete(key);
  assert.equal(await Parcel.get(key, { consistent: true }), undefined);
}

const towns = ["Oslo", "Kiel", "Riga"];
const parcels = Array.from({ length: 25 }, (_, i) => ({
  depot: i % 5 ? "south" : "east",
  parcel: `p${String(i).padStart(2, "0")}`,
  town: towns[i % 3],
  weight: 30 - i,
  state: i % 2 ? "sent" : "new",
}));

async function batches() {
  assert.deepEqual((await Parcel.batchPut(parcels)).unprocessedItems, []);
  const found = await Parcel.batchGet(parcels.slice(5).map(({ depot, parcel }) => ({ depot, parcel })));
  assert.deepEqual(second(found).toSorted(), second(parcels.slice(5)));
  assert.deepEqual(found.unprocessedKeys, []);
  await Parcel.batchDelete(parcels.slice(24).map(({ depot, parcel }) => ({ depot, parcel })));
}

async function queries() {
  const kept = parcels.slice(0, 24);
  const south = await Parcel.query("depot").eq("south").where("parcel").between("p03", "p09").sort("descending").exec();
  assert.deepEqual(second(south), ["p09", "p08", "p07", "p06", "p04", "p03"]);
  const heavy = await Parcel.query("depot").eq("south").where("weight").ge(24).using("byWeight").attributes(["parcel", "town"]).exec();
  assert.deepEqual(heavy.map(({ parcel, town }) => [parcel, town]), [["p06", "Oslo"], ["p04", "Kiel"], ["p03", "Oslo"], ["p02", "Riga"], ["p01", "Kiel"]]);

  // On the global index, page by page.
  const riga = kept.filter(({ town }) => town === "Riga").toReversed();
  await eventually(
    () => Parcel.query("town").eq("Riga").using("byTown").exec(),
    (found) => assert.deepEqual(second(found), second(riga)),
  );
  const paged = [];
  let lastKey;
  let pages = 0;
  do {
    let query = Parcel.query("town").eq("Riga").using("byTown").limit(3);
    if (lastKey) query = query.startAt(lastKey);
    const page = await query.exec();
    paged.push(...second(page));
    lastKey = page.lastKey;
    assert.ok(++pages < 10);
  } while (lastKey);
  assert.deepEqual(paged, second(riga));
  const all = await Parcel.query("town").eq("Riga").using("byTown").limit(3).all().exec();
  assert.deepEqual(second(all), second(riga));
  const sent = await Parcel.query("town").eq("Riga").where("weight").lt(20).filter("state").eq("sent").using("byTown").exec();
  assert.deepEqual(second(sent), second(riga.filter(({ weight, state }) => weight < 20 && state === "sent")));
  const { count } = await Parcel.query("town").eq("Riga").using("byTown").count().exec();
  assert.equal(count, 8);

  const scanned = await Parcel.scan("state").in(["new", "lost"]).and().where("parcel").contains("1").parallel(3).exec();
  assert.deepEqual(second(scanned).toSorted(), second(kept.filter(({ state, parcel }) => state === "new" && parcel.includes("1"))));

  await Parcel.update({ depot: "east", parcel: "p00" }, { town: "Riga" });
  await eventually(
    () => Parcel.query("town").eq("Riga").using("byTown").exec(),
    (found) => assert.equal(found.length, 9),
  );
}

// A later version of the schema has another index and an expiry; Dynamoose brings the table to it.
async function changedTable() {
  const later = new dynamoose.Schema({
    depot: { type: String, hashKey: true },
    parcel: { type: String, rangeKey: true },
    state: { type: String, index: { name: "byState", type: "global", rangeKey: "parcel", project: false } },
    weight: { type: Number, index: { name: "byWeight", type: "local", project: ["town"] } },
    town: String,
  });
  const Later = dynamoose.model("dynamoose-later", later);
  const changed = new dynamoose.Table("dynamoose-parcels", [Later], {
    ...options,
    initialize: false,
    expires: { ttl: 3_600_000, attribute: "expiry" },
    tags: { team: "south", cost: "7" },
    update: ["indexes", "ttl", "tags"],
  });
  await changed.initialize();
  const described = await eventually(
    () => ddb.describeTable({ TableName: "dynamoose-parcels" }),
    ({ Table }) => {
      assert.deepEqual(Table.GlobalSecondaryIndexes.map(({ IndexName, IndexStatus }) => [IndexName, IndexStatus]), [["byState", "ACTIVE"]]);
      return Table;
    },
    60,
  );
  const { TimeToLiveDescription } = await ddb.describeTimeToLive({ TableName: "dynamoose-parcels" });
  assert.equal(TimeToLiveDescription.AttributeName, "expiry");
  const { Tags } = await ddb.listTagsOfResource({ ResourceArn: described.TableArn });
  assert.deepEqual(Tags.map(({ Key, Value }) => `${Key}=${Value}`).toSorted(), ["cost=7", "team=south"]);
  await eventually(
    () => Later.query("state").eq("new").using("byState").exec(),
    (found) => assert.deepEqual(second(found), second(parcels.slice(0, 24).filter(({ state }) => state === "new"))),
  );
  await Later.create({ depot: "west", parcel: "q", weight: 1 });
  const fresh = await Later.get({ depot: "west", parcel: "q" }, { consistent: true });
  const ahead = fresh.expiry - Date.now();
  // Stored in whole seconds.
  assert.ok(ahead > 3_000_000 && ahead <= 3_601_000, `${ahead} ms ahead`);
}

await tables();
await itemsOneByOne();
await batches();
await queries();
await changedTable();
