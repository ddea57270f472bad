// Starts dynamodb-admin as its users do, and works with a table through its pages and what they call.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { DescribeTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const admin = spawn(process.execPath, ["node_modules/.bin/dynamodb-admin", "--host", "127.0.0.1", "--port", String(port)], {
  env: { ...process.env, DYNAMO_ENDPOINT: process.env.AWS_ENDPOINT_URL_DYNAMODB },
  stdio: "inherit",
});

// It does not outlive this program.
for (const signal of ["SIGALRM", "SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    admin.kill();
    process.exit(1);
  });
}

async function within(seconds, check) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (e) {
      if (Date.now() > end || admin.exitCode !== null) throw e;
      await new Promise((again) => setTimeout(again, 50));
    }
  }
}

async function call(method, path, body, status = 200) {
  const answer = await fetch(base + path, {
    method,
    redirect: "manual",
    headers: body ? { "content-type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  assert.equal(answer.status, status, `${method} ${path}: ${text}`);
  return text;
}
const page = async (path, ...words) => {
  const text = await call("GET", path);
  for (const word of words) assert.ok(text.includes(word), `${path} shows ${word}: ${text}`);
};
const items = async (query) => JSON.parse(await call("GET", `/tables/admin-plants/items?${new URLSearchParams(query)}`));
const filters = (of) => JSON.stringify(of);

async function pages() {
  await within(30, () => page("/", "<html"));
  await page("/create-table", "<form");
  const definition = {
    TableDefinition: {
      TableName: "admin-plants",
      HashAttributeName: "family",
      HashAttributeType: "S",
      RangeAttributeName: "number",
      RangeAttributeType: "N",
      ReadCapacityUnits: 3,
      WriteCapacityUnits: 3,
    },
    SecondaryIndexes: [
      {
        IndexName: "by-colour",
        IndexType: "global",
        HashAttributeName: "colour",
        HashAttributeType: "S",
        RangeAttributeName: "number",
        RangeAttributeType: "N",
        ReadCapacityUnits: 3,
        WriteCapacityUnits: 3,
      },
      {
        IndexName: "by-height",
        IndexType: "local",
        HashAttributeName: "family",
        HashAttributeType: "S",
        RangeAttributeName: "height",
        RangeAttributeType: "N",
      },
    ],
  };
  await call("POST", "/create-table", definition, 204);
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName: "admin-plants" });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: "admin-plants" }));
  assert.equal(Table.GlobalSecondaryIndexes[0].IndexName, "by-colour");
  assert.equal(Table.LocalSecondaryIndexes[0].IndexName, "by-height");
  assert.equal(Table.ProvisionedThroughput.ReadCapacityUnits, 3);
  await call("POST", "/create-table", definition, 500);

  await page("/", "admin-plants");
  const tables = JSON.parse(await call("GET", "/api/tables"));
  assert.ok(JSON.stringify(tables).includes("admin-plants"));
  await page("/tables/admin-plants", "admin-plants", "by-colour");
  await page("/tables/admin-plants/get", "family", "number");
  await page("/tables/admin-plants/add-item", "family");
  await page("/tables/admin-plants/ttl", "DISABLED");
}

async function plants() {
  for (let number = 0; number < 30; number++) {
    const plant = { family: number % 2 ? "rose" : "daisy", number, colour: number % 3 ? "white" : "red", height: 100 - number };
    const key = JSON.parse(await call("PUT", "/tables/admin-plants/add-item", { ...plant, tags: ["a", { b: null }] }));
    assert.deepEqual(key, { family: plant.family, number });
  }
  await page("/tables/admin-plants/meta", "by-height", "admin-plants");

  await page("/tables/admin-plants/items/rose,7", "rose", "93");
  await call("GET", "/tables/admin-plants/items/rose,8", undefined, 404);
  const changed = { family: "rose", number: 7, colour: "white", height: 93, deep: { list: [1, "two", false] } };
  assert.deepEqual(JSON.parse(await call("PUT", "/tables/admin-plants/items/rose,7", changed)), changed);

  const all = [];
  let startKey = "";
  let turns = 0;
  do {
    const { Items, nextKey } = await items({ pageSize: "8", ...(startKey && { startKey }) });
    all.push(...Items.map(({ number }) => number));
    startKey = nextKey && decodeURIComponent(nextKey);
    assert.ok(++turns < 10);
  } while (startKey);
  assert.deepEqual(all.toSorted((a, b) => a - b), Array.from({ length: 30 }, (_, number) => number));

  const tall = await items({ filters: filters({ height: { type: "N", operator: ">=", value: "97" } }) });
  assert.deepEqual(tall.Items.map(({ number }) => number).toSorted(), [0, 1, 2, 3]);
  const roses = await items({
    operationType: "query",
    filters: filters({
      family: { type: "S", operator: "=", value: "rose" },
      number: { type: "N", operator: "<", value: "6" },
    }),
  });
  assert.deepEqual(roses.Items.map(({ number }) => number), [1, 3, 5]);

  // Entries of a global index follow their item.
  await within(20, async () => {
    const red = await items({
      operationType: "query",
      queryableSelection: "by-colour",
      filters: filters({
        colour: { type: "S", operator: "=", value: "red" },
        number: { type: "N", operator: ">", value: "9" },
        family: { type: "S", operator: "begins_with", value: "da" },
      }),
    });
    assert.deepEqual(red.Items.map(({ number }) => number), [12, 18, 24]);
  });

  await call("DELETE", "/tables/admin-plants/items/rose,7", undefined, 204);
  await call("GET", "/tables/admin-plants/items/rose,7", undefined, 404);
  await call("DELETE", "/tables/admin-plants/all");
  assert.deepEqual((await items({})).Items, []);
  await call("DELETE", "/tables/admin-plants", undefined, 204);
  await within(30, async () => assert.ok(!(await call("GET", "/")).includes("admin-plants")));
}

try {
  await pages();
  await plants();
} finally {
  if (admin.exitCode === null) {
    admin.kill();
    await once(admin, "exit");
  }
}
