package cairn.server.client;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.Set;

/// The table that the suite for Terraform configures, and its items.
final class TerraformPosts {
    static final String TABLE = "Posts";

    private static final Map<String, TerraformIndex> GLOBALS =
            Map.of(
                    "byTopic",
                    TerraformIndex.of("topic", "posted"),
                    "byTitle",
                    TerraformIndex.of("title", "").projecting("KEYS_ONLY", Set.of()));

    /// The types of the key attributes after one global index has taken the place of another.
    static final Map<String, String> WITH_EDITOR =
            Map.of("author", "S", "posted", "N", "length", "N", "topic", "S", "editor", "S");

    /// Hash and range key, one local and two global indexes, tags, expiry, a stream; on demand.
    static final TerraformTable CONFIGURED =
            new TerraformTable(
                    Map.ofEntries(
                            Map.entry(TerraformTable.NAME, TABLE),
                            Map.entry(TerraformTable.HASH, "author"),
                            Map.entry(TerraformTable.RANGE, "posted"),
                            Map.entry(TerraformTable.BILLING, "PAY_PER_REQUEST"),
                            Map.entry(TerraformTable.READS, "0"),
                            Map.entry(TerraformTable.WRITES, "0"),
                            Map.entry(TerraformTable.MOST_READS, ""),
                            Map.entry(TerraformTable.MOST_WRITES, ""),
                            Map.entry(TerraformTable.STREAM, "true"),
                            Map.entry(TerraformTable.VIEW, "NEW_AND_OLD_IMAGES"),
                            Map.entry(TerraformTable.CLASS, "STANDARD"),
                            Map.entry(TerraformTable.PROTECTED, "false"),
                            Map.entry(TerraformTable.ENCRYPTED, "false"),
                            Map.entry(TerraformTable.EXPIRY, "expires"),
                            Map.entry(TerraformTable.RECOVERY, "false")),
                    Map.of("author", "S", "posted", "N", "length", "N", "topic", "S", "title", "S"),
                    Map.of(
                            "byLength",
                            TerraformIndex.of("author", "length")
                                    .projecting("INCLUDE", Set.of("title", "text"))),
                    GLOBALS,
                    Map.of("team", "blog", "Name", "posts: all of them"));

    /// The same table with capacities.
    static final TerraformTable PROVISIONED =
            CONFIGURED
                    .with(TerraformTable.BILLING, "PROVISIONED")
                    .with(TerraformTable.READS, "5")
                    .with(TerraformTable.WRITES, "6")
                    .withGlobals(
                            Map.of(
                                    "byTopic",
                                    TerraformIndex.of("topic", "posted").withCapacity(3, 4),
                                    "byTitle",
                                    TerraformIndex.of("title", "")
                                            .projecting("KEYS_ONLY", Set.of())
                                            .withCapacity(1, 2)));

    private TerraformPosts() {}

    /// An item that all indexes of the table may contain.
    static Map<String, AttributeValue> post(String author, int posted) {
        return Map.of(
                "author",
                AttributeValue.fromS(author),
                "posted",
                AttributeValue.fromN(Integer.toString(posted)),
                "title",
                AttributeValue.fromS("title " + posted),
                "editor",
                AttributeValue.fromS("ed"),
                "length",
                AttributeValue.fromN("12.5"));
    }
}
