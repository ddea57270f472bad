package cairn.storage.log;

import cairn.item.StorageKey;
import cairn.storage.format.ByteReader;
import cairn.storage.format.ByteWriter;
import cairn.storage.format.PartitionName;

import java.util.ArrayList;
import java.util.List;

/// Life-cycle state of a partition.
public sealed interface LifeState {
    /// Accepts reads and writes.
    record Live() implements LifeState {}

    /// Its table was deleted. The head stays permanently, so that a late writer's put fails on it.
    record Deleted() implements LifeState {}

    /// The partition was split: its children hold its data. It stays permanently, as the start of
    /// their history.
    ///
    /// @param children at least one, in ascending order of storage keys
    record Sealed(List<Child> children) implements LifeState {
        public Sealed {
            children = List.copyOf(children);
            for (int i = 1; i < children.size(); i++) {
                if (children.get(i - 1).from.compareTo(children.get(i).from) >= 0) {
                    throw new IllegalArgumentException("children out of order");
                }
            }
            if (children.isEmpty()) {
                throw new IllegalArgumentException("sealed without children");
            }
        }
    }

    /// One child of a sealed partition.
    ///
    /// @param from its smallest storage key; it extends to the next child's, and the last one to
    ///   the end of its parent
    record Child(StorageKey from, PartitionName partition) {}

    /// Writes its number: 0 live, 1 deleted, 2 sealed; then the children.
    default void write(ByteWriter out) {
        switch (this) {
            case Live live -> out.u8(0);
            case Deleted deleted -> out.u8(1);
            case Sealed(List<Child> children) -> {
                out.u8(2).varint(children.size());
                for (Child child : children) {
                    out.string(child.from.bytes());
                    child.partition.write(out);
                }
            }
        }
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws cairn.storage.port.TooNew a state of a later Cairn
    static LifeState read(ByteReader in) {
        int code = in.u8();
        return switch (code) {
            case 0 -> new Live();
            case 1 -> new Deleted();
            case 2 -> sealed(in);
            default -> throw in.tooNew("state " + code);
        };
    }

    private static LifeState sealed(ByteReader in) {
        List<Child> children = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            StorageKey from = StorageKey.of(in.string());
            children.add(new Child(from, PartitionName.read(in)));
        }
        try {
            return new Sealed(children);
        } catch (IllegalArgumentException e) {
            throw in.corrupt(String.valueOf(e.getMessage()));
        }
    }
}
