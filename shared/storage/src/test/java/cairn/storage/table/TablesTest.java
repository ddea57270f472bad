package cairn.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.background.WatchedJobs;
import cairn.storage.budget.Budget;
import cairn.storage.edit.Edit;
import cairn.storage.edit.Settlement;
import cairn.storage.partition.Consistency;
import cairn.storage.partition.Engine;
import cairn.storage.partition.ManualEnvironment;
import cairn.storage.partition.Partition;
import cairn.storage.partition.ProbeWrite;
import cairn.storage.partition.Rules;
import cairn.storage.partition.TroubledStore;
import cairn.storage.partition.Tuning;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.TooNew;
import cairn.storage.register.Register;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a process knows of tables, and what it keeps of deleted tables.
final class TablesTest {
    private static final int PARTITIONS = 4;

    private final ManualEnvironment environment = new ManualEnvironment(1);
    private final TroubledStore store = new TroubledStore(environment);
    private final Engine engine = engine(store);
    private final Tables tables = new Tables(engine);

    private Engine engine(ObjectStore on) {
        return Engine.shared(environment, on, Tuning.DEFAULT, Rules.ALL);
    }

    private Table created(String name, String descriptor) {
        assertThat(tables.create(name, descriptor, PARTITIONS)).isTrue();
        return tables.find(name).orElseThrow();
    }

    private void write(Table table, int bytes) {
        for (int i = 0; i < PARTITIONS; i++) {
            ProbeWrite write = ProbeWrite.put(i, bytes);
            table.partitions().get(i).submit(List.of(write));
            assertThat(environment.result(write.end())).isInstanceOf(Settlement.Decided.class);
        }
    }

    private static void assertHoldsNothing(Engine engine, Tables tables) {
        assertThat(tables.knownCount()).isZero();
        assertThat(engine.partitions().count()).isZero();
        for (Budget.Use use : Budget.Use.values()) {
            assertThat(engine.budget().bytes(use)).as(use.name()).isZero();
        }
    }

    @Test
    void manyTablesMadeWrittenAndDeletedLeaveNothing() {
        for (int i = 0; i < 5000; i++) {
            String name = "table-" + i;
            Table table = created(name, "{}");
            if (i % 50 == 0) {
                write(table, 1000);
            }
            assertThat(tables.delete(name, entry -> {})).isPresent();
        }
        environment.untilAllEnded();
        assertHoldsNothing(engine, tables);
    }

    @Test
    void whatWasDeletedElsewhereHoldsNothingOnceThatIsKnown() {
        Engine there = engine(store);
        Tables elsewhere = new Tables(there);
        for (int i = 0; i < 5; i++) {
            write(created("gone-" + i, "{}"), 100_000);
            write(elsewhere.find("gone-" + i).orElseThrow(), 100_000);
        }
        assertThat(there.budget().bytes(Budget.Use.RECENT)).isPositive();
        for (int i = 0; i < 5; i++) {
            tables.delete("gone-" + i, entry -> {});
        }
        created("gone-1", "{}");
        for (int i = 0; i < 5; i++) {
            assertThat(elsewhere.look("gone-" + i).isPresent()).isEqualTo(i == 1);
        }
        environment.untilAllEnded();
        assertThat(there.budget().bytes(Budget.Use.RECENT)).isZero();
        assertThat(there.partitions().count()).isEqualTo(PARTITIONS);
    }

    @Test
    void aTableKnownByTwoLooksHasTheSamePartitions() {
        Table first = created("twice", "{}");
        tables.change("twice", entry -> Description.of("{\"a\":1}"));
        Table second = tables.look("twice").orElseThrow();
        assertThat(second.entry().descriptor()).isEqualTo("{\"a\":1}");
        for (int i = 0; i < PARTITIONS; i++) {
            assertThat(second.partitions().get(i)).isSameAs(first.partitions().get(i));
        }
    }

    @Test
    void aLookThatCrossesACreationDoesNotBringBackTheLifeBefore() {
        Table first = created("again", "{\"life\":1}");
        Tables elsewhere = new Tables(engine(store));
        store.delayAnswers(key -> key.name().equals("catalog/again"));
        int gets = store.gets();
        environment.start("look", () -> tables.look("again"));
        environment.until(() -> store.gets() > gets);
        store.answerAtOnce();
        elsewhere.delete("again", entry -> {});
        elsewhere.create("again", "{\"life\":2}", PARTITIONS);
        environment.start("look", () -> tables.look("again"));
        environment.pass(Duration.ofMillis(100));
        store.release();
        environment.untilAllEnded();
        Table known = tables.find("again").orElseThrow();
        assertThat(known.entry().descriptor()).isEqualTo("{\"life\":2}");
        assertThat(first.partitions()).allMatch(Partition::deleted);
    }

    @Test
    void aLookThatCrossesADeletionDoesNotBringBackTheTable() {
        created("crossed", "{}");
        store.delayAnswers(key -> key.name().equals("catalog/crossed"));
        int gets = store.gets();
        List<Optional<Table>> seen = new ArrayList<>();
        environment.start("look", () -> seen.add(tables.look("crossed")));
        environment.until(() -> store.gets() > gets);
        store.answerAtOnce();
        tables.delete("crossed", entry -> {});
        store.release();
        environment.untilAllEnded();
        assertThat(seen).containsExactly(Optional.empty());
        assertHoldsNothing(engine, tables);
    }

    /// The process learns of the deletion of the partition before it gets the answer that shows the
    /// write.
    @Test
    void aWriteThatTookEffectBeforeItsTableWasDeletedIsDecided() {
        Table table = created("brief", "{}");
        write(table, 10);
        Tables elsewhere = new Tables(engine(store));
        store.delayAnswers(TroubledStore::isHead);
        store.loseAnswer();
        int gets = store.gets();
        ProbeWrite write = ProbeWrite.put(0, 10);
        table.partitions().getFirst().submit(List.of(write));
        environment.until(() -> store.gets() > gets);
        store.answerAtOnce();
        elsewhere.delete("brief", entry -> {});
        assertThat(tables.look("brief")).isEmpty();
        store.release();
        assertThat(environment.result(write.end())).isInstanceOf(Settlement.Decided.class);
    }

    /// Other processes may have changed the item in between.
    @Test
    void nothingIsRefusedOnAStateFromBeforeADeletion() {
        Table table = created("overtaken", "{}");
        write(table, 10);
        Tables elsewhere = new Tables(engine(store));
        Table there = elsewhere.find("overtaken").orElseThrow();
        ProbeWrite refusing =
                ProbeWrite.judging(
                        0,
                        item -> {
                            ProbeWrite theirs = ProbeWrite.put(0, 20);
                            there.partitions().getFirst().submit(List.of(theirs));
                            theirs.end().join();
                            elsewhere.delete("overtaken", entry -> {});
                            tables.look("overtaken");
                            return Edit.NONE;
                        });
        table.partitions().getFirst().submit(List.of(refusing));
        assertThat(environment.result(refusing.end())).isInstanceOf(Settlement.Deleted.class);
    }

    /// A process that maintains an index of the table requires this. This Cairn would not maintain
    /// it.
    @Test
    void aTableWhoseWritersNeedMoreIsReadAndLeftAsItIs() {
        write(created("indexed", "{}"), 10);
        Register<Optional<TableEntry>> register =
                new Register<>(
                        environment,
                        engine.patient(),
                        CatalogForm.key("indexed"),
                        CatalogForm.FORM);
        register.change(before -> Optional.of(before.map(TablesTest::withIndexes)));
        Table table = tables.look("indexed").orElseThrow();
        int puts = store.puts();
        ProbeWrite write = ProbeWrite.put(0, 10);
        assertThatThrownBy(() -> table.submit(List.of(write))).isInstanceOf(TooNew.class);
        assertThatThrownBy(() -> tables.delete("indexed", entry -> {})).isInstanceOf(TooNew.class);
        assertThatThrownBy(() -> tables.change("indexed", entry -> Description.of("{}")))
                .isInstanceOf(TooNew.class);
        assertThat(store.puts()).isEqualTo(puts);
        Partition first = table.partitions().getFirst();
        assertThat(first.read(write.keys().getFirst(), Consistency.STRONG)).isPresent();
    }

    @Test
    void anIndexThatComesAndGoesMakesANewSchema() {
        Table before = created("online", "{}");
        Table with = tables.change("online", entry -> withIndex("{}")).orElseThrow();
        assertThat(with.entry().schema()).isEqualTo(before.entry().schema() + 1);
        assertThat(with.index("i").partitions()).hasSize(PARTITIONS);
        Table same = tables.change("online", entry -> withIndex("{\"a\":1}")).orElseThrow();
        assertThat(same.entry().schema()).isEqualTo(with.entry().schema());
        assertThat(same.entry().indexes()).isEqualTo(with.entry().indexes());
        Table without = tables.change("online", entry -> Description.of("{}")).orElseThrow();
        assertThat(without.entry().schema()).isEqualTo(with.entry().schema() + 1);
        assertThat(without.entry().indexes()).isEmpty();
        assertThat(tables.change("nowhere", entry -> Description.of("{}"))).isEmpty();
    }

    private static Description withIndex(String descriptor) {
        return new Description(descriptor, Set.of("i"), Collections.emptySortedSet(), false);
    }

    /// A head never goes back to an older schema.
    @Test
    void aFenceStaysInEveryHead() {
        Table old = created("fenced", "{}");
        Table table = tables.change("fenced", entry -> withIndex("{}")).orElseThrow();
        tables.fence(table);
        tables.fence(old);
        for (Partition partition : table.partitions()) {
            assertThat(partition.confirmedManifest().orElseThrow().schema())
                    .isEqualTo(table.entry().schema());
        }
        int puts = store.puts();
        tables.fence(table);
        assertThat(store.puts()).isEqualTo(puts);
    }

    @Test
    void theEndOfAnIndexLeavesTheItems() {
        created("ended", "{}");
        Table table = tables.change("ended", entry -> withIndex("{}")).orElseThrow();
        tables.end(table.index("i"));
        tables.end(table.index("i"));
        assertThat(table.index("i").partitions()).allMatch(Partition::deleted);
        Partition items = table.partitions().getFirst();
        assertThat(items.confirmedManifest()).isPresent();
    }

    private static TableEntry withIndexes(TableEntry entry) {
        return new TableEntry(
                entry.name(),
                entry.incarnation(),
                entry.state(),
                entry.map(),
                Collections.emptySortedMap(),
                new TreeSet<>(List.of("indexes")),
                entry.schema(),
                entry.descriptor(),
                entry.unknown());
    }

    /// Marks a table as being deleted, like a process that ends before it completes the deletion.
    private void leaveHalfDeleted(String name) {
        created(name, "{}");
        new Catalog(engine)
                .change(
                        name,
                        entry ->
                                new Catalog.Decision.Replace(
                                        entry.map(e -> e.with(TableEntry.State.DELETING))));
    }

    @Test
    void whoMeetsAHalfDeletedTableFinishesItsDeletion() {
        leaveHalfDeleted("half");
        Tables elsewhere = new Tables(engine(store));
        assertThat(elsewhere.look("half")).isEmpty();
        assertThat(elsewhere.names("", 10)).isEmpty();
        leaveHalfDeleted("half-again");
        assertThat(elsewhere.create("half-again", "{\"life\":2}", PARTITIONS)).isTrue();
        assertThat(elsewhere.look("half-again").orElseThrow().entry().descriptor())
                .isEqualTo("{\"life\":2}");
    }

    @Test
    void thoseWhoLookAtOnceShareARequest() {
        created("shared", "{}");
        store.hold(key -> key.name().equals("catalog/shared"));
        int gets = store.gets();
        for (int i = 0; i < 50; i++) {
            environment.start("look", () -> tables.look("shared"));
        }
        environment.until(() -> store.gets() > gets);
        environment.pass(Duration.ofMillis(100));
        store.release();
        environment.untilAllEnded();
        assertThat(store.gets() - gets).isLessThan(50);
    }

    @Test
    void nothingKeepsADeletedTable() throws InterruptedException {
        WatchedJobs.listen(engine);
        Tables compacting = new Tables(engine);
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String name = "big-" + i;
            compacting.create(name, "{}", PARTITIONS);
            gone.addAll(used(compacting.find(name).orElseThrow()));
            compacting.delete(name, entry -> {});
        }
        environment.untilAllEnded();
        for (int tries = 0; tries < 200 && anyLeft(gone); tries++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(anyLeft(gone)).isFalse();
    }

    /// Writes enough to a table to cause chunks and a compaction.
    private List<WeakReference<Object>> used(Table table) {
        for (int i = 0; i < 15; i++) {
            write(table, 300_000);
        }
        List<WeakReference<Object>> references = new ArrayList<>();
        references.add(new WeakReference<>(table));
        table.partitions().forEach(partition -> references.add(new WeakReference<>(partition)));
        return references;
    }

    private static boolean anyLeft(List<WeakReference<Object>> references) {
        return references.stream().anyMatch(reference -> reference.get() != null);
    }
}
