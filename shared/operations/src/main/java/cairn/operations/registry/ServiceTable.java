package cairn.operations.registry;

import cairn.operations.request.AccessLevel;
import cairn.operations.request.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The operations of one service. Immutable.
///
/// @param service its name in the target header
/// @param entries by the operation's name
public record ServiceTable(String service, Map<String, Entry> entries) {
    /// One operation of the service.
    public sealed interface Entry {
        String name();

        AccessLevel level();

        /// One that Cairn has.
        record Built(Operation operation) implements Entry {
            @Override
            public String name() {
                return operation.declaration().name();
            }

            @Override
            public AccessLevel level() {
                return operation.declaration().level();
            }
        }

        /// One that comes later.
        record NotYet(String name, AccessLevel level) implements Entry {}
    }

    /// @param built the operations that Cairn has
    /// @param later names of those that come later, by access level
    static ServiceTable of(
            String service, List<Operation> built, Map<AccessLevel, List<String>> later) {
        List<Entry> all = new ArrayList<>();
        built.forEach(operation -> all.add(new Entry.Built(operation)));
        later.forEach(
                (level, names) -> names.forEach(name -> all.add(new Entry.NotYet(name, level))));
        return new ServiceTable(
                service,
                all.stream()
                        .collect(Collectors.toUnmodifiableMap(Entry::name, Function.identity())));
    }

    /// The name of the operation that a target header names, if it belongs to this service.
    Optional<String> operation(String target) {
        String name =
                target.startsWith(service + ".") ? target.substring(service.length() + 1) : "";
        return entries.containsKey(name) ? Optional.of(name) : Optional.empty();
    }
}
