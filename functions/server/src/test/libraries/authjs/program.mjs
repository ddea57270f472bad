// The life of users, accounts, sessions and tokens that Auth.js keeps with its DynamoDB adapter.
import assert from "node:assert/strict";
import { DynamoDBAdapter } from "@auth/dynamodb-adapter";
import { CreateTableCommand, DynamoDB, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";

const client = new DynamoDB({});
const tableName = "authjs";
const names = ["pk", "sk", "GSI1PK", "GSI1SK"];
const schema = (hash, range) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];

// The table that the adapter expects, with the attribute of expiry.
await client.send(
  new CreateTableCommand({
    TableName: tableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: schema("pk", "sk"),
    GlobalSecondaryIndexes: [
      { IndexName: "GSI1", KeySchema: schema("GSI1PK", "GSI1SK"), Projection: { ProjectionType: "ALL" } },
    ],
  }),
);
await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName: tableName });
await client.updateTimeToLive({ TableName: tableName, TimeToLiveSpecification: { AttributeName: "expires", Enabled: true } });
const ttl = await client.describeTimeToLive({ TableName: tableName });
assert.match(ttl.TimeToLiveDescription.TimeToLiveStatus, /^ENABL(ED|ING)$/);

const document = DynamoDBDocument.from(client, {
  marshallOptions: { convertEmptyValues: true, removeUndefinedValues: true, convertClassInstanceToMap: true },
});
const adapter = DynamoDBAdapter(document, { tableName });

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
const becomes = (read, expected) => eventually(read, (value) => assert.deepEqual(value, expected));

// Times of expiry are stored in whole seconds.
const second = (ahead) => new Date((Math.floor(Date.now() / 1000) + ahead) * 1000);

const verified = new Date("2024-03-01T08:30:00.000Z");
const user = await adapter.createUser({
  id: "not kept",
  name: "Ann",
  email: "ann@example.org",
  image: undefined,
  emailVerified: verified,
});
assert.ok(user.id);
// The adapter's own answer is an item with its keys.
const bare = (found) => {
  if (!found) return found;
  const { pk, sk, GSI1PK, GSI1SK, type, ...rest } = found;
  return rest;
};
const ann = { id: user.id, name: "Ann", email: "ann@example.org", emailVerified: verified };
assert.deepEqual(bare(await adapter.getUser(user.id)), ann);
assert.equal(await adapter.getUser("nobody"), null);
await becomes(async () => bare(await adapter.getUserByEmail("ann@example.org")), ann);
assert.equal(await adapter.getUserByEmail("bob@example.org"), null);
const renamed = await adapter.updateUser({ id: user.id, name: "Anna" });
assert.equal(renamed.name, "Anna");
assert.equal(renamed.email, "ann@example.org");
ann.name = "Anna";

const account = { provider: "forge", providerAccountId: "ann-1" };
await adapter.linkAccount({
  ...account,
  userId: user.id,
  type: "oauth",
  access_token: "t".repeat(500),
  expires_at: 1_900_000_000,
  scope: "read",
});
await becomes(async () => bare(await adapter.getUserByAccount(account)), ann);
assert.equal(await adapter.getUserByAccount({ ...account, providerAccountId: "ann-2" }), null);

const session = { sessionToken: "token-1", userId: user.id, expires: second(3600) };
await adapter.createSession(session);
await eventually(
  () => adapter.getSessionAndUser("token-1"),
  (found) => {
    assert.deepEqual(bare(found?.user), ann);
    assert.deepEqual(found.session.expires, session.expires);
    assert.equal(found.session.userId, user.id);
  },
);
const later = second(7200);
const longer = await adapter.updateSession({ sessionToken: "token-1", expires: later });
assert.deepEqual(longer.expires, later);
const stored = await document.get({ TableName: tableName, Key: { pk: `USER#${user.id}`, sk: "SESSION#token-1" } });
assert.equal(stored.Item.expires, later.getTime() / 1000);
assert.equal(await adapter.getSessionAndUser("token-2"), null);

const gone = await adapter.deleteSession("token-1");
assert.equal(gone.sessionToken, "token-1");
await becomes(() => adapter.getSessionAndUser("token-1"), null);

const token = { identifier: "ann@example.org", token: "one-time", expires: second(600) };
await adapter.createVerificationToken(token);
// It is used once, by whoever comes first.
const uses = await Promise.all(
  Array.from({ length: 8 }, () => adapter.useVerificationToken({ identifier: token.identifier, token: token.token })),
);
const used = uses.filter((answer) => answer !== null);
assert.equal(used.length, 1);
assert.deepEqual(used[0].expires, token.expires);
assert.equal(used[0].identifier, token.identifier);

await adapter.createSession({ sessionToken: "token-3", userId: user.id, expires: second(3600) });
await adapter.linkAccount({ provider: "mill", providerAccountId: "a", userId: user.id, type: "oidc" });
await eventually(
  () => adapter.getUserByAccount({ provider: "mill", providerAccountId: "a" }),
  (found) => assert.equal(found?.id, user.id),
);
const unlinked = await adapter.unlinkAccount({ provider: "mill", providerAccountId: "a" });
assert.equal(unlinked.userId, user.id);
await becomes(() => adapter.getUserByAccount({ provider: "mill", providerAccountId: "a" }), null);

// All that belongs to a user goes with the user.
await adapter.deleteUser(user.id);
const left = await document.query({
  TableName: tableName,
  KeyConditionExpression: "pk = :pk",
  ExpressionAttributeValues: { ":pk": `USER#${user.id}` },
  ConsistentRead: true,
});
assert.deepEqual(left.Items, []);
await becomes(() => adapter.getUserByEmail("ann@example.org"), null);
await becomes(() => adapter.getUserByAccount(account), null);
