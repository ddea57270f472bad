package cairn.operations.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.json.Json;
import cairn.operations.access.Caller;
import cairn.operations.access.Role;
import cairn.operations.access.RolePolicy;
import cairn.operations.request.AccessLevel;
import cairn.operations.request.Arrival;
import cairn.operations.request.Declaration;
import cairn.operations.request.Demand;
import cairn.operations.request.Operation;
import cairn.operations.request.Resource;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Shape;
import cairn.operations.wire.TypeCheck;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What operations declare, and what follows from it.
final class DeclarationTest {
    private static final Pattern READING =
            Pattern.compile("(BatchGet|Describe|Get|List|Query|Scan|Search|TransactGet).*");

    /// Read operations that only admins may call until Cairn has them.
    private static final Set<String> CLOSED =
            Set.of("DescribeBulkOperation", "GetResourcePolicy", "ListBulkOperations");

    private static final Set<String> WRITING =
            Set.of(
                    "BatchExecuteStatement",
                    "BatchWriteItem",
                    "DeleteItem",
                    "ExecuteStatement",
                    "ExecuteTransaction",
                    "PutItem",
                    "TransactWriteItems",
                    "UpdateItem");

    private static Stream<ServiceTable.Entry> entries() {
        return Targets.ALL.stream().flatMap(table -> table.entries().values().stream());
    }

    @Test
    void noNameIsInTwoServices() {
        assertThat(entries().map(ServiceTable.Entry::name)).doesNotHaveDuplicates();
    }

    @Test
    void everyOperationHasTheLevelOfItsAction() {
        entries()
                .forEach(
                        entry -> {
                            String name = entry.name();
                            boolean reads = READING.matcher(name).matches();
                            AccessLevel level =
                                    reads && !CLOSED.contains(name)
                                            ? AccessLevel.READ
                                            : WRITING.contains(name)
                                                    ? AccessLevel.WRITE
                                                    : AccessLevel.ADMIN;
                            assertThat(entry.level()).as(name).isEqualTo(level);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "READ_ONLY,READ,true",
        "READ_ONLY,WRITE,false",
        "READ_ONLY,ADMIN,false",
        "READ_WRITE,READ,true",
        "READ_WRITE,WRITE,true",
        "READ_WRITE,ADMIN,false",
        "ADMIN,READ,true",
        "ADMIN,WRITE,true",
        "ADMIN,ADMIN,true",
    })
    void aRoleAllowsLevels(Role role, AccessLevel level, boolean allowed) {
        Demand demand = new Demand("Anything", level, new Resource.Any());
        assertThat(new RolePolicy().allows(new Caller("ann", role), demand)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PutItem|{'TableName':'Things'}|table/Things",
                "GetItem|{'TableName':'arn:aws:dynamodb:r:1:table/Things'}|table/Things",
                "Query|{'TableName':'Things','IndexName':'ByName'}|table/Things/index/ByName",
                "Scan|{'TableName':'Things'}|table/Things",
                "BatchGetItem|{'RequestItems':{'A':{},'B':{}}}|table/A,table/B",
                "BatchWriteItem|{'RequestItems':{'A':[]}}|table/A",
                "CreateTable|{'TableName':'New'}|table/New",
                "ListTables|{'ExclusiveStartTableName':'A'}|table/*",
                "ListBackups|{}|table/*",
                "ListBackups|{'TableName':'A'}|table/A",
                "ListTagsOfResource|{'ResourceArn':'arn:aws:dynamodb:r:1:table/Things'}|table/Things",
            })
    void aRequestDemandsWhatItNames(String name, String request, String resources)
            throws Json.Malformed {
        Declaration declaration = Targets.built(name).declaration();
        byte[] body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        List<Demand> demands = declaration.demandsOf(new Input((Json.Obj) Json.parse(body)));
        assertThat(demands)
                .extracting(demand -> demand.resource().arn("r", "1"))
                .containsExactly(
                        Stream.of(resources.split(","))
                                .map(resource -> "arn:aws:dynamodb:r:1:" + resource)
                                .toArray(String[]::new));
        assertThat(demands)
                .allSatisfy(
                        demand -> {
                            assertThat(demand.action()).isEqualTo("dynamodb:" + name);
                            assertThat(demand.level()).isEqualTo(declaration.level());
                        });
    }

    @Test
    void onlyOperationsOnTablesAlwaysWait() {
        Set<String> waiting = new HashSet<>();
        entries()
                .forEach(
                        entry -> {
                            if (entry instanceof ServiceTable.Entry.Built(var operation)
                                    && operation.declaration().waits()) {
                                waiting.add(entry.name());
                            }
                        });
        assertThat(waiting)
                .containsExactlyInAnyOrder(
                        "CreateTable",
                        "DeleteTable",
                        "DescribeContinuousBackups",
                        "DescribeTable",
                        "DescribeTimeToLive",
                        "ListStreams",
                        "ListTables",
                        "ListTagsOfResource",
                        "TagResource",
                        "UntagResource",
                        "UpdateTable",
                        "UpdateTimeToLive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CreateTable|'TableName':'New','BillingMode':'PAY_PER_REQUEST','KeySchema':"
                        + "[{'AttributeName':'a','KeyType':'HASH'}],'AttributeDefinitions':"
                        + "[{'AttributeName':'a','AttributeType':'S'}]",
                "UpdateTable|'TableName':'New'",
            })
    void whatComesLaterIsRefusedIfItAsksForSomething(String name, String request)
            throws Json.Malformed {
        Operation operation = Targets.built(name);
        List<Member<?>> later =
                operation.declaration().members().all().stream().filter(Member::isLater).toList();
        assertThat(later).isNotEmpty();
        for (Member<?> member : later) {
            String with =
                    "{%s,'%s':%s}"
                            .formatted(request, member.name(), sample(member.shape()))
                            .replace('\'', '"');
            Json.Obj body = (Json.Obj) Json.parse(with.getBytes(StandardCharsets.UTF_8));
            TypeCheck.check(operation.declaration().members().shape(), body);
            assertThatThrownBy(
                            () -> {
                                operation.declaration().check(new Input(body), "r", "1");
                                operation.read(new Input(body), Arrival.UNKNOWN);
                            })
                    .as(with)
                    .hasMessageEndingWith(
                            "Cairn does not support the parameter " + member.name() + " yet");
        }
    }

    /// A value that is not empty and requests something.
    private static String sample(Shape<?> shape) {
        return switch (shape) {
            case Shape.Str text -> "'x'";
            case Shape.OneOf<?>(List<String> words, var meaning) -> "'" + words.getFirst() + "'";
            case Shape.Bool bool -> "true";
            case Shape.Whole whole -> "1";
            case Shape.Time time -> "1";
            case Shape.Blob blob -> "'AA=='";
            case Shape.ListOf<?>(var element) -> "[" + sample(element) + "]";
            case Shape.MapOf<?>(var value) -> "{'x':" + sample(value) + "}";
            case Shape.Struct(Members members) -> {
                Member<?> first = members.all().getFirst();
                yield "{'%s':%s}".formatted(first.name(), sample(first.shape()));
            }
            case Shape.Values(var values) -> sample(values);
            case Shape.Later(var itself) -> sample(itself.get());
        };
    }
}
