package cairn.simulation.tables;

import cairn.item.AttributeValue;
import cairn.item.Decimal;
import cairn.item.StorageKey;
import cairn.operations.settings.TableSettings;
import cairn.simulation.history.Violation;
import cairn.simulation.tables.Call.Answer;
import cairn.simulation.tables.Call.Kind;
import cairn.simulation.tables.Call.Schema;
import cairn.simulation.world.Schedule;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.PartitionDeleted;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Table;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A client that makes one call after another. When its process dies, it continues at another
/// process, and does not know the outcome of its last call.
final class TableClient {
    private static final long THINK_NANOS = 60_000_000;
    private static final Duration CALM_PAUSE = Duration.ofMillis(500);

    /// The tries of a call after the faults have stopped.
    private static final int CALM_TRIES_MAX = 20;

    private final Schedule schedule;
    private final Calls calls;
    private final Plan plan;
    private int left;
    private boolean finished;

    /// @param tables, keys how many names and items there are
    record Plan(int tables, int keys, Duration answeredWithin, Schema[] schemas) {}

    TableClient(Schedule schedule, Calls calls, Plan plan, int operations) {
        this.schedule = schedule;
        this.calls = calls;
        this.plan = plan;
        this.left = operations;
    }

    /// Whether every call was answered, or died with its process.
    boolean finished() {
        return finished;
    }

    /// Makes calls until none is left, on a thread of the site's process.
    void work(TableSite site) {
        while (left > 0) {
            left--;
            int table = schedule.random().nextInt(plan.tables);
            double kind = schedule.random().nextDouble();
            if (kind < 0.1) {
                call(site, Kind.CREATE, table, anySchema());
            } else if (kind < 0.16) {
                call(site, Kind.DELETE, table, anySchema());
            } else if (kind < 0.24) {
                call(site, Kind.DESCRIBE, table, anySchema());
            } else {
                call(site, kind < 0.65 ? Kind.PUT : Kind.GET, table, likelySchema(table));
            }
            if (schedule.chance(0.7)) {
                site.process().sleep(Duration.ofNanos(schedule.draw(THINK_NANOS)));
            }
        }
        finished = true;
    }

    private Schema anySchema() {
        return Schema.values()[schedule.random().nextInt(Schema.values().length)];
    }

    /// Mostly the schema of the table seen last.
    private Schema likelySchema(int table) {
        Schema last = plan.schemas[table];
        return schedule.chance(0.85) ? last : anySchema();
    }

    private Answer call(TableSite site, Kind kind, int table, Schema schema) {
        return call(site, kind, table, schema, schedule.random().nextInt(plan.keys));
    }

    private Answer call(TableSite site, Kind kind, int table, Schema schema, int key) {
        Call call = calls.begin(kind, table, schema, key);
        long began = site.process().ranNanos();
        Answer answer =
                kind == Kind.GET && schedule.chance(0.3)
                        ? read(site, call)
                        : ApiCall.send(site.api(), call);
        calls.end(call, answer);
        if (site.process().ranNanos() - began > plan.answeredWithin.toNanos()) {
            throw new Violation("answered too late: " + call.ended(0, answer));
        }
        if (kind == Kind.CREATE && answer instanceof Answer.Saw) {
            plan.schemas[table] = schema;
        }
        return answer;
    }

    /// Reads an item through the storage's tables alone, in the way that operations must use them.
    private static Answer read(TableSite site, Call call) {
        String name = ApiCall.name(call.table());
        try {
            Optional<Table> table = site.tables().find(name);
            for (int tries = 0; tries < 2 && table.isPresent(); tries++) {
                try {
                    Optional<StorageKey> key = key(table.get(), call);
                    if (key.isPresent()) {
                        return read(table.get(), key.get());
                    }
                    if (tries > 0) {
                        return new Answer.WrongKey();
                    }
                } catch (PartitionDeleted e) {
                    // The process still knows an earlier table of this name.
                }
                table = site.tables().look(name);
            }
            return new Answer.NoTable();
        } catch (StoreUnavailable e) {
            return new Answer.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private static Answer read(Table table, StorageKey key) {
        return new Answer.Got(
                table.partitionOf(key)
                        .read(key, Consistency.STRONG)
                        .flatMap(
                                item ->
                                        ApiCall.value(
                                                new String(item.json(), StandardCharsets.UTF_8))));
    }

    private static Optional<StorageKey> key(Table table, Call call) {
        AttributeValue value =
                call.schema().type.equals("S")
                        ? new AttributeValue.S(Integer.toString(call.key()))
                        : new AttributeValue.N(Decimal.of(call.key()));
        Map<String, AttributeValue> key = Map.of(call.schema().name, value);
        var keys = TableSettings.decode(table.entry().descriptor()).keys();
        return keys.fits(key) ? Optional.of(keys.ofKey(key)) : Optional.empty();
    }

    /// After the faults have stopped, creates every table again with another key, and uses it in
    /// all processes. None of these calls may fail permanently.
    void recover(Iterable<TableSite> sites, TableSite here) {
        for (int table = 0; table < plan.tables; table++) {
            Schema last = plan.schemas[table];
            Schema next = Schema.values()[(last.ordinal() + 1) % Schema.values().length];
            until(here, Kind.DELETE, table, next, Answer.NoTable.class);
            until(here, Kind.CREATE, table, next, Answer.Saw.class);
            for (TableSite site : sites) {
                until(site, Kind.PUT, table, next, Answer.Put.class);
            }
            for (TableSite site : sites) {
                until(site, Kind.GET, table, next, Answer.Got.class);
                until(site, Kind.DESCRIBE, table, next, Answer.Saw.class);
            }
        }
        finished = true;
    }

    private void until(
            TableSite site, Kind kind, int table, Schema schema, Class<? extends Answer> wanted) {
        Answer answer = call(site, kind, table, schema);
        for (int tries = 1; !wanted.isInstance(answer); tries++) {
            if (tries == CALM_TRIES_MAX) {
                throw new Violation("kept from it for ever: " + kind + " is answered " + answer);
            }
            site.process().sleep(CALM_PAUSE);
            answer = call(site, kind, table, schema);
        }
    }
}
