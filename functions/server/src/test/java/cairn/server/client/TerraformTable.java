package cairn.server.client;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The arguments of a table in Terraform: as configured, or as read. Equal ones make an empty plan.
/// Lists have no order here, as in the provider.
///
/// @param arguments single values, by the constants of this type; an empty text is absent
/// @param attributes the types of the key attributes
record TerraformTable(
        Map<String, String> arguments,
        Map<String, String> attributes,
        Map<String, TerraformIndex> locals,
        Map<String, TerraformIndex> globals,
        Map<String, String> tags) {
    static final String NAME = "name";
    static final String HASH = "hash_key";
    static final String RANGE = "range_key";
    static final String BILLING = "billing_mode";
    static final String READS = "read_capacity";
    static final String WRITES = "write_capacity";
    static final String MOST_READS = "on_demand_throughput.max_read_request_units";
    static final String MOST_WRITES = "on_demand_throughput.max_write_request_units";
    static final String STREAM = "stream_enabled";
    static final String VIEW = "stream_view_type";
    static final String CLASS = "table_class";
    static final String PROTECTED = "deletion_protection_enabled";
    static final String ENCRYPTED = "server_side_encryption.enabled";
    static final String EXPIRY = "ttl.attribute_name";
    static final String RECOVERY = "point_in_time_recovery.enabled";

    TerraformTable {
        arguments = Map.copyOf(arguments);
        attributes = Map.copyOf(attributes);
        locals = Map.copyOf(locals);
        globals = Map.copyOf(globals);
        tags = Map.copyOf(tags);
    }

    String get(String argument) {
        return Objects.requireNonNull(arguments.get(argument), argument);
    }

    boolean is(String argument) {
        return Boolean.parseBoolean(get(argument));
    }

    boolean has(String argument) {
        return !get(argument).isEmpty();
    }

    String name() {
        return get(NAME);
    }

    TerraformTable with(String argument, String value) {
        Map<String, String> changed = new HashMap<>(arguments);
        changed.put(argument, value);
        return new TerraformTable(changed, attributes, locals, globals, tags);
    }

    TerraformTable withTags(Map<String, String> others) {
        return new TerraformTable(arguments, attributes, locals, globals, others);
    }

    /// With other global indexes, and the key attributes that they leave.
    TerraformTable withGlobals(
            Map<String, TerraformIndex> others, Map<String, String> otherAttributes) {
        return new TerraformTable(arguments, otherAttributes, locals, others, tags);
    }

    TerraformTable withGlobals(Map<String, TerraformIndex> others) {
        return withGlobals(others, attributes);
    }

    /// Whether any of some arguments has another value.
    boolean differs(TerraformTable other, String... names) {
        return List.of(names).stream().anyMatch(name -> !get(name).equals(other.get(name)));
    }

    List<AttributeDefinition> definitions() {
        return attributes.entrySet().stream()
                .map(
                        attribute ->
                                AttributeDefinition.builder()
                                        .attributeName(attribute.getKey())
                                        .attributeType(attribute.getValue())
                                        .build())
                .toList();
    }

    boolean isProvisioned() {
        return get(BILLING).equals("PROVISIONED");
    }

    ProvisionedThroughput capacity() {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(Long.valueOf(get(READS)))
                .writeCapacityUnits(Long.valueOf(get(WRITES)))
                .build();
    }

    OnDemandThroughput mostOnDemand() {
        return OnDemandThroughput.builder()
                .maxReadRequestUnits(Long.valueOf(get(MOST_READS)))
                .maxWriteRequestUnits(Long.valueOf(get(MOST_WRITES)))
                .build();
    }
}
