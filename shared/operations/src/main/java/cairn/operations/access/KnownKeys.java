package cairn.operations.access;

import cairn.storage.environment.Environment;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;
import cairn.storage.port.DataKeys;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Version;
import cairn.storage.register.Register;
import cairn.storage.request.PatientStore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// This process's cache of access keys. Thread-safe.
///
/// One request reads all keys. They are read again once older than [#TRUSTED_MICROS]: a disabled or
/// deleted key is accepted for that long at most. An unknown id also causes a read, but at most one
/// every [#UNKNOWN_MICROS]. A new key may be refused for that long, and many bad ids can't cause
/// many requests to the store.
public final class KnownKeys {
    static final long TRUSTED_MICROS = 60_000_000;
    static final long UNKNOWN_MICROS = 5_000_000;

    private final Environment environment;
    private final PatientStore patient;
    private final Register<List<AccessKey>> ring;
    private final Sealing sealing;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<Read> last = Optional.empty();

    public KnownKeys(Environment environment, ObjectStore store, DataKeys dataKeys) {
        this.environment = environment;
        this.patient = new PatientStore(environment, store);
        this.ring = KeyRing.of(environment, patient);
        this.sealing = new Sealing(dataKeys, environment);
    }

    /// A reading, and when it was requested, by both clocks: while a process is frozen the
    /// monotonic one may stand still.
    private record Read(
            Map<String, OpenedKey> keys, Optional<Version> version, long wall, long monotonic) {

        boolean youngerThan(long micros, Environment environment) {
            long byWall = environment.wallMicros() - wall;
            long byMonotonic = environment.monotonicNanos() / 1000 - monotonic;
            return byWall >= 0 && byWall < micros && byMonotonic < micros;
        }
    }

    /// The enabled key with this id.
    ///
    /// @throws WouldWait the store must be read, and waiting is not allowed
    Optional<OpenedKey> find(String id, Waiting waiting) {
        Optional<OpenedKey> known = ifKnown(id);
        if (known.isPresent() || isUnknown(id)) {
            return known;
        }
        if (waiting == Waiting.NOT_ALLOWED) {
            throw new WouldWait();
        }
        reading.lock();
        try {
            if (ifKnown(id).isEmpty() && !isUnknown(id)) {
                last = Optional.of(read());
            }
        } finally {
            reading.unlock();
        }
        return last.map(read -> read.keys.get(id));
    }

    private Optional<OpenedKey> ifKnown(String id) {
        return last.filter(read -> read.youngerThan(TRUSTED_MICROS, environment))
                .map(read -> read.keys.get(id));
    }

    private boolean isUnknown(String id) {
        return last.filter(read -> read.youngerThan(UNKNOWN_MICROS, environment))
                .filter(read -> !read.keys.containsKey(id))
                .isPresent();
    }

    /// Drops the cache, after a change by this process.
    public void forget() {
        reading.lock();
        try {
            last = last.map(read -> new Read(read.keys, read.version, 0, Long.MIN_VALUE / 2));
        } finally {
            reading.unlock();
        }
    }

    /// Whether any key is enabled; checks that this process can decrypt the secret of one.
    ///
    /// @throws cairn.storage.port.DataKeyUnavailable it can't
    public boolean anyUsable() {
        Read read = read();
        last = Optional.of(read);
        Optional<OpenedKey> first = read.keys.values().stream().findFirst();
        first.ifPresent(key -> sealing.open(key.key()));
        return first.isPresent();
    }

    private Read read() {
        long wall = environment.wallMicros();
        long monotonic = environment.monotonicNanos() / 1000;
        Optional<Version> known = last.flatMap(read -> read.version);
        return switch (patient.getUnless(KeyRing.OBJECT, known)) {
            case GetOutcome.Found found ->
                    new Read(
                            opened(ring.value(found.bytes())),
                            Optional.of(found.version()),
                            wall,
                            monotonic);
            case GetOutcome.NotModified same ->
                    new Read(last.orElseThrow().keys, known, wall, monotonic);
            case GetOutcome.Absent absent -> new Read(Map.of(), Optional.empty(), wall, monotonic);
        };
    }

    /// Keeps decrypted secrets of unchanged keys.
    private Map<String, OpenedKey> opened(List<AccessKey> all) {
        Map<String, OpenedKey> before = last.map(read -> read.keys).orElse(Map.of());
        Map<String, OpenedKey> keys = new HashMap<>();
        for (AccessKey key : all) {
            if (key.enabled()) {
                OpenedKey old = before.get(key.id());
                boolean same = old != null && old.key().equals(key);
                keys.put(key.id(), same ? old : new OpenedKey(key, sealing));
            }
        }
        return keys;
    }
}
