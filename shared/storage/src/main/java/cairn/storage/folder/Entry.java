package cairn.storage.folder;

import cairn.storage.port.Content;
import cairn.storage.port.ObjectKey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One change in the journal.
///
/// @param before the version that it replaces; [Stamp#NONE] if there was no object
/// @param after the version that it makes; a deletion also has one, for its position among the puts
/// @param shared the number of leading bytes that the new version shares with the one before; -1
///   for a deletion
/// @param rest the bytes after those
record Entry(ObjectKey key, Stamp before, Stamp after, int shared, Content rest) {
    private static final int DELETION = -1;

    static Entry deletion(ObjectKey key, Stamp before, Stamp after) {
        return new Entry(key, before, after, DELETION, Content.EMPTY);
    }

    /// A put, stored as its difference from `old`.
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
