package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/// Where a long read may run, and how it ends when its client has disconnected.
final class EffortTest {
    private static final String FILTERED =
            "{'TableName':'Things','FilterExpression':'contains(t, :t)',"
                    + "'ExpressionAttributeValues':{':t':{'S':'none'}}%s}";

    private final Service service = Service.withTable();

    private void fill(int items, int bytes) {
        for (int i = 0; i < items; i++) {
            service.put("a", i, ",'t':{'S':'" + "x".repeat(bytes) + "'}");
        }
        // This makes all partitions known.
        service.ok("Scan", "{'TableName':'Things'}");
    }

    @Test
    void whatIsQuickIsAnsweredWhereItCame() {
        fill(20, 1000);
        assertThat(service.inline("Scan", FILTERED.formatted(""))).isPresent();
        assertThat(service.inline("Scan", "{'TableName':'Things'}").orElseThrow().count("Items"))
                .isEqualTo(20);
        assertThat(
                        service.inline(
                                "GetItem",
                                "{'TableName':'Things','Key':{'p':{'S':'a'},'s':{'N':'1'}},"
                                        + "'ProjectionExpression':'s'}"))
                .isPresent();
    }

    @Test
    void whatAlwaysAsksTheStoreGoesElsewhereAndDoesNothingBefore() {
        assertThat(service.inline("DescribeTable", "{'TableName':'Things'}")).isEmpty();
        assertThat(service.inline("DeleteTable", "{'TableName':'Things'}")).isEmpty();
        assertThat(service.ok("DescribeTable", "{'TableName':'Things'}").at("Table", "TableName"))
                .isEqualTo("\"Things\"");
        assertThat(service.inline("DescribeLimits", "{}")).isPresent();
    }

    @Test
    void whatTakesOverAMillisecondGoesElsewhere() {
        fill(3, 300_000);
        String key = "{'p':{'S':'a'},'s':{'N':'1'}}";
        String get = "{'TableName':'Things','Key':" + key + "%s}";
        String projection = ",'ProjectionExpression':'s'";
        assertThat(service.inline("Scan", FILTERED.formatted(""))).isEmpty();
        assertThat(service.inline("Scan", "{'TableName':'Things'}")).isPresent();
        assertThat(
                        service.inline(
                                "Query",
                                FILTERED.formatted(",'KeyConditionExpression':'p = :p'")
                                        .replace("{':t'", "{':p':{'S':'a'},':t'")))
                .isEmpty();
        assertThat(service.inline("GetItem", get.formatted(""))).isPresent();
        assertThat(service.inline("GetItem", get.formatted(projection))).isEmpty();
        String batch = "{'RequestItems':{'Things':{'Keys':[" + key + "]%s}}}";
        assertThat(service.inline("BatchGetItem", batch.formatted(""))).isPresent();
        assertThat(service.inline("BatchGetItem", batch.formatted(projection))).isEmpty();
    }

    /// Lists that are equal except for their last members, compared a hundred times.
    private static final String COMPARED = "l IN (" + "m, ".repeat(99) + "m)";

    private void fillWithLists() {
        String members = "{'S':'x'},".repeat(10_000);
        String list = "{'L':[" + members + "{'S':'%s'}]}";
        service.put("a", 1, ",'l':" + list.formatted("l") + ",'m':" + list.formatted("m"));
        service.ok("Scan", "{'TableName':'Things'}");
    }

    @Test
    void aFilterGivesWayWithinOneItem() {
        fillWithLists();
        String scan = "{'TableName':'Things','FilterExpression':'" + COMPARED + "'}";
        assertThat(service.inline("Scan", scan)).isEmpty();
        int before = service.gaveWay();
        assertThat(service.ok("Scan", scan).count("Items")).isZero();
        assertThat(service.gaveWay() - before).isGreaterThan(25);
    }

    /// A thousand arguments, each compared with the list.
    private static final String IN =
            "{'l':{'ComparisonOperator':'IN','AttributeValueList':["
                    + "{'S':'x'},".repeat(999)
                    + "{'S':'x'}]}}";

    @Test
    void legacyConditionsGiveWayToo() {
        fillWithLists();
        String scan = "{'TableName':'Things','ScanFilter':" + IN + "}";
        assertThat(service.inline("Scan", scan)).isEmpty();
        int before = service.gaveWay();
        assertThat(service.ok("Scan", scan).count("Items")).isZero();
        assertThat(service.gaveWay() - before).isGreaterThan(25);
        before = service.gaveWay();
        assertThat(
                        service.refused(
                                "DeleteItem",
                                "{'TableName':'Things','Key':{'p':{'S':'a'},'s':{'N':'1'}},"
                                        + "'Expected':"
                                        + IN
                                        + "}"))
                .startsWith("ConditionalCheckFailedException");
        assertThat(service.gaveWay() - before).isGreaterThan(25);
    }

    @Test
    void theConditionOfAWriteGivesWay() {
        fillWithLists();
        String write =
                "{'TableName':'Things','Key':{'p':{'S':'a'},'s':{'N':'1'}},"
                        + "'ConditionExpression':'NOT "
                        + COMPARED
                        + "'%s}";
        int before = service.gaveWay();
        service.ok("UpdateItem", write.formatted(",'UpdateExpression':'REMOVE n'"));
        assertThat(service.gaveWay() - before).isGreaterThan(25);
        before = service.gaveWay();
        service.ok("DeleteItem", write.formatted(""));
        assertThat(service.gaveWay() - before).isGreaterThan(25);
    }

    @Test
    void aReadEndsWhenItsClientHasGone() {
        fill(200, 4000);
        String count = FILTERED.formatted(",'Select':'COUNT'");
        assertThat(service.call("Scan", count, () -> false).at("ScannedCount")).isEqualTo("200");
        AtomicInteger asked = new AtomicInteger();
        Service.Answer answer = service.call("Scan", count, () -> asked.incrementAndGet() == 3);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.error()).endsWith("The client has gone");
        assertThat(asked).as("times that it was asked before and after").hasValue(3);
    }
}
