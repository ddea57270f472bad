package cairn.storage.folder;

import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One change in the journal.
///
/// @param before the version it replaces, [Stamp#NONE] where there was no object
/// @param after the version it makes; of a deletion too, so that it has a place among the puts
/// @param shared how many bytes of the version before the new one begins with; -1 for a deletion
/// @param rest the bytes behind those
record Entry(ObjectKey key, Stamp before, Stamp after, int shared, Content rest) {
    private static final int DELETION = -1;

    static Entry deletion(ObjectKey key, Stamp before, Stamp after) {
        return new Entry(key, before, after, DELETION, Content.EMPTY);
    }

    /// A put, stored as what differs from `old`.
    static Entry put(ObjectKey key, State old, Stamp after, Content content) {
        Content base = old.content();
        int shared = base == null ? 0 : content.sharedWith(base);
        return new Entry(key, old.before(), after, shared, content.from(shared));
    }

    boolean isDeletion() {
        return shared == DELETION;
    }

    int sizeBytes() {
        return 4 + key.name().length() + 4 * Long.BYTES + 8 + rest.length();
    }

    void write(ByteBuffer out) {
        byte[] name = key.name().getBytes(StandardCharsets.US_ASCII);
        out.putInt(name.length).put(name);
        out.putLong(before.epoch()).putLong(before.number());
        out.putLong(after.epoch()).putLong(after.number());
        out.putInt(shared).putInt(rest.length());
        rest.copyTo(out);
    }

    static Entry read(ByteBuffer in) {
        byte[] name = new byte[in.getInt()];
        in.get(name);
        Stamp before = new Stamp(in.getLong(), in.getLong());
        Stamp after = new Stamp(in.getLong(), in.getLong());
        int shared = in.getInt();
        byte[] rest = new byte[in.getInt()];
        in.get(rest);
        ObjectKey key = new ObjectKey(new String(name, StandardCharsets.US_ASCII));
        return new Entry(key, before, after, shared, Content.of(rest));
    }
}
