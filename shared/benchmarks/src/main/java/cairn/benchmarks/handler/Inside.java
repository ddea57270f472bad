package cairn.benchmarks.handler;

import cairn.operations.Api;
import cairn.operations.access.OpenAccess;
import cairn.operations.http.Exchange;
import cairn.operations.http.HttpAnswer;
import cairn.operations.http.HttpQuestion;
import cairn.operations.request.TableAccess;
import cairn.storage.environment.Environment;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;
import cairn.storage.table.Tables;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// What the request function is inside: HTTP's questions and answers on a store that others may use
/// too, without what carries them.
final class Inside {
    private final Exchange exchange;

    Inside(ObjectStore store) {
        Environment environment =
                new SystemEnvironment(
                        (name, e) -> {
                            throw new IllegalStateException(name, e);
                        });
        Engine engine = Engine.shared(environment, store, Tuning.FUNCTION, Rules.ALL);
        TableAccess access =
                new TableAccess(
                        new Tables(engine, partition -> {}),
                        environment,
                        new TableAccess.Place("us-east-1", "000000000000", 16));
        Api api =
                new Api(
                        access,
                        e -> {
                            throw new IllegalStateException(e);
                        });
        this.exchange =
                new Exchange(
                        api,
                        new OpenAccess(),
                        environment,
                        "us-east-1",
                        () -> ThreadLocalRandom.current().nextLong());
    }

    /// Does one operation, which must succeed.
    String call(String operation, String body) {
        Map<String, String> headers =
                Map.of(
                        "X-Amz-Target", "DynamoDB_20120810." + operation,
                        "Content-Type", "application/x-amz-json-1.0",
                        "Authorization", "any");
        HttpAnswer answer =
                exchange.answer(
                                new HttpQuestion(
                                        "POST",
                                        "/",
                                        "",
                                        name ->
                                                headers.containsKey(name)
                                                        ? List.of(headers.get(name))
                                                        : List.of(),
                                        body.getBytes(StandardCharsets.UTF_8)))
                        .join();
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != 200) {
            throw new IllegalStateException(operation + " answered " + text);
        }
        return text;
    }
}
