package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.Dialect;
import cairn.item.json.Json;
import cairn.operations.propagation.Propagation;
import cairn.operations.request.Action;
import cairn.operations.request.AnswerRoom;
import cairn.operations.request.Arrival;
import cairn.operations.request.TableAccess;
import cairn.operations.wire.Reply;
import cairn.storage.background.Jobs;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.event.Event;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;
import cairn.storage.table.Tables;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// The API without HTTP, on a store that other processes may share. In requests and expectations an
/// apostrophe represents a quotation mark.
public final class Service {
    public static final String TABLE = "Things";

    private static final Propagation.Mode USUAL =
            new Propagation.Mode(Propagation.Timing.BESIDE, false);

    private final Api api;
    private final TableAccess access;
    private final WatchedEnvironment environment;

    /// @param tuning when chunks are written and compacted
    public Service(ObjectStore store, Tuning tuning, int partitions) {
        this(store, tuning, partitions, Dialect.ESTABLISHED, USUAL);
    }

    /// The same, with indexes kept up in another way.
    public Service(ObjectStore store, Propagation.Mode mode) {
        this(store, Tuning.DEFAULT, 2, Dialect.ESTABLISHED, mode);
    }

    private Service(
            ObjectStore store,
            Tuning tuning,
            int partitions,
            Dialect dialect,
            Propagation.Mode mode) {
        this.environment =
                new WatchedEnvironment(
                        new SystemEnvironment(
                                (name, e) -> {
                                    throw new AssertionError(name, e);
                                }));
        Engine engine = Engine.shared(environment, store, tuning, Rules.ALL);
        engine.events()
                .add(
                        event -> {
                            if (event instanceof Event.JobFailed(String job, String why)) {
                                throw new AssertionError(job + ": " + why);
                            }
                        });
        Jobs.of(engine).listen();
        this.access =
                new TableAccess(
                        new Tables(engine),
                        environment,
                        new TableAccess.Configuration(
                                "eu-north-1", "000000000000", partitions, Integer.MAX_VALUE, mode));
        this.api =
                new Api(
                        access,
                        dialect,
                        e -> {
                            throw new AssertionError(e);
                        });
    }

    /// Waits until no task runs in the background.
    public void awaitIdle() {
        environment.awaitNoTask();
    }

    /// The tables below the operations.
    public TableAccess tables() {
        return access;
    }

    public static ObjectStore memory() {
        return new MemoryStore(Instant::now);
    }

    /// On a memory store of its own, with a table whose key is `p` (S) and `s` (N).
    public static Service withTable() {
        return withTable(Dialect.ESTABLISHED);
    }

    /// The same, answering in a dialect.
    public static Service withTable(Dialect dialect) {
        Service service = new Service(memory(), Tuning.DEFAULT, 2, dialect, USUAL);
        service.createTable();
        return service;
    }

    public void createTable() {
        ok(
                "CreateTable",
                """
                {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
                 'KeySchema':[{'AttributeName':'p','KeyType':'HASH'},
                              {'AttributeName':'s','KeyType':'RANGE'}],
                 'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'},
                                         {'AttributeName':'s','AttributeType':'N'}]}
                """);
    }

    /// An answer: status and body.
    public record Answer(int status, Json.Obj body) {
        /// The JSON at a path of names and list indexes; empty if there is none.
        public String at(Object... path) {
            Optional<Json> at = Optional.of(body);
            for (Object step : path) {
                at = at.flatMap(json -> step(json, step));
            }
            return at.map(Json::text).orElse("");
        }

        private static Optional<Json> step(Json json, Object step) {
            return switch (json) {
                case Json.Obj object -> object.field((String) step);
                case Json.Arr list when step instanceof Integer i && i < list.values().size() ->
                        Optional.of(list.values().get(i));
                default -> Optional.empty();
            };
        }

        /// The length of the list in a member.
        public int count(String member) {
            return body.field(member).map(list -> ((Json.Arr) list).values().size()).orElse(0);
        }

        /// Error type and message.
        public String error() {
            String type = ((Json.Text) body.field("__type").orElseThrow()).value();
            Optional<Json> message = body.field("message").or(() -> body.field("Message"));
            return type.substring(type.indexOf('#') + 1)
                    + message.map(m -> ": " + ((Json.Text) m).value()).orElse("");
        }
    }

    /// How often a task has yielded the processor.
    public int gaveWay() {
        return environment.gaveWay();
    }

    public Answer call(String operation, String body) {
        return later(operation, body).join();
    }

    /// Calls an operation of DynamoDB Streams. Calls an operation of DynamoDB Streams.
    public Answer streams(String operation, String body) {
        return later("DynamoDBStreams_20120810." + operation, body, Arrival.UNKNOWN).join();
    }

    /// Calls an operation without permission to wait. Empty if it would have to wait.
    Optional<Answer> inline(String operation, String body) {
        try {
            Request request = api.check(operation, Api.parse(bytes(body)));
            return Optional.of(
                    answer(api.run(request, AnswerRoom.ENDLESS, Waiting.NOT_ALLOWED).join()));
        } catch (WouldWait e) {
            return Optional.empty();
        }
    }

    /// Calls an operation for a client that may have disconnected.
    Answer call(String operation, String body, BooleanSupplier gone) {
        return later("DynamoDB_20120810." + operation, body, new Arrival(Optional.empty(), gone))
                .join();
    }

    /// Runs an action that was created without a request.
    Answer run(Action action) {
        Reply reply;
        try {
            reply = action.run(access, Waiting.ALLOWED).exceptionally(api::reply).join();
        } catch (RuntimeException e) {
            reply = api.reply(e);
        }
        return answer(reply);
    }

    /// Sends a request without waiting.
    public CompletableFuture<Answer> later(String operation, String body) {
        return later("DynamoDB_20120810." + operation, body, Arrival.UNKNOWN);
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private CompletableFuture<Answer> later(String target, String body, Arrival arrival) {
        CompletableFuture<Reply> reply;
        try {
            String operation = Api.operation(Optional.of(target));
            Request request = api.check(operation, Api.parse(bytes(body)), arrival);
            reply = api.run(request, AnswerRoom.ENDLESS, Waiting.ALLOWED);
        } catch (RuntimeException e) {
            reply = CompletableFuture.completedFuture(api.reply(e));
        }
        return reply.thenApply(Service::answer);
    }

    private static Answer answer(Reply reply) {
        if (reply.body().length == 0) {
            return new Answer(reply.status(), new Json.Obj(Map.of()));
        }
        try {
            return new Answer(reply.status(), (Json.Obj) Json.parse(reply.body()));
        } catch (Json.Malformed e) {
            throw new AssertionError(new String(reply.body(), StandardCharsets.UTF_8), e);
        }
    }

    /// Calls an operation and expects success.
    public Answer ok(String operation, String body) {
        Answer answer = call(operation, body);
        assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
        return answer;
    }

    /// Calls an operation and expects a refusal with status 400.
    ///
    /// @return type and message
    public String refused(String operation, String body) {
        Answer answer = call(operation, body);
        assertThat(answer.status()).as(answer.body().text()).isEqualTo(400);
        return answer.error();
    }

    /// Puts an item `{p, s, more}`.
    public void put(String p, int s, String more) {
        ok("PutItem", "{'TableName':'Things','Item':" + item(p, s, more) + "}");
    }

    public static String item(String p, int s, String more) {
        return "{'p':{'S':'%s'},'s':{'N':'%d'}%s}".formatted(p, s, more);
    }

    /// The `s` of each item of an answer.
    public static List<Integer> sorts(Answer answer) {
        return ((Json.Arr) answer.body().field("Items").orElseThrow())
                .values().stream()
                        .map(item -> ((Json.Obj) item).field("s").orElseThrow())
                        .map(s -> (Json.Text) ((Json.Obj) s).field("N").orElseThrow())
                        .map(n -> Integer.valueOf(n.value()))
                        .toList();
    }
}
