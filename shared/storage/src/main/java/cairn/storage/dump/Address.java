package cairn.storage.dump;

import cairn.storage.environment.UniqueName;
import cairn.storage.format.PartitionName;
import cairn.storage.port.ObjectKey;

import java.util.Optional;

/// The kind and owner of an object, from its name.
sealed interface Address {
    /// The catalog entry of a table name.
    record InCatalog(String table) implements Address {}

    /// An object of a probe of the store.
    ///
    /// @param result whether it is the result, not an object of a race
    record OfProbe(boolean result) implements Address {}

    /// A partition's head.
    record OfHead(PartitionName partition) implements Address {}

    /// A chunk.
    record OfChunk(PartitionName partition, UniqueName name) implements Address {}

    /// An index of the log.
    record OfLogIndex(PartitionName partition, UniqueName name) implements Address {}

    /// A segment.
    record OfSegment(PartitionName partition, UniqueName name) implements Address {}

    /// The access keys of the store, whose secrets are encrypted.
    record OfAccessKeys() implements Address {}

    /// A name that Cairn never gives.
    record Unknown() implements Address {}

    /// Parses `key`.
    static Address of(ObjectKey key) {
        String[] parts = key.name().split("/", -1);
        if (parts.length == 2 && parts[0].equals("catalog")) {
            return new InCatalog(parts[1]);
        }
        if (parts[0].equals("probe")) {
            return new OfProbe(key.name().equals("probe/passed"));
        }
        if (key.name().equals("access/keys")) {
            return new OfAccessKeys();
        }
        return ofPartition(parts).filter(address -> named(address, key)).orElse(new Unknown());
    }

    private static Optional<Address> ofPartition(String[] parts) {
        if (parts.length < 4) {
            return Optional.empty();
        }
        try {
            PartitionName partition =
                    new PartitionName(new UniqueName(parts[1]), new UniqueName(parts[2]));
            if (parts.length == 4 && parts[3].equals("head")) {
                return Optional.of(new OfHead(partition));
            }
            if (parts.length == 5 && parts[3].equals("chunks")) {
                return Optional.of(new OfChunk(partition, new UniqueName(parts[4])));
            }
            if (parts.length == 5 && parts[3].equals("log")) {
                return Optional.of(new OfLogIndex(partition, new UniqueName(parts[4])));
            }
            if (parts.length == 5 && parts[3].equals("segments")) {
                return Optional.of(new OfSegment(partition, new UniqueName(parts[4])));
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an element that is no unique name
        }
    }

    /// Whether `key` is the spelling of the address, including its leading hash.
    private static boolean named(Address address, ObjectKey key) {
        return switch (address) {
            case OfHead(PartitionName partition) -> partition.head().equals(key);
            case OfChunk(PartitionName partition, UniqueName name) ->
                    partition.chunk(name).equals(key);
            case OfLogIndex(PartitionName partition, UniqueName name) ->
                    partition.logIndex(name).equals(key);
            case OfSegment(PartitionName partition, UniqueName name) ->
                    partition.segment(name).equals(key);
            case InCatalog inCatalog -> true;
            case OfProbe ofProbe -> true;
            case OfAccessKeys keys -> true;
            case Unknown unknown -> true;
        };
    }
}
