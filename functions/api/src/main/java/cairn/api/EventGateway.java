package cairn.api;

import cairn.operations.Api;
import cairn.operations.http.Exchange;
import cairn.operations.http.HttpAnswer;
import cairn.operations.http.HttpQuestion;
import cairn.operations.propagation.Propagation;
import cairn.operations.request.TableAccess;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;
import cairn.storage.table.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers events one after the other. Nothing of a request runs after its answer, because the
/// process may be frozen then. One exception: a write whose put stayed undecided until the
/// deadline. It is settled before the partition's next write.
final class EventGateway {
    /// Time reserved to call for jobs and to send the answer.
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /// Front doors and clients wait about 30 s for an answer. A write may reach the store up to 10
    /// s after it started. A write that starts later could therefore be applied after its caller
    /// has given up and written something newer.
    private static final Duration AGE_MAX = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(EventGateway.class);

    private final InvocationEnvironment environment;
    private final JobCalls jobs;
    private final RefusalLog refusals;
    private final Exchange exchange;

    /// The API on a store that other processes also use.
    EventGateway(
            RequestSettings settings,
            InvocationEnvironment environment,
            ObjectStore store,
            JobCalls jobs,
            Admission admission) {
        this.environment = environment;
        this.jobs = jobs;
        this.refusals = admission.refusals();
        Engine engine = Engine.shared(environment, store, Tuning.FUNCTION, Rules.ALL);
        engine.events().add(jobs::note);
        TableAccess tables =
                new TableAccess(
                        new Tables(engine),
                        environment,
                        new TableAccess.Configuration(
                                settings.store().region(),
                                settings.account(),
                                settings.partitions(),
                                AnswerText.BODY_BYTES_MAX,
                                new Propagation.Mode(
                                        Propagation.Timing.BEFORE_ANSWER,
                                        settings.strongIndexReads())));
        this.exchange =
                new Exchange(
                        new Api(tables, settings.dialect(), this::logged),
                        admission.access(),
                        environment,
                        settings.store().region(),
                        environment::randomBits);
    }

    /// Logs a failure that no client caused.
    ///
    /// @return the failure's id in the log
    private String logged(Throwable failure) {
        String id = Long.toHexString(environment.randomBits());
        LOG.error("request failed, id {}", id, failure);
        return id;
    }

    /// Answers one event.
    ///
    /// @throws IllegalArgumentException if the event is not an HTTP request
    /// @throws IOException if the event cannot be read or the answer cannot be written
    void answer(InputStream event, OutputStream out, Invocation invocation) throws IOException {
        environment.invoked(invocation.id(), invocation.deadlineMillis());
        HttpAnswer answer = answer(event, invocation.left());
        jobs.send();
        Optional<byte[]> text = AnswerText.of(answer);
        out.write(
                text.orElseGet(
                        () ->
                                AnswerText.of(failed("the answer is longer than Lambda carries"))
                                        .orElseThrow()));
    }

    private HttpAnswer answer(InputStream in, Duration left) throws IOException {
        HttpEvent event;
        try {
            event = HttpEvent.read(in);
        } catch (BoundedEvent.TooLong e) {
            return exchange.refused(413, Optional.empty());
        }
        Duration age = event.age(environment.wallMicros() / 1000);
        if (age.compareTo(AGE_MAX) > 0) {
            return failed("the request came %d s before its invocation".formatted(age.toSeconds()));
        }
        HttpQuestion question = event.question();
        HttpAnswer answer = answer(question, left);
        refusals.note(question, answer, event.source());
        return answer;
    }

    private HttpAnswer answer(HttpQuestion question, Duration left) throws IOException {
        CompletableFuture<HttpAnswer> answer = exchange.answer(question);
        try {
            return answer.get(left.minus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return failed("no answer in the time that the function has");
        } catch (ExecutionException e) {
            return exchange.refused(500, Optional.ofNullable(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpAnswer failed(String why) {
        return exchange.refused(500, Optional.of(new Unserved(why)));
    }

    /// The reason why a request got no answer. It has no stack trace, because the trace carries no
    /// information.
    private static final class Unserved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unserved(String why) {
            super(why, null, false, false);
        }
    }
}
