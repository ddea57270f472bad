package cairn.operations.index;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;
import cairn.operations.propagation.Propagation;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A global index is made of the items that there are, and kept up by every process from then on;
/// one that is deleted leaves nothing behind.
final class OnlineIndexTest {
    private static final String CREATE =
            """
            {'TableName':'Things',
             'AttributeDefinitions':[{'AttributeName':'a','AttributeType':'S'}],
             'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'by-a',
              'KeySchema':[{'AttributeName':'a','KeyType':'HASH'},
                           {'AttributeName':'s','KeyType':'RANGE'}],
              'Projection':{'ProjectionType':'ALL'}}}]}
            """;
    private static final String DELETE =
            "{'TableName':'Things','GlobalSecondaryIndexUpdates':"
                    + "[{'Delete':{'IndexName':'by-a'}}]}";
    private static final String SCAN = "{'TableName':'Things','IndexName':'by-a'}";

    private final ObjectStore store = Service.memory();
    private final Service service = new Service(store, Tuning.DEFAULT, 3);

    /// Another process, which has read nothing yet.
    private Service fresh() {
        return new Service(store, Tuning.DEFAULT, 3);
    }

    private static void fill(Service service, int from, int count) {
        List<CompletableFuture<Service.Answer>> puts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            String item = Service.item("p" + i % 7, i, ",'a':{'S':'a" + i % 5 + "'}");
            puts.add(service.later("PutItem", "{'TableName':'Things','Item':" + item + "}"));
        }
        puts.forEach(put -> assertThat(put.join().status()).isEqualTo(200));
    }

    private String index() {
        return service.ok("DescribeTable", "{'TableName':'Things'}").body().text();
    }

    private void awaitActive() {
        for (int i = 0; i < 200; i++) {
            service.awaitIdle();
            if (index().contains("\"IndexStatus\":\"ACTIVE\"")) {
                return;
            }
        }
        throw new AssertionError(index());
    }

    private static int entries(Service service) {
        int count = 0;
        String from = "";
        while (true) {
            Service.Answer page = service.ok("Scan", SCAN.replace("}", from + "}"));
            count += page.count("Items");
            if (page.body().field("LastEvaluatedKey").isEmpty()) {
                return count;
            }
            from = ",'ExclusiveStartKey':" + page.at("LastEvaluatedKey").replace('"', '\'');
        }
    }

    @Test
    void itHasTheItemsThatThereWere() {
        service.createTable();
        fill(service, 0, 2_000);
        service.put("p1", 5_000, ",'a':{'N':'1'}");
        service.put("p1", 5_001, ",'a':{'S':''}");
        service.put("p1", 5_002, "");
        Service.Answer answer = service.ok("UpdateTable", CREATE);
        assertThat(answer.at("TableDescription", "TableStatus")).isEqualTo("\"UPDATING\"");
        assertThat(answer.at("TableDescription", "GlobalSecondaryIndexes", 0))
                .contains("\"IndexStatus\":\"CREATING\",\"Backfilling\":false");
        awaitActive();
        assertThat(index()).doesNotContain("Backfilling");
        assertThat(entries(service)).isEqualTo(2_000);
        fill(service, 2_000, 100);
        service.ok(
                "UpdateItem",
                "{'TableName':'Things','Key':"
                        + Service.item("p0", 0, "")
                        + ",'UpdateExpression':'REMOVE a'}");
        service.awaitIdle();
        assertThat(entries(service)).isEqualTo(2_099);
    }

    /// What was written meanwhile is there once, as it is.
    @Test
    void writesGoOnWhileItIsMade() {
        service.createTable();
        fill(service, 0, 3_000);
        service.ok("UpdateTable", CREATE);
        fill(service, 1_500, 3_000);
        awaitActive();
        service.awaitIdle();
        assertThat(entries(service)).isEqualTo(4_500);
    }

    /// A process that knew the table before learns of the index at its next write.
    @Test
    void anotherProcessKeepsItUp() {
        service.createTable();
        fill(service, 0, 50);
        Service other = fresh();
        fill(other, 50, 50);
        service.ok("UpdateTable", CREATE);
        awaitActive();
        fill(other, 25, 100);
        assertThat(
                        other.refused(
                                "PutItem",
                                "{'TableName':'Things','Item':"
                                        + Service.item("p", 1, ",'a':{'N':'1'}")
                                        + "}"))
                .contains("Type mismatch");
        other.awaitIdle();
        assertThat(entries(fresh())).isEqualTo(125);
    }

    @Test
    void itIsDeletedAndMadeAnew() {
        service.createTable();
        fill(service, 0, 20);
        Service other = fresh();
        service.ok("UpdateTable", CREATE);
        awaitActive();
        assertThat(entries(other)).isEqualTo(20);
        Service.Answer answer = service.ok("UpdateTable", DELETE);
        assertThat(answer.at("TableDescription", "GlobalSecondaryIndexes", 0))
                .contains("\"IndexStatus\":\"DELETING\"");
        service.awaitIdle();
        assertThat(index()).doesNotContain("GlobalSecondaryIndexes").doesNotContain("\"a\"");
        for (Service any : new Service[] {service, fresh()}) {
            assertThat(any.refused("Scan", SCAN))
                    .isEqualTo(
                            "ValidationException: The table does not have the specified index:"
                                    + " by-a");
        }
        fill(other, 20, 20);
        service.ok("UpdateTable", CREATE);
        awaitActive();
        assertThat(entries(fresh())).isEqualTo(40);
        service.ok("DeleteTable", "{'TableName':'Things'}");
        assertThat(service.ok("ListTables", "{}").at("TableNames")).isEqualTo("[]");
    }

    /// Read at once, over and over, by a process that does not carry to the index itself.
    @Test
    void aStrongReadOfAnIndexHasWhatWasWritten() {
        Propagation.Mode strong = new Propagation.Mode(Propagation.Timing.BESIDE, true);
        Service reader = new Service(store, strong);
        service.createTable();
        service.ok("UpdateTable", CREATE);
        awaitActive();
        String scan = SCAN.replace("}", ",'ConsistentRead':true,'Select':'COUNT'}");
        assertThat(service.refused("Scan", scan))
                .contains("Consistent reads are not supported on global secondary indexes");
        for (int i = 1; i <= 50; i++) {
            service.put("p" + i, i, ",'a':{'S':'a'}");
            assertThat(reader.ok("Scan", scan).at("Count")).isEqualTo("" + i);
        }
    }
}
