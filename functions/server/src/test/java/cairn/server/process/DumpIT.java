package cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `cairn dump` on a folder.
final class DumpIT {
    @TempDir Path folder;

    private Launcher.Ended dump(String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("dump", "--data", folder.toString()));
        arguments.addAll(List.of(words));
        return Launcher.run(Map.of(), arguments);
    }

    @Test
    void objectsAreListedAndShownDownToTheirItems() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.onFolder(folder);
                DynamoDbClient client = server.client()) {
            KeyedTable.create(client, "Things", "p", "s");
            client.putItem(
                    put ->
                            put.tableName("Things")
                                    .item(
                                            Map.of(
                                                    "p",
                                                    AttributeValue.fromS("lighthouse"),
                                                    "s",
                                                    AttributeValue.fromN("7"))));
            assertThat(dump().err()).contains("in use by another process");
        }
        Launcher.Ended listed = dump();
        assertThat(listed.status()).as(listed.toString()).isZero();
        assertThat(listed.out()).contains("catalog/Things");
        String head =
                listed.out()
                        .lines()
                        .filter(line -> line.endsWith("/head"))
                        .map(line -> line.strip().split(" ", 2)[1])
                        .findFirst()
                        .orElseThrow();
        Launcher.Ended shown = dump(head);
        assertThat(shown.status()).as(shown.toString()).isZero();
        assertThat(shown.out()).contains("lighthouse");
        Launcher.Ended nothing = dump("nobody/knows");
        assertThat(nothing.status()).isNotZero();
        assertThat(nothing.err()).contains("nothing named nobody/knows");
    }
}
