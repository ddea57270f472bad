package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.json.Json;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.KnownKeys;
import cairn.operations.access.MasterKey;
import cairn.operations.access.Role;
import cairn.operations.access.RolePolicy;
import cairn.operations.access.SignedAccess;
import cairn.operations.http.Exchange;
import cairn.operations.http.HttpAnswer;
import cairn.operations.request.TableAccess;
import cairn.operations.signature.SignatureCheck;
import cairn.storage.event.Event;
import cairn.storage.memory.MemoryStore;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.DataKeys;
import cairn.storage.table.Tables;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The API over HTTP for requests that an access key signs. The clock does not advance by itself.
final class Guarded {
    static final long SECONDS = Instant.parse("2026-06-01T12:34:56Z").getEpochSecond();
    static final String PUT = "{'TableName':'Things','Item':{'p':{'S':'a'}}}";

    final SteppedEnvironment environment = new SteppedEnvironment(SECONDS);
    final MemoryStore memory = new MemoryStore(() -> Instant.ofEpochSecond(SECONDS));
    final CountingStore store = new CountingStore(memory);
    final DataKeys master = new MasterKey(MasterKey.fresh(environment), environment);
    final AccessKeys keys = new AccessKeys(environment, store, master);
    final KnownKeys known = new KnownKeys(environment, store, master);
    final List<Event> events = new CopyOnWriteArrayList<>();
    private final Exchange exchange;

    Guarded() {
        Engine engine = Engine.shared(environment, store, Tuning.DEFAULT, Rules.ALL);
        engine.events().add(events::add);
        Api api =
                new Api(
                        new TableAccess(
                                new Tables(engine),
                                environment,
                                new TableAccess.Configuration("us-east-1", "000000000000", 2)),
                        e -> {
                            throw new AssertionError(e);
                        });
        this.exchange =
                new Exchange(
                        api,
                        new SignedAccess(
                                new SignatureCheck("us-east-1", environment),
                                known,
                                new RolePolicy(),
                                "us-east-1",
                                "000000000000"),
                        environment,
                        "us-east-1",
                        environment::randomBits);
    }

    /// With a table `Things` whose key is `p` (S), and an admin's key.
    static Guarded withTable() {
        Guarded guarded = new Guarded();
        IssuedKey admin = guarded.keys.create("root", Role.ADMIN);
        Answer created =
                guarded.send(
                        guarded.signed(
                                admin,
                                "CreateTable",
                                """
                                {'TableName':'Things','BillingMode':'PAY_PER_REQUEST',
                                 'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],
                                 'AttributeDefinitions':
                                     [{'AttributeName':'p','AttributeType':'S'}]}
                                """));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        return guarded;
    }

    Draft draft(IssuedKey key, String operation, String body) {
        return new Draft(
                operation,
                body,
                key.key().id(),
                key.secret(),
                environment.wallMicros() / 1_000_000);
    }

    Draft signed(IssuedKey key, String operation, String body) {
        return draft(key, operation, body).sign();
    }

    Answer send(Draft draft) {
        HttpAnswer answer = exchange.answer(draft.question()).join();
        return new Answer(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    record Answer(int status, String text) {
        private Json.Obj json() {
            try {
                return (Json.Obj) Json.parse(text.getBytes(StandardCharsets.UTF_8));
            } catch (Json.Malformed e) {
                throw new AssertionError(text, e);
            }
        }

        /// The value of a text member; empty if absent.
        String member(String name) {
            Optional<Json> member = json().field(name);
            return member.map(m -> ((Json.Text) m).value()).orElse("");
        }

        /// The type, the name of the member that holds the message, and the message.
        List<String> error() {
            String name = text.contains("\"Message\"") ? "Message" : "message";
            return List.of(member("__type"), name, member(name));
        }
    }
}
