import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapperConfig;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapperConfig.ConsistentReads;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapperConfig.SaveBehavior;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBQueryExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBSaveExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBScanExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.QueryResultPage;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.ComparisonOperator;
import com.amazonaws.services.dynamodbv2.model.Condition;
import com.amazonaws.services.dynamodbv2.model.ConditionalCheckFailedException;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.ExpectedAttributeValue;
import com.amazonaws.services.dynamodbv2.model.Projection;
import com.amazonaws.services.dynamodbv2.model.ProjectionType;
import com.amazonaws.services.dynamodbv2.model.ProvisionedThroughput;
import com.amazonaws.services.dynamodbv2.util.TableUtils;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A wine cellar with DynamoDBMapper of the AWS SDK for Java 1. Ends with an exception at the first
/// wrong answer. It sends DynamoDB's legacy parameters, which this mapper is built on.
public final class Main {
    private static final Duration BECOMES_WITHIN = Duration.ofSeconds(20);
    private static final int BOTTLES = 60;
    private static final List<String> GROWERS = List.of("Abt", "Berg", "Cluny");

    private final DynamoDBMapper mapper;

    private Main(DynamoDBMapper mapper) {
        this.mapper = mapper;
    }

    public static void main(String[] arguments) throws InterruptedException {
        String endpoint = System.getenv("AWS_ENDPOINT_URL_DYNAMODB");
        AmazonDynamoDB client =
                AmazonDynamoDBClientBuilder.standard()
                        .withEndpointConfiguration(new EndpointConfiguration(endpoint, "us-east-1"))
                        .build();
        DynamoDBMapper mapper = new DynamoDBMapper(client);
        CreateTableRequest table =
                mapper.generateCreateTableRequest(Bottle.class)
                        .withProvisionedThroughput(new ProvisionedThroughput(5L, 5L));
        table.getGlobalSecondaryIndexes()
                .forEach(
                        index ->
                                index.withProvisionedThroughput(new ProvisionedThroughput(5L, 5L))
                                        .withProjection(
                                                new Projection()
                                                        .withProjectionType(ProjectionType.ALL)));
        equal(TableUtils.createTableIfNotExists(client, table), true);
        equal(TableUtils.createTableIfNotExists(client, table), false);
        TableUtils.waitUntilActive(client, "mapper-cellar", 60_000, 50);

        Main program = new Main(mapper);
        program.oneByOne();
        program.behaviours();
        program.expectations();
        program.batches();
        program.queries();
        program.pages();
        equal(
                TableUtils.deleteTableIfExists(
                        client, mapper.generateDeleteTableRequest(Bottle.class)),
                true);
        client.shutdown();
    }

    private static void equal(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError("expected " + expected + ", got " + actual);
        }
    }

    private static void refused(Runnable action) {
        try {
            action.run();
        } catch (ConditionalCheckFailedException e) {
            return;
        }
        throw new AssertionError("expected a failed condition");
    }

    /// Entries of a global index follow their item, so readers of an index ask again.
    private static void becomes(Supplier<Object> read, Object expected)
            throws InterruptedException {
        Instant end = Instant.now().plus(BECOMES_WITHIN);
        Object found = read.get();
        while (!found.equals(expected)) {
            if (Instant.now().isAfter(end)) {
                equal(found, expected);
            }
            Thread.sleep(20);
            found = read.get();
        }
    }

    private static Bottle bottle(int number) {
        Bottle bottle = new Bottle();
        bottle.setShelf("south");
        bottle.setNumber(number);
        bottle.setGrower(GROWERS.get(number % GROWERS.size()));
        bottle.setYear(2000 - number);
        bottle.setColour(number % 2 == 0 ? Bottle.Colour.RED : Bottle.Colour.WHITE);
        bottle.setPrice(number * 7.25);
        return bottle;
    }

    private Bottle load(String shelf, int number) {
        return mapper.load(Bottle.class, shelf, number, ConsistentReads.CONSISTENT.config());
    }

    private void oneByOne() {
        Bottle made = bottle(1);
        made.setShelf("north");
        made.setBought(Date.from(Instant.parse("2021-02-03T04:05:06.789Z")));
        made.setGrapes(Set.of("Riesling", "Silvaner"));
        made.setNotes(List.of("dry", "young"));
        made.setPlace(new Bottle.Place("Rhine", 3));
        made.setTags(Map.of("lot", "7"));
        made.setOpen(true);
        mapper.save(made);
        equal(made.getVersion(), 1L);
        equal(made.getLabel().length(), 36);
        Bottle got = load("north", 1);
        equal(got.text(), made.text());
        equal(got.getPlace().getName() + got.getPlace().getRow(), "Rhine3");

        // Of two who loaded the same version, the second to save is refused.
        Bottle late = load("north", 1);
        got.setNotes(List.of("dry"));
        got.setOpen(null);
        mapper.save(got);
        equal(got.getVersion(), 2L);
        late.setPrice(1.0);
        refused(() -> mapper.save(late));
        refused(() -> mapper.delete(late));
        mapper.save(late, SaveBehavior.CLOBBER.config());
        equal(load("north", 1).getNotes(), List.of("dry", "young"));
        mapper.delete(load("north", 1));
        equal(load("north", 1), null);
    }

    /// What a save does with attributes that are null or that the class does not have.
    private void behaviours() {
        Bottle full = bottle(2);
        full.setShelf("north");
        full.setNotes(List.of("old"));
        full.setGrapes(Set.of("Syrah"));
        mapper.save(full);
        Bottle sparse = new Bottle();
        sparse.setShelf("north");
        sparse.setNumber(2);
        sparse.setVersion(full.getVersion());
        sparse.setGrapes(Set.of("Merlot"));
        mapper.save(sparse, SaveBehavior.UPDATE_SKIP_NULL_ATTRIBUTES.config());
        Bottle got = load("north", 2);
        equal(got.getNotes(), List.of("old"));
        equal(got.getGrapes(), Set.of("Merlot"));
        Bottle more = new Bottle();
        more.setShelf("north");
        more.setNumber(2);
        more.setVersion(got.getVersion());
        more.setGrapes(Set.of("Malbec"));
        mapper.save(more, SaveBehavior.APPEND_SET.config());
        equal(load("north", 2).getGrapes(), Set.of("Merlot", "Malbec"));
        Bottle bare = new Bottle();
        bare.setShelf("north");
        bare.setNumber(2);
        bare.setVersion(more.getVersion());
        mapper.save(bare);
        equal(load("north", 2).getNotes(), null);
        mapper.delete(bare);
    }

    private void expectations() {
        DynamoDBMapperConfig clobber = SaveBehavior.CLOBBER.config();
        DynamoDBSaveExpression isNew =
                new DynamoDBSaveExpression()
                        .withExpectedEntry("shelf", new ExpectedAttributeValue(false));
        Bottle first = bottle(3);
        first.setShelf("north");
        mapper.save(first, isNew, clobber);
        refused(() -> mapper.save(first, isNew, clobber));
        DynamoDBSaveExpression cheap =
                new DynamoDBSaveExpression()
                        .withExpectedEntry(
                                "price",
                                new ExpectedAttributeValue()
                                        .withComparisonOperator(ComparisonOperator.BETWEEN)
                                        .withAttributeValueList(number(1), number(50)))
                        .withExpectedEntry(
                                "grower",
                                new ExpectedAttributeValue()
                                        .withComparisonOperator(ComparisonOperator.BEGINS_WITH)
                                        .withAttributeValueList(new AttributeValue("A")))
                        .withConditionalOperator("AND");
        first.setPrice(60.0);
        mapper.save(first, cheap, clobber);
        refused(() -> mapper.save(first, cheap, clobber));
        equal(load("north", 3).getPrice(), 60.0);
    }

    private static AttributeValue number(Object value) {
        return new AttributeValue().withN(value.toString());
    }

    private void batches() {
        List<Bottle> bottles = IntStream.range(0, BOTTLES).mapToObj(Main::bottle).toList();
        equal(mapper.batchSave(bottles), List.of());
        Map<String, List<Object>> loaded = mapper.batchLoad(bottles);
        equal(loaded.get("mapper-cellar").size(), BOTTLES);
        equal(mapper.batchDelete(bottles.subList(50, BOTTLES)), List.of());
        equal(mapper.batchLoad(bottles).get("mapper-cellar").size(), 50);
    }

    private static List<Integer> numbers(List<Bottle> bottles) {
        return bottles.stream().map(Bottle::getNumber).toList();
    }

    /// The bottles of the grower Berg from the oldest on: the highest numbers are the oldest.
    private static List<Integer> berg() {
        return IntStream.range(0, 50).map(i -> 49 - i).filter(i -> i % 3 == 1).boxed().toList();
    }

    private static DynamoDBQueryExpression<Bottle> ofGrower() {
        return new DynamoDBQueryExpression<Bottle>()
                .withIndexName("by-grower")
                .withConsistentRead(false)
                .withKeyConditionExpression("grower = :grower")
                .withExpressionAttributeValues(Map.of(":grower", new AttributeValue("Berg")));
    }

    private void queries() throws InterruptedException {
        Bottle south = new Bottle();
        south.setShelf("south");
        Condition middle =
                new Condition()
                        .withComparisonOperator(ComparisonOperator.BETWEEN)
                        .withAttributeValueList(number(4), number(8));
        DynamoDBQueryExpression<Bottle> range =
                new DynamoDBQueryExpression<Bottle>()
                        .withHashKeyValues(south)
                        .withRangeKeyCondition("number", middle)
                        .withQueryFilterEntry(
                                "colour",
                                new Condition()
                                        .withComparisonOperator(ComparisonOperator.EQ)
                                        .withAttributeValueList(new AttributeValue("RED")))
                        .withScanIndexForward(false);
        equal(numbers(mapper.query(Bottle.class, range)), List.of(8, 6, 4));

        becomes(() -> new ArrayList<>(numbers(mapper.query(Bottle.class, ofGrower()))), berg());
        Bottle berg = new Bottle();
        berg.setGrower("Berg");
        DynamoDBQueryExpression<Bottle> late =
                new DynamoDBQueryExpression<Bottle>()
                        .withHashKeyValues(berg)
                        .withConsistentRead(false)
                        .withRangeKeyCondition(
                                "year",
                                new Condition()
                                        .withComparisonOperator(ComparisonOperator.GE)
                                        .withAttributeValueList(number(1990)));
        equal(numbers(mapper.query(Bottle.class, late)), List.of(10, 7, 4, 1));
        equal(mapper.count(Bottle.class, late), 4);

        DynamoDBScanExpression scan =
                new DynamoDBScanExpression()
                        .withFilterExpression("price < :most AND attribute_exists(label)")
                        .withExpressionAttributeValues(Map.of(":most", number(29)));
        equal(sorted(mapper.scan(Bottle.class, scan)), List.of(0, 1, 2, 3));
        equal(sorted(mapper.parallelScan(Bottle.class, scan, 3)), List.of(0, 1, 2, 3));
    }

    private static List<Integer> sorted(List<Bottle> bottles) {
        List<Bottle> all = new ArrayList<>();
        bottles.forEach(all::add);
        return numbers(all).stream().sorted().toList();
    }

    private void pages() throws InterruptedException {
        List<Integer> expected = berg();
        List<Integer> paged = new ArrayList<>();
        DynamoDBQueryExpression<Bottle> query = ofGrower().withLimit(6);
        QueryResultPage<Bottle> page;
        do {
            page = mapper.queryPage(Bottle.class, query);
            paged.addAll(numbers(page.getResults()));
            query.setExclusiveStartKey(page.getLastEvaluatedKey());
        } while (page.getLastEvaluatedKey() != null && paged.size() < BOTTLES);
        equal(paged, expected);
        // The list of a query loads its pages as it is read.
        List<Integer> lazy = new ArrayList<>();
        mapper.query(Bottle.class, ofGrower().withLimit(4)).forEach(b -> lazy.add(b.getNumber()));
        equal(lazy, expected);

        // A changed attribute of the key moves the entry.
        Bottle moved = load("south", 1);
        moved.setGrower("Cluny");
        mapper.save(moved);
        List<Integer> without = expected.stream().filter(i -> i != 1).toList();
        becomes(() -> new ArrayList<>(numbers(mapper.query(Bottle.class, ofGrower()))), without);
    }
}
