package cairn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The exact packages that each package uses. A new package, or a new use, needs a line here and a
/// review.
final class PackagesTest {
    private static final String ROOT = "cairn.";

    private static final String USES =
            """
            item:
            item.expression.syntax: item
            item.expression: item item.expression.syntax
            item.json: item
            item.index: item
            storage.environment:
            storage.port:
            storage.format: item storage.environment storage.port
            storage.log: item storage.format storage.port
            storage.edit: item storage.format storage.log
            storage.event: storage.format storage.port
            storage.budget:
            storage.request: storage.environment storage.event storage.port
            storage.segment: item storage.environment storage.format storage.port storage.request
            storage.partition: item storage.budget storage.edit storage.environment storage.event \
                storage.format storage.log storage.port storage.request storage.segment
            storage.register: storage.environment storage.format storage.port storage.request
            storage.table: item storage.edit storage.environment storage.event storage.format \
                storage.log storage.partition storage.port storage.register storage.request \
                storage.segment
            storage.background: storage.edit storage.environment storage.event storage.format \
                storage.log storage.partition storage.port storage.request storage.segment \
                storage.table
            storage.dump: item storage.environment storage.format storage.log storage.port \
                storage.register storage.request storage.segment
            storage.folder.file:
            storage.folder: storage.environment storage.folder.file storage.port
            storage.memory: storage.port
            storage.s3: storage.port
            operations.wire: item item.json
            operations.settings: item item.index item.json operations.wire storage.table
            operations.legacy: item item.expression item.expression.syntax item.json \
                operations.request operations.wire
            operations.request: item item.expression item.expression.syntax item.index item.json \
                operations.propagation operations.settings operations.wire \
                storage.environment storage.partition storage.port storage.request storage.table
            operations.describe: item item.index operations.request operations.settings \
                operations.wire storage.environment storage.format storage.partition storage.table
            operations.tags: item operations.request operations.settings operations.wire \
                storage.table
            operations.expiry: item item.json operations.request operations.settings \
                operations.wire operations.write storage.background storage.edit \
                storage.environment storage.event storage.format storage.log storage.partition \
                storage.port storage.request storage.segment storage.table
            operations.control: item item.index item.json operations.describe \
                operations.propagation operations.request operations.settings operations.tags \
                operations.wire storage.environment storage.table
            operations.read: item item.expression item.expression.syntax item.index item.json \
                operations.legacy operations.propagation operations.request operations.settings \
                operations.wire storage.environment storage.format storage.partition \
                storage.request storage.segment storage.table
            operations.write: item item.expression item.expression.syntax item.index item.json \
                operations.legacy operations.propagation operations.request operations.settings \
                operations.wire storage.edit storage.environment storage.format storage.log \
                storage.partition storage.table
            operations.registry: operations.control operations.describe operations.expiry \
                operations.read operations.request operations.tags operations.wire \
                operations.write
            operations: item item.json operations.expiry operations.propagation \
                operations.registry operations.request operations.wire storage.background \
                storage.environment storage.event storage.table
            operations.signature: item operations.wire storage.environment
            operations.access: operations.request operations.signature operations.wire \
                storage.environment storage.port storage.register storage.request
            operations.http: item item.json operations operations.access operations.request \
                operations.signature operations.wire storage.environment storage.event
            api: item operations operations.access operations.http operations.propagation \
                operations.request operations.signature storage.background storage.environment \
                storage.event storage.memory storage.partition storage.port storage.request \
                storage.s3 storage.table
            background: item.json operations operations.propagation operations.request \
                storage.background storage.environment storage.event storage.partition \
                storage.port storage.s3 storage.table
            benchmarks: operations.http operations.signature storage.environment
            server.http: operations.http
            server: item operations operations.access operations.expiry operations.http \
                operations.propagation operations.request operations.signature server.http \
                storage.background storage.dump storage.environment storage.event storage.folder \
                storage.partition storage.port storage.request storage.s3 storage.table
            simulation.history: item storage.format storage.log storage.partition storage.port
            simulation.world: storage.environment storage.memory storage.port
            simulation: item simulation.history simulation.world storage.background storage.budget \
                storage.edit storage.environment storage.event storage.format storage.log \
                storage.partition storage.port storage.request storage.segment
            simulation.contention: item simulation.history simulation.world storage.background \
                storage.edit storage.environment storage.event storage.format storage.partition
            simulation.tables: item operations operations.request operations.settings \
                operations.wire simulation simulation.history simulation.world storage.environment \
                storage.format storage.partition storage.request storage.table
            operations.propagation: item item.index item.json operations.settings \
                storage.background storage.edit storage.environment storage.event storage.format \
                storage.log storage.partition storage.port storage.request storage.segment \
                storage.table
            simulation.indexes: item.json operations operations.propagation operations.request \
                operations.wire simulation simulation.history simulation.world storage.background \
                storage.environment storage.partition storage.request storage.table
            """;

    /// The permitted uses by package, without the root.
    private static SortedMap<String, SortedSet<String>> allowed() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        for (String line : USES.lines().toList()) {
            String[] words = line.split(":? +|:$");
            uses.put(words[0], new TreeSet<>(Arrays.asList(words).subList(1, words.length)));
        }
        return uses;
    }

    private static SortedMap<String, SortedSet<String>> actual() {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        for (JavaClass type :
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("cairn")) {
            String from = type.getPackageName().substring(ROOT.length());
            SortedSet<String> used = uses.computeIfAbsent(from, p -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (to.startsWith(ROOT) && !to.substring(ROOT.length()).equals(from)) {
                    used.add(to.substring(ROOT.length()));
                }
            }
        }
        return uses;
    }

    @Test
    void everyPackageUsesWhatItsLineSays() {
        SortedMap<String, SortedSet<String>> allowed = allowed();
        SortedMap<String, SortedSet<String>> actual = actual();
        SortedSet<String> packages = new TreeSet<>(allowed.keySet());
        packages.addAll(actual.keySet());
        List<String> wrong = new ArrayList<>();
        for (String name : packages) {
            SortedSet<String> may = allowed.getOrDefault(name, new TreeSet<>());
            SortedSet<String> does = actual.getOrDefault(name, new TreeSet<>());
            does.stream()
                    .filter(use -> !may.contains(use))
                    .forEach(use -> wrong.add(name + " uses " + use + ", which no line has"));
            may.stream()
                    .filter(use -> !does.contains(use))
                    .forEach(use -> wrong.add(name + " does not use " + use + " any more"));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void packagesPointOneWay() {
        SortedMap<String, SortedSet<String>> uses = allowed();
        for (String from : uses.keySet()) {
            SortedSet<String> reached = new TreeSet<>();
            Deque<String> ahead = new ArrayDeque<>(uses.get(from));
            while (!ahead.isEmpty()) {
                String next = ahead.remove();
                if (reached.add(next)) {
                    ahead.addAll(Map.copyOf(uses).getOrDefault(next, new TreeSet<>()));
                }
            }
            assertThat(reached).as("what %s reaches", from).doesNotContain(from);
        }
    }
}
