// A film library with ElectroDB: two entities in one table, joined by a collection on a global index.
import assert from "node:assert/strict";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { Entity, Service } from "electrodb";

const client = new DynamoDBClient({});
const table = "electrodb-films";

const strings = (...names) => names.map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
const schema = (hash, range) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];

// ElectroDB makes no tables.
await client.send(
  new CreateTableCommand({
    TableName: table,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: strings("pk", "sk", "gsi1pk", "gsi1sk"),
    KeySchema: schema("pk", "sk"),
    GlobalSecondaryIndexes: [
      { IndexName: "gsi1", KeySchema: schema("gsi1pk", "gsi1sk"), Projection: { ProjectionType: "ALL" } },
    ],
  }),
);
await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName: table });
const described = await client.send(new DescribeTableCommand({ TableName: table }));
assert.equal(described.Table.GlobalSecondaryIndexes[0].IndexStatus, "ACTIVE");

const Film = new Entity(
  {
    model: { entity: "film", version: "1", service: "library" },
    attributes: {
      director: { type: "string", required: true },
      film: { type: "string", required: true },
      year: { type: "number", required: true },
      genre: { type: ["drama", "comedy", "western"], required: true },
      languages: { type: "set", items: "string" },
      awards: { type: "list", items: { type: "string" } },
      copies: { type: "number", default: 1 },
      detail: { type: "map", properties: { minutes: { type: "number" }, colour: { type: "boolean" } } },
      note: { type: "string" },
    },
    indexes: {
      primary: { pk: { field: "pk", composite: ["director"] }, sk: { field: "sk", composite: ["film"] } },
      byGenre: {
        index: "gsi1",
        collection: "ofGenre",
        pk: { field: "gsi1pk", composite: ["genre"] },
        sk: { field: "gsi1sk", composite: ["year", "film"] },
      },
    },
  },
  { client, table },
);
const Shelf = new Entity(
  {
    model: { entity: "shelf", version: "1", service: "library" },
    attributes: {
      shelf: { type: "string", required: true },
      genre: { type: "string", required: true },
    },
    indexes: {
      primary: { pk: { field: "pk", composite: ["shelf"] }, sk: { field: "sk", composite: [] } },
      byGenre: {
        index: "gsi1",
        collection: "ofGenre",
        pk: { field: "gsi1pk", composite: ["genre"] },
        sk: { field: "gsi1sk", composite: ["shelf"] },
      },
    },
  },
  { client, table },
);
const library = new Service({ films: Film, shelves: Shelf });

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

const refused = (e) => {
  assert.equal(e.cause?.name, "ConditionalCheckFailedException", String(e));
  return true;
};

async function itemsOneByOne() {
  const made = await Film.create({
    director: "Varda",
    film: "Vagabond",
    year: 1985,
    genre: "drama",
    languages: ["fr"],
    awards: ["lion"],
    detail: { minutes: 105, colour: true },
  }).go();
  assert.equal(made.data.copies, 1);
  const key = { director: "Varda", film: "Vagabond" };
  await assert.rejects(Film.create({ ...key, year: 1, genre: "drama" }).go(), refused);

  const changed = await Film.patch(key)
    .set({ "detail.minutes": 106 })
    .add({ copies: 4, languages: ["en"] })
    .append({ awards: ["critics"] })
    .go({ response: "all_new" });
  assert.deepEqual(changed.data.languages.toSorted(), ["en", "fr"]);
  assert.deepEqual(changed.data.awards, ["lion", "critics"]);
  assert.deepEqual(changed.data.detail, { minutes: 106, colour: true });
  assert.equal(changed.data.copies, 5);

  // One path in two clauses.
  await assert.rejects(
    Film.update(key)
      .subtract({ copies: 2 })
      .data(({ copies }, { ifNotExists }) => ifNotExists(copies, 99))
      .go(),
    /Two document paths overlap/,
  );
  await Film.update(key).subtract({ copies: 2 }).set({ note: "seen" }).delete({ languages: ["en"] }).go();
  await assert.rejects(
    Film.update(key)
      .set({ note: "lent" })
      .where(({ copies }, { gt }) => gt(copies, 3))
      .go(),
    refused,
  );
  await Film.update(key)
    .remove(["note"])
    .where(({ copies, note }, { eq, begins }) => `${eq(copies, 3)} AND ${begins(note, "se")}`)
    .go();
  const got = await Film.get(key).go();
  assert.deepEqual(got.data, {
    ...key,
    year: 1985,
    genre: "drama",
    languages: ["fr"],
    awards: ["lion", "critics"],
    copies: 3,
    detail: { minutes: 106, colour: true },
  });
  const part = await Film.get(key).go({ attributes: ["year", "copies"] });
  assert.deepEqual(part.data, { year: 1985, copies: 3 });

  const upserted = await Film.upsert({ director: "Varda", film: "Daguerreotypes", year: 1976, genre: "drama" }).go({
    response: "all_new",
  });
  assert.equal(upserted.data.year, 1976);
  await assert.rejects(Film.patch({ director: "Varda", film: "none" }).set({ note: "x" }).go(), refused);
  await assert.rejects(Film.remove({ director: "Varda", film: "none" }).go(), refused);
  const gone = await Film.delete(key).go({ response: "all_old" });
  assert.equal(gone.data.copies, 3);
  assert.equal((await Film.get(key).go()).data, null);
}

const genres = ["drama", "comedy", "western"];
const films = Array.from({ length: 60 }, (_, i) => ({
  director: `director-${i % 4}`,
  film: `film-${String(i).padStart(2, "0")}`,
  year: 1940 + i,
  genre: genres[i % 3],
}));

async function batches() {
  const put = await Film.put(films).go();
  assert.deepEqual(put.unprocessed, []);
  const keys = films.map(({ director, film }) => ({ director, film }));
  const got = await Film.get([...keys, { director: "nobody", film: "nothing" }]).go({ preserveBatchOrder: true });
  assert.deepEqual(got.unprocessed, []);
  assert.equal(got.data.at(-1), null);
  assert.deepEqual(
    got.data.slice(0, -1).map(({ year }) => year),
    films.map(({ year }) => year),
  );
  const gone = await Film.delete(keys.slice(57)).go();
  assert.deepEqual(gone.unprocessed, []);
}

async function queries() {
  const years = ({ data }) => data.map(({ year }) => year);
  const own = await Film.query.primary({ director: "director-1" }).go({ pages: "all" });
  assert.deepEqual(years(own), films.slice(0, 57).filter((_, i) => i % 4 === 1).map(({ year }) => year));
  const backwards = await Film.query.primary({ director: "director-1" }).go({ order: "desc", limit: 2 });
  assert.deepEqual(years(backwards), [1993, 1989]);
  const between = await Film.query.primary({ director: "director-0" }).between({ film: "film-04" }, { film: "film-12" }).go();
  assert.deepEqual(years(between), [1944, 1948, 1952]);

  const westerns = films.slice(0, 57).filter(({ genre }) => genre === "western");
  await eventually(
    () => Film.query.byGenre({ genre: "western" }).go({ pages: "all" }),
    (all) => assert.deepEqual(years(all), westerns.map(({ year }) => year)),
  );
  const late = await Film.query
    .byGenre({ genre: "western" })
    .gte({ year: 1970 })
    .where(({ director }, { eq }) => eq(director, "director-2"))
    .go({ pages: "all" });
  assert.deepEqual(
    years(late),
    westerns.filter(({ year, director }) => year >= 1970 && director === "director-2").map(({ year }) => year),
  );

  // Page by page on the global index.
  const paged = [];
  let cursor = null;
  let pages = 0;
  do {
    const page = await Film.query.byGenre({ genre: "western" }).go({ cursor, limit: 5 });
    assert.ok(page.data.length <= 5);
    paged.push(...years(page));
    cursor = page.cursor;
    assert.ok(++pages < 20);
  } while (cursor);
  assert.deepEqual(paged, westerns.map(({ year }) => year));

  const scanned = await Film.scan.where(({ year }, { lt }) => lt(year, 1945)).go({ pages: "all" });
  assert.deepEqual(years(scanned).toSorted(), [1940, 1941, 1942, 1943, 1944]);
}

async function collections() {
  await Shelf.put([
    { shelf: "north", genre: "comedy" },
    { shelf: "south", genre: "western" },
  ]).go();
  await eventually(
    () => library.collections.ofGenre({ genre: "comedy" }).go({ pages: "all" }),
    ({ data }) => {
      assert.deepEqual(data.shelves, [{ shelf: "north", genre: "comedy" }]);
      assert.equal(data.films.length, 19);
    },
  );
  // A changed attribute of an index key moves the entry.
  await Film.update({ director: "director-0", film: "film-00" }).set({ genre: "comedy" }).composite({ year: 1940 }).go();
  await eventually(
    () => library.collections.ofGenre({ genre: "comedy" }).go({ pages: "all" }),
    ({ data }) => assert.equal(data.films.length, 20),
  );
}

await itemsOneByOne();
await batches();
await queries();
await collections();
