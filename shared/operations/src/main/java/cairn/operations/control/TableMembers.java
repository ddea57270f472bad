package cairn.operations.control;

import static cairn.operations.wire.Constraints.atLeast;
import static cairn.operations.wire.Constraints.length;
import static cairn.operations.wire.Constraints.size;

import cairn.item.KeySchema;
import cairn.item.json.Json;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Members that define a table: its keys, billing and settings.
final class TableMembers {
    static final int KEYS_MAX = 2;
    private static final int LONG_KEYS_MAX = 8;
    private static final int NAME_MAX = 255;
    private static final int KEY_ID_MAX = 2048;

    static final Member<String> ATTRIBUTE_NAME =
            Members.text("AttributeName").required().where(length(1, NAME_MAX));
    static final Member<KeySchema.Type> ATTRIBUTE_TYPE =
            Members.word("AttributeType", KeySchema.Type.B, KeySchema.Type.N, KeySchema.Type.S)
                    .required();
    static final Member<List<Input>> ATTRIBUTE_DEFINITIONS =
            Members.structures(
                    "AttributeDefinitions",
                    Members.of("AttributeDefinition", ATTRIBUTE_NAME, ATTRIBUTE_TYPE));

    static final Member<String> KEY_TYPE = Members.word("KeyType", "HASH", "RANGE").required();
    static final Member<List<Input>> KEY_SCHEMA = keySchema(KEYS_MAX);

    /// Of a global index.
    static final Member<List<Input>> LONG_KEY_SCHEMA = keySchema(LONG_KEYS_MAX);

    static final Member<String> BILLING_MODE =
            Members.word("BillingMode", "PROVISIONED", "PAY_PER_REQUEST");

    /// An alias of BillingMode, which wins.
    static final Member<String> TABLE_THROUGHPUT_MODE =
            Members.word("TableThroughputMode", "PROVISIONED", "PAY_PER_REQUEST");

    static final Member<Long> WRITE_CAPACITY_UNITS =
            Members.longInteger("WriteCapacityUnits").required().where(atLeast(1));
    static final Member<Long> READ_CAPACITY_UNITS =
            Members.longInteger("ReadCapacityUnits").required().where(atLeast(1));
    static final Member<Input> PROVISIONED_THROUGHPUT =
            Members.structure(
                    "ProvisionedThroughput",
                    Members.of("ProvisionedThroughput", WRITE_CAPACITY_UNITS, READ_CAPACITY_UNITS));
    static final Member<Long> MAX_READ_REQUEST_UNITS = Members.longInteger("MaxReadRequestUnits");
    static final Member<Long> MAX_WRITE_REQUEST_UNITS = Members.longInteger("MaxWriteRequestUnits");
    static final Member<Input> ON_DEMAND_THROUGHPUT =
            Members.structure(
                    "OnDemandThroughput",
                    Members.of(
                            "OnDemandThroughput", MAX_READ_REQUEST_UNITS, MAX_WRITE_REQUEST_UNITS));
    static final Member<Long> READ_UNITS_PER_SECOND = Members.longInteger("ReadUnitsPerSecond");
    static final Member<Long> WRITE_UNITS_PER_SECOND = Members.longInteger("WriteUnitsPerSecond");
    static final Member<Input> WARM_THROUGHPUT =
            Members.structure(
                    "WarmThroughput",
                    Members.of("WarmThroughput", READ_UNITS_PER_SECOND, WRITE_UNITS_PER_SECOND));

    static final Member<Boolean> STREAM_ENABLED = Members.bool("StreamEnabled").required();
    static final Member<String> STREAM_VIEW_TYPE =
            Members.word(
                    "StreamViewType", "OLD_IMAGE", "KEYS_ONLY", "NEW_AND_OLD_IMAGES", "NEW_IMAGE");
    static final Member<Input> STREAM_SPECIFICATION =
            Members.structure(
                    "StreamSpecification",
                    Members.of("StreamSpecification", STREAM_ENABLED, STREAM_VIEW_TYPE));

    static final Member<Boolean> ENABLED = Members.bool("Enabled");
    static final Member<String> SSE_TYPE = Members.word("SSEType", "AES256", "KMS");
    static final Member<String> KMS_MASTER_KEY_ID =
            Members.text("KMSMasterKeyId").where(length(1, KEY_ID_MAX));
    static final Member<Input> SSE_SPECIFICATION =
            Members.structure(
                    "SSESpecification",
                    Members.of("SSESpecification", ENABLED, SSE_TYPE, KMS_MASTER_KEY_ID));

    static final Member<String> TABLE_CLASS =
            Members.word("TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS");
    static final Member<Boolean> DELETION_PROTECTION_ENABLED =
            Members.bool("DeletionProtectionEnabled");
    static final Member<String> GLOBAL_TABLE_SETTINGS_REPLICATION_MODE =
            Members.word(
                            "GlobalTableSettingsReplicationMode",
                            "ENABLED",
                            "DISABLED",
                            "ENABLED_WITH_OVERRIDES")
                    .later();

    private TableMembers() {}

    /// The billing mode that a request gives, if it gives one: whether it is PAY_PER_REQUEST.
    static Optional<Boolean> isPaidByRequest(Input input) {
        return input.get(BILLING_MODE)
                .or(() -> input.get(TABLE_THROUGHPUT_MODE))
                .map("PAY_PER_REQUEST"::equals);
    }

    private static Member<List<Input>> keySchema(int most) {
        return Members.structures(
                        "KeySchema", Members.of("KeySchemaElement", ATTRIBUTE_NAME, KEY_TYPE))
                .required()
                .where(size(1, most, TableMembers::echo));
    }

    /// Key elements as DynamoDB writes them in messages.
    private static String echo(Json.Arr list) {
        return list.values().stream()
                .map(TableMembers::echo)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String echo(Json element) {
        if (!(element instanceof Json.Obj object)) {
            return "null";
        }
        Input input = new Input(object);
        return "KeySchemaElement(attributeName=%s, keyType=%s)"
                .formatted(
                        input.get(ATTRIBUTE_NAME).orElse("null"),
                        input.get(KEY_TYPE).orElse("null"));
    }
}
