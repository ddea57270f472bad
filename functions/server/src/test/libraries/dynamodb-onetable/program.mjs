// A bug tracker with OneTable: it makes its table, adds an index to it, and stores models with templated keys.
import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Table } from "dynamodb-onetable";
import { Dynamo } from "dynamodb-onetable/Dynamo";

const indexes = {
  primary: { hash: "pk", sort: "sk" },
  gs1: { hash: "gs1pk", sort: "gs1sk", follow: true },
  ls1: { type: "local", sort: "weight", project: "keys" },
};
const schema = {
  format: "onetable:1.1.0",
  version: "0.1.0",
  indexes,
  models: {
    Project: {
      pk: { type: String, value: "project#${name}" },
      sk: { type: String, value: "project#" },
      name: { type: String, required: true },
      open: { type: Number, default: 0 },
      labels: { type: Set },
      lead: { type: Object, default: {}, schema: { name: { type: String }, mail: { type: String } } },
      started: { type: Date },
    },
    Bug: {
      pk: { type: String, value: "project#${project}" },
      sk: { type: String, value: "bug#${id}" },
      gs1pk: { type: String, value: "state#${state}" },
      gs1sk: { type: String, value: "bug#${project}#${id}" },
      id: { type: String, generate: "ulid" },
      project: { type: String, required: true },
      title: { type: String, required: true },
      state: { type: String, enum: ["open", "closed"], default: "open" },
      weight: { type: Number },
      notes: { type: Array, default: [], items: { type: String } },
      secret: { type: String, crypt: true },
    },
  },
  queries: {},
  params: { isoDates: true, timestamps: true, typeField: "_type" },
};

const table = new Table({
  client: new Dynamo({ client: new DynamoDBClient({}) }),
  name: "onetable-bugs",
  schema,
  partial: true,
  crypto: { primary: { cipher: "aes-256-gcm", password: "only for this program" } },
});
const Project = table.getModel("Project");
const Bug = table.getModel("Bug");

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

const active = async () => {
  const end = Date.now() + 60_000;
  for (;;) {
    const { Table: described } = await table.describeTable();
    const all = [described.TableStatus, ...(described.GlobalSecondaryIndexes ?? []).map((index) => index.IndexStatus)];
    if (all.every((status) => status === "ACTIVE")) return described;
    assert.ok(Date.now() < end, `not active: ${all}`);
    await new Promise((again) => setTimeout(again, 50));
  }
};

async function tables() {
  assert.equal(await table.exists(), false);
  await table.createTable();
  const described = await active();
  assert.equal(await table.exists(), true);
  assert.ok((await table.listTables()).includes("onetable-bugs"));
  assert.deepEqual(
    described.GlobalSecondaryIndexes.map(({ IndexName, Projection }) => [IndexName, Projection.ProjectionType]),
    [["gs1", "ALL"]],
  );
  assert.deepEqual(
    described.LocalSecondaryIndexes.map(({ IndexName, Projection }) => [IndexName, Projection.ProjectionType]),
    [["ls1", "KEYS_ONLY"]],
  );
  await table.saveSchema();
  const saved = await table.readSchema();
  assert.equal(saved.version, "0.1.0");
  assert.deepEqual(Object.keys(saved.models).filter((name) => name === "Bug" || name === "Project").toSorted(), [
    "Bug",
    "Project",
  ]);
}

const refused = (e) => {
  assert.equal(e.name, "OneTableError");
  assert.match(`${e.code} ${e.message}`, /ConditionalCheckFailed|condition|exists/i);
  return true;
};

async function projects() {
  const started = new Date("2024-05-01T10:00:00.000Z");
  const made = await Project.create({ name: "cairn", labels: new Set(["java", "store"]), started });
  assert.equal(made.open, 0);
  await assert.rejects(Project.create({ name: "cairn" }), refused);
  const got = await Project.get({ name: "cairn" });
  assert.deepEqual(got.labels, new Set(["java", "store"]));
  assert.deepEqual(got.started, started);

  // Part of a nested object, a counter and a set.
  await Project.update({ name: "cairn", lead: { name: "Ann", mail: "ann@example.org" } });
  const counted = await Project.update({ name: "cairn", lead: { mail: "a@example.org" } }, { add: { open: 3 } });
  assert.equal(counted.open, 3);
  assert.deepEqual(counted.lead, { name: "Ann", mail: "a@example.org" });
  const fewer = await Project.update({ name: "cairn" }, { delete: { labels: new Set(["java"]) }, set: { open: "${open} + {4}" } });
  assert.deepEqual(fewer.labels, new Set(["store"]));
  assert.equal(fewer.open, 7);
  const less = await Project.update({ name: "cairn", labels: null }, { remove: ["lead.mail"] });
  assert.equal(less.labels, undefined);
  assert.deepEqual(less.lead, { name: "Ann" });
  await assert.rejects(Project.update({ name: "cairn", open: 0 }, { where: "${open} > {100}" }), refused);
  await assert.rejects(Project.update({ name: "nothing", open: 1 }), refused);
  const upserted = await Project.upsert({ name: "quarry", open: 2 });
  assert.equal(upserted.open, 2);
  await assert.rejects(Project.remove({ name: "cairn" }, { where: "${open} = {0}" }), refused);
  const removed = await Project.remove({ name: "quarry" });
  assert.equal(removed.open, 2);
  assert.equal(await Project.get({ name: "quarry" }), undefined);
}

async function bugs() {
  const batch = {};
  for (let i = 0; i < 24; i++) {
    await Bug.create({ project: "cairn", title: `bug ${i}`, weight: 24 - i, state: i % 3 ? "open" : "closed" }, { batch });
  }
  assert.equal(await table.batchWrite(batch), true);
  const all = await Bug.find({ project: "cairn" });
  assert.equal(all.length, 24);
  assert.deepEqual(
    all.map(({ id }) => id),
    all.map(({ id }) => id).toSorted(),
  );

  const wanted = {};
  for (const { id } of all.slice(0, 10)) await Bug.get({ project: "cairn", id }, { batch: wanted });
  const got = await table.batchGet(wanted, { parse: true, hidden: false });
  assert.deepEqual(
    got.map(({ title }) => title).toSorted(),
    all.slice(0, 10).map(({ title }) => title).toSorted(),
  );

  // On the global index, page by page.
  await eventually(
    () => Bug.find({ state: "closed" }, { index: "gs1" }),
    (closed) => assert.equal(closed.length, 8),
  );
  await eventually(
    () => Bug.find({ state: "open" }, { index: "gs1" }),
    (open) => assert.equal(open.length, 16),
  );
  const titles = [];
  let next;
  let pages = 0;
  do {
    const page = await Bug.find({ state: "open" }, { index: "gs1", limit: 5, next });
    titles.push(...page.map(({ title }) => title));
    next = page.next;
    assert.ok(++pages < 10);
  } while (next);
  assert.equal(new Set(titles).size, 16);
  assert.equal(titles.length, 16);
  const counted = await Bug.find({ state: "open" }, { index: "gs1", count: true });
  assert.equal(counted.count, 16);
  // A bound on the local index, whose entries have keys only, with the items fetched afterwards.
  const light = await Bug.find({ project: "cairn", weight: { "<=": 3 } }, { index: "ls1", follow: true });
  assert.deepEqual(light.map(({ title }) => title), ["bug 23", "bug 22", "bug 21"]);
  const last = await Bug.find({ project: "cairn" }, { reverse: true, limit: 1 });
  assert.equal(last[0].id, all.at(-1).id);
  const filtered = await Bug.find({ project: "cairn" }, { where: "${title} = {bug 7} or contains(${title}, {g 1})" });
  assert.equal(filtered.length, 12);
  const scanned = await Bug.scan({ state: "closed" }, { fields: ["title"] });
  assert.equal(scanned.length, 8);
  assert.deepEqual(Object.keys(scanned[0]), ["title"]);

  // A changed state moves the entry of the index.
  const { id } = all.find(({ state }) => state === "open");
  await Bug.update({ project: "cairn", id, state: "closed" }, { push: { notes: ["fixed"] } });
  await eventually(
    () => Bug.find({ state: "closed" }, { index: "gs1" }),
    (closed) => {
      assert.equal(closed.length, 9);
      assert.deepEqual(closed.find((bug) => bug.id === id).notes, ["fixed"]);
    },
  );

  // Both models by the key of the project, grouped.
  const items = await table.queryItems({ pk: "project#cairn" }, { parse: true, hidden: true });
  const groups = table.groupByType(items);
  assert.equal(groups.Project.length, 1);
  assert.equal(groups.Bug.length, 24);

  const hidden = await Bug.create({ project: "vault", title: "hidden", secret: "the word" });
  const raw = await table.getItem({ pk: "project#vault", sk: `bug#${hidden.id}` });
  assert.notEqual(raw.secret, "the word");
  assert.equal((await Bug.get({ project: "vault", id: hidden.id })).secret, "the word");

  // Many at once.
  await Bug.remove({ project: "cairn" }, { many: true });
  assert.equal((await Bug.find({ project: "cairn" })).length, 0);
}

// An index is added to the table and taken away, which goes on beside the table's use.
async function laterIndex() {
  const gs2 = { hash: "title", sort: "project", project: "keys" };
  await table.updateTable({ create: { name: "gs2", ...gs2 } });
  await active();
  await table.setSchema({ ...schema, indexes: { ...indexes, gs2 } });
  await eventually(
    () => table.queryItems({ title: "hidden" }, { index: "gs2", parse: false }),
    (found) => assert.equal(found.length, 1),
  );
  await table.updateTable({ remove: { name: "gs2" } });
  const described = await active();
  assert.deepEqual(described.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName), ["gs1"]);
  await table.deleteTable("DeleteTableForever");
}

await tables();
await projects();
await bugs();
await laterIndex();
