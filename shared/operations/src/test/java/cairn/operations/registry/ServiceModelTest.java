package cairn.operations.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The declarations of operations agree with the service model. The tests find an operation, member
/// or word that is missing.
final class ServiceModelTest {
    /// Members that DynamoDB takes, and the model does not have (observed).
    private static final Set<String> BESIDE_THE_MODEL = Set.of("TableThroughputMode");

    /// Operations of DynamoDB that are newer than the SDK.
    private static final Set<String> NEWER =
            Set.of(
                    "CancelBulkOperation",
                    "DescribeBulkOperation",
                    "ListBulkOperations",
                    "StartBulkPutItems");

    private final List<String> differences = new ArrayList<>();
    private final Set<Members> seen = new HashSet<>();

    @Test
    void eachServiceHasTheOperationsOfTheModel() {
        Set<String> known = ServiceModel.operations(DynamoDbClient.class);
        assertThat(known).hasSizeGreaterThan(50).doesNotContainAnyElementsOf(NEWER);
        known.addAll(NEWER);
        assertThat(DynamoDb.TABLE.entries().keySet()).isEqualTo(known);
        assertThat(DynamoDbStreams.TABLE.entries().keySet())
                .isEqualTo(ServiceModel.operations(DynamoDbStreamsClient.class));
    }

    static Stream<ServiceTable.Entry.Built> built() {
        return Targets.ALL.stream()
                .flatMap(table -> table.entries().values().stream())
                .filter(ServiceTable.Entry.Built.class::isInstance)
                .map(ServiceTable.Entry.Built.class::cast);
    }

    @ParameterizedTest
    @MethodSource("built")
    void eachOperationHasTheMembersOfTheModel(ServiceTable.Entry.Built entry) {
        Members members = entry.operation().declaration().members();
        assertThat(members.structure()).isIn(entry.name() + "Input", entry.name() + "Request");
        compare(entry.name(), members, ServiceModel.request(entry.name()));
        assertThat(differences).isEmpty();
    }

    private void compare(String path, Members declared, ServiceModel.Structure model) {
        if (!seen.add(declared)) {
            return;
        }
        Map<String, Shape<?>> shapes =
                declared.all().stream()
                        .collect(
                                Collectors.toMap(
                                        Member::name, Member::shape, (a, b) -> a, HashMap::new));
        shapes.keySet().removeAll(BESIDE_THE_MODEL);
        Map<String, SdkField<?>> fields =
                model.members()
                        .collect(Collectors.toMap(ServiceModelTest::name, Function.identity()));
        if (!shapes.keySet().equals(fields.keySet())) {
            differ(path, new TreeSet<>(shapes.keySet()), new TreeSet<>(fields.keySet()));
        }
        fields.forEach(
                (name, field) -> {
                    Shape<?> shape = shapes.get(name);
                    if (shape != null) {
                        compare(path + "." + name, shape, field);
                        Set<String> words =
                                shape instanceof Shape.OneOf<?>(List<String> all, var meaning)
                                        ? new TreeSet<>(all)
                                        : Set.of();
                        if (!words.equals(model.words(field))) {
                            differ(path + "." + name, words, model.words(field));
                        }
                    }
                });
    }

    private static String name(SdkField<?> field) {
        return field.locationName();
    }

    private void differ(String path, Object declared, Object model) {
        differences.add("%s: declared %s, in the model %s".formatted(path, declared, model));
    }

    private void compare(String path, Shape<?> shape, SdkField<?> field) {
        switch (shape) {
            case Shape.Str text -> compare(path, MarshallingType.STRING, field);
            case Shape.OneOf<?> words -> compare(path, MarshallingType.STRING, field);
            case Shape.Bool bool -> compare(path, MarshallingType.BOOLEAN, field);
            case Shape.Whole(String name) ->
                    compare(
                            path,
                            name.equals("Long") ? MarshallingType.LONG : MarshallingType.INTEGER,
                            field);
            case Shape.Time time -> compare(path, MarshallingType.INSTANT, field);
            case Shape.Blob blob -> compare(path, MarshallingType.SDK_BYTES, field);
            case Shape.ListOf<?>(var element) -> {
                if (compare(path, MarshallingType.LIST, field)) {
                    compare(path + "[]", element, ServiceModel.part(field));
                }
            }
            case Shape.MapOf<?>(var value) -> {
                if (compare(path, MarshallingType.MAP, field)) {
                    compare(path + "{}", value, ServiceModel.part(field));
                }
            }
            case Shape.Struct(Members members) -> {
                if (compare(path, MarshallingType.SDK_POJO, field)) {
                    ServiceModel.Structure model = ServiceModel.structure(field);
                    if (!members.structure().equals(model.name())) {
                        differ(path, members.structure(), model.name());
                    }
                    compare(path, members, model);
                }
            }
            case Shape.Values(var values) -> compare(path, values, field);
            case Shape.Later(var itself) -> compare(path, itself.get(), field);
        }
    }

    private boolean compare(String path, MarshallingType<?> declared, SdkField<?> field) {
        boolean same = field.marshallingType().equals(declared);
        if (!same) {
            differ(path, declared, field.marshallingType());
        }
        return same;
    }
}
