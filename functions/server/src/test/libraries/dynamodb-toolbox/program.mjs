// A kitchen's stock with DynamoDB-Toolbox: two entities in one table with a global and a local index.
import assert from "node:assert/strict";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import {
  $add,
  $append,
  $delete,
  $get,
  $remove,
  $set,
  $sum,
  BatchDeleteRequest,
  BatchGetCommand,
  BatchGetRequest,
  BatchPutRequest,
  BatchWriteCommand,
  boolean,
  DeleteItemCommand,
  DeletePartitionCommand,
  Entity,
  executeBatchGet,
  executeBatchWrite,
  GetItemCommand,
  item,
  list,
  map,
  number,
  PutItemCommand,
  QueryCommand,
  record,
  ScanCommand,
  set,
  string,
  Table,
  UpdateAttributesCommand,
  UpdateItemCommand,
} from "dynamodb-toolbox";

const client = new DynamoDBClient({});
const names = { shelf: "S", place: "S", kind: "S", due: "N", weight: "N" };
const schema = (hash, range) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];

// The library makes no tables.
await client.send(
  new CreateTableCommand({
    TableName: "toolbox-kitchen",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: Object.entries(names).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: schema("shelf", "place"),
    GlobalSecondaryIndexes: [
      { IndexName: "byKind", KeySchema: schema("kind", "due"), Projection: { ProjectionType: "ALL" } },
    ],
    LocalSecondaryIndexes: [
      { IndexName: "byWeight", KeySchema: schema("shelf", "weight"), Projection: { ProjectionType: "ALL" } },
    ],
  }),
);
await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName: "toolbox-kitchen" });

const Kitchen = new Table({
  name: "toolbox-kitchen",
  documentClient: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  partitionKey: { name: "shelf", type: "string" },
  sortKey: { name: "place", type: "string" },
  indexes: {
    byKind: { type: "global", partitionKey: { name: "kind", type: "string" }, sortKey: { name: "due", type: "number" } },
    byWeight: { type: "local", sortKey: { name: "weight", type: "number" } },
  },
});
const Food = new Entity({
  name: "Food",
  table: Kitchen,
  schema: item({
    shelf: string().key(),
    jar: string().key().savedAs("place"),
    kind: string().enum("grain", "spice", "fruit"),
    due: number(),
    weight: number().optional(),
    open: boolean().default(false),
    marks: set(string()).optional(),
    log: list(string()).default([]),
    maker: map({ name: string(), town: string().optional() }).optional(),
    prices: record(string(), number()).optional(),
  }),
});
const Note = new Entity({
  name: "Note",
  table: Kitchen,
  schema: item({ shelf: string().key(), jar: string().key().savedAs("place"), text: string() }),
});

// Entries of a global index follow their item, so readers of an index ask again, for a bounded time.
async function eventually(read, check) {
  const end = Date.now() + 20_000;
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
const bare = ({ created, modified, entity, ...rest }) => {
  assert.ok(created <= modified);
  return rest;
};

async function itemsOneByOne() {
  const key = { shelf: "low", jar: "rye" };
  const rye = { ...key, kind: "grain", due: 20270101, weight: 1.25, marks: new Set(["local", "whole"]), prices: { may: 3 } };
  await Food.build(PutItemCommand)
    .item(rye)
    .options({ condition: { attr: "jar", exists: false } })
    .send();
  await assert.rejects(
    Food.build(PutItemCommand)
      .item(rye)
      .options({ condition: { attr: "jar", exists: false }, returnValuesOnConditionFalse: "ALL_OLD" })
      .send(),
    (e) => {
      assert.equal(e.name, "ConditionalCheckFailedException");
      assert.ok(e.Item, "the answer has the item");
      return true;
    },
  );
  const got = await Food.build(GetItemCommand).key(key).options({ consistent: true }).send();
  assert.deepEqual(bare(got.Item), { ...rye, open: false, log: [] });

  const changed = await Food.build(UpdateItemCommand)
    .item({
      ...key,
      due: $add(1),
      weight: $sum($get("weight"), 0.5),
      marks: $delete(new Set(["local"])),
      log: $append(["opened"]),
      open: true,
      maker: $set({ name: "mill", town: "Ulm" }),
      prices: { june: 4 },
    })
    .options({
      returnValues: "ALL_NEW",
      condition: { and: [{ attr: "weight", lt: 2 }, { attr: "marks", contains: "whole" }, { not: { attr: "open", eq: true } }] },
    })
    .send();
  assert.deepEqual(bare(changed.Attributes), {
    ...rye,
    due: 20270102,
    weight: 1.75,
    marks: new Set(["whole"]),
    log: ["opened"],
    open: true,
    maker: { name: "mill", town: "Ulm" },
    prices: { may: 3, june: 4 },
  });
  const less = await Food.build(UpdateItemCommand)
    .item({ ...key, prices: { may: $remove() }, maker: { town: $remove() }, marks: $remove() })
    .options({ returnValues: "UPDATED_OLD" })
    .send();
  assert.equal(less.Attributes.maker.town, "Ulm");
  await Food.build(UpdateAttributesCommand).item({ ...key, maker: { name: "other mill" } }).send();
  const part = await Food.build(GetItemCommand)
    .key(key)
    .options({ consistent: true, attributes: ["maker.name", "prices", "log[0]"] })
    .send();
  assert.deepEqual(part.Item, { maker: { name: "other mill" }, prices: { june: 4 }, log: ["opened"] });

  await assert.rejects(
    Food.build(DeleteItemCommand)
      .key(key)
      .options({ condition: { attr: "due", between: [1, 2] } })
      .send(),
    { name: "ConditionalCheckFailedException" },
  );
  const gone = await Food.build(DeleteItemCommand).key(key).options({ returnValues: "ALL_OLD" }).send();
  assert.equal(gone.Attributes.due, 20270102);
  assert.equal((await Food.build(GetItemCommand).key(key).options({ consistent: true }).send()).Item, undefined);
}

const kinds = ["grain", "spice", "fruit"];
const foods = Array.from({ length: 40 }, (_, i) => ({
  shelf: `shelf-${i % 2}`,
  jar: `jar-${String(i).padStart(2, "0")}`,
  kind: kinds[i % 3],
  due: 1000 - i,
  weight: (i * 7) % 40,
}));

async function batches() {
  for (let from = 0; from < foods.length; from += 20) {
    const puts = foods.slice(from, from + 20).map((food) => Food.build(BatchPutRequest).item(food));
    const notes = [Note.build(BatchPutRequest).item({ shelf: `shelf-${from / 20}`, jar: "note", text: "dust" })];
    const { UnprocessedItems } = await executeBatchWrite({ maxAttempts: 5 }, Kitchen.build(BatchWriteCommand).requests(...puts, ...notes));
    assert.ok(!UnprocessedItems || Object.keys(UnprocessedItems).length === 0);
  }
  const gets = [...foods, { shelf: "none", jar: "none" }].map(({ shelf, jar }) => Food.build(BatchGetRequest).key({ shelf, jar }));
  const { Responses } = await executeBatchGet({ maxAttempts: 5 }, Kitchen.build(BatchGetCommand).requests(...gets));
  assert.equal(Responses[0].at(-1), undefined);
  assert.deepEqual(
    Responses[0].slice(0, -1).map(({ jar, weight }) => [jar, weight]),
    foods.map(({ jar, weight }) => [jar, weight]),
  );
  await executeBatchWrite(Kitchen.build(BatchWriteCommand).requests(Food.build(BatchDeleteRequest).key({ shelf: "shelf-1", jar: "jar-39" })));
}

async function queries() {
  const jars = ({ Items }) => Items.filter(({ jar }) => jar !== "note").map(({ jar }) => jar);
  const own = await Kitchen.build(QueryCommand)
    .entities(Food, Note)
    .query({ partition: "shelf-1" })
    .options({ consistent: true, maxPages: Infinity, tagEntities: true })
    .send();
  assert.equal(own.Items.length, 20);
  assert.equal(own.Items.at(-1).text, "dust");
  const range = await Kitchen.build(QueryCommand)
    .entities(Food)
    .query({ partition: "shelf-0", range: { beginsWith: "jar-1" } })
    .options({ reverse: true })
    .send();
  assert.deepEqual(jars(range), ["jar-18", "jar-16", "jar-14", "jar-12", "jar-10"]);
  const light = await Kitchen.build(QueryCommand)
    .entities(Food)
    .query({ index: "byWeight", partition: "shelf-0", range: { lt: 6 } })
    .options({ consistent: true })
    .send();
  assert.deepEqual(light.Items.map(({ weight }) => weight), [0, 2, 4]);

  // On the global index, by pages, with a filter.
  const spices = foods.filter(({ kind, jar }) => kind === "spice" && jar !== "jar-39").toReversed();
  await eventually(
    () => Kitchen.build(QueryCommand).entities(Food).query({ index: "byKind", partition: "spice" }).send(),
    (found) => assert.deepEqual(jars(found), spices.map(({ jar }) => jar)),
  );
  const paged = [];
  let exclusiveStartKey;
  let pages = 0;
  do {
    const page = await Kitchen.build(QueryCommand)
      .entities(Food)
      .query({ index: "byKind", partition: "spice" })
      .options({ limit: 4, exclusiveStartKey, filters: { Food: { attr: "weight", gte: 10 } } })
      .send();
    paged.push(...jars(page));
    exclusiveStartKey = page.LastEvaluatedKey;
    assert.ok(++pages < 20);
  } while (exclusiveStartKey);
  assert.deepEqual(paged, spices.filter(({ weight }) => weight >= 10).map(({ jar }) => jar));

  const segments = await Promise.all(
    [0, 1, 2].map((segment) =>
      Kitchen.build(ScanCommand)
        .entities(Food)
        .options({ segment, totalSegments: 3, consistent: true, filters: { Food: { attr: "kind", in: ["grain", "fruit"] } } })
        .send(),
    ),
  );
  assert.deepEqual(
    segments.flatMap(jars).toSorted(),
    foods.filter(({ kind, jar }) => kind !== "spice" && jar !== "jar-39").map(({ jar }) => jar),
  );
  const counted = await Kitchen.build(ScanCommand).entities(Food).options({ select: "COUNT", consistent: true }).send();
  assert.equal(counted.Count, 39);

  await Kitchen.build(DeletePartitionCommand).entities(Food).query({ partition: "shelf-0" }).send();
  const left = await Kitchen.build(QueryCommand).entities(Food, Note).query({ partition: "shelf-0" }).options({ consistent: true }).send();
  assert.deepEqual(left.Items.map(({ text }) => text), ["dust"]);
}

await itemsOneByOne();
await batches();
await queries();
