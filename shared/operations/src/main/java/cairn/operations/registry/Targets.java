package cairn.operations.registry;

import cairn.operations.request.Operation;
import cairn.operations.wire.Failure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services, each with its own operations. No name is in two of them.
public final class Targets {
    public static final List<ServiceTable> ALL = List.of(DynamoDb.TABLE, DynamoDbStreams.TABLE);

    private static final Map<String, Operation> BUILT = built();

    private Targets() {}

    private static Map<String, Operation> built() {
        Map<String, Operation> built = new HashMap<>();
        for (ServiceTable table : ALL) {
            for (ServiceTable.Entry entry : table.entries().values()) {
                if (entry instanceof ServiceTable.Entry.Built(Operation operation)) {
                    built.put(entry.name(), operation);
                }
            }
        }
        return Map.copyOf(built);
    }

    /// The operation that a target header names, without the service's name.
    ///
    /// @throws Failure its service has no such operation
    public static String operation(Optional<String> target) {
        for (ServiceTable table : ALL) {
            Optional<String> name = table.operation(target.orElse(""));
            if (name.isPresent()) {
                return name.get();
            }
        }
        throw Failure.of(Failure.Type.UNKNOWN_OPERATION);
    }

    /// The operation with this name, which must be one of a service.
    ///
    /// @throws Failure Cairn does not have it yet
    public static Operation built(String name) {
        Operation operation = BUILT.get(name);
        if (operation == null) {
            throw Failure.notBuilt(name);
        }
        return operation;
    }
}
