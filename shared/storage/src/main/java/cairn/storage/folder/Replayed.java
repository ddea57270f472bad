package cairn.storage.folder;

import cairn.storage.port.Content;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One object during the replay of the journal. An object changes thousands of times in a journal,
/// each time at its end, so its bytes are changed in place. Used by one thread.
final class Replayed {
    private final Stamp origin;
    private Stamp stamp;
    private boolean present;
    private byte[] buffer;
    private int length;
    private long use;

    /// An object from its file, or an absent one.
    Replayed(State inFile) {
        Content content = inFile.content();
        this.stamp = inFile.stamp();
        this.present = content != null;
        this.buffer = content == null ? new byte[0] : content.toBytes();
        this.length = buffer.length;
        this.use = inFile.use();
        this.origin = inFile.origin();
    }

    Stamp stamp() {
        return stamp;
    }

    boolean present() {
        return present;
    }

    /// The version that a put replaces; [Stamp#NONE] if there is no object.
    Stamp before() {
        return present ? stamp : Stamp.NONE;
    }

    /// Applies the next change.
    void apply(Entry entry, long inUse) {
        stamp = entry.after();
        use = inUse;
        present = !entry.isDeletion();
        Content rest = entry.rest();
        int shared = entry.isDeletion() ? 0 : entry.shared();
        if (shared > length) {
            throw new Damage(
                    "the journal continues a version of " + entry.key() + " that is not there");
        }
        if (shared + rest.length() > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(shared + rest.length(), 2 * shared));
        }
        rest.copyTo(ByteBuffer.wrap(buffer, shared, rest.length()));
        length = shared + rest.length();
    }

    /// Whether the journal has a change that is not in the file.
    boolean changed() {
        return use > 0;
    }

    State state() {
        Content content = present ? Content.of(Arrays.copyOf(buffer, length)) : null;
        return new State(stamp, content, use, origin);
    }
}
