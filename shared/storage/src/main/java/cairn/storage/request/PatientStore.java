package cairn.storage.request;

import cairn.storage.environment.Environment;
import cairn.storage.event.Event;
import cairn.storage.event.Events;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.CorruptObject;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Repeats requests that are safe to repeat: reads, puts of objects with unique names, and
/// identical conditional puts. Thread-safe; it has no mutable state.
///
/// Tries are limited in number and time. No try starts after the time of its [Patience] is over. So
/// an operation takes at most that time plus the time limit of one request.
public final class PatientStore {
    /// How long to keep trying.
    ///
    /// @param triesMax the largest number of requests
    /// @param most no try starts later than this after the first
    private record Patience(int triesMax, Duration most) {
        /// The same for a request that carries `bytes`, which prolong each try.
        Patience carrying(int bytes) {
            return new Patience(triesMax, most.plus(ObjectStore.transferTime(bytes)));
        }
    }

    private static final Patience READING = new Patience(6, Duration.ofSeconds(10));
    private static final Patience STORING = new Patience(6, Duration.ofSeconds(20));

    /// For a put that replaces: after giving up, it is unknown what is stored.
    private static final Patience REPLACING = new Patience(40, Duration.ofSeconds(30));

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final Environment environment;
    private final ObjectStore store;
    private final Events events;

    /// @param events receives an event for every answer to a read
    public PatientStore(Environment environment, ObjectStore store, Events events) {
        this.environment = environment;
        this.store = store;
        this.events = events;
    }

    /// A store whose reads make no events.
    public PatientStore(Environment environment, ObjectStore store) {
        this(environment, store, new Events());
    }

    /// Reads a whole object; absent if it does not exist.
    ///
    /// @throws StoreUnavailable there is no reliable answer
    public Optional<GetOutcome.Found> get(ObjectKey key) {
        return definite(key, () -> store.get(key)) instanceof GetOutcome.Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    /// Reads a whole object unless it still has the version that the caller knows, if any.
    ///
    /// @throws StoreUnavailable there is no reliable answer
    public GetOutcome.Definite getUnless(ObjectKey key, Optional<Version> known) {
        return definite(
                key, () -> known.isPresent() ? store.getUnless(key, known.get()) : store.get(key));
    }

    /// Reads a data object.
    ///
    /// @throws MissingObject it is absent: reload the head once
    public byte[] data(ObjectKey key) {
        return bytes(key, definite(key, () -> store.get(key)));
    }

    /// Reads part of a data object.
    ///
    /// @throws MissingObject it is absent: reload the head once
    public byte[] data(ObjectKey key, ByteRange range) {
        return bytes(key, definite(key, () -> store.get(key, range)));
    }

    private static byte[] bytes(ObjectKey key, GetOutcome outcome) {
        if (outcome instanceof GetOutcome.Found found) {
            return found.bytes();
        }
        throw new MissingObject(key);
    }

    private GetOutcome.Definite definite(ObjectKey key, Supplier<GetOutcome> request) {
        long sent = environment.monotonicNanos();
        GetOutcome.Definite answer =
                patiently(
                        READING,
                        request,
                        outcome ->
                                switch (outcome) {
                                    case GetOutcome.Definite definite -> new Try.Ended<>(definite);
                                    case GetOutcome.Unavailable(String why) ->
                                            new Try.InDoubt<>(why);
                                });
        int bytes = answer instanceof GetOutcome.Found found ? found.bytes().length : 0;
        events.happened(new Event.Fetched(key, bytes, environment.monotonicNanos() - sent));
        return answer;
    }

    /// The outcome of one try of a request.
    private sealed interface Try<T> {
        record Ended<T>(T with) implements Try<T> {}

        record InDoubt<T>(String why) implements Try<T> {}
    }

    /// Sends a request until it has a definite answer.
    ///
    /// @throws StoreUnavailable no answer was definite
    private <A, T> T patiently(Patience patience, Supplier<A> request, Function<A, Try<T>> judge) {
        long begun = environment.monotonicNanos();
        for (int tries = 1; ; tries++) {
            switch (judge.apply(request.get())) {
                case Try.Ended<T>(T with) -> {
                    return with;
                }
                case Try.InDoubt<T>(String why) -> {
                    long passed = environment.monotonicNanos() - begun;
                    if (tries == patience.triesMax || passed >= patience.most.toNanos()) {
                        throw StoreUnavailable.noAnswer(why);
                    }
                    Pause.doubling(environment, FIRST_PAUSE, tries);
                }
            }
        }
    }

    /// Lists one page.
    ///
    /// @throws StoreUnavailable there is no reliable answer
    public ListOutcome.Page list(String prefix, String startAfter) {
        return patiently(
                READING,
                () -> store.list(prefix, startAfter),
                outcome ->
                        switch (outcome) {
                            case ListOutcome.Page page -> new Try.Ended<>(page);
                            case ListOutcome.Unavailable(String why) -> new Try.InDoubt<>(why);
                        });
    }

    /// Stores an object under a unique name. A refusal means an earlier success of the same put
    /// only if the object holds the same bytes. So a head never names an absent object.
    ///
    /// @throws StoreUnavailable there is no reliable answer
    /// @throws CorruptObject the object under the name holds something else
    public void putData(ObjectKey key, Content content) {
        patiently(
                STORING.carrying(content.length()),
                () -> store.put(key, content, Precondition.ABSENT),
                outcome ->
                        switch (outcome) {
                            case PutOutcome.Stored stored -> new Try.Ended<>(stored);
                            case PutOutcome.Refused refused -> seen(key, content, refused);
                            case PutOutcome.NotStored(String why) ->
                                    throw StoreUnavailable.notStored(why);
                            case PutOutcome.Undecided(String why) -> new Try.InDoubt<>(why);
                        });
    }

    private Try<PutOutcome> seen(ObjectKey key, Content content, PutOutcome.Refused refused) {
        if (!(store.get(key) instanceof GetOutcome.Found found)) {
            return new Try.InDoubt<>("PUT %s was refused, but is not seen there".formatted(key));
        }
        if (!Arrays.equals(found.bytes(), content.toBytes())) {
            throw new CorruptObject("other bytes than were put", key, 0);
        }
        return new Try.Ended<>(refused);
    }

    /// Replaces or creates an object by one conditional put, which is repeated until it has a
    /// definite answer.
    ///
    /// @return false if it was refused: because of another writer, or of its own earlier success;
    ///   the commit id in the object distinguishes them
    /// @throws StoreUnavailable no answer was definite: it may yet take effect
    public boolean replace(ObjectKey key, byte[] bytes, Precondition ifCurrent) {
        return patiently(
                REPLACING.carrying(bytes.length),
                () -> store.put(key, bytes, ifCurrent),
                outcome ->
                        switch (outcome) {
                            case PutOutcome.Stored stored -> new Try.Ended<>(true);
                            case PutOutcome.Refused refused -> new Try.Ended<>(false);
                            case PutOutcome.NotStored(String why) ->
                                    throw StoreUnavailable.notStored(why);
                            case PutOutcome.Undecided(String why) -> new Try.InDoubt<>(why);
                        });
    }
}
