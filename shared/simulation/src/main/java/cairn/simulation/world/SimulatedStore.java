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
import java.util.function.Function;
import java.util.function.Supplier;

/// One store for all processes: the memory store behind a network that loses, delays and repeats.
///
/// The effect of a request is an event of the world, not of the process that sent it. It happens
/// even if the process is frozen or dead by then. The exception is a store that dies with its
/// process (a folder).
public final class SimulatedStore {
    private static final long HOP_NANOS = 15_000_000;
    private static final long GIVE_UP_NANOS = 1_000_000_000;
    private static final long BURST_NANOS = 400_000_000;

    /// Sees every put.
    public interface Witness {
        /// Ignores all puts.
        Witness NONE =
                new Witness() {
                    @Override
                    public void sent(ObjectKey key, byte[] bytes) {}

                    @Override
                    public void stored(ObjectKey key, byte[] bytes, long storeMicros) {}
                };

        /// A process sends the put now, for the first time or again.
        void sent(ObjectKey key, byte[] bytes);

        /// The put took effect.
        void stored(ObjectKey key, byte[] bytes, long storeMicros);
    }

    private final Schedule schedule;
    private final MemoryStore objects;
    private final boolean diesWithProcess;
    private final boolean tellsForeignApart;
    private final Witness witness;
    private StoreFaults faults;

    /// @param tellsForeignApart whether a 404 that is not the store's counts as no answer, or is
    ///   believed
    public SimulatedStore(
            Schedule schedule,
            StoreFaults faults,
            boolean diesWithProcess,
            boolean tellsForeignApart,
            Witness witness) {
        this.schedule = schedule;
        this.faults = faults;
        this.diesWithProcess = diesWithProcess;
        this.tellsForeignApart = tellsForeignApart;
        this.witness = witness;
        this.objects = new MemoryStore(this::now);
    }

    private long micros() {
        return SimulatedProcess.START_MICROS + schedule.nowNanos() / 1000;
    }

    private Instant now() {
        long micros = micros();
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    /// The objects without a network, for the checks after a history.
    public ObjectStore objects() {
        return objects;
    }

    /// The store as `process` sees it.
    public ObjectStore clientOf(SimulatedProcess process) {
        return new Client(process);
    }

    /// From now on, new requests have no faults.
    public void calm() {
        faults = StoreFaults.NONE;
    }

    private boolean inTrouble() {
        return faults.outage().at(schedule.nowNanos()) || inBurst();
    }

    private boolean inBurst() {
        long window = schedule.nowNanos() / BURST_NANOS;
        long mixed = (window + 1) * 0x9E3779B97F4A7C15L;
        return (mixed >>> 11) * 0x1p-53 < faults.bursts();
    }

    private long hop() {
        return schedule.chance(faults.slow())
                ? schedule.draw(faults.slowNanos())
                : 100_000 + schedule.draw(HOP_NANOS);
    }

    private final class Client implements ObjectStore {
        private final SimulatedProcess process;

        Client(SimulatedProcess process) {
            this.process = process;
        }

        /// Sends one request, and waits for the outcome that the client learns.
        private <T> T exchange(Supplier<T> effect, Function<String, T> noAnswer) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            long there = hop();
            double fate = schedule.random().nextDouble();
            double failed = faults.failed();
            double lost = failed + faults.answerLost();
            double late = lost + faults.late();
            double repeated = late + faults.repeated();
            if (inTrouble() || fate < failed) {
                schedule.after(there, () -> answer.complete(noAnswer.apply("503")));
            } else if (fate < lost) {
                schedule.after(there, () -> takeEffect(effect));
                schedule.after(
                        there + GIVE_UP_NANOS, () -> answer.complete(noAnswer.apply("time-out")));
            } else if (fate < late) {
                long when = GIVE_UP_NANOS + schedule.draw(faults.lateNanos());
                schedule.after(GIVE_UP_NANOS, () -> answer.complete(noAnswer.apply("time-out")));
                schedule.after(when, () -> takeEffect(effect));
            } else {
                if (fate < repeated) {
                    schedule.after(there, () -> takeEffect(effect));
                    there += hop();
                }
                schedule.after(there, () -> answerWith(effect, answer));
            }
            return answer.join();
        }

        private <T> void answerWith(Supplier<T> effect, CompletableFuture<T> answer) {
            if (!(diesWithProcess && process.dead())) {
                T outcome = effect.get();
                schedule.after(hop(), () -> answer.complete(outcome));
            }
        }

        private void takeEffect(Supplier<?> effect) {
            if (!(diesWithProcess && process.dead())) {
                Object unheard = effect.get();
                if (unheard == null) {
                    throw new IllegalStateException("an effect without outcome");
                }
            }
        }

        private GetOutcome read(Supplier<GetOutcome> effect) {
            boolean foreign = schedule.chance(faults.foreign());
            return exchange(foreign ? this::foreignAbsence : effect, GetOutcome.Unavailable::new);
        }

        private GetOutcome foreignAbsence() {
            return tellsForeignApart
                    ? new GetOutcome.Unavailable("a 404 that is not the store's")
                    : new GetOutcome.Absent(now());
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
            witness.sent(key, content.toBytes());
            boolean foreign = isData(key) && schedule.chance(faults.foreign());
            return exchange(
                    () ->
                            foreign
                                    ? new PutOutcome.Refused(now())
                                    : store(key, content, precondition),
                    PutOutcome.Undecided::new);
        }

        /// A refusal of one of these objects is believed only after the object was seen. A refusal
        /// of any other object is always believed, so a foreign one would break every promise.
        private static boolean isData(ObjectKey key) {
            return key.name().contains("/chunks/") || key.name().contains("/segments/");
        }

        private PutOutcome store(ObjectKey key, Content content, Precondition precondition) {
            PutOutcome outcome = objects.put(key, content, precondition);
            if (outcome instanceof PutOutcome.Stored) {
                witness.stored(key, content.toBytes(), micros());
            }
            return outcome;
        }

        /// Sometimes deletes only some of the keys.
        @Override
        public DeleteOutcome delete(List<ObjectKey> keys) {
            boolean partly = schedule.chance(faults.failed());
            List<ObjectKey> first = partly ? keys.subList(0, keys.size() / 2) : keys;
            return exchange(
                    () -> {
                        objects.delete(first);
                        return new DeleteOutcome.Deleted(
                                keys.subList(first.size(), keys.size()), now());
                    },
                    DeleteOutcome.Unavailable::new);
        }

        @Override
        public ListOutcome list(String prefix, String startAfter) {
            return exchange(() -> objects.list(prefix, startAfter), ListOutcome.Unavailable::new);
        }
    }
}
