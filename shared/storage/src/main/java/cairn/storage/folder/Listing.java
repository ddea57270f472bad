package cairn.storage.folder;

import cairn.storage.folder.file.Disk;
import cairn.storage.port.ByteRange;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Lists objects: those in files, with the changes in memory.
final class Listing {
    static final int PAGE_ENTRIES = 1000;

    private final Disk disk;
    private final CurrentObjects objects;
    private final String prefix;
    private final String startAfter;
    private final NavigableMap<ObjectKey, Optional<State>> keys = new TreeMap<>();

    Listing(Disk disk, CurrentObjects objects, String prefix, String startAfter) {
        this.disk = disk;
        this.objects = objects;
        this.prefix = prefix;
        this.startAfter = startAfter;
    }

    private boolean wanted(ObjectKey key) {
        return key.name().startsWith(prefix) && key.name().compareTo(startAfter) > 0;
    }

    /// One page, in the order of keys.
    ///
    /// Memory is read first. A concurrent checkpoint makes an object's file before it removes the
    /// object from memory, so one of the two has it.
    List<ListOutcome.Entry> entries(Set<FolderRule> rules) throws IOException {
        boolean memoryFirst = rules.contains(FolderRule.LIST_MEMORY_FIRST);
        if (memoryFirst) {
            collectStates();
        }
        collect(FileNames.folderOfPrefix(prefix));
        if (!memoryFirst) {
            collectStates();
        }
        List<ListOutcome.Entry> entries = new ArrayList<>();
        for (Map.Entry<ObjectKey, Optional<State>> key : keys.entrySet()) {
            size(key.getKey(), key.getValue())
                    .ifPresent(size -> entries.add(new ListOutcome.Entry(key.getKey(), size)));
            if (entries.size() > PAGE_ENTRIES) {
                break;
            }
        }
        return entries;
    }

    private void collectStates() {
        objects.states()
                .forEach(
                        (key, state) -> {
                            if (wanted(key)) {
                                keys.put(key, Optional.of(state));
                            }
                        });
    }

    private Optional<Long> size(ObjectKey key, Optional<State> state) throws IOException {
        if (state.isPresent()) {
            return Optional.ofNullable(state.get().content()).map(c -> (long) c.length());
        }
        return objects.read(key, new ByteRange(0, 1)).map(ObjectFile.Found::length);
    }

    private void collect(String folder) throws IOException {
        for (Disk.Entry entry : disk.list(folder)) {
            String path = folder + "/" + entry.name();
            if (entry.folder()) {
                collect(path);
            } else {
                FileNames.keyOf(path)
                        .filter(this::wanted)
                        .ifPresent(key -> keys.putIfAbsent(key, Optional.empty()));
            }
        }
    }
}
