package cairn.simulation.world;

import cairn.storage.memory.MemoryStore;
import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One store for all processes. Its requests take time and never fail, so measurements on it show
/// only the protocol. Counts requests. Used by one thread.
///
/// A request takes effect halfway through its time.
public final class DistantStore {
    /// Requests so far.
    ///
    /// @param headPuts the `puts` that tried to commit
    /// @param refused the `puts` that were answered with 412
    public record Requests(long gets, long puts, long headPuts, long refused, long lists) {
        /// The requests since `earlier`.
        public Requests since(Requests earlier) {
            return new Requests(
                    gets - earlier.gets,
                    puts - earlier.puts,
                    headPuts - earlier.headPuts,
                    refused - earlier.refused,
                    lists - earlier.lists);
        }
    }

    private final Schedule schedule;
    private final Latency latency;
    private final MemoryStore objects;
    private final Client client = new Client();
    private long gets;
    private long puts;
    private long headPuts;
    private long refused;
    private long lists;

    public DistantStore(Schedule schedule, Latency latency) {
        this.schedule = schedule;
        this.latency = latency;
        this.objects = new MemoryStore(this::now);
    }

    private Instant now() {
        long micros = SimulatedProcess.START_MICROS + schedule.nowNanos() / 1000;
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    /// Requests that have taken effect.
    public Requests requests() {
        return new Requests(gets, puts, headPuts, refused, lists);
    }

    /// The store as every process sees it.
    public ObjectStore client() {
        return client;
    }

    private final class Client implements ObjectStore {
        private <T> T exchange(double medianMillis, Supplier<T> effect) {
            long half = latency.draw(schedule, medianMillis) / 2;
            CompletableFuture<T> answer = new CompletableFuture<>();
            schedule.after(
                    half,
                    () -> {
                        T outcome = effect.get();
                        schedule.after(half, () -> answer.complete(outcome));
                    });
            return answer.join();
        }

        private GetOutcome read(Supplier<GetOutcome> effect) {
            return exchange(
                    latency.getMillis(),
                    () -> {
                        gets++;
                        return effect.get();
                    });
        }

        @Override
        public GetOutcome get(ObjectKey key) {
            return read(() -> objects.get(key));
        }

        @Override
        public GetOutcome get(ObjectKey key, ByteRange range) {
            return read(() -> objects.get(key, range));
        }

        @Override
        public GetOutcome getUnless(ObjectKey key, Version known) {
            return read(() -> objects.getUnless(key, known));
        }

        @Override
        public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
            return exchange(latency.putMillis(), () -> store(key, content, precondition));
        }

        private PutOutcome store(ObjectKey key, Content content, Precondition precondition) {
            PutOutcome outcome = objects.put(key, content, precondition);
            puts++;
            headPuts += key.name().endsWith("/head") ? 1 : 0;
            refused += outcome instanceof PutOutcome.Refused ? 1 : 0;
            return outcome;
        }

        @Override
        public DeleteOutcome delete(List<ObjectKey> keys) {
            return exchange(latency.putMillis(), () -> objects.delete(keys));
        }

        @Override
        public ListOutcome list(String prefix, String startAfter) {
            return exchange(
                    latency.listMillis(),
                    () -> {
                        lists++;
                        return objects.list(prefix, startAfter);
                    });
        }
    }
}
