package cairn.operations.expiry;

import cairn.operations.request.OpenTable;
import cairn.operations.request.TableAccess;
import cairn.storage.background.Job;
import cairn.storage.background.JobKind;
import cairn.storage.background.JobName;
import cairn.storage.background.JobOutcome;
import cairn.storage.environment.Environment;
import cairn.storage.event.Event;
import cairn.storage.format.PartitionName;
import cairn.storage.partition.Partition;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.MissingObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Jobs that delete expired items. The subject of a job is the table's name. Thread-safe.
public final class ExpiryJobs implements JobKind {
    private static final String WORD = "expiry";
    private static final int TABLES_MAX = 1_000;

    /// So often a run of all tables looks whether another process gave one a time to live.
    private static final int LOOK_EVERY = 15;

    /// What is known of so many partitions stays in memory; of others it is read again.
    private static final int PARTITIONS_MAX = 10_000;

    private final TableAccess tables;
    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private int runs;
    private final Map<Key, PartitionExpiry> known = new Recent();

    /// @param attribute whose value says when an item expires
    /// @param schema of the table: its writers must know it
    private record Key(PartitionName items, String attribute, long schema) {}

    /// Forgets what was used least recently.
    private static final class Recent extends LinkedHashMap<Key, PartitionExpiry> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PartitionExpiry> eldest) {
            return size() > PARTITIONS_MAX;
        }
    }

    public ExpiryJobs(TableAccess tables) {
        this.tables = tables;
        this.environment = tables.environment();
    }

    /// Deletes what has expired in all tables. One LIST for 1,000 tables, and a few conditional
    /// GETs for each that has a time to live; where the store has one owner, none.
    ///
    /// Used by one thread.
    ///
    /// @throws StoreUnavailable the store gives no answer
    public void run() {
        runs++;
        String after = "";
        while (true) {
            List<String> names = tables.tables().names(after, TABLES_MAX);
            names.forEach(this::run);
            if (names.size() < TABLES_MAX) {
                return;
            }
            after = names.getLast();
        }
    }

    /// A table that can't be read keeps no other from its turn.
    private void run(String name) {
        try {
            boolean look = runs % LOOK_EVERY == 0;
            Optional<Table> table = look ? tables.tables().look(name) : tables.tables().find(name);
            table.map(this::dueOn).ifPresent(jobs -> jobs.forEach(job -> job.run(() -> true)));
        } catch (UnreadableObject e) {
            tables.tables().events().happened(Event.Damaged.by(e));
        } catch (MissingObject | StoreUnavailable e) {
            String why = String.valueOf(e.getMessage());
            tables.tables().events().happened(new Event.JobFailed(WORD + " " + name, why));
        }
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<JobName> after(Event event) {
        return Optional.empty();
    }

    @Override
    public Job of(String subject) {
        return new ExpiryJob(subject);
    }

    @Override
    public List<Job> dueOn(Table table) {
        return tables.opened(table).settings().expiryAttribute().isPresent()
                ? List.of(new ExpiryJob(table.entry().name()))
                : List.of();
    }

    /// Of one table.
    private final class ExpiryJob implements Job {
        private final String table;

        ExpiryJob(String table) {
            this.table = table;
        }

        @Override
        public JobName name() {
            return new JobName(WORD, table);
        }

        @Override
        public JobOutcome run(BooleanSupplier timeLeft) {
            Optional<OpenTable> found = tables.tables().look(table).map(tables::opened);
            Optional<String> attribute = found.flatMap(its -> its.settings().expiryAttribute());
            if (found.isEmpty() || attribute.isEmpty()) {
                return new JobOutcome.Superseded();
            }
            lock.lock();
            try {
                BooleanSupplier goesOn =
                        () -> timeLeft.getAsBoolean() && expires(found.get(), attribute.get());
                return run(found.get(), attribute.get(), goesOn);
            } catch (PartitionDeleted e) {
                return new JobOutcome.Superseded();
            } finally {
                lock.unlock();
            }
        }

        /// Whether the table still is that one, and its items still expire so.
        private boolean expires(OpenTable open, String attribute) {
            return tables.tables()
                    .look(table)
                    .filter(
                            now ->
                                    now.entry()
                                            .incarnation()
                                            .equals(open.table().entry().incarnation()))
                    .flatMap(now -> tables.opened(now).settings().expiryAttribute())
                    .filter(attribute::equals)
                    .isPresent();
        }

        private JobOutcome run(OpenTable open, String attribute, BooleanSupplier timeLeft) {
            for (Partition items : open.table().partitions()) {
                Key key = new Key(items.name(), attribute, open.table().entry().schema());
                PartitionExpiry expiry =
                        known.computeIfAbsent(
                                key,
                                its -> new PartitionExpiry(environment, open, items, attribute));
                if (!expiry.run(timeLeft)) {
                    return new JobOutcome.Unfinished();
                }
            }
            return new JobOutcome.Done();
        }
    }
}
